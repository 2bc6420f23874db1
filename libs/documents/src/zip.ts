import yauzl from 'yauzl';
import { DocumentRefused } from './refused.ts';

const MOST_ENTRIES = 2000;
const MOST_BYTES = 50_000_000;
const MOST_RATIO = 200;
/** Below this a high ratio harms nobody: an empty style sheet packs well. */
const SMALL_BYTES = 1_000_000;

/**
 * Looks at a zip before anything unpacks it: its directory first, then every entry as it comes out, so that a size that
 * the directory lies about is found. Answers with the names of the entries. Throws `document.bomb`, `document.encrypted`,
 * `document.doctype` when an XML part declares a document type, and `document.damaged`.
 */
export async function inspectZip(bytes: Buffer): Promise<ReadonlySet<string>> {
  const zip = await yauzl
    .fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true, autoClose: false })
    .catch(() => damaged());
  if (zip.entryCount > MOST_ENTRIES) throw new DocumentRefused('document.bomb');
  const entries: yauzl.Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    return damaged();
  }
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (unpacked > MOST_BYTES || entries.some(isTooDense)) throw new DocumentRefused('document.bomb');
  if (entries.some((entry) => entry.isEncrypted())) throw new DocumentRefused('document.encrypted');
  for (const entry of entries) await inspectEntry(zip, entry);
  return new Set(entries.map(({ fileName }) => fileName));
}

function isTooDense({ uncompressedSize, compressedSize }: yauzl.Entry): boolean {
  return uncompressedSize > SMALL_BYTES && uncompressedSize > MOST_RATIO * compressedSize;
}

async function inspectEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<void> {
  const isXml = /\.(?:xml|rels)$/i.test(entry.fileName);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) if (isXml) chunks.push(chunk);
  } catch (error) {
    // yauzl's words when more comes out than the directory says.
    if (error instanceof Error && /too many bytes/.test(error.message)) throw new DocumentRefused('document.bomb');
    return damaged();
  }
  // Also as UTF-16, in which an XML part may be written.
  if (isXml && /<!\s*DOCTYPE/i.test(Buffer.concat(chunks).toString('latin1').replaceAll('\0', '')))
    throw new DocumentRefused('document.doctype');
}

function damaged(): never {
  throw new DocumentRefused('document.damaged');
}
