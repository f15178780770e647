import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { createPerson, findSession, grantRole, openSession } from "./index.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse({ empty: true });
});
afterAll(() => house.close());

let people = 0;
async function moderator() {
  people += 1;
  const personId = await house.sql.begin(async (tx) => {
    const id = await createPerson(tx, { email: ` Person${people}@Example.org `, displayName: " Ada " });
    await grantRole(tx, id, { role: "moderator" });
    await grantRole(tx, id, { role: "facilitator", territory: "R53" });
    return id;
  });
  return { personId, cookie: await openSession(house.sql, personId) };
}

describe("sessions", () => {
  it("gives the person and all their roles, from a cookie of 256 random bits that the table does not hold", async () => {
    const { personId, cookie } = await moderator();
    expect(Buffer.from(cookie, "base64url")).toHaveLength(32);
    const found = await findSession(house.sql, cookie);
    expect(found?.viewer).toMatchObject({
      personId,
      displayName: "Ada",
      email: `person${people}@example.org`,
      roles: [
        { role: "facilitator", territory: "R53" },
        { role: "moderator", territory: null },
      ],
    });
    expect(found?.csrf).toHaveLength(43);
    const stored = await house.sql`select * from accounts.session`;
    expect(JSON.stringify(stored)).not.toContain(cookie);
  });

  it("gives two browsers of one person two form tokens", async () => {
    const { personId, cookie } = await moderator();
    const other = await findSession(house.sql, await openSession(house.sql, personId));
    expect(other?.csrf).not.toBe((await findSession(house.sql, cookie))?.csrf);
  });

  it("refuses unknown, empty and enormous cookies", async () => {
    for (const cookie of ["", "x", "0".repeat(100_000)]) expect(await findSession(house.sql, cookie)).toBeNull();
  });

  it("refuses a suspended person at the next request", async () => {
    const { personId, cookie } = await moderator();
    await house.sql`update accounts.person set status = 'suspended' where id = ${personId}`;
    expect(await findSession(house.sql, cookie)).toBeNull();
  });

  it.each([
    ["expires_at", "1 second"],
    ["last_seen_at", "12 hours"],
  ])("refuses a session past its %s", async (column, age) => {
    const { personId, cookie } = await moderator();
    await house.sql`update accounts.session set ${house.sql(column)} = now() - ${age}::interval where person_id = ${personId}`;
    expect(await findSession(house.sql, cookie)).toBeNull();
  });

  it("notes use at most once an hour", async () => {
    const { personId, cookie } = await moderator();
    const lastSeen = async () => {
      const [row] = await house.sql<{ age: number }[]>`
        select extract(epoch from now() - last_seen_at)::int as age from accounts.session where person_id = ${personId}
      `;
      return row?.age ?? Number.NaN;
    };
    await house.sql`update accounts.session set last_seen_at = now() - interval '50 minutes' where person_id = ${personId}`;
    await findSession(house.sql, cookie);
    expect(await lastSeen()).toBeGreaterThan(2_900);
    await house.sql`update accounts.session set last_seen_at = now() - interval '2 hours' where person_id = ${personId}`;
    await findSession(house.sql, cookie);
    await expect.poll(lastSeen).toBeLessThan(60);
  });
});
