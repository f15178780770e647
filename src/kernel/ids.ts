declare const kind: unique symbol;
type Id<Name extends string> = string & { readonly [kind]: Name };

/** One type per kind of identifier: the id of a vote cannot be passed for the id of a person. All are UUIDs. */
export type PersonId = Id<"person">;
export type ProcessId = Id<"process">;
export type PhaseId = Id<"phase">;
export type DocumentId = Id<"document">;
export type EditionId = Id<"edition">;
export type NodeId = Id<"node">;
export type PassageId = Id<"passage">;
export type DraftId = Id<"draft">;
export type ContributionId = Id<"contribution">;
export type DecisionId = Id<"decision">;
export type ChangeId = Id<"change">;
export type LineageId = Id<"lineage">;
export type ClaimId = Id<"claim">;
export type PublicationId = Id<"publication">;
export type ThemeId = Id<"theme">;
export type SampleId = Id<"sample">;
export type PollId = Id<"poll">;
export type StatementId = Id<"statement">;
export type VoterId = Id<"voter">;
export type RunId = Id<"run">;
export type AnyId =
  | PersonId
  | ProcessId
  | PhaseId
  | DocumentId
  | EditionId
  | NodeId
  | PassageId
  | DraftId
  | ContributionId
  | DecisionId
  | ChangeId
  | LineageId
  | ClaimId
  | PublicationId
  | ThemeId
  | SampleId
  | PollId
  | StatementId
  | VoterId
  | RunId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a lower-case UUID. Ids are compared as text, never turned into numbers. */
export function isUuid(text: string | undefined | null): text is string {
  return typeof text === "string" && UUID.test(text);
}

/** Names the kind of an id that comes from the database or a checked address. Throws RangeError on anything but a UUID. */
export function asId<T extends AnyId>(text: string): T {
  if (!isUuid(text)) throw new RangeError("not an id");
  return text as T;
}
