import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '#libs/event-sourcing';
import { type EventMeta, EventSchemas } from '#libs/event-store';

/** Of the events that benches append. */
export const benchSchemas = new EventSchemas({ TaskProgressReported: [] });

export const benchMeta: EventMeta = {
  actor: randomUUID(),
  correlationId: randomUUID(),
  commandId: randomUUID(),
};

/** As large as a usual event of ours: some 240 bytes of JSON. */
export function benchEvent(nth: number): DomainEvent<'TaskProgressReported', { percent: number; text: string }> {
  return {
    type: 'TaskProgressReported',
    at: '2026-11-23T08:00:00.000Z',
    by: benchMeta.actor,
    percent: nth % 100,
    text: `Report ${nth}: the drafts of two of the five units are in; the other three are expected by Friday, as agreed.`,
  };
}

export function benchEvents(count: number) {
  return Array.from({ length: count }, (_, nth) => benchEvent(nth));
}
