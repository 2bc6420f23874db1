import { useQuery } from '@tanstack/react-query';
import type { Organisation } from '#libs/contracts';
import { everybodyQuery } from '../../api/list-people.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog, type FormField } from '../../ui/form-dialog.tsx';

type Unit = Organisation['units'][number];
type Post = Unit['posts'][number];

export type Asked =
  | { readonly deed: 'add-unit' }
  | { readonly deed: 'rename' | 'add-post'; readonly unit: Unit }
  | { readonly deed: 'fill' | 'vacate'; readonly post: Post };

const DUTIES = ['leader', 'head', 'liaison', 'clerk'] as const;

interface Props {
  readonly asked: Asked;
  readonly organisation: Organisation;
  readonly close: () => void;
  readonly done: () => void;
}

/** The form of each change to the organisation. */
export function OrganisationDialog({ asked, organisation, close, done }: Props) {
  const { t, name } = useTexts();
  const people = useQuery({ ...everybodyQuery, enabled: asked.deed === 'fill' });
  const given = { close, done };
  const nameFields = (zh = '', en = ''): FormField[] => [
    { name: 'zh', label: t('web.organisation.nameZh'), kind: 'text', begin: zh, pointer: '/name/zh' },
    { name: 'en', label: t('web.organisation.nameEn'), kind: 'text', begin: en, pointer: '/name/en' },
  ];
  switch (asked.deed) {
    case 'add-unit':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.addUnit')}
          path="/organisation/units"
          fields={[
            ...nameFields(),
            {
              ...{ name: 'parentId', label: t('web.organisation.parent'), kind: 'choice', optional: true },
              choices: organisation.units.map((unit) => ({ value: unit.id, label: name(unit.name) })),
            },
          ]}
          body={({ zh, en, parentId }) => ({ name: { zh, en }, parentId: parentId || null })}
        />
      );
    case 'rename':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.rename')}
          path={`/organisation/units/${asked.unit.id}/rename`}
          version={organisation.version}
          fields={nameFields(asked.unit.name.zh, asked.unit.name.en)}
          body={({ zh, en }) => ({ name: { zh, en } })}
        />
      );
    case 'add-post':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.addPost')}
          path="/organisation/posts"
          fields={[
            { name: 'zh', label: t('web.organisation.titleZh'), kind: 'text', pointer: '/title/zh' },
            { name: 'en', label: t('web.organisation.titleEn'), kind: 'text', pointer: '/title/en' },
            {
              ...{ name: 'duty', label: t('web.organisation.duty'), kind: 'choice', begin: 'liaison' },
              choices: DUTIES.map((duty) => ({ value: duty, label: t(`terms.duty.${duty}`) })),
            },
          ]}
          body={({ zh, en, duty }) => ({ unitId: asked.unit.id, title: { zh, en }, duty })}
        />
      );
    case 'fill':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.fill')}
          path={`/organisation/posts/${asked.post.id}/fill`}
          version={organisation.version}
          fields={[
            {
              ...{ name: 'personId', label: t('web.organisation.person'), kind: 'choice' },
              choices: (people.data ?? []).map((person) => ({ value: person.id, label: person.name })),
            },
            { name: 'from', label: t('web.organisation.from'), kind: 'date', optional: true },
          ]}
          body={({ personId, from }) => ({ personId, ...(from && { from }) })}
        />
      );
    case 'vacate':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.vacate')}
          path={`/organisation/posts/${asked.post.id}/vacate`}
          version={organisation.version}
          fields={[{ name: 'reason', label: t('web.organisation.reason'), kind: 'words' }]}
          body={({ reason }) => ({ reason })}
        />
      );
  }
}
