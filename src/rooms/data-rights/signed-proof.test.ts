import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { parsePolicy } from "#ledger/policy.ts";
import { checkReceipt } from "#ledger/receipt.ts";
import { initJournal, sequenceAll } from "#rooms/sequencer";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

const home = mkdtempSync(path.join(tmpdir(), "jalon-rights-"));
let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse({ env: { JALON_HOME: home, JALON_KEYS: path.join(home, "keys") } });
  await initJournal(house.sql, house.app.world.config);
});
afterAll(async () => {
  await house.close();
  rmSync(home, { recursive: true, force: true });
});

test("sent by the form, erased with its code, proved without the site: the opening is gone, the proof holds", async () => {
  const author = house.visitor();
  await author.get(`/fr/demarches/${ESSAI.process}/contribuer?passage=p1`);
  await author.submit({ where: "passage" });
  await author.submit({ kind: "comment" });
  await author.submit({ body: "Un texte que je regrette." });
  await author.submit({ voice: "person", authorName: "Zoé", category: "", territory: "" });
  await author.submit({ wantsAnswer: "yes", email: "zoe@exemple.fr" });
  await author.submit({});
  const code = /(?<![\w-])(?:[A-Z2-9]{4}-){2}[A-Z2-9]{4}(?![\w-])/.exec(author.html)?.[0] ?? "";
  const [sent] = await house.sql<{ id: string }[]>`select id from contributions.contribution`;
  const object = sent?.id ?? "";
  const [before] = await house.sql`select count(*) from journal.opening where o = ${object}`;
  expect(before?.count).toBe(1);
  await author.get(urls.ownErase("fr", { code }));
  await author.submit({ accord: "oui" });
  expect(author.html).toContain("en attente d’inscription");
  const file = urls.erasureProofFile("fr", { object, file: "preuve.tlog-proof" });
  expect((await author.request(file)).status).toBe(404);
  const [after] = await house.sql`select count(*) from journal.opening where o = ${object}`;
  expect(after?.count).toBe(0);
  await sequenceAll(house.sql, house.app.world.config);
  await author.get(urls.erasureProof("fr", { object }));
  expect(author.html).toContain(file);
  const proof = await (await author.request(file)).text();
  const policy = parsePolicy(await (await author.request("/journal/politique")).text());
  const { leaf, texts } = checkReceipt(proof, policy);
  expect(leaf).toMatchObject({ k: "erasure.performed", o: object, lb: "rgpd-17", r: 1 });
  expect(texts).toEqual([]);
  expect(proof).not.toContain("Zoé");
});
