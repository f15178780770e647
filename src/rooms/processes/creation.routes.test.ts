import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { urls } from "#kernel/urls.ts";
import { htmlFaults } from "#ui/html-check.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
const newPage = urls.teamProcessNew("fr");
const SECOND = "00000000-0000-4000-8000-0000000000d2";

/** A second text, published, that no process is about. */
async function publishSecondText(): Promise<void> {
  const edition = "00000000-0000-4000-8000-0000000000e2";
  const [node, passage] = ["00000000-0000-4000-8000-000000000991", "00000000-0000-4000-8000-000000000992"];
  const { sql } = house;
  await sql`insert into documents.document (id, slug, kind, title) values (${SECOND}, 'plan-velo', 'roadmap', 'Plan vélo')`;
  await sql`insert into documents.edition (id, document_id, number, title, label) values (${edition}, ${SECOND}, 1, 'Plan vélo', 'Projet')`;
  await sql`insert into documents.node (id, document_id) values (${node}, ${SECOND})`;
  await sql`insert into documents.edition_node (edition_id, document_id, node_id, position, sort_key, type, code, title)
    values (${edition}, ${SECOND}, ${node}, 1, '0001', 'axis', '1', 'Des pistes sûres')`;
  await sql`insert into documents.passage (id, document_id, anchor) values (${passage}, ${SECOND}, 'p1')`;
  await sql`insert into documents.edition_passage (edition_id, document_id, passage_id, node_id, position, text)
    values (${edition}, ${SECOND}, ${passage}, ${node}, 1, 'Chaque école est reliée à une piste.')`;
  await sql`update documents.edition set state = 'published', published_on = '2026-01-15', published_at = now(), hash = repeat('b', 64)
    where id = ${edition}`;
}

beforeAll(async () => {
  house = await createTestHouse();
  await publishSecondText();
});
afterAll(() => house.close());

const proposal = {
  title: "Œuvrons pour le vélo : votre avis !",
  slug: "",
  summary: "La ville propose un plan vélo.",
  authority: "Ville d’essai",
  followUp: "La ville répond à chacun avant l’été.",
  language: "fr",
  text: "plan-velo",
  "opens-day": "1",
  "opens-month": "3",
  "opens-year": "2090",
  "closes-day": "10",
  "closes-month": "3",
  "closes-year": "2090",
} as const;
const SLUG = "oeuvrons-pour-le-velo-votre-avis";
const kinds = async (slug: string) =>
  (
    await house.sql<{ kind: string }[]>`
      select entry.kind from journal.entry join processes.process on process.id = entry.subject_id
      where process.slug = ${slug} order by entry.id`
  ).map(({ kind }) => kind);

describe("the form of a new process", () => {
  it("keeps all that was typed and names each field at fault", async () => {
    const editor = await house.as("editor");
    await editor.get(newPage);
    expect(editor.html).toContain('value="plan-velo"');
    // a text on which a consultation goes on is not offered
    expect(editor.html).not.toContain('value="texte-essai"');
    await editor.submit({
      ...proposal,
      title: " ",
      summary: "Un <b>résumé</b>",
      "opens-day": "31",
      "opens-month": "2",
    });
    expect(editor.status).toBe(422);
    for (const words of [
      "Écrivez le titre de la démarche.",
      "Écrivez le premier jour de la consultation",
      "Un &lt;b>résumé",
      "La ville répond à chacun avant l’été.",
      'value="31"',
      'value="2090"',
    ])
      expect(editor.html).toContain(words);
    expect(editor.html).toContain('href="#opens"');
    expect(await htmlFaults(editor.html)).toEqual([]);
    await editor.submit({});
    expect(editor.status).toBe(422);
    for (const field of ["title", "summary", "authority", "followUp", "language", "text", "opens", "closes"])
      expect(editor.html).toContain(`href="#${field}"`);
  });

  it.each([
    [{ slug: "Plan Vélo" }, "Écrivez l’adresse courte"],
    [{ slug: "nouvelle" }, "prise par une page du site"],
    [{ slug: ESSAI.process }, "Une démarche a déjà cette adresse courte"],
    [{ title: "???" }, "le titre ne permet pas d’en proposer une"],
    [{ text: ESSAI.document }, "Une autre démarche est en cours sur ce texte"],
    [{ text: "rien" }, "n’a pas d’édition publiée"],
    [{ "opens-year": "2020", "closes-year": "2020" }, "Le premier jour de la consultation est passé"],
    [{ "closes-year": "2089" }, "Le dernier jour doit venir après le premier"],
    [{ authority: "a".repeat(201) }, "200 caractères au plus"],
  ])("refuses %o", async (wrong, words) => {
    const editor = await house.as("editor");
    await editor.get(newPage);
    await editor.submit({ ...proposal, ...wrong });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain(words);
    expect(editor.html).toContain(proposal.followUp);
  });

  it.each(["moderator", "analyst", "participant"] as const)("is refused to a %s", async (role) => {
    const browser = await house.as(role);
    expect((await browser.request(newPage)).status).toBe(403);
    await browser.get(urls.contributeStart("fr", { process: ESSAI.process }));
    await browser.submit({ ...proposal, step: "confirm" }, newPage);
    expect(browser.status).toBe(403);
    expect(await kinds(SLUG)).toEqual([]);
  });

  it("shows all before it writes, goes back without losing anything, creates once, and journals it", async () => {
    const editor = await house.as("editor");
    await editor.get(newPage);
    await editor.submit(proposal);
    expect(editor.status).toBe(200);
    expect(await htmlFaults(editor.html)).toEqual([]);
    expect(editor.html).toContain(urls.process("fr", { process: SLUG }));
    expect(editor.html).toContain("La consultation ne dure que 10 jours.");
    expect(await kinds(SLUG)).toEqual([]);
    await editor.submit({ step: "edit" });
    expect(editor.html).toContain(`value="${SLUG}"`);
    expect(editor.html).toContain("La ville propose un plan vélo.");
    await editor.submit({ ...proposal, "closes-day": "31" });
    expect(editor.html).not.toContain("ne dure que");
    const confirmed = editor.html;
    await editor.submit({ step: "confirm" });
    expect(editor.path).toBe(urls.teamProcess("fr", { process: SLUG }));
    expect(editor.html).toContain("La démarche est créée.");
    expect(await htmlFaults(editor.html)).toEqual([]);
    // sent twice: one process, and no error
    editor.html = confirmed;
    await editor.submit({ step: "confirm" }, newPage);
    expect(editor.path).toBe(urls.teamProcess("fr", { process: SLUG }));
    expect(await kinds(SLUG)).toEqual(["process.created"]);
    const page = await house.visitor().get(urls.process("fr", { process: SLUG }));
    expect(page).toContain("Ville d’essai");
    expect(page).toContain(urls.edition("fr", { document: "plan-velo", edition: 1 }));
    expect(page).not.toContain(urls.contributeStart("fr", { process: SLUG }));
  });
});

describe("a new process", () => {
  const teamPage = urls.teamProcess("fr", { process: SLUG });
  const phaseOf = async (kind: string): Promise<string> => {
    const [row] = await house.sql<{ id: string }[]>`
      select phase.id from processes.phase join processes.process on process.id = process_id
      where slug = ${SLUG} and kind = ${kind}`;
    return row?.id ?? "";
  };
  const circles = async () =>
    await house.sql<{ id: string; name: string; nameEn: string; isPublic: boolean }[]>`
      select circle.id, circle.name, circle.name_en as "nameEn", is_public as "isPublic"
      from processes.circle join processes.process on process.id = process_id where slug = ${SLUG} order by position`;

  it("takes a visitor's contribution when its consultation opens", async () => {
    const visitor = house.visitor();
    await visitor.get(urls.contributeStart("fr", { process: SLUG }));
    expect(visitor.html).toContain("Vous ne pouvez pas contribuer en ce moment");
    const editor = await house.as("editor");
    await editor.get(teamPage);
    await editor.submit({ act: "open", phase: await phaseOf("consultation") });
    expect(editor.html).toContain("La phase est ouverte.");
    await visitor.get(`${urls.contributeStart("fr", { process: SLUG })}?passage=p1`);
    await visitor.submit({ where: "passage" });
    await visitor.submit({ kind: "comment" });
    await visitor.submit({ body: "Très bien, des pistes." });
    await visitor.submit({ voice: "anonymous" });
    await visitor.submit({ wantsAnswer: "no" });
    await visitor.submit({});
    expect(visitor.path).toMatch(/\/recu$/);
    const [row] = await house.sql<{ count: number }[]>`
      select count(*)::int as count from contributions.contribution
      join processes.process on process.id = process_id where slug = ${SLUG}`;
    expect(row?.count).toBe(1);
  });

  it("changes what it says of itself, keeps what was typed, and keeps its text once people wrote about it", async () => {
    const editor = await house.as("administrator");
    await editor.get(teamPage);
    const words = { act: "describe", title: "Plan vélo 2090", language: "fr", text: "plan-velo" };
    await editor.submit({ ...words, summary: "Autre résumé", authority: "", followUp: "Réponse en juin." });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("Écrivez le nom de l’autorité qui décide.");
    expect(editor.html).toContain("Autre résumé");
    const whole = { ...words, summary: "Autre résumé", authority: "La ville", followUp: "Réponse en juin." };
    await editor.submit({ ...whole, text: "later" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("il ne peut plus changer");
    await editor.submit(whole);
    expect(editor.html).toContain("La présentation de la démarche est à jour.");
    expect(await house.visitor().get(urls.process("fr", { process: SLUG }))).toContain("Plan vélo 2090");
    expect((await kinds(SLUG)).at(-1)).toBe("process.revised");
  });

  it("gets circles between the team and everybody, renamed and put in order", async () => {
    const editor = await house.as("editor");
    await editor.get(teamPage);
    await editor.submit({ act: "circle", name: "", nameEn: "" });
    expect(editor.html).toContain("Écrivez le nom du cercle.");
    await editor.submit({ act: "circle", name: "public", nameEn: "" });
    expect(editor.html).toContain("a déjà ce nom");
    await editor.submit({ act: "circle", name: "Partenaires", nameEn: "Partners" });
    await editor.submit({ act: "circle", name: "Associations", nameEn: "" });
    expect((await circles()).map(({ name }) => name)).toEqual(["Équipe", "Partenaires", "Associations", "Public"]);
    expect(await htmlFaults(editor.html)).toEqual([]);
    const [team, partners, , everybody] = await circles();
    await editor.submit({ act: "rename", circle: partners?.id ?? "", name: "Institutions", nameEn: "" });
    await editor.submit({ act: "widen", circle: partners?.id ?? "" });
    expect((await circles()).map(({ name }) => name)).toEqual(["Équipe", "Associations", "Institutions", "Public"]);
    for (const circle of [partners, everybody]) {
      await editor.submit({ act: "widen", circle: circle?.id ?? "" });
      expect(editor.status).toBe(403);
    }
    await editor.submit({ act: "widen", circle: "00000000-0000-4000-8000-00000000dddd" });
    expect(editor.status).toBe(404);
    expect(team?.isPublic).toBe(false);
  });

  it("lets the team say who may read, contribute and vote; wider circles count for narrower ones", async () => {
    const editor = await house.as("editor");
    await editor.get(teamPage);
    const [, associations] = await circles();
    const phase = await phaseOf("consultation");
    await editor.submit({ act: "rights", phase, contribute: associations?.id ?? "" });
    expect(editor.html).toContain("Les droits sont enregistrés.");
    const rows = await house.sql<{ name: string; read: boolean; contribute: boolean; vote: boolean }[]>`
      select name, may_read as read, may_contribute as contribute, may_vote as vote
      from processes.phase_circle join processes.circle on circle.id = circle_id
      where phase_id = ${phase} order by position`;
    expect(rows).toEqual([
      { name: "Équipe", read: true, contribute: true, vote: false },
      { name: "Associations", read: true, contribute: true, vote: false },
    ]);
    const visitor = house.visitor();
    await visitor.get(urls.contributeStart("fr", { process: SLUG }));
    expect(visitor.html).toContain("Vous ne pouvez pas contribuer en ce moment");
    const [entry] = await house.sql<{ kind: string }[]>`
      select kind from journal.entry where subject_id = ${phase} order by id desc limit 1`;
    expect(entry?.kind).toBe("phase.rights-changed");
  });

  it("may wait for its text", async () => {
    const editor = await house.as("editor");
    await editor.get(newPage);
    await editor.submit({ ...proposal, title: "Sans texte", text: "later" });
    await editor.submit({ step: "confirm" });
    expect(editor.html).toContain("Aucun texte n’est choisi");
    await editor.submit({
      act: "open",
      phase:
        (
          await house.sql<{ id: string }[]>`
      select phase.id from processes.phase join processes.process on process.id = process_id
      where slug = 'sans-texte' and kind = 'consultation'`
        )[0]?.id ?? "",
    });
    const visitor = house.visitor();
    const page = await visitor.get(urls.process("fr", { process: "sans-texte" }));
    expect(page).not.toContain(urls.contributeStart("fr", { process: "sans-texte" }));
    expect((await visitor.request(urls.contributeStart("fr", { process: "sans-texte" }))).status).toBeLessThan(500);
  });
});
