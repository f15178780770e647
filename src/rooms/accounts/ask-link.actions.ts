import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor, World } from "#platform/http/world.ts";
import { enqueueMail, sendSoon } from "#rooms/notices";
import { translator } from "#ui/messages.ts";
import { hashCode, hashSecret, keyOfEmail, newCode, newSecret } from "./secret.actions.ts";
import { insertLink } from "./sign-in-link.store.ts";

/** A family behind one box, or a hospital: many people, few links each. Mails are what is protected here. */
const PER_PREFIX = { limit: 60, minutes: 15 } as const;
const PER_ADDRESS_AND_PREFIX = { limit: 5, minutes: 15 } as const;
/** Above what an owner needs, below what fills a mailbox. */
const PER_ADDRESS = { limit: 20, minutes: 60 } as const;

type Asked = {
  readonly email: string;
  /** Page to go to once signed in; "/" for the person's own start. */
  readonly returnTo: string;
  readonly lang: Lang;
  /** The secret of the browser that asks, from its cookie. */
  readonly browser: string;
};

/** The mail of a link, found again by the demonstration's page. */
export function mailKeyOf(tokenHash: Uint8Array): string {
  return `sign-in:${Buffer.from(tokenHash).toString("hex")}`;
}

/**
 * Writes a link and its mail. Nothing here looks at accounts: a known and an unknown address take the same statements, so
 * the answer and its time are the same by construction.
 */
export async function askSignInLink(
  actor: Actor,
  { email, returnTo, lang, browser }: Asked,
  world: World,
): Promise<void> {
  const address = keyOfEmail(world.secret, email);
  await countTry(actor.sql, `link:prefix:${actor.addressKey}`, PER_PREFIX);
  await countTry(actor.sql, `link:both:${address}:${actor.addressKey}`, PER_ADDRESS_AND_PREFIX);
  await countTry(actor.sql, `link:address:${address}`, PER_ADDRESS);
  const token = newSecret();
  const code = newCode();
  const tokenHash = hashSecret(token);
  const t = translator(lang);
  await actor.sql.begin(async (tx) => {
    await insertLink(tx, {
      tokenHash,
      codeHash: hashCode(browser, code),
      browserHash: hashSecret(browser),
      email,
      returnTo,
      lang,
    });
    await enqueueMail(tx, {
      to: email,
      subject: t("sign-in.mail.subject"),
      text: t("sign-in.mail.text", {
        link: world.config.siteUrl + urls.signInLink(lang, { token }),
        code: `${code.slice(0, 3)} ${code.slice(3)}`,
      }),
      lang,
      purpose: "sign-in",
      dedupeKey: mailKeyOf(tokenHash),
    });
  });
  sendSoon(world);
}
