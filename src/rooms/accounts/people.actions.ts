import { Conflict, Invalid, Refused } from "#kernel/errors.ts";
import type { PersonId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { hasRole, type RoleGrant, type Viewer } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor, World } from "#platform/http/world.ts";
import { enqueueMail, sendSoon } from "#rooms/notices";
import { translator } from "#ui/messages.ts";
import { createPerson } from "./person.actions.ts";
import { openSession } from "./session.actions.ts";
import { type By, giveRole, reactivate, suspend, takeRole } from "./team-change.actions.ts";

function administrator(actor: Actor): Viewer {
  if (!actor.viewer || !hasRole(actor.viewer, "administrator")) throw new Refused();
  return actor.viewer;
}

const byOf = ({ personId }: Viewer): By => ({ personId, role: "administrator" });

type NewAccount = {
  readonly email: string;
  readonly displayName: string;
  readonly language: Lang;
  readonly grants: readonly RoleGrant[];
};

/** Makes an account with its roles and tells the person how to sign in. Throws `Invalid` when the address has an account. */
export async function createAccount(actor: Actor, account: NewAccount, world: World): Promise<PersonId> {
  const by = byOf(administrator(actor));
  const personId = await actor.sql.begin((tx) => makeAccount(tx, account, { by, siteUrl: world.config.siteUrl }));
  sendSoon(world);
  return personId;
}

/** The same for the command line, inside a transaction. */
export async function makeAccount(
  tx: Tx,
  account: NewAccount,
  { by, siteUrl }: { readonly by: By; readonly siteUrl: string },
): Promise<PersonId> {
  const personId = await createPerson(tx, account).catch((error: unknown) => {
    throw error instanceof Conflict ? new Invalid({ adresse: error.messageKey }) : error;
  });
  for (const grant of account.grants) await giveRole(tx, personId, { grant, by });
  const { language: lang, displayName: name } = account;
  const t = translator(lang);
  await enqueueMail(tx, {
    to: account.email,
    subject: t("accounts.mail.createdSubject"),
    text: t("accounts.mail.createdText", { name, link: siteUrl + urls.signIn(lang) }),
    lang,
    purpose: "account",
  });
  return personId;
}

export type TeamChange =
  | { readonly act: "give" | "take"; readonly grant: RoleGrant }
  | { readonly act: "suspend" | "reactivate" };

/** A change to somebody's rights. Gives a new cookie when it is one's own: rights never change under an old session id. */
export async function changeTeam(actor: Actor, personId: PersonId, change: TeamChange): Promise<string | null> {
  const viewer = administrator(actor);
  const by = byOf(viewer);
  return await actor.sql.begin(async (tx) => {
    switch (change.act) {
      case "give":
        await giveRole(tx, personId, { grant: change.grant, by });
        break;
      case "take":
        await takeRole(tx, personId, { grant: change.grant, by });
        break;
      case "suspend":
        await suspend(tx, personId, by);
        break;
      case "reactivate":
        await reactivate(tx, personId, by);
        break;
    }
    return personId === viewer.personId ? await openSession(tx, personId) : null;
  });
}
