import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROGRAMS } from "#platform/built-programs.ts";
import { root } from "#platform/root.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

// whether this copy of the sources was built or not, what is said is true (test/set-up/start.test.ts: a built one gives them)
test.each(PROGRAMS)("the program of %s is given whole, or said not to be there", async (name) => {
  const address = `/journal/jalon-${name}.mjs`;
  const built = join(root, "dist", `jalon-${name}.mjs`);
  const pages = await Promise.all(
    ["/fr/journal/etat", "/en/journal/verifier"].map(async (page) => await (await house.fetch(page)).text()),
  );
  const response = await house.fetch(address);
  if (!existsSync(built)) {
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining("npm run build")]);
    expect(pages.join("")).not.toContain(address);
    return;
  }
  const bytes = readFileSync(built);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "content-disposition": `attachment; filename="jalon-${name}.mjs"`,
    "cache-control": "public, no-cache",
    "access-control-allow-origin": "*",
    "x-content-type-options": "nosniff",
  });
  expect(bytes.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
  const shown = name === "verify" ? pages : pages.slice(0, 1);
  for (const page of shown) expect([page.includes(address), page.includes(sha256)]).toEqual([true, true]);
  const again = await house.fetch(address, { headers: { "if-none-match": response.headers.get("etag") ?? "" } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});
