import { QueryBus } from '@nestjs/cqrs';
import { translator } from '#libs/messages';
import { DEMO_ACCOUNTS } from './access/demo-organisation.ts';
import { SetUpLinks } from './access/set-up-links.ts';
import { GetHold } from './delivery/get-hold.ts';
import type { RunningServer } from './server.ts';

interface SignIn {
  readonly username: string;
  readonly password: string;
}

/** Tells whoever started the server where it is, in Chinese and English, and how to come in. Answers with the demo's sign-ins. */
export async function announce({ app, config, place, url }: RunningServer): Promise<readonly SignIn[]> {
  const isDemo = config.mode === 'demo';
  const link = isDemo ? null : await app.get(SetUpLinks).issue();
  const { hold } = await app.get(QueryBus).execute(new GetHold());
  for (const language of ['zh', 'en'] as const) {
    const t = translator(language);
    say(
      t('setup.started', { url }),
      t('setup.api', { url: `${url}/api/docs` }),
      isDemo ? t('setup.demo') : t('setup.production'),
      ...(link ? [t('setup.link'), `  ${url}/#/set-up/${link}`, t('setup.linkAgain')] : []),
      config.smtpUrl ? t('setup.email', { server: new URL(config.smtpUrl).host }) : t('setup.noEmail'),
      ...(hold ? [t('setup.held')] : []),
      ...(isDemo || config.sealFile || config.sealUrl ? [] : [t('setup.sealsInside')]),
      t('setup.data', { place }),
      t('setup.stop'),
      '',
    );
  }
  if (!isDemo) return [];
  say(`${translator('zh')('setup.signIns')}  ${translator('en')('setup.signIns')}`);
  const width = Math.max(...DEMO_ACCOUNTS.map(({ username }) => username.length));
  for (const { username, password } of DEMO_ACCOUNTS) say(`  ${username.padEnd(width)}  ${password}`);
  return DEMO_ACCOUNTS;
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
