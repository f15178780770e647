import { asId, type ContributionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { type ErasureBasis, forgetAgain, setContributionState } from "#rooms/contributions";
import type { ContributionState, Ground } from "./moderation.rules.ts";
import { insertAct } from "./moderation.store.ts";
import { lockStates } from "./replay-log.queries.ts";

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
    const id = asId<ContributionId>(standing.o);
    const state = states.get(id);
    if (state) await replayOne(tx, id, state, standing);
  }
}

async function replayOne(tx: Tx, id: ContributionId, was: ContributionState, logged: Logged): Promise<void> {
  const { state, isDetached, basis, why, hasWords } = logged;
  if (state === "erased") {
    await forgetAgain(tx, { id, basis: basis as ErasureBasis });
    return;
  }
  if (isDetached) await forgetAgain(tx, { id, basis: null });
  const isMaskLost = !hasWords && (why === "personal-data" || why === "health-data");
  if (state === "withdrawn") {
    if (was !== "withdrawn") await setContributionState(tx, id, "withdrawn");
  } else if (state === "hidden" || isMaskLost) {
    if (was === "published") await hide(tx, id, GROUNDS[why ?? ""] ?? "off_subject");
  } else if (state === "visible" && hasWords && (was === "received" || was === "hidden")) {
    await setContributionState(tx, id, "published");
    const verb = was === "hidden" ? "restore" : "publish";
    await insertAct(tx, { contributionId: id, verb, ground: null, reason: REASON, madeBy: null, actingRole: ROLE });
  }
}

async function hide(tx: Tx, id: ContributionId, ground: Ground): Promise<void> {
  await setContributionState(tx, id, "hidden");
  await insertAct(tx, { contributionId: id, verb: "hide", ground, reason: REASON, madeBy: null, actingRole: ROLE });
}
