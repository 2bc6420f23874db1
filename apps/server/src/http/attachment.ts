import { StreamableFile } from '@nestjs/common';

/** A file to be kept. Never of its own type: a browser that shows it would run it as ours. */
export function attachment(name: string, bytes: Buffer): StreamableFile {
  return new StreamableFile(bytes, {
    type: 'application/octet-stream',
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
    length: bytes.length,
  });
}
