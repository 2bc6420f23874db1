import type { Problem } from '#libs/contracts';

/** The server said no; `problem` says why, in the page's language. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** The server did not answer, or asked to wait. */
export class Offline extends Error {
  override readonly name = 'Offline';
}

/** Why a request came to nothing, as far as that can be told to a person. */
export type Failure = ApiProblem | Offline;

/** The error as a failure to be shown; any other error is a mistake of the page and is thrown on. */
export function failureIn(error: unknown): Failure {
  if (error instanceof ApiProblem || error instanceof Offline) return error;
  throw error;
}

export function hasStatus(error: unknown, status: number): error is ApiProblem {
  return error instanceof ApiProblem && error.problem.status === status;
}

/** What the server said of the field that `pointer` names (`/dueDate`); null when it said nothing of it. */
export function faultOf(failure: Failure | null, pointer: string): string | null {
  if (!(failure instanceof ApiProblem)) return null;
  return failure.problem.errors?.find((error) => error.pointer === pointer)?.detail ?? null;
}
