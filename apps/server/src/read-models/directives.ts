import { Injectable } from '@nestjs/common';
import { Column, Entity, type EntityManager } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import {
  campaignDecider,
  DEFAULT_LABEL,
  type DirectiveState,
  type DirectiveStatus,
  directiveDecider,
  type Id,
  type Label,
} from '#libs/directives';
import type { Projection, Refold, StoredEvent } from '#libs/event-store';
import { campaignFold } from './campaigns.ts';
import { foldIntoRows, type ItemFold, ItemVersion, refoldIntoRows } from './item-versions.ts';
import { insertReadouts, READOUT_COLUMNS, refoldReadouts } from './readouts.ts';
import { columnsOf, shapeOfRows } from './row-columns.ts';

/** A directive as it was from one position to another. */
@Entity('directive_row')
export class DirectiveVersion extends ItemVersion<DirectiveState> {
  @Column('text')
  status: DirectiveStatus;
  @Column('uuid', { name: 'readout_id' })
  readoutId: Id;
  /** Null until it is registered. */
  @Column('text', { nullable: true })
  number: string | null;
  @Column('text')
  title: string;
  @Column('uuid', { name: 'lead_unit', nullable: true })
  leadUnit: Id | null;
  @Column('uuid', { name: 'co_units', array: true })
  coUnits: readonly Id[];
  @Column('uuid', { name: 'leader_in_charge', nullable: true })
  leaderInCharge: Id | null;
  @Column('date', { name: 'due_date', nullable: true })
  dueDate: CivilDate | null;
  @Column('text')
  label: Label;
}

const fold: ItemFold<DirectiveState, DirectiveVersion> = {
  columns: columnsOf(DirectiveVersion),
  opens: 'DirectiveProposed',
  decider: directiveDecider,
  carries: [],
  own(state) {
    if (state.status === 'none') throw new Error('A directive that does not exist has no row');
    const { status, readoutId, title, label = DEFAULT_LABEL } = state;
    if (!('number' in state)) {
      return {
        status,
        readoutId,
        title,
        number: null,
        leadUnit: null,
        coUnits: [],
        leaderInCharge: null,
        dueDate: null,
        label,
      };
    }
    const { number, leadUnit, coUnits, leaderInCharge, deadline } = state;
    return {
      status,
      readoutId,
      title,
      number,
      leadUnit,
      coUnits,
      leaderInCharge,
      dueDate: deadline?.date ?? null,
      label,
    };
  },
};

/** The projection `directives`: `directive_row`, `readout_row` of the readouts that they are from, `campaign_row` of the campaigns they are in. */
@Injectable()
export class DirectiveRows implements Projection {
  readonly name = 'directives';
  readonly start = 'origin';
  readonly shape = shapeOfRows(2, directiveDecider) + campaignDecider.shape;
  readonly tables = [READOUT_COLUMNS.table, fold.columns.table, campaignFold.columns.table];

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    await insertReadouts(events, manager);
    await foldIntoRows(fold, events, manager);
    await foldIntoRows(campaignFold, events, manager);
  }

  refold(): Refold {
    const [directives, readouts, campaigns] = [refoldIntoRows(fold), refoldReadouts(), refoldIntoRows(campaignFold)];
    return {
      take(stored, write) {
        readouts.take(stored, write);
        directives.take(stored, write);
        campaigns.take(stored, write);
      },
      *standing() {
        yield* readouts.standing();
        yield* directives.standing();
        yield* campaigns.standing();
      },
    };
  }
}
