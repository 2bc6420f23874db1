import { NumberInput, Select, Textarea } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import type { TaskDetail } from '#libs/contracts';
import { type Failure, faultOf } from '../../api/problem.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { UnitSelect } from '../../ui/unit-select.tsx';
import { UnitsSelect } from '../../ui/units-select.tsx';
import { FilesField } from '../evidence/files-field.tsx';
import { CycleFields } from './cycle-fields.tsx';
import type { Field, Said } from './deeds.ts';
import { Options } from './options.tsx';
import { SlipChoice, SlipColourField } from './slip-fields.tsx';

const KINDS = ['implemented', 'partly', 'not-implemented', 'overtaken'] as const;

interface Props {
  readonly field: Field;
  readonly task: TaskDetail;
  readonly said: Said;
  readonly change: (changed: Partial<Said> | ((known: Said) => Partial<Said>)) => void;
  readonly problem: Failure | null;
  readonly isFirst: boolean;
}

/** One field of a deed's form. */
export function DeedField({ field, task, said, change, problem, isFirst }: Props) {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const first = isFirst ? { 'data-autofocus': true } : {};
  switch (field) {
    case 'reason':
    case 'optionalReason':
      return (
        <Textarea
          {...first}
          label={t('web.task.said.reason')}
          required={field === 'reason'}
          value={said.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          error={faultOf(problem, '/reason')}
        />
      );
    case 'text':
    case 'optionalText':
      return (
        <Textarea
          {...first}
          label={t('web.task.said.text')}
          required={field === 'text'}
          value={said.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          error={faultOf(problem, '/text')}
        />
      );
    case 'percent':
      return (
        <NumberInput
          {...first}
          label={t('web.task.said.percent')}
          required
          min={0}
          max={100}
          step={5}
          allowDecimal={false}
          value={said.percent}
          onChange={(percent) => change({ percent: String(percent) })}
          error={faultOf(problem, '/percent')}
        />
      );
    case 'to':
    case 'grantTo':
      return (
        <DateField
          {...first}
          label={t(`web.task.said.${field}`)}
          required
          value={said.to}
          onChange={(to) => change({ to })}
          error={faultOf(problem, '/to')}
        />
      );
    case 'dueDate':
      return (
        <DateField
          label={t('web.task.said.dueDate')}
          value={said.dueDate}
          onChange={(dueDate) => change({ dueDate })}
          error={faultOf(problem, '/dueDate')}
        />
      );
    case 'leadUnit':
      return (
        <UnitSelect
          {...first}
          label={t('web.task.said.leadUnit')}
          required
          value={said.leadUnit}
          onChange={(leadUnit) => change({ leadUnit })}
          error={faultOf(problem, '/leadUnit')}
        />
      );
    case 'coUnits':
      return (
        <UnitsSelect
          label={t('web.task.said.coUnits')}
          value={said.coUnits}
          without={said.leadUnit}
          onChange={(coUnits) => change({ coUnits })}
        />
      );
    case 'parts':
      return (
        <Textarea
          {...first}
          label={t('web.task.said.parts')}
          required
          minRows={4}
          value={said.parts}
          onChange={(event) => change({ parts: event.currentTarget.value })}
          error={faultOf(problem, '/children')}
        />
      );
    case 'evidence':
      return (
        <Textarea
          label={t('web.task.said.evidence')}
          value={said.evidence}
          onChange={(event) => change({ evidence: event.currentTarget.value })}
          error={faultOf(problem, '/evidence')}
        />
      );
    case 'files':
      return (
        <FilesField
          taskId={task.id}
          files={said.files}
          change={(next) => change((known) => ({ files: next(known.files) }))}
          error={faultOf(problem, '/fileIds')}
        />
      );
    case 'clock':
      return (
        <Options
          label={t('web.task.said.clock')}
          value={said.clock}
          options={(['runs', 'stops'] as const).map((one) => [one, t(`web.task.said.clocks.${one}`)])}
          change={(clock) => change({ clock: clock as Said['clock'] })}
        />
      );
    case 'finding':
      return (
        <Options
          label={t('web.task.said.finding')}
          value={said.finding}
          options={(['ok', 'problem'] as const).map((one) => [one, t(`web.task.said.findings.${one}`)])}
          change={(finding) => change({ finding: finding as Said['finding'] })}
        />
      );
    case 'kind':
      return (
        <Options
          label={t('web.task.said.kind')}
          value={said.kind}
          options={KINDS.map((kind) => [kind, t(`terms.closureKind.${kind}`)])}
          change={(kind) => change({ kind })}
        />
      );
    case 'report':
      return (
        <Select
          label={t('web.task.said.report')}
          required
          allowDeselect={false}
          data={task.reports
            .filter(({ returned }) => returned === null)
            .map(({ id, at, percent, text }) => ({
              value: id,
              label: `${time(at, system.timeZone)} ${t('web.percent', { percent })} ${text.slice(0, 40)}`,
            }))
            .reverse()}
          value={said.reportId}
          onChange={(reportId) => change({ reportId: reportId ?? '' })}
        />
      );
    case 'slipColour':
      return (
        <SlipColourField
          taskId={task.id}
          value={said.colour}
          change={(colour) => change({ colour })}
          error={faultOf(problem, '/colour')}
        />
      );
    case 'answerBy':
      return (
        <DateField
          label={t('web.slips.answerBy')}
          description={t('web.slips.answerByHint')}
          value={said.answerBy}
          onChange={(answerBy) => change({ answerBy })}
          error={faultOf(problem, '/answerBy')}
        />
      );
    case 'slip':
      return <SlipChoice slips={task.slips} value={said.slipId} change={(slipId) => change({ slipId })} />;
    case 'cycle':
      return <CycleFields task={task} cycle={said.cycle} change={(cycle) => change({ cycle })} problem={problem} />;
  }
}
