import { asId, type EditionId, type PassageId, type PersonId, type ProcessId } from "#kernel/ids.ts";
import { insertContribution, type NewContribution } from "#rooms/contributions";
import { type Browser, createTestHouse, ESSAI, type Fields, type TestHouse } from "../house.ts";

const ORIGIN = "http://jalon.test";
export const START = `/fr/demarches/${ESSAI.process}/contribuer`;

export type Stage = TestHouse & {
  readonly contribute: (given?: Partial<NewContribution>) => Promise<Contributed>;
};
export type Contributed = { readonly id: string; readonly number: number; readonly receiptCode: string };

/** The whole product, and a way to bring contributions in any state. */
export async function createStage(): Promise<Stage> {
  const house = await createTestHouse();
  const words = await house.sql<{ id: string; text: string; node: string }[]>`
    select passage_id as id, text, node_id as node from documents.edition_passage
  `;
  const contribute = async (given: Partial<NewContribution> = {}) => {
    const passageId = given.passageId ?? asId<PassageId>(ESSAI.passageId(1));
    const about = words.find(({ id }) => id === passageId);
    return await house.sql.begin((tx) =>
      insertContribution(tx, {
        processId: asId<ProcessId>(ESSAI.processId),
        kind: "comment",
        editionId: asId<EditionId>(ESSAI.editionId),
        passageId,
        nodeId: (about?.node ?? null) as NewContribution["nodeId"] & string,
        aboutText: about?.text ?? null,
        body: "Il faut verser les documents le jour même.",
        channel: "online",
        state: "published",
        submittedAt: new Date("2026-02-01T10:00:00Z"),
        publishedAt: given.state === undefined || given.state === "published" ? new Date("2026-02-02T10:00:00Z") : null,
        ...given,
      }),
    );
  };
  return { ...house, contribute };
}

/** The form token of a browser. */
export async function tokenOf(browser: Browser): Promise<string> {
  const html = await (await browser.request(START)).text();
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? "";
}

export type Posted = { readonly status: number; readonly location: string; readonly html: string };

/** Sends fields as a browser would, to any address, without asking which form they come from. */
export async function post(browser: Browser, action: string, fields: Fields, token?: string): Promise<Posted> {
  const body = new URLSearchParams({ csrf: token ?? (await tokenOf(browser)) });
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return await postBody(browser, action, String(body));
}

/** The same, of a body that is written already. */
export async function postBody(browser: Browser, action: string, body: string): Promise<Posted> {
  const headers = { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
  const response = await browser.request(action, { method: "POST", body, headers });
  return { status: response.status, location: response.headers.get("location") ?? "", html: await response.text() };
}

/** The same with parts, as forms that carry files do. */
export async function postParts(browser: Browser, action: string, parts: FormData): Promise<Posted> {
  parts.set("csrf", await tokenOf(browser));
  const response = await browser.request(action, { method: "POST", body: parts, headers: { origin: ORIGIN } });
  return { status: response.status, location: response.headers.get("location") ?? "", html: await response.text() };
}

/** Asks for a sign-in link; gives what the mail says. */
export async function askLink(
  stage: TestHouse,
  browser: Browser,
  email: string,
): Promise<{ link: string; code: string }> {
  await browser.get("/fr/connexion");
  await browser.submit({ adresse: email });
  const [mail] = await stage.sql<{ text: string }[]>`
    select text_body as text from notices.mail where to_address = ${email} order by created_at desc limit 1
  `;
  const text = mail?.text ?? "";
  return {
    link: /\/fr\/connexion\/lien\/[\w-]+/.exec(text)?.[0] ?? "",
    code: /\b\d{3} \d{3}\b/.exec(text)?.[0] ?? "",
  };
}

export type Given = {
  readonly passage?: string;
  readonly kind?: Fields;
  readonly rewriting?: Fields;
  readonly words?: Fields;
  readonly voice?: Fields;
  readonly answer?: Fields;
};

/** A draft through its pages, up to the check page; gives the address of the draft. */
export async function writeDraft(browser: Browser, given: Given = {}): Promise<string> {
  const { passage = "p1", kind = { kind: "comment" }, rewriting, words, voice, answer } = given;
  await browser.get(`${START}?passage=${passage}`);
  await browser.submit({ where: "passage", passage });
  const draft = browser.path.replace(/\/type(\?.*)?$/, "");
  await browser.submit(kind);
  if (rewriting) await browser.submit(rewriting);
  await browser.submit(words ?? { body: "Un avis utile." });
  await browser.submit(voice ?? { voice: "anonymous" });
  if (browser.path.endsWith("/reponse")) await browser.submit(answer ?? { wantsAnswer: "no" });
  return draft;
}

/** A decision straight in the tables, as a draft. */
export async function decide(
  { sql }: TestHouse,
  numbers: readonly number[],
  words: { readonly reason?: string; readonly answer?: string; readonly publish?: boolean } = {},
): Promise<{ readonly id: string; readonly number: number }> {
  const { reason = "Le motif est clair.", answer = "Le texte sera précisé.", publish = false } = words;
  const [row] = await sql<{ id: string; number: number }[]>`
    insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
    values (${ESSAI.processId}, 'accepted', ${reason}, ${answer}, 'editor')
    returning id, number
  `;
  if (!row) throw new Error("no decision was stored");
  await sql`
    insert into decisions.covering (decision_id, contribution_id, acting_role)
    select ${row.id}, id, 'editor' from contributions.contribution where number = any (${numbers}::bigint[])
  `;
  if (publish) await sql`update decisions.decision set state = 'published', published_at = now() where id = ${row.id}`;
  return row;
}

/** A draft of edition 2; its id. */
export async function prepareEdition(editor: Browser): Promise<string> {
  await editor.get("/fr/equipe/editions");
  await editor.submit({}, "/fr/equipe/editions");
  return /editions\/([0-9a-f-]{36})/.exec(editor.path)?.[1] ?? "";
}

/** Rewrites a passage of a draft and gives an editorial reason. */
export async function rewrite(editor: Browser, edition: string, anchor: string, text: string): Promise<void> {
  const form = `/fr/equipe/editions/${edition}/passages/${anchor}`;
  await editor.get(`${form}?etape=texte`);
  await editor.submit({ text, act: "rewrite" }, form);
  await editor.submit({ why: "editorial", reason: "Clarté.", act: "account" }, form);
}

/** A decision of a moderator on a contribution, through the page. */
export async function moderate(moderator: Browser, number: number, fields: Fields): Promise<void> {
  await moderator.get(`/fr/equipe/moderation/${number}`);
  await moderator.submit(fields);
}

export type Member = Browser & { readonly personId: PersonId };
