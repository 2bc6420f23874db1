import { readdirSync, readFileSync } from 'node:fs';

const MARKER = '# ---- text below ----\n';

/** What a careful clerk would register; the fields are explained in README.md beside this file. */
export interface Directive {
  readonly quote: string;
  readonly action_summary: string;
  readonly deadline_expression: string | null;
  readonly resolved_due_date: string | null;
  readonly lead_unit: string | null;
  readonly alternatives?: readonly string[];
  readonly deadline_carried_by?: string;
  readonly co_units?: string;
  readonly condition?: string;
  readonly note?: string;
  readonly optional?: boolean;
  readonly recurrence?: string;
  readonly target?: string;
}

export interface Gold {
  readonly readout: string;
  readonly kind: string;
  readonly language: string;
  readonly meeting_date: string | null;
  readonly assumed_reference_date?: string;
  readonly meeting_date_basis: string;
  readonly directives: readonly Directive[];
  readonly not_directives: readonly { readonly quote: string; readonly why: string }[];
}

export interface Labelled {
  readonly name: string;
  readonly header: readonly string[];
  readonly body: string;
  readonly gold: Gold;
}

/** Every text of a folder with its gold, by name; throws if either lacks the other or the text has no header. */
export function labelledReadouts(folder: string): Labelled[] {
  const directory = new URL(`./${folder}/`, import.meta.url);
  const names = new Set(readdirSync(directory).map((file) => file.replace(/\.(txt|gold\.json)$/, '')));
  return [...names].sort().map((name) => {
    const text = readFileSync(new URL(`${name}.txt`, directory), 'utf8');
    const start = text.indexOf(MARKER);
    if (start < 0) throw new Error(`${name}.txt lacks the line "${MARKER.trim()}".`);
    const gold: Gold = JSON.parse(readFileSync(new URL(`${name}.gold.json`, directory), 'utf8'));
    const header = text.slice(0, start).split('\n').slice(0, -1);
    return { name, header, body: text.slice(start + MARKER.length), gold };
  });
}
