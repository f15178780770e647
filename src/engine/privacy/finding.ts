export type FindingKind = "email" | "phone" | "nationalNumber" | "iban" | "address" | "birthDate" | "health";

/** Why a finding is likely: what a moderator is told, one sentence each in the messages of the room that shows it. */
export type FindingReason =
  | "emailAddress"
  | "phoneNumber"
  | "socialSecurityNumber"
  | "bankAccount"
  | "streetAddress"
  | "dateOfBirth"
  | "ownHealth"
  | "relativeHealth"
  | "ownCare";

/** A part of a text, from `start` to `end` (not included), that is likely to say something personal. */
export type Finding = {
  readonly kind: FindingKind;
  readonly start: number;
  readonly end: number;
  readonly excerpt: string;
  readonly why: FindingReason;
};
