import { Worker } from 'node:worker_threads';
import { readDocument } from './read-document.ts';
import { DocumentRefused } from './refused.ts';

// The program of the process that reads one file: it is sent the file, answers once, and is ended.

/** What the heap's own limit does not count: unpacked streams. */
const MEMORY_BYTES = 700_000_000;

// Parsers keep this thread busy, so another one looks.
new Worker(
  `setInterval(() => { if (process.memoryUsage.rss() > ${MEMORY_BYTES}) process.kill(process.pid, 'SIGKILL') }, 25)`,
  { eval: true },
).unref();

process.once('message', async ({ bytes, name }: { bytes: Uint8Array; name: string | null }) => {
  process.send?.(await answer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name));
});

async function answer(bytes: Buffer, name: string | null): Promise<object> {
  try {
    return await readDocument(bytes, name);
  } catch (error) {
    // Whatever a parser throws besides is the file's fault: it came from outside.
    const { code, params } = error instanceof DocumentRefused ? error : new DocumentRefused('document.damaged');
    return { code, params };
  }
}
