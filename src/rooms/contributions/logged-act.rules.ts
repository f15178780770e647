import type { CommittedContribution } from "#ledger/contribution-content.ts";
import type { State } from "./contribution.rules.ts";
import { type LoggedWords, openingOf } from "./logged.rules.ts";

/** Who of the team acted. */
export type ActedBy = { readonly role: string; readonly personId: string | null };
type Moderation = ActedBy & { readonly ground: string | null };

export type LoggedContribution = LoggedWords & {
  readonly state: State;
  readonly isDetached: boolean;
  /** The log has an object of this id. */
  readonly isLogged: boolean;
  /** What is shown instead of the author's words. */
  readonly masked: Pick<CommittedContribution, "body" | "proposedText" | "parts"> | null;
  /** The act that masked it, and the one that took it out of sight, while they hold. */
  readonly masking: Moderation | null;
  readonly hiding: Moderation | null;
};

/** What happened to a contribution that is in the log. */
export type ContributionAct =
  /** The author's own words, and name, are those that count now. */
  | { readonly act: "edited" | "withdrawn" | "detached" }
  /** Taken out of sight, or words of it, on a ground of the charter. */
  | { readonly act: "hidden" | "masked"; readonly ground: string | null; readonly by: ActedBy }
  | { readonly act: "restored"; readonly why: "review-passed" | "appeal-upheld" | "mistake"; readonly by: ActedBy };

/** Grounds of the charter, as the log writes them. */
const WHY: Readonly<Record<string, string>> = {
  personal_data: "personal-data",
  health_data: "health-data",
  insult: "insult",
  hatred: "hate",
  illegal: "illegal",
  advertising: "advertising",
  off_subject: "off-topic",
  repeated: "duplicate",
};

const ROLES: Readonly<Record<string, "moderator" | "admin" | "organiser">> = {
  moderator: "moderator",
  administrator: "admin",
};
/** A person of the team is named to the auditor alone; a role that is nobody's is a rule of the process. */
function byWhom({ role, personId }: ActedBy) {
  if (role === "clock" || role === "visitor") return { role: "rule" as const, actor: null };
  return { role: ROLES[role] ?? ("organiser" as const), actor: personId };
}

/** The leaf of an act, with what opens its commitments. */
export function leafOf(contribution: LoggedContribution, act: ContributionAct) {
  const of = { c: contribution.processId, o: contribution.id };
  switch (act.act) {
    case "edited":
      return { leaf: { k: "contribution.edited", ...of }, opening: openingOf(shownWords(contribution)) } as const;
    case "withdrawn":
      return { leaf: { k: "contribution.withdrawn", ...of } } as const;
    case "detached":
      return { leaf: { k: "author.detached", ...of } } as const;
    case "hidden": {
      const { role, actor } = byWhom(act.by);
      const why = WHY[act.ground ?? ""] ?? "off-topic";
      return { leaf: { k: "moderation.hidden", ...of, why, role }, actor } as const;
    }
    case "restored": {
      const { role, actor } = byWhom(act.by);
      return { leaf: { k: "moderation.restored", ...of, why: act.why, role }, actor } as const;
    }
    case "masked": {
      const { role, actor } = byWhom(act.by);
      const why = act.ground === "health_data" ? "health-data" : "personal-data";
      const { content } = openingOf(shownWords(contribution));
      return { leaf: { k: "moderation.masked", ...of, why, role }, opening: { content }, actor } as const;
    }
    default: {
      const never: never = act;
      return never;
    }
  }
}

/** What is masked stays so whatever its author changes besides: it never gets into an opening again. */
function shownWords(contribution: LoggedContribution): LoggedWords {
  return { ...contribution, ...contribution.masked };
}

/** Does the last revision in the log open to the words and the name that count now? Words that the team masked have no label. */
export function opensTo(
  contribution: LoggedContribution,
  opening: { readonly content: string | null; readonly author: string | null },
): { readonly words: boolean; readonly name: boolean } {
  const { content, author } = openingOf(shownWords(contribution));
  const isWithoutLabel = opening.author === null && (contribution.masked !== null || contribution.isDetached);
  return { words: opening.content === content, name: isWithoutLabel || opening.author === author };
}

/** The state of a contribution in the log. */
export function loggedState(state: State): "visible" | "hidden" | "withdrawn" | "erased" {
  switch (state) {
    case "published":
      return "visible";
    case "received":
    case "rephrase_asked":
    case "hidden":
      return "hidden";
    case "withdrawn":
    case "erased":
      return state;
    default: {
      const never: never = state;
      return never;
    }
  }
}

/** The acts that bring a contribution the log has never heard of to where it stands: its words once, then what shows or hides them. */
export function adoptionLeaves(contribution: LoggedContribution) {
  const { state, masked, masking, hiding, isDetached } = contribution;
  const of = { c: contribution.processId, o: contribution.id };
  const nobody: ActedBy = { role: "clock", personId: null };
  const waits = { leaf: { k: "moderation.hidden", ...of, why: "awaiting-review", role: "rule" } } as const;
  const isHidden = state === "hidden" || state === "rephrase_asked";
  return [
    { leaf: { k: "contribution.submitted", ...of }, opening: openingOf(contribution) } as const,
    ...(masked
      ? [leafOf(contribution, { act: "masked", ground: masking?.ground ?? null, by: masking ?? nobody })]
      : []),
    ...(state === "received" || (isHidden && hiding === null) ? [waits] : []),
    ...(isHidden && hiding ? [leafOf(contribution, { act: "hidden", ground: hiding.ground, by: hiding })] : []),
    ...(state === "withdrawn" ? [leafOf(contribution, { act: "withdrawn" })] : []),
    ...(isDetached ? [leafOf(contribution, { act: "detached" })] : []),
  ];
}
