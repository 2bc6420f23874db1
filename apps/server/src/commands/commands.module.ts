import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.ts';
import { FilesModule } from '../files/files.module.ts';
import { ReadingModule } from '../reading/reading.module.ts';
import { TextsModule } from '../texts/texts.module.ts';
import { ActOnTaskHandler } from './act-on-task.ts';
import { AddEvidenceFileHandler } from './add-evidence-file.ts';
import { AdoptCalendarHandler, CalendarAtStart } from './adopt-calendar.ts';
import { AmendDirectiveHandler } from './amend-directive.ts';
import { ChangeCampaignHandler } from './change-campaign.ts';
import { ChangeOrganisationHandler } from './change-organisation.ts';
import { ChangeSettingsHandler } from './change-settings.ts';
import { CloseDirectiveHandler } from './close-directive.ts';
import { CorrectReadoutHandler } from './correct-readout.ts';
import { DecomposeTaskHandler } from './decompose-task.ts';
import { ChangeDelegationHandler } from './delegate-post.ts';
import { Door } from './door.ts';
import { DropDirectiveHandler } from './drop-directive.ts';
import { EndDirectiveHandler } from './end-directive.ts';
import { EraseTextHandler } from './erase-text.ts';
import { Facts } from './facts.ts';
import { ChangeHandOverHandler } from './hand-over.ts';
import { ImportReadoutHandler } from './import-readout.ts';
import { IssueDirectiveHandler } from './issue-directive.ts';
import { IssueSlipHandler } from './issue-slip.ts';
import { LabelDirectiveHandler } from './label-directive.ts';
import { MoveClockHandler, PresentTime } from './move-clock.ts';
import { ProposeDirectiveHandler } from './propose-directive.ts';
import { PurgeReceipts } from './purge-receipts.ts';
import { RecomputeDeadlineHandler, RecomputeTaskDeadlineHandler } from './recompute-deadline.ts';
import { RedateTasksHandler } from './redate-tasks.ts';
import { RegisterDirectiveHandler } from './register-directive.ts';
import { ReopenTaskHandler } from './reopen-task.ts';
import { ReviseProposalHandler, SplitProposalHandler } from './revise-proposal.ts';
import { UrgeTasksHandler } from './urge-tasks.ts';

/** The door to the deciders. Whatever is to happen is sent to the command bus. */
@Module({
  imports: [AccessModule, FilesModule, ReadingModule, TextsModule],
  providers: [
    Door,
    Facts,
    ImportReadoutHandler,
    CorrectReadoutHandler,
    ProposeDirectiveHandler,
    ReviseProposalHandler,
    SplitProposalHandler,
    DropDirectiveHandler,
    RecomputeDeadlineHandler,
    RecomputeTaskDeadlineHandler,
    RegisterDirectiveHandler,
    IssueDirectiveHandler,
    IssueSlipHandler,
    AmendDirectiveHandler,
    EndDirectiveHandler,
    CloseDirectiveHandler,
    LabelDirectiveHandler,
    ChangeDelegationHandler,
    ChangeHandOverHandler,
    ActOnTaskHandler,
    AddEvidenceFileHandler,
    DecomposeTaskHandler,
    ReopenTaskHandler,
    UrgeTasksHandler,
    RedateTasksHandler,
    ChangeCampaignHandler,
    ChangeOrganisationHandler,
    ChangeSettingsHandler,
    AdoptCalendarHandler,
    CalendarAtStart,
    EraseTextHandler,
    MoveClockHandler,
    PresentTime,
    PurgeReceipts,
  ],
  exports: [Door, PresentTime],
})
export class CommandsModule {}
