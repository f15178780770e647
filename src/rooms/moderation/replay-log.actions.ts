import { asId, type ContributionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { type ErasureBasis, forgetAgain, setContributionState } from "#rooms/contributions";
import { appendEntry } from "#rooms/journal";
import type { Ground } from "./moderation.rules.ts";
import { insertAct } from "./moderation.store.ts";
import { type Held, lockStates } from "./replay-log.queries.ts";

/** A contribution as the verifiable log says it stands. */
type Logged = {
  readonly o: string;
  readonly state: string;
  readonly isDetached: boolean;
  readonly basis: string | null;
  readonly why: string | null;
  readonly hasWords: boolean;
};

/** The ground of the charter for a public reason of the log; what the charter has no ground for is not about the form. */
const GROUNDS: Readonly<Record<string, Ground>> = {
  "personal-data": "personal_data",
  "health-data": "health_data",
  insult: "insult",
  hate: "hatred",
  illegal: "illegal",
  impersonation: "illegal",
  advertising: "advertising",
  spam: "advertising",
  duplicate: "repeated",
};
const REASON = "Acte inscrit au journal vérifiable, appliqué de nouveau après la remise en place d’une sauvegarde.";
const ROLE = "operator";

/**
 * After an older backup was put back: contributions stand again as the log says, in the transaction of the recovery and without a
 * second leaf. Words that a lost mask covered are not shown in the meantime.
 */
export async function replayLog(tx: Tx, logged: readonly Logged[]): Promise<void> {
  const states = await lockStates(
    tx,
    logged.map(({ o }) => asId<ContributionId>(o)),
  );
  for (const standing of logged) {
    const held = states.get(asId<ContributionId>(standing.o));
    if (held) await replayOne(tx, held, standing);
  }
}

async function replayOne(tx: Tx, { id, number, state: was }: Held, logged: Logged): Promise<void> {
  const { state, isDetached, basis, why, hasWords } = logged;
  const entry = { subjectId: id, actingRole: ROLE };
  if (state === "erased") {
    const isNew = await forgetAgain(tx, { id, basis: basis as ErasureBasis });
    if (isNew) await appendEntry(tx, { ...entry, kind: "contribution.erased", payload: { number, basis } });
    return;
  }
  if (isDetached && (await forgetAgain(tx, { id, basis: null }))) {
    await appendEntry(tx, { ...entry, kind: "contribution.detached", payload: { number } });
  }
  const isMaskLost = !hasWords && (why === "personal-data" || why === "health-data");
  if (state === "withdrawn") {
    if (was !== "withdrawn") await withdraw(tx, id);
  } else if (state === "hidden" || isMaskLost) {
    if (was === "published") await actAgain(tx, id, { verb: "hide", ground: GROUNDS[why ?? ""] ?? "off_subject" });
  } else if (state === "visible" && hasWords && (was === "received" || was === "hidden")) {
    await actAgain(tx, id, { verb: was === "hidden" ? "restore" : "publish", ground: null });
  }
}

async function withdraw(tx: Tx, id: ContributionId): Promise<void> {
  const { number } = await setContributionState(tx, id, "withdrawn");
  await appendEntry(tx, { kind: "contribution.withdrawn", subjectId: id, actingRole: ROLE, payload: { number } });
}

const DONE = {
  hide: { state: "hidden", kind: "contribution.hidden" },
  restore: { state: "published", kind: "contribution.restored" },
  publish: { state: "published", kind: "contribution.published" },
} as const;

/** The readable journal was put back too: the act and its entry are written anew, by the operator. */
async function actAgain(
  tx: Tx,
  id: ContributionId,
  { verb, ground }: { readonly verb: keyof typeof DONE; readonly ground: Ground | null },
): Promise<void> {
  const { state, kind } = DONE[verb];
  const { number } = await setContributionState(tx, id, state);
  await insertAct(tx, { contributionId: id, verb, ground, reason: REASON, madeBy: null, actingRole: ROLE });
  await appendEntry(tx, { kind, subjectId: id, actingRole: ROLE, payload: { number, ground } });
}
