import type { Report, ReportQuery, TaskRow } from '#libs/contracts';
import type { CellValue } from '#libs/documents';
import { type Language, LIGHT_SHAPES, translator } from '#libs/messages';

/** Tasks as rows of cells under their headings. */
export function taskTable(tasks: readonly TaskRow[], language: Language): CellValue[][] {
  const t = translator(language);
  const columns: readonly (readonly [heading: string, of: (task: TaskRow) => CellValue])[] = [
    [t('report.columns.number'), ({ number }) => number],
    [t('report.columns.title'), ({ title }) => title],
    [t('report.columns.leadUnit'), ({ leadUnit }) => leadUnit.name[language]],
    [t('report.columns.coUnits'), ({ coUnits }) => coUnits.map(({ name }) => name[language]).join('; ')],
    [t('report.columns.leader'), ({ leaderInCharge }) => leaderInCharge?.title[language] ?? null],
    [t('report.columns.due'), ({ deadline }) => deadline?.date ?? t('report.standing')],
    [t('report.columns.firstDue'), ({ originalDeadline }) => originalDeadline?.date ?? null],
    [t('report.columns.light'), ({ light }) => `${LIGHT_SHAPES[light]} ${t(`terms.light.${light}`)}`],
    [t('report.columns.status'), ({ status }) => t(`terms.taskStatus.${status}`)],
    [t('report.columns.percent'), ({ percent }) => percent],
    [t('report.columns.changed'), ({ changedAt }) => changedAt],
  ];
  return [columns.map(([heading]) => heading), ...tasks.map((task) => columns.map(([, of]) => of(task)))];
}

/** What a table is of, and by which seal it can be checked: a name and a value in each row. */
export function aboutRows(report: Report, query: ReportQuery, language: Language): CellValue[][] {
  const t = translator(language);
  const { campaign, unit, office, now, position, seal } = report;
  const subject = campaign
    ? t('report.ofCampaign', { title: campaign.title })
    : unit
      ? t('report.ofUnit', { unit: unit.name[language] })
      : t('report.ofAll');
  const filters = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`));
  return [
    [t('report.title'), office?.name[language] ?? null],
    [t('report.about.of'), subject],
    [t('report.about.filter'), filters.join(' ')],
    [t('report.about.asOf'), now],
    [t('report.about.position'), position],
    [t('report.sealed'), seal === null ? t('report.unsealed') : seal.note],
  ];
}
