import { z } from 'zod';
import { pageOf } from './page.ts';
import { Id, Instant, words } from './scalars.ts';
import { LanguageTag } from './terms.ts';

/** Channels that tell no person: a program elsewhere, or a group by its robot. */
const DestinationChannel = z.enum(['webhook', 'wecom', 'dingtalk', 'feishu']);

/** Printable and without spaces: a line break would smuggle in another header. */
const token = (max: number) =>
  z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'printable characters without spaces')
    .max(max);

export const AddDestination = z
  .strictObject({
    channel: DestinationChannel,
    name: words(100),
    address: token(2000).meta({ description: 'Kept encrypted and never given back: a robot’s address is its key.' }),
    secret: token(500)
      .nullable()
      .default(null)
      .meta({ description: 'Of a robot that checks signatures. A webhook’s is made by Duban.' }),
    unitId: Id.nullable().default(null).meta({ description: 'Told of this unit and those below; null: of all.' }),
    language: LanguageTag.default('zh'),
  })
  .meta({ id: 'AddDestination' });
export type AddDestination = z.infer<typeof AddDestination>;

/** The only time that a webhook's secret is shown; null for a robot, and for a repeat. */
export const AddedDestination = z.object({ id: Id, secret: z.string().nullable() }).meta({ id: 'AddedDestination' });
export type AddedDestination = z.infer<typeof AddedDestination>;

export const RotatedSecret = z
  .object({ secret: z.string().meta({ description: 'For a day messages are signed with the one before as well.' }) })
  .meta({ id: 'RotatedSecret' });
export type RotatedSecret = z.infer<typeof RotatedSecret>;

export const PingAnswer = z
  .object({ taken: z.boolean(), error: z.string().nullable() })
  .meta({ id: 'PingAnswer', description: 'Whether the far side took a message without reminders, and else why not.' });
export type PingAnswer = z.infer<typeof PingAnswer>;

export const Destination = z
  .object({
    id: Id,
    channel: DestinationChannel,
    name: z.string(),
    unitId: Id.nullable(),
    language: LanguageTag,
    origin: z.string().meta({ description: 'Where it is, without the part that may be a key.' }),
    createdAt: Instant,
    disabledAt: Instant.nullable(),
  })
  .meta({ id: 'Destination' });
export type Destination = z.infer<typeof Destination>;
export const DestinationPage = pageOf(Destination, 'DestinationPage');
export type DestinationPage = z.infer<typeof DestinationPage>;
