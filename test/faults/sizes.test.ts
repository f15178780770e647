// Class J, T33 and T34: texts made to be slow, the longest that are taken, heaps of marks; pages that show them stay quick.
import { afterAll, beforeAll } from "vitest";
import { raiseFlags } from "#rooms/moderation";
import { type Browser, ESSAI } from "../house.ts";
import { crawl } from "./crawl.ts";
import { fault } from "./fault.ts";
import { createStage, decide, type Member, moderate, post, prepareEdition, type Stage, writeDraft } from "./stage.ts";
import { type NamedText, slowTexts } from "./texts.ts";

let stage: Stage;
let moderator: Member;
let editor: Member;
beforeAll(async () => {
  stage = await createStage();
  moderator = await stage.as("moderator");
  editor = await stage.as("editor");
});
afterAll(() => stage.close());

const LIMIT = 10_000;
/** 2,000 different words of four letters, `step` apart: 1 and 7 give the same words in another order. */
const wordsFrom = (step: number) =>
  Array.from({ length: 2_000 }, (_, i) => ((i * step) % 2_000).toString(36).padStart(4, "q")).join(" ");

const heavy: readonly NamedText[] = [
  ...slowTexts(LIMIT),
  { name: "one word", text: "a".repeat(LIMIT) },
  { name: "combining marks of two classes", text: `a${"\u0301\u0316".repeat(LIMIT / 2 - 1)}` },
  { name: "emoji families", text: "👨‍👩‍👧".repeat(Math.floor(LIMIT / 5)) },
  { name: "right to left", text: "שלום ".repeat(LIMIT / 5) },
  { name: "one letter a line", text: "a\n".repeat(LIMIT / 2) },
  { name: "words all different", text: wordsFrom(1) },
  { name: "the same words in another order", text: wordsFrom(7) },
];

/** Milliseconds of the processor that some work takes in this process. */
async function cpu(work: () => Promise<unknown>): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

fault(
  "T33",
  {
    attack: `${heavy.length} texts of 10,000 characters as comment, rewriting, and rewriting of a rewriting`,
    expected: "each page < 1 s of processor",
    timeout: 120_000,
  },
  async () => {
    const wrong: string[] = [];
    const quick = async (what: string, work: () => Promise<unknown>) => {
      const ms = await cpu(work);
      if (ms > 1_000) wrong.push(`${what}: ${Math.round(ms)} ms`);
    };
    for (const { name, text } of heavy) {
      const browser = stage.visitor();
      let draft = "";
      await quick(`${name}: the form`, async () => {
        draft = await writeDraft(browser, {
          kind: { kind: "amendment" },
          rewriting: { proposedText: text },
          words: { body: text },
        });
      });
      if (!browser.path.endsWith("/verification")) {
        wrong.push(`${name}: refused at ${browser.path} ${browser.status}`);
        continue;
      }
      await quick(`${name}: sending`, () => browser.submit({}));
      const [row] = await stage.sql<
        { number: number }[]
      >`select number from contributions.contribution order by number desc limit 1`;
      const number = row?.number ?? 0;
      await quick(`${name}: flags`, () => raiseFlags(stage.sql));
      await quick(`${name}: the item of the moderator`, () => moderator.get(`/fr/equipe/moderation/${number}`));
      await quick(`${name}: publishing`, () => moderator.submit({ verb: "publish" }));
      await quick(`${name}: the public page`, async () => (await stage.fetch(`/fr/contributions/${number}`)).text());
      await quick(`${name}: the list`, async () =>
        (await stage.fetch(`/fr/demarches/${ESSAI.process}/contributions?ordre=recentes`)).text(),
      );
      await quick(`${name}: searching its beginning`, async () =>
        (
          await stage.fetch(
            `/fr/demarches/${ESSAI.process}/contributions?q=${encodeURIComponent(text.slice(0, 190).toWellFormed().replaceAll("\ufffd", ""))}`,
          )
        ).text(),
      );
      if (draft === "") wrong.push(name);
    }
    return wrong;
  },
);

fault(
  "T34",
  {
    attack: "an edition whose passages are rewritten from one slow text to another",
    expected: "comparison, changes and desk < 1 s of processor",
    timeout: 120_000,
  },
  async () => {
    const wrong: string[] = [];
    const pick = [
      "words all different",
      "the same words in another order",
      "one word",
      "spaces then x",
      "one letter a line",
    ].map((name) => heavy.find((one) => one.name === name)?.text ?? name);
    for (const round of [0, 1]) {
      const edition = await prepareEdition(editor);
      const at = `/fr/equipe/editions/${edition}`;
      for (const [index, anchor] of ["p1", "p2", "p3", "p4", "p5"].entries()) {
        const [{ text: seen = "" } = {}] = await stage.sql<{ text: string }[]>`
        select text from documents.edition_passage where edition_id = ${edition} and passage_id = ${ESSAI.passageId(index + 1)}
      `;
        const text = (pick[(index + round) % 5] ?? "").trim();
        const ms = await cpu(() => post(editor, `${at}/passages/${anchor}`, { act: "rewrite", text, seen }));
        if (ms > 1_000) wrong.push(`saving ${anchor}: ${Math.round(ms)} ms`);
        await post(editor, `${at}/passages/${anchor}`, { act: "account", why: "editorial", reason: "x".repeat(2_000) });
      }
      const desk = await cpu(() => editor.get(`${at}?vue=modifications`));
      if (desk > 1_000) wrong.push(`desk: ${Math.round(desk)} ms`);
      const sent = await post(editor, `${at}/publier`, {
        drafts: "tied",
        "publishedOn-year": "2026",
        "publishedOn-month": "3",
        "publishedOn-day": "1",
      });
      if (sent.status !== 303) wrong.push(`not published: ${sent.status}`);
    }
    const document = `/fr/textes/${ESSAI.document}`;
    for (const page of [
      `${document}/comparer?de=2&a=3`,
      `${document}/editions/3/modifications`,
      `${document}/editions/3/integral`,
      `${document}/passages/p1`,
    ]) {
      const ms = await cpu(async () => (await stage.fetch(page)).text());
      if (ms > 1_000) wrong.push(`${page}: ${Math.round(ms)} ms`);
    }
    return wrong;
  },
);

fault(
  "T34",
  {
    attack: "names of the process, territories and categories of 5,000 characters",
    expected: "forms, mails and pages still work",
    timeout: 120_000,
  },
  async () => {
    const long = "Titre très long ".repeat(300);
    await stage.sql`update processes.process set title = ${long}, summary = ${long}`;
    await stage.sql`update processes.actor_category set name_fr = ${long}`;
    const wrong: string[] = [];
    const browser = stage.visitor();
    await writeDraft(browser, { answer: { wantsAnswer: "yes", email: "zoe@exemple.fr" } });
    await browser.submit({});
    if (!browser.path.endsWith("/recu")) wrong.push(`sending: ${browser.status}`);
    const [row] = await stage.sql<
      { number: number }[]
    >`select number from contributions.contribution order by number desc limit 1`;
    await moderate(moderator, row?.number ?? 0, { verb: "publish" });
    const draft = await decide(stage, [row?.number ?? 0]);
    const { status } = await post(editor, "/fr/equipe/decisions", {
      act: "publish",
      demarche: ESSAI.process,
      decisions: String(draft.number),
    });
    if (status !== 303) wrong.push(`publishing: ${status}`);
    const hidden = await stage.contribute({ state: "received", email: "bob@exemple.fr" });
    await moderate(moderator, hidden.number, { verb: "hide", ground: "insult", reason: "x".repeat(2_000) });
    if (moderator.status >= 400) wrong.push(`hiding: ${moderator.status}`);
    const pages = await crawl(stage.visitor() as Browser, ["/fr"], { limit: 60 });
    return [...wrong, ...pages.filter((page) => page.status >= 500).map(({ address }) => address)];
  },
);

fault(
  "T34",
  { attack: "pages, numbers and anchors of 1e9 and beyond", expected: "a page in < 1 s of processor", timeout: 30_000 },
  async () => {
    const wrong: string[] = [];
    const huge = ["1000000000", "99999", "100000", "9".repeat(15), "9".repeat(400)];
    for (const n of huge) {
      for (const address of [
        `/fr/demarches/${ESSAI.process}/contributions?page=${n}`,
        `/fr/contributions/${n}`,
        `/fr/decisions/${n}`,
        `/fr/textes/${ESSAI.document}/editions/${n}`,
        `/fr/textes/${ESSAI.document}/passages/p${n}`,
        `/fr/textes/${ESSAI.document}/modifications/${n}`,
        `/fr/textes/${ESSAI.document}/comparer?de=${n}&a=${n}`,
        `/fr/journal?page=${n}`,
      ]) {
        let status = 0;
        const ms = await cpu(async () => {
          const response = await stage.fetch(address);
          status = response.status;
          await response.text();
        });
        if (status >= 500 || ms > 1_000) wrong.push(`${address.slice(0, 70)}: ${status}, ${Math.round(ms)} ms`);
      }
    }
    return wrong;
  },
);
