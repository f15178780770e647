import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createOutput } from "#platform/output.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { accountCommands } from "./account.command.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

/** Runs `jalon account <name>` and gives what it prints. */
async function run(name: string, options: Record<string, string>, { isJson = true } = {}): Promise<unknown> {
  let printed = "";
  const stdout = { write: (text: string) => (printed += text) };
  const command = accountCommands.find((one) => one.name === `account ${name}`);
  const { sql, config, log } = house.app.world;
  const code = await command?.run({
    sql,
    config,
    log,
    out: createOutput(isJson, { stdout, stderr: stdout }),
    options,
    args: [],
  });
  expect(code).toBe(0);
  return isJson ? JSON.parse(printed) : printed;
}

const email = "operateur@exemple.fr";

describe("jalon account", () => {
  it("creates, lists, grants, revokes, suspends, reactivates", async () => {
    await run("create", { email: " Operateur@Exemple.FR ", name: "Opérateur", role: "administrator" });
    await run("grant", { email, role: "facilitator", territory: "R53" });
    const listed = { email, name: "Opérateur", status: "active", hasPassword: false };
    expect(await run("list", {})).toEqual([{ ...listed, roles: ["administrator", "facilitator:R53"] }]);
    expect(await run("list", { role: "editor" })).toEqual([]);
    expect(await run("list", {}, { isJson: false })).toBe(
      `${email}\tactive\tadministrator,facilitator:R53\tOpérateur\n`,
    );
    await run("revoke", { email, role: "facilitator", territory: "R53" });
    await run("create", { email: "seconde@exemple.fr", name: "Seconde" });
    await run("suspend", { email: "seconde@exemple.fr" });
    expect(await run("list", { role: "participant" })).toMatchObject([
      { email: "seconde@exemple.fr", status: "suspended" },
    ]);
    await run("reactivate", { email: "seconde@exemple.fr" });
    const kinds = await house.sql`select kind, acting_role as role from journal.entry order by id`;
    expect(kinds.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      "role.granted operator",
      "role.granted operator",
      "role.revoked operator",
      "role.granted operator",
      "account.suspended operator",
      "account.reactivated operator",
    ]);
  });

  it.each([
    ["create", { email: "a, b@c.fr", name: "X" }, /not an address/],
    ["create", { email, name: "X" }, /already has an account/],
    ["create", { email: "x@exemple.fr", name: "\u202e" }, /readable name/],
    ["create", { email: "x@exemple.fr", name: "X", language: "de" }, /fr or en/],
    ["create", { email: "x@exemple.fr", name: "X", role: "roi" }, /no role roi; roles: administrator/],
    ["grant", { email, role: "facilitator", territory: "ZZ" }, /territory/],
    ["grant", { email: "personne@exemple.fr", role: "editor" }, /no account/],
    ["revoke", { email, role: "administrator" }, /last administrator account/],
    ["suspend", { email }, /last administrator account/],
  ])("%s %j says in one line what is wrong", async (name, options, line) => {
    await expect(run(name, options as Record<string, string>)).rejects.toThrow(line);
  });

  it("reads a password from standard input, never from the command line", async () => {
    expect(accountCommands.flatMap(({ options }) => options.map(({ flags }) => flags)).join()).not.toMatch(/password/);
    const type = async (text: string) => {
      const stdin = (async function* () {
        yield new TextEncoder().encode(text);
      })();
      const spy = vi.spyOn(process, "stdin", "get").mockReturnValue(stdin as unknown as typeof process.stdin);
      await run("set-password", { email }).finally(() => spy.mockRestore());
    };
    await expect(type("court\n")).rejects.toThrow(/12 characters/);
    await type("cheval pile agrafe correct\r\nautre ligne\n");
    const browser = house.visitor();
    await browser.get("/fr/connexion/mot-de-passe");
    await browser.submit({ adresse: email, motDePasse: "cheval pile agrafe correct" }, "/fr/connexion/mot-de-passe");
    expect(browser.path).toBe("/fr/equipe");
  });
});
