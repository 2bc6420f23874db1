import { parseArgs } from 'node:util';
import { type Deployment, withDeployment } from '../../../server/src/operations/deployment.ts';
import {
  listProjections,
  makerOf,
  projectionsOf,
  rebuild as rebuildProjection,
  verify as verifyProjection,
} from '../../../server/src/operations/projections.ts';
import { EXIT, Exit, type ExitCode } from '../exit.ts';
import type { OperatorCall } from '../operator.ts';
import { progressOn } from './progress.ts';
import { tellDifferences } from './tell-differences.ts';

/** `duban projections list|rebuild|verify`: what follows from the log: how it stands, making it anew, and whether it is right. */
export async function projections(call: OperatorCall): Promise<ExitCode> {
  const { verb, names, all } = parse(call);
  return withDeployment(async (deployment) => {
    const known = projectionsOf(deployment.config);
    const unknown = names.find((name) => !known.some((projection) => projection.name === name));
    if (unknown !== undefined) {
      const given = { name: unknown, names: known.map(({ name }) => name).join(', ') };
      throw new Exit(EXIT.usage, call.words.t('projections.unknown', given));
    }
    const chosen = all ? known : known.filter(({ name }) => names.includes(name));
    return await VERBS[verb](call, deployment, chosen);
  });
}

type Verb = (call: OperatorCall, deployment: Deployment, chosen: ReturnType<typeof projectionsOf>) => Promise<ExitCode>;

const VERBS = { list, rebuild, verify } satisfies Record<string, Verb>;

function parse({ args, words: { t } }: OperatorCall): { verb: keyof typeof VERBS; names: string[]; all: boolean } {
  try {
    const { positionals, values } = parseArgs({ args, options: { all: { type: 'boolean' } }, allowPositionals: true });
    const [verb, ...names] = positionals;
    const all = values.all ?? names.length === 0;
    if (verb === 'list' && names.length === 0) return { verb, names, all };
    if (verb === 'verify' || (verb === 'rebuild' && (values.all || names.length > 0))) return { verb, names, all };
  } catch {
    // An unknown option; the usage says which there are.
  }
  throw new Exit(EXIT.usage, t('projections.usage'));
}

async function list(
  { stdout, words: { t } }: OperatorCall,
  { database, log }: Deployment,
  chosen: ReturnType<typeof projectionsOf>,
): Promise<ExitCode> {
  const standings = await listProjections(database, log, chosen);
  const shapeOf = ({ shape, storedShape: stored }: (typeof standings)[number]) => {
    if (stored === null) return t('projections.inline');
    if (stored === 0) return t('projections.unbuilt');
    return stored === shape ? `${shape}` : t('projections.older', { stored, shape });
  };
  const columns = ['name', 'shape', 'position', 'lag', 'parked'] as const;
  stdout.table([
    columns.map((column) => t(`projections.columns.${column}`)),
    ...standings.map((one) => [one.name, shapeOf(one), `${one.position}`, `${one.lag}`, `${one.parked.length}`]),
  ]);
  for (const { name, parked } of standings) {
    for (const { streamId: stream, position, error } of parked)
      stdout.line(t('projections.parked', { name, stream, position, error }));
  }
  return EXIT.ok;
}

async function rebuild(
  { stdout, stderr, words: { t } }: OperatorCall,
  { database, log, config }: Deployment,
  chosen: ReturnType<typeof projectionsOf>,
): Promise<ExitCode> {
  const show = progressOn(stderr);
  for (const projection of chosen) {
    const { name } = projection;
    const rebuilt = await rebuildProjection(database, log, projection, {
      madeBy: makerOf(config),
      onProgress: ({ done, total }) => show(t('projections.reading', { name }), done / total),
      onWaiting: () => stderr.line(t('projections.waiting')),
    });
    stderr.overwrite('');
    if (!rebuilt) continue;
    const { rows, position, lockMs, parked: count } = rebuilt;
    stdout.line(t('projections.rebuilt', { name, rows, position, ms: Math.ceil(lockMs) }));
    if (count > 0) stdout.line(t('projections.parkedNow', { name, count }));
  }
  return EXIT.ok;
}

async function verify(
  { stdout, stderr, words: { t } }: OperatorCall,
  { database, log }: Deployment,
  chosen: ReturnType<typeof projectionsOf>,
): Promise<ExitCode> {
  const show = progressOn(stderr);
  const wrong: string[] = [];
  for (const projection of chosen) {
    const { name } = projection;
    const found = await verifyProjection(database, log, projection, {
      onProgress: ({ done, total }) => show(t('projections.reading', { name }), done / total),
    });
    stderr.overwrite('');
    const { rows, position, different } = found;
    if (different === 0) stdout.line(t('projections.same', { name, rows, position }));
    else {
      stdout.line(t('projections.differ', { name, rows, position, different }));
      tellDifferences(found.differences, stdout, t);
      wrong.push(name);
    }
  }
  if (wrong.length > 0) stdout.line(t('projections.mend', { names: wrong.join(' ') }));
  return wrong.length > 0 ? EXIT.failed : EXIT.ok;
}
