import { Invalid, Refused } from "#kernel/errors.ts";
import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Sql } from "#platform/db.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor, World } from "#platform/http/world.ts";
import { enqueueMail, sendSoon } from "#rooms/notices";
import { translator } from "#ui/messages.ts";
import { passwordFault } from "./account.rules.ts";
import { hashPassword, isPasswordRight } from "./password.actions.ts";
import { findCredentials, isFreshSession } from "./person.queries.ts";
import { updatePassword, updateProfile } from "./person.store.ts";
import { hashSecret } from "./secret.actions.ts";
import { closeSessionsOf, type Entered, enter } from "./session.actions.ts";

const TRIES = { limit: 10, minutes: 15 } as const;

function signedIn(actor: Actor): Viewer {
  if (!actor.viewer) throw new Refused("http.signInFirst");
  return actor.viewer;
}

export async function saveProfile(
  actor: Actor,
  profile: { readonly displayName: string; readonly language: Lang },
): Promise<void> {
  const { personId } = signedIn(actor);
  await updateProfile(actor.sql, personId, profile);
}

export async function signOutEverywhere(actor: Actor): Promise<void> {
  const { personId } = signedIn(actor);
  await closeSessionsOf(actor.sql, personId);
}

/** Somebody who left a browser open must not lose the account to whoever sits down: a password, or a recent sign-in. */
export async function hasJustSignedIn(sql: Sql, cookie: string): Promise<boolean> {
  return await isFreshSession(sql, hashSecret(cookie));
}

type Change = { readonly current: string; readonly next: string; readonly cookie: string; readonly lang: Lang };

/** Sets or changes the password; every other browser is signed out, this one gets a new session; the owner is told by mail. */
export async function changePassword(actor: Actor, change: Change, world: World): Promise<Entered> {
  const { personId, email, displayName } = signedIn(actor);
  const stored = (await findCredentials(actor.sql, email))?.passwordHash ?? null;
  if (stored === null) {
    if (!(await hasJustSignedIn(actor.sql, change.cookie))) throw new Refused("accounts.error.signInAgain");
  } else {
    await countTry(actor.sql, `password:change:${personId}`, TRIES);
    if (!(await isPasswordRight(stored, change.current)))
      throw new Invalid({ actuel: "accounts.error.currentPassword" });
  }
  const fault = passwordFault(change.next, { email, displayName });
  if (fault) throw new Invalid({ nouveau: fault });
  const passwordHash = await hashPassword(change.next);
  const t = translator(change.lang);
  const entered = await actor.sql.begin(async (tx) => {
    await updatePassword(tx, personId, passwordHash);
    await closeSessionsOf(tx, personId);
    await enqueueMail(tx, {
      to: email,
      subject: t("accounts.mail.passwordSubject"),
      text: t("accounts.mail.passwordText", {
        name: displayName,
        link: world.config.siteUrl + urls.signIn(change.lang),
      }),
      lang: change.lang,
      purpose: "account",
    });
    return await enter(tx, personId, null);
  });
  sendSoon(world);
  if (!entered) throw new Refused("accounts.error.suspended");
  return entered;
}
