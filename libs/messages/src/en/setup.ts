import type { setup as zh } from '../zh/setup.ts';

export const setup: typeof zh = {
  started: 'Duban is up: {{url}}',
  api: 'API reference: {{url}}',
  demo: 'Demo mode: the accounts are public and business time can be moved; keep real matters out of it. For real use set DUBAN_MODE=production.',
  production: 'Production mode.',
  signIns: 'Demo sign-ins:',
  data: 'The data is in {{place}}',
  email: 'E-mail goes out by {{server}}',
  noEmail: 'SMTP_URL is not set, so no e-mail goes out; reminders reach the inbox only.',
  held: 'Since a restore nothing is sent outside until an auditor decides what was sent already.',
  sealsInside:
    'Neither SEAL_FILE nor SEAL_URL is set, so the seals lie in the data directory, where the database’s owner may reach them.',
  stop: 'Ctrl-C stops it.',
  link: 'There is no account yet. Open this link within 24 hours to make the accounts of the three officers; it works once:',
  linkAgain: 'If it expires or is lost, start again to get a new one.',
};
