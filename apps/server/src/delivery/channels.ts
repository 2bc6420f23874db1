import type { Config } from '../config.ts';
import type { Channel } from './channel.ts';
import { email } from './email.ts';
import { inApp } from './in-app.ts';

export type Channels = readonly Channel[];

/** The injection token of `Channels`. */
export const CHANNELS = Symbol('CHANNELS');

/** Every channel that this deployment has. In-app always; e-mail when `SMTP_URL` is set. */
export function channelsOf({
  smtpUrl,
  mailFrom,
  publicUrl,
}: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>): Channels {
  return smtpUrl ? [inApp, email({ smtpUrl, from: mailFrom, publicUrl: publicUrl ?? null })] : [inApp];
}
