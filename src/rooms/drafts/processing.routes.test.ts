import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { runDrafts } from "./draft-run.actions.ts";

const PURPOSE = "Trier d’avance les contributions publiées avec le modèle d’un serveur d’essai, en France.";
let house: TestHouse;
let administrator: Browser;
let analyst: Browser;
const sent: string[] = [];
let isBroken = false;

/** Gives a vector by subject: bikes one way, canteens the other. */
const server = createServer((request, response) => void serve(request, response));
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  sent.push(text);
  if (isBroken) {
    response.writeHead(400).end("<html>no</html>");
    return;
  }
  const { input } = JSON.parse(text) as { input: string[] };
  const data = input.map((words, index) => ({
    index,
    embedding: words.includes("vélo") ? [1, 0.1 + (index % 7) / 50, 0] : [0, 0.1 + (index % 5) / 50, 1],
  }));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data: data.reverse() }));
}

const desk = `/fr/equipe/themes/${ESSAI.process}/ebauches`;
const REGISTER = "/fr/equipe/registre-des-traitements";
/** Apostrophes and spaces as they are typed. */
const said = (html: string): string => html.replaceAll("’", "'").replace(/[\u00a0\u202f]/g, " ");

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  house = await createTestHouse({
    env: {
      JALON_EMBEDDINGS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      JALON_EMBEDDINGS_MODEL: "petit-modele",
      JALON_EMBEDDINGS_KEY: "clef-secrete",
      JALON_EMBEDDINGS_PURPOSE: PURPOSE,
    },
  });
  administrator = await house.as("administrator");
  analyst = await house.as("analyst");
  await house.sql`
    insert into contributions.contribution (
      number, process_id, kind, edition_id, node_id, passage_id, about_text, body, author_name, channel, receipt_hash, state,
      submitted_at, published_at
    )
    select n, ${ESSAI.processId}, 'comment', ${ESSAI.editionId}, ${ESSAI.nodeId(2)}, ${ESSAI.passageId(1)}, 'Les mots du jour.',
      case when n % 2 = 0 then 'Des pistes pour le vélo, partout, dit le texte ' else 'Des menus pour la cantine, dit le texte ' end || n,
      'Nom Inconnu', 'online', sha256(n::text::bytea), case when n <= 80 then 'published' else 'hidden' end,
      now() - interval '2 days', case when n <= 80 then now() - interval '1 day' end
    from generate_series(1, 90) as n
  `;
});
beforeEach(() => {
  sent.length = 0;
  isBroken = false;
});
afterAll(async () => {
  await house.close();
  server.close();
});

async function draftWith(fields: Record<string, string>): Promise<string> {
  await analyst.get(desk);
  await analyst.submit({ count: "2", ...fields }, desk);
  await runDrafts(house.app.world);
  const [row] = await house.sql<{ number: number }[]>`select max(number)::bigint as number from drafts.draft`;
  await analyst.get(`${desk}/${row?.number}`);
  return said(analyst.html);
}

test("before the register has its entry nothing is sent, whoever asks, and the legal notice says so", async () => {
  const visitor = house.visitor();
  await visitor.get("/fr/mentions-legales");
  expect(visitor.html).toContain(PURPOSE);
  expect(said(visitor.html)).toContain("il n'a pas encore commencé");
  await analyst.get(desk);
  expect(said(analyst.html)).toContain("le registre des traitements n'a pas encore d'entrée");
  expect(analyst.html).not.toContain('name="vectors"');
  await analyst.submit({ count: "2", vectors: "on" }, desk);
  expect(analyst.status).toBe(422);
  await draftWith({});
  expect(sent).toEqual([]);
});

test("the register is kept by administrators; what is missing is said, what was typed stays", async () => {
  await analyst.get(REGISTER);
  expect(analyst.status).toBe(403);
  await administrator.get(REGISTER);
  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(administrator.html)?.[1] ?? "";
  await administrator.submit(
    { act: "enter", seen, recipient: "", legalBasis: "Contrat signé", retention: "Aucune" },
    REGISTER,
  );
  expect(administrator.status).toBe(422);
  expect(administrator.html).toContain("Contrat signé");
  const good = { act: "enter", recipient: "Un organisme, France", legalBasis: "Contrat signé", retention: "Aucune" };
  await administrator.submit({ ...good, seen: "autre chose" }, REGISTER);
  expect(administrator.status).toBe(422);
  await administrator.submit({ ...good, seen }, REGISTER);
  await administrator.submit({ ...good, seen }, REGISTER);
  expect(administrator.status).toBe(200);
  const entries = await house.sql`
    select entry.kind from journal.entry join drafts.processing_entry as processing on processing.id = entry.subject_id
  `;
  expect(entries.map(({ kind }) => kind)).toEqual(["drafts.processing-entered"]);
  const visitor = house.visitor();
  await visitor.get("/fr/registre-des-traitements");
  expect(visitor.html).toContain("Un organisme, France");
  expect(visitor.html).toContain(PURPOSE);
  await visitor.get("/fr/mentions-legales");
  expect(said(visitor.html)).toContain("sauf le texte de contributions publiées");
  expect(visitor.html).not.toContain("clef-secrete");
});

test("vectors replace the words, only public texts are sent, and the page says so", async () => {
  const html = await draftWith({ vectors: "on" });
  expect(html).toContain("triés d'avance par les vecteurs du modèle petit-modele");
  expect(html).toContain("modèle petit-modele, 3 dimensions");
  expect(analyst.html).toContain(PURPOSE);
  const texts = sent.flatMap((body) => (JSON.parse(body) as { input: string[] }).input);
  expect(texts).toHaveLength(80);
  expect(texts.join(" ")).not.toContain("Nom Inconnu");
  expect(sent.map((body) => Object.keys(JSON.parse(body) as object).sort())).toEqual([
    ["input", "model"],
    ["input", "model"],
  ]);
  expect(texts.some((text) => /dit le texte (8[1-9]|90)$/.test(text))).toBe(false);
});

test("what was asked once is kept; the next draft asks only for what is new", async () => {
  await draftWith({ vectors: "on" });
  expect(sent).toEqual([]);
});

test("a server that fails: the words for the whole draft, and a warning", async () => {
  isBroken = true;
  await house.sql`delete from drafts.embedding where ctid in (select ctid from drafts.embedding limit 10)`;
  const html = await draftWith({ vectors: "on" });
  expect(html).toContain("le serveur a refusé la demande");
  expect(html).toContain("Aucun : rien n'a quitté ce serveur.".slice(0, 5));
  const [row] = await house.sql<{ model: string | null; fault: string }[]>`
    select vectors_model as model, vectors_fault as fault from drafts.draft order by number desc limit 1
  `;
  expect(row).toEqual({ model: null, fault: "refused" });
});

test("ended in the register, nothing is sent any more, even for a draft asked before", async () => {
  await house.sql`truncate drafts.embedding`;
  await analyst.get(desk);
  await analyst.submit({ count: "2", vectors: "on" }, desk);
  expect(analyst.status).toBe(200);
  await administrator.get(REGISTER);
  await administrator.submit({ act: "end" }, REGISTER);
  await runDrafts(house.app.world);
  expect(sent).toEqual([]);
  const [row] = await house.sql<{ fault: string }[]>`
    select vectors_fault as fault from drafts.draft order by number desc limit 1
  `;
  expect(row?.fault).toBe("off");
  await expect(house.sql`update drafts.processing_entry set purpose = 'autre'`).rejects.toThrow("never rewritten");
});
