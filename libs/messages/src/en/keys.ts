import type { keys as zh } from '../zh/keys.ts';

export const keys: typeof zh = {
  usage: 'Say what to do: duban keys list, duban keys rotate or duban keys give-up',
  listed: '{{id}}  {{records}} records  {{state}}',
  current: 'current',
  earlier: 'from before, only reads',
  missing: 'this deployment does not have it',
  newKey: 'A new key, {{id}}, is the first line of {{file}}.',
  goingOn: 'Going on with the rotation that had begun, to the key {{id}}.',
  rotated: '{{records}} records are encrypted by the key {{id}} now.',
  kept: 'The keys before stay in the file, to read backups that are older. Keep a copy of the file away from the backups, and copy it to all servers.',
  unreadable:
    '{{unreadable}} records cannot be read with the keys that are there and were left alone. Add the missing key, or run duban keys give-up.',
  givenUp:
    '{{given}} records that no key can read are removed. Their people have to enter e-mail addresses, destinations, browsers and authenticators again.',
  noNewKey:
    'The keys come from SECRETS_KEY, which has no new one. Make one by openssl rand -base64 32, put it in front of the others with a comma, restart the servers, then run this again.',
};
