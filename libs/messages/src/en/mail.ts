import type { mail as zh } from '../zh/mail.ts';

export const mail: typeof zh = {
  subject: 'Duban reminders ({{count}}): {{first}}',
  greeting: 'Dear {{name}},',
  intro: '{{today}}. Please look at the following:',
  item: '{{number}} {{title}}',
  withheld: '{{number}} (a sensitive item: sign in to read it)',
  standing: {
    left: '{{days}} d left, due {{date}}',
    today: 'due today ({{date}})',
    late: '{{days}} d late, was due {{date}}',
    standing: 'a standing task',
    'sign-for': 'should have been signed for by {{date}}',
    unreported: 'not reported on since it was assigned',
    slip: 'slip {{number}} to be answered by {{date}}',
    report: 'report for {{period}} due {{date}}',
    'report-late': 'report for {{period}} was due {{date}} and has not come',
  },
  standIn: {
    head: 'sent to you as head: nobody at the post can be reached',
    office: 'sent to the office: nobody at the post can be reached',
  },
  rule: 'Rule: {{rule}}',
  inbox: 'Open them in Duban: {{url}}',
  footer: 'This message was sent by Duban. The same reminders are in your inbox there.',
  repeat: 'Sending was interrupted, so you may receive this message twice.',
  dead: {
    subject: 'A message could not be delivered: {{person}}',
    body: 'After {{attempts}} tries, {{count}} reminders ({{numbers}}) for {{person}} by $t(terms.channel.{{channel}}) were not delivered: {{error}}. Inboxes have them; please check the address and send them again.',
  },
};
