import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type EditionId, type PassageId, type ProcessId } from "#kernel/ids.ts";
import { insertContribution, type NewContribution } from "#rooms/contributions";
import { createDraftEdition } from "#rooms/documents";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { compareAmendments } from "./compare.actions.ts";
import { amendmentsInvariants } from "./invariants.queries.ts";

let house: TestHouse;
let editor: Awaited<ReturnType<TestHouse["as"]>>;
let edition: string;
const WORDS = new Map<number, string>();
beforeAll(async () => {
  house = await createTestHouse();
  editor = await house.as("editor");
  const rows =
    await house.sql`select passage_id, text from documents.edition_passage where edition_id = ${ESSAI.editionId}`;
  for (let n = 1; n <= 8; n += 1)
    WORDS.set(n, String(rows.find((row) => row.passage_id === ESSAI.passageId(n))?.text ?? ""));
  edition = await house.sql.begin((tx) =>
    createDraftEdition(tx, { from: asId<EditionId>(ESSAI.editionId), createdBy: editor.personId }),
  );
});
afterAll(() => house.close());

const about = (n: number) => WORDS.get(n) ?? "";
const passage = (n: number) => asId<PassageId>(ESSAI.passageId(n));
const draftWords = async (n: number) => {
  const [row] = await house.sql`
    select text from documents.edition_passage where edition_id = ${edition} and passage_id = ${passage(n)}
  `;
  return row ? String(row.text) : null;
};

type Rest = Partial<NewContribution>;
async function amendment(n: number, proposedText: string | null, rest: Rest = {}): Promise<number> {
  const { number } = await house.sql.begin((tx) =>
    insertContribution(tx, {
      processId: asId<ProcessId>(ESSAI.processId),
      kind: "amendment",
      editionId: asId<EditionId>(ESSAI.editionId),
      nodeId: null,
      passageId: passage(n),
      aboutText: about(n),
      proposedText,
      body: "Pour de bonnes raisons.",
      channel: "online",
      state: "published",
      submittedAt: new Date(),
      publishedAt: new Date(),
      ...rest,
    }),
  );
  return number;
}

const ACCEPTED = {
  verdict: "accepted",
  reason: "Plus clair.",
  answer: "Votre rédaction est retenue.",
  decision: "new",
};
const page = (number: number) => `/fr/equipe/amendements/${number}`;
const failing = async () => {
  const found = await Promise.all(
    amendmentsInvariants.map(async ({ id, check }) => [id, await check(house.sql)] as const),
  );
  return found.filter(([, problems]) => problems.length > 0);
};

describe("applying an amendment to the draft of an edition", () => {
  it("puts its words in the draft, ties the change to a decision, keeps the record, and gives the words back", async () => {
    const proposed = `${about(1)} Un bilan est publié.`;
    const number = await amendment(1, proposed);
    await editor.get("/fr/equipe/amendements");
    expect(editor.html).toContain(`/fr/equipe/amendements/${number}`);
    await editor.get(page(number));
    expect(editor.html).toContain("S’applique");
    await editor.submit({ ...ACCEPTED, choice1: "apply" });
    expect(editor.html).toContain("C’est enregistré");
    expect(await draftWords(1)).toBe(proposed);
    const [row] = await house.sql`
      select application.outcome, application.applied_text, application.before_text, decision.state, decision.verdict,
        basis.kind as basis,
        exists (
          select
          from editions.change
          join editions.change_decision on change_decision.change_id = change.id
          where change.edition_id = application.edition_id
            and change.passage_id = application.passage_id
            and change_decision.decision_id = decision.id
        ) as is_tied
      from amendments.application
      join decisions.decision on decision.id = application.decision_id
      left join decisions.basis on basis.decision_id = decision.id
      where application.contribution_id = (select id from contributions.contribution where number = ${number})
    `;
    expect(row).toEqual({
      outcome: "applied",
      applied_text: proposed,
      before_text: about(1),
      state: "draft",
      verdict: "accepted",
      basis: "amendment",
      is_tied: true,
    });
    expect(await failing()).toEqual([]);
    await editor.get(page(number));
    await editor.submit({});
    expect(editor.html).toContain("C’est annulé");
    expect(await draftWords(1)).toBe(about(1));
    const [change] = await house.sql`select from editions.change where edition_id = ${edition}`;
    expect(change).toBeUndefined();
  });

  it("merges with what others changed elsewhere in the passage, and shows the result before", async () => {
    const number = await amendment(2, `${about(2)} Un comité suit.`);
    await house.sql`
      update documents.edition_passage set text = 'Désormais, ' || text where edition_id = ${edition} and passage_id = ${passage(2)}
    `;
    const merged = `Désormais, ${about(2)} Un comité suit.`;
    await editor.get(page(number));
    expect(editor.html).toContain("Ce que dirait l’édition");
    await editor.submit({ ...ACCEPTED, choice1: "apply" });
    expect(await draftWords(2)).toBe(merged);
    await house.sql`
      update documents.edition_passage set text = replace(text, 'Désormais', 'Dorénavant')
      where edition_id = ${edition} and passage_id = ${passage(2)}
    `;
    await editor.get(page(number));
    await editor.submit({});
    expect(await draftWords(2)).toBe(`Dorénavant, ${about(2)}`);
  });

  it("says which words two want otherwise, and takes the editor's own words, shown beside", async () => {
    const number = await amendment(3, about(3).replace(/\S+$/, "maintenant."));
    await house.sql`
      update documents.edition_passage
      set text = regexp_replace(text, '\\S+$', 'jamais.')
      where edition_id = ${edition} and passage_id = ${passage(3)}
    `;
    await editor.get(page(number));
    expect(editor.html).toContain("Les mots que les deux ont changés");
    await editor.submit({ ...ACCEPTED, choice1: "apply" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("Plus clair.");
    await editor.submit({ ...ACCEPTED, verdict: "accepted", choice1: "own", words1: "Nos mots." });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("ne va pas avec vos choix");
    expect(await draftWords(3)).not.toBe("Nos mots.");
    await editor.submit({ ...ACCEPTED, verdict: "partly_accepted", choice1: "own", words1: " " });
    expect(editor.status).toBe(422);
    await editor.submit({ ...ACCEPTED, verdict: "partly_accepted", choice1: "own", words1: "Nos mots." });
    expect(await draftWords(3)).toBe("Nos mots.");
    expect(editor.html).toContain("Appliquée en partie");
  });

  it("stays with its decision until it is undone", async () => {
    const [row] = await house.sql`
      select decision.number as decision, contribution.number, covering.batch_id as batch
      from amendments.application
      join decisions.decision on decision.id = application.decision_id
      join contributions.contribution on contribution.id = application.contribution_id
      join decisions.covering
        on covering.decision_id = decision.id and covering.contribution_id = contribution.id
      where application.outcome = 'in_part' and application.undone_at is null
    `;
    await expect(house.sql`delete from decisions.covering where batch_id = ${row?.batch}`).rejects.toMatchObject({
      constraint_name: "application_is_kept",
    });
    await editor.get(`/fr/equipe/decisions/${row?.decision}`);
    const csrf = /name="csrf" value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
    const answer = await editor.request(`/fr/equipe/decisions/${row?.decision}`, {
      method: "POST",
      headers: { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrf, act: "remove", contribution: String(row?.number) }),
    });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("déjà appliquée");
  });

  it("declines with a reason, changes no word, and covers the discussion when asked", async () => {
    const number = await amendment(4, "Autre chose.");
    const [subject] = await house.sql`select id from contributions.contribution where number = ${number}`;
    const argument = await house.sql.begin((tx) =>
      insertContribution(tx, {
        processId: asId<ProcessId>(ESSAI.processId),
        kind: "comment",
        editionId: asId<EditionId>(ESSAI.editionId),
        body: "Oui, vraiment.",
        channel: "online",
        state: "published",
        submittedAt: new Date(),
        publishedAt: new Date(),
        about: { contributionId: subject?.id, stance: "for" },
      }),
    );
    await editor.get(page(number));
    expect(editor.html).toContain("Donner la même réponse à l’argument");
    await editor.submit({ ...ACCEPTED, verdict: "declined", reason: "", choice1: "decline" });
    expect(editor.status).toBe(422);
    await editor.submit({
      ...ACCEPTED,
      verdict: "declined",
      reason: "Trop tard.",
      choice1: "decline",
      discussion: "oui",
    });
    expect(editor.status).toBe(200);
    expect(await draftWords(4)).toBe(about(4));
    const covered = await house.sql`
      select contribution.number
      from amendments.application
      join decisions.covering on covering.decision_id = application.decision_id
      join contributions.contribution on contribution.id = covering.contribution_id
      where application.contribution_id = ${subject?.id}
      order by contribution.number
    `;
    expect(covered.map((row) => row.number)).toEqual([number, argument.number]);
  });

  it("takes several passages at once, removes one and adds another, and gives all of it back", async () => {
    const number = await amendment(5, `${about(5)} Ajout.`, {
      parts: [
        { passageId: passage(6), operation: "remove", aboutText: about(6), proposedText: null },
        { passageId: passage(7), operation: "add", aboutText: about(7), proposedText: "Un passage neuf." },
      ],
    });
    await editor.get(page(number));
    await editor.submit({ ...ACCEPTED, choice1: "apply", choice2: "apply", choice3: "apply" });
    expect(editor.status).toBe(200);
    expect(await draftWords(6)).toBeNull();
    const added = await house.sql`
      select here.position, here.text
      from documents.edition_passage as here
      join documents.edition_passage as after on after.edition_id = here.edition_id and after.node_id = here.node_id
      where here.edition_id = ${edition} and here.text = 'Un passage neuf.' and after.passage_id = ${passage(7)}
        and here.position = after.position + 1
    `;
    expect(added).toHaveLength(1);
    expect(await failing()).toEqual([]);
    await editor.get(page(number));
    await editor.submit({});
    expect(editor.html).toContain("C’est annulé");
    expect([await draftWords(5), await draftWords(6), await draftWords(7)]).toEqual([about(5), about(6), about(7)]);
    expect(await house.sql`select from documents.edition_passage where text = 'Un passage neuf.'`).toHaveLength(0);
  });

  it("refuses a page older than the draft and keeps what was typed; acts once when sent twice", async () => {
    const number = await amendment(8, `${about(8)} Fin.`);
    await editor.get(page(number));
    await house.sql`
      update documents.edition_passage set text = text || ' Entre-temps.' where edition_id = ${edition} and passage_id = ${passage(8)}
    `;
    await editor.submit({ ...ACCEPTED, choice1: "apply", reason: "Une raison gardée." });
    expect(editor.status).toBe(409);
    expect(editor.html).toContain("Une raison gardée.");
    await house.sql`
      update documents.edition_passage set text = ${about(8)} where edition_id = ${edition} and passage_id = ${passage(8)}
    `;
    await editor.get(page(number));
    const hidden = Object.fromEntries(
      [...editor.html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name ?? "",
        (value ?? "").replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
      ]),
    );
    const send = () =>
      editor.request(page(number), {
        method: "POST",
        headers: { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ ...hidden, ...ACCEPTED, choice1: "apply" }),
      });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const rows = await house.sql`
      select from amendments.application
      join contributions.contribution on contribution.id = application.contribution_id
      where contribution.number = ${number}
    `;
    expect(rows).toHaveLength(1);
    expect(await draftWords(8)).toBe(`${about(8)} Fin.`);
  });

  it("shows hostile words as words, and is for editors alone", async () => {
    const number = await amendment(1, "<img src=x onerror=alert(1)> {count} \u202e");
    await editor.get(page(number));
    expect(editor.html).not.toContain("<img src=x");
    const analyst = await house.as("analyst");
    await analyst.get(page(number));
    expect(analyst.status).toBe(403);
    await house.sql`update contributions.contribution set state = 'withdrawn' where number = ${number}`;
    await editor.get(page(number));
    expect(editor.status).toBe(404);
  });
});

describe("conflicts", () => {
  it("are found when both are public, shown to everybody and to deciders, and go when one leaves", async () => {
    const one = await amendment(7, about(7).replace(/^\S+/, "Certains"));
    const other = await amendment(7, about(7).replace(/^\S+/, "Aucuns"));
    while ((await compareAmendments(house.sql)) > 0);
    const visitor = house.visitor();
    await visitor.get(`/fr/contributions/${one}`);
    expect(visitor.html).toContain("veut d’autres mots au même endroit");
    expect(visitor.html).toContain(`/fr/contributions/${other}`);
    await visitor.get("/fr/textes/texte-essai/passages/p7");
    expect(visitor.html).toContain("veulent d’autres mots au même endroit");
    expect(visitor.html).toContain(`/fr/contributions/${other}"`);
    await visitor.get("/fr/demarches/essai/amendements?conflit=oui");
    expect(visitor.html).toContain(`/fr/contributions/${one}"`);
    await editor.get(page(one));
    expect(editor.html).toContain(page(other));
    expect(await failing()).toEqual([]);
    await house.sql`update contributions.contribution set state = 'withdrawn' where number = ${other}`;
    while ((await compareAmendments(house.sql)) > 0);
    await visitor.get(`/fr/contributions/${one}`);
    expect(visitor.html).not.toContain("veut d’autres mots");
    expect(await failing()).toEqual([]);
  });

  it("are the same whoever compares, several at once", async () => {
    await house.sql`insert into amendments.to_compare (contribution_id) select id from contributions.contribution where kind = 'amendment' on conflict do nothing`;
    await Promise.all([1, 2, 3].map(() => compareAmendments(house.sql, 2)));
    while ((await compareAmendments(house.sql, 3)) > 0);
    expect(await failing()).toEqual([]);
  });
});

describe("the public list", () => {
  it("is filtered, ordered as it says, and refuses what it does not know", async () => {
    const visitor = house.visitor();
    const list = "/fr/demarches/essai/amendements";
    await visitor.get(list);
    expect(visitor.html).toContain("de la plus récente à la plus ancienne");
    await visitor.get(`${list}?verdict=declined&ordre=discutees`);
    expect(visitor.status).toBe(200);
    await visitor.get(`${list}?element=2`);
    expect(visitor.html).not.toContain("Passage A1-a.1");
    for (const bad of ["verdict=x", "ordre=y", "conflit=2", "page=-1", `element=${"e".repeat(60)}`, "autre=1"]) {
      await visitor.get(`${list}?${bad}`);
      expect([bad, visitor.status]).toEqual([bad, 422]);
    }
  });
});

describe("once the edition is published", () => {
  it("shows the adopted words beside those proposed, with the difference, the reason and the edition; nothing can be undone", async () => {
    const visitor = house.visitor();
    const [partly] = await house.sql`
      select contribution.number
      from amendments.application
      join contributions.contribution on contribution.id = application.contribution_id
      where application.outcome = 'in_part' and application.undone_at is null
    `;
    await visitor.get(`/fr/contributions/${partly?.number}`);
    expect(visitor.html).not.toContain("Nos mots.");
    await house.sql`
      insert into editions.change (edition_id, kind, passage_id, editorial_reason, acting_role)
      select ${edition}, difference.kind, difference.passage_id, 'Clarté.', 'editor'
      from editions.difference(${edition}) as difference
      where difference.passage_id is not null
        and not exists (
          select from editions.change where change.edition_id = ${edition} and change.passage_id = difference.passage_id
        )
    `;
    await editor.get(`/fr/equipe/editions/${edition}/publier`);
    await editor.submit({
      drafts: "all",
      "publishedOn-day": "1",
      "publishedOn-month": "3",
      "publishedOn-year": "2026",
    });
    const [state] = await house.sql`select state from documents.edition where id = ${edition}`;
    expect(state?.state).toBe("published");
    await visitor.get(`/fr/contributions/${partly?.number}`);
    for (const shown of ["Retenu en partie", "Nos mots.", "Plus clair.", "Ce que l’édition change", "l’édition 2"]) {
      expect(visitor.html).toContain(shown);
    }
    expect(await failing()).toEqual([]);
    await expect(house.sql`
      update amendments.application set undone_at = now(), undone_by = made_by where outcome = 'in_part'
    `).rejects.toMatchObject({ constraint_name: "edition_is_immutable" });
    const data = await house.fetch("/fr/donnees-ouvertes/essai/amendment-applications.csv");
    expect(await data.text()).toContain("in_part");
  });
});
