import type { ContributionLine } from "./contribution-line.rules.ts";

const KIND_KEYS = {
  comment: "decisions.kind.comment",
  amendment: "decisions.kind.amendment",
  proposal: "decisions.kind.proposal",
  testimony: "decisions.kind.testimony",
} as const;

export function kindKey(kind: ContributionLine["kind"]): (typeof KIND_KEYS)[ContributionLine["kind"]] {
  return KIND_KEYS[kind];
}

const CHANNEL_KEYS = {
  online: "decisions.channel.online",
  room: "decisions.channel.room",
  paper: "decisions.channel.paper",
  phone: "decisions.channel.phone",
  counter: "decisions.channel.counter",
  letter: "decisions.channel.letter",
  import: "decisions.channel.import",
} as const;

export function channelKey(channel: ContributionLine["channel"]): (typeof CHANNEL_KEYS)[ContributionLine["channel"]] {
  return CHANNEL_KEYS[channel];
}

const ROLE_KEYS = {
  administrator: "decisions.role.administrator",
  editor: "decisions.role.editor",
  analyst: "decisions.role.analyst",
} as const;

/** Under which role something was decided; any other name is said in general words. */
export function roleKey(role: string): (typeof ROLE_KEYS)[keyof typeof ROLE_KEYS] | "decisions.role.team" {
  return role in ROLE_KEYS ? ROLE_KEYS[role as keyof typeof ROLE_KEYS] : "decisions.role.team";
}
