import type { Config } from '../config.ts';
import type { Channel } from './channel.ts';
import { dingtalk } from './dingtalk.ts';
import { email } from './email.ts';
import { feishu } from './feishu.ts';
import { inApp } from './in-app.ts';
import type { PushDevices } from './push-devices.ts';
import { robot } from './robot.ts';
import { webPush } from './web-push.ts';
import { webhook } from './webhook.ts';
import { wecom } from './wecom.ts';

export type Channels = readonly Channel[];

/** The injection token of `Channels`. */
export const CHANNELS = Symbol('CHANNELS');

/**
 * Every channel that this deployment has. E-mail only when `SMTP_URL` is set, notices in browsers only with `devices`; the others
 * wait for destinations.
 */
export function channelsOf(
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'mailPerMinute' | 'publicUrl' | 'privateOrigins'>,
  devices: PushDevices | null = null,
): Channels {
  const { smtpUrl, mailFrom, mailPerMinute: perMinute, privateOrigins } = config;
  const publicUrl = config.publicUrl ?? null;
  const robots = [wecom, dingtalk, feishu].map((kind) => robot(kind, { privateOrigins, publicUrl }));
  return [
    inApp,
    ...(smtpUrl ? [email({ smtpUrl, from: mailFrom, publicUrl, perMinute })] : []),
    ...(devices ? [webPush({ devices, privateOrigins, publicUrl, contact: contactOf(config) })] : []),
    webhook({ privateOrigins, source: publicUrl ?? 'urn:duban' }),
    ...robots,
  ];
}

function contactOf({ publicUrl, mailFrom }: Pick<Config, 'publicUrl' | 'mailFrom'>): string {
  if (publicUrl?.startsWith('https:')) return publicUrl;
  return `mailto:${/<([^<>]{1,320})>/.exec(mailFrom)?.[1] ?? mailFrom}`;
}
