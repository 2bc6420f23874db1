import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { TaskDetail } from '#libs/contracts';
import { type Failure, faultOf } from '../../api/problem.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { type SaidCycle, weekdayName } from './cycle.ts';
import { Options } from './options.tsx';

const KINDS = ['weekly', 'monthly', 'phases', 'none'] as const satisfies readonly SaidCycle['kind'][];
const ROLLS = ['next', 'previous', 'second-after', 'none'] as const satisfies readonly SaidCycle['roll'][];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

interface Props {
  readonly task: TaskDetail;
  readonly cycle: SaidCycle;
  readonly change: (cycle: SaidCycle) => void;
  readonly problem: Failure | null;
}

/** When the unit is to report: every week, every month, by phases, or not at all. */
export function CycleFields({ task, cycle, change, problem }: Props) {
  const { t, language } = useTexts();
  const set = (changed: Partial<SaidCycle>) => change({ ...cycle, ...changed });
  const kinds = KINDS.filter((kind) => kind !== 'none' || task.cycle !== null);
  return (
    <>
      <Options
        label={t('web.slips.cycle.kind')}
        value={cycle.kind}
        options={kinds.map((kind) => [kind, t(`web.slips.cycle.kinds.${kind}`)])}
        change={(kind) => set({ kind: KINDS.find((one) => one === kind) ?? 'none' })}
      />
      {cycle.kind === 'weekly' && (
        <Select
          label={t('web.slips.cycle.weekday')}
          allowDeselect={false}
          data={WEEKDAYS.map((one) => ({ value: String(one), label: weekdayName(one, language) }))}
          value={cycle.weekday}
          onChange={(weekday) => set({ weekday: weekday ?? cycle.weekday })}
          error={faultOf(problem, '/cycle/weekday')}
        />
      )}
      {cycle.kind === 'monthly' && (
        <NumberInput
          label={t('web.slips.cycle.day')}
          description={t('web.slips.cycle.dayHint')}
          required
          min={1}
          max={31}
          allowDecimal={false}
          value={cycle.day}
          onChange={(day) => set({ day: String(day) })}
          error={faultOf(problem, '/cycle/day')}
        />
      )}
      {cycle.kind === 'phases' && (
        <>
          {cycle.dates
            .map((date, place) => ({ date, place }))
            .map(({ date, place }) => (
              <DateField
                key={place}
                label={t('web.slips.cycle.phase', { n: place + 1 })}
                required={place === 0}
                value={date}
                onChange={(next) => set({ dates: cycle.dates.map((one, i) => (i === place ? next : one)) })}
                error={faultOf(problem, `/cycle/dates/${place}`) ?? (place === 0 && faultOf(problem, '/cycle/dates'))}
              />
            ))}
          <Button variant="default" size="compact-sm" onClick={() => set({ dates: [...cycle.dates, ''] })}>
            {t('web.slips.cycle.add')}
          </Button>
        </>
      )}
      {cycle.kind !== 'none' && (
        <>
          <TextInput
            label={t('web.slips.cycle.time')}
            placeholder="17:00"
            required
            value={cycle.time}
            onChange={({ currentTarget: { value } }) => set({ time: value.trim() })}
            error={faultOf(problem, '/cycle/time')}
          />
          <Select
            label={t('web.slips.cycle.roll')}
            allowDeselect={false}
            data={ROLLS.map((one) => ({ value: one, label: t(`web.slips.cycle.rolls.${one}`) }))}
            value={cycle.roll}
            onChange={(roll) => set({ roll: ROLLS.find((one) => one === roll) ?? cycle.roll })}
          />
        </>
      )}
    </>
  );
}
