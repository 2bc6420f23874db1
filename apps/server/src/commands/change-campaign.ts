import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#libs/contracts';
import { type CampaignCommand, type CampaignTerms, campaignDecider, directiveDecider, type Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { openStream } from './open-stream.ts';

type Unstamped<C> = C extends CampaignCommand ? Omit<C, 'at' | 'by'> : never;
type Amend = Unstamped<Extract<CampaignCommand, { type: 'AmendCampaign' }>>;

export type CampaignChange =
  | Exclude<Unstamped<CampaignCommand>, Amend>
  /** What is left out stays as it is. */
  | (Omit<Amend, keyof CampaignTerms> & { readonly [Term in keyof CampaignTerms]?: CampaignTerms[Term] | undefined });

/** Has a campaign decide; one that is opened has a new id. */
export class ChangeCampaign extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly campaignId: Id,
    readonly change: CampaignChange,
  ) {
    super();
  }
}

@CommandHandler(ChangeCampaign)
export class ChangeCampaignHandler implements ICommandHandler<ChangeCampaign> {
  constructor(
    private readonly door: Door,
    private readonly log: EventLog,
  ) {}

  /** Throws `item.not-found` for a campaign that is not there, and what its decider throws. */
  async execute({ envelope, campaignId, change }: ChangeCampaign) {
    return this.door.carryOut(envelope, async (draft) => {
      draft.permit(change.type);
      const campaign = await draft.open(campaignDecider, campaignId);
      if (change.type !== 'OpenCampaign' && campaign.state.status === 'none') throw new Rejection('item.not-found');
      draft.requireVersion(campaign);
      const facts = { unknown: await this.unknownIn(change) };
      const kept = campaign.state.status === 'none' ? {} : campaign.state;
      const command = change.type === 'AmendCampaign' ? amended(kept, change) : change;
      campaign.decide({ ...draft.stamp, ...command }, facts);
      const status = change.type === 'OpenCampaign' ? 201 : 200;
      return { status, answer: { id: campaignId, version: campaign.version } };
    });
  }

  /** Directives are registered for ever: that they are is read without guarding their streams. */
  private async unknownIn(change: CampaignChange): Promise<Id[]> {
    if (change.type !== 'OpenCampaign' && change.type !== 'AddDirectives') return [];
    const ids = [...new Set(change.directiveIds)];
    const states = await Promise.all(ids.map((id) => openStream(this.log, directiveDecider, id)));
    return ids.filter((_, i) => !('number' in (states[i]?.state ?? {})));
  }
}

function amended(
  kept: Partial<CampaignTerms>,
  { type, reason, ...terms }: Extract<CampaignChange, Pick<Amend, 'type'>>,
) {
  const given = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
  const { title, startDate, endDate, milestones } = { ...kept, ...given } as CampaignTerms;
  return { type, reason, title, startDate, endDate, milestones };
}
