import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { organisationQuery } from '../../api/get-organisation.ts';
import { taskQuery } from '../../api/get-task.ts';
import { NotFound } from '../../app/failed.tsx';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import paper from '../report/report.module.css';
import styles from './slip.module.css';

/** One slip as it is printed: a sheet of A4 with its number and colour, what it asks of whom, and the answer or room for it. */
export function SlipPage() {
  const { taskId, slipId } = useParams({ from: '/tasks/$taskId/slips/$slipId' });
  const { t, day, time, name } = useTexts();
  const { system } = useSignedIn();
  const { data: task } = useSuspenseQuery(taskQuery(taskId));
  const { data: organisation } = useSuspenseQuery(organisationQuery);
  const slip = task.slips.find(({ id }) => id === slipId);
  useEffect(() => {
    document.title = `${slip?.number ?? t('web.slips.title')} · ${t('web.name')}`;
  }, [slip, t]);
  if (!slip) return <NotFound />;
  const office = organisation.units.find(({ kind }) => kind === 'office');
  const { number, colour, text, answerBy, at, by, answer } = slip;
  const rows = [
    [t('web.slips.task'), `${task.number} ${task.title}`],
    [t('web.task.lead'), name(task.leadUnit.name)],
    [t('web.task.due'), task.deadline ? day(task.deadline.date) : t('web.due.none')],
    [t('web.slips.reason'), text],
    [t('web.slips.answerBy'), day(answerBy)],
  ] as const;
  return (
    <div className={paper.page}>
      <div className={`no-print ${paper.bar}`}>
        <Button onClick={() => print()}>{t('report.print')}</Button>
        <LinkButton to="/tasks/$taskId" params={{ taskId }} variant="default">
          {t('web.slips.back')}
        </LinkButton>
      </div>
      <article className={`${paper.sheet} ${styles.slip}`} data-colour={colour} aria-label={number}>
        <p className={paper.office}>{office && name(office.name)}</p>
        <h1 className={paper.title}>{t('web.slips.heading', { colour: t(`terms.slipColour.${colour}`) })}</h1>
        <p className={paper.moment}>{number}</p>
        <table className={`${paper.table} ${styles.table}`}>
          <tbody>
            {rows.map(([heading, said]) => (
              <tr key={heading}>
                <th scope="row">{heading}</th>
                <td>{said}</td>
              </tr>
            ))}
            <tr className={styles.answer}>
              <th scope="row">{t('web.slips.answer')}</th>
              <td>
                {answer && (
                  <>
                    <p>{answer.text}</p>
                    <p>
                      {answer.by.name} {time(answer.at, system.timeZone)}
                    </p>
                  </>
                )}
              </td>
            </tr>
          </tbody>
        </table>
        <p className={styles.signed}>
          {by.name} {time(at, system.timeZone)}
        </p>
      </article>
    </div>
  );
}
