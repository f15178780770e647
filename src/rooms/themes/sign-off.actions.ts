import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { codebookHash } from "./codebook-hash.queries.ts";
import { makerAs, SIGNERS } from "./maker.rules.ts";
import { findSample, listAgreements, listDisagreements } from "./sample.queries.ts";
import { insertSignOff } from "./sample.store.ts";
import { lastSignOff } from "./sign-off.queries.ts";
import { activeThemes } from "./theme.queries.ts";
import { lockCodebook } from "./theme.store.ts";

/**
 * A named role vouches for the codebook as it was coded and for the agreement measured on it; the journal says so. Refused
 * when the codebook was edited since the draw, or when texts on which the coders differ are not settled.
 */
export async function signCodebook(actor: Actor, processId: ProcessId, number: number): Promise<void> {
  const maker = makerAs(actor.viewer, SIGNERS);
  await actor.sql.begin(async (tx) => {
    await lockCodebook(tx, processId);
    const sample = await findSample(tx, processId, number);
    if (!sample) throw new NotFound();
    if (sample.state !== "closed") throw new Refused("samples.error.notClosed");
    const hash = codebookHash(await activeThemes(tx, processId));
    if (hash !== sample.codebookHash) throw new Conflict("samples.error.edited");
    const open = (await listDisagreements(tx, sample.id)).filter(({ settledAt }) => settledAt === null).length;
    if (open > 0) throw new Refused("samples.error.unsettled", { count: open });
    const last = await lastSignOff(tx, processId);
    // a second click finds it signed: what it asked for is done
    if (last?.endedAt === null && last.sampleId === sample.id) return;
    const id = await insertSignOff(tx, { processId, sampleId: sample.id, codebookHash: hash }, maker);
    const alphas = (await listAgreements(tx, sample.id)).filter(({ measure }) => measure === "alpha");
    await appendEntry(tx, {
      kind: "themes.signed",
      subjectId: id,
      actingRole: maker.role,
      payload: {
        codebookHash: hash,
        sample: sample.number,
        seed: sample.seed,
        size: sample.size,
        population: sample.populationCount,
        agreement: alphas.map(({ theme, value }) => `${theme} ${value === null ? "-" : value.toFixed(6)}`),
      },
    });
  });
}
