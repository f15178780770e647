import { createHash, createHmac, randomBytes } from "node:crypto";
import { NotFound } from "#kernel/errors.ts";
import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor, World } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { enqueueMail, sendSoon } from "#rooms/notices";
import { translator } from "#ui/messages.ts";
import { idsOfNumbers } from "./request.queries.ts";
import type { RequestKind } from "./request.rules.ts";
import { confirmRequest, insertAct, insertObjects, insertRequest, type Made } from "./request.store.ts";

const PER_PREFIX = { limit: 20, minutes: 60 } as const;
const PER_ADDRESS = { limit: 3, minutes: 60 } as const;

export type Letter = {
  readonly kind: RequestKind;
  readonly numbers: readonly number[];
  readonly email: string;
  readonly words: string;
  readonly lang: Lang;
};

const hashOf = (token: string) => createHash("sha256").update(`data-request:${token}`).digest();

/** Somebody writes to the officer. Signed in, the request is received; else the address is to be confirmed first, by its link. */
export async function writeLetter(
  actor: Actor,
  letter: Letter,
  world: World,
): Promise<{ readonly isReceived: boolean }> {
  const { viewer } = actor;
  const { kind, numbers, words, lang } = letter;
  const email = viewer ? viewer.email : letter.email;
  await countTry(actor.sql, `data-request:prefix:${actor.addressKey}`, PER_PREFIX);
  const address = createHmac("sha256", world.secret).update(`data-request:${email}`).digest("base64url").slice(0, 22);
  await countTry(actor.sql, `data-request:address:${address}`, PER_ADDRESS);
  const token = viewer ? null : randomBytes(32).toString("base64url");
  await actor.sql.begin(async (tx) => {
    const ids = await idsOfNumbers(tx, numbers);
    const made = await insertRequest(tx, {
      kind,
      target: ids.length > 1 ? "contributions" : "contribution",
      origin: viewer ? "account" : "letter",
      personId: viewer?.personId ?? null,
      email,
      words,
      lang,
      state: viewer ? "received" : "confirming",
      tokenHash: token === null ? null : hashOf(token),
    });
    await insertObjects(tx, made.id, ids);
    await insertAct(tx, {
      requestId: made.id,
      verb: "receive",
      madeBy: viewer?.personId ?? null,
      actingRole: viewer ? "participant" : "visitor",
    });
    if (token === null) {
      await recordReceived(tx, made, kind);
      return;
    }
    const t = translator(lang);
    await enqueueMail(tx, {
      to: email,
      subject: t("data-rights.mail.confirmSubject"),
      text: t("data-rights.mail.confirmText", {
        link: world.config.siteUrl + urls.dataRequestConfirm(lang, { token }),
      }),
      lang,
      purpose: "data-rights",
    });
  });
  if (token !== null) sendSoon(world);
  return { isReceived: token === null };
}

type Tx = Parameters<typeof appendEntry>[0];

async function recordReceived(tx: Tx, { id, number }: Made, kind: string): Promise<void> {
  await appendEntry(tx, { kind: "request.received", subjectId: id, actingRole: "visitor", payload: { number, kind } });
}

/** The link of the mail, used once. */
export async function confirmLetter(actor: Actor, token: string): Promise<Made> {
  return await actor.sql.begin(async (tx) => {
    const made = await confirmRequest(tx, hashOf(token));
    if (!made) throw new NotFound();
    await insertAct(tx, { requestId: made.id, verb: "confirm", madeBy: null, actingRole: "visitor" });
    await recordReceived(tx, made, made.kind);
    return made;
  });
}
