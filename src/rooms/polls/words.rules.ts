import type { HiddenReason } from "./statement.rules.ts";

/** Message keys of the closed lists of this room. */
export const REASON_WORDS = {
  personal_data: "polls.reason.personalData",
  health_data: "polls.reason.healthData",
  insult: "polls.reason.insult",
  hatred: "polls.reason.hatred",
  illegal: "polls.reason.illegal",
  advertising: "polls.reason.advertising",
  off_subject: "polls.reason.offSubject",
  repeated: "polls.reason.repeated",
  several_ideas: "polls.reason.severalIdeas",
  unclear: "polls.reason.unclear",
  corrected: "polls.reason.corrected",
  imported: "polls.reason.imported",
} as const satisfies Readonly<Record<HiddenReason, string>>;

export const ORIGIN_WORDS = {
  team: "polls.origin.team",
  participant: "polls.origin.participant",
  contribution: "polls.origin.contribution",
  import: "polls.origin.import",
} as const;

export const STATE_WORDS = {
  waiting: "polls.statement.state.waiting",
  shown: "polls.statement.state.shown",
  hidden: "polls.statement.state.hidden",
} as const;

export const STATE_TONES = { waiting: "waiting", shown: "success", hidden: "danger" } as const;

export const FLAG_WORDS = {
  personal_data: "polls.flag.personalData",
  health: "polls.flag.health",
  near_duplicate: "polls.flag.nearDuplicate",
  links: "polls.flag.links",
  several: "polls.flag.severalSentences",
} as const;

export const VERB_WORDS = {
  create: "polls.act.create",
  edit: "polls.act.edit",
  publish: "polls.act.publish",
  close: "polls.act.close",
  put_off: "polls.act.putOff",
  who_proposes: "polls.act.whoProposes",
  nodes: "polls.act.nodes",
  delete: "polls.act.delete",
  add: "polls.act.add",
  meta: "polls.act.meta",
  reword: "polls.act.reword",
  remove: "polls.act.remove",
  correct: "polls.act.correct",
  show: "polls.act.show",
  hide: "polls.act.hide",
  stage_add: "polls.act.stageAdd",
  stage_edit: "polls.act.stageEdit",
  stage_remove: "polls.act.stageRemove",
  import: "polls.act.import",
} as const;
export type Verb = keyof typeof VERB_WORDS;

export const WHO_VOTES_WORDS = { everyone: "polls.whoVotes.everyone", accounts: "polls.whoVotes.accounts" } as const;
export const WHO_PROPOSES_WORDS = {
  everyone: "polls.whoProposes.everyone",
  accounts: "polls.whoProposes.accounts",
  nobody: "polls.whoProposes.nobody",
} as const;
export const MODE_WORDS = { improved: "polls.mode.improved", polis: "polls.mode.polis" } as const;
