import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, TestHouse } from "../../../test/house.ts";
import { createTestHouse, ESSAI } from "../../../test/house.ts";

let house: TestHouse;
let analyst: Browser;
const HOSTILE = '<script>alert(1)</script> "x" \u202e{count}';

/** Public contributions 1 to n; each says its number. */
async function publish(count: number, from = 1): Promise<void> {
  await house.sql`
    insert into contributions.contribution (
      number, process_id, kind, edition_id, node_id, passage_id, about_text, body, channel, receipt_hash, state, submitted_at,
      published_at
    )
    select n, ${ESSAI.processId}, 'comment', ${ESSAI.editionId}, ${ESSAI.nodeId(2)}, ${ESSAI.passageId(1)}, 'Les mots du jour.',
      'Le guichet numéro ' || n || ' est fermé. Madame Dupont attend. Il faut le rouvrir.', 'online', sha256(n::text::bytea),
      'published', now() - interval '2 days', now() - interval '1 day'
    from generate_series(${from}::int, ${from + count - 1}::int) as n
  `;
}

const base = `/fr/equipe/themes/${ESSAI.process}`;
const themeForm = (name: string, more: Record<string, string> = {}) => ({
  name,
  code: "",
  definition: `Ce qui parle de : ${name}`,
  exampleIn: "",
  exampleOut: "",
  words: "",
  parent: "",
  ...more,
});

async function addTheme(name: string, more: Record<string, string> = {}): Promise<void> {
  await analyst.get(`${base}/nouveau`);
  await analyst.submit(themeForm(name, more));
  expect(analyst.status).toBe(200);
}

async function codesOf(number: number): Promise<readonly string[]> {
  const rows = await house.sql<{ code: string }[]>`
    select theme.code || coalesce(':' || code.quote, '') as code
    from themes.code
    join themes.theme on theme.id = code.theme_id
    join contributions.contribution on contribution.id = code.contribution_id
    where contribution.number = ${number} and code.removed_at is null
    order by 1
  `;
  return rows.map(({ code }) => code);
}

beforeAll(async () => {
  house = await createTestHouse();
  analyst = await house.as("analyst");
  await publish(30);
});
afterAll(() => house.close());

describe("the codebook", () => {
  test("a theme is added, shown, and its history says who did what", async () => {
    await addTheme("Accueil et guichets", { words: "guichet\naccueil\nguichet" });
    expect(analyst.html).toContain("Accueil et guichets");
    await analyst.get(`${base}/historique`);
    expect(analyst.html).toContain("Ajout");
    expect(analyst.html).toContain("Personne 1");
    const [row] = await house.sql<{ words: string[]; code: string }[]>`select words, code from themes.theme`;
    expect(row).toEqual({ words: ["guichet", "accueil"], code: "accueil-et-guichets" });
  });

  test("what is missing is said, what was typed stays, and hostile words are only words", async () => {
    await analyst.get(`${base}/nouveau`);
    await analyst.submit(themeForm("", { definition: HOSTILE, code: "Pas Un Code" }));
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("Donnez un nom au thème");
    expect(analyst.html).toContain("&lt;script>");
    await addTheme(HOSTILE, { code: "hostile" });
    expect(analyst.html).not.toContain("<script>alert");
  });

  test("the same form twice makes one theme; another theme with its code is refused", async () => {
    await addTheme("Double clic");
    await addTheme("Double clic");
    const [row] = await house.sql<{ count: number }[]>`select count(*) from themes.theme where code = 'double-clic'`;
    expect(row?.count).toBe(1);
    await analyst.get(`${base}/nouveau`);
    await analyst.submit(themeForm("Autre", { code: "double-clic" }));
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("a déjà ce code");
  });

  test("two people editing the same theme: the second sees both texts and nothing is lost", async () => {
    const other = await house.as("editor");
    await analyst.get(`${base}/themes/double-clic`);
    await other.get(`${base}/themes/double-clic`);
    await analyst.submit({ ...themeForm("Double clic"), act: "edit", definition: "Définition de la première" });
    expect(analyst.status).toBe(200);
    await other.submit({ ...themeForm("Double clic"), act: "edit", definition: "Définition du second" });
    expect(other.status).toBe(409);
    expect(other.html).toContain("Définition de la première");
    expect(other.html).toContain("Définition du second");
    await other.submit({ ...themeForm("Double clic"), act: "edit", definition: "Définition du second" });
    expect(other.status).toBe(200);
    const acts = await house.sql<{ before: { definition: string } }[]>`
      select before from themes.act where verb = 'edit' order by id
    `;
    expect(acts.at(-1)?.before.definition).toBe("Définition de la première");
  });

  test("a theme is never under itself", async () => {
    await addTheme("Dessous", { parent: "double-clic" });
    await analyst.get(`${base}/themes/double-clic`);
    await analyst.submit({ ...themeForm("Double clic"), act: "edit", parent: "dessous" });
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("sous lui-même");
  });

  test("the order is changed one place at a time; the same button pressed twice moves once", async () => {
    await analyst.get(base);
    const order = async () =>
      (await house.sql<{ code: string }[]>`select code from themes.theme where state = 'active' order by position`).map(
        ({ code }) => code,
      );
    const [first = "", second = ""] = await order();
    await analyst.submit({ move: `down.1.${first}` }, base);
    expect((await order()).slice(0, 2)).toEqual([second, first]);
    await analyst.submit({ move: `down.1.${first}` }, base);
    expect((await order()).slice(0, 2)).toEqual([second, first]);
    const places = await house.sql<{ position: number }[]>`select position from themes.theme order by position`;
    expect(new Set(places.map(({ position }) => position)).size).toBe(places.length);
  });

  test("history is never rewritten", async () => {
    await expect(house.sql`update themes.act set verb = 'edit'`).rejects.toThrow("append-only");
    await expect(house.sql`delete from themes.theme`).rejects.toThrow("append-only");
  });
});

describe("a codebook in a file", () => {
  const send = async (name: string, text: string | Uint8Array<ArrayBuffer>): Promise<string> => {
    await analyst.get(`${base}/importer`);
    const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(analyst.html) ?? [];
    const body = new FormData();
    body.append("csrf", csrf);
    body.append("file", new File([text], name));
    const response = await analyst.request(`${base}/importer`, {
      method: "POST",
      body,
      headers: { origin: "http://jalon.test" },
    });
    analyst.status = response.status;
    return await response.text();
  };

  test("what is wrong is said with its line, and nothing is imported", async () => {
    const html = await send(
      "grille.csv",
      'code;name;definition;parent\nun;Un;Définition;\ndeux;;Définition;inconnu\nun;Trois;"Sur\nplusieurs lignes";',
    );
    expect(analyst.status).toBe(422);
    expect(html).toContain("Donnez un nom au thème");
    expect(html).toContain("deux fois dans le fichier");
    const [row] = await house.sql<{ count: number }[]>`select count(*) from themes.theme where code in ('un', 'deux')`;
    expect(row?.count).toBe(0);
    expect(await send("grille.csv", 'name,definition\n"jamais fermé,x')).toContain("Cette ligne ne se lit pas");
    expect(await send("grille.yaml", "themes:\n  - name: [a")).toContain("Ce n’est pas une liste de thèmes");
    expect(await send("grille.yaml", "themes:\n  - name: A\n    couleur: bleu")).toContain("couleur");
    expect(await send("grille.csv", Uint8Array.from([0x6e, 0xe9, 0xff]))).toContain("UTF-8");
    expect(await send("grille.csv", "")).toContain("Choisissez un fichier");
  });

  test("what is exported is imported again without a change, in both formats", async () => {
    await send(
      "grille.yaml",
      'themes:\n  - code: fils\n    name: Fils\n    definition: Un fils\n    parent: pere\n    words: [a b, =c]\n  - code: pere\n    name: Père\n    definition: Le père ; "et" plus',
    );
    expect(analyst.status).toBe(303);
    const dump = async () =>
      await house.sql`select code, name, definition, words, parent_id, version from themes.theme order by code`;
    const before = await dump();
    expect(before.find((row) => row.code === "fils")).toMatchObject({ words: ["a b", "=c"] });
    const csv = await (await analyst.request(`${base}/fichiers/grille.csv`)).text();
    expect(csv).toContain("code,name,definition");
    await send("grille.csv", csv);
    expect(analyst.status).toBe(303);
    expect(await dump()).toEqual(before);
    const json = await (await analyst.request(`${base}/fichiers/grille.json`)).text();
    await send("grille.yaml", json);
    expect(analyst.status).toBe(303);
    expect(await dump()).toEqual(before);
    expect((await analyst.request(`${base}/fichiers/autre.csv`)).status).toBe(404);
  });
});

describe("coding", () => {
  test("a whole contribution, twice at once, is coded once", async () => {
    const other = await house.as("analyst");
    for (const one of [analyst, other]) await one.get(`${base}/codage/1`);
    await Promise.all([
      analyst.submit({ theme: "fils", act: "code" }),
      other.submit({ theme: ["fils", "pere"], act: "code" }),
    ]);
    expect(await codesOf(1)).toEqual(["fils", "pere"]);
    await analyst.get(`${base}/codage/1`);
    expect(analyst.html).toContain("toute la contribution");
  });

  test("chosen sentences and pasted words are quotes of the text; what does not occur is refused and kept", async () => {
    await analyst.get(`${base}/codage/2`);
    await analyst.submit({ theme: "fils", sentence: ["body-1", "body-2"], act: "code" });
    await analyst.get(`${base}/codage/2`);
    await analyst.submit({ theme: "pere", pasted: "il FAUT  le rouvrir", act: "code" });
    expect(await codesOf(2)).toEqual([
      "fils:Le guichet numéro 2 est fermé. Madame Dupont attend.",
      "pere:Il faut le rouvrir",
    ]);
    await analyst.submit({ theme: "pere", pasted: "des mots d'ailleurs", act: "code" });
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("Ces mots ne sont pas dans la contribution");
    expect(analyst.html).toContain("des mots d'ailleurs");
    await analyst.submit({ act: "code" });
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("Choisissez au moins un thème");
  });

  test("the database refuses a quote that is not there and a theme of elsewhere", async () => {
    const [ids] = await house.sql<{ contribution: string; theme: string }[]>`
      select (select id from contributions.contribution where number = 3) as contribution,
        (select id from themes.theme where code = 'fils') as theme
    `;
    const insert = (quote: string, from: number) => house.sql`
      insert into themes.code (contribution_id, theme_id, field, quote, starts_at, ends_at, origin, acting_role)
      values (${ids?.contribution ?? ""}, ${ids?.theme ?? ""}, 'body', ${quote}, ${from}, ${from + quote.length}, 'person', 'analyst')
    `;
    await expect(insert("Le guichet", 1)).rejects.toThrow("public words");
    await expect(house.sql`update themes.code set quote = 'autre'`).rejects.toThrow("never rewritten");
    await expect(house.sql`delete from themes.code`).rejects.toThrow("never rewritten");
  });

  test("words masked since are shown nowhere, and the code stays", async () => {
    await analyst.get(`${base}/codage/2`);
    expect(analyst.html).toContain("Madame Dupont attend");
    await house.sql`
      insert into moderation.mask (contribution_id, version, body, acting_role, reason)
      select id, 1, replace(body, 'Madame Dupont', '[nom masqué]'), 'moderator', 'Un nom' from contributions.contribution where number = 2
    `;
    await analyst.get(`${base}/codage/2`);
    expect(analyst.html).not.toContain("Dupont");
    expect(analyst.html).toContain("ne sont plus dans le texte public");
    expect(analyst.html).toContain("Il faut le rouvrir");
    await analyst.get(`${base}/themes/fils/repartir`);
    expect(analyst.html).not.toContain("Dupont attend. Il");
    const leaks = await house.sql`select from themes.checked_code where quote like '%Dupont%' and number = 2`;
    expect(leaks).toHaveLength(0);
  });

  test("sentences chosen in words that changed meanwhile are refused", async () => {
    await analyst.get(`${base}/codage/4`);
    await house.sql`
      insert into moderation.mask (contribution_id, version, body, acting_role, reason)
      select id, 1, 'Tout autre chose. Oui.', 'moderator', 'Un nom' from contributions.contribution where number = 4
    `;
    await analyst.submit({ theme: "fils", sentence: "body-1", act: "code" });
    expect(analyst.status).toBe(409);
    expect(await codesOf(4)).toEqual([]);
  });

  test("removing leaves a trace; no theme fits is noted and taken back", async () => {
    await analyst.get(`${base}/codage/1`);
    const [code] = await house.sql<{ id: string }[]>`
      select code.id from themes.code join contributions.contribution on contribution.id = contribution_id
      where number = 1 and removed_at is null limit 1
    `;
    await analyst.submit({ act: "remove", code: code?.id ?? "" }, `${base}/codage/1`);
    expect(await codesOf(1)).toHaveLength(1);
    const [trace] = await house.sql<
      { removed_role: string }[]
    >`select removed_role from themes.code where id = ${code?.id ?? ""}`;
    expect(trace?.removed_role).toBe("analyst");
    await analyst.get(`${base}/codage/5`);
    await analyst.submit({ act: "aside" });
    expect(analyst.path).toContain(`${base}/codage/6`);
    await analyst.get(`${base}/codage/5`);
    expect(analyst.html).toContain("aucun thème ne convient");
    await analyst.submit({ act: "unAside" }, `${base}/codage/5`);
    expect(analyst.html).toContain("de nouveau à coder");
  });

  test("the next one is inside the filter, and skips what is coded", async () => {
    await analyst.get(`${base}/codage/7?q=guichet`);
    await analyst.submit({ theme: "fils", act: "codeNext" });
    expect(analyst.path).toBe(`${base}/codage/8?q=guichet`);
    await analyst.get(`${base}/codage/7?q=introuvable`);
    await analyst.submit({ theme: "pere", act: "codeNext" });
    expect(analyst.path).toBe(`${base}/codage?q=introuvable`);
    expect(analyst.html).toContain("la dernière de ce filtre");
  });
});

describe("batches", () => {
  const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(analyst.html)?.[1] ?? "";

  test("code exactly the list that was seen, once, and are undone as a whole", async () => {
    await analyst.get(`${base}/codage?codage=non`);
    const form = { batch: hidden("batch"), seen: hidden("seen"), theme: "accueil-et-guichets" };
    const action = `${base}/codage?codage=non`;
    expect(analyst.html).toContain(`${action}"`);
    const [before] = await house.sql<{ count: number }[]>`select count(*) from themes.code where removed_at is null`;
    await analyst.submit(form, action);
    expect(analyst.html).toContain("Lot 1");
    const made = await house.sql<{ count: number }[]>`select count(*) from themes.code where batch_id is not null`;
    await analyst.get(`${base}/codage?codage=non`);
    await analyst.submit(form, action);
    expect(await house.sql`select count(*) from themes.code where batch_id is not null`).toEqual(made);
    expect(made[0]?.count).toBeGreaterThan(20);
    await analyst.get(`${base}/lots`);
    await analyst.submit({ batch: "1" }, `${base}/lots`);
    const [after] = await house.sql<{ count: number }[]>`select count(*) from themes.code where removed_at is null`;
    expect(after?.count).toBe(before?.count);
    expect(analyst.html).toContain("défait le");
  });

  test("when the list changed since, nothing is written", async () => {
    await analyst.get(`${base}/codage?codage=non`);
    const form = { batch: hidden("batch"), seen: hidden("seen"), theme: "fils" };
    await publish(1, 31);
    await analyst.submit(form, `${base}/codage?codage=non`);
    expect(analyst.status).toBe(409);
    expect(await house.sql`select from themes.batch where number > 1`).toHaveLength(0);
    await analyst.submit({ ...form, theme: "" }, `${base}/codage?codage=non`);
    expect(analyst.status).toBe(422);
  });
});

describe("merging, splitting, retiring keep every code accounted for", () => {
  const inForce = async (code: string): Promise<readonly number[]> =>
    (
      await house.sql<{ number: number }[]>`
        select distinct contribution.number
        from themes.code
        join themes.theme on theme.id = code.theme_id
        join contributions.contribution on contribution.id = code.contribution_id
        where theme.code = ${code} and code.removed_at is null
        order by 1
      `
    ).map(({ number }) => number);
  const version = async (code: string): Promise<string> =>
    String((await house.sql`select version from themes.theme where code = ${code}`)[0]?.version);

  test("a merge ends the codes of one and goes on with new ones under the other, each with the act", async () => {
    for (const number of [10, 11, 12]) {
      await analyst.get(`${base}/codage/${number}`);
      await analyst.submit({ theme: number === 12 ? ["dessous", "double-clic"] : "dessous", act: "code" });
    }
    await analyst.get(`${base}/themes/dessous`);
    await analyst.submit(
      { act: "merge", version: await version("dessous"), into: "double-clic" },
      `${base}/themes/dessous`,
    );
    expect(analyst.status).toBe(200);
    expect(await inForce("dessous")).toEqual([]);
    expect(await inForce("double-clic")).toEqual([10, 11, 12]);
    const lost = await house.sql`
      select from themes.code as ended
      join themes.theme on theme.id = ended.theme_id and theme.code = 'dessous'
      where not exists (
        select from themes.code as going
        join themes.theme as target on target.id = going.theme_id and target.code = 'double-clic'
        where going.contribution_id = ended.contribution_id and going.removed_at is null
      )
    `;
    expect(lost).toHaveLength(0);
    await analyst.get(`${base}/themes/dessous`);
    expect(analyst.html).toContain("réuni avec");
  });

  test("a code made while its theme is merged is refused, whoever is first", async () => {
    await addTheme("Passager");
    await analyst.get(`${base}/codage/13`);
    const other = await house.as("analyst");
    await other.get(`${base}/themes/passager`);
    await other.submit({ act: "merge", version: "1", into: "double-clic" }, `${base}/themes/passager`);
    await analyst.submit({ theme: "passager", act: "code" });
    expect(analyst.status).toBe(409);
    const [ids] = await house.sql<{ contribution: string; theme: string }[]>`
      select (select id from contributions.contribution where number = 13) as contribution,
        (select id from themes.theme where code = 'passager') as theme
    `;
    await expect(house.sql`
      insert into themes.code (contribution_id, theme_id, origin, acting_role)
      values (${ids?.contribution ?? ""}, ${ids?.theme ?? ""}, 'person', 'analyst')
    `).rejects.toThrow("active theme");
  });

  test("a split moves only what a person chose", async () => {
    await analyst.get(`${base}/themes/double-clic`);
    const form = {
      act: "split",
      version: await version("double-clic"),
      splitName: "Détaché",
      splitDefinition: "À part",
    };
    await analyst.submit(form, `${base}/themes/double-clic`);
    expect(analyst.html).toContain("Répartir les codages");
    expect(await inForce("double-clic")).toEqual([10, 11, 12]);
    const [code] = await house.sql<{ id: string }[]>`
      select code.id from themes.code
      join themes.theme on theme.id = code.theme_id and theme.code = 'double-clic'
      join contributions.contribution on contribution.id = contribution_id and number = 11
      where removed_at is null
    `;
    await analyst.submit({ into: "detache", code: code?.id ?? "" }, `${base}/themes/double-clic/repartir`);
    expect(await inForce("double-clic")).toEqual([10, 12]);
    expect(await inForce("detache")).toEqual([11]);
    await analyst.submit({ into: "detache" }, `${base}/themes/double-clic/repartir`);
    expect(analyst.status).toBe(422);
  });

  test("retiring ends the codes, restoring brings them back with a new date", async () => {
    await analyst.get(`${base}/themes/double-clic`);
    await analyst.submit({ act: "retire", version: await version("double-clic") }, `${base}/themes/double-clic`);
    expect(await inForce("double-clic")).toEqual([]);
    await analyst.submit({ act: "restore", version: await version("double-clic") }, `${base}/themes/double-clic`);
    expect(await inForce("double-clic")).toEqual([10, 12]);
    const [row] = await house.sql<{ count: number }[]>`
      select count(*) from themes.code as going join themes.code as ended on ended.id = going.came_from
      where going.removed_at is null and going.made_at >= ended.removed_at
    `;
    expect(row?.count).toBeGreaterThanOrEqual(2);
  });
});

describe("suggestions", () => {
  test("are off until a person asks, say why, and are never counted before a person accepts", async () => {
    await analyst.get(`${base}/suggestions`);
    expect(analyst.html).toContain("Les suggestions sont coupées");
    await analyst.get(`${base}/codage/20`);
    expect(analyst.html).not.toContain("mots du thème trouvés");
    await analyst.get(`${base}/suggestions`);
    await analyst.submit({ act: "on" }, `${base}/suggestions`);
    expect(analyst.html).toContain("mots du thème trouvés");
    expect(analyst.html).toContain("guichet");
    expect(await codesOf(20)).toEqual([]);
    const other = await house.as("analyst");
    await other.get(`${base}/suggestions`);
    expect(other.html).not.toContain("mots du thème trouvés");
  });

  test("one is accepted from the page of its contribution; its origin is said", async () => {
    await analyst.get(`${base}/codage/20`);
    const [, id = ""] = /name="suggestion" value="([^"]+)"/.exec(analyst.html) ?? [];
    await analyst.submit({ act: "accept", suggestion: id }, `${base}/codage/20`);
    expect(await codesOf(20)).toEqual(["accueil-et-guichets"]);
    expect(analyst.html).toContain("suggestion acceptée par");
    await expect(house.sql`update themes.suggestion_act set verb = 'refuse'`).rejects.toThrow("append-only");
  });

  test("a whole theme is answered at once, exactly, and undone as a whole", async () => {
    await analyst.get(`${base}/suggestions?theme=accueil-et-guichets`);
    const value = (name: string) => new RegExp(`name="${name}" value="([0-9a-f-]+)"`).exec(analyst.html)?.[1] ?? "";
    const form = { act: "refuseAll", theme: "accueil-et-guichets", batch: value("batch"), seen: value("seen") };
    const count = async (state: string) =>
      (await house.sql`select count(*) as count from themes.suggestion where state = ${state}`)[0]?.count as number;
    const offered = await count("offered");
    await analyst.submit({ ...form, seen: "0".repeat(64) }, `${base}/suggestions`);
    expect(analyst.status).toBe(409);
    await analyst.get(`${base}/suggestions?theme=accueil-et-guichets`);
    await analyst.submit({ ...form, batch: value("batch") }, `${base}/suggestions`);
    expect(await count("offered")).toBeLessThan(offered);
    const [batch] = await house.sql<{ number: number }[]>`select max(number) as number from themes.batch`;
    await analyst.get(`${base}/lots`);
    await analyst.submit({ batch: String(batch?.number) }, `${base}/lots`);
    expect(await count("offered")).toBe(offered);
  });

  test("words that left the public words are no reason any more", async () => {
    await house.sql`
      insert into moderation.mask (contribution_id, version, body, acting_role, reason)
      select id, 1, 'Le […] est fermé.', 'moderator', 'Un nom' from contributions.contribution where number = 21
    `;
    await analyst.get(`${base}/codage/21`);
    expect(analyst.html).not.toContain("mots du thème trouvés");
  });
});

describe("who may not", () => {
  test("visitors, participants and moderators see none of it", async () => {
    for (const browser of [house.visitor(), await house.as("participant"), await house.as("moderator")]) {
      for (const page of ["", "/codage", "/codage/1", "/suggestions", "/echantillons", "/historique", "/lots"]) {
        const response = await browser.request(`${base}${page}`);
        expect([303, 403]).toContain(response.status);
      }
    }
  });

  test("before a signature the public sees nothing of the codebook", async () => {
    const html = await (await house.fetch(`/fr/demarches/${ESSAI.process}/themes`)).text();
    expect(html).toContain("ne sont pas encore signés");
    expect(html).not.toContain("Accueil et guichets");
    expect((await house.fetch(`/fr/demarches/${ESSAI.process}/themes/fils`)).status).toBe(404);
  });
});
