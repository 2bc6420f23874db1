import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../ui/page.tsx';

/** The whole page while the server cannot be reached, in both languages; it tries again by itself. */
export function ServerAway() {
  const { t } = useTexts();
  const queries = useQueryClient();
  return (
    <main id="content">
      <Page title={t('web.name')}>
        <p lang="zh">暂时连不上服务器，正在重试。已填写的内容保存在本机。</p>
        <p lang="en">The server cannot be reached; trying again. What you typed is kept on this device.</p>
        <div>
          <Button onClick={() => void queries.refetchQueries()}>{t('web.again')}</Button>
        </div>
      </Page>
    </main>
  );
}
