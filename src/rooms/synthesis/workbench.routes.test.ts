import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { htmlFaults } from "#ui/html-check.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const HOSTILE = `<script>alert("x")</script> & l’idée`;
const AT = { process: ESSAI.process };
const desk = urls.teamSynthesis("fr", AT);

/** Published contributions; their numbers. By a thousand: each statement has its time, whatever else the machine does. */
async function published(count: number, body = "Il faut agir vite.", channel = "online"): Promise<readonly number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) {
    const rows = await house.sql<{ number: number }[]>`
      insert into contributions.contribution (
        process_id, phase_id, kind, edition_id, passage_id, body, channel, receipt_hash, state, published_at
      )
      select ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)}, ${body},
        ${channel}, sha256(gen_random_uuid()::text::bytea), 'published', now()
      from generate_series(1, ${Math.min(1_000, count - numbers.length)})
      returning number
    `;
    numbers.push(...rows.map(({ number }) => number));
  }
  return numbers;
}

async function added(browser: Browser, text: string, kind = "claim"): Promise<number> {
  await browser.get(desk);
  await browser.submit({ act: "add", id: randomUUID(), text, kind }, desk);
  expect(browser.status).toBe(200);
  return Number(/#constat-(\d+)$/.exec(browser.path)?.[1]);
}

const attached = async (claim: number) => {
  const rows = await house.sql<{ number: number; stance: string; quote: string | null; batch: string | null }[]>`
    select contribution.number, attachment.stance, attachment.quote, attachment.batch_id as batch
    from synthesis.claim_contribution as attachment
    join synthesis.claim on claim.id = attachment.claim_id
    join contributions.contribution on contribution.id = attachment.contribution_id
    where claim.number = ${claim}
      and attachment.removed_at is null
    order by contribution.number
  `;
  return rows;
};

async function save(browser: Browser, number: number, text: string, version: number): Promise<void> {
  await browser.get(urls.teamClaim("fr", { number }));
  await browser.submit(
    { act: "save", text, kind: "claim", version: String(version) },
    urls.teamClaim("fr", { number }),
  );
}

describe("the note", () => {
  test("is written claim by claim, and a claim sent twice is one", async () => {
    const analyst = await house.as("analyst");
    await analyst.get(desk);
    const id = randomUUID();
    await analyst.submit({ act: "add", id, text: HOSTILE, kind: "rare" }, desk);
    await analyst.submit({ act: "add", id, text: HOSTILE, kind: "rare" }, desk);
    expect(analyst.html).not.toContain("<script>alert");
    const [row] = await house.sql`select count(*)::int as count from synthesis.claim where text = ${HOSTILE}`;
    expect(row?.count).toBe(1);
    await analyst.get(desk);
    await analyst.submit({ act: "add", id: randomUUID(), text: " \u200b ", kind: "claim" }, desk);
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("Écrivez le constat.");
  });

  test("keeps its order when two people move the same claim", async () => {
    const [one, two] = [await house.as("analyst"), await house.as("editor")];
    const [a, b, c] = [await added(one, "Ordre A"), await added(one, "Ordre B"), await added(one, "Ordre C")];
    const order = async () => {
      const rows = await house.sql<{ number: number }[]>`
        select number from synthesis.claim where number = any (${[a, b, c]}) order by position
      `;
      return rows.map(({ number }) => number);
    };
    await one.get(desk);
    await two.get(desk);
    await Promise.all([one.submit({ move: `${b}-before-${a}` }, desk), two.submit({ move: `${b}-before-${a}` }, desk)]);
    expect(await order()).toEqual([b, a, c]);
    // no neighbours any more: nothing moves, the person is told
    await one.submit({ move: `${c}-before-${b}` }, desk);
    expect(one.status).toBe(409);
    expect(await order()).toEqual([b, a, c]);
    const positions = await house.sql`select position from synthesis.claim group by position having count(*) > 1`;
    expect(positions).toHaveLength(0);
  });

  test("is not for moderators, facilitators, participants or visitors, and analysts do not publish", async () => {
    for (const role of ["moderator", "participant"] as const) {
      const browser = await house.as(role);
      await browser.get(desk);
      expect(browser.status).toBe(403);
    }
    const analyst = await house.as("analyst");
    await analyst.get(urls.teamSynthesisPublish("fr", AT));
    expect(analyst.status).toBe(403);
    const visitor = house.visitor();
    const number = await added(analyst, "Constat jamais publié");
    await visitor.get(urls.claim("fr", { number }));
    expect(visitor.status).toBe(404);
    await visitor.get(urls.processSynthesis("fr", AT));
    expect(visitor.status).toBe(404);
  });
});

describe("two people writing the same claim", () => {
  test("the second gets both texts, and nothing is lost", async () => {
    const [one, two] = [await house.as("analyst"), await house.as("editor")];
    const number = await added(one, "Les délais sont longs.");
    const at = urls.teamClaim("fr", { number });
    await one.get(at);
    await two.get(at);
    await Promise.all([
      one.submit({ act: "save", text: "Les délais sont trop longs.", kind: "claim" }, at),
      two.submit({ act: "save", text: "Les délais restent longs.", kind: "claim" }, at),
    ]);
    const loser = one.status === 409 ? one : two;
    const winner = loser === one ? two : one;
    expect([winner.status, loser.status]).toEqual([200, 409]);
    const lost = loser === one ? "Les délais sont trop longs." : "Les délais restent longs.";
    const kept = loser === one ? "Les délais restent longs." : "Les délais sont trop longs.";
    expect(loser.html).toContain(lost);
    expect(loser.html).toContain(kept);
    expect(loser.html).toMatch(/<ins>/);
    expect(await htmlFaults(loser.html)).toEqual([]);
    const versions = await house.sql<{ version: number | null; text: string }[]>`
      select version, text
      from synthesis.claim_version
      where claim_id = (select id from synthesis.claim where number = ${number})
      order by id
    `;
    expect(versions).toHaveLength(3);
    expect(versions.filter(({ version }) => version === null).map(({ text }) => text)).toEqual([lost]);
    // the form of the conflict page saves over what is in sight
    await loser.submit({ act: "save", text: `${kept} Partout.`, kind: "claim" }, at);
    expect(loser.status).toBe(200);
    // the refused text comes back as a new version
    await loser.get(urls.teamClaimVersions("fr", { number }));
    expect(loser.html).toContain("Non pris");
    const entry = /name="entry" value="(\d+)"/g;
    const entries = [...loser.html.matchAll(entry)].map(([, id]) => id ?? "");
    const [refused] = await house.sql<{ id: string }[]>`
      select id::text from synthesis.claim_version where text = ${lost} and version is null
    `;
    expect(entries).toContain(refused?.id);
    await loser.submit({ entry: refused?.id ?? "", version: "3" }, urls.teamClaimVersions("fr", { number }));
    expect(loser.html).toContain(lost);
    const [claim] = await house.sql`select text, version from synthesis.claim where number = ${number}`;
    expect(claim).toEqual({ text: lost, version: 4 });
  });

  test("around the claims too: title, introduction and method of both are in sight", async () => {
    const [one, two] = [await house.as("analyst"), await house.as("editor")];
    const at = urls.teamSynthesisNote("fr", AT);
    await one.get(at);
    await two.get(at);
    await Promise.all([
      one.submit({ title: "Titre de la première", introduction: "", method: "Lu." }, at),
      two.submit({ title: "Titre de la seconde", introduction: "", method: "Lu." }, at),
    ]);
    const loser = one.status === 409 ? one : two;
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    expect(loser.html).toContain(loser === one ? "Titre de la première" : "Titre de la seconde");
    expect(loser.html).toMatch(/<ins>|<del>/);
    expect(await htmlFaults(loser.html)).toEqual([]);
    await loser.submit({ title: "Titre des deux", introduction: "", method: "Lu." }, at);
    expect(loser.status).toBe(200);
    expect(loser.html).toContain("Titre des deux");
  });

  test("the same form sent twice is one version, and a refused one is kept once", async () => {
    const analyst = await house.as("analyst");
    const number = await added(analyst, "Premier texte.");
    await save(analyst, number, "Deuxième texte.", 1);
    await save(analyst, number, "Deuxième texte.", 1);
    expect(analyst.status).toBe(200);
    await save(analyst, number, "Troisième texte.", 1);
    expect(analyst.status).toBe(409);
    await save(analyst, number, "Troisième texte.", 1);
    const rows = await house.sql<{ version: number | null }[]>`
      select version from synthesis.claim_version
      where claim_id = (select id from synthesis.claim where number = ${number})
      order by id
    `;
    expect(rows.map(({ version }) => version)).toEqual([1, 2, null]);
  });
});

describe("attaching", () => {
  test("boxes ticked; twice is once; detached with its trace; attached again", async () => {
    const analyst = await house.as("analyst");
    const numbers = (await published(3)).map(String);
    const claim = await added(analyst, "Il faut aller vite.");
    await analyst.get(urls.teamSynthesis("fr", AT, { ouvert: claim }));
    const batch = randomUUID();
    const fields = { act: "attach", batch, claim: String(claim), stance: "supports", contribution: numbers };
    await analyst.submit(fields, desk);
    await analyst.submit(fields, desk);
    expect((await attached(claim)).map(({ number }) => String(number))).toEqual(numbers);
    const at = urls.teamClaim("fr", { number: claim });
    await analyst.get(at);
    expect(analyst.html).toContain("3 contributions");
    await analyst.submit({ act: "detach", contribution: numbers.slice(0, 2) }, at);
    expect(await attached(claim)).toHaveLength(1);
    await analyst.get(at);
    expect(analyst.html).toContain("2 contributions détachées");
    await analyst.submit({ ...fields, batch: randomUUID(), stance: "nuances" }, desk);
    expect((await attached(claim)).map(({ stance }) => stance)).toEqual(["nuances", "nuances", "supports"]);
    await analyst.get(desk);
    await analyst.submit({ act: "attach", batch: randomUUID(), claim: "", stance: "supports" }, desk);
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("Cochez au moins une contribution.");
    expect(analyst.html).toContain("Choisissez le constat");
  });

  test("10,000 of a filter at once: exactly those that were seen, undone as one", async () => {
    const [analyst, editor] = [await house.as("analyst"), await house.as("editor")];
    const numbers = await published(10_000, "Une lettre toute pareille.", "letter");
    const claim = await added(analyst, "Beaucoup ont écrit la même lettre.");
    const filtered = urls.teamSynthesis("fr", AT, { canal: "letter", ouvert: claim });
    await analyst.get(filtered);
    await editor.get(filtered);
    expect(analyst.html).toMatch(/\(10\s000\)/);
    const set = /name="set" value="([0-9a-f]{64})"/.exec(analyst.html)?.[1] ?? "";
    const fields = { act: "attach", canal: "letter", claim: String(claim), stance: "supports", tout: "on", set };
    // two people at the same moment: each contribution once
    await Promise.all([
      analyst.submit({ ...fields, batch: randomUUID() }, desk),
      editor.submit({ ...fields, batch: randomUUID() }, desk),
    ]);
    expect([analyst.status, editor.status]).toEqual([200, 200]);
    const rows = await attached(claim);
    expect(rows.map(({ number }) => number)).toEqual([...numbers].sort((a, b) => a - b));
    const counts = await house.sql<{ count: number }[]>`
      select count from synthesis.batch where claim_id = (select id from synthesis.claim where number = ${claim})
    `;
    expect(counts.map(({ count }) => count).sort()).toEqual([0, 10_000]);
    // one more came meanwhile: the old page attaches nothing
    await published(1, "Une lettre de plus.", "letter");
    await analyst.get(filtered);
    const other = await added(analyst, "Un autre constat.");
    await analyst.get(filtered);
    await analyst.submit({ ...fields, claim: String(other), batch: randomUUID() }, desk);
    expect(analyst.status).toBe(409);
    expect(analyst.html).toMatch(/10\s001/);
    expect(await attached(other)).toHaveLength(0);
    // undone as a whole, except what was changed one by one since
    const at = urls.teamClaim("fr", { number: claim });
    await analyst.get(urls.teamClaimSource("fr", { number: claim, contribution: numbers[0] ?? 0 }));
    await analyst.submit(
      { stance: "opposes", quote: "toute pareille" },
      urls.teamClaimSource("fr", { number: claim, contribution: numbers[0] ?? 0 }),
    );
    await analyst.get(at);
    const batch = rows[0]?.batch ?? "";
    await analyst.submit({ act: "undo", batch }, at);
    await analyst.submit({ act: "undo", batch }, at);
    expect(await attached(claim)).toEqual([
      { number: numbers[0], stance: "opposes", quote: "toute pareille", batch: null },
    ]);
  }, 60_000);

  test("a quote stands in the public words; typography does not count", async () => {
    const analyst = await house.as("analyst");
    const [number = 0] = await published(1, "L’accès est trop lent.\nVraiment.");
    const claim = await added(analyst, "L’accès est lent.");
    const at = urls.teamClaimSource("fr", { number: claim, contribution: number });
    await analyst.get(at);
    await analyst.submit({ stance: "supports", quote: "jamais écrit" }, at);
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("n’est pas dans les mots publics");
    expect(await attached(claim)).toHaveLength(0);
    await analyst.submit({ stance: "supports", quote: "L'accès est trop lent. Vraiment." }, at);
    expect(analyst.status).toBe(200);
    expect((await attached(claim))[0]?.quote).toBe("L'accès est trop lent. Vraiment.");
  });

  test("a contribution of another process, hidden or unknown is not attached", async () => {
    const analyst = await house.as("analyst");
    const [number = 0] = await published(1);
    await house.sql`update contributions.contribution set state = 'withdrawn' where number = ${number}`;
    const claim = await added(analyst, "Rien en dessous.");
    await analyst.get(urls.teamClaimSource("fr", { number: claim, contribution: number }));
    expect(analyst.status).toBe(404);
    await analyst.get(desk);
    const fields = { act: "attach", batch: randomUUID(), claim: String(claim), stance: "supports" };
    await analyst.submit({ ...fields, contribution: [String(number), "999999"] }, desk);
    expect(await attached(claim)).toHaveLength(0);
    const forced = house.sql`
      insert into synthesis.claim_contribution (claim_id, contribution_id, stance, acting_role)
      select claim.id, contribution.id, 'supports', 'analyst'
      from synthesis.claim cross join contributions.contribution
      where claim.number = ${claim} and contribution.number = ${number}
    `;
    await expect(forced).rejects.toMatchObject({ constraint_name: "attachment_is_public" });
  });

  test("a withdrawn claim lets its contributions go, and takes them up again", async () => {
    const analyst = await house.as("analyst");
    const numbers = (await published(2)).map(String);
    const claim = await added(analyst, "Constat à retirer.");
    const at = urls.teamClaim("fr", { number: claim });
    await analyst.submit(
      { act: "attach", batch: randomUUID(), claim: String(claim), stance: "opposes", contribution: numbers },
      desk,
    );
    await analyst.get(at);
    await analyst.submit({ act: "withdraw", reason: "" }, at);
    expect(analyst.status).toBe(422);
    await analyst.submit({ act: "withdraw", reason: "Deux constats disaient la même chose." }, at);
    expect(await attached(claim)).toHaveLength(0);
    await analyst.get(urls.teamSynthesisCoverage("fr", AT));
    expect(analyst.html).toContain("Constat à retirer.");
    await analyst.get(at);
    await analyst.submit({ act: "reopen" }, at);
    await analyst.submit({ act: "reopen" }, at);
    expect((await attached(claim)).map(({ stance }) => stance)).toEqual(["opposes", "opposes"]);
  });
});
