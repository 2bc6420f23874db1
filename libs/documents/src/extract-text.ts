import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import type { DocumentText } from './read-document.ts';
import { type DocumentRefusal, DocumentRefused } from './refused.ts';

/** Of a file as it is given. */
export const FILE_LIMIT_BYTES = 20_000_000;
const TIME_LIMIT_MS = 10_000;
const HEAP_LIMIT_MB = 256;
/** Files that are read at the same time; others wait. */
const AT_ONCE = 2;

type Answer = DocumentText | { readonly code: DocumentRefusal; readonly params: DocumentRefused['params'] };

/**
 * The text of a file of any kind that is known: .txt, .md, .html, .docx, and .pdf with text. It is read in a process of its
 * own that gets nothing else, may use so much memory and takes at most `timeLimitMs`. `name` is the file's, of which the
 * extension counts. Throws `DocumentRefused`.
 */
export async function extractText(
  bytes: Uint8Array,
  name: string | null,
  timeLimitMs = TIME_LIMIT_MS,
): Promise<DocumentText> {
  if (bytes.byteLength > FILE_LIMIT_BYTES) {
    throw new DocumentRefused('document.too-large', { bytes: bytes.byteLength, limit: FILE_LIMIT_BYTES });
  }
  await turn();
  try {
    return await askChild(bytes, name, timeLimitMs);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  while (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume));
  running += 1;
}

async function askChild(bytes: Uint8Array, name: string | null, timeLimitMs: number): Promise<DocumentText> {
  // From sources as well the program of the child is the built one: plain Node runs it.
  const program = createRequire(import.meta.url).resolve('#libs/documents/reading-child');
  const child = fork(program, [], {
    cwd: tmpdir(),
    env: {},
    execArgv: [`--max-old-space-size=${HEAP_LIMIT_MB}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    const answer = await answerOf(child, { bytes, name }, timeLimitMs);
    if ('code' in answer) throw new DocumentRefused(answer.code, answer.params);
    return answer;
  } finally {
    child.kill('SIGKILL');
  }
}

function answerOf(child: ChildProcess, question: object, timeLimitMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const seconds = timeLimitMs / 1000;
    const timer = setTimeout(() => reject(new DocumentRefused('document.too-slow', { seconds })), timeLimitMs);
    child.once('message', (answer: Answer) => resolve(answer));
    // It ends by itself only when it is out of memory.
    child.once('exit', () => reject(new DocumentRefused('document.too-heavy')));
    child.once('error', reject);
    child.once('close', () => clearTimeout(timer));
    // When it cannot be told, it is on its way to its end.
    child.send(question, () => undefined);
  });
}
