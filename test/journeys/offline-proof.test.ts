// The page that checks a proof without a network, in a real browser: one file, opened from the disk, offline, held to the
// vectors that the ledger is held to.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { translator } from "#ui/messages.ts";
import { OFFLINE_STYLE, offlineCsp, offlinePage } from "../../src/rooms/receipts/offline-page.rules.ts";
import { offlineWords } from "../../src/rooms/receipts/offline-words.view.ts";
import { launchBrowser } from "../browser.ts";

type Golden = {
  readonly origin: string;
  readonly policy: string;
  readonly keys: { readonly ack: { readonly vkey: string } };
  readonly acknowledgements: readonly string[];
  readonly receipts: readonly { what: string; exit: number; file: string; content?: string }[];
  readonly refused_receipts: readonly { why: string; exit: number; file_b64: string }[];
};
const golden = JSON.parse(readFileSync("test/fixtures/ledger_golden.json", "utf8")) as Golden;
const folder = mkdtempSync(path.join(tmpdir(), "jalon-offline-"));
const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");

let browser: Browser;
let page: Page;
const faults: string[] = [];
const asked: string[] = [];

/** The script as the build made it: what is served. */
function builtScript(): string {
  const { islands } = JSON.parse(readFileSync("dist/assets/manifest.json", "utf8")) as {
    islands: Record<string, string>;
  };
  return readFileSync(path.join("dist/assets", path.basename(islands["offline-check"] ?? "")), "utf8");
}

beforeAll(async () => {
  const script = builtScript();
  const html = offlinePage({
    lang: "fr",
    siteName: "Jalon",
    origin: "jalon.example/journal",
    policy: golden.policy,
    accuse: golden.keys.ack.vkey,
    words: offlineWords(translator("fr")),
    script,
    style: OFFLINE_STYLE,
    csp: offlineCsp(sha256(script), sha256(OFFLINE_STYLE)),
  });
  writeFileSync(path.join(folder, "verifier.html"), html);
  browser = await launchBrowser();
  const context = await browser.newContext({ offline: true, viewport: { width: 360, height: 740 } });
  page = await context.newPage();
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(path.join(folder, "verifier.html")).href);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Chooses a file, asks, and gives the verdict. */
async function verdictOn(bytes: Buffer, content = ""): Promise<number> {
  await page.locator("#file").setInputFiles({ name: "preuve.tlog-proof", mimeType: "text/plain", buffer: bytes });
  await page.locator("#text").evaluate((field, text) => {
    (field as HTMLTextAreaElement).value = text;
  }, content);
  await page.getByRole("button", { name: "Vérifier" }).click();
  await page.locator("#result[data-exit]").waitFor();
  return Number(await page.locator("#result").getAttribute("data-exit"));
}

describe("the page that checks a proof, from the disk and without a network", () => {
  test.each(golden.receipts)("accepts: $what", async ({ file, content, exit }) => {
    expect(await verdictOn(Buffer.from(file), content)).toBe(exit);
    expect(await page.locator("#result h2").textContent()).toBe("Cette preuve est vraie");
  });

  test.each(golden.refused_receipts)("refuses: $why", async ({ file_b64, exit }) => {
    expect(await verdictOn(Buffer.from(file_b64, "base64"))).toBe(exit);
  });

  test("takes a proof that is pasted, and says each check", async () => {
    await page.reload();
    await page.getByLabel("La preuve").fill(golden.receipts[0]?.file ?? "");
    await page.getByRole("button", { name: "Vérifier" }).click();
    await page.locator("#result[data-exit='0']").waitFor();
    expect(await page.locator("#result li").count()).toBe(5);
    const said = await page.locator("#result").textContent();
    expect(said).toContain("Prévoir un tutoriel hors ligne.");
    expect(said).toContain("2ev6-jun5-np24-2stp");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Cette preuve est vraie");
  });

  test("opens an acknowledgement", async () => {
    await page.reload();
    await page.getByLabel("La preuve").fill(golden.acknowledgements[0] ?? "");
    await page.getByRole("button", { name: "Vérifier" }).click();
    await page.getByText("bien signé par le site").waitFor();
  });

  test("says what to do where Ed25519 is missing", async () => {
    await page.reload();
    await page.evaluate(() => {
      crypto.subtle.importKey = () => Promise.reject(new Error("no such algorithm"));
    });
    await page.getByLabel("La preuve").fill(golden.receipts[0]?.file ?? "");
    await page.getByRole("button", { name: "Vérifier" }).click();
    await page.getByText("version récente de Firefox").waitFor();
  });

  test("asked for nothing, and broke no rule of its own", () => {
    expect(asked.filter((address) => !address.startsWith("file:") && !address.startsWith("data:"))).toEqual([]);
    expect(faults).toEqual([]);
  });
});
