import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { urls } from "#kernel/urls.ts";
import { parsePolicy } from "#ledger/policy.ts";
import { initJournal, sequenceAll } from "#rooms/sequencer";
import { createTestHouse, type Fields, type TestHouse } from "../../../test/house.ts";
import { checkProof } from "./check-proof.rules.ts";

type Golden = {
  readonly policy: string;
  readonly acknowledgements: readonly string[];
  readonly receipts: readonly { what: string; exit: number; file: string; content?: string }[];
  readonly refused_receipts: readonly { why: string; exit: number; file_b64: string }[];
};
const golden = JSON.parse(readFileSync("test/fixtures/ledger_golden.json", "utf8")) as Golden;
const home = mkdtempSync(path.join(tmpdir(), "jalon-verify-"));
let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse({ env: { JALON_HOME: home, JALON_KEYS: path.join(home, "keys") } });
  await initJournal(house.sql, house.app.world.config);
});
afterAll(async () => {
  await house.close();
  rmSync(home, { recursive: true, force: true });
});

const page = urls.verifyProof("fr");

async function check(fields: Fields): Promise<{ readonly status: number; readonly html: string }> {
  const browser = house.visitor();
  await browser.get(page);
  await browser.submit(fields, page);
  return browser;
}

/** The keys of the vectors stand in for those of the site. */
async function withGoldenPolicy(act: () => Promise<void>): Promise<void> {
  const { policy } = house.app.world.config;
  const before = readFileSync(policy, "utf8");
  writeFileSync(policy, golden.policy);
  await act().finally(() => writeFileSync(policy, before));
}

describe("the steps of a check", () => {
  const policy = parsePolicy(golden.policy);
  it.each([
    ["checkpoint signed by an unknown key", "signature"],
    ["a known witness has a bad cosignature", "signature"],
    ["index of another leaf", "place"],
    ["one proof hash removed", "place"],
    ["text changed by one letter", "text"],
    ["nonce changed", "text"],
    ["first line says v2", "file"],
    ["extra has an unknown key", "file"],
  ])("%s is found at the step %s", (why, step) => {
    const { file_b64 = "" } = golden.refused_receipts.find((refused) => refused.why === why) ?? {};
    const { proved, steps } = checkProof(Buffer.from(file_b64, "base64"), policy, []);
    expect(proved).toBeNull();
    expect(steps.find(({ result }) => result === "wrong")?.step).toBe(step);
  });

  it("gives each vector the verdict it must have", () => {
    for (const { file, content, exit } of golden.receipts) {
      expect(checkProof(file, policy, content === undefined ? [] : [content]).proved?.isQuorumMet).toBe(exit === 0);
    }
    for (const { file_b64, exit } of golden.refused_receipts) {
      const { proved } = checkProof(Buffer.from(file_b64, "base64"), policy, []);
      expect(proved?.isQuorumMet ?? null).toBe(exit === 4 ? false : null);
    }
  });
});

describe("the page where anybody checks a proof", () => {
  it("says what is true, with the words, and what the proof does not say", async () => {
    await withGoldenPolicy(async () => {
      const { status, html } = await check({
        proof: golden.receipts[0]?.file.replaceAll("\n", "\r\n") ?? "",
        text: "",
      });
      expect(status).toBe(200);
      expect(html).toContain("Cette preuve est vraie");
      expect(html).toContain("Prévoir un tutoriel hors ligne.");
      expect(html).toContain("2ev6-jun5-np24-2stp");
      expect(html).toContain("temoin.example/w1");
      expect(html).toContain("Cette preuve ne dit pas qui a écrit");
    });
  });

  it("says what is wrong, and keeps what was pasted", async () => {
    const { status, html } = await check({ proof: golden.receipts[0]?.file ?? "", text: "" });
    expect(status).toBe(200);
    expect(html).toContain("Cette preuve n’est pas valable");
    expect(html).toContain("La signature n’est pas celle du journal de ce site.");
    expect(html).toContain("c2sp.org/tlog-proof@v1\nextra ");
    const nothing = await check({ proof: " ", text: "" });
    expect(nothing.status).toBe(422);
    expect(nothing.html).toContain("Collez la preuve, ou choisissez son fichier");
    const hostile = await check({ proof: "<script>alert(1)</script>", text: "" });
    expect(hostile.html).not.toContain("<script>alert");
  });

  it("asks for the text that is kept apart", async () => {
    await withGoldenPolicy(async () => {
      const apart = golden.receipts[1];
      const without = await check({ proof: apart?.file ?? "", text: "" });
      expect(without.status).toBe(422);
      expect(without.html).toContain("Collez aussi le texte gardé à part");
      const given = await check({ proof: apart?.file ?? "", text: apart?.content ?? "" });
      expect(given.html).toContain("Cette preuve est vraie");
    });
  });

  it("takes a file, whole", async () => {
    await withGoldenPolicy(async () => {
      const browser = house.visitor();
      await browser.get(page);
      const send = async (bytes: Buffer) => {
        const parts = new FormData();
        parts.set("csrf", /name="csrf" value="([^"]+)"/.exec(browser.html)?.[1] ?? "");
        parts.set("file", new File([new Uint8Array(bytes)], "preuve.tlog-proof"));
        const response = await browser.request(page, {
          method: "POST",
          body: parts,
          headers: { origin: "http://jalon.test" },
        });
        return { status: response.status, html: await response.text() };
      };
      expect((await send(Buffer.from(golden.receipts[0]?.file ?? ""))).html).toContain("Cette preuve est vraie");
      const bom = golden.refused_receipts.find(({ why }) => why.startsWith("BOM"));
      expect((await send(Buffer.from(bom?.file_b64 ?? "", "base64"))).html).toContain("n’est pas valable");
      expect((await send(Buffer.from([0xff, 0xfe, 0]))).status).toBe(422);
    });
  });

  it("says of an acknowledgement whether the promise is kept", async () => {
    const object = "7b0a8f7e-3a52-4a6b-9d0c-2f5f1c9d8e10";
    await house.sql`insert into journal.object (o, family, r, state) values (${object}, 'roadmap', 1, 'published')`;
    expect((await check({ proof: golden.acknowledgements[0] ?? "", text: "" })).html).toContain(
      "n’est pas signé par ce site",
    );
    const leaf = `{"c":"${object}","d":"${"A".repeat(43)}","k":"roadmap.version","o":"${object}","r":1,"t":"2026-03-04T10:12:37Z","v":1}`;
    await house.sql`insert into journal.queue (event_id, data) values (${object}, convert_to(${leaf}, 'UTF8'))`;
    const note = await (await house.fetch(`/journal/recu/${object}/1`)).text();
    expect((await check({ proof: note, text: "" })).html).toContain("son délai court encore");
    await sequenceAll(house.sql, house.app.world.config);
    expect((await check({ proof: note, text: "" })).html).toContain("La promesse est tenue");
    const listed = await (await house.fetch(urls.loggedObject("fr", { object }))).text();
    expect(listed).toContain("Édition publiée");
    expect(listed).toContain(`/journal/recu/${object}/1`);
    expect(
      (await house.fetch(urls.loggedObject("fr", { object: "7b0a8f7e-3a52-4a6b-9d0c-2f5f1c9d8e11" }))).status,
    ).toBe(404);
  });
});
