import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { digest } from '#libs/crypto';
import { FILE_LIMIT_BYTES } from '#libs/documents';
import { Rejection } from '#libs/event-sourcing';

/** Above that of a file, so that a file that is too large is told so by name. */
const FORM_LIMIT_BYTES = FILE_LIMIT_BYTES + 4_000_000;
/** Where a form may be sent. */
const TAKES_FILES = ['/api/v1/readouts', '/api/v1/readouts/:id/correct', '/api/v1/tasks/:id/files'];

/** A file that was sent. In the digest of a request it stands for its bytes. */
class SentFile extends File {
  private readonly hash: string;

  constructor(bytes: Uint8Array, name: string) {
    super([bytes], name);
    this.hash = digest(bytes);
  }

  toJSON(): object {
    return { name: this.name, hash: this.hash };
  }
}

/** Forms (`multipart/form-data`) become bodies with their fields, the files as `File`; they are how files are sent. */
export function readForms(app: NestFastifyApplication): void {
  app.useBodyParser('multipart/form-data', { bodyLimit: FORM_LIMIT_BYTES }, (request, body, done) => {
    if (!TAKES_FILES.includes(request.routeOptions.url ?? '')) {
      done(new Rejection('request.not-json'), undefined);
      return;
    }
    parse(body, request.headers['content-type'] ?? '').then(
      (fields) => done(null, fields),
      () => done(new Rejection('request.malformed-form'), undefined),
    );
  });
}

/** Node's own parser does the work. Throws when the form is damaged. */
async function parse(bytes: Buffer, contentType: string): Promise<object> {
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  const fields: [string, string | File][] = [];
  for (const [name, value] of form) {
    fields.push([
      name,
      typeof value === 'string' ? value : new SentFile(new Uint8Array(await value.arrayBuffer()), value.name),
    ]);
  }
  return Object.fromEntries(fields);
}
