import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { synthesisInvariants } from "./invariants.queries.ts";
import { publishedSynthesis } from "./publication.queries.ts";

let house: TestHouse;
let editor: Browser;
beforeAll(async () => {
  house = await createTestHouse();
  editor = await house.as("editor");
});
afterAll(() => house.close());

const HOSTILE = `<script>alert("x")</script> & l’idée`;
const AT = { process: ESSAI.process };
const desk = urls.teamSynthesis("fr", AT);
const publishing = urls.teamSynthesisPublish("fr", AT);

type Given = { readonly body?: string; readonly channel?: string; readonly territory?: string | null };

async function published(given: Given = {}, count = 1): Promise<readonly number[]> {
  const { body = "Il faut agir vite.", channel = "online", territory = null } = given;
  const rows = await house.sql<{ number: number }[]>`
    insert into contributions.contribution (
      process_id, phase_id, kind, edition_id, passage_id, body, channel, territory_code, receipt_hash, state, published_at
    )
    select ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)}, ${body},
      ${channel}, ${territory}, sha256(gen_random_uuid()::text::bytea), 'published', now()
    from generate_series(1, ${count})
    returning number
  `;
  return rows.map(({ number }) => number);
}

async function claimOn(text: string, numbers: readonly number[], kind = "claim"): Promise<number> {
  await editor.get(desk);
  await editor.submit({ act: "add", id: randomUUID(), text, kind }, desk);
  const claim = Number(/#constat-(\d+)$/.exec(editor.path)?.[1]);
  if (numbers.length === 0) return claim;
  await editor.submit(
    { act: "attach", batch: randomUUID(), claim: String(claim), stance: "supports", contribution: numbers.map(String) },
    desk,
  );
  expect(editor.status).toBe(200);
  return claim;
}

async function quote(claim: number, contribution: number, words: string, stance = "supports"): Promise<void> {
  const at = urls.teamClaimSource("fr", { number: claim, contribution });
  await editor.get(at);
  await editor.submit({ stance, quote: words }, at);
  expect(editor.status).toBe(200);
}

async function note(words: Readonly<Record<string, string>> = {}): Promise<void> {
  const at = urls.teamSynthesisNote("fr", AT);
  await editor.get(at);
  await editor.submit({ title: "Ce que vous avez dit", introduction: "", method: "Tout a été lu.", ...words }, at);
  expect(editor.status).toBe(200);
}

async function publish(): Promise<void> {
  await editor.get(publishing);
  expect(editor.html).not.toContain("À régler avant de publier");
  await editor.submit({}, publishing);
  expect(editor.status).toBe(200);
}

async function mask(number: number, body: string): Promise<void> {
  await house.sql`
    insert into moderation.mask (contribution_id, version, body, acting_role, reason)
    select id, 1, ${body}, 'moderator', 'nom' from contributions.contribution where number = ${number}
  `;
}

const page = async (path: string, status = 200): Promise<string> => {
  const visitor = house.visitor();
  const html = await visitor.get(path);
  expect(visitor.status).toBe(status);
  return html;
};

async function broken(): Promise<readonly string[]> {
  const found = await Promise.all(synthesisInvariants.map(({ check }) => check(house.sql)));
  return found.flat();
}

describe("publishing", () => {
  test("says what stands in the way, and publishes nothing before it is put right", async () => {
    await editor.get(publishing);
    for (const words of ["n’a pas de titre", "La méthode n’est pas écrite", "n’a aucun constat"]) {
      expect(editor.html).toContain(words);
    }
    expect(editor.html).not.toContain("Publier la synthèse n°");
    const [number = 0] = await published({ body: "Appelez Jean Dupont au secrétariat." });
    const empty = await claimOn(`Constat vide ${HOSTILE}`, []);
    await editor.get(publishing);
    expect(editor.html).toContain("ne repose sur aucune contribution publiée");
    const claim = await claimOn("Le secrétariat manque.", [number]);
    await quote(claim, number, "Jean Dupont");
    await mask(number, "Appelez [nom masqué] au secrétariat.");
    await editor.get(publishing);
    expect(editor.html).toContain("plus dans les mots publics");
    await editor.get(urls.teamClaim("fr", { number: claim }));
    expect(editor.html).not.toContain("Jean Dupont");
    expect(editor.html).toContain("plus dans les mots publics");
    await quote(claim, number, "au secrétariat");
    await editor.get(urls.teamClaim("fr", { number: empty }));
    await editor.submit({ act: "withdraw", reason: "Rien dessous." }, urls.teamClaim("fr", { number: empty }));
    await note();
    await editor.get(publishing);
    expect(editor.html).toContain("L’encadré des avis rares est vide");
    await publish();
    expect(editor.path).toBe(urls.synthesisPublication("fr", { ...AT, publication: 1 }));
  });

  test("twice is once; what was changed since the check is not published unseen", async () => {
    const [number = 0] = await published();
    const claim = await claimOn("Une voix de plus.", [number]);
    await editor.get(publishing);
    const form = { id: randomUUID(), seen: /name="seen" value="(\w+)"/.exec(editor.html)?.[1] ?? "" };
    const other = await house.as("administrator");
    const at = urls.teamClaim("fr", { number: claim });
    await other.get(at);
    await other.submit({ act: "save", text: "Une voix de plus, récrite.", kind: "claim" }, at);
    await editor.submit(form, publishing);
    expect(editor.status).toBe(409);
    expect(editor.html).toContain("a changé depuis cette vérification");
    const again = { id: randomUUID(), seen: /name="seen" value="(\w+)"/.exec(editor.html)?.[1] ?? "" };
    await other.get(publishing);
    await Promise.all([editor.submit(again, publishing), other.submit(again, publishing)]);
    expect([editor.status, other.status]).toEqual([200, 200]);
    const numbers = await house.sql<{ number: number }[]>`select number from synthesis.publication order by number`;
    expect(numbers.map((row) => row.number)).toEqual([1, 2]);
    await editor.get(publishing);
    expect(editor.html).toContain("Rien n’a changé depuis la dernière publication");
    const entries = await house.sql<{ payload: { hash: string; number: number } }[]>`
      select payload from journal.entry where kind = 'synthesis.published' order by id
    `;
    expect(entries.map(({ payload }) => payload.number)).toEqual([1, 2]);
    expect(await broken()).toEqual([]);
  });

  test("never changes: neither the words, nor a source more or less, nor a count", async () => {
    const acts = [
      house.sql`update synthesis.publication set title = 'Autre' where number = 1`,
      house.sql`delete from synthesis.publication where number = 1`,
      house.sql`update synthesis.published_claim set text = 'Autre'`,
      house.sql`delete from synthesis.published_claim`,
      house.sql`update synthesis.published_source set stance = 'opposes'`,
      house.sql`update synthesis.published_source set quote = null where quote is not null`,
      house.sql`delete from synthesis.published_source`,
      house.sql`truncate synthesis.published_source`,
      house.sql`
        insert into synthesis.published_source
          (publication_id, claim_id, contribution_id, attachment_id, stance, channel)
        select publication_id, claim_id, attachment.contribution_id, attachment.id, 'supports', 'online'
        from synthesis.published_claim
        cross join synthesis.claim_contribution as attachment
        on conflict do nothing
      `,
      house.sql`
        insert into synthesis.published_claim
          (publication_id, claim_id, claim_version, position, kind, text, source_count)
        select publication.id, claim.id, 1, 99, 'claim', 'Ajouté', 0
        from synthesis.publication cross join synthesis.claim where publication.number = 1 and claim.state = 'withdrawn'
      `,
      house.sql`delete from synthesis.claim_version`,
      house.sql`delete from synthesis.claim`,
      house.sql`delete from synthesis.claim_contribution`,
      house.sql`update synthesis.claim_contribution set quote = 'Autre'`,
    ];
    const results = await Promise.allSettled(acts);
    expect(results.map(({ status }) => status)).toEqual(acts.map(() => "rejected"));
    expect(await broken()).toEqual([]);
  });
});

describe("the public", () => {
  test("goes from each sentence to its sources and back; hostile words are words", async () => {
    const [number = 0] = await published({ body: `${HOSTILE} qui fait réfléchir` });
    const [against = 0] = await published({ body: "Je ne suis pas d’accord." });
    const claim = await claimOn(`Constat ${HOSTILE}`, [number, against]);
    await quote(claim, number, `${HOSTILE} qui fait`);
    await quote(claim, against, "", "opposes");
    const rare = await claimOn("Une seule personne l’a vu.", [number], "rare");
    await note({ introduction: HOSTILE, method: `Méthode ${HOSTILE}` });
    await publish();
    const html = await page(urls.processSynthesis("fr", AT));
    expect(html).not.toContain("<script>alert");
    expect(html).toContain("qui fait");
    expect(html).toContain("Ce que peu de personnes ont dit mais qui compte");
    for (const one of [claim, rare]) expect(html).toContain(`href="${urls.claim("fr", { number: one })}"`);
    const sources = await page(urls.claim("fr", { number: claim }));
    expect(sources).not.toContain("<script>alert");
    expect(sources).toContain(`href="${urls.contribution("fr", { number })}"`);
    expect(sources).toContain("1 s’oppose");
    const opposing = await page(urls.claim("fr", { number: claim }, { position: "opposes" }));
    expect(opposing).toContain(`href="${urls.contribution("fr", { number: against })}"`);
    expect(opposing).not.toContain(`href="${urls.contribution("fr", { number })}"`);
    expect(await page(urls.claim("en", { number: rare }))).toContain("Rare view");
    expect(await broken()).toEqual([]);
  });

  test("never reads a quote that was masked, hidden or erased after the publication, anywhere", async () => {
    const [masked = 0, hidden = 0, erased = 0] = [
      ...(await published({ body: "Le docteur Secret-Masque m’a dit non." })),
      ...(await published({ body: "Mot-Secret-Retire dans un avis retiré." })),
      ...(await published({ body: "Mot-Secret-Efface dans un avis effacé." })),
    ];
    const claim = await claimOn("Des refus.", [masked, hidden, erased]);
    await quote(claim, masked, "docteur Secret-Masque");
    await quote(claim, hidden, "Mot-Secret-Retire");
    await quote(claim, erased, "Mot-Secret-Efface");
    await publish();
    const number = Number(/synthese\/(\d+)$/.exec(editor.path)?.[1]);
    const looks = async () => [
      await page(urls.processSynthesis("fr", AT)),
      await page(urls.synthesisPublication("fr", { ...AT, publication: number })),
      await page(urls.claim("fr", { number: claim })),
      await page(urls.openDataFile("fr", { ...AT, file: "claim-contributions.csv" })),
      JSON.stringify(await publishedSynthesis(house.sql, ESSAI.process, number)),
    ];
    for (const text of await looks()) expect(text).toContain("Secret-Masque");
    await mask(masked, "Le docteur [nom masqué] m’a dit non.");
    await house.sql`update contributions.contribution set state = 'withdrawn' where number = ${hidden}`;
    await house.sql`
      update contributions.contribution set state = 'erased', body = 'effacé' where number = ${erased}
    `;
    for (const text of await looks()) expect(text).not.toMatch(/Secret-(Masque|Retire|Efface)/);
    expect(await page(urls.claim("fr", { number: claim }))).toContain("L’extrait choisi n’est plus public");
    const kept = await house.sql`select from synthesis.published_source where quote like '%Efface%'`;
    expect(kept).toHaveLength(0);
    const attached = await house.sql`select from synthesis.claim_contribution where quote like '%Efface%'`;
    expect(attached).toHaveLength(0);
    expect(await broken()).toEqual([]);
    // the next publication waits until somebody chose other words, or none
    await editor.get(publishing);
    expect(editor.html).toContain("À régler avant de publier");
    await quote(claim, masked, "");
  });

  test("sees no line of fewer than eleven people, nor one that would give it away", async () => {
    const numbers = [
      ...(await published({ channel: "online" }, 30)),
      ...(await published({ channel: "paper" }, 13)),
      ...(await published({ channel: "phone" }, 3)),
    ];
    const claim = await claimOn("Quarante-six personnes le disent.", numbers);
    await publish();
    const table = async () => {
      const html = await page(urls.claim("fr", { number: claim }));
      const rows = [...html.matchAll(/<tr[^>]*><th scope="row"[^>]*>([^<]*)<\/th><td[^>]*>([^<]*)<\/td><\/tr>/g)];
      return new Map(rows.map(([, name = "", value = ""]) => [name, value]));
    };
    const first = await table();
    expect(first.get("En ligne")).toBe("30");
    expect(first.get("Papier")).toBe("non montré");
    expect(first.get("Téléphone")).toBe("non montré");
    // two more online: the difference of two tables would be two people
    await editor.get(desk);
    const more = (await published({ channel: "online" }, 2)).map(String);
    await editor.submit(
      { act: "attach", batch: randomUUID(), claim: String(claim), stance: "supports", contribution: more },
      desk,
    );
    await publish();
    expect((await table()).get("En ligne")).toBe("30");
    expect(await page(urls.claim("fr", { number: claim }))).toContain("48 contributions");
  });

  test("reads what changed from one publication to the next, and why a claim went", async () => {
    const [number = 0] = await published();
    const reworded = await claimOn("Les horaires gênent.", [number]);
    const gone = await claimOn("Ce constat partira.", [number]);
    await publish();
    const former = Number(/synthese\/(\d+)$/.exec(editor.path)?.[1]);
    const at = urls.teamClaim("fr", { number: reworded });
    await editor.get(at);
    await editor.submit({ act: "save", text: "Les horaires gênent beaucoup.", kind: "claim" }, at);
    const leaving = urls.teamClaim("fr", { number: gone });
    await editor.get(leaving);
    await editor.submit({ act: "withdraw", reason: "Il répétait un autre constat." }, leaving);
    const added = await claimOn("Un constat nouveau.", [number]);
    await publish();
    const html = await page(urls.synthesisChanges("fr", { ...AT, publication: former + 1 }));
    expect(html).toMatch(/<ins>.*?beaucoup.*?<\/ins>/s);
    expect(html).toContain("Ce constat partira.");
    expect(html).toContain("Il répétait un autre constat.");
    expect(html).toContain(urls.claim("fr", { number: added }));
    expect(await page(urls.claim("fr", { number: gone }))).toContain("n’est plus dans la synthèse.");
    expect(await page(urls.claim("fr", { number: reworded }))).toContain("Comment ce constat a changé");
    await page(urls.synthesisChanges("fr", { ...AT, publication: 1 }), 404);
    await page(urls.synthesisPublication("fr", { ...AT, publication: 999 }), 404);
  });

  test("reads what was decided on a claim, once it is published", async () => {
    const [number = 0] = await published();
    const claim = await claimOn("Un constat à trancher.", [number]);
    await publish();
    await house.sql`
      with made as (
        insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
        values (${ESSAI.processId}, 'accepted', 'Parce que ce constat est juste.', 'Une réponse.', 'editor')
        returning id
      )
      insert into decisions.decision_claim (decision_id, claim_id, origin, acting_role)
      select made.id, claim.id, 'person', 'editor' from made cross join synthesis.claim where claim.number = ${claim}
    `;
    expect(await page(urls.claim("fr", { number: claim }))).not.toContain("Parce que ce constat est juste.");
    await house.sql`
      update decisions.decision set state = 'published', published_at = now()
      where reason = 'Parce que ce constat est juste.'
    `;
    expect(await page(urls.claim("fr", { number: claim }))).toContain("Parce que ce constat est juste.");
  });

  test("takes it away as open data, with stable numbers", async () => {
    const claims = await page(urls.openDataFile("fr", { ...AT, file: "claims.csv" }));
    expect(claims.split(/\r?\n/)[0]).toContain(
      "process,publication,position,claim,kind,theme,text,version,source_count",
    );
    expect(claims).toContain("Un constat nouveau.");
    expect(await page(urls.openDataFile("fr", { ...AT, file: "syntheses.csv" }))).toContain("Ce que vous avez dit");
  });
});
