export const STANCES = ["supports", "opposes", "nuances"] as const;
export type Stance = (typeof STANCES)[number];

export function isStance(text: string | undefined): text is Stance {
  return STANCES.some((stance) => stance === text);
}

const KEYS = {
  supports: "synthesis.stance.supports",
  opposes: "synthesis.stance.opposes",
  nuances: "synthesis.stance.nuances",
} as const;

export function stanceKey(stance: Stance): (typeof KEYS)[Stance] {
  return KEYS[stance];
}

const TONES = { supports: "success", opposes: "danger", nuances: "waiting" } as const;

export function stanceTone(stance: Stance): (typeof TONES)[Stance] {
  return TONES[stance];
}

const ROLE_KEYS = {
  administrator: "synthesis.role.administrator",
  editor: "synthesis.role.editor",
  analyst: "synthesis.role.analyst",
} as const;

/** Under which role something was done; any other name is said in general words. */
export function roleKey(role: string): (typeof ROLE_KEYS)[keyof typeof ROLE_KEYS] | "synthesis.role.team" {
  return role in ROLE_KEYS ? ROLE_KEYS[role as keyof typeof ROLE_KEYS] : "synthesis.role.team";
}

const CHANNEL_KEYS = {
  online: "synthesis.channel.online",
  room: "synthesis.channel.room",
  paper: "synthesis.channel.paper",
  phone: "synthesis.channel.phone",
  counter: "synthesis.channel.counter",
  letter: "synthesis.channel.letter",
  import: "synthesis.channel.import",
} as const;

export function channelKey(channel: string): (typeof CHANNEL_KEYS)[keyof typeof CHANNEL_KEYS] {
  return CHANNEL_KEYS[channel as keyof typeof CHANNEL_KEYS] ?? "synthesis.channel.import";
}
