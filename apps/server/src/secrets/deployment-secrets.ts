import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretBox } from './secret-box.ts';

/** What the deployment itself signs or hashes with: all processes have to use one. */
@Injectable()
export class DeploymentSecrets {
  constructor(
    private readonly database: DataSource,
    private readonly secrets: SecretBox,
  ) {}

  /** The secret of this name: made once for the deployment, whoever asks first. Throws `SecretUnreadable`. */
  async get(name: string, make: () => string): Promise<string> {
    const place = { table: 'deployment_secret', row: name };
    const kept = await this.kept(name);
    if (kept !== null) return this.secrets.unlock(kept, place);
    await this.database.query('INSERT INTO deployment_secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      name,
      await this.secrets.lock(make(), place),
    ]);
    return this.get(name, make);
  }

  private async kept(name: string): Promise<string | null> {
    const [row]: { value: string }[] = await this.database.query(
      'SELECT value FROM deployment_secret WHERE name = $1',
      [name],
    );
    return row?.value ?? null;
  }
}
