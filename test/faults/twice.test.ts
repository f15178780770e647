// Class H, T02, T06, T08, T09 and T42: what is sent twice, at once, late or by a wrong clock counts once and by the clock of the database.
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { type Browser, ESSAI, type Fields } from "../house.ts";
import { fault } from "./fault.ts";
import {
  askLink,
  createStage,
  decide,
  moderate,
  post,
  rewrite,
  START,
  type Stage,
  tokenOf,
  writeDraft,
} from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());
afterEach(() => {
  vi.useRealTimers();
});

const count = async (table: string): Promise<number> => {
  const [row] = await stage.sql.unsafe<{ count: number }[]>(`select count(*) as count from ${table}`);
  return row?.count ?? 0;
};

type Sending = {
  readonly action: string;
  readonly fields: Fields;
  readonly times?: number;
  readonly tables: readonly string[];
  /** Who sends twice has done nothing wrong: no answer is a refusal. */
  readonly isKind?: boolean;
};

/** The same form sent `times` times at once, and what it added to some tables. */
async function sendTogether(
  browser: Browser,
  { action, fields, times = 8, tables, isKind = false }: Sending,
): Promise<string> {
  const token = await tokenOf(browser);
  const before = await Promise.all(tables.map(count));
  const answers = await Promise.all(Array.from({ length: times }, () => post(browser, action, fields, token)));
  // a retry after a time-out, and the back button: the form once more, later
  answers.push(await post(browser, action, fields, token));
  const after = await Promise.all(tables.map(count));
  const failed = answers.filter(({ status }) => status >= (isKind ? 400 : 500)).length;
  const added = tables.map((table, index) => `${table.split(".")[1]} +${(after[index] ?? 0) - (before[index] ?? 0)}`);
  return `${added.join(", ")}, ${failed} failures`;
}

fault(
  "T02",
  {
    attack: "the same draft sent again by a browser that had no answer",
    expected: "contribution +1, entry +1, 0 failures, the same receipt",
  },
  async () => {
    const browser = stage.visitor();
    const draft = await writeDraft(browser);
    const action = `${draft}/verification`;
    const tables = ["contributions.contribution", "journal.entry"];
    const seen = await sendTogether(browser, { action, fields: {}, times: 1, tables });
    const { status, location } = await post(browser, action, {});
    return `${seen}, ${status === 303 && location === `${draft}/recu` ? "the same receipt" : `${status} ${location}`}`;
  },
);

fault(
  "T42",
  {
    attack: "wizard: double click, two tabs, retry (8 at once, then once more)",
    expected: "contribution +1, entry +1, mail +1, 0 failures",
  },
  async () => {
    const browser = stage.visitor();
    const draft = await writeDraft(browser, { answer: { wantsAnswer: "yes", email: "zoe@exemple.fr" } });
    const tables = ["contributions.contribution", "journal.entry", "notices.mail"];
    return await sendTogether(browser, { action: `${draft}/verification`, fields: {}, tables, isKind: true });
  },
);

fault(
  "T42",
  {
    attack: "wizard: back button to a step after sending, then another sending",
    expected: "contribution +1, entry +1, 0 failures",
  },
  async () => {
    const browser = stage.visitor();
    const draft = await writeDraft(browser);
    const before = [await count("contributions.contribution"), await count("journal.entry")] as const;
    await browser.submit({});
    const token = await tokenOf(browser);
    const late = [
      await post(browser, `${draft}/texte`, { body: "D’autres mots, trop tard." }, token),
      await post(browser, `${draft}/verification`, {}, token),
    ];
    const [row] = await stage.sql<
      { body: string }[]
    >`select body from contributions.contribution order by number desc limit 1`;
    if (row?.body !== "Un avis utile.") return `words became ${row?.body}`;
    const added = [(await count("contributions.contribution")) - before[0], (await count("journal.entry")) - before[1]];
    return `contribution +${added[0]}, entry +${added[1]}, ${late.filter(({ status }) => status >= 500).length} failures`;
  },
);

fault(
  "T06",
  { attack: "50 identical supports at once from one signed-in browser", expected: "1 row, 1 shown" },
  async () => {
    const member = await stage.as("participant");
    return await supported([member], 50);
  },
);

fault(
  "T06",
  { attack: "50 supports at once from five browsers of one account", expected: "1 row, 1 shown" },
  async () => {
    const first = await stage.as("participant");
    const { openSession } = await import("#rooms/accounts");
    const browsers = [first, ...Array.from({ length: 4 }, () => stage.visitor())];
    for (const browser of browsers.slice(1))
      browser.cookies.set("jalon_session", await openSession(stage.sql, first.personId));
    return await supported(browsers, 10);
  },
);

fault(
  "T06",
  { attack: "50 identical supports at once from a device without account", expected: "1 row, 1 shown" },
  async () => await supported([stage.visitor()], 50),
);

async function supported(browsers: readonly Browser[], times: number): Promise<string> {
  const { id, number } = await stage.contribute();
  const action = `/fr/contributions/${number}/soutien`;
  const tokens = await Promise.all(browsers.map(tokenOf));
  await Promise.all(
    browsers.flatMap((browser, index) =>
      Array.from({ length: times }, () => post(browser, action, { value: "for" }, tokens[index])),
    ),
  );
  const [row] = await stage.sql<{ rows: number }[]>`
    select count(*) as rows from contributions.support where contribution_id = ${id}
  `;
  const data = (await (await stage.fetch(`/fr/donnees-ouvertes/${ESSAI.process}/supports.json`)).json()) as {
    rows?: readonly Record<string, number>[];
  } & readonly Record<string, number>[];
  const shown = (data.rows ?? data).find((one) => one.contribution === number)?.for_count;
  return `${row?.rows} row, ${shown} shown`;
}

fault("T06", { attack: "for, against, neutral and none at once, 40 times", expected: "at most 1 row" }, async () => {
  const { id, number } = await stage.contribute();
  const member = await stage.as("participant");
  const token = await tokenOf(member);
  const values = ["for", "against", "neutral", "none"];
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      post(member, `/fr/contributions/${number}/soutien`, { value: values[index % 4] ?? "" }, token),
    ),
  );
  const [row] = await stage.sql<
    { rows: number }[]
  >`select count(*) as rows from contributions.support where contribution_id = ${id}`;
  return (row?.rows ?? 9) <= 1 ? "at most 1 row" : `${row?.rows} rows`;
});

fault(
  "T08",
  {
    attack: "two editors decide on the same contribution at once, 10 times",
    expected: "10 contributions, 10 in force",
  },
  async () => {
    const [first, second] = [await stage.as("editor"), await stage.as("editor")];
    const [process] = await stage.sql<{ id: string }[]>`select id from processes.process`;
    const numbers: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const { number } = await stage.contribute();
      numbers.push(number);
      const form = {
        verdict: "declined",
        addressedTo: "",
        reason: "Un motif.",
        answer: "Une réponse.",
        act: "save",
        process: process?.id ?? "",
      };
      await Promise.all(
        [first, second].map(async (editor) =>
          post(editor, "/fr/equipe/decisions/nouvelle", {
            ...form,
            id: crypto.randomUUID(),
            contributions: String(number),
          }),
        ),
      );
    }
    const [row] = await stage.sql<{ covered: number }[]>`
    select count(*) as covered
    from decisions.covering
    join contributions.contribution on contribution.id = covering.contribution_id
    where number = any (${numbers}::bigint[]) and is_in_force
  `;
    return `${numbers.length} contributions, ${row?.covered} in force`;
  },
);

fault(
  "T42",
  { attack: "a decision saved twice: double click, retry", expected: "decision +1, covering +1, 0 failures" },
  async () => {
    const editor = await stage.as("editor");
    const { number } = await stage.contribute();
    const [process] = await stage.sql<{ id: string }[]>`select id from processes.process`;
    const words = { verdict: "declined", addressedTo: "", reason: "Un motif.", answer: "Une réponse." };
    return await sendTogether(editor, {
      action: "/fr/equipe/decisions/nouvelle",
      fields: {
        ...words,
        act: "save",
        id: crypto.randomUUID(),
        process: process?.id ?? "",
        contributions: String(number),
      },
      tables: ["decisions.decision", "decisions.covering"],
      isKind: true,
    });
  },
);

fault("T42", { attack: "decisions published twice", expected: "mail +1, entry +1, 0 failures" }, async () => {
  const editor = await stage.as("editor");
  const { number } = await stage.contribute({ email: "ana@exemple.fr" });
  const draft = await decide(stage, [number]);
  const fields = { act: "publish", demarche: ESSAI.process, decisions: String(draft.number) };
  return await sendTogether(editor, {
    action: "/fr/equipe/decisions",
    fields,
    tables: ["notices.mail", "journal.entry"],
  });
});

fault(
  "T42",
  { attack: "a moderator hides twice: double click, two tabs", expected: "act +1, mail +1, entry +1, 0 failures" },
  async () => {
    const moderator = await stage.as("moderator");
    const { number } = await stage.contribute({ state: "received", email: "bob@exemple.fr" });
    const fields = { verb: "hide", ground: "insult", reason: "Une injure.", version: "1", seen: "received" };
    return await sendTogether(moderator, {
      action: `/fr/equipe/moderation/${number}`,
      fields,
      tables: ["moderation.act", "notices.mail", "journal.entry"],
    });
  },
);

fault(
  "T42",
  {
    attack: "an appeal sent twice, then decided twice",
    expected: "appeal +1, entry +1, 0 failures; act +1, mail +1, 0 failures",
  },
  async () => {
    const [first, second] = [await stage.as("moderator"), await stage.as("moderator")];
    const { number, receiptCode } = await stage.contribute({ state: "received", email: "cid@exemple.fr" });
    await moderate(first, number, { verb: "hide", ground: "insult", reason: "Une injure." });
    const sent = await sendTogether(stage.visitor(), {
      action: `/fr/recepisse/${receiptCode}/contester`,
      fields: { words: "Je conteste." },
      tables: ["moderation.appeal", "journal.entry"],
    });
    const [appeal] = await stage.sql<{ id: string }[]>`select id from moderation.appeal order by made_at desc limit 1`;
    const decided = await sendTogether(second, {
      action: `/fr/equipe/recours/${appeal?.id}`,
      fields: { outcome: "overturned", reason: "Rien d’injurieux." },
      tables: ["moderation.act", "notices.mail"],
    });
    return `${sent}; ${decided}`;
  },
);

fault(
  "T42",
  {
    attack: "new words and a withdrawal sent twice",
    expected: "rewording +1, entry +1, 0 failures; entry +1, 0 failures",
  },
  async () => {
    const { receiptCode } = await stage.contribute({ state: "rephrase_asked" });
    const author = stage.visitor();
    const reworded = await sendTogether(author, {
      action: `/fr/recepisse/${receiptCode}/reformuler`,
      fields: { body: "D’autres mots." },
      tables: ["contributions.rewording", "journal.entry"],
    });
    const withdrawn = await sendTogether(author, {
      action: `/fr/recepisse/${receiptCode}/retirer`,
      fields: {},
      tables: ["journal.entry"],
    });
    return `${reworded}; ${withdrawn}`;
  },
);

fault(
  "T42",
  {
    attack: "an account made twice: the link and the code, in two tabs",
    expected: "person +1, role_grant +1, 0 failures",
  },
  async () => {
    const browser = stage.visitor();
    const { link } = await askLink(stage, browser, "neuf@exemple.fr");
    return await sendTogether(browser, {
      action: link,
      fields: { nom: "Une personne" },
      tables: ["accounts.person", "accounts.role_grant"],
    });
  },
);

fault(
  "T42",
  { attack: "an account made twice by an administrator", expected: "person +1, mail +1, 0 failures" },
  async () => {
    const administrator = await stage.as("administrator");
    const fields = { adresse: "equipe@exemple.fr", nom: "Quelqu’un", langue: "fr", roles: "editor", territoire: "" };
    return await sendTogether(administrator, {
      action: "/fr/equipe/comptes",
      fields,
      tables: ["accounts.person", "notices.mail"],
    });
  },
);

fault(
  "T42",
  {
    attack: "an edition prepared by two editors, then published twice",
    expected: "edition +1, 0 failures; entry +1, 0 failures",
  },
  async () => {
    const editor = await stage.as("editor");
    const prepared = await sendTogether(editor, {
      action: "/fr/equipe/editions",
      fields: { document: ESSAI.document, from: ESSAI.editionId },
      tables: ["documents.edition"],
    });
    const [draft] = await stage.sql<{ id: string }[]>`select id from documents.edition where state = 'draft'`;
    const edition = draft?.id ?? "";
    await rewrite(editor, edition, "p1", "Les professionnels versent les documents le jour même.");
    const published = await sendTogether(editor, {
      action: `/fr/equipe/editions/${edition}/publier`,
      fields: { drafts: "tied", "publishedOn-day": "1", "publishedOn-month": "3", "publishedOn-year": "2026" },
      tables: ["journal.entry"],
      isKind: true,
    });
    return `${prepared}; ${published}`;
  },
);

const closing = async (interval: string) =>
  await stage.sql`update processes.phase set planned_closes_at = now() + ${interval}::interval where id = ${ESSAI.consultationId}`;

for (const [name, days] of [
  ["a day early", -1],
  ["a day late", 1],
  ["ten years late", 3_650],
] as const) {
  fault(
    "T09",
    { attack: `the clock of the program is ${name}`, expected: "open: taken; closed: refused; a link good then gone" },
    async () => {
      const voter = stage.visitor();
      const { number } = await stage.contribute();
      await closing("1 hour");
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + days * 86_400_000 });
      const wrong: string[] = [];
      const draft = await writeDraft(voter);
      await voter.submit({});
      if (!voter.path.endsWith("/recu")) wrong.push(`open: sent to ${voter.path}`);
      if ((await post(voter, `/fr/contributions/${number}/soutien`, { value: "for" })).status !== 303)
        wrong.push("open: support refused");
      const late = await writeDraft(voter);
      const asking = stage.visitor();
      const { link } = await askLink(stage, asking, `horloge${days + 10}@exemple.fr`);
      if (!(await asking.get(link)).includes('name="nom"')) wrong.push("a link of this minute is refused");
      await stage.sql`update accounts.sign_in_link set expires_at = now() - interval '1 second'`;
      if ((await post(asking, link, { nom: "Quelqu’un" })).status !== 410)
        wrong.push("a link of a quarter of an hour ago is taken");
      await closing("-1 second");
      if ((await post(voter, `${late}/verification`, {})).status < 400) wrong.push("closed: taken");
      if ((await post(voter, START, { where: "text" })).status < 400) wrong.push("closed: a draft is begun");
      if ((await post(voter, `/fr/contributions/${number}/soutien`, { value: "against" })).status < 400)
        wrong.push("closed: support taken");
      await closing("30 days");
      return wrong.length > 0 || draft === "" ? wrong : [];
    },
  );
}
