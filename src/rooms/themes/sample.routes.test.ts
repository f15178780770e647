import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { themeAlpha } from "#engine/agreement/theme-agreement.ts";
import type { PersonId } from "#kernel/ids.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

type Member = Browser & { readonly personId: PersonId };
let house: TestHouse;
let a: Member;
let b: Member;
let editor: Member;

const base = `/fr/equipe/themes/${ESSAI.process}`;
const publicPage = `/fr/demarches/${ESSAI.process}/themes`;
const SIZE = 40;

beforeAll(async () => {
  house = await createTestHouse();
  [a, b, editor] = [await house.as("analyst"), await house.as("analyst"), await house.as("editor")];
  await house.sql`
    insert into contributions.contribution (
      number, process_id, kind, edition_id, body, channel, receipt_hash, state, submitted_at, published_at
    )
    select n, ${ESSAI.processId}, 'comment', ${ESSAI.editionId}, 'Texte ' || n, case when n <= 30 then 'online' else 'paper' end,
      sha256(n::text::bytea), 'published', now() - interval '2 days', now() - interval '1 day'
    from generate_series(1, ${SIZE}::int) as n
  `;
  for (const name of ["Accord", "Presque", "Désaccord", "Jamais"]) {
    await a.get(`${base}/nouveau`);
    await a.submit({
      name,
      code: "",
      definition: `Définition ${name}`,
      exampleIn: "",
      exampleOut: "",
      words: "",
      parent: "",
    });
  }
});
afterAll(() => house.close());

/** What each coder finds: « accord » alike, « presque » with 5 of 40 apart, « desaccord » at odds. */
function found(number: number, coder: "A" | "B"): readonly string[] {
  const second = coder === "B";
  return [
    ...(number % 2 === 0 ? ["accord"] : []),
    ...(number % 4 === 0 || (second && number <= 17 && number % 4 === 1) ? ["presque"] : []),
    ...((second ? number % 3 === 0 : number % 5 === 0) ? ["desaccord"] : []),
  ];
}

async function numberAt(position: number): Promise<number> {
  const [row] = await house.sql<{ number: number }[]>`
    select contribution.number
    from themes.sample_unit as unit join contributions.contribution on contribution.id = unit.contribution_id
    join themes.sample on sample.id = unit.sample_id and sample.state <> 'abandoned'
    where unit.position = ${position}
    order by sample.number desc limit 1
  `;
  return row?.number ?? 0;
}

async function codeAll(coder: Member, label: "A" | "B", sample: number): Promise<void> {
  await coder.get(`${base}/echantillons/${sample}/codage/1`);
  for (let position = 1; position <= SIZE; position += 1) {
    const themes = found(await numberAt(position), label);
    await coder.submit({ theme: [...themes], act: "codeNext" }, `${base}/echantillons/${sample}/codage/${position}`);
    expect(coder.status).toBe(200);
  }
}

describe("a sample", () => {
  test("needs two people who code, and is drawn from its seed as anybody can do again", async () => {
    await a.get(`${base}/echantillons`);
    await a.submit({ coder: a.personId, seed: "2023" });
    expect(a.status).toBe(422);
    expect(a.html).toContain("Choisissez au moins deux personnes");
    const participant = await house.as("participant");
    await a.submit({ coder: [a.personId, participant.personId], seed: "2023" });
    expect(a.status).toBe(422);
    await a.submit({ coder: [a.personId, b.personId], seed: "abc" });
    expect(a.status).toBe(422);
    await a.submit({ coder: [a.personId, b.personId], seed: "2023" });
    expect(a.path).toBe(`${base}/echantillons/1`);
    const drawn = await house.sql<{ number: number }[]>`
      select contribution.number
      from themes.sample_unit as unit join contributions.contribution on contribution.id = unit.contribution_id
      order by unit.position
    `;
    const place = (n: number) => createHash("sha256").update(`2023:${n}`).digest("hex");
    const expected = Array.from({ length: SIZE }, (_, i) => i + 1).sort((x, y) => (place(x) < place(y) ? -1 : 1));
    expect(drawn.map(({ number }) => number)).toEqual(expected);
  });

  test("a second one is refused while it is open, also at the same moment", async () => {
    const draw = async (who: Member) => {
      await who.get(`${base}/echantillons`);
      await who.submit({ coder: [a.personId, b.personId], seed: "1" }, `${base}/echantillons`);
      return who.status;
    };
    expect(await Promise.all([draw(a), draw(b)])).toEqual([409, 409]);
  });

  test("no page, file or answer shows one coder what the other found, while it is open", async () => {
    await codeAll(a, "A", 1);
    expect(a.path).toBe(`${base}/echantillons/1`);
    const position = 3;
    await b.get(`${base}/echantillons/1/codage/${position}`);
    expect(b.html).not.toContain("checked");
    expect(b.html).not.toContain("Vous avez déjà codé");
    const number = await numberAt(position);
    const pages = [
      `${base}/echantillons/1`,
      `${base}/echantillons`,
      `${base}/codage`,
      `${base}/codage?theme=accord`,
      `${base}/codage/${number}`,
      `${base}/historique`,
      `${base}/suggestions`,
      `${base}/themes/accord/repartir`,
    ];
    for (const page of pages) {
      const html = await b.get(page);
      expect(html, page).not.toMatch(/checked|Ce que chacun a trouvé|toute la contribution/);
    }
    await b.get(`${base}/codage?theme=accord`);
    expect(b.html).toContain("Aucune contribution");
    expect((await b.request(`${base}/echantillons/1/desaccords/${position}`)).status).toBe(404);
    // somebody who is not a coder of the sample sees none of its texts there
    expect((await editor.request(`${base}/echantillons/1/codage/${position}`)).status).toBe(404);
    for (const file of ["codes.json", "theme-agreement.json", "themes.json"]) {
      const response = await house.fetch(`/fr/donnees-ouvertes/${ESSAI.process}/${file}`);
      expect(await response.text()).not.toContain("accord");
    }
  });

  test("its texts are coded nowhere else meanwhile", async () => {
    await b.get(`${base}/codage/1`);
    expect(b.html).toContain("encore ouvert");
    await b.submit({ theme: "accord", act: "code" }, `${base}/codage/1`);
    expect(b.status).toBe(403);
    expect(await house.sql`select from themes.code`).toHaveLength(0);
  });

  test("it is not closed before everybody coded everything", async () => {
    await a.get(`${base}/echantillons/1`);
    await a.submit({ act: "close" }, `${base}/echantillons/1`);
    expect(a.status).toBe(409);
    expect(a.html).toContain(`Il reste ${SIZE} codages`);
    const page = await b.get(`${base}/echantillons/1`);
    expect(page).toContain(`${SIZE} sur ${SIZE}`);
    expect(page).toContain(`0 sur ${SIZE}`);
  });

  test("closing measures agreement per theme, and what all found alike becomes the coding", async () => {
    await codeAll(b, "B", 1);
    await b.submit({ act: "close" }, `${base}/echantillons/1`);
    expect(b.html).toContain("voici l’accord");
    const [kept] = await house.sql<{ value: number; low: number; high: number }[]>`
      select value, low, high from themes.agreement join themes.theme on theme.id = theme_id
      where theme.code = 'presque' and measure = 'alpha'
    `;
    const texts = await Promise.all(
      Array.from({ length: SIZE }, async (_, i) => {
        const number = await numberAt(i + 1);
        return (["A", "B"] as const).map((label) => found(number, label).includes("presque"));
      }),
    );
    const again = themeAlpha(texts, "2023");
    expect(kept?.value).toBe(again.value);
    expect([kept?.low, kept?.high]).toEqual([again.interval?.low, again.interval?.high]);
    const [agreed] = await house.sql<{ count: number }[]>`select count(distinct contribution_id) from themes.code`;
    const same = Array.from({ length: SIZE }, (_, i) => i + 1).filter(
      (n) => found(n, "A").join() === found(n, "B").join() && found(n, "A").length > 0,
    );
    expect(agreed?.count).toBe(same.length);
    expect(b.html).toContain("non défini");
    await b.submit({ act: "close" }, `${base}/echantillons/1`);
    expect(b.status).toBe(200);
  });

  test("a closed sample keeps its codes", async () => {
    await expect(house.sql`update themes.sample_reading set theme_ids = '{}'`).rejects.toThrow("keeps its codes");
    await expect(house.sql`update themes.agreement set value = 1`).rejects.toThrow("append-only");
    await a.submit({ theme: "accord", act: "codeNext" }, `${base}/echantillons/1/codage/1`);
    expect(a.status).toBe(409);
  });
});

describe("the signature", () => {
  test("waits for every disagreement, and is not an analyst's to give", async () => {
    await editor.get(`${base}/echantillons/1`);
    await editor.submit({ act: "sign" }, `${base}/echantillons/1`);
    expect(editor.status).toBe(409);
    expect(editor.html).toMatch(/Il reste \d+ désaccords à régler/);
    const open = await house.sql<{ position: number }[]>`
      select unit.position
      from themes.sample_reading as reading
      join themes.sample_unit as unit on unit.contribution_id = reading.contribution_id
      group by unit.position having count(distinct reading.theme_ids) > 1
      order by unit.position
    `;
    expect(open.length).toBeGreaterThan(5);
    for (const { position } of open) {
      await a.get(`${base}/echantillons/1/desaccords/${position}`);
      const themes = found(await numberAt(position), "A");
      await a.submit({ theme: [...themes], note: "Après lecture à deux" });
      expect(a.status).toBe(200);
    }
    await b.get(`${base}/echantillons/1/desaccords/${open[0]?.position}`);
    expect(b.status).toBe(404);
    await a.get(`${base}/echantillons/1`);
    await a.submit({ act: "sign" }, `${base}/echantillons/1`);
    expect(a.status).toBe(403);
    expect(await (await house.fetch(publicPage)).text()).toContain("ne sont pas encore signés");
  });

  test("shows counts only where agreement allows, with the agreement, its interval and who put them there", async () => {
    await editor.submit({ act: "sign" }, `${base}/echantillons/1`);
    expect(editor.html).toContain("La grille est signée");
    await editor.submit({ act: "sign" }, `${base}/echantillons/1`);
    expect(await house.sql`select from themes.sign_off`).toHaveLength(1);
    const [entry] = await house.sql<{ payload: { seed: string; agreement: string[] } }[]>`
      select payload from journal.entry where kind = 'themes.signed'
    `;
    expect(entry?.payload.seed).toBe("2023");
    expect(entry?.payload.agreement).toContain("accord 1.000000");
    const html = await (await house.fetch(publicPage)).text();
    expect(html).toContain("20 contributions");
    expect(html).toContain("indicatif\u00a0: accord 0,");
    expect(html).toContain("ne suffit pas");
    expect(html).toContain("pas été rencontré");
    expect(html).toContain("alpha de Krippendorff");
    expect(html).not.toContain("Personne ");
    const states = await house.sql<{ code: string; standing: string }[]>`
      select theme.code, standing.standing from themes.standing join themes.theme on theme.id = theme_id order by code
    `;
    expect(Object.fromEntries(states.map(({ code, standing }) => [code, standing]))).toEqual({
      accord: "counts",
      presque: "indicative",
      desaccord: "none",
      jamais: "none",
    });
  });

  test("the page of a theme leads to its contributions and leaves out small cells", async () => {
    const html = await (await house.fetch(`${publicPage}/accord`)).text();
    expect(html).toContain(`/fr/demarches/${ESSAI.process}/contributions?theme=accord`);
    // 15 online and 5 on paper: the 5 are small, and the 15 would tell them
    expect(html.match(/non montré/g)).toHaveLength(2);
    const list = await (await house.fetch(`/fr/demarches/${ESSAI.process}/contributions?theme=accord`)).text();
    expect(list).toContain("20 contributions");
    expect((await house.fetch(`${publicPage}/inconnu`)).status).toBe(404);
  });

  test("open data hold the same, and no theme on which people do not agree", async () => {
    const read = async (file: string) =>
      (await (await house.fetch(`/fr/donnees-ouvertes/${ESSAI.process}/${file}`)).json()) as Record<string, unknown>[];
    const themes = await read("themes.json");
    expect(themes.find((row) => row.code === "accord")).toMatchObject({
      standing: "counts",
      contribution_count: 20,
      person_count: 20,
    });
    expect(themes.find((row) => row.code === "desaccord")).toMatchObject({
      standing: "none",
      contribution_count: null,
    });
    const codes = await read("codes.json");
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.some((row) => row.theme === "desaccord")).toBe(false);
    const agreement = await read("theme-agreement.json");
    expect(agreement.find((row) => row.theme === "accord" && row.measure === "kappa")).toMatchObject({
      coders: "AB",
      value: 1,
    });
    expect(JSON.stringify([...themes, ...codes, ...agreement])).not.toContain(a.personId);
  });

  test("any edit of what a coder reads ends it in the database, and counts disappear at once", async () => {
    await a.get(`${base}/themes/presque`);
    const words = { name: "Presque", exampleIn: "", exampleOut: "", parent: "" };
    await a.submit(
      { ...words, act: "edit", definition: "Définition Presque", words: "un mot" },
      `${base}/themes/presque`,
    );
    expect((await house.sql`select ended_at from themes.sign_off`)[0]?.ended_at).toBeNull();
    await a.submit(
      { ...words, act: "edit", definition: "Une autre définition", words: "un mot" },
      `${base}/themes/presque`,
    );
    const [signOff] = await house.sql<{ end_reason: string }[]>`select end_reason from themes.sign_off`;
    expect(signOff?.end_reason).toBe("edited");
    expect(await house.sql`select from journal.entry where kind = 'themes.reopened'`).toHaveLength(1);
    const html = await (await house.fetch(publicPage)).text();
    expect(html).toContain("en cours de révision");
    expect(html).not.toContain("20 contributions");
    const list = await (await house.fetch(`/fr/demarches/${ESSAI.process}/contributions?theme=accord`)).text();
    expect(list).not.toContain("20 contributions");
    await editor.get(`${base}/echantillons/1`);
    expect(editor.html).toContain("ne peut plus être signée");
    await editor.submit({ act: "sign" }, `${base}/echantillons/1`);
    expect(editor.status).toBe(409);
  });

  test("a sample that is given up frees its texts", async () => {
    await a.get(`${base}/echantillons`);
    await a.submit({ coder: [a.personId, b.personId], seed: "" });
    const [, number = ""] = /echantillons\/(\d+)$/.exec(a.path) ?? [];
    await a.submit({ act: "abandon" }, `${base}/echantillons/${number}`);
    expect(a.html).toContain("rien n’a été mesuré");
    await a.submit({ act: "close" }, `${base}/echantillons/${number}`);
    expect(a.status).toBe(409);
    await a.get(`${base}/codage/1`);
    expect(a.html).not.toContain("encore ouvert");
  });
});
