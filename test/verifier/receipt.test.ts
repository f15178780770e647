import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { golden, LOG_KEY, many, writeLog } from "./golden.ts";
import { run } from "./run-verify.ts";

let folder: string;
let policy: string;
const file = (name: string, text: string | Buffer): string => {
  const whole = path.join(folder, name);
  writeFileSync(whole, text);
  return whole;
};
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-verify-receipt-"));
  policy = file("politique", golden.policy);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("verify receipt", () => {
  it.each(golden.receipts.map((one) => [one.what, one] as const))("accepts: %s", async (what, one) => {
    const name = file("receipt.tlog-proof", one.file);
    const apart = one.content === undefined ? [] : ["--content", file("content.json", one.content)];
    const { exit, out, err } = await run("receipt", name, "--policy", policy, ...apart);
    expect({ what, exit, err }).toEqual({ what, exit: one.exit, err: "" });
    expect(out).toMatch(/Valid proof [a-z2-7]{4}(-[a-z2-7]{4}){3}: leaf \d+ of 17/);
  });

  it.each(golden.refused_receipts.map((one) => [one.why, one] as const))("refuses: %s", async (_, one) => {
    const name = file("receipt.tlog-proof", Buffer.from(one.file_b64, "base64"));
    const { exit, err } = await run("receipt", name, "--policy", policy);
    expect(exit).toBe(one.exit);
    expect(err).toMatch(/^[^\n]+\n$/);
  });

  it("names a text kept apart that was not given, and needs to know whose signatures count", async () => {
    const [, apart, ballot] = golden.receipts;
    const name = file("apart.tlog-proof", apart?.file ?? "");
    expect(await run("receipt", name, "--policy", policy)).toMatchObject({
      exit: 3,
      err: expect.stringMatching(/--content FILE/),
    });
    expect(await run("recu", name)).toMatchObject({ exit: 64 });
    const other = file("ballot.tlog-proof", ballot?.file ?? "");
    expect(await run("recu", other, "--key", LOG_KEY)).toMatchObject({ exit: 0 });
    expect(await run("recu", path.join(folder, "absent"), "--key", LOG_KEY)).toMatchObject({ exit: 3 });
    expect(await run("recu", other, "--key", golden.keys.ack.vkey)).toMatchObject({ exit: 1 });
    expect(await run("recu", other, "--key", golden.keys.witness1.vkey)).toMatchObject({ exit: 64 });
  });

  it("says the same to programs, and in French to people", async () => {
    const name = file("r.tlog-proof", golden.receipts[0]?.file ?? "");
    const { exit, out } = await run("receipt", name, "--policy", policy, "--json");
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ command: "receipt", exit: 0, failure: null, index: 2, size: 17 });
    const french = await run("recu", name, "--policy", policy, "--lang", "fr");
    expect(french.out).toContain("Preuve valable");
    const bad = golden.refused_receipts.find(({ why }) => why === "log signature has one bit changed");
    const false_ = file("bad.tlog-proof", Buffer.from(bad?.file_b64 ?? "", "base64"));
    expect((await run("recu", false_, "--policy", policy, "--lang", "fr")).err).toMatch(/mauvaise signature de/);
  });
});

describe("verify receipt, of an acknowledgement", () => {
  const key = golden.keys.ack.vkey;

  it("tells it from a receipt, and checks it with the key of acknowledgements", async () => {
    for (const text of golden.acknowledgements) {
      const name = file("ack", text);
      expect(await run("receipt", name, "--key", key)).toMatchObject({
        exit: 0,
        out: expect.stringMatching(/promises a place/),
      });
      expect(await run("receipt", name, "--key", LOG_KEY)).toMatchObject({ exit: 1 });
      expect(await run("receipt", name)).toMatchObject({ exit: 64 });
      expect(await run("receipt", file("ack", text.replace("within", "Within")), "--key", key)).toMatchObject({
        exit: 1,
      });
    }
  });

  it("finds the key of acknowledgements in the comment of a policy", async () => {
    const named = file("named", `# accuse ${key}\n${golden.policy}`);
    const name = file("ack", golden.acknowledgements[0] ?? "");
    expect(await run("receipt", name, "--policy", named)).toMatchObject({ exit: 0 });
    expect(await run("receipt", name, "--policy", policy)).toMatchObject({ exit: 64 });
  });

  it("says kept when the leaf is there, broken when a later witness saw a tree without it, pending before", async () => {
    const [text = ""] = golden.acknowledgements;
    const name = file("ack", text);
    const from = (place: string) =>
      run("receipt", name, "--key", key, "--from", path.join(folder, place), "--policy", policy);
    writeLog(
      path.join(folder, "kept"),
      golden.leaves.map(({ leaf }) => leaf),
    );
    expect(await from("kept")).toMatchObject({ exit: 0, out: expect.stringMatching(/Promise kept/) });
    writeLog(path.join(folder, "broken"), many(300));
    expect(await from("broken")).toMatchObject({ exit: 1, err: expect.stringMatching(/Promise broken/) });
    writeLog(path.join(folder, "early"), many(3), { time: Date.parse("2026-03-04T10:13:00Z") / 1000 });
    expect(await from("early")).toMatchObject({ exit: 0, out: expect.stringMatching(/Not in the log yet/) });
    writeLog(path.join(folder, "alone"), many(3), { isCosigned: false });
    expect(await from("alone")).toMatchObject({ exit: 4 });
  });
});
