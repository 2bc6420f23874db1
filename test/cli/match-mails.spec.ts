import { describe, expect, it } from 'vitest';
import type { ReceivedMail } from '../../apps/cli/src/demo/mail-sink.ts';
import { matchMails, type Sent } from '../../apps/cli/src/demo/match-mails.ts';

const delivery = (change: Partial<Sent>): Sent => ({
  ...{ id: 'd1', taskId: 't1', taskNumber: '督〔2022〕1号-01', rule: 'late', day: '2022-12-26', attempts: 1 },
  ...{ person: { id: 'p1', name: 'Li' }, channel: 'email', status: 'sent', error: null, messageId: 'm1' },
  ...{
    destination: null,
    standIn: null,
    again: 0,
    claimedAt: '2022-12-26T01:00:00.000Z',
    sentAt: '2026-01-01T00:00:00.000Z',
  },
  ...change,
});
const mail = (messageId: string, text: string, name = 'Li'): ReceivedMail => ({
  ...{ messageId, name, address: 'li@example.test', subject: 'Reminders', text },
});
const LATE = '督〔2022〕1号-01 奋战60天\n  规则：逾期后每个工作日';

const matched = (deliveries: Sent[], mails: ReceivedMail[], before: string[] = []) => {
  const { entries, strays } = matchMails(deliveries, mails, new Set(before));
  return {
    mails: entries.map((entry) => entry.mail?.messageId ?? null),
    strays: strays.map(({ messageId }) => messageId),
  };
};

describe('the mails on record', () => {
  it('are found by person, number and rule', () => {
    expect(matched([delivery({})], [mail('<1>', LATE)])).toEqual({ mails: ['<1>'], strays: [] });
  });

  it('are one for all that a claim has for a person', () => {
    const deliveries = [delivery({}), delivery({ id: 'd2', rule: 'due-day', taskNumber: '督〔2022〕2号-01' })];
    const both = mail('<1>', `${LATE}\n督〔2022〕2号-01 决战四季度\n  Rule: On the day itself`);
    expect(matched(deliveries, [both])).toEqual({ mails: ['<1>', '<1>'], strays: [] });
    expect(matched(deliveries, [mail('<2>', LATE)])).toEqual({ mails: [null, null], strays: ['<2>'] });
  });

  it.each([
    ['another person', mail('<1>', LATE, 'Wang')],
    ['another task', mail('<1>', LATE.replace('1号', '2号'))],
    ['another rule', mail('<1>', LATE.replace('逾期后', '到期前'))],
  ])('are not those of %s', (_, other) => {
    expect(matched([delivery({})], [other])).toEqual({ mails: [null], strays: ['<1>'] });
  });

  it('are each used once: a second copy is a stray, on the same day or a later one', () => {
    expect(matched([delivery({})], [mail('<1>', LATE), mail('<1>', LATE)])).toEqual({
      mails: ['<1>'],
      strays: ['<1>'],
    });
    expect(matched([delivery({})], [mail('<1>', LATE), mail('<2>', LATE)], ['<1>'])).toEqual({
      mails: ['<2>'],
      strays: ['<1>'],
    });
  });

  it('are not looked for on other channels', () => {
    expect(matched([delivery({ channel: 'in-app' })], [])).toEqual({ mails: [null], strays: [] });
  });
});
