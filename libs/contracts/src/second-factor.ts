import { z } from 'zod';
import { Id, Instant, words } from './scalars.ts';

const encoded = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+={0,2}$/, 'base64url');
/** As WebAuthn describes it; browsers understand it. */
const options = z.looseObject({ challenge: z.string() });
const present = z.string().max(200).default('').meta({ description: 'The present password, of whoever has one.' });

/** What a browser's `navigator.credentials.create` gave. */
export const PasskeyMade = z
  .object({
    id: encoded(2000),
    rawId: encoded(2000),
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: encoded(4000),
      attestationObject: encoded(20_000),
      transports: z.array(z.string().max(40)).max(10).optional(),
    }),
  })
  .meta({ id: 'PasskeyMade' });
export type PasskeyMade = z.infer<typeof PasskeyMade>;

/** What a browser's `navigator.credentials.get` gave. */
export const PasskeyAnswer = z
  .object({
    id: encoded(2000),
    rawId: encoded(2000),
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: encoded(4000),
      authenticatorData: encoded(4000),
      signature: encoded(10_000),
      userHandle: encoded(200).nullish(),
    }),
  })
  .meta({ id: 'PasskeyAnswer' });
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

/** The first step was right; one of these is to be shown within five minutes. */
export const AskedSecondFactor = z
  .object({
    code: z.boolean().meta({ description: 'The six digits of an authenticator.' }),
    recoveryCode: z.boolean(),
    passkey: options.nullable().meta({ description: 'For `navigator.credentials.get`; good for one answer.' }),
  })
  .meta({ id: 'AskedSecondFactor' });
export type AskedSecondFactor = z.infer<typeof AskedSecondFactor>;

export const ProveSecondFactor = z
  .union([
    z.strictObject({ code: words(40).meta({ description: 'Six digits, or a recovery code.' }) }),
    z.strictObject({ passkey: PasskeyAnswer }),
  ])
  .meta({ id: 'ProveSecondFactor' });
export type ProveSecondFactor = z.infer<typeof ProveSecondFactor>;

export const ConfirmPerson = z.strictObject({ present }).meta({ id: 'ConfirmPerson' });
export type ConfirmPerson = z.infer<typeof ConfirmPerson>;

/** Shown once: for the authenticator, as letters and as an address that is drawn as a QR code. */
export const BegunAuthenticator = z
  .object({ secret: z.string(), address: z.string() })
  .meta({ id: 'BegunAuthenticator' });
export type BegunAuthenticator = z.infer<typeof BegunAuthenticator>;

export const ConfirmAuthenticator = z
  .strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'six digits'),
  })
  .meta({ id: 'ConfirmAuthenticator' });
export type ConfirmAuthenticator = z.infer<typeof ConfirmAuthenticator>;

export const BegunPasskey = z.object({ options }).meta({ id: 'BegunPasskey' });
export type BegunPasskey = z.infer<typeof BegunPasskey>;

export const AddPasskey = z.strictObject({ name: words(100), passkey: PasskeyMade }).meta({ id: 'AddPasskey' });
export type AddPasskey = z.infer<typeof AddPasskey>;

/** Shown once; empty when the person has their codes already. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const OwnPasskey = z
  .object({ id: Id, name: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable() })
  .meta({ id: 'OwnPasskey' });
export type OwnPasskey = z.infer<typeof OwnPasskey>;

export const OwnSecondFactors = z
  .object({
    authenticatorSince: Instant.nullable(),
    passkeys: z.array(OwnPasskey),
    recoveryCodesLeft: z.int(),
    hasPassword: z.boolean().meta({ description: 'True: changes ask for it.' }),
    passkeyOrigin: z.string().meta({ description: 'Where keys can be made and used; nowhere else.' }),
  })
  .meta({ id: 'OwnSecondFactors' });
export type OwnSecondFactors = z.infer<typeof OwnSecondFactors>;
