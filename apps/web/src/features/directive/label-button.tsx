import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DirectiveDetail } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

const LABELS = ['public', 'internal', 'sensitive'] as const;

/** Says how far a directive and its tasks may be known. */
export function LabelButton({ directive, say }: { directive: DirectiveDetail; say: (said: string) => void }) {
  const { t } = useTexts();
  const [asked, ask] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => ask(true)}>
        {t('web.directive.setLabel')}
      </Button>
      {asked && (
        <FormDialog
          title={t('web.directive.setLabel')}
          path={`/directives/${directive.id}/label`}
          version={directive.version}
          fields={[
            {
              ...{ name: 'label', label: t('web.directive.label'), kind: 'choice', begin: directive.label },
              choices: LABELS.map((one) => ({ value: one, label: t(`terms.label.${one}`) })),
            },
            { name: 'reason', label: t('web.directive.reason'), kind: 'words' },
          ]}
          body={(filled) => filled}
          close={() => ask(false)}
          done={() => {
            ask(false);
            say(t('web.directive.labelled'));
          }}
        />
      )}
    </>
  );
}
