import type { DataSource } from 'typeorm';
import { type Id, isCleared, LABELS, type OpenMatter } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';

/** An open directive, as far as it is compared. */
export interface KinCandidate extends OpenMatter {
  readonly id: Id;
}

const MOST_CANDIDATES = 500;
/** Each is looked for in each open directive. */
const MOST_PROBES = 1000;
const PROBES_EACH = 12;
const PROBE = 4;

/**
 * The open directives of other readouts that could be kin of these texts: those that share a few characters in a row with
 * one of them, or whose number one of them names. The newest 500; who is kin is decided on what comes back.
 */
export async function kinCandidates(
  database: DataSource,
  viewer: Viewer,
  readoutId: Id,
  texts: readonly string[],
): Promise<KinCandidate[]> {
  if (texts.length === 0) return [];
  const each = Math.min(PROBES_EACH, Math.ceil(MOST_PROBES / texts.length));
  const probes = [...new Set(texts.flatMap((text) => probesOf(text, each)))].map((probe) => `%${probe.toLowerCase()}%`);
  return database.query(
    `SELECT id, number, title, state -> 'quote' ->> 'exact' AS words, ARRAY[lead_unit] AS units FROM directive_row
     WHERE valid_to IS NULL AND status IN ('registered', 'issued') AND readout_id <> $1 AND label = ANY ($4)
       AND (lower((state -> 'quote' ->> 'exact') || ' ' || title) LIKE ANY ($2) OR position(number in $3) > 0)
     ORDER BY valid_from DESC LIMIT ${MOST_CANDIDATES}`,
    [readoutId, probes, texts.join('\n'), LABELS.filter((label) => isCleared(viewer.clearance, label))],
  );
}

/** Runs of characters from all over a text; of an English one they are whole words. */
function probesOf(text: string, most: number): string[] {
  const han = [...text.matchAll(/\p{Script=Han}{4,}/gu)].flatMap(([run]) => {
    const characters = [...run];
    return Array.from({ length: Math.floor(characters.length / PROBE) }, (_, i) =>
      characters.slice(i * PROBE, (i + 1) * PROBE).join(''),
    );
  });
  const words = text.match(/[a-z]{6,}/gi) ?? [];
  const probes = [...han, ...words];
  const step = Math.max(1, Math.ceil(probes.length / most));
  return probes.filter((_, i) => i % step === 0);
}
