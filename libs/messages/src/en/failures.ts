import type { failures as zh } from '../zh/failures.ts';

export const failures: typeof zh = {
  'address-missing': 'the person has no e-mail address',
  'address-invalid': 'the e-mail address is not one valid mailbox',
  'mailbox-refused': 'the mail server does not take mail for this mailbox',
  'message-refused': 'the mail server refused this mail',
  'sign-in-refused': "the mail server does not accept this system's account",
  'server-away': 'the far side cannot be reached',
  'timed-out': 'the far side did not answer in time; it may have taken the message',
  'broken-off': 'the connection broke; the far side may have taken the message',
  'address-forbidden':
    'nothing may be sent to this address: it has to be public and https, or listed by the deployment',
  'answer-refused': 'the far side refused',
  'answer-too-long': 'the answer of the far side is too long',
  redirected: 'the far side sends us elsewhere, which is not followed',
  gone: 'the far side says that the address is no more; it was disabled',
  'rate-limited': 'the far side asks for a slower pace',
  'no-device': 'no browser of this person takes notices',
  'robot-refused': 'the robot refused',
  'secret-unreadable':
    'address and secret of the destination cannot be read: all processes need the same SECRETS_KEY_FILE',
  'no-answer': 'several tries ended without an answer',
  'channel-gone': 'this channel is no longer configured',
  'destination-disabled': 'the destination is disabled',
  unexpected: 'sending failed',
  said: '{{sentence}} ({{detail}})',
};
