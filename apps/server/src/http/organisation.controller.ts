import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  AddUnit,
  CreatePost,
  FillPost,
  Id,
  Organisation,
  OrganisationAnswer,
  PastItemQuery,
  RenameUnit,
  VacatePost,
} from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { Clock } from '../clock.ts';
import { ChangeOrganisation } from '../commands/change-organisation.ts';
import { type Envelope, newId } from '../commands/envelope.ts';
import { GetOrganisation } from '../read-models/queries.ts';
import { CommandRoute, ItemRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

@ApiTags('organisation')
@Controller('api/v1/organisation')
export class OrganisationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ItemRoute('', 'ReadOrganisation', Organisation, 'Read all units with their posts and holders')
  get(@CalledBy() { viewer }: Caller, @Query({ schema: PastItemQuery }) query: PastItemQuery) {
    return this.queries.execute(new GetOrganisation(viewer, query));
  }

  @CommandRoute('units', 'AddUnit', OrganisationAnswer, { summary: 'Add a unit', status: 201 })
  addUnit(@Sent() envelope: Envelope, @Body({ schema: AddUnit }) body: AddUnit) {
    const unitId = newId(envelope, 'unit');
    return this.commands.execute(new ChangeOrganisation(envelope, { type: 'AddUnit', unitId, ...body }, { unitId }));
  }

  @CommandRoute('units/:id/rename', 'RenameUnit', OrganisationAnswer, { summary: 'Rename a unit', ifMatch: 'required' })
  renameUnit(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) unitId: string,
    @Body({ schema: RenameUnit }) body: RenameUnit,
  ) {
    return this.commands.execute(new ChangeOrganisation(envelope, { type: 'RenameUnit', unitId, ...body }, { unitId }));
  }

  @CommandRoute('posts', 'CreatePost', OrganisationAnswer, { summary: 'Create a post', status: 201 })
  createPost(@Sent() envelope: Envelope, @Body({ schema: CreatePost }) body: CreatePost) {
    const postId = newId(envelope, 'post');
    return this.commands.execute(new ChangeOrganisation(envelope, { type: 'CreatePost', postId, ...body }, { postId }));
  }

  @CommandRoute('posts/:id/fill', 'FillPost', OrganisationAnswer, {
    summary: 'Have a person hold a post, in place of whoever held it',
    ifMatch: 'required',
  })
  fillPost(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) postId: string,
    @Body({ schema: FillPost }) body: FillPost,
  ) {
    const { personId, from = this.clock.today() } = body;
    return this.commands.execute(
      new ChangeOrganisation(envelope, { type: 'FillPost', postId, personId, from }, { postId }),
    );
  }

  @CommandRoute('posts/:id/vacate', 'VacatePost', OrganisationAnswer, { summary: 'Have nobody hold a post' })
  vacatePost(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) postId: string,
    @Body({ schema: VacatePost }) body: VacatePost,
  ) {
    return this.commands.execute(new ChangeOrganisation(envelope, { type: 'VacatePost', postId, ...body }, { postId }));
  }
}
