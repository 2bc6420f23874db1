import type { Command } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';
import type { CampaignTerms } from './events.ts';

export type OpenCampaign = Command<'OpenCampaign', CampaignTerms & { directiveIds: readonly Id[] }>;
/** Replaces all that the campaign says of itself. */
export type AmendCampaign = Command<'AmendCampaign', CampaignTerms & { reason: string }>;
/** Those that are in it already stay as they are. */
export type AddDirectives = Command<'AddDirectives', { directiveIds: readonly Id[] }>;
export type RemoveDirectives = Command<'RemoveDirectives', { directiveIds: readonly Id[]; reason: string }>;
export type CloseCampaign = Command<'CloseCampaign', { summary: string }>;

export type CampaignCommand = OpenCampaign | AmendCampaign | AddDirectives | RemoveDirectives | CloseCampaign;
