import type {
  CampaignCommand,
  DirectiveCommand,
  ErasureCommand,
  OrganisationCommand,
  ReadoutCommand,
  SettingsCommand,
  TaskCommand,
} from '#libs/directives';

/** Those that come only with another command need no rule: nobody can send them. */
type Accompanying =
  | 'LabelTask'
  | 'RequoteDirective'
  | 'AssignTask'
  | 'MoveWithDirective'
  | 'EndTask'
  | 'ReopenDirective';
/** Every command that somebody may send: each has its rule in policy.ts. */
export type CommandOfAPerson =
  | Exclude<(DirectiveCommand | TaskCommand)['type'], Accompanying>
  | CampaignCommand['type']
  | OrganisationCommand['type']
  | Exclude<SettingsCommand['type'], 'AdoptCalendar'>
  | ErasureCommand['type']
  | ReadoutCommand['type']
  | 'AcknowledgeAlerts'
  | 'SnoozeAlerts';
