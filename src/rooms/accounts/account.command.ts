import { DomainError, Invalid } from "#kernel/errors.ts";
import type { PersonId } from "#kernel/ids.ts";
import { isLang } from "#kernel/lang.ts";
import { ROLES, type RoleGrant } from "#kernel/viewer.ts";
import type { Command, CommandInput } from "#platform/command.ts";
import { Failure } from "#platform/failure.ts";
import { isMessageKey, translator } from "#ui/messages.ts";
import { EMAIL, isReadableName, isRole, sortGrants } from "./account.rules.ts";
import { makeAccount } from "./people.actions.ts";
import { findCredentials, type HeldRole, listAllPeople } from "./person.queries.ts";
import { setPassword } from "./set-password.actions.ts";
import { type By, giveRole, reactivate, suspend, takeRole } from "./team-change.actions.ts";

const OPERATOR: By = { personId: null, role: "operator" };
const EMAIL_OPTION = { flags: "--email <address>", description: "Address of the account.", isRequired: true };
const ROLE_WORDS = ROLES.join(", ");
const TERRITORY_OPTION = { flags: "--territory <code>", description: "Where a facilitator works: FR, R53, 35." };

const said = (value: CommandInput["options"][string]): string => (typeof value === "string" ? value.trim() : "");

function emailIn({ options }: CommandInput): string {
  const email = said(options.email).toLowerCase();
  if (!EMAIL.test(email)) throw new Failure("usage", { message: `not an address: ${email}` });
  return email;
}

function grantIn(role: string, territory: string): RoleGrant {
  if (!isRole(role)) throw new Failure("usage", { message: `no role ${role}; roles: ${ROLE_WORDS}` });
  return { role, territory: role === "facilitator" ? territory || null : null };
}

async function personIn(input: CommandInput): Promise<{ readonly email: string; readonly personId: PersonId }> {
  const email = emailIn(input);
  const found = await findCredentials(input.sql, email);
  if (!found) throw new Failure("usage", { message: `no account ${email}` });
  return { email, personId: found.personId };
}

const roleText = ({ role, territory }: Pick<HeldRole, "role" | "territory">) =>
  territory ? `${role}:${territory}` : role;

/** The house's own refusals, as the one line an operator reads. */
function orFailure(run: Command["run"]): Command["run"] {
  return async (input) => {
    try {
      return await run(input);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const t = translator("en");
      const keys = error instanceof Invalid ? Object.values(error.fields) : [error.messageKey];
      const sentences = keys.map((key) => (isMessageKey(key) ? t(key, error.params) : key));
      throw new Failure("usage", { message: sentences.join(" ") }, error);
    }
  };
}

/** A change to one account, said in one line or as JSON. */
function change(
  name: string,
  {
    summary,
    options,
    apply,
  }: Pick<Command, "summary" | "options"> & {
    readonly apply: (input: CommandInput, personId: PersonId) => Promise<void>;
  },
): Command {
  return {
    name: `account ${name}`,
    summary,
    options: [EMAIL_OPTION, ...options],
    printsData: true,
    run: orFailure(async (input) => {
      const { email, personId } = await personIn(input);
      await apply(input, personId);
      input.out.data({ email, done: name }, [`${email}: ${name} done`]);
      return 0;
    }),
  };
}

const roleOptions = [
  { flags: "--role <role>", description: `One of: ${ROLE_WORDS}.`, isRequired: true },
  TERRITORY_OPTION,
];

export const accountCommands: readonly Command[] = [
  {
    name: "account create",
    summary: "Make an account; the person signs in by link until a password is set.",
    options: [
      EMAIL_OPTION,
      { flags: "--name <name>", description: "Name shown on the site.", isRequired: true },
      { flags: "--role <role>", description: `One of: ${ROLE_WORDS} (participant when left out).` },
      TERRITORY_OPTION,
      { flags: "--language <language>", description: "fr or en (fr when left out)." },
    ],
    printsData: true,
    run: orFailure(async (input) => {
      const email = emailIn(input);
      const displayName = said(input.options.name);
      if (!isReadableName(displayName)) throw new Failure("usage", { message: "--name holds no readable name" });
      const language = said(input.options.language) || "fr";
      if (!isLang(language)) throw new Failure("usage", { message: "--language is fr or en" });
      const grant = grantIn(said(input.options.role) || "participant", said(input.options.territory));
      const account = { email, displayName, language, grants: [grant] };
      const { siteUrl } = input.config;
      const personId = await input.sql.begin((tx) => makeAccount(tx, account, { by: OPERATOR, siteUrl }));
      input.out.data({ email, personId, roles: [roleText(grant)] }, [`${email}: created, ${roleText(grant)}`]);
      return 0;
    }),
  },
  {
    name: "account list",
    summary: "List accounts with their roles.",
    options: [{ flags: "--role <role>", description: `Only: ${ROLE_WORDS}.` }],
    printsData: true,
    run: orFailure(async ({ sql, out, options }) => {
      const role = said(options.role);
      const people = await listAllPeople(sql, role ? grantIn(role, "").role : "");
      const lines = people.map(({ email, displayName, status, hasPassword, roles }) => ({
        email,
        name: displayName,
        status,
        hasPassword,
        roles: sortGrants(roles).map(roleText),
      }));
      out.data(
        lines,
        lines.map((line) => [line.email, line.status, line.roles.join(",") || "-", line.name].join("\t")),
      );
      return 0;
    }),
  },
  change("grant", {
    summary: "Give a role to an account.",
    options: roleOptions,
    apply: ({ sql, options }, personId) => {
      const grant = grantIn(said(options.role), said(options.territory));
      return sql.begin((tx) => giveRole(tx, personId, { grant, by: OPERATOR }));
    },
  }),
  change("revoke", {
    summary: "Take a role away from an account and sign it out.",
    options: roleOptions,
    apply: ({ sql, options }, personId) => {
      const grant = grantIn(said(options.role), said(options.territory));
      return sql.begin((tx) => takeRole(tx, personId, { grant, by: OPERATOR }));
    },
  }),
  change("suspend", {
    summary: "Close an account: signed out at once, no way in until reactivated.",
    options: [],
    apply: ({ sql }, personId) => sql.begin((tx) => suspend(tx, personId, OPERATOR)),
  }),
  change("reactivate", {
    summary: "Open a suspended account again.",
    options: [],
    apply: ({ sql }, personId) => sql.begin((tx) => reactivate(tx, personId, OPERATOR)),
  }),
  change("set-password", {
    summary: "Set the password of an account, read from standard input, and sign it out everywhere.",
    options: [],
    apply: async ({ sql }, personId) => {
      await setPassword(sql, personId, await firstLine(process.stdin));
    },
  }),
];

/** The password never stands on the command line, where everybody on the machine could read it. */
async function firstLine(input: AsyncIterable<string | Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of input) {
    text += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    if (text.includes("\n") || text.length > 4_096) break;
  }
  return (text.split(/\r?\n/)[0] ?? "").slice(0, 4_096);
}
