import { resolve } from 'node:path';
import { z } from 'zod';

const LEAST_DAYS = 190;

/** Where the audit goes besides the database, and for how long it is kept. */
export const auditSettings = {
  /** A receiver of syslog, `tls://siem.town.gov:6514` or `tcp://127.0.0.1:514`; unset: entries stay in the database. */
  AUDIT_SYSLOG_URL: z
    .url({
      protocol: /^(tcp|tls)$/,
      error: 'a receiver of syslog such as tls://siem.town.gov:6514 or tcp://127.0.0.1:514',
    })
    .refine((url) => new URL(url).port !== '', 'with its port: tls://siem.town.gov:6514')
    .optional(),
  /** PEM of the authority that signed the receiver's certificate; unset: those that Node knows. */
  AUDIT_SYSLOG_CA_FILE: z.string().min(1).optional(),
  /** `yes`: what people do is refused while the audit has not left the host for AUDIT_GRACE_SECONDS. */
  AUDIT_REQUIRED: z.enum(['yes', 'no']).default('no'),
  AUDIT_GRACE_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  AUDIT_INTERVAL_MS: z.coerce.number().int().min(50).default(1000),
  AUDIT_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(LEAST_DAYS, `at least ${LEAST_DAYS}, because the law wants six months`)
    .default(365),
};

type Given = z.infer<z.ZodObject<typeof auditSettings>>;

export function auditConfig(given: Given) {
  return {
    auditSyslogUrl: given.AUDIT_SYSLOG_URL,
    auditSyslogCaFile: given.AUDIT_SYSLOG_CA_FILE && resolve(given.AUDIT_SYSLOG_CA_FILE),
    auditRequired: given.AUDIT_REQUIRED === 'yes',
    auditGraceSeconds: given.AUDIT_GRACE_SECONDS,
    auditIntervalMs: given.AUDIT_INTERVAL_MS,
    auditKeptDays: given.AUDIT_KEPT_DAYS,
  };
}
