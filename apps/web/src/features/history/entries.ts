import type { EvidenceFile, HistoryPage } from '#libs/contracts';
import type { PastMoment } from '../../app/search.ts';

export type Entry = HistoryPage['items'][number];
export type Fields = Readonly<Record<string, string | number | null>>;

/** The fields that people look at, as they were after the event at this place. */
export function fieldsAfter(entries: readonly Entry[], place: number): Fields {
  const fields: Record<string, string | number | null> = {};
  for (const { changed } of entries.slice(0, place + 1)) for (const { field, to } of changed) fields[field] = to;
  return fields;
}

/** Every field that differs, with what it was and what it is. */
export function differences(
  then: Fields,
  now: Fields,
): { field: string; from: string | number | null; to: string | number | null }[] {
  return Object.keys({ ...then, ...now }).flatMap((field) => {
    const [from = null, to = null] = [then[field], now[field]];
    return from === to ? [] : { field, from, to };
  });
}

/** The place of the last event at or before a position or an instant; null when there was none yet. */
export function placeAt(entries: readonly Entry[], as_of: PastMoment): number | null {
  const isBy = (entry: Entry) =>
    typeof as_of === 'number' ? entry.position <= as_of : Date.parse(entry.recordedAt) <= Date.parse(as_of);
  const place = entries.findLastIndex(isBy);
  return place < 0 ? null : place;
}

/** What somebody wrote with the event, if anything. */
export function wordsOf({ data }: Entry): string | null {
  const said = [data.slipId && data.number, data.text, data.reason, data.summary].filter(
    (words) => typeof words === 'string' && words !== '',
  );
  return said.length === 0 ? null : said.join(' ');
}

/** The files that came with the event. */
export function filesOf({ data }: Entry): readonly EvidenceFile[] {
  return Array.isArray(data.files) ? data.files : [];
}
