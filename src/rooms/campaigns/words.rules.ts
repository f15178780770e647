import type { CampaignKind, CampaignState } from "./campaign.rules.ts";

export const KIND_KEYS = {
  campaign: "campaigns.kind.campaign",
  near_duplicates: "campaigns.kind.nearDuplicates",
} as const satisfies Record<CampaignKind, string>;

export const STATE_KEYS = {
  proposed: "campaigns.state.proposed",
  confirmed: "campaigns.state.confirmed",
  refused: "campaigns.state.refused",
} as const satisfies Record<CampaignState, string>;

export const STATE_TONES = { proposed: "waiting", confirmed: "success", refused: "neutral" } as const;

const FLAG_KEYS = {
  negation: "campaigns.flag.negation",
  number: "campaigns.flag.number",
  wording: "campaigns.flag.wording",
} as const;

export function flagKey(flag: string): (typeof FLAG_KEYS)[keyof typeof FLAG_KEYS] {
  return flag in FLAG_KEYS ? FLAG_KEYS[flag as keyof typeof FLAG_KEYS] : FLAG_KEYS.wording;
}

const ACT_KEYS = {
  propose: "campaigns.act.propose",
  create: "campaigns.act.create",
  confirm: "campaigns.act.confirm",
  refuse: "campaigns.act.refuse",
  accept: "campaigns.act.accept",
  take_out: "campaigns.act.takeOut",
  add: "campaigns.act.add",
  rename: "campaigns.act.rename",
  keep: "campaigns.act.keep",
  look: "campaigns.act.look",
  undo: "campaigns.act.undo",
} as const;

export function actKey(verb: string): (typeof ACT_KEYS)[keyof typeof ACT_KEYS] {
  return verb in ACT_KEYS ? ACT_KEYS[verb as keyof typeof ACT_KEYS] : ACT_KEYS.rename;
}

/** Parts of a group, as the address names them. */
export const PARTS = {
  signales: "flagged",
  semblables: "clear",
  regroupes: "in",
  "a-relire": "changed",
  retires: "out",
} as const;
export type PartName = keyof typeof PARTS;

export function isPartName(text: string): text is PartName {
  return Object.hasOwn(PARTS, text);
}

export const TEAM_STATES = { proposes: "proposed", confirmes: "confirmed", refuses: "refused" } as const;
export type StateName = keyof typeof TEAM_STATES;
