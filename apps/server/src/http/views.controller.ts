import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id, SavedView, SavedViews as SavedViewList, SaveView } from '#libs/contracts';
import { Rejection } from '#libs/event-sourcing';
import type { Caller } from '../access/callers.ts';
import { SavedViews } from '../access/saved-views.ts';
import { type Envelope, newId } from '../commands/envelope.ts';
import { DeedRoute, EndRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

@ApiTags('views')
@Controller('api/v1/views')
export class ViewsController {
  constructor(private readonly views: SavedViews) {}

  @ReadRoute('', 'KeepOwnViews', SavedViewList, "List the caller's own saved views and the shared ones")
  list(@CalledBy() { viewer }: Caller) {
    return this.views.list(viewer);
  }

  @DeedRoute('', 'KeepOwnViews', SavedView, { summary: 'Save a view under a name', status: 201 })
  save(@Sent() envelope: Envelope, @Body({ schema: SaveView }) body: SaveView) {
    return this.views.save(envelope.viewer, newId(envelope, 'view'), body);
  }

  @EndRoute(':id', 'KeepOwnViews', 'Remove a saved view of one’s own')
  async remove(@CalledBy() { viewer }: Caller, @Param('id', { schema: Id }) id: string): Promise<void> {
    if (!(await this.views.remove(viewer, id))) throw new Rejection('item.not-found');
  }
}
