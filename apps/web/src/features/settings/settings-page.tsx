import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../ui/page.tsx';
import { useSaid } from '../../ui/said.tsx';
import { Browsers } from './browsers.tsx';
import { Destinations } from './destinations.tsx';
import { Feeds } from './feeds.tsx';
import { Ladders } from './ladders.tsx';
import { Lights } from './lights.tsx';
import { Look } from './look.tsx';
import { MovedDates } from './moved-dates.tsx';
import { Notices } from './notices.tsx';
import { SecondFactors } from './second-factors.tsx';
import { Sessions } from './sessions.tsx';
import styles from './settings.module.css';
import { Tokens } from './tokens.tsx';

/**
 * What somebody keeps for themselves: how pages look, where they are signed in, how they are told; by which ladders everybody is
 * reminded, and when lights change; for the office, the dates that the calendar moves and where reminders go besides.
 */
export function SettingsPage() {
  const { t, name } = useTexts();
  const { session } = useSignedIn();
  const { said, say } = useSaid();
  const posts = session.posts.map(({ unit, title }) => `${name(unit.name)} ${name(title)}`);
  const roles = session.roles.map((role) => t(`terms.role.${role}`));
  return (
    <Page
      title={t('web.settings.title')}
      about={[session.person.name, session.username, ...posts, ...roles].filter(Boolean).join(' · ')}
    >
      {said}
      <div className={styles.parts}>
        <Look />
        <Notices say={say} />
        <Browsers say={say} />
        <Sessions />
        <SecondFactors />
        <Tokens />
        <Feeds />
        <Ladders />
        <Lights say={say} mayWrite={session.roles.includes('clerk')} />
        {session.roles.includes('clerk') && (
          <>
            <MovedDates say={say} />
            <Destinations say={say} />
          </>
        )}
      </div>
    </Page>
  );
}
