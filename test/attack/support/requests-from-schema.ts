import fc from 'fast-check';

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Record<string, JsonSchema>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** What attackers send where something else is expected. */
const HOSTILE: readonly unknown[] = [
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE event; --',
    '#{7*7}',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '../../../etc/passwd',
  ],
  ...[
    '=HYPERLINK("http://evil.test")',
    '@SUM(1)',
    'a\r\nBcc: evil@evil.test',
    '%00',
    '\u0000',
    '\ud800',
    '\u202e',
    '*)(uid=*',
  ],
  ...[
    'http://169.254.169.254/latest',
    'x'.repeat(20_000),
    '会议'.repeat(3_000),
    '9'.repeat(400),
    '0x7f',
    'NaN',
    '',
    ' ',
  ],
  ...[
    -1,
    0,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    2 ** 31,
    null,
    true,
    [],
    {},
    [[[[]]]],
    { __proto__: null, constructor: 1 },
  ],
  ...[
    { $ne: null },
    { toString: 'x' },
    '0000-00-00',
    '2022-02-30',
    '9999-12-31',
    '-000001-01-01T00:00:00Z',
    '10000-01-01',
  ],
];

/** Values of a schema; of its places, `hostility` in seven hold what an attacker would send. `ids` are of things that are there. */
export function valuesOf(
  schema: JsonSchema,
  components: Record<string, JsonSchema>,
  ids: readonly string[],
  hostility: number,
): fc.Arbitrary<unknown> {
  const hostile = fc.constantFrom(...HOSTILE);
  const of = (part: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    if (depth > 6) return fc.constant(null);
    const fitting = fittingValues(part, depth);
    return fc.oneof({ weight: 7, arbitrary: fitting }, { weight: hostility, arbitrary: hostile });
  };
  const fittingValues = (part: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    if (part.$ref) return of(components[part.$ref.split('/').at(-1) ?? ''] ?? {}, depth + 1);
    if (part.const !== undefined) return fc.constant(part.const);
    if (part.enum) return fc.constantFrom(...part.enum);
    const choices = part.anyOf ?? part.oneOf;
    if (choices) return fc.oneof(...choices.map((choice) => of(choice, depth + 1)));
    if (part.allOf)
      return fc
        .tuple(...part.allOf.map((one) => fittingValues(one, depth + 1)))
        .map((all) => Object.assign({}, ...all));
    const type = Array.isArray(part.type) ? part.type[0] : part.type;
    switch (type) {
      case 'string':
        return textOf(part);
      case 'integer':
        return fc.integer({ min: Math.max(part.minimum ?? -5, -1e6), max: Math.min(part.maximum ?? 1000, 1e6) });
      case 'number':
        return fc.double({ min: part.minimum ?? -5, max: part.maximum ?? 1000, noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return fc.array(of(part.items ?? {}, depth + 1), {
          minLength: Math.min(part.minItems ?? 0, 3),
          maxLength: Math.min(part.maxItems ?? 3, 3),
        });
      case 'object': {
        const fields = Object.entries(part.properties ?? {}).map(
          ([name, field]) => [name, of(field, depth + 1)] as const,
        );
        const record: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
        return fc.record(record, { requiredKeys: [...(part.required ?? [])] });
      }
      default:
        return hostile;
    }
  };
  const textOf = ({ format, minLength = 0, maxLength = 30 }: JsonSchema): fc.Arbitrary<string> => {
    if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
    if (format === 'date') return fc.constantFrom('2022-10-26', '2022-12-25', '2099-01-01', '1999-12-31');
    if (format === 'date-time') return fc.constantFrom('2022-10-26T01:00:00Z', '2099-01-01T00:00:00Z');
    if (format === 'email') return fc.constantFrom('a@example.test', '某@example.test');
    return fc.string({
      unit: 'grapheme',
      minLength: Math.min(minLength, 30),
      maxLength: Math.max(minLength, Math.min(maxLength, 30)),
    });
  };
  return of(schema, 0);
}
