import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { withDeployment } from '../../../server/src/operations/deployment.ts';
import { depositOf } from '../../../server/src/seal/deposits.ts';
import type { Fault } from '../../../server/src/seal/faults.ts';
import { NoProof, prove as proofOf } from '../../../server/src/seal/prove.ts';
import { readSealKey } from '../../../server/src/seal/seal-key.ts';
import { forgetSealedLog, readSealedLog } from '../../../server/src/seal/sealed-log.ts';
import { Sealer } from '../../../server/src/seal/sealer.ts';
import { NotSealed, verifyDeployment } from '../../../server/src/seal/verify-deployment.ts';
import { EXIT, Exit, type ExitCode } from '../exit.ts';
import type { OperatorCall } from '../operator.ts';
import { progressOn } from './progress.ts';

/** `duban seal [--anew]`: seals now what came since the newest seal; with `--anew`, everything in a new series of seals. */
export async function seal({ args, stdout, words: { t } }: OperatorCall): Promise<ExitCode> {
  const { values } = parse(args, { anew: { type: 'boolean' } } as const, 0, t('seal.usage.seal'));
  await withDeployment(async ({ config, database }) => {
    const sealer = new Sealer(database, {
      privateKey: await readSealKey(config),
      hash: config.sealHash,
      depositFor: (origin) => depositOf(config, origin),
    });
    if (values.anew) await forgetSealedLog(database);
    const count = await sealer.turn();
    const log = await readSealedLog(database);
    stdout.line(t('seal.sealed', { count, where: log && depositOf(config, log.origin)?.where }));
    stdout.line(t('seal.key', { key: log?.verifier.verifierKey }));
  });
  return EXIT.ok;
}

/** `duban verify [--key KEY] [--seals FILE]…`: holds the whole log against its seals. Exit code 1 when anything is not as sealed. */
export async function verify({ args, stdout, stderr, words: { t } }: OperatorCall): Promise<ExitCode> {
  const options = { key: { type: 'string' }, seals: { type: 'string', multiple: true } } as const;
  const { values } = parse(args, options, 0, t('seal.usage.verify'));
  const show = progressOn(stderr);
  return withDeployment(async ({ config, database }) => {
    const verdict = await verifyDeployment(
      { config, database },
      {
        key: values.key ?? null,
        sealFiles: values.seals ?? [],
        progress: (done, of) => show(t('seal.verifying', { done, of }), done / of),
      },
    ).finally(() => stderr.overwrite(''));
    const { head, goodUpTo, faults, outside, newest, key } = verdict;
    for (const fault of faults)
      stdout.line(stdout.paint('red', `✗ ${t(`seal.fault.${fault.kind}`, numbersOf(fault))}`));
    if (newest) stdout.line(t('seal.newest', { size: newest.size, time: newest.sealedAt, keyId: key.keyId }));
    if (faults.length === 0) stdout.line(stdout.paint('green', `✓ ${t('seal.right', { upTo: goodUpTo })}`));
    else stdout.line(t('seal.goodUpTo', { upTo: goodUpTo }));
    if (head > (newest?.size ?? 0)) stdout.line(t('seal.unsealed', { count: head - (newest?.size ?? 0) }));
    stdout.line(outside > 0 ? t('seal.outside', { count: outside }) : t('seal.noneOutside'));
    return faults.length === 0 ? EXIT.ok : EXIT.failed;
  }).catch((error: unknown) => {
    if (error instanceof NotSealed) throw new Exit(EXIT.notFound, t('seal.never'));
    throw error;
  });
}

/** `duban prove ITEM [--out FILE]`: writes the proof for a task or directive, named by number or id, to a new file or to stdout. */
export async function prove({ args, stdout, stderr, words: { t } }: OperatorCall): Promise<ExitCode> {
  const { positionals, values } = parse(args, { out: { type: 'string' } } as const, 1, t('seal.usage.prove'));
  const [item = ''] = positionals;
  const proof = await withDeployment(({ database }) => proofOf(database, item)).catch((error: unknown) => {
    if (!(error instanceof NoProof)) throw error;
    const code = error.reason === 'unknown' ? EXIT.notFound : EXIT.failed;
    throw new Exit(code, t(`seal.noProof.${error.reason}`, { item, number: error.number }));
  });
  const text = `${JSON.stringify(proof, null, 2)}\n`;
  if (values.out === undefined) stdout.line(text.trimEnd());
  else await writeNew(values.out, text, t('seal.fileExists', { file: values.out }));
  stderr.line(t('seal.proven', { count: proof.events.length, key: proof.key }));
  return EXIT.ok;
}

/** The numbers that a fault's sentence has in it. */
function numbersOf(fault: Fault): Record<string, number> {
  return {
    position: 'position' in fault ? fault.position : 0,
    upTo: 'upTo' in fault ? fault.upTo : 0,
    count: 'count' in fault ? fault.count : 0,
  };
}

async function writeNew(path: string, text: string, whenThere: string): Promise<void> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    throw new Exit(EXIT.usage, error.code === 'EEXIST' ? whenThere : error.message);
  });
  await file.writeFile(text).finally(() => file.close());
}

function parse<Options extends NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>>(
  args: string[],
  options: Options,
  words: number,
  usage: string,
) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true });
    if (parsed.positionals.length === words) return parsed;
  } catch {
    // An unknown option; the usage says which there are.
  }
  throw new Exit(EXIT.usage, usage);
}
