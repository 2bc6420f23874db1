import { Button, TextInput } from '@mantine/core';
import { type FormEvent } from 'react';
import type { SetUp, SetUpDone } from '#libs/contracts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './door.module.css';
import { Door } from './door.tsx';

const OFFICE = { zh: '督查室', en: 'Supervision office' };

/** Behind the link that the first start prints: makes the first administrator and the supervision office. */
export function SetUpPage({ token, done }: { token: string; done: () => void }) {
  const { t, language } = useTexts();
  const { send, busy, problem } = useCommand();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name));
    const body: SetUp = {
      ...{ token, language, email: null },
      ...{ person: field('person'), username: field('username'), password: field('password') },
      office: { zh: field('zh'), en: field('en') },
    };
    if (await send<SetUpDone & { position?: number }>('/setup', body)) done();
  }
  return (
    <Door title={t('web.setUp.title')} about={t('web.setUp.hint')}>
      <ProblemNote problem={problem} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('web.setUp.person')}
          name="person"
          autoComplete="name"
          required
          error={faultOf(problem, '/person')}
        />
        <TextInput
          label={t('web.setUp.username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          required
          error={faultOf(problem, '/username')}
        />
        <TextInput
          label={t('web.setUp.password')}
          name="password"
          type="password"
          minLength={12}
          autoComplete="new-password"
          required
          error={faultOf(problem, '/password')}
        />
        <TextInput label={t('web.setUp.officeZh')} name="zh" lang="zh" defaultValue={OFFICE.zh} required />
        <TextInput label={t('web.setUp.officeEn')} name="en" lang="en" defaultValue={OFFICE.en} required />
        <Button type="submit" loading={busy}>
          {t('web.setUp.submit')}
        </Button>
      </form>
    </Door>
  );
}
