// Class H on votes: T06, T07, T09, T36 (adapted to device tokens). One person, one vote; nothing early, late, foreign or malformed.
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { type Browser, ESSAI, type Fields } from "../house.ts";
import { fault } from "./fault.ts";
import { createStage, post, postBody, type Stage, tokenOf } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());
afterEach(() => {
  vi.useRealTimers();
});

const VOTE = "/fr/questions/1/voter";
const vote = async (browser: Browser, statement: number | string, choice = "agree", token?: string) =>
  await post(browser, VOTE, { statement: String(statement), choice }, token);

type Stored = { readonly votes: number; readonly voters: number; readonly tallied: number };

/** Rows, voters who voted, and the sum of the stored counts. */
async function stored(): Promise<Stored> {
  const [row] = await stage.sql<Stored[]>`
    select
      (select count(*) from votes.vote) as votes,
      (select count(distinct voter_id) from votes.vote) as voters,
      (select coalesce(sum(agrees + disagrees + passes), 0)::bigint from votes.tally) as tallied
  `;
  return row ?? { votes: -1, voters: -1, tallied: -1 };
}

/** What an attack adds to the rows, the voters and the stored counts. */
async function added(attack: () => Promise<unknown>): Promise<string> {
  const before = await stored();
  await attack();
  const after = await stored();
  const [votes, voters] = [after.votes - before.votes, after.voters - before.voters];
  return `vote +${votes}, voter +${voters}, tally +${after.tallied - before.tallied}`;
}

const ONE = "vote +1, voter +1, tally +1";

fault("T06", { attack: "50 identical votes at once from one device without account", expected: ONE }, async () => {
  const browser = stage.visitor();
  const token = await tokenOf(browser);
  return await added(async () => await Promise.all(Array.from({ length: 50 }, () => vote(browser, 1, "agree", token))));
});

fault("T06", { attack: "agree, disagree and pass at once, 60 times, from one account", expected: ONE }, async () => {
  const member = await stage.as("participant");
  const token = await tokenOf(member);
  const choices = ["agree", "disagree", "pass"];
  return await added(
    async () => await Promise.all(Array.from({ length: 60 }, (_, n) => vote(member, 2, choices[n % 3] ?? "", token))),
  );
});

fault("T06", { attack: "50 votes at once from five browsers of one account", expected: ONE }, async () => {
  const first = await stage.as("participant");
  const { openSession } = await import("#rooms/accounts");
  const browsers = [first, ...Array.from({ length: 4 }, () => stage.visitor())];
  for (const browser of browsers.slice(1)) {
    await tokenOf(browser);
    browser.cookies.set("jalon_session", await openSession(stage.sql, first.personId));
  }
  const tokens = await Promise.all(browsers.map(tokenOf));
  return await added(
    async () =>
      await Promise.all(
        browsers.flatMap((browser, index) =>
          Array.from({ length: 10 }, () => vote(browser, 3, "agree", tokens[index])),
        ),
      ),
  );
});

/** A device without account, and the same device signed in. */
async function guestAndAccount(): Promise<{ guest: Browser; account: Browser; tokens: readonly [string, string] }> {
  const [guest, account] = [stage.visitor(), await stage.as("participant")];
  const guestToken = await tokenOf(guest);
  account.cookies.set("jalon_visitor", guest.cookies.get("jalon_visitor") ?? "");
  return { guest, account, tokens: [guestToken, await tokenOf(account)] };
}

fault(
  "T06",
  { attack: "40 votes at once from one device, half of them signed in", expected: `${ONE}, one voter counts` },
  async () => {
    const { guest, account, tokens } = await guestAndAccount();
    const counted = async (): Promise<number> => {
      const [row] = await stage.sql<{ count: number }[]>`
        select count(*) as count from votes.voter
        where votes.counts(voter) and exists (select from votes.vote where voter_id = voter.id)
      `;
      return row?.count ?? -1;
    };
    const before = await counted();
    const seen = await added(
      async () =>
        await Promise.all(
          Array.from({ length: 40 }, (_, n) =>
            n % 2 ? vote(guest, 4, "agree", tokens[0]) : vote(account, 4, "pass", tokens[1]),
          ),
        ),
    );
    const more = (await counted()) - before;
    return `${seen}, ${more === 1 ? "one voter counts" : `${more} voters count`}`;
  },
);

fault(
  "T06",
  { attack: "vote as a guest, sign in and vote, sign out and vote again", expected: `${ONE}, the guest is refused` },
  async () => {
    const { guest, account, tokens } = await guestAndAccount();
    let last = 0;
    const seen = await added(async () => {
      await vote(guest, 5, "agree", tokens[0]);
      await vote(account, 5, "disagree", tokens[1]);
      last = (await vote(guest, 5, "agree", tokens[0])).status;
    });
    return `${seen}, ${last === 403 ? "the guest is refused" : `the guest is answered ${last}`}`;
  },
);

const SHAPES: readonly (readonly [string, Fields])[] = [
  ["nothing", {}],
  ["no choice", { statement: "1" }],
  ["an empty choice", { statement: "1", choice: "" }],
  ["an unknown choice", { statement: "1", choice: "maybe" }],
  ["a number for a choice", { statement: "1", choice: "1" }],
  ["two choices", { statement: "1", choice: ["agree", "disagree"] }],
  ["two statements", { statement: ["1", "2"], choice: "agree" }],
  ["no statement", { choice: "agree" }],
  ["a statement that does not exist", { statement: "999", choice: "agree" }],
  ["a statement that waits to be read", { statement: "13", choice: "agree" }],
  ["a hidden statement", { statement: "14", choice: "agree" }],
  ["a negative statement", { statement: "-1", choice: "agree" }],
  ["NaN", { statement: "NaN", choice: "agree" }],
  ["1e9", { statement: "1e9", choice: "agree" }],
  ["1e0", { statement: "1e0", choice: "agree" }],
  ["a statement with a space", { statement: " 1", choice: "agree" }],
  ["a fraction", { statement: "1.5", choice: "agree" }],
  ["beyond an integer", { statement: "4294967297", choice: "agree" }],
  ["100,000 statements", { statement: Array.from({ length: 100_000 }, () => "1"), choice: "agree" }],
];

fault(
  "T07",
  { attack: `${SHAPES.length} malformed ballots`, expected: "4xx each; vote +0, voter +0, tally +0" },
  async () => {
    const browser = stage.visitor();
    const token = await tokenOf(browser);
    const wrong: string[] = [];
    const seen = await added(async () => {
      for (const [name, fields] of SHAPES) {
        const { status } = await post(browser, VOTE, fields, token);
        if (status < 400 || status >= 500) wrong.push(`${name}: ${status}`);
      }
      const huge = await postBody(browser, VOTE, `csrf=${token}&choice=agree&statement=${"1".repeat(2_000_000)}`);
      if (huge.status < 400 || huge.status >= 500) wrong.push(`2 MB: ${huge.status}`);
    });
    return wrong.length > 0 ? wrong : `4xx each; ${seen}`;
  },
);

fault(
  "T07",
  {
    attack: "a statement of another question; a question that does not exist",
    expected: "4xx each; vote +0, voter +0, tally +0",
  },
  async () => {
    await stage.sql`
      insert into polls.poll (id, process_id, title, opens_at, closes_at, published_at, acting_role)
      values ('00000000-0000-4000-8000-0000000000b9', ${ESSAI.processId}, 'Autre', now() - interval '1 day', now() + interval '1 day', now(), 'editor')
    `;
    await stage.sql`
      insert into polls.statement (poll_id, number, text, language, origin, state)
      values ('00000000-0000-4000-8000-0000000000b9', 77, 'Ailleurs', 'fr', 'team', 'shown')
    `;
    const browser = stage.visitor();
    const token = await tokenOf(browser);
    const wrong: string[] = [];
    const seen = await added(async () => {
      for (const [address, statement] of [
        [VOTE, "77"],
        ["/fr/questions/999/voter", "1"],
        ["/fr/questions/1e0/voter", "1"],
        ["/fr/questions/-1/voter", "1"],
      ] as const) {
        const { status } = await post(browser, address, { statement, choice: "agree" }, token);
        if (status < 400 || status >= 500) wrong.push(`${address} ${statement}: ${status}`);
      }
    });
    return wrong.length > 0 ? wrong : `4xx each; ${seen}`;
  },
);

/** The dates of the question, whatever its triggers keep. */
async function date(opens: string, closes: string): Promise<void> {
  await stage.sql.begin(async (tx) => {
    await tx`alter table polls.poll disable trigger user`;
    await tx`
      update polls.poll
      set opens_at = now() + ${opens}::interval, closes_at = now() + ${closes}::interval
      where number = 1
    `;
    await tx`alter table polls.poll enable trigger user`;
  });
}

for (const [name, days] of [
  ["right", 0],
  ["a day early", -1],
  ["a day late", 1],
] as const) {
  fault(
    days === 0 ? "T07" : "T09",
    {
      attack: `votes before opening and after closing, the clock of the program is ${name}`,
      expected: "early 403, open 303, changed late 403, new late 403; vote +1, voter +1, tally +1",
    },
    async () => {
      const browser = stage.visitor();
      const token = await tokenOf(browser);
      if (days !== 0) vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + days * 86_400_000 });
      const statuses: number[] = [];
      const seen = await added(async () => {
        await date("1 hour", "2 hours");
        statuses.push((await vote(browser, 6, "agree", token)).status);
        await date("-1 hour", "1 hour");
        statuses.push((await vote(browser, 6, "agree", token)).status);
        await date("-1 hour", "-1 second");
        statuses.push(
          (await vote(browser, 6, "disagree", token)).status,
          (await vote(browser, 7, "agree", token)).status,
        );
        await date("-5 days", "20 days");
      });
      const [early, open, changed, late] = statuses;
      return `early ${early}, open ${open}, changed late ${changed}, new late ${late}; ${seen}`;
    },
  );
}

fault(
  "T09",
  { attack: "the phase closes while 30 votes wait to be stored", expected: "each 303 is stored, each 403 is not" },
  async () => {
    const browsers = Array.from({ length: 30 }, () => stage.visitor());
    const tokens = await Promise.all(browsers.map(tokenOf));
    const before = await stored();
    const sending = browsers.map(async (browser, n) => (await vote(browser, 8, "agree", tokens[n])).status);
    await stage.sql`update processes.phase set closed_at = now() where id = ${ESSAI.consultationId}`;
    const statuses = await Promise.all(sending);
    await stage.sql`update processes.phase set closed_at = null where id = ${ESSAI.consultationId}`;
    const taken = statuses.filter((status) => status === 303).length;
    const refused = statuses.filter((status) => status === 403).length;
    const { votes } = await stored();
    return votes - before.votes === taken && taken + refused === 30
      ? "each 303 is stored, each 403 is not"
      : `${taken} taken, ${refused} refused, ${votes - before.votes} stored`;
  },
);

fault(
  "T36",
  {
    attack: "device tokens cut, garbled, signed by another key, of nobody; a form of another device",
    expected: "403 each; vote +0, voter +0, tally +0",
  },
  async () => {
    const good = stage.visitor();
    const token = await tokenOf(good);
    const cookie = good.cookies.get("jalon_visitor") ?? "";
    const [id = "", signature = ""] = cookie.split(".");
    const other = stage.visitor();
    await tokenOf(other);
    const forged = [
      id,
      `${id}.`,
      `${id}.${signature.slice(1)}`,
      `${id}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`,
      `${id.startsWith("A") ? "B" : "A"}${id.slice(1)}.${signature}`,
      `${(other.cookies.get("jalon_visitor") ?? "").split(".")[0]}.${signature}`,
      `.${signature}`,
      "",
      other.cookies.get("jalon_visitor") ?? "",
    ];
    const wrong: string[] = [];
    const seen = await added(async () => {
      for (const value of forged) {
        const browser = stage.visitor();
        browser.cookies.set("jalon_visitor", value);
        const { status } = await vote(browser, 9, "agree", token);
        if (status !== 403) wrong.push(`${value}: ${status}`);
      }
    });
    return wrong.length > 0 ? wrong : `403 each; ${seen}`;
  },
);

fault("T36", { attack: "a token copied to 20 browsers, each vote replayed 5 times", expected: ONE }, async () => {
  const first = stage.visitor();
  const token = await tokenOf(first);
  const copies = Array.from({ length: 20 }, () => {
    const copy = stage.visitor();
    copy.cookies.set("jalon_visitor", first.cookies.get("jalon_visitor") ?? "");
    return copy;
  });
  return await added(
    async () =>
      await Promise.all(copies.flatMap((copy) => Array.from({ length: 5 }, () => vote(copy, 10, "agree", token)))),
  );
});

fault(
  "T36",
  {
    attack: "100 private windows of one person",
    expected: "vote +100, voter +100, tally +100; shown apart: 100 without account, 0 with one",
  },
  async () => {
    const editor = await stage.as("editor");
    const shown = async (): Promise<readonly number[]> => {
      const text = (await editor.get("/fr/equipe/questions/1/votants")).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
      return [/(\d+) personnes? sans compte/, /(\d+) personnes? connectées?/].map((one) => Number(one.exec(text)?.[1]));
    };
    const before = await shown();
    const seen = await added(async () => {
      for (let window = 0; window < 100; window += 1) {
        const browser = stage.visitor();
        await vote(browser, 11);
      }
    });
    const after = await shown();
    const [guests, accounts] = after.map((value, index) => value - (before[index] ?? 0));
    return `${seen}; shown apart: ${guests} without account, ${accounts} with one`;
  },
);

fault(
  "T36",
  { attack: "3,000 guests of one address in an hour, then one more", expected: "the one more 429, its account 303" },
  async () => {
    await stage.sql`update votes.arrival set guests = 3000`;
    const guest = (await vote(stage.visitor(), 12)).status;
    const account = (await vote(await stage.as("participant"), 12)).status;
    return `the one more ${guest}, its account ${account}`;
  },
);
