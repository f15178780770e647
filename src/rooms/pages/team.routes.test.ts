import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

test("a facilitator finds from the team's home where to enter what somebody says", async () => {
  const facilitator = await house.as({ role: "facilitator", territory: "R53" });
  const home = await facilitator.get("/fr/equipe");
  expect(home).toContain("Saisir une contribution pour quelqu’un");
  expect(await facilitator.get("/fr/demarches/essai/contribuer")).toContain('name="channel"');
});

test("each role sees the links of its own pages only", async () => {
  const moderator = await house.as("moderator");
  const home = await moderator.get("/fr/equipe");
  expect(home).toContain("/fr/equipe/moderation");
  expect(home).not.toContain("/fr/equipe/comptes");
});
