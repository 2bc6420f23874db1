import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '#libs/event-sourcing';

/** Bytes of UTF-8. A long readout has some 30,000; the limit keeps a mistaken file out. */
const TEXT_LIMIT_BYTES = 1_000_000;

/** Control characters that no text has, tab, line ends and form feed apart. */
const BINARY = /[^\P{Cc}\t\n\r\f\u0085]/u;

/**
 * The text as it came. Throws `readout.empty`; `readout.too-long`; `readout.binary` when it has control characters; and
 * `readout.not-utf-8` when whoever decoded it met bytes that are no UTF-8 and put U+FFFD in their place.
 */
export function requireReadable(text: string): string {
  const bytes = Buffer.byteLength(text);
  if (text.trim() === '') throw new Rejection('readout.empty', { pointer: '/text' });
  if (bytes > TEXT_LIMIT_BYTES)
    throw new Rejection('readout.too-long', { bytes, limit: TEXT_LIMIT_BYTES, pointer: '/text' });
  const binary = text.search(BINARY);
  if (binary >= 0) throw new Rejection('readout.binary', { at: binary, pointer: '/text' });
  const undecoded = text.indexOf('\uFFFD');
  if (undecoded >= 0) throw new Rejection('readout.not-utf-8', { at: undecoded, pointer: '/text' });
  return text;
}

/** The texts of readouts under the digests of what they say. A text never changes, so it is kept once. */
@Injectable()
export class ReadoutTexts {
  constructor(private readonly database: DataSource) {}

  /** A repeat changes nothing. */
  async keep(hash: string, text: string): Promise<void> {
    await this.database.query('INSERT INTO readout_text (hash, text) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      hash,
      text,
    ]);
  }

  /** Throws when there is none: no event names a text that was not kept before. */
  async read(hash: string): Promise<string> {
    const [row]: ({ text: string } | undefined)[] = await this.database.query(
      'SELECT text FROM readout_text WHERE hash = $1',
      [hash],
    );
    if (!row) throw new Error(`The text ${hash} is missing`);
    return row.text;
  }
}
