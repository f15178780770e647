// The doctor on the demonstration: nothing broken; then each invariant broken by hand, with the triggers switched off.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "#platform/config.ts";
import { connect, type Sql } from "#platform/db.ts";
import { createLog } from "#platform/log.ts";
import { createOutput } from "#platform/output.ts";
import { adoptAll } from "#rooms/adoption";
import { loadDemo } from "#rooms/demo";
import { commands, invariants } from "../src/app.ts";
import { type ClonedDatabase, cloneHouseDatabase } from "./house-database.ts";

let database: ClonedDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneHouseDatabase();
  sql = connect({ databaseUrl: database.url }, { pool: 4 });
  await loadDemo(sql, () => {});
  await adoptAll(sql);
}, 60_000);
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

/** One contribution and one decision of the demonstration, for statements that need any. */
const ONE = "(select id from contributions.contribution where number = 1)";
/** A contribution erased by somebody in the database, and nowhere else. */
const erased = (which: string): string => `update contributions.contribution
    set state = 'erased', erased_at = now(), erasure_basis = 'rgpd-17', body = '…', title = null, channel_detail = null,
      proposed_text = case when proposed_text is not null then '…' end, organisation = null, author_name = null,
      person_id = null, draft_id = null, territory_code = null, category_code = null
    where ${which}`;
const ERASED = erased("number = 1");
const AN_AMENDMENT =
  "(select min(number) from contributions.contribution where kind = 'amendment' and state = 'published')";
const DECISION = "(select min(number) from decisions.decision)";
const A_CLAIM = `insert into synthesis.claim (process_id, position, kind, text, acting_role)
    select process_id, 999, 'claim', 'Un constat ajouté', 'editor' from contributions.contribution where number = 1`;
/** A confirmed group of two texts that no person grouped: its members are all wrong. */
const A_GROUP = `insert into campaigns.campaign (process_id, name, kept_contribution_id, state, confirmed_at, acting_role)
    select process_id, 'Un groupe', id, 'confirmed', now(), 'analyst' from contributions.contribution where number = 1;
    insert into campaigns.member (campaign_id, contribution_id, similarity, state, acting_role)
    select campaign.id, contribution.id, 1, 'in', 'analyst'
    from campaigns.campaign cross join contributions.contribution
    where campaign.name = 'Un groupe' and contribution.number in (1, 2)`;
/** A published question that is in no journal. */
const A_POLL = `insert into polls.poll (id, process_id, title, opens_at, closes_at, published_at, acting_role)
    select '00000000-0000-4000-8000-00000000b0b0', process_id, 'Une question', now() - interval '1 day', now() + interval '1 day', now(), 'editor'
    from contributions.contribution where number = 1`;
const A_STATEMENT = (origin: string, state: string, more = "null, null") => `${A_POLL};
    insert into polls.statement (poll_id, number, text, language, origin, state, hidden_reason, contribution_id)
    values ('00000000-0000-4000-8000-00000000b0b0', 1, 'Une phrase', 'fr', '${origin}', '${state}', ${more})`;
/** A vote on a statement of that question, on the side: without its tally. */
const A_VOTE = `${A_STATEMENT("team", "shown")};
    insert into votes.voter (id, poll_id, tag, is_verified)
    values ('00000000-0000-4000-8000-00000000b0b1', '00000000-0000-4000-8000-00000000b0b0', sha256('voter'), false);
    insert into votes.vote (poll_id, voter_id, statement_id, value)
    select poll_id, '00000000-0000-4000-8000-00000000b0b1', id, 1
    from polls.statement where poll_id = '00000000-0000-4000-8000-00000000b0b0'`;
const EDITION_2 = "(select id from documents.edition where number = 2 and state = 'published')";

/** What somebody with all rights could do by hand, for each invariant. */
const BREAKS: Readonly<Record<string, string>> = {
  "journal.digests":
    "update journal.entry set payload = '{\"number\": 7}' where id = (select max(id) from journal.entry)",
  "sequencer.log-recomputes": `insert into journal.leaf (idx, event_id, data, leaf_hash, kind)
    values ((select size from journal.head), gen_random_uuid(), 'x', sha256('x'), 'incident')`,
  "notices.old-mails-emptied": `insert into notices.mail (to_address, subject, text_body, language, purpose, sent_at)
    values ('a@b.test', 'x', 'words', 'fr', 'answer', now() - interval '40 days')`,
  "notices.keys-do-not-stay": `insert into notices.mail (to_address, subject, text_body, language, purpose, sent_at)
    values ('a@b.test', 'x', 'the key', 'fr', 'sign-in', now())`,
  "processes.answered-phases": `update decisions.covering set is_in_force = false where contribution_id = ${ONE}`,
  "processes.contributions-in-phase": `update contributions.contribution set phase_id = (
      select phase.id from processes.phase join processes.process on process.id = phase.process_id
      where slug = 'rejouer-la-concertation' and kind = 'consultation'
    ) where number = 1`,
  "accounts.one-account-per-address": `alter table accounts.person drop constraint person_email_check;
    insert into accounts.person (email, display_name) select upper(email), 'Double' from accounts.person limit 1`,
  "accounts.roles-have-people": "update accounts.role_grant set territory_code = 'X1' where role = 'facilitator'",
  "accounts.an-administrator": "delete from accounts.role_grant where role = 'administrator'",
  "accounts.suspended-have-no-session": `update accounts.person set status = 'suspended' where id = (select min(id::text)::uuid from accounts.person);
    insert into accounts.session (id_hash, person_id, csrf, expires_at)
    select sha256('s'), id, 'c', now() + interval '1 day' from accounts.person where status = 'suspended'`,
  "accounts.keys-do-not-stay": `insert into accounts.session (id_hash, person_id, csrf, expires_at)
    select sha256('s'), id, 'c', now() - interval '9 days' from accounts.person limit 1`,
  "contributions.words-are-kept": "select 1",
  "contributions.nothing-disappears-silently":
    "update contributions.contribution set state = 'withdrawn' where number = 1",
  "data-rights.erased-keeps-nothing": `${ERASED};
    insert into moderation.flag (contribution_id, kind, explanation) select id, 'insult', 'mots' from contributions.contribution where number = 1`,
  "data-rights.erasures-are-in-the-journal": ERASED,
  "data-rights.requests-have-their-acts": `insert into data_rights.request (kind, target, origin, language, state, closed_at)
    values ('export', 'account', 'account', 'fr', 'done', now())`,
  "contributions.one-support-per-person": `alter table contributions.support drop constraint support_pkey;
    insert into contributions.support (contribution_id, voter_key, value)
    select contribution_id, voter_key, 'against' from contributions.support limit 1`,
  "contributions.words-about-are-kept": `update contributions.contribution set about_text = 'Autre chose'
    where number = (select min(number) from contributions.contribution where passage_id is not null)`,
  "contributions.states-and-dates":
    "update contributions.contribution set published_at = submitted_at - interval '1 day' where number = 1",
  "contributions.submissions-are-in-the-journal": `delete from journal.entry where kind = 'contribution.submitted' and subject_id = ${ONE}`,
  "corpus.lines-are-what-is-public":
    "update corpus.line set territory_code = '35', channel = 'letter' where number = 1",
  "corpus.answers-are-in-force":
    "update corpus.line set verdict = 'accepted', is_taken = true where verdict is distinct from 'accepted'",
  "corpus.words-are-public-words": `update corpus.words set words = contributions.words
    from (select id, corpus.vector_of(title, body, proposed_text) as words from contributions.contribution) as contributions
    where contributions.id = words.contribution_id`,
  "amendments.conflicts-are-those-of-the-words": `delete from amendments.to_compare;
    insert into amendments.conflict (contribution_id, position, other_id, other_position, passage_id, words)
    select min(id::text)::uuid, 1, max(id::text)::uuid, 1, (array_agg(passage_id))[1], 'Rien de tel'
    from contributions.contribution where kind = 'amendment' and state = 'published'`,
  "amendments.parts-are-whole": `update contributions.contribution set part_count = 2 where number = ${AN_AMENDMENT}`,
  "amendments.words-are-kept": "select 1",
  "amendments.arguments-are-one-level-deep": `update contributions.contribution as argument
    set about_contribution_id = subject.id, stance = 'for'
    from contributions.contribution as subject
    where subject.kind = 'comment' and argument.kind = 'comment' and subject.number = (
      select min(number) from contributions.contribution where kind = 'comment'
    )`,
  "amendments.applied-words-have-their-decision": `insert into amendments.application
      (contribution_id, position, passage_id, edition_id, decision_id, outcome, acting_role)
    select contribution.id, 1, change.passage_id, change.edition_id, decision.id, 'applied', 'editor'
    from contributions.contribution
    cross join (select * from editions.change where passage_id is not null order by number limit 1) as change
    cross join decisions.decision
    where contribution.number = ${AN_AMENDMENT} and decision.id not in (
      select decision_id from editions.change_decision where change_id = change.id
    )
    limit 1`,
  "amendments.applications-fit-their-amendment": `insert into amendments.application
      (contribution_id, position, passage_id, edition_id, decision_id, outcome, acting_role)
    select contribution.id, 1, passage.id, contribution.edition_id, covering.decision_id, 'declined', 'editor'
    from contributions.contribution
    join decisions.covering on covering.contribution_id = contribution.id
    join documents.passage on passage.id <> contribution.passage_id
    where contribution.number = ${AN_AMENDMENT}
    limit 1`,
  "reading.readers-are-counted": "update corpus.line set reader_count = reader_count + 1 where number = 1",
  "themes.codes-point-to-active-themes": "update themes.theme set state = 'retired' where code = 'ergonomie'",
  "themes.codings-are-counted": "update corpus.line set coding_count = coding_count + 1 where number = 1",
  "themes.quotes-stand-where-they-say": `insert into themes.code (contribution_id, theme_id, field, quote, starts_at, ends_at, origin, acting_role)
    select ${ONE}, id, 'body', 'jamais écrit', 0, 12, 'person', 'analyst' from themes.theme where code = 'ergonomie'`,
  "themes.samples-are-whole": "update themes.sample set size = size - 1",
  "themes.agreement-comes-from-the-codes": "update themes.agreement set value = 0.5 where measure = 'alpha'",
  "themes.signed-is-what-was-coded": "update themes.theme set definition = 'Autre chose' where code = 'ergonomie'",
  "themes.suggestions-are-answered-by-people": `insert into themes.code (contribution_id, theme_id, origin, acting_role)
    select ${ONE}, id, 'accepted_suggestion', 'analyst' from themes.theme
    where not exists (select from themes.code where theme_id = theme.id and contribution_id = ${ONE}) limit 1`,
  "themes.examples-are-contributions": "update themes.theme set examples = '{999999999}' where code = 'ergonomie'",
  "drafts.stay-in-their-process": `insert into drafts.draft (process_id, language, acting_role)
    select process_id, 'fr', 'analyst' from contributions.contribution where number = 1`,
  "drafts.vectors-were-entered": `insert into drafts.draft
      (process_id, language, acting_role, started_at, finished_at, input_hash, options, text_count, vectors_model, vectors_dimensions)
    select process_id, 'fr', 'analyst', now(), now(), repeat('a', 64), '{}', 1, 'un-modele', 3
    from contributions.contribution where number = 1`,
  "votes.one-vote-per-person": `${A_VOTE};
    alter table votes.vote drop constraint vote_pkey;
    insert into votes.vote (poll_id, voter_id, statement_id, value)
    select poll_id, voter_id, statement_id, -1 from votes.vote where poll_id = '00000000-0000-4000-8000-00000000b0b0'`,
  "votes.a-device-counts-once": `${A_VOTE};
    insert into votes.voter (poll_id, tag, is_verified, taken_over_by)
    values ('00000000-0000-4000-8000-00000000b0b0', sha256('device'), false, '00000000-0000-4000-8000-00000000b0b1')`,
  "votes.tallies-are-counts": A_VOTE,
  "votes.none-after-closing": `${A_VOTE};
    update votes.vote set voted_at = now() + interval '2 days' where poll_id = '00000000-0000-4000-8000-00000000b0b0'`,
  "votes.set-aside-in-the-journal": `${A_POLL};
    insert into votes.setting_aside (poll_id, number, pattern, about, verified, guests, reason, acting_role)
    values ('00000000-0000-4000-8000-00000000b0b0', 1, 'day', '{}', 0, 12, 'En silence', 'editor')`,
  "ballots.each-vote-is-committed": "update ballots.ballot set answer = 'agree' where answer = 'disagree'",
  "ballots.commitments-open":
    "update ballots.ballot set nonce = sha256('another') where id = (select min(id) from ballots.ballot)",
  "ballots.replace-one-before":
    "update ballots.ballot set replaces = commitment where id = (select min(id) from ballots.ballot)",
  "ballots.lots-are-in-the-log": "update ballots.lot set n = n - 1, commitments = substring(commitments from 33)",
  "ballots.results-are-recounts": `update ballots.closing set result = replace(result, '"blank":0', '"blank":1')`,
  "ballots.open-questions-have-their-key": `${A_POLL};
    insert into ballots.poll_key (poll_id, kind, digest) values ('00000000-0000-4000-8000-00000000b0b0', 'own', sha256('k'))`,
  "polls.published-in-the-journal": A_POLL,
  "polls.hidden-by-a-person": A_STATEMENT("team", "hidden", "'off_subject', null"),
  "polls.proposed-then-read": A_STATEMENT("participant", "shown"),
  "polls.words-of-their-process": `${A_POLL};
    insert into polls.poll_node (poll_id, node_id, acting_role)
    select poll.id, node.id, 'editor'
    from polls.poll
    join processes.process on process.id = poll.process_id
    join documents.node on node.document_id <> process.document_id
    where poll.title = 'Une question'
    limit 1`,
  "documents.editions-unchanged": `update documents.edition_passage set text = text || ' Autre chose.' where edition_id = ${EDITION_2}`,
  "documents.elements-in-order": `update documents.edition_node set sort_key = '0099' where edition_id = ${EDITION_2} and code = '1'`,
  "documents.anchors-survive":
    "update contributions.contribution set about_text = 'Autre chose' where number = (select min(number) from contributions.contribution where passage_id is not null)",
  "documents.splits-and-merges-are-sound": `insert into documents.passage_lineage
      (edition_id, document_id, from_passage_id, to_passage_id, kind, acting_role)
    select edition_id, document_id, min(passage_id::text)::uuid, max(passage_id::text)::uuid, 'merged', 'editor'
    from documents.edition_passage where edition_id = ${EDITION_2} group by edition_id, document_id`,
  "documents.lineage-is-sound": `insert into documents.lineage
      (from_document_id, to_document_id, from_node_id, kind, acting_role)
    select from_document_id, to_document_id, from_node_id, 'dropped', 'editor' from documents.lineage limit 1`,
  "documents.lineage-in-the-journal": "delete from journal.entry where kind = 'lineage.stated'",
  "moderation.hidden-has-its-act": "update contributions.contribution set state = 'hidden' where number = 1",
  "moderation.masked-keeps-the-original": `update moderation.mask set body = contribution.body
    from contributions.contribution where contribution.id = mask.contribution_id`,
  "moderation.appeal-by-another-person": `insert into moderation.appeal
      (contribution_id, act_id, words, outcome, outcome_reason, decided_by, decided_at)
    select contribution_id, id, 'non', 'upheld', 'si', made_by, now() from moderation.act where verb = 'mask' limit 1`,
  "decisions.one-in-force": `drop index decisions.one_decision_in_force;
    insert into decisions.covering (decision_id, contribution_id, acting_role)
    select decision.id, contribution.id, 'editor'
    from decisions.decision cross join contributions.contribution
    where contribution.number = 1
      and not exists (select from decisions.covering where decision_id = decision.id and contribution_id = contribution.id)
    limit 1`,
  "decisions.verdict-and-reason": `alter table decisions.decision drop constraint decision_reason_check;
    update decisions.decision set reason = ' ' where number = ${DECISION}`,
  "decisions.force-follows-state": `delete from answers.opinion;
    delete from decisions.covering where decision_id = (select id from decisions.decision where number = ${DECISION})`,
  "decisions.revisions-have-reasons": `alter table decisions.decision drop constraint revision_has_a_reason;
    update decisions.decision set replaces = (select id from decisions.decision order by number desc limit 1)
    where number = ${DECISION}`,
  "decisions.reviewed-by-another": `update decisions.decision set review = 'approved' where number = ${DECISION}`,
  "decisions.undone-is-gone": `insert into decisions.batch (id, decision_id, words, count, acting_role, undone_at, undone_by)
    select gen_random_uuid(), decision.id, 'Un lot', 1, 'editor', now(), person.id
    from decisions.decision cross join accounts.person
    where decision.number = ${DECISION}
    limit 1;
    update decisions.covering set batch_id = batch.id
    from decisions.batch where batch.decision_id = covering.decision_id and batch.undone_at is not null`,
  "decisions.answered-phases": `update decisions.decision set state = 'draft', published_at = null where number = ${DECISION}`,
  "decisions.journal": `delete from journal.entry where kind = 'decision.published' and subject_id = (select id from decisions.decision where number = ${DECISION})`,
  "editions.every-difference-has-its-change": `delete from editions.change_decision;
    delete from editions.change where edition_id = ${EDITION_2}`,
  "thread.one-change-a-place": `drop index editions.one_change_a_passage;
    insert into editions.change (edition_id, kind, passage_id, acting_role)
    select edition_id, kind, passage_id, 'editor' from editions.change where passage_id is not null limit 1`,
  "editions.changes-name-public-decisions": `update decisions.decision set state = 'draft', published_at = null
    where id = (select decision_id from editions.change_decision limit 1)`,
  "thread.changes-and-decisions-share-a-text": `update processes.process
    set document_id = (select id from documents.document where slug = 'ma-sante-2022') where slug = 'co-construction-2022-2023'`,
  "thread.decisions-cover-their-process": `update decisions.decision
    set process_id = (select id from processes.process where slug = 'rejouer-la-concertation') where number = ${DECISION}`,
  "answers.opinion-on-an-answer": `update decisions.decision set state = 'draft', published_at = null
    where id = (select decision_id from answers.opinion limit 1)`,
  "answers.words-of-the-erased": erased(
    "id = (select contribution_id from answers.opinion where why is not null limit 1)",
  ),
  "synthesis.publications-unchanged": `insert into synthesis.publication
      (process_id, number, title, introduction, method, covered_count, contribution_count, acting_role, hash)
    select process_id, 99, 'Titre', '', 'Méthode', 0, 0, 'editor', repeat('0', 64)
    from contributions.contribution where number = 1`,
  "synthesis.counts": `${A_CLAIM};
    insert into synthesis.publication
      (process_id, number, title, introduction, method, covered_count, contribution_count, acting_role, hash)
    select process_id, 99, 'Titre', '', 'Méthode', 0, 0, 'editor', repeat('0', 64)
    from synthesis.claim where text = 'Un constat ajouté';
    insert into synthesis.published_claim (publication_id, claim_id, claim_version, position, kind, text, source_count)
    select publication.id, claim.id, 1, 1, 'claim', claim.text, 3
    from synthesis.publication cross join synthesis.claim
    where publication.number = 99 and claim.text = 'Un constat ajouté'`,
  "synthesis.one-attachment": `${A_CLAIM};
    drop index synthesis.one_attachment_in_force;
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, acting_role)
    select claim.id, ${ONE}, 'supports', 'editor'
    from synthesis.claim cross join generate_series(1, 2)
    where claim.text = 'Un constat ajouté'`,
  "synthesis.sources-exist": `${A_CLAIM};
    update synthesis.claim set process_id = (
      select id from processes.process where slug = 'rejouer-la-concertation'
    ) where text = 'Un constat ajouté';
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, acting_role)
    select id, ${ONE}, 'supports', 'editor' from synthesis.claim where text = 'Un constat ajouté'`,
  "synthesis.versions": A_CLAIM,
  "campaigns.in-one-group": `drop index campaigns.in_one_campaign;
    ${A_GROUP};
    ${A_GROUP.replaceAll("Un groupe", "Deux groupes")}`,
  "campaigns.grouped-by-people": A_GROUP,
  "campaigns.shows-one-of-its-texts": `${A_GROUP};
    update campaigns.member set state = 'out' where contribution_id = ${ONE}`,
  "campaigns.confirmed-in-the-journal": A_GROUP,
  "record.counts-agree": `create or replace view open_data.readable_process as
    select id, slug, null::uuid as document_id from processes.process;
    update contributions.contribution set edition_id = ${EDITION_2};
    drop view open_data.contributions;
    create view open_data.contributions as select ''::text as process`,
  "record.waiting-agrees": `create or replace function decisions.unanswered(process uuid) returns bigint language sql stable as 'select 3::bigint'`,
  "opinions.runs-unchanged": "update opinions.run set votes = votes + 1 where number = 1",
  "opinions.small-cells": "update opinions.crossed set shown = 15",
  "opinions.crossed-sums": "update opinions.crossed set agrees = agrees + 1",
  "opinions.letters": "delete from opinions.group_name",
  "opinions.positions": `update opinions.position set run_id = (
      select id from opinions.run where run.poll_id = position.poll_id order by run.number limit 1
    )`,
  "adoption.contributions-are-in-the-log": "update contributions.contribution set body = body || '.' where number = 1",
  "adoption.answers-are-in-the-log": `delete from answers.opinion;
    delete from decisions.covering where contribution_id = ${ONE}`,
  "adoption.editions-are-in-the-log": `update documents.edition set hash = repeat('0', 64) where id = ${EDITION_2}`,
  "adoption.rules-are-in-the-log": `update processes.phase set planned_closes_at = planned_closes_at + interval '1 day'`,
  "adoption.leaves-end-where-objects-stand": `delete from journal.queue where id = (
      select max(id) from journal.queue where convert_from(data, 'UTF8') like '%moderation.masked%'
    )`,
  "adoption.commitments-open": `update journal.opening set author_label = 'Quelqu’un d’autre' where o = ${ONE}`,
  "record.acts-in-the-journal": "delete from journal.entry where kind = 'process.created'",
};

/** What the owner of the database can always do. */
const TRIGGERS_OFF = `do $$
  declare touched record;
  begin
    for touched in
      select distinct tgrelid::regclass as name from pg_trigger where not tgisinternal
    loop
      execute format('alter table %s disable trigger user', touched.name);
    end loop;
  end
$$`;

/** What an invariant finds wrong after these statements; everything is undone at the end. */
async function offendersOf(id: string, statements: string): Promise<readonly string[]> {
  const undo = new Error("undo");
  let offenders: readonly string[] = [];
  await sql
    .begin(async (tx) => {
      await tx.unsafe(TRIGGERS_OFF);
      await tx.unsafe(statements);
      offenders = (await invariants.find((one) => one.id === id)?.check(tx as unknown as Sql)) ?? [];
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return offenders;
}

async function doctor(isJson: boolean): Promise<{ code: number; text: string }> {
  let text = "";
  const stdout = { write: (piece: string) => (text += piece) };
  const command = commands.find(({ name }) => name === "doctor");
  const config = readConfig({ DATABASE_URL: database.url });
  const out = createOutput(isJson, { stdout, stderr: stdout });
  const code = await command?.run({ sql, config, log: createLog("test"), out, options: {}, args: [] });
  return { code: code ?? -1, text };
}

describe("jalon doctor", () => {
  it("finds 330 contributions, 330 answered and nothing broken on the demonstration", async () => {
    const { code, text } = await doctor(true);
    expect(JSON.parse(text)).toEqual({
      contributions: 330,
      published: 330,
      answered: 330,
      invariants: invariants.length,
      broken: [],
    });
    expect(code).toBe(0);
  });

  it("prints a line per invariant for a person", async () => {
    const { text } = await doctor(false);
    const lines = text.trim().split("\n");
    expect(lines.filter((line) => line.startsWith("ok "))).toHaveLength(invariants.length);
    expect(lines.at(-1)).toBe(`${invariants.length} invariants, 0 broken`);
  });

  it("names what is broken, its first examples, and leaves with the code for it", async () => {
    await sql`create table public.kept as select id, published_at from contributions.contribution where number <= 7`;
    await sql`update contributions.contribution set published_at = submitted_at - interval '1 day' where number <= 7`;
    try {
      const { code, text } = await doctor(true);
      const [broken] = (JSON.parse(text) as { broken: { id: string; count: number; first: string[] }[] }).broken;
      expect(broken).toMatchObject({ id: "contributions.states-and-dates", count: 7 });
      expect(broken?.first).toHaveLength(5);
      expect(code).toBe(10);
    } finally {
      await sql`update contributions.contribution set published_at = kept.published_at from public.kept where kept.id = contribution.id`;
      await sql`drop table public.kept`;
    }
  });
});

describe("each invariant, broken by hand, is named", () => {
  it.each(invariants.map(({ id }) => id))("%s", async (id) => {
    const statements = BREAKS[id];
    expect(statements, `say in BREAKS how somebody could break ${id}`).toBeDefined();
    expect(await offendersOf(id, statements ?? "")).not.toEqual([]);
  });

  it("keeps no way to break an invariant that is gone", () => {
    expect(Object.keys(BREAKS).filter((id) => !invariants.some((invariant) => invariant.id === id))).toEqual([]);
  });
});
