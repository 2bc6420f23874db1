import { hostname } from 'node:os';

/** An entry of the audit as it is shipped. */
export interface ShippedEntry {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly personId: string | null;
  readonly unitIds: readonly string[];
  readonly address: string | null;
  readonly subject: string | null;
  readonly result: 'ok' | 'refused' | 'failed';
  readonly traceId: string | null;
}

/** RFC 5424: facility 13, "log audit"; a warning for what was refused or failed. */
const AUDIT_FACILITY = 13;
const SEVERITIES = { ok: 6, refused: 4, failed: 4 } as const;
/** No enterprise number is ours: the one that RFC 5612 sets aside for examples. */
const STRUCTURE = 'duban@32473';
const BYTE_ORDER_MARK = '\ufeff';

/** An entry as RFC 5424 writes it, on one line whatever its texts hold: who, for which units, from where, what, with what result. */
export function syslogMessage({ id, at, kind, result, ...entry }: ShippedEntry): string {
  const told: Record<string, string | null> = {
    id,
    person: entry.personId,
    units: entry.unitIds.join(' ') || null,
    address: entry.address,
    object: entry.subject,
    result,
    request: entry.traceId,
  };
  const parameters = Object.entries(told).flatMap(([name, value]) =>
    value === null ? [] : ` ${name}="${escaped(value)}"`,
  );
  const priority = AUDIT_FACILITY * 8 + SEVERITIES[result];
  const head = `<${priority}>1 ${at.toISOString()} ${hostname().slice(0, 255) || '-'} duban - ${kind.slice(0, 32)}`;
  return `${head} [${STRUCTURE}${parameters.join('')}] ${BYTE_ORDER_MARK}${kind} ${oneLine(entry.subject ?? '')}`.trimEnd();
}

/** Messages one behind the other, each behind its length in bytes (RFC 6587 3.4.1, RFC 5425 4.3). */
export function framed(messages: readonly string[]): Buffer {
  return Buffer.concat(
    messages.map((message) => {
      const bytes = Buffer.from(message, 'utf8');
      return Buffer.concat([Buffer.from(`${bytes.length} `), bytes]);
    }),
  );
}

function escaped(value: string): string {
  return oneLine(value).replace(/["\\\]]/g, '\\$&');
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
