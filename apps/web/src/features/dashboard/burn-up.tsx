import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import type { Dashboard } from '#libs/contracts';
import styles from './burn-up.module.css';

type Figures = Dashboard['burnUp'];
type Point = Figures['points'][number];

interface Props extends Pick<Figures, 'points' | 'deadline' | 'forecast'> {
  readonly today: string;
  /** In pixels, as many as there are on the screen, so that its text keeps its size. */
  readonly width: number;
  readonly height: number;
  readonly dayText: (date: string) => string;
  readonly words: { readonly title: string; readonly today: string; readonly deadline: string };
}

const MARGIN = { top: 22, right: 12, bottom: 24, left: 32 };
const ROOM_FOR_A_DATE = 84;

/** Scope, plan and what is done, day by day. Nothing but its properties decides what it draws. */
export function BurnUp({ points, deadline, forecast, today, width, height, dayText, words }: Props) {
  const ends = [points[0]?.date ?? today, points.at(-1)?.date ?? today].map(instant) as [number, number];
  const most = Math.max(1, ...points.map(({ scope, plan }) => Math.max(scope ?? 0, plan)));
  const [right, bottom] = [width - MARGIN.right, height - MARGIN.bottom];
  const x = scaleUtc().domain(ends).range([MARGIN.left, right]);
  const y = scaleLinear().domain([0, most]).nice(4).range([bottom, MARGIN.top]);
  const across = ({ date }: Point) => x(instant(date));
  const known = points.filter(({ done }) => done !== null);
  const drawn = (of: (point: Point) => number) => line<Point>(across, (point) => y(of(point))).curve(curveStepAfter);
  const done = area<Point>(across, bottom, (point) => y(point.done ?? 0)).curve(curveStepAfter);
  const within = (date: string | null): date is string =>
    date !== null && instant(date) >= ends[0] && instant(date) <= ends[1];
  const room = Math.max(2, Math.floor((right - MARGIN.left) / ROOM_FOR_A_DATE));
  const ticks = x.ticks(room);
  const dates = ticks.filter((_, place) => place % Math.ceil(ticks.length / room) === 0);
  const isNear = within(deadline) && Math.abs(x(instant(deadline)) - x(instant(today))) < ROOM_FOR_A_DATE;

  return (
    <svg className={styles.chart} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img">
      <title>{words.title}</title>
      {y.ticks(4).map((count) => (
        <g key={count} className={styles.grid}>
          <line x1={MARGIN.left} x2={right} y1={y(count)} y2={y(count)} />
          {Number.isInteger(count) && (
            <text x={MARGIN.left - 6} y={y(count)} dy="0.32em" textAnchor="end">
              {count}
            </text>
          )}
        </g>
      ))}
      {dates.map((date) => (
        <text
          key={date.getTime()}
          x={x(date)}
          y={bottom + 17}
          textAnchor={anchorAt(x(date), right)}
          className={styles.date}
        >
          {dayText(date.toISOString().slice(0, 10))}
        </text>
      ))}
      {forecast && within(forecast.earliest) && (
        <rect
          className={styles.forecast}
          x={x(instant(forecast.earliest))}
          y={MARGIN.top}
          width={Math.max(
            2,
            (within(forecast.latest) ? x(instant(forecast.latest)) : right) - x(instant(forecast.earliest)),
          )}
          height={bottom - MARGIN.top}
        />
      )}
      <path className={styles.area} d={done(known) ?? ''} />
      <path className={styles.plan} d={drawn(({ plan }) => plan)(points) ?? ''} />
      <path className={styles.scope} d={drawn(({ scope }) => scope ?? 0)(known) ?? ''} />
      <path className={styles.done} d={drawn(({ done }) => done ?? 0)(known) ?? ''} />
      <Mark at={x(instant(today))} word={words.today} bottom={bottom} right={right} />
      {within(deadline) && deadline !== today && (
        <Mark at={x(instant(deadline))} word={isNear ? '' : words.deadline} bottom={bottom} right={right} isEnd />
      )}
    </svg>
  );
}

function Mark(props: { at: number; word: string; bottom: number; right: number; isEnd?: boolean }) {
  const { at, word, bottom, right, isEnd } = props;
  return (
    <g className={isEnd ? styles.end : styles.today}>
      <line x1={at} x2={at} y1={MARGIN.top} y2={bottom} />
      <text x={at} y={MARGIN.top - 8} textAnchor={anchorAt(at, right)}>
        {word}
      </text>
    </g>
  );
}

/** Near an end, a word stands on its inner side. */
function anchorAt(at: number, right: number): 'start' | 'middle' | 'end' {
  if (at > right - MARGIN.left) return 'end';
  return at < MARGIN.left * 2 ? 'start' : 'middle';
}

function instant(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}
