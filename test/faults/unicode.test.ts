// T35: odd uses of Unicode are kept and shown as typed, or refused; nothing turns the page around; é is é however it was typed.
import { afterAll, beforeAll } from "vitest";
import { ESSAI } from "../house.ts";
import { fault } from "./fault.ts";
import { changedTables, fingerprint } from "./fingerprint.ts";
import { createStage, decide, post, type Stage, tokenOf, writeDraft } from "./stage.ts";
import { oddTexts } from "./texts.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());

const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const firstOf = async (address: string) => await (await stage.fetch(address)).text();

fault(
  "T35",
  { attack: `${oddTexts.length} odd texts sent through the form`, expected: "stored and shown as typed, or refused" },
  async () => {
    const wrong: string[] = [];
    for (const { name, text: given } of oddTexts) {
      // what a browser sends, and what is kept of its line ends
      const text = given.toWellFormed().replaceAll("\r\n", "\n");
      const browser = stage.visitor();
      const [{ count = 0 } = {}] = await stage.sql<
        { count: number }[]
      >`select count(*) as count from contributions.contribution`;
      await writeDraft(browser, { words: { body: text } }).catch(() => "");
      if (browser.path.endsWith("/verification")) await browser.submit({});
      const rows = await stage.sql<{ number: number; body: string; id: string }[]>`
      select id, number, body from contributions.contribution order by number offset ${count}
    `;
      const [row] = rows;
      if (!row) {
        if (browser.status >= 500) wrong.push(`${name}: ${browser.status}`);
        continue;
      }
      if (row.body !== text) wrong.push(`${name}: stored as ${JSON.stringify(row.body.slice(0, 40))}`);
      await stage.sql`update contributions.contribution set state = 'published', published_at = now() where id = ${row.id}`;
      const page = await firstOf(`/fr/contributions/${row.number}`);
      const line = text.split("\n")[0] ?? "";
      if (!page.includes(escapeHtml(line)) && !page.includes(line)) wrong.push(`${name}: shown otherwise`);
    }
    return wrong;
  },
);

fault(
  "T35",
  { attack: "lone surrogates, Latin-1 and overlong UTF-8 in forms", expected: "4xx, nothing stored" },
  async () => {
    const wrong: string[] = [];
    const browser = await stage.as("participant");
    const token = await tokenOf(browser);
    for (const raw of ["%ED%A0%80", "%ED%B0%80", "%E9t%E9", "%C0%AF", "%F8%88%80%80%80", "%FF", "a%00b"]) {
      const before = await fingerprint(stage.sql);
      const response = await browser.request("/fr/mon-compte", {
        method: "POST",
        body: `csrf=${encodeURIComponent(token)}&langue=fr&nom=Zo${raw}`,
        headers: { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" },
      });
      const stored = changedTables(before, await fingerprint(stage.sql));
      if (response.status < 400 || response.status >= 500 || stored.length > 0)
        wrong.push(`${raw}: ${response.status}, ${stored.join(", ")}`);
    }
    return wrong;
  },
);

fault(
  "T35",
  { attack: "words typed decomposed (NFD), searched composed (NFC), and the other way round", expected: "found alike" },
  async () => {
    const wrong: string[] = [];
    const editor = await stage.as("editor");
    const words = "télésurveillance œdémateuse";
    const [typed, other] = [
      await stage.contribute({ body: words.normalize("NFD") }),
      await stage.contribute({ body: words.normalize("NFC") }),
    ];
    for (const form of ["NFC", "NFD"] as const) {
      const asked = encodeURIComponent("œdémateuse".normalize(form));
      const list = await firstOf(`/fr/demarches/${ESSAI.process}/contributions?q=${asked}`);
      const desk = await (await editor.request(`/fr/equipe/decisions?demarche=${ESSAI.process}&q=${asked}`)).text();
      for (const { number } of [typed, other]) {
        if (!list.includes(`/contributions/${number}"`)) wrong.push(`${number} not found with ${form} in the list`);
        if (!new RegExp(`value="${number}"`).test(desk)) wrong.push(`${number} not found with ${form} on the desk`);
      }
    }
    return wrong;
  },
);

/** Text as it stands between tags, with the tag that opens it. */
const RUNS = /<(\w+)([^<>]*)>([^<>]*)(?=<)/g;
const HOLDS_ITSELF = ["title", "option", "textarea", "bdi"];

fault(
  "T35",
  {
    attack: "names, titles and words with controls that turn text around, on every kind of page",
    expected: "each in an element of its own direction",
  },
  async () => {
    const mark = "\u202egnp.exe\u2067";
    const given = {
      title: `Titre${mark}`,
      body: `Mots${mark}`,
      organisation: `Asso${mark}`,
      authorName: `Nom${mark}`,
      channelDetail: `Lieu${mark}`,
    };
    const { number } = await stage.contribute({ kind: "proposal", ...given });
    const person = await stage.contribute({ ...given, organisation: null });
    const waiting = await stage.contribute({ ...given, state: "received" });
    const decision = await decide(stage, [number, person.number], {
      reason: `Motif${mark}`,
      answer: `Réponse${mark}`,
      publish: true,
    });
    const [moderator, editor] = [await stage.as("moderator"), await stage.as("editor")];
    const pages = [
      [stage.visitor(), `/fr/contributions/${number}`],
      [stage.visitor(), `/fr/contributions/${person.number}`],
      [stage.visitor(), `/fr/contributions/${person.number}/soutien`],
      [stage.visitor(), `/fr/demarches/${ESSAI.process}/contributions`],
      [stage.visitor(), `/fr/decisions/${decision.number}`],
      [stage.visitor(), `/fr/demarches/${ESSAI.process}/decisions`],
      [moderator, "/fr/equipe/moderation"],
      [moderator, `/fr/equipe/moderation/${waiting.number}`],
      [editor, `/fr/equipe/decisions/${decision.number}`],
    ] as const;
    const wrong: string[] = [];
    for (const [browser, address] of pages) {
      const html = await (await browser.request(address)).text();
      for (const [, tag = "", attributes = "", text = ""] of html.matchAll(RUNS)) {
        if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) continue;
        const isAlone = HOLDS_ITSELF.includes(tag) || /\bdir="auto"/.test(attributes);
        if (!isAlone)
          wrong.push(
            `<${tag}${attributes.slice(0, 40)}> ${text
              .replace(/[\u202a-\u202e\u2066-\u2069]/g, "*")
              .trim()
              .slice(0, 50)} on ${address}`,
          );
      }
    }
    return wrong;
  },
);

fault(
  "T35",
  {
    attack: "display names that hide, turn around or look like the team",
    expected: "refused, or read by a moderator before anybody sees them",
  },
  async () => {
    const wrong: string[] = [];
    const member = await stage.as("participant");
    const token = await tokenOf(member);
    for (const name of ["\u202egnimda", "a\u0007b", "\u2066admin", "ligne\nligne", "\u200b", " \u00a0 "]) {
      const { status } = await post(member, "/fr/mon-compte", { nom: name, langue: "fr" }, token);
      if (status !== 422) wrong.push(`${JSON.stringify(name)}: ${status}`);
    }
    for (const name of ["Équipe Jalon", "Мinistère de la Santé", "ad\u200bmin", "L’autorité d’essai"]) {
      const browser = stage.visitor();
      await writeDraft(browser, { voice: { voice: "person", authorName: name } });
      await browser.submit({});
      const [row] = await stage.sql<{ state: string; number: number }[]>`
      select state, number from contributions.contribution order by number desc limit 1
    `;
      if (row?.state !== "received") wrong.push(`${name}: ${row?.state}`);
      const list = await firstOf(`/fr/demarches/${ESSAI.process}/contributions?ordre=recentes`);
      if (list.includes(`/contributions/${row?.number}"`)) wrong.push(`${name} is public`);
    }
    return wrong;
  },
);
