import { instantAt } from '#libs/calendar';
import { EXIT, type ExitCode } from '../exit.ts';
import type { Wording } from '../wording.ts';
import { gatherCast } from './cast.ts';
import type { Fact } from './facts.ts';
import { Ledger } from './ledger.ts';
import { MailSink } from './mail-sink.ts';
import type { Meeting } from './opening.ts';
import { DIGEST_TIME, ServerProcess, TIME_ZONE } from './server-process.ts';
import { playStory } from './story.ts';

/**
 * Tells the story of a readout with a server and a mailbox started for it. Answers 0 when all that was told is true, 1
 * when not; whatever happens, nothing it started is left running. `talk` is for what is not the story.
 */
export async function runDemo(
  meeting: Meeting,
  words: Wording,
  { tell, talk }: { tell: (fact: Fact) => void; talk: (line: string) => void },
): Promise<ExitCode> {
  const { t, language } = words;
  talk(t('story.talk.starting'));
  const sink = await MailSink.start();
  const startAt = instantAt(meeting.meetingDate, DIGEST_TIME, TIME_ZONE);
  const server = await ServerProcess.start({ startAt, smtpUrl: sink.url });

  let keepLog = true;
  const stop = async () => {
    await server.stop({ keepLog });
    await sink.stop();
  };
  const interrupted = (signal: NodeJS.Signals) => {
    keepLog = false;
    talk(t('story.talk.stopped'));
    void stop().finally(() => process.kill(process.pid, signal));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { url, signIns } = await server.ready();
    const cast = await gatherCast(url, language, signIns);
    const ledger = new Ledger(cast.auditor.api, sink);
    const holds = await playStory(meeting, { cast, ledger, t, tell });
    keepLog = !holds;
    return holds ? EXIT.ok : EXIT.failed;
  } finally {
    if (keepLog) talk(t('story.talk.log', { path: server.logFile }));
    await stop();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}
