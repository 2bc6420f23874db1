import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  AddDirectives,
  AmendCampaign,
  CampaignDetail,
  CampaignPage,
  CampaignQuery,
  CloseCampaign,
  CommandAnswer,
  Id,
  OpenCampaign,
  PastItemQuery,
  RemoveDirectives,
} from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { ChangeCampaign } from '../commands/change-campaign.ts';
import { type Envelope, newId } from '../commands/envelope.ts';
import { GetCampaign, ListCampaigns } from '../read-models/figure-queries.ts';
import { CommandRoute, ItemRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

@ApiTags('campaigns')
@Controller('api/v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @ReadRoute('', 'ReadCampaigns', CampaignPage, 'List campaigns, the one that ends first first')
  list(@CalledBy() { viewer }: Caller, @Query({ schema: CampaignQuery }) query: CampaignQuery) {
    return this.queries.execute(new ListCampaigns(viewer, query));
  }

  @ItemRoute(':id', 'ReadCampaigns', CampaignDetail, 'Read one campaign with its countdown')
  get(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PastItemQuery }) query: PastItemQuery,
  ) {
    return this.queries.execute(new GetCampaign(viewer, id, query));
  }

  @CommandRoute('', 'OpenCampaign', CommandAnswer, { summary: 'Open a campaign', status: 201 })
  open(@Sent() envelope: Envelope, @Body({ schema: OpenCampaign }) body: OpenCampaign) {
    return this.commands.execute(
      new ChangeCampaign(envelope, newId(envelope, 'campaign'), { type: 'OpenCampaign', ...body }),
    );
  }

  @CommandRoute(':id/amend', 'AmendCampaign', CommandAnswer, {
    summary: 'Change the title, the days or the milestones of a campaign',
    ifMatch: 'required',
  })
  amend(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AmendCampaign }) body: AmendCampaign,
  ) {
    return this.commands.execute(new ChangeCampaign(envelope, id, { type: 'AmendCampaign', ...body }));
  }

  @CommandRoute(':id/add-directives', 'AddDirectives', CommandAnswer, { summary: 'Add directives to a campaign' })
  addDirectives(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AddDirectives }) body: AddDirectives,
  ) {
    return this.commands.execute(new ChangeCampaign(envelope, id, { type: 'AddDirectives', ...body }));
  }

  @CommandRoute(':id/remove-directives', 'RemoveDirectives', CommandAnswer, {
    summary: 'Take directives out of a campaign',
  })
  removeDirectives(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RemoveDirectives }) body: RemoveDirectives,
  ) {
    return this.commands.execute(new ChangeCampaign(envelope, id, { type: 'RemoveDirectives', ...body }));
  }

  @CommandRoute(':id/close', 'CloseCampaign', CommandAnswer, { summary: 'Close a campaign' })
  close(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CloseCampaign }) body: CloseCampaign,
  ) {
    return this.commands.execute(new ChangeCampaign(envelope, id, { type: 'CloseCampaign', ...body }));
  }
}
