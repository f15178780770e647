import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseAcknowledgement } from "#ledger/acknowledgement.ts";
import { batchProof, sealBatch } from "#ledger/ballot-batch.ts";
import { toBase64 } from "#ledger/bytes.ts";
import { parsePolicy } from "#ledger/policy.ts";
import { checkReceipt } from "#ledger/receipt.ts";
import { leafHash } from "#ledger/tree.ts";
import { ED25519, parseVerifierKey, signerFromSeed } from "#ledger/verifier-key.ts";
import { readKey } from "#platform/keys.ts";
import { initJournal, sequenceAll } from "#rooms/sequencer";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { closeDuePolls, sealDueLots } from "./index.ts";
import { placesInLot } from "./inner-tree.rules.ts";

let house: TestHouse;
let home: string;
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "jalon-proofs-"));
  house = await createTestHouse({
    env: { JALON_HOME: home, JALON_KEYS: path.join(home, "keys"), JALON_ORIGIN: "essai.example/journal" },
  });
  await initJournal(house.sql, house.app.world.config);
});
afterAll(async () => {
  await house.close();
  rmSync(home, { recursive: true });
});

const MINE = "/fr/questions/1/mes-votes";
const vote = async (visitor: ReturnType<TestHouse["visitor"]>, statement: number, choice = "agree"): Promise<void> => {
  await visitor.get(`/fr/questions/1/voter?affirmation=${statement}`);
  await visitor.submit({ choice });
};
const words = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

it("finds the inner proof that the ledger gives, in lots of any size", () => {
  for (const size of [1, 2, 3, 7, 8, 9, 31, 64, 65]) {
    const { sorted } = sealBatch(Array.from({ length: size }, (_, n) => leafHash(Buffer.from(`${size} ${n}`))));
    const placeOf = placesInLot(sorted);
    for (const one of sorted) {
      const { index, proof } = batchProof(sorted, one);
      expect(placeOf(one)).toEqual({ index, proof: proof.map(toBase64) });
    }
  }
  expect(placesInLot([leafHash(Buffer.from("a"))])(leafHash(Buffer.from("b")))).toBeNull();
});

it("gives a voter without script the acknowledgement, then the proof, and nobody else anything", async () => {
  const { config } = house.app.world;
  const me = house.visitor();
  await vote(me, 1);
  await vote(me, 2, "pass");
  const before = words(await me.get(MINE));
  expect(before).toContain("2 bulletins attendent encore");
  expect(before).toContain("Qui voit la preuve voit comment vous avez voté");
  const promise = await (await me.request(`${MINE}/accuse`)).text();
  const accuse = signerFromSeed("essai.example/accuse", ED25519, readKey(config, "accuse") ?? Buffer.alloc(32));
  const acknowledgement = parseAcknowledgement(promise, [parseVerifierKey(accuse.vkey)]);
  expect(acknowledgement).toMatchObject({ poll: ESSAI.pollId, within: 180 });
  expect("ballots" in acknowledgement && acknowledgement.ballots).toHaveLength(2);
  expect(await (await me.request(`${MINE}/accuse`)).text()).toBe(promise);

  for (let n = 0; n < 11; n += 1) await vote(house.visitor(), 1);
  await house.sql`alter table ballots.ballot disable trigger ballot_is_kept`;
  await house.sql`update ballots.ballot set stored_at = stored_at - interval '61 seconds'`;
  await sealDueLots(house.app.world);
  await vote(me, 1, "disagree");
  await sequenceAll(house.sql, config);
  const after = words(await me.get(MINE));
  expect(after).toContain("Télécharger la preuve du lot 1 (2 votes)");
  expect(after).toContain("1 bulletin attend encore");

  const [lot] = await house.sql<{ id: string }[]>`select id from ballots.lot`;
  const file = `${MINE}/preuves/${lot?.id}`;
  const answer = await me.request(file);
  expect(answer.headers.get("content-disposition")).toMatch(/preuve-question-1-[0-9a-f]{8}\.tlog-proof/);
  const proof = await answer.text();
  const log = signerFromSeed("essai.example/journal", ED25519, readKey(config, "journal") ?? Buffer.alloc(32));
  const checked = checkReceipt(proof, parsePolicy(`log ${log.vkey}\nquorum none\n`));
  expect(checked.exit).toBe(0);
  expect(checked.texts.map((text) => (JSON.parse(text) as { answer: string[] }).answer)).toEqual([["agree"], ["pass"]]);
  expect((await house.visitor().request(file)).status).toBe(404);
  expect((await house.visitor().request(`${MINE}/accuse`)).status).toBe(404);
});

it("says on the page of ballots where lots and papers are, before and after closing", async () => {
  const page = "/fr/questions/1/bulletins";
  const open = await (await house.fetch(page)).text();
  expect(words(open)).toContain("les bulletins restent fermés");
  expect(open).not.toContain("/ouvertures");
  await house.sql`update polls.poll set closed_at = now(), close_reason = 'Essai' where number = 1`;
  await closeDuePolls(house.app.world);
  await sequenceAll(house.sql, house.app.world.config);
  await closeDuePolls(house.app.world);
  await sequenceAll(house.sql, house.app.world.config);
  const closed = await (await house.fetch(page)).text();
  expect(words(closed)).toContain("les bulletins sont ouverts et le résultat est inscrit au journal");
  const links = [...closed.matchAll(/href="(\/journal\/(?:lots|regles|cloture|depouillement)[^"]*)"/g)].map(
    ([, href]) => href,
  );
  expect(links).toHaveLength(3 + 2 * 2);
  for (const href of links) expect((await house.fetch(href ?? "")).status).toBe(200);
  expect(words(await (await house.fetch("/fr/questions/1")).text())).toContain("Bulletins et dépouillement");
});
