import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../ui/page.tsx';
import { Entries } from './entries.tsx';
import { Events } from './events.tsx';
import { Integrity } from './integrity.tsx';

/** Whether the log can be trusted, what it holds, and what happened at the door. */
export function AuditPage() {
  const { t } = useTexts();
  return (
    <Page title={t('web.audit.title')}>
      <Integrity />
      <Events />
      <Entries />
    </Page>
  );
}
