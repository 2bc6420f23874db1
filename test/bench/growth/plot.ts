import type { Figure } from '../support/figures.ts';

const [WIDTH, HEIGHT] = [680, 340];
/** Of the field in which the lines lie. */
const [LEFT, TOP, RIGHT, BOTTOM] = [64, 24, 520, 292];
const [LOWEST, HIGHEST] = [0.4, 1.4];
const BETWEEN_LABELS = 17;
const COLOURS = ['#0969da', '#bf3989', '#1a7f37', '#bc4c00', '#8250df'];

/**
 * A small SVG of how speed keeps as the log grows: a line for each kind of work over the number of events, which is the
 * `1eN` in `growth.1eN.KIND.kept`. Readable on light and on dark ground.
 */
export function growthPlot(figures: readonly Figure[]): string {
  const points = figures.map(({ bench, value }) => {
    const [, exponent, kind] = /^growth\.1e(\d+)\.(.+)\.kept$/.exec(bench) ?? [];
    if (kind === undefined) throw new Error(`${bench} does not tell how speed keeps`);
    return { exponent: Number(exponent), kind, value };
  });
  const exponents = [...new Set(points.map(({ exponent }) => exponent))].sort((a, b) => a - b);
  const [first = 0, last = 1] = [exponents.at(0), exponents.at(-1)];
  const x = (exponent: number) => LEFT + ((exponent - first) / Math.max(1, last - first)) * (RIGHT - LEFT);
  const y = (value: number) =>
    BOTTOM - ((Math.min(HIGHEST, Math.max(LOWEST, value)) - LOWEST) / (HIGHEST - LOWEST)) * (BOTTOM - TOP);
  const lines = linesOf(points);
  const labels = apart(lines.map(({ end }) => y(end)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">
<title>How speed keeps as the log grows</title>
<style>
.words { fill: #1f2328 } .rule { stroke: #d1d9e0 } .band { fill: #1a7f37; opacity: .1 } .line { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) { .words { fill: #e6edf3 } .rule { stroke: #3d444d } .band { opacity: .25 } }
</style>
<rect class="band" x="${LEFT}" y="${round(y(1.2))}" width="${RIGHT - LEFT}" height="${round(y(0.8) - y(1.2))}"/>
${[0.4, 0.6, 0.8, 1, 1.2, 1.4].map((value) => `<line class="rule" x1="${LEFT}" x2="${RIGHT}" y1="${round(y(value))}" y2="${round(y(value))}"/><text class="words" x="${LEFT - 8}" y="${round(y(value)) + 4}" text-anchor="end">${value.toFixed(1)}×</text>`).join('\n')}
${exponents.map((exponent) => `<text class="words" x="${round(x(exponent))}" y="${BOTTOM + 20}" text-anchor="middle">10${superscript(exponent)}</text>`).join('\n')}
<text class="words" x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 40}" text-anchor="middle">events in the log; the band is within 20 % of the smallest</text>
${lines
  .map(({ kind, colour, of, end }, nth) => {
    const path = of.map(({ exponent, value }) => `${round(x(exponent))},${round(y(value))}`).join(' ');
    return `<polyline class="line" stroke="${colour}" points="${path}"/><text fill="${colour}" x="${RIGHT + 8}" y="${round(labels[nth] ?? 0) + 4}">${kind} ${end.toFixed(2)}×</text>`;
  })
  .join('\n')}
</svg>
`;
}

interface Point {
  readonly exponent: number;
  readonly kind: string;
  readonly value: number;
}

/** In the order of their ends, the highest first, so that the labels can be set one below the other. */
function linesOf(points: readonly Point[]) {
  const kinds = [...new Set(points.map(({ kind }) => kind))];
  const lines = kinds.map((kind, nth) => {
    const of = points.filter((point) => point.kind === kind).sort((a, b) => a.exponent - b.exponent);
    return { kind, colour: COLOURS[nth % COLOURS.length], of, end: of.at(-1)?.value ?? 1 };
  });
  return lines.sort((a, b) => b.end - a.end);
}

/** Moves rising heights down so far that no two are nearer than a label is high. */
function apart(heights: readonly number[]): number[] {
  const moved: number[] = [];
  for (const height of heights) moved.push(Math.max(height, (moved.at(-1) ?? 0) + BETWEEN_LABELS));
  return moved;
}

function superscript(number: number): string {
  return [...String(number)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
