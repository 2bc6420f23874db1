/** An official number as it is printed: `督〔2022〕1号`. */
export function formatNumber(prefix: string, year: number, sequence: number): string {
  return `${prefix}〔${year}〕${sequence}号`;
}

/** The number of a directive's `ordinal`th task, or a task's child, from 1: `督〔2022〕1号-01`, `督〔2022〕1号-01-02`. */
export function formatTaskNumber(parentNumber: string, ordinal: number): string {
  return `${parentNumber}-${String(ordinal).padStart(2, '0')}`;
}
