import { resolve } from 'node:path';
import { z } from 'zod';
import { isZone } from '#libs/calendar';
import { CIPHERS, HASHES } from '#libs/crypto';
import { auditConfig, auditSettings } from './audit-settings.ts';
import { incompleteLdap } from './ldap-settings.ts';
import { signInConfig, signInSettings } from './sign-in-settings.ts';
import { proxy, unsafeTransport } from './transport.ts';
import { workingCalendarNamed } from './working-calendar.ts';

/** What a process does. One process does all of it by default; scaling out is the same image with fewer roles each. */
const SERVER_ROLES = ['api', 'projections', 'reminders', 'delivery', 'seal', 'audit'] as const;
export type ServerRole = (typeof SERVER_ROLES)[number];

const zone = z.string().refine(isZone, 'an IANA time zone such as Asia/Shanghai');
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 09:00');
const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'a URL such as postgres://user:password@host:5432/duban',
});
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((url) => new URL(url).origin === url, 'an origin such as http://hooks.town.local:8080, without a path');
const perMinute = z.coerce.number().int().min(1);
const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Every setting there is: environment variable, what it must be, and its default. */
const schema = z.object({
  DUBAN_MODE: z.enum(['demo', 'production']).default('demo'),
  DUBAN_DATA_DIR: z.string().min(1).default('.duban'),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Unset: 3000, or any free port when that is taken. */
  PORT: z.coerce.number().int().min(0).max(65535).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** PEM; unset: plain http, for this machine or behind a proxy. Read anew when they change. */
  TLS_CERT_FILE: z.string().min(1).optional(),
  TLS_KEY_FILE: z.string().min(1).optional(),
  /** Whose X-Forwarded-For is believed; unset: nobody's. */
  TRUSTED_PROXIES: z.string().default('').transform(list).pipe(z.array(proxy)),
  ROLES: z
    .string()
    .default(SERVER_ROLES.join(','))
    .transform(list)
    .pipe(z.array(z.enum(SERVER_ROLES)).min(1)),
  /** Unset: an embedded Postgres under the data directory. */
  DATABASE_URL: postgresUrl.optional(),
  /** The way to Postgres itself, where DATABASE_URL leads through a pooler in transaction mode; unset: the same as DATABASE_URL. */
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  /** Who may migrate, not through such a pooler; unset: the same as DATABASE_DIRECT_URL. */
  DATABASE_OWNER_URL: postgresUrl.optional(),
  /** On the embedded Postgres only: a new database for this run, dropped at its end. */
  DUBAN_TEMPORARY_DATABASE: z.enum(['yes', 'no']).default('no'),
  /** Unset: BullMQ on Postgres. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Demo mode only: business time of a database that has no events yet, `2022-10-26T01:00:00Z`; unset: real time. */
  DEMO_START_AT: z.iso.datetime({ error: 'an instant such as 2022-10-26T01:00:00Z' }).optional(),
  /** Demo mode only: what a database that has no events yet begins with; `campaign`: sixty days of a town, looked at on 20 November 2022. */
  DEMO_DATA: z.enum(['campaign', 'none']).default('none'),
  TIME_ZONE: zone.default('Asia/Shanghai'),
  DIGEST_TIME: localTime.default('09:00'),
  WORKING_CALENDAR: z
    .string()
    .default('cn')
    .refine(
      (name) => workingCalendarNamed(name) !== null,
      'cn, weekends, or the code of a country with public holidays, such as US or DE-BY',
    ),
  NUMBER_PREFIX: z.string().min(1).max(20).default('督'),
  /** Unset: no e-mail goes out, and the start says so. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default('Duban <duban@localhost>'),
  /** What the mail server takes; more mails wait for the next minute. */
  MAIL_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(600),
  /** Origins that webhooks may go to although they are private or not https: `http://hooks.town.local:8080,…`. */
  PRIVATE_ORIGINS: z.string().default('').transform(list).pipe(z.array(origin)),
  /** Keys of 32 bytes in base64, one a line, the current one first, the same for all processes; unset: made in the data directory. */
  SECRETS_KEY_FILE: z.string().min(1).optional(),
  /** The keys themselves instead, with commas between. What is wrong with them is told where they are read, without them. */
  SECRETS_KEY: z.string().min(1).optional(),
  /** What new records are encrypted by; `duban keys rotate` brings the others after. */
  ENCRYPTION: z.enum(CIPHERS).default('aes-256-gcm'),
  ...signInSettings,
  ...auditSettings,
  SWEEP_INTERVAL_MS: z.coerce.number().int().min(100).default(5000),
  /** PEM of an Ed25519 private key; unset: made in the data directory. */
  SEAL_KEY_FILE: z.string().min(1).optional(),
  /** Where seals are put besides the database; unset: a file in the data directory. */
  SEAL_FILE: z.string().min(1).optional(),
  SEAL_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Of a log that was not sealed yet; unset: sha256. */
  SEAL_HASH: z.enum(HASHES).optional(),
  SEAL_INTERVAL_MS: z.coerce.number().int().min(100).default(60_000),
  /** Base of a chat endpoint as OpenAI's, `http://127.0.0.1:11434/v1`; unset: no model is asked. */
  MODEL_URL: z.url({ protocol: /^https?$/ }).optional(),
  MODEL_NAME: z.string().min(1).default('default'),
  MODEL_KEY: z.string().min(1).optional(),
  MODEL_TIMEOUT_MS: z.coerce.number().int().min(100).max(30_000).default(8_000),
  /** How many requests a minute are let through: of a person; of an address; and of an address in vain attempts to sign in. */
  REQUESTS_PER_PERSON: perMinute.default(3_000),
  REQUESTS_PER_ADDRESS: perMinute.default(30_000),
  SIGN_INS_PER_ADDRESS: perMinute.default(30),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** When the demo's campaign is looked at: after all that happened in it. */
const CAMPAIGN_LOOKED_AT = '2022-11-20T01:00:00.000Z';

/** What no setting can tell by itself. */
const consistent = schema
  .refine(({ DATABASE_URL, DATABASE_DIRECT_URL }) => DATABASE_URL || !DATABASE_DIRECT_URL, {
    path: ['DATABASE_DIRECT_URL'],
    error: 'unset while DATABASE_URL is unset, because it says how to get past what that leads through',
  })
  .refine(
    ({ DEMO_DATA, DEMO_START_AT }) => DEMO_DATA === 'none' || !DEMO_START_AT || DEMO_START_AT >= CAMPAIGN_LOOKED_AT,
    {
      path: ['DEMO_START_AT'],
      error: `${CAMPAIGN_LOOKED_AT} or later when DEMO_DATA is campaign, which has happened by then`,
    },
  )
  .refine(({ AUDIT_REQUIRED, AUDIT_SYSLOG_URL }) => AUDIT_REQUIRED === 'no' || AUDIT_SYSLOG_URL, {
    path: ['AUDIT_SYSLOG_URL'],
    error: 'where the audit goes, because AUDIT_REQUIRED is yes',
  })
  .refine(({ SECRETS_KEY, SECRETS_KEY_FILE }) => !(SECRETS_KEY && SECRETS_KEY_FILE), {
    path: ['SECRETS_KEY_FILE'],
    error: 'unset while SECRETS_KEY is set, because keys come from one place',
  })
  .refine(({ SEAL_FILE, SEAL_URL }) => !(SEAL_FILE && SEAL_URL), {
    path: ['SEAL_URL'],
    error: 'unset while SEAL_FILE is set, because seals go to one place',
  });

/** What would be unsafe is refused rather than warned of. */
const safe = consistent.superRefine((settings, context) => {
  for (const { path, error } of [...unsafeTransport(settings), ...incompleteLdap(settings)])
    context.addIssue({ code: 'custom', path: [path], message: error });
});

/** The settings as the environment gives them. */
export type Settings = Readonly<ReturnType<typeof readConfig>>;

/** The settings of a server whose database stands: given from outside, or the embedded one. */
export type Config = Settings & {
  readonly databaseUrl: string;
  readonly databaseDirectUrl: string;
  readonly databaseOwnerUrl: string;
};

/** The injection token of `Config`. */
export const CONFIG = Symbol('CONFIG');

/** All that is wrong with the settings at once, one line a variable; nothing was started. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
}

/**
 * Reads the settings; the only reader of the environment. An empty variable counts as unset.
 * Throws `InvalidConfig`, whose message names every wrong variable, what it should be and what it was.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = safe.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name}: ${issue.message}; it is ${JSON.stringify(given[name])}`;
    });
    throw new InvalidConfig(`These settings are wrong; nothing was started.\n${[...new Set(lines)].join('\n')}`);
  }
  const settings = parsed.data;
  return {
    mode: settings.DUBAN_MODE,
    dataDir: resolve(settings.DUBAN_DATA_DIR),
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL,
    /** Whether people come by https: by a proxy's, or by this server's own. */
    isHttps: settings.PUBLIC_URL?.startsWith('https:') ?? settings.TLS_CERT_FILE !== undefined,
    tlsCertFile: settings.TLS_CERT_FILE && resolve(settings.TLS_CERT_FILE),
    tlsKeyFile: settings.TLS_KEY_FILE && resolve(settings.TLS_KEY_FILE),
    trustedProxies: settings.TRUSTED_PROXIES,
    roles: new Set<ServerRole>(settings.ROLES),
    databaseUrl: settings.DATABASE_URL,
    databaseDirectUrl: settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL ?? settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL,
    temporaryDatabase: settings.DUBAN_TEMPORARY_DATABASE === 'yes',
    redisUrl: settings.REDIS_URL,
    demoStartAt: settings.DEMO_START_AT ?? (settings.DEMO_DATA === 'campaign' ? CAMPAIGN_LOOKED_AT : undefined),
    demoData: settings.DEMO_DATA,
    timeZone: settings.TIME_ZONE,
    digestTime: settings.DIGEST_TIME,
    workingCalendar: settings.WORKING_CALENDAR,
    numberPrefix: settings.NUMBER_PREFIX,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM,
    mailPerMinute: settings.MAIL_PER_MINUTE,
    privateOrigins: new Set(settings.PRIVATE_ORIGINS),
    secretsKeyFile: settings.SECRETS_KEY_FILE && resolve(settings.SECRETS_KEY_FILE),
    secretsKey: settings.SECRETS_KEY,
    encryption: settings.ENCRYPTION,
    signIn: signInConfig(settings),
    ...auditConfig(settings),
    sweepIntervalMs: settings.SWEEP_INTERVAL_MS,
    sealKeyFile: settings.SEAL_KEY_FILE && resolve(settings.SEAL_KEY_FILE),
    sealFile: settings.SEAL_FILE && resolve(settings.SEAL_FILE),
    sealUrl: settings.SEAL_URL,
    sealHash: settings.SEAL_HASH,
    sealIntervalMs: settings.SEAL_INTERVAL_MS,
    modelUrl: settings.MODEL_URL,
    modelName: settings.MODEL_NAME,
    modelKey: settings.MODEL_KEY,
    modelTimeoutMs: settings.MODEL_TIMEOUT_MS,
    personLimit: settings.REQUESTS_PER_PERSON,
    addressLimit: settings.REQUESTS_PER_ADDRESS,
    signInLimit: settings.SIGN_INS_PER_ADDRESS,
    logLevel: settings.LOG_LEVEL,
  };
}
