import type { ExitCode } from './exit.ts';
import type { Terminal } from './terminal.ts';
import type { Wording } from './wording.ts';

/** What a command of an operator is given: what was typed after its name, where to write, and in which language. */
export interface OperatorCall {
  readonly args: string[];
  readonly stdout: Terminal;
  /** For progress, so that the answer on stdout can be piped. */
  readonly stderr: Terminal;
  readonly words: Wording;
}

type OperatorCommand = (call: OperatorCall) => Promise<ExitCode>;

/** The commands that work on a deployment, loaded only when they are called. */
export const OPERATOR_COMMANDS: Readonly<Record<string, () => Promise<OperatorCommand>>> = {
  backup: async () => (await import('./operator/backup.ts')).backup,
  keys: async () => (await import('./operator/keys.ts')).keys,
  migrate: async () => (await import('./operator/migrate.ts')).migrate,
  prove: async () => (await import('./operator/seal.ts')).prove,
  projections: async () => (await import('./operator/projections.ts')).projections,
  restore: async () => (await import('./operator/backup.ts')).restore,
  seal: async () => (await import('./operator/seal.ts')).seal,
  verify: async () => (await import('./operator/seal.ts')).verify,
};
