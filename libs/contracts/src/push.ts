import { z } from 'zod';
import { pageOf } from './page.ts';
import { Id, Instant } from './scalars.ts';

const key = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]+={0,2}$/, 'base64url')
    .refine((text) => Math.floor((text.replace(/=+$/, '').length * 3) / 4) === bytes, `${bytes} bytes in base64url`);

/** What a browser's `PushSubscription.toJSON()` gives; `expirationTime` is not kept. */
export const AddPushSubscription = z
  .strictObject({
    endpoint: z
      .string()
      .regex(/^https?:\/\/[\x21-\x7e]+$/, 'a URL without spaces')
      .max(2000)
      .refine((text) => URL.canParse(text), 'a URL'),
    keys: z.strictObject({ p256dh: key(65), auth: key(16) }),
    expirationTime: z.number().nullish(),
  })
  .meta({ id: 'AddPushSubscription' });
export type AddPushSubscription = z.infer<typeof AddPushSubscription>;

export const AddedPushSubscription = z.object({ id: Id }).meta({ id: 'AddedPushSubscription' });
export type AddedPushSubscription = z.infer<typeof AddedPushSubscription>;

export const PushKey = z
  .object({ publicKey: z.string().meta({ description: '`applicationServerKey` for the browser, in base64url.' }) })
  .meta({ id: 'PushKey' });
export type PushKey = z.infer<typeof PushKey>;

/** A browser of the caller's that takes notices; `origin` is its maker's service. */
export const PushSubscription = z
  .object({ id: Id, origin: z.string(), createdAt: Instant })
  .meta({ id: 'PushSubscription' });
export const PushSubscriptionPage = pageOf(PushSubscription, 'PushSubscriptionPage');
export type PushSubscriptionPage = z.infer<typeof PushSubscriptionPage>;
