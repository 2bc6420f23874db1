import { Rejection } from '#libs/event-sourcing';

/** Every answer "not allowed" of a readout. Stable for clients; each has a sentence in `libs/messages`. */
export const READOUT_REJECTIONS = ['readout.exists', 'readout.not-found', 'readout.meeting-in-future'] as const;
export type ReadoutRejection = (typeof READOUT_REJECTIONS)[number];

export function reject(code: ReadoutRejection, params: Rejection['params'] = {}): never {
  throw new Rejection<ReadoutRejection>(code, params);
}
