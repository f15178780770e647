import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proofFile, urls } from "#kernel/urls.ts";
import { parseAcknowledgement } from "#ledger/acknowledgement.ts";
import { fromBase64Url32 } from "#ledger/bytes.ts";
import { authorContent, commit } from "#ledger/commitment.ts";
import { parsePolicy } from "#ledger/policy.ts";
import { checkReceipt, parseReceipt, writeReceipt } from "#ledger/receipt.ts";
import { entriesPath, tilePath } from "#ledger/tile-path.ts";
import { inclusionFromTiles } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";
import { parseVerifierKey } from "#ledger/verifier-key.ts";
import { appendLeaf, standingOf } from "#rooms/journal";
import { type Initialised, initJournal, sequenceAll } from "#rooms/sequencer";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import type { PublicOpening } from "./opening.queries.ts";

const home = mkdtempSync(path.join(tmpdir(), "jalon-receipts-"));
let house: TestHouse;
let keys: Initialised;
beforeAll(async () => {
  house = await createTestHouse({ env: { JALON_HOME: home, JALON_KEYS: path.join(home, "keys") } });
  keys = await initJournal(house.sql, house.app.world.config);
});
afterAll(async () => {
  await house.close();
  rmSync(home, { recursive: true, force: true });
});

const start = `/fr/demarches/${ESSAI.process}/contribuer?passage=p1`;
const CODE = /(?<![\w-])(?:[A-Z2-9]{4}-){2}[A-Z2-9]{4}(?![\w-])/;

type Sent = { readonly browser: Browser; readonly id: string; readonly number: number; readonly code: string };

async function send(browser: Browser, body: string, author = ""): Promise<Sent> {
  await browser.get(start);
  await browser.submit({ where: "passage" });
  await browser.submit({ kind: "comment" });
  await browser.submit({ body });
  await browser.submit(
    author ? { voice: "person", authorName: author, category: "", territory: "" } : { voice: "anonymous" },
  );
  if (/name="wantsAnswer"/.test(browser.html)) await browser.submit({ wantsAnswer: "no" });
  await browser.submit({});
  const [row] = await house.sql<{ id: string; number: number }[]>`
    select id, number from contributions.contribution order by number desc limit 1
  `;
  return { browser, id: row?.id ?? "", number: row?.number ?? 0, code: CODE.exec(browser.html)?.[0] ?? "" };
}

const integrate = () => sequenceAll(house.sql, house.app.world.config);

/** Read by a moderator and put on display. */
async function publish({ number, id }: Sent): Promise<void> {
  const moderator = await house.as("moderator");
  await moderator.get(urls.teamModerationItem("fr", { number }));
  await moderator.submit({ verb: "publish" });
  expect(await standingOf(house.sql, id)).toMatchObject({ state: "visible" });
}

/** Presses the button of a page that has a form. */
async function take(browser: Browser, object: string, code: string, revision = 1): Promise<string> {
  await browser.get(urls.receiptSearch("fr"));
  return await browser.submit({ code }, proofFile(object, revision));
}

const get = (target: string, init?: RequestInit) => house.fetch(target, init);
const opening = (object: string, revision = 1) => get(`/journal/ouverture/${object}/${revision}`);

describe("the proof of a contribution", () => {
  it("is an acknowledgement while the leaf waits, then the file that a client would make from the tiles", async () => {
    const sent = await send(house.visitor(), "Prévoir un tutoriel hors ligne.", "Zoé");
    expect(sent.browser.html).toContain("Gardée ici");
    expect(sent.browser.html).toContain("Télécharger l’accusé de réception");
    const note = await take(sent.browser, sent.id, sent.code);
    const said = parseAcknowledgement(note, [parseVerifierKey(keys.acknowledgementKey)]);
    expect(said).toMatchObject({ origin: keys.origin, within: 60 });
    await integrate();
    const file = await take(sent.browser, sent.id, sent.code);
    const policy = parsePolicy(await (await get("/journal/politique")).text());
    const checked = checkReceipt(file, policy);
    expect(checked.exit).toBe(0);
    expect("leaf" in said && said.leaf.equals(checked.leafHash)).toBe(true);
    expect(JSON.parse(checked.texts[0] ?? "")).toMatchObject({
      body: "Prévoir un tutoriel hors ligne.",
      type: "comment",
    });
    expect(file).not.toContain("Zoé");

    const checkpoint = await (await get("/journal/checkpoint")).text();
    const { index, items, leafText } = parseReceipt(file);
    const read = async (tile: Parameters<typeof tilePath>[0]) =>
      Buffer.from(await (await get(`/journal/tile/${tilePath(tile)}`)).arrayBuffer());
    const proof = await inclusionFromTiles(index, checked.size, read);
    expect(writeReceipt({ leaf: leafText, items, index, proof, checkpoint })).toBe(file);
    const entries = await get(`/journal/tile/${entriesPath(0, checked.size)}`);
    expect(Buffer.from(await entries.arrayBuffer()).includes(leafText)).toBe(true);
    await sent.browser.get(urls.receipt("fr", { code: sent.code }));
    expect(sent.browser.html).toContain("Inscrite au journal");
    expect(sent.browser.html).toContain("Télécharger la preuve");
  });

  it("promises seven days while the log is frozen", async () => {
    const sent = await send(house.visitor(), "Pendant le gel.");
    await house.sql`insert into journal.freeze (reason) values ('test')`;
    const note = await take(sent.browser, sent.id, sent.code);
    await house.sql`delete from journal.freeze`;
    expect(parseAcknowledgement(note, [parseVerifierKey(keys.acknowledgementKey)]).within).toBe(604_800);
  });

  it("is for its author alone: the account, or the code in the body of a form", async () => {
    const account = await house.as("participant");
    const own = await send(account, "Depuis un compte.");
    const other = await send(house.visitor(), "Depuis un appareil.");
    await integrate();
    expect((await account.request(proofFile(own.id, 1))).status).toBe(200);
    expect((await account.request(proofFile(own.id, 1))).headers.get("cache-control")).toBe("no-store");
    expect((await account.request(proofFile(other.id, 1))).status).toBe(404);
    await account.get(urls.myContributions("fr"));
    expect(account.html).toMatch(/Inscrite au journal.*[a-z2-7]{4}(?:-[a-z2-7]{4}){3}/s);
    expect((await get(proofFile(own.id, 1))).status).toBe(404);
    const neighbour = await house.as("participant");
    expect((await neighbour.request(proofFile(own.id, 1))).status).toBe(404);
    const team = await house.as("administrator");
    expect((await team.request(proofFile(own.id, 1))).status).toBe(404);
    await take(other.browser, own.id, other.code);
    expect(other.browser.status).toBe(404);
    await take(other.browser, other.id, "");
    expect(other.browser.status).toBe(404);
    expect((await get(`${proofFile(other.id, 1)}?code=${other.code}`)).status).toBe(422);
    for (const revision of ["0", "2", "01", "1.0", "x"]) {
      expect((await account.request(`/journal/recu/${own.id}/${revision}`)).status).toBe(404);
    }
  });

  it("is gone with what is erased", async () => {
    const sent = await send(house.visitor(), "À effacer.");
    await publish(sent);
    await integrate();
    expect((await opening(sent.id)).status).toBe(200);
    await sent.browser.get(urls.receipt("fr", { code: sent.code }));
    expect(sent.browser.html).toContain("Télécharger la preuve");
    await house.sql`select journal.erase_openings(${sent.id})`;
    await sent.browser.get(urls.receipt("fr", { code: sent.code }));
    expect(sent.browser.html).not.toContain("Télécharger la preuve");
    expect(sent.browser.html).toContain("aucune preuve ne peut plus en être donnée");
    expect((await opening(sent.id)).status).toBe(404);
    await take(sent.browser, sent.id, sent.code);
    expect(sent.browser.status).toBe(404);
  });
});

describe("openings", () => {
  const openings = async (): Promise<readonly PublicOpening[]> => {
    const text = await (await get("/journal/ouvertures/0")).text();
    return text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as PublicOpening);
  };

  it("open the leaf to everybody while the contribution is published", async () => {
    const sent = await send(house.visitor(), "Canari une.", "Ana");
    await integrate();
    expect((await opening(sent.id)).status).toBe(404);
    await publish(sent);
    await integrate();
    const response = await opening(sent.id);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    const found = (await response.json()) as PublicOpening;
    const [leaf] = await house.sql<{ h: string; ha: string }[]>`
      select fields ->> 'h' as h, fields ->> 'ha' as ha
      from journal.leaf
      cross join lateral (select convert_from(data, 'UTF8')::jsonb as fields) as leaf_fields
      where o = ${sent.id} and kind = 'contribution.submitted'
    `;
    expect(commit(fromBase64Url32(found.nonce), found.content)).toEqual(fromBase64Url32(leaf?.h ?? ""));
    expect(found.authorLabel).toBe("Ana");
    const label = commit(fromBase64Url32(found.authorNonce ?? ""), authorContent("Ana"));
    expect(label).toEqual(fromBase64Url32(leaf?.ha ?? ""));
    expect((await openings()).filter(({ o }) => o === sent.id)).toEqual([found]);
    const etag = response.headers.get("etag") ?? "";
    expect((await get(`/journal/ouverture/${sent.id}/1`, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  it("close at once when it is hidden, masked, withdrawn, or kept to a circle", async () => {
    const hidden = await send(house.visitor(), "Canari deux.");
    const masked = await send(house.visitor(), "Canari trois, 06 12 34 56 78.");
    const withdrawn = await send(house.visitor(), "Canari quatre.");
    for (const sent of [hidden, masked, withdrawn]) await publish(sent);
    await integrate();
    for (const { id } of [hidden, masked, withdrawn]) expect((await opening(id)).status).toBe(200);

    const moderator = await house.as("moderator");
    await moderator.get(urls.teamModerationItem("fr", { number: hidden.number }));
    await moderator.submit({ verb: "hide", ground: "off_subject", reason: "Hors du sujet." });
    await moderator.get(urls.teamModerationItem("fr", { number: masked.number }));
    const maskedBody = "Canari trois, [masqué].";
    await moderator.submit({ verb: "mask", ground: "personal_data", reason: "Un numéro.", maskedBody });
    await withdrawn.browser.get(urls.receiptWithdraw("fr", { code: withdrawn.code }));
    await withdrawn.browser.submit({});
    for (const { id } of [hidden, masked, withdrawn]) expect((await opening(id)).status).toBe(404);
    await integrate();
    for (const { id } of [hidden, masked, withdrawn]) expect((await opening(id)).status).toBe(404);
    const text = await (await get("/journal/ouvertures/0")).text();
    expect(text).not.toMatch(/Canari deux|06 12 34|Canari quatre/);
    expect(((await (await opening(masked.id, 2)).json()) as PublicOpening).content).toContain("[masqué]");

    const before = (await openings()).length;
    expect(before).toBeGreaterThan(0);
    await house.sql`
      update processes.phase_circle set may_read = false
      where phase_id in (select id from processes.phase where process_id = ${ESSAI.processId})
    `;
    expect(await openings()).toEqual([]);
    expect((await opening(masked.id, 2)).status).toBe(404);
    await house.sql`
      update processes.phase_circle set may_read = true
      where phase_id in (select id from processes.phase where process_id = ${ESSAI.processId})
    `;
    expect((await openings()).length).toBe(before);
  });

  it("never give the words that a moderator asked to write anew", async () => {
    const sent = await send(house.visitor(), "Canari cinq, une injure.");
    const moderator = await house.as("moderator");
    await moderator.get(urls.teamModerationItem("fr", { number: sent.number }));
    await moderator.submit({ verb: "ask_rephrase", ground: "insult", reason: "Une injure." });
    await sent.browser.get(urls.receiptRephrase("fr", { code: sent.code }));
    await sent.browser.submit({ body: "Canari cinq, sans injure." });
    await publish(sent);
    await integrate();
    expect((await opening(sent.id, 1)).status).toBe(404);
    expect((await opening(sent.id, 2)).status).toBe(200);
    expect(await take(sent.browser, sent.id, sent.code, 1)).toContain("tlog-proof");
    await sent.browser.get(urls.receipt("fr", { code: sent.code }));
    expect(sent.browser.html).toContain("Texte n° 2");
  });

  it("of a bundle that the log has not, or of a wrong address, are not there", async () => {
    for (const wrong of ["1", "01", "-1", "x", "9007199254740993"]) {
      expect((await get(`/journal/ouvertures/${wrong}`)).status).toBe(404);
    }
    expect((await opening("00000000-0000-4000-8000-000000000000")).status).toBe(404);
    expect((await opening("not-an-id")).status).toBe(404);
  });
});

describe("the proof of a document", () => {
  it("is for everybody", async () => {
    await house.sql.begin((tx) =>
      appendLeaf(tx, {
        leaf: { k: "roadmap.version", c: ESSAI.processId, o: ESSAI.documentId, d: leafHash(Buffer.from("texte")) },
      }),
    );
    const waiting = await get(proofFile(ESSAI.documentId, 1));
    expect(await waiting.text()).toContain("jalon/ack/v1");
    await integrate();
    const proof = await get(proofFile(ESSAI.documentId, 1));
    expect(proof.headers.get("content-disposition")).toMatch(/attachment; filename="preuve-[a-z2-7-]{19}\.tlog-proof"/);
    const policy = parsePolicy(await (await get("/journal/politique")).text());
    expect(checkReceipt(await proof.text(), policy)).toMatchObject({ exit: 0, texts: [] });
    const json = (await (await get(`${proofFile(ESSAI.documentId, 1)}?format=json`)).json()) as { leaf: string };
    expect(json.leaf).toContain("roadmap.version");
  });
});
