/** Message keys of the closed lists of this room. */
export const GROUND_WORDS = {
  personal_data: "moderation.ground.personalData",
  health_data: "moderation.ground.healthData",
  insult: "moderation.ground.insult",
  hatred: "moderation.ground.hatred",
  illegal: "moderation.ground.illegal",
  advertising: "moderation.ground.advertising",
  off_subject: "moderation.ground.offSubject",
  repeated: "moderation.ground.repeated",
} as const;

export const VERB_WORDS = {
  publish: "moderation.verb.publish",
  mask: "moderation.verb.mask",
  ask_rephrase: "moderation.verb.askRephrase",
  hide: "moderation.verb.hide",
  restore: "moderation.verb.restore",
  unmask: "moderation.verb.unmask",
} as const;

export const VERB_DONE_WORDS = {
  publish: "moderation.verbDone.publish",
  mask: "moderation.verbDone.mask",
  ask_rephrase: "moderation.verbDone.askRephrase",
  hide: "moderation.verbDone.hide",
  restore: "moderation.verbDone.restore",
  unmask: "moderation.verbDone.unmask",
} as const;

export const STATE_WORDS = {
  received: "moderation.state.received",
  published: "moderation.state.published",
  rephrase_asked: "moderation.state.rephraseAsked",
  hidden: "moderation.state.hidden",
  withdrawn: "moderation.state.withdrawn",
  erased: "moderation.state.erased",
} as const;

export const DELAY_WORDS = {
  in_time: "moderation.delay.inTime",
  soon_late: "moderation.delay.soonLate",
  late: "moderation.delay.late",
} as const;

export const FLAG_WORDS = {
  personal_data: "moderation.flag.personalData",
  health: "moderation.flag.health",
  insult: "moderation.flag.insult",
  near_duplicate: "moderation.flag.nearDuplicate",
  links: "moderation.flag.links",
} as const;

export const KIND_WORDS = {
  comment: "moderation.kind.comment",
  amendment: "moderation.kind.amendment",
  proposal: "moderation.kind.proposal",
  testimony: "moderation.kind.testimony",
} as const;

export const CHANNEL_WORDS = {
  online: "moderation.channel.online",
  room: "moderation.channel.room",
  paper: "moderation.channel.paper",
  phone: "moderation.channel.phone",
  counter: "moderation.channel.counter",
  letter: "moderation.channel.letter",
  import: "moderation.channel.import",
} as const;
