import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type PollId } from "#kernel/ids.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import {
  listPolls,
  listStages,
  listStatements,
  nodesOfPoll,
  pollByNumber,
  publicStatements,
  stageByCode,
} from "./index.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

describe("what is read of a question", () => {
  const id = asId<PollId>(ESSAI.pollId);

  it("gives the question with its process and how it stands by the clock of the database", async () => {
    const poll = await pollByNumber(house.sql, "1");
    expect(poll).toMatchObject({
      id,
      number: 1,
      isOpen: true,
      isPublished: true,
      isClosed: false,
      seed: 0,
      version: 1,
    });
    expect(poll?.process).toMatchObject({ slug: "essai", authority: "L’autorité d’essai" });
    expect(await pollByNumber(house.sql, "1e3")).toBeNull();
    expect(await listPolls(house.sql, { isOpen: true })).toHaveLength(1);
    expect((await nodesOfPoll(house.sql, id)).map(({ code }) => code)).toEqual(["A1-a"]);
  });

  it("gives all statements to the team, and to the public no waiting one and no words that must not be read", async () => {
    expect(await listStatements(house.sql, id)).toHaveLength(14);
    expect(await publicStatements(house.sql, id, { state: "shown", page: 1 })).toHaveLength(12);
    const hidden = await publicStatements(house.sql, id, { state: "hidden", page: 1 });
    expect(hidden).toMatchObject([{ number: 14, text: null, hiddenReason: "personal_data" }]);
  });

  it("knows the stages", async () => {
    expect(await listStages(house.sql, id)).toMatchObject([{ code: "rennes", territoryName: "Bretagne" }]);
    expect(await stageByCode(house.sql, id, "nulle-part")).toBeNull();
  });
});
