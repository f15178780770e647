import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { World } from "#platform/http/world.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { enqueueMail, type MailInput } from "./index.ts";
import { purgeMails } from "./purge-mail.actions.ts";
import { sendWaitingMails } from "./send-mail.actions.ts";

type Received = { readonly to: readonly string[]; readonly raw: string };

/** A real mail server on a free port; `refuse` decides what it says to each addressee. */
function startPeer() {
  const received: Received[] = [];
  const peer = {
    received,
    refuse: (_: string): { code: number; text: string } | null => null,
    url: "",
    close: async () => {},
  };
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo({ address }, _session, done) {
      const refusal = peer.refuse(address);
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  const { promise, resolve } = Promise.withResolvers<typeof peer>();
  const listening = server.listen(0, "127.0.0.1", () => {
    peer.url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    peer.close = () => new Promise((closed) => server.close(closed));
    resolve(peer);
  });
  return promise;
}

let house: TestHouse;
let peer: Awaited<ReturnType<typeof startPeer>>;
beforeAll(async () => {
  house = await createTestHouse({ empty: true });
});
afterAll(() => house.close());
beforeEach(async () => {
  peer = await startPeer();
});
afterEach(async () => {
  await peer.close();
  await house.sql`truncate notices.mail`;
});

const world = (settings: Partial<World["config"]> = {}): World => ({
  ...house.app.world,
  config: { ...house.app.world.config, smtpUrl: peer.url, ...settings },
});
const letter = (n: number, more: Partial<MailInput> = {}): MailInput => ({
  to: `a${n}@example.org`,
  subject: `Votre récépissé ${n}`,
  text: "Bonjour,\n\nMerci — voici l’accusé.",
  lang: "fr",
  purpose: "receipt",
  ...more,
});
const enqueue = (...mails: MailInput[]) => house.sql.begin((tx) => enqueueMail(tx, ...mails));
const rows = () => house.sql`
  select to_address as to, text_body as text, tries, sent_at is not null as sent, failed_at is not null as failed,
    captured_at is not null as captured, last_error as error, round(extract(epoch from send_after - now()) / 60)::int as minutes
  from notices.mail order by created_at, to_address
`;

describe("sending mail", () => {
  it("reaches a real mail server, laid out, in UTF-8, addressed to one person", async () => {
    await enqueue(letter(1, { subject: "Été\r\nBcc: pirate@example.org", to: "a@example.org" }));
    await sendWaitingMails(world());
    expect(peer.received).toHaveLength(1);
    const [{ to = [], raw = "" } = {}] = peer.received;
    expect(to).toEqual(["a@example.org"]);
    expect(raw).not.toMatch(/^bcc:/im);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/im);
    expect(raw).toMatch(/^Content-Language: fr/im);
    expect(raw).toMatch(/^From: Jalon <jalon@jalon\.test>/im);
    const body = raw.split("\r\n\r\n").slice(1).join("\r\n\r\n");
    const text = Buffer.from(
      body
        .replace(/=\r\n/g, "")
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ).toString("utf8");
    expect(text).toContain("Merci — voici l’accusé.");
    expect(text).toContain("L’équipe du site Jalon");
    expect(text).toContain("http://jalon.test/fr/aide");
  });

  it("sends each mail once with four workers at the same time (planted: no claim)", async () => {
    await enqueue(...Array.from({ length: 60 }, (_, n) => letter(n)));
    await Promise.all([1, 2, 3, 4].map(() => sendWaitingMails(world())));
    const addresses = peer.received.flatMap(({ to }) => to);
    expect(addresses).toHaveLength(60);
    expect(new Set(addresses).size).toBe(60);
    expect((await rows()).every(({ sent, tries }) => sent && tries === 1)).toBe(true);
  });

  it("the same dedupe key is sent once, however often it is enqueued", async () => {
    await enqueue(letter(1, { dedupeKey: "answer:1" }));
    await enqueue(letter(1, { dedupeKey: "answer:1" }), letter(2, { dedupeKey: "answer:1" }));
    await sendWaitingMails(world());
    expect(peer.received).toHaveLength(1);
  });

  it("a worker that died before sending leaves its mail to the next one after ten minutes", async () => {
    await enqueue(letter(1));
    await house.sql`update notices.mail set claimed_at = now() - interval '9 minutes', tries = 1`;
    await sendWaitingMails(world());
    expect(peer.received).toHaveLength(0);
    await house.sql`update notices.mail set claimed_at = now() - interval '10 minutes'`;
    await sendWaitingMails(world());
    expect(peer.received).toHaveLength(1);
  });

  it("a worker that died between the server's yes and its own note sends again, with the same Message-ID", async () => {
    await enqueue(letter(1));
    await sendWaitingMails(world());
    await house.sql`update notices.mail set sent_at = null, claimed_at = now() - interval '11 minutes'`;
    await sendWaitingMails(world());
    const ids = peer.received.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("tries again later after a passing refusal, gives up at once on a final one, and notes no address", async () => {
    peer.refuse = (address) => ({ code: address.startsWith("a1") ? 451 : 550, text: `<${address}> no` });
    await enqueue(letter(1), letter(2));
    await sendWaitingMails(world());
    const [passing, final] = await rows();
    expect(passing).toMatchObject({ sent: false, failed: false, tries: 1, minutes: 1 });
    expect(final).toMatchObject({ sent: false, failed: true });
    expect(`${passing?.error} ${final?.error}`).toMatch(/451.*550/);
    expect(`${passing?.error} ${final?.error}`).not.toContain("@");
    await sendWaitingMails(world());
    expect((await rows())[0]?.tries).toBe(1);
    peer.refuse = () => null;
    await house.sql`update notices.mail set send_after = now()`;
    await sendWaitingMails(world());
    expect(peer.received.map(({ to }) => to)).toEqual([["a1@example.org"]]);
  });

  it("gives up after about two days of a server that does not answer", async () => {
    await enqueue(letter(1));
    let total = 0;
    for (let tries = 1; tries <= 8; tries += 1) {
      await sendWaitingMails(world({ smtpUrl: "smtp://127.0.0.1:1" }));
      const [row] = await rows();
      total += row?.failed ? 0 : row?.minutes;
      await house.sql`update notices.mail set send_after = now()`;
    }
    expect(total).toBe(2_481);
    expect((await rows())[0]).toMatchObject({ failed: true, tries: 8 });
  });

  it("keeps to the quota of the day with two workers, and the last fifth of it for signing in (planted: no quota)", async () => {
    await enqueue(...Array.from({ length: 30 }, (_, n) => letter(n)));
    await Promise.all([1, 2].map(() => sendWaitingMails(world({ mailPerDay: 20 }))));
    const bulk = peer.received.length;
    expect(bulk).toBeLessThanOrEqual(20);
    await enqueue(...Array.from({ length: 30 }, (_, n) => letter(n, { purpose: "sign-in" })));
    await sendWaitingMails(world({ mailPerDay: 20 }));
    expect(peer.received).toHaveLength(20);
    await house.sql`update notices.mail set sent_at = sent_at - interval '25 hours' where sent_at is not null`;
    await sendWaitingMails(world({ mailPerDay: 20 }));
    expect(peer.received).toHaveLength(40);
  });

  it("a key does not outlive its sending, nor leave after its link is dead", async () => {
    await enqueue(letter(1, { purpose: "sign-in" }), letter(2, { purpose: "sign-in" }));
    await house.sql`update notices.mail set created_at = now() - interval '16 minutes' where to_address = 'a2@example.org'`;
    await sendWaitingMails(world());
    expect(peer.received.map(({ to }) => to)).toEqual([["a1@example.org"]]);
    expect((await rows()).map(({ text }) => text)).toEqual(["", ""]);
  });

  it("without a mail server mails are kept, and stay kept when one is named later", async () => {
    await enqueue(letter(1));
    await sendWaitingMails(world({ smtpUrl: null }));
    await enqueue(letter(2), letter(3, { to: "animateur@demo.jalon" }), letter(4, { to: "x@demo.jalon.example.org" }));
    await sendWaitingMails(world());
    expect(peer.received.map(({ to }) => to[0]).sort()).toEqual(["a2@example.org", "x@demo.jalon.example.org"]);
    expect((await rows())[0]).toMatchObject({ captured: true, text: letter(1).text });
  });

  it("empties texts and addresses after 30 days", async () => {
    await enqueue(letter(1), letter(2), letter(3));
    await sendWaitingMails(world());
    await enqueue(letter(4));
    await house.sql`update notices.mail set created_at = created_at - interval '40 days'`;
    await house.sql`update notices.mail set sent_at = sent_at - interval '31 days' where to_address = 'a1@example.org'`;
    await purgeMails(world());
    const texts = (await rows()).map(({ to, text }) => [to, text !== ""]);
    expect(texts).toContainEqual(["", false]);
    expect(texts.filter(([to]) => to === "")).toHaveLength(1);
    expect(texts.filter(([, hasText]) => hasText)).toHaveLength(3);
  });
});
