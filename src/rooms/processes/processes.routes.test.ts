import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type PersonId, type ProcessId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import { createProcess, desks, mayReadProcess, openPhaseFor, recordPhaseClock } from "#rooms/processes";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const publicPage = urls.process("fr", { process: ESSAI.process });
const teamPage = urls.teamProcess("fr", { process: ESSAI.process });
const phase = ESSAI.consultationId;
const kinds = async () =>
  (await house.sql<{ kind: string }[]>`select kind from journal.entry where subject_id = ${phase} order by id`).map(
    (entry) => entry.kind,
  );

async function contribute(number: number): Promise<void> {
  await house.sql`
    insert into contributions.contribution (number, process_id, phase_id, kind, edition_id, passage_id, about_text, body,
      channel, receipt_hash, state, published_at)
    values (${number}, ${ESSAI.processId}, ${phase}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)}, 'x',
      'Un avis.', 'online', sha256(${`recu ${number}`}::bytea), 'published', now())`;
}

describe("the page of a process", () => {
  it("says what is decided, by whom, until when and what follows", async () => {
    const page = await house.visitor().get(publicPage);
    for (const words of ["Démarche d’essai", "L’autorité d’essai", "Chaque contribution reçoit une réponse motivée."]) {
      expect(page).toContain(words);
    }
    expect(page).toContain(urls.contributeStart("fr", { process: ESSAI.process }));
    expect(page).toContain(urls.edition("fr", { document: ESSAI.document, edition: 1 }));
    expect(page).toContain("lire, contribuer et dire pour ou contre");
    expect(page).toContain("En cours");
  });

  it("is listed with its closing date, in both languages", async () => {
    expect(await house.visitor().get(urls.processes("fr"))).toContain("Ouverte à tous jusqu’au");
    expect(await house.visitor().get(urls.processes("en"))).toContain("Open to everybody until");
  });

  it("does not exist under another address", async () => {
    expect((await house.fetch(urls.process("fr", { process: "inconnue" }))).status).toBe(404);
  });

  it("escapes what the team typed", async () => {
    await house.sql`update processes.process set summary = '<script>alert(1)</script>' where id = ${ESSAI.processId}`;
    const page = await house.visitor().get(publicPage);
    await house.sql`update processes.process set summary = 'Un texte court.' where id = ${ESSAI.processId}`;
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script>alert(1)");
  });
});

describe("who may do what", () => {
  it.each(["moderator", "analyst", "participant"] as const)("refuses the team pages to a %s", async (role) => {
    const browser = await house.as(role);
    expect((await browser.request(teamPage)).status).toBe(403);
    expect((await browser.request(urls.teamProcesses("fr"))).status).toBe(403);
  });

  it("sends a visitor to the sign-in page", async () => {
    const answer = await house.fetch(teamPage);
    expect(answer.headers.get("location")).toContain(urls.signIn("fr"));
  });

  it("lets a circle in where it may, and those that are wider", async () => {
    const { sql } = house;
    const circles = [
      { name: "Noyau", nameEn: "Core" },
      { name: "Institutions", nameEn: "Institutions" },
      { name: "Public", nameEn: "Public", isPublic: true },
    ];
    const [past, future] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)];
    const input = {
      slug: "cercles",
      title: "Cercles",
      summary: "",
      authority: "",
      followUp: "",
      circles,
      phases: [
        {
          kind: "drafting",
          title: "Rédaction",
          titleEn: "Drafting",
          plannedOpensAt: past,
          plannedClosesAt: future,
          read: 2,
          contribute: 2,
          vote: 0,
        },
      ],
      actingRole: "editor",
    } as const;
    const made = await sql.begin((tx) => createProcess(tx, input));
    expect((await sql.begin((tx) => createProcess(tx, input))).id).toBe(made.id);
    const viewer = async (circle: number | null) => {
      const { personId } = await house.as("participant");
      if (circle !== null) {
        await sql`insert into processes.circle_member (circle_id, person_id) values (${made.circleIds[circle] ?? ""}, ${personId})`;
      }
      return { personId: asId<PersonId>(personId), displayName: "", email: "", roles: [], circles: [] };
    };
    const id = asId<ProcessId>(made.id);
    expect((await openPhaseFor(sql, id, await viewer(0), "contribute"))?.kind).toBe("drafting");
    expect(await openPhaseFor(sql, id, await viewer(1), "contribute")).not.toBeNull();
    expect(await openPhaseFor(sql, id, await viewer(null), "contribute")).toBeNull();
    const without = async (circle: number, work: () => Promise<void>) => {
      const at = { phase: made.phaseIds[0] ?? "", circle: made.circleIds[circle] ?? "" };
      await sql`delete from processes.phase_circle where phase_id = ${at.phase} and circle_id = ${at.circle}`;
      await work();
      await sql`insert into processes.phase_circle values (${at.phase}, ${at.circle}, true, true, false)`;
    };
    // the core belongs to the wider circle; the institutions do not belong to the core
    await without(0, async () => {
      expect(await openPhaseFor(sql, id, await viewer(0), "contribute")).not.toBeNull();
      expect(await mayReadProcess(sql, id, await viewer(0))).toBe(true);
    });
    await without(1, async () => {
      expect(await openPhaseFor(sql, id, await viewer(1), "contribute")).toBeNull();
      expect(await mayReadProcess(sql, id, await viewer(1))).toBe(false);
    });
    expect(await openPhaseFor(sql, id, null, "read")).toBeNull();
    expect(await openPhaseFor(sql, id, await viewer(0), "vote")).toBeNull();
    expect(await mayReadProcess(sql, id, null)).toBe(false);
    expect(await mayReadProcess(sql, id, await viewer(1))).toBe(true);
  });
});

describe("keeping the phases", () => {
  it("closes, opens again and journals both", async () => {
    const editor = await house.as("editor");
    await editor.get(teamPage);
    await editor.submit({ act: "close", phase });
    expect(editor.html).toContain("La phase est fermée.");
    expect(await house.visitor().get(publicPage)).not.toContain(urls.contributeStart("fr", { process: ESSAI.process }));
    await editor.submit({ act: "close", phase });
    expect(editor.html).toContain("Cette phase n’est pas ouverte.");
    await editor.submit({ act: "open", phase });
    expect(editor.html).toContain("La phase est ouverte.");
    expect(await kinds()).toEqual(["phase.closed", "phase.opened"]);
  });

  it("refuses « answered » while a published contribution waits, with its number, then takes it", async () => {
    await contribute(1);
    const editor = await house.as("editor");
    await editor.get(teamPage);
    await editor.submit({ act: "answered", phase });
    expect(editor.html).toContain("Fermez d’abord cette phase.");
    await editor.submit({ act: "close", phase });
    await editor.submit({ act: "answered", phase });
    expect(editor.status).toBe(403);
    expect(editor.html).toContain("1 contribution publiée attend encore sa réponse.");
    const [decision] = await house.sql<{ id: string }[]>`
      insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
      values (${ESSAI.processId}, 'accepted', 'Oui.', 'Oui.', 'editor') returning id`;
    await house.sql`
      insert into decisions.covering (decision_id, contribution_id, acting_role)
      select ${decision?.id ?? ""}, id, 'editor' from contributions.contribution where number = 1`;
    await house.sql`update decisions.decision set state = 'published', published_at = now()`;
    expect(await house.visitor().get(publicPage)).toContain("1 réponse publiée sur 1 contribution");
    const [desk] = desks;
    const viewer = { personId: editor.personId, displayName: "", email: "", roles: [], circles: [] };
    expect(await desk?.waiting(house.sql, viewer)).toBe(1);
    await editor.submit({ act: "answered", phase });
    expect(await desk?.waiting(house.sql, viewer)).toBe(0);
    expect(editor.html).toContain("toutes les contributions ont leur réponse.");
    expect((await kinds()).at(-1)).toBe("phase.answered");
  });

  it("moves planned dates, keeps what was typed when they make no sense, and journals the old ones", async () => {
    const editor = await house.as("administrator");
    await editor.get(teamPage);
    await editor.submit({ act: "dates", phase, opens: "demain", closes: "2030-03-14 23:59" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain('value="demain"');
    expect(editor.html).toContain("Écrivez la date et l’heure comme");
    await editor.submit({ act: "dates", phase, opens: "2030-03-15 00:00", closes: "2030-03-14 23:59" });
    expect(editor.html).toContain("La fermeture doit venir après l’ouverture.");
    const [before] = await house.sql<
      { opens: Date }[]
    >`select planned_opens_at as opens from processes.phase where id = ${phase}`;
    await editor.submit({ act: "dates", phase, opens: "2022-12-14 09:00", closes: "2030-03-14 23:59" });
    const [entry] = await house.sql<{ payload: { opensAtBefore: string; opensAt: string } }[]>`
      select payload from journal.entry where kind = 'phase.rescheduled'`;
    expect(entry?.payload.opensAtBefore).toBe(before?.opens.toISOString());
    expect(entry?.payload.opensAt).toBe("2022-12-14T08:00:00.000Z");
  });

  it("adds and removes members of a circle", async () => {
    const editor = await house.as("editor");
    const [member] = await house.sql<{ id: string; email: string }[]>`
      insert into accounts.person (email, display_name) values ('membre@jalon.test', 'Membre') returning id, email`;
    const [circle] = await house.sql<{ id: string }[]>`
      select id from processes.circle where process_id = ${ESSAI.processId} and not is_public`;
    const fields = { act: "add", circle: circle?.id ?? "" };
    await editor.get(teamPage);
    await editor.submit({ ...fields, email: "personne@ailleurs.test" });
    expect(editor.html).toContain("Aucun compte n’a cette adresse.");
    await editor.submit({ ...fields, email: " Membre@jalon.test " });
    expect(editor.html).toContain("membre@jalon.test");
    await editor.submit({ ...fields, act: "remove", person: member?.id ?? "" });
    expect(editor.html).not.toContain("membre@jalon.test");
  });
});

describe("the clock", () => {
  it("writes down once what the clock of the database opened and closed", async () => {
    const { sql } = house;
    await sql`update processes.phase set opened_at = null, closed_at = null`;
    expect(await recordPhaseClock(sql)).toEqual({ opened: 3, closed: 1 });
    const revision = async () => (await sql`select platform.public_revision() as revision`)[0]?.revision;
    const before = await revision();
    expect(await recordPhaseClock(sql)).toEqual({ opened: 0, closed: 0 });
    expect(await revision()).toBe(before);
    const [row] = await sql<{ same: boolean }[]>`
      select bool_and(opened_at = planned_opens_at and (closed_at is null or closed_at = planned_closes_at)) as same
      from processes.phase where opened_at is not null`;
    expect(row?.same).toBe(true);
  });
});
