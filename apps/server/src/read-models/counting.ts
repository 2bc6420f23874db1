export function sum(tally: readonly { readonly count: number }[]): number {
  return tally.reduce((total, { count }) => total + count, 0);
}

/** How many there are of each value, those that none has too. */
export function countsBy<Field extends string, Value extends string>(
  field: Field,
  values: readonly Value[],
  tally: readonly ({ readonly [F in Field]: Value } & { readonly count: number })[],
): Record<Value, number> {
  const counts = values.map((value) => [value, sum(tally.filter((entry) => entry[field] === value))]);
  return Object.fromEntries(counts) as Record<Value, number>;
}
