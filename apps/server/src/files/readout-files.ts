import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { digest } from '#libs/crypto';
import type { GivenFile } from '#libs/directives';
import { extractText, MEDIA_TYPES } from '#libs/documents';
import { plainName } from './plain-name.ts';
import { requireReadable } from './readout-texts.ts';

/** A readout as somebody gave it: the bytes, what is known of them, and what they say. */
export interface GivenReadout {
  readonly given: GivenFile;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Reads what was sent, a text or a file. Throws what `requireReadable` and `extractText` do. */
export async function readGiven({
  text,
  file,
}: {
  text?: string | undefined;
  file?: File | undefined;
}): Promise<GivenReadout> {
  if (file === undefined) {
    const pasted = requireReadable(text ?? '');
    const bytes = Buffer.from(pasted);
    return { bytes, text: pasted, given: { ...about(bytes), name: null, type: MEDIA_TYPES.text } };
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  const name = plainName(file.name);
  const read = await extractText(bytes, name);
  return { bytes, text: requireReadable(read.text), given: { ...about(bytes), name, type: MEDIA_TYPES[read.kind] } };
}

function about(bytes: Buffer): Pick<GivenFile, 'hash' | 'size'> {
  return { hash: digest(bytes), size: bytes.length };
}

/** The bytes of readouts under their digests. They never change, so the same ones are kept once. */
@Injectable()
export class ReadoutFiles {
  constructor(private readonly database: DataSource) {}

  /** A repeat changes nothing. */
  async keep(hash: string, bytes: Buffer): Promise<void> {
    await this.database.query('INSERT INTO readout_file (hash, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      hash,
      bytes,
    ]);
  }

  /** Throws when there is none: no event names a file that was not kept before. */
  async read(hash: string): Promise<Buffer> {
    const [row]: ({ bytes: Buffer } | undefined)[] = await this.database.query(
      'SELECT bytes FROM readout_file WHERE hash = $1',
      [hash],
    );
    if (!row) throw new Error(`The file ${hash} is missing`);
    return row.bytes;
  }
}
