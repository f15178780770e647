import type { World } from "#platform/http/world.ts";
import { createMailer, type Mailer } from "#platform/mail.ts";
import { pauseAfter } from "./mail.rules.ts";
import { layOutMail } from "./mail-layout.actions.ts";
import {
  type ClaimedMail,
  captureFictive,
  captureWaiting,
  claimMails,
  failStaleSignIns,
  markRefused,
  markSent,
} from "./notices.store.ts";

type Post = Pick<World, "sql" | "config" | "log">;
const BATCH = 20;

/**
 * Sends what waits, until nothing does. A mail is claimed by one worker at a time, so several may run. A worker that dies
 * before the mail server says yes leaves the mail to the next one, ten minutes later. One that dies after that and before
 * it is written here sends it twice: nobody can do better over SMTP, and both copies have the same Message-ID.
 */
export async function sendWaitingMails(world: Post): Promise<void> {
  const { sql, config } = world;
  if (!config.smtpUrl) {
    await captureWaiting(sql);
    return;
  }
  await captureFictive(sql);
  await failStaleSignIns(sql);
  const mailer = createMailer(config.smtpUrl, config);
  try {
    let mails = await claimMails(sql, { limit: BATCH, perDay: config.mailPerDay });
    while (mails.length > 0) {
      for (const mail of mails) await sendOne(world, mailer, mail);
      mails = await claimMails(sql, { limit: BATCH, perDay: config.mailPerDay });
    }
  } finally {
    mailer.close();
  }
}

async function sendOne({ sql, config, log }: Post, mailer: Mailer, mail: ClaimedMail): Promise<void> {
  const posted = await mailer.send({ ...mail, text: layOutMail(mail, config) });
  if (posted.ok) {
    await markSent(sql, mail.id);
    return;
  }
  const pause = posted.isFinal ? null : pauseAfter(mail.tries);
  await markRefused(sql, mail.id, { reason: posted.reason, pause });
  log.warn({ mail: mail.id, tries: mail.tries, reason: posted.reason, givenUp: pause === null }, "mail refused");
}

const running = new WeakMap<World, Promise<void>>();

/**
 * Somebody waits for this mail: starts sending now, away from the request, and waits for nothing. What it cannot do the
 * worker does within a minute.
 */
export function sendSoon(world: World): void {
  if (!world.config.smtpUrl || running.has(world)) return;
  const done = sendWaitingMails(world)
    .catch((error: unknown) => world.log.warn({ error: String(error) }, "mail not sent from the web process"))
    .finally(() => running.delete(world));
  running.set(world, done);
}
