import { compareText } from "../id-order.ts";
import type { Group } from "./result.ts";

/** Groups taken as they are given: by row the place in `ids`, -1 for none. */
export type GivenGroups = {
  readonly ids: readonly Group[];
  readonly of: Int32Array;
  readonly withoutVotes: readonly string[];
};

/** Groups are ordered as numbers when all are numbers, else by code unit. */
export function givenGroups(participants: readonly string[], labels: ReadonlyMap<string, Group | null>): GivenGroups {
  const byName = new Map<string, Group>();
  for (const label of labels.values())
    if (label !== null && !byName.has(String(label))) byName.set(String(label), label);
  const ids = [...byName.values()];
  if (ids.every((id) => typeof id === "number")) ids.sort((a, b) => Number(a) - Number(b));
  else ids.sort((a, b) => compareText(String(a), String(b)));
  const place = new Map(ids.map((id, index) => [String(id), index]));
  const placeOf = (label: Group | null | undefined) =>
    label === null || label === undefined ? -1 : (place.get(String(label)) ?? -1);
  const known = new Set(participants);
  return {
    ids,
    of: Int32Array.from(participants, (participant) => placeOf(labels.get(participant))),
    withoutVotes: [...labels.keys()].filter((participant) => !known.has(participant)),
  };
}
