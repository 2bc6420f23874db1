import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { notesIn } from '#libs/crypto';

/** Where seals are put that the database's owner cannot reach. It is only ever added to. */
export interface Deposit {
  /** For messages: the setting that names it, and what it says, without secrets. */
  readonly where: string;
  /** The notes that begin with this origin, in the order in which they were added: the newest at least. */
  newest(origin: string): Promise<string | null>;
  /** All that can be read back. */
  all(): Promise<string[]>;
  /** Adds notes, in this order; answers when they are there to stay. A repeat adds them again, which harms nothing. */
  add(notes: readonly string[]): Promise<void>;
}

/** The place cannot be reached or does not do what was asked; what was to be done is tried again later. */
export class DepositAway extends Error {
  override readonly name = 'DepositAway';
}

const TAIL_BYTES = 16_384;

/** A file that is appended to, such as on a share that only this machine may write. Its directory must exist, unless it is to be made. */
export function fileDeposit(
  path: string,
  { setting, makeDirectory }: { setting: string; makeDirectory: boolean },
): Deposit {
  const where = `${setting} ${path}`;
  const away = (error: unknown): never => {
    throw new DepositAway(`${where}: ${(error as Error).message}`, { cause: error });
  };
  return {
    where,
    newest: async (origin) => {
      const tail = newestOf(notesIn(await read(TAIL_BYTES).catch(away)), origin);
      return tail ?? newestOf(notesIn(await read(Number.POSITIVE_INFINITY).catch(away)), origin);
    },
    all: async () => notesIn(await read(Number.POSITIVE_INFINITY).catch(away)),
    add: (notes) => append(notes).catch(away),
  };

  async function read(bytes: number): Promise<string> {
    const file = await open(path, 'r').catch(unlessMissing);
    if (!file) return '';
    try {
      const { size } = await file.stat();
      const length = Math.min(size, bytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  }

  async function append(notes: readonly string[]): Promise<void> {
    if (makeDirectory) await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+');
    try {
      // The empty lines keep a note apart from what a crash may have left of one.
      const torn = (await lastByte(file)) === LINE_BREAK ? '' : '\n';
      await file.appendFile(torn + notes.map((note) => `\n${note}`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

const LINE_BREAK = 10;

/** A line break for an empty file. */
async function lastByte(file: FileHandle): Promise<number | undefined> {
  const { size } = await file.stat();
  if (size === 0) return LINE_BREAK;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0];
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * An address that keeps what is POSTed to it (a note each, `text/plain`) and answers GET with the notes it has one after
 * another, the newest last: all of them, or at least that one; 404 while it has none.
 */
export function urlDeposit(url: string): Deposit {
  const address = new URL(url);
  const credentials = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
  const headers = credentials === ':' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  address.username = '';
  address.password = '';
  const where = `SEAL_URL ${address.origin}${address.pathname}`;

  const send = async (init: RequestInit): Promise<Response> => {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await fetch(address, { ...init, headers: { ...headers, ...init.headers }, signal }).catch(
      (error: Error) => {
        throw new DepositAway(
          `${where} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`,
        );
      },
    );
    if (answer.ok || (answer.status === 404 && init.method === 'GET')) return answer;
    throw new DepositAway(`${where} answers ${answer.status} to ${init.method}`);
  };
  const all = async () => {
    const answer = await send({ method: 'GET' });
    return answer.ok ? notesIn(await answer.text()) : [];
  };
  return {
    where,
    all,
    newest: async (origin) => newestOf(await all(), origin),
    add: async (notes) => {
      for (const body of notes) {
        await send({ method: 'POST', body, headers: { 'content-type': 'text/plain; charset=utf-8' } });
      }
    },
  };
}

function newestOf(notes: readonly string[], origin: string): string | null {
  return notes.findLast((note) => note.startsWith(`${origin}\n`)) ?? null;
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
