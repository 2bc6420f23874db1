import { withDeployment } from '../../../server/src/operations/deployment.ts';
import { EXIT, Exit, type ExitCode } from '../exit.ts';
import type { OperatorCall } from '../operator.ts';

/** `duban migrate`: brings the deployment's database to the shape of this version, as a start of the server would. */
export async function migrate({ args, stdout, words }: OperatorCall): Promise<ExitCode> {
  if (args.length > 0) throw new Exit(EXIT.usage, words.t('cli.takesNothing', { command: 'duban migrate' }));
  await withDeployment(async ({ place, log }) => {
    stdout.line(words.t('cli.migrated', { place, position: await log.head() }));
  });
  return EXIT.ok;
}
