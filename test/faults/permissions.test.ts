// Class A, T20: an id of somebody else opens nothing, and the page says no more than for an id that does not exist.
// T19, who enters which route, is test/privileges.test.ts.
import { afterAll, beforeAll } from "vitest";
import type { Browser } from "../house.ts";
import { fault } from "./fault.ts";
import { changedTables, fingerprint } from "./fingerprint.ts";
import {
  createStage,
  decide,
  type Member,
  moderate,
  post,
  prepareEdition,
  type Stage,
  tokenOf,
  writeDraft,
} from "./stage.ts";

let stage: Stage;
let participant: Member;
const owner: { browser: Browser; draft: string } = { browser: undefined as unknown as Browser, draft: "" };
/** An address that exists for somebody else, and one of the same form that exists for nobody. */
const pairs: [string, string][] = [];
const UNKNOWN = "00000000-0000-4000-8000-00000000dddd";

beforeAll(async () => {
  stage = await createStage();
  participant = await stage.as("participant");
  owner.browser = await stage.as("participant");
  owner.draft = await writeDraft(owner.browser);
  const sent = await writeDraft(owner.browser, { words: { body: "Envoyé." } });
  await owner.browser.submit({});
  const [own] = await stage.sql<{ id: string; number: number }[]>`select id, number from contributions.contribution`;
  const [moderator, editor] = [await stage.as("moderator"), await stage.as("editor")];
  const hidden = await stage.contribute({ state: "received" });
  await moderate(moderator, hidden.number, { verb: "hide", ground: "insult", reason: "Une injure." });
  const decided = await stage.contribute();
  const draft = await decide(stage, [decided.number]);
  await prepareEdition(editor);
  for (const step of ["type", "texte", "auteur", "verification", "recu"]) {
    pairs.push([`${owner.draft}/${step}`, `/fr/contribuer/${UNKNOWN}/${step}`]);
    pairs.push([`${sent}/${step}`, `/fr/contribuer/${UNKNOWN}/${step}`]);
  }
  for (const act of ["", "/reformuler", "/retirer", "/contester"])
    pairs.push([`/fr/recepisse/${own?.id}${act}`, `/fr/recepisse/${UNKNOWN}${act}`]);
  for (const id of [own?.id, hidden.id])
    for (const file of ["recu", "ouverture"]) pairs.push([`/journal/${file}/${id}/1`, `/journal/${file}/${UNKNOWN}/1`]);
  for (const number of [own?.number, hidden.number]) {
    pairs.push([`/fr/contributions/${number}`, "/fr/contributions/987654"]);
    pairs.push([`/fr/contributions/${number}/soutien`, "/fr/contributions/987654/soutien"]);
  }
  pairs.push([`/fr/decisions/${draft.number}`, "/fr/decisions/987654"]);
  const text = "/fr/textes/texte-essai";
  for (const rest of ["", "/integral", "/elements/A1-a", "/modifications"])
    pairs.push([`${text}/editions/2${rest}`, `${text}/editions/77${rest}`]);
}, 120_000);
afterAll(() => stage.close());

/** A page without what names the address asked for and the errors' reference. */
const bare = (html: string, address: string) =>
  html
    .replaceAll(address, "")
    .replaceAll(address.replace("/fr/", "/en/"), "")
    .replaceAll(encodeURIComponent(address), "")
    .replace(/value="[\w-]{40,}"/g, "");

for (const who of ["visitor", "participant"] as const) {
  fault(
    "T20",
    {
      attack: `${who} asks for drafts, receipts, hidden words, unpublished decisions and editions of others`,
      expected: "404, the same page as for nothing",
    },
    async () => {
      const browser = who === "visitor" ? stage.visitor() : participant;
      const wrong: string[] = [];
      for (const [address, nowhere] of pairs) {
        const [one, other] = [await browser.request(address), await browser.request(nowhere)];
        const [there, missing] = [bare(await one.text(), address), bare(await other.text(), nowhere)];
        if (one.status !== 404) wrong.push(`${address}: ${one.status}`);
        else if (there !== missing || one.status !== other.status)
          wrong.push(`${address}: another page than ${nowhere}`);
      }
      return wrong;
    },
  );

  fault(
    "T20",
    { attack: `${who} posts to drafts and receipts of others`, expected: "404, nothing stored" },
    async () => {
      const browser = who === "visitor" ? stage.visitor() : participant;
      const token = await tokenOf(browser);
      const wrong: string[] = [];
      for (const [address] of pairs) {
        if (!/\/(contribuer|recepisse)\/.*\/(?!recu)|\/recu\/|\/soutien$/.test(address)) continue;
        const before = await fingerprint(stage.sql);
        const { status } = await post(
          browser,
          address,
          { kind: "comment", body: "Volé.", words: "Volé.", value: "for", voice: "anonymous" },
          token,
        );
        const stored = changedTables(before, await fingerprint(stage.sql));
        if (status !== 404 || stored.length > 0) wrong.push(`${address}: ${status}, stored in [${stored.join(", ")}]`);
      }
      return wrong;
    },
  );
}

fault(
  "T20",
  { attack: "mails, people, appeals and drafts of the team that do not exist, asked by who may", expected: "404" },
  async () => {
    const administrator = await stage.as("administrator");
    const wrong: string[] = [];
    for (const id of [UNKNOWN, "0", "1", "-1", UNKNOWN.toUpperCase(), "' or 1=1", "%00", "9".repeat(30), "null"]) {
      for (const path of ["messages", "comptes", "recours", "editions", "decisions", "moderation", "demarches"]) {
        const address = `/fr/equipe/${path}/${encodeURIComponent(id)}`.replace("%2500", "%00");
        const { status } = await administrator.request(address);
        // the first contribution and the first decision of all may be number 1
        const isKnown = id === "1" && ["decisions", "moderation"].includes(path);
        if (status !== 404 && !isKnown) wrong.push(`${address}: ${status}`);
      }
    }
    return wrong;
  },
);

fault(
  "T20",
  { attack: "the token of a browser used by another, and none", expected: "403, nothing stored" },
  async () => {
    const [mine, theirs] = [await stage.as("participant"), await tokenOf(await stage.as("participant"))];
    const before = await fingerprint(stage.sql);
    const seen = [
      await post(mine, "/fr/mon-compte", { nom: "Volé", langue: "fr" }, theirs),
      await post(mine, "/fr/mon-compte", { nom: "Volé", langue: "fr" }, ""),
      await post(mine, "/fr/mon-compte", { nom: "Volé", langue: "fr", csrf: theirs }),
    ].map(({ status }) => status);
    const stored = changedTables(before, await fingerprint(stage.sql));
    return [...seen.filter((status) => status !== 403).map(String), ...stored];
  },
);
