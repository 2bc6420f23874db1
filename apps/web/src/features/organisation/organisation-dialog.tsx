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
  | { readonly deed: 'fill' | 'vacate' | 'delegate'; readonly post: Post }
  | { readonly deed: 'end-delegation'; readonly delegation: Post['delegations'][number] };

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
  // As it is now, and not as it was when the form was opened.
  const unitNow = (unit: Unit) => organisation.units.find(({ id }) => id === unit.id) ?? unit;
  const holderOf = ({ id }: Post) => {
    const post = organisation.units.flatMap(({ posts }) => posts).find((one) => one.id === id);
    return { [t('web.organisation.holder')]: post?.holder?.name ?? t('web.organisation.vacant') };
  };
  /** Whoever holds a post may be a deputy: each once, with where they are. */
  const othersThan = ({ holder }: Post) => {
    const holders = organisation.units.flatMap((unit) =>
      unit.posts.flatMap((post) =>
        post.holder && post.holder.id !== holder?.id
          ? [{ value: post.holder.id, label: `${post.holder.name} · ${name(unit.name)}` }]
          : [],
      ),
    );
    return holders.filter(({ value }, i) => holders.findIndex((one) => one.value === value) === i);
  };
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
          fields={nameFields(unitNow(asked.unit).name.zh, unitNow(asked.unit).name.en)}
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
          shown={holderOf(asked.post)}
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
    case 'delegate':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.delegate')}
          path={`/organisation/posts/${asked.post.id}/delegate`}
          shown={holderOf(asked.post)}
          fields={[
            { name: 'deputyId', label: t('web.organisation.deputy'), kind: 'choice', choices: othersThan(asked.post) },
            { name: 'from', label: t('web.organisation.firstDay'), kind: 'date' },
            { name: 'to', label: t('web.organisation.lastDay'), kind: 'date' },
            { name: 'reason', label: t('web.organisation.reason'), kind: 'words' },
          ]}
          body={(filled) => filled}
        />
      );
    case 'end-delegation':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.endDelegation')}
          path={`/organisation/delegations/${asked.delegation.id}/revoke`}
          fields={[{ name: 'reason', label: t('web.organisation.reason'), kind: 'words' }]}
          body={(filled) => filled}
        />
      );
    case 'vacate':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.vacate')}
          path={`/organisation/posts/${asked.post.id}/vacate`}
          version={organisation.version}
          shown={holderOf(asked.post)}
          fields={[{ name: 'reason', label: t('web.organisation.reason'), kind: 'words' }]}
          body={({ reason }) => ({ reason })}
        />
      );
  }
}
