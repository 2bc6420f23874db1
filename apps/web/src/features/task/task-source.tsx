import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TaskDetail } from '#libs/contracts';
import { directiveQuery } from '../../api/list-directives.ts';
import type { PastMoment } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './task.module.css';

/** Where the task comes from: its directive, and the very words of the readout. */
export function TaskSource({ task, as_of }: { task: TaskDetail; as_of: PastMoment | undefined }) {
  const { t } = useTexts();
  const directive = useQuery(directiveQuery(task.directiveId, as_of)).data;
  return (
    <p className={styles.source}>
      {t('web.task.from')}{' '}
      <Link to="/directives/$directiveId" params={{ directiveId: task.directiveId }}>
        {directive ? `${directive.number ?? ''} ${directive.title}` : '…'}
      </Link>
      {directive && <q>{directive.quote.exact}</q>}
    </p>
  );
}
