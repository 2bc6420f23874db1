import { Injectable } from '@nestjs/common';
import type { Id } from '#libs/directives';
import { SecretBox } from './secret-box.ts';

const SOME = /^enc:\d/;

/** E-mail addresses of people, which stand in `person.email` encrypted. */
@Injectable()
export class Addresses {
  constructor(private readonly secrets: SecretBox) {}

  async lock(personId: Id, email: string | null): Promise<string | null> {
    return email === null ? null : this.secrets.lock(email, { table: 'person', row: personId });
  }

  /** One that was written before addresses were encrypted is answered with as it is. Throws `SecretUnreadable`. */
  async open(personId: Id, kept: string | null): Promise<string | null> {
    if (kept === null || !SOME.test(kept)) return kept;
    return this.secrets.unlock(kept, { table: 'person', row: personId });
  }
}
