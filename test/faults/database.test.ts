// The record against whoever can write in the database: each attempt is refused, and goes through once its guard is taken away.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { Tx } from "#platform/db.ts";
import { ESSAI } from "../house.ts";
import { fault } from "./fault.ts";
import { createStage, decide, moderate, type Stage } from "./stage.ts";

let stage: Stage;
const ids = {
  published: "",
  other: "",
  hidden: "",
  decided: "",
  decision: "",
  draft: "",
  edition: "",
  change: "",
  appeal: "",
  replaced: "",
  lonely: "",
};
const RECORD_TABLES = [
  "journal.entry",
  "journal.document",
  "documents.edition",
  "documents.edition_node",
  "documents.edition_passage",
  "documents.edition_figure",
  "contributions.contribution",
  "contributions.rewording",
  "moderation.act",
  "moderation.appeal",
  "moderation.mask",
  "decisions.decision",
  "decisions.covering",
  "editions.change",
  "editions.change_decision",
] as const;

beforeAll(async () => {
  stage = await createStage();
  const { sql } = stage;
  const moderator = await stage.as("moderator");
  const [published, other, decided, again] = [
    await stage.contribute(),
    await stage.contribute(),
    await stage.contribute(),
    await stage.contribute(),
  ];
  const hidden = await stage.contribute({ state: "received" });
  await moderate(moderator, hidden.number, { verb: "hide", ground: "insult", reason: "Une injure." });
  const author = stage.visitor();
  await author.get(`/fr/recepisse/${hidden.receiptCode}/contester`);
  await author.submit({ words: "Je conteste." });
  const [appeal] = await sql<{ id: string }[]>`select id from moderation.appeal`;
  await sql`
    insert into moderation.mask (contribution_id, version, body, acting_role, reason)
    values (${published.id}, 1, 'Il faut [masqué].', 'moderator', 'Un nom.')
  `;
  const decision = await decide(stage, [decided.number], { publish: true });
  const draft = await decide(stage, [other.number]);
  const replaced = await decide(stage, [again.number], { publish: true });
  const [successor] = await sql<{ id: string }[]>`
    insert into decisions.decision (process_id, verdict, reason, answer, acting_role, replaces, revision_reason)
    values (${ESSAI.processId}, 'declined', 'Un motif', 'Une réponse', 'editor', ${replaced.id}, 'Une étude')
    returning id
  `;
  await sql`
    insert into decisions.covering (decision_id, contribution_id, acting_role, is_in_force)
    values (${successor?.id ?? ""}, ${again.id}, 'editor', false)
  `;
  await sql.begin(async (tx) => {
    await tx`
      update decisions.covering
      set is_in_force = false, ended_by = ${successor?.id ?? ""}, ended_at = now()
      where decision_id = ${replaced.id}
    `;
    await tx`update decisions.decision set state = 'replaced' where id = ${replaced.id}`;
    await tx`update decisions.covering set is_in_force = true where decision_id = ${successor?.id ?? ""}`;
    await tx`update decisions.decision set state = 'published', published_at = now() where id = ${successor?.id ?? ""}`;
  });
  const [edition] = await sql<{ id: string }[]>`
    insert into documents.edition (document_id, number, title, label) values (${ESSAI.documentId}, 2, 'Suite', 'Projet 2')
    returning id
  `;
  await sql`
    insert into documents.edition_node (edition_id, document_id, node_id, parent_node_id, position, sort_key, type, code, title)
    select ${edition?.id ?? ""}, document_id, node_id, parent_node_id, position, sort_key, type, code, title
    from documents.edition_node where edition_id = ${ESSAI.editionId}
  `;
  await sql`
    insert into documents.edition_passage (edition_id, document_id, passage_id, node_id, position, text)
    select ${edition?.id ?? ""}, document_id, passage_id, node_id, position, case position when 2 then text || ' Vite.' else text end
    from documents.edition_passage where edition_id = ${ESSAI.editionId} and passage_id <> ${ESSAI.passageId(8)}
  `;
  const changes = await sql<{ id: string }[]>`
    insert into editions.change (edition_id, kind, passage_id, node_id, editorial_reason, acting_role)
    select ${edition?.id ?? ""}, kind, passage_id, node_id, 'Clarté.', 'editor' from editions.difference(${edition?.id ?? ""})
    returning id
  `;
  await sql`
    insert into editions.change_decision (change_id, decision_id, acting_role)
    values (${changes[0]?.id ?? ""}, ${decision.id}, 'editor')
  `;
  await sql`
    update documents.edition
    set state = 'published', published_on = '2026-03', published_at = now(), hash = repeat('b', 64)
    where id = ${edition?.id ?? ""}
  `;
  await sql`insert into documents.edition (document_id, number, title, label) values (${ESSAI.documentId}, 3, 'x', 'x')`;
  Object.assign(ids, {
    published: published.id,
    other: other.id,
    lonely: (await stage.contribute()).id,
    hidden: hidden.id,
    decided: decided.id,
    decision: decision.id,
    draft: draft.id,
    replaced: replaced.id,
    edition: edition?.id,
    change: changes[0]?.id,
    appeal: appeal?.id,
  });
});
afterAll(() => stage.close());

class Undo extends Error {}

/** Does something, checks what is only checked at the end of a transaction, and takes all back. */
async function attempt(work: (tx: Tx) => Promise<unknown>, guard?: string): Promise<string> {
  try {
    await stage.sql.begin(async (tx) => {
      if (guard) await tx.unsafe(guard);
      await work(tx);
      await tx`set constraints all immediate`;
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return "stored";
    const code = (error as { code?: string }).code ?? "";
    return code.startsWith("23") ? "refused" : `error ${code} ${String(error)}`;
  }
  return "stored";
}

type Guard = { readonly on: string; readonly trigger: string } | { readonly unguard: string };

/** `guard` is the planted defect: tried at each run. */
function refused(number: string, attack: string, guard: Guard, work: (tx: Tx) => Promise<unknown>): void {
  const unguard = "unguard" in guard ? guard.unguard : `alter table ${guard.on} disable trigger ${guard.trigger}`;
  fault(number, { attack: `SQL: ${attack}`, expected: "refused; stored without its guard" }, async () => {
    const seen = await attempt(work);
    return `${seen}; ${await attempt(work, unguard)} without its guard`;
  });
}

const immutable = (on: string): Guard => ({ on, trigger: "edition_is_immutable" });
const drop = (on: string, constraint: string): Guard => ({
  unguard: `alter table ${on} drop constraint ${constraint}`,
});

// invariant 1: a published edition never changes
refused(
  "T41",
  "another title for a published edition",
  immutable("documents.edition"),
  (tx) => tx`
  update documents.edition set title = 'Autre' where id = ${ESSAI.editionId}`,
);
refused("T41", "a published edition back to draft", immutable("documents.edition"), async (tx) => {
  await tx`delete from documents.edition where state = 'draft'`;
  await tx`update documents.edition set state = 'draft', published_at = null, hash = null where id = ${ids.edition}`;
});
refused(
  "T41",
  "other words in a published edition",
  immutable("documents.edition_passage"),
  (tx) => tx`
  update documents.edition_passage set text = 'Autre' where edition_id = ${ESSAI.editionId}`,
);
refused(
  "T41",
  "a passage taken out of a published edition",
  immutable("documents.edition_passage"),
  (tx) => tx`
  delete from documents.edition_passage where edition_id = ${ids.edition} and passage_id = ${ESSAI.passageId(3)}`,
);
refused(
  "T41",
  "a passage moved from a draft into a published edition",
  immutable("documents.edition_passage"),
  (tx) => tx`
  insert into documents.edition_passage (edition_id, document_id, passage_id, node_id, position, text)
  values (${ids.edition}, ${ESSAI.documentId}, ${ESSAI.passageId(8)}, ${ESSAI.nodeId(7)}, 2, 'De retour')`,
);
refused(
  "T41",
  "another title of an element in a published edition",
  immutable("documents.edition_node"),
  (tx) => tx`
  update documents.edition_node set title = 'Autre' where edition_id = ${ESSAI.editionId}`,
);
refused(
  "T41",
  "a figure added to a published edition",
  immutable("documents.edition_figure"),
  (tx) => tx`
  insert into documents.edition_figure (edition_id, node_id, kind, position, value, unit)
  values (${ids.edition}, ${ESSAI.nodeId(2)}, 'target', 1, 80, '%')`,
);
refused(
  "T41",
  "an edition that begins published",
  { on: "documents.edition", trigger: "edition_begins_as_draft" },
  (tx) => tx`
  insert into documents.edition (document_id, number, title, label, state, published_on, published_at, hash)
  values (${ESSAI.documentId}, 9, 'x', 'x', 'published', '2026', now(), repeat('c', 64))`,
);
refused(
  "T41",
  "an anchor given to another passage",
  { on: "documents.passage", trigger: "identity_is_kept" },
  (tx) => tx`
  update documents.passage set anchor = 'p99' where id = ${ESSAI.passageId(1)}`,
);

// invariant 2: each difference has its change, each change its reason
refused(
  "T41",
  "publishing a difference without its change",
  { on: "documents.edition", trigger: "every_change_is_accounted_for" },
  (tx) => tx`
  update documents.edition set state = 'published', published_on = '2026', published_at = now(), hash = repeat('c', 64)
  where number = 3`,
);
refused(
  "T41",
  "a change moved out of a published edition",
  immutable("editions.change"),
  (tx) => tx`
  update editions.change set edition_id = (select id from documents.edition where number = 3) where id = ${ids.change}`,
);
refused(
  "T41",
  "a reason rewritten after publication",
  immutable("editions.change"),
  (tx) => tx`
  update editions.change set editorial_reason = 'Autre' where id = ${ids.change}`,
);
refused(
  "T41",
  "a change untied from its decision after publication",
  immutable("editions.change_decision"),
  (tx) => tx`
  delete from editions.change_decision where change_id = ${ids.change}`,
);
refused(
  "T41",
  "a change given another decision after publication",
  immutable("editions.change_decision"),
  (tx) => tx`
  update editions.change_decision set decision_id = ${ids.replaced} where change_id = ${ids.change}`,
);
refused("T41", "two changes for one passage", { unguard: "drop index editions.one_change_a_passage" }, async (tx) => {
  const [draft] = await tx<{ id: string }[]>`select id from documents.edition where number = 3`;
  for (const role of ["editor", "administrator"])
    await tx`
      insert into editions.change (edition_id, kind, passage_id, editorial_reason, acting_role)
      values (${draft?.id ?? ""}, 'passage_removed', ${ESSAI.passageId(1)}, 'x', ${role})
    `;
});

// invariant 3: one decision in force, with a verdict of the list and a reason
refused(
  "T08",
  "a second decision in force on one contribution",
  { unguard: "drop index decisions.one_decision_in_force" },
  (tx) => tx`
  insert into decisions.covering (decision_id, contribution_id, acting_role) values (${ids.draft}, ${ids.decided}, 'editor')`,
);
refused(
  "T41",
  "a decision without a reason",
  drop("decisions.decision", "decision_reason_check"),
  (tx) => tx`
  insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
  values (${ESSAI.processId}, 'declined', '  ', 'Non.', 'editor')`,
);
refused(
  "T07",
  "a verdict that is not on the list",
  drop("decisions.decision", "decision_verdict_check"),
  (tx) => tx`
  insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
  values (${ESSAI.processId}, 'ignored', 'Non.', 'Non.', 'editor')`,
);
const decisionKept: Guard = { on: "decisions.decision", trigger: "decision_is_kept" };
refused(
  "T41",
  "another reason for a published decision",
  decisionKept,
  (tx) => tx`
  update decisions.decision set reason = 'Autre' where id = ${ids.decision}`,
);
refused(
  "T41",
  "a published decision moved to another process or number",
  decisionKept,
  (tx) => tx`
  update decisions.decision set number = 900 where id = ${ids.decision}`,
);
refused(
  "T41",
  "a replaced decision brought back",
  decisionKept,
  (tx) => tx`
  update decisions.decision set state = 'published' where id = ${ids.replaced}`,
);
refused(
  "T41",
  "a published decision deleted",
  {
    unguard: `
    alter table decisions.decision disable trigger decision_is_kept;
    alter table decisions.covering disable trigger covering_leaves_a_draft;
    alter table editions.change_decision disable trigger edition_is_immutable`,
  },
  async (tx) => {
    await tx`delete from editions.change_decision where decision_id = ${ids.decision}`;
    await tx`delete from decisions.covering where decision_id = ${ids.decision}`;
    await tx`delete from decisions.decision where id = ${ids.decision}`;
  },
);
refused(
  "T41",
  "a contribution slipped into a published decision",
  { on: "decisions.covering", trigger: "covering_joins_a_draft" },
  (tx) => tx`
  insert into decisions.covering (decision_id, contribution_id, acting_role, is_in_force)
  values (${ids.decision}, ${ids.published}, 'editor', true)`,
);
refused(
  "T41",
  "a contribution taken out of a published decision",
  { on: "decisions.covering", trigger: "covering_leaves_a_draft" },
  (tx) => tx`
  delete from decisions.covering where decision_id = ${ids.decision}`,
);
refused(
  "T41",
  "an answer silently put out of force",
  { on: "decisions.covering", trigger: "force_follows_state" },
  (tx) => tx`
  update decisions.covering set is_in_force = false where decision_id = ${ids.decision}`,
);
refused(
  "T41",
  "a replaced answer silently put back in force",
  {
    unguard: `
    drop index decisions.one_decision_in_force;
    alter table decisions.covering drop constraint ended_is_not_in_force;
    alter table decisions.covering disable trigger covering_is_kept;
    alter table decisions.covering disable trigger force_follows_state`,
  },
  (tx) => tx`
  update decisions.covering set is_in_force = true where decision_id = ${ids.replaced}`,
);
refused(
  "T41",
  "a contribution moved from one decision to another",
  { on: "decisions.covering", trigger: "covering_is_kept" },
  (tx) => tx`
  update decisions.covering set made_at = made_at - interval '1 day' where decision_id = ${ids.draft}`,
);
refused(
  "T41",
  "a revision that does not say why",
  drop("decisions.decision", "revision_has_a_reason"),
  (tx) => tx`
  insert into decisions.decision (process_id, verdict, reason, answer, acting_role, replaces)
  values (${ESSAI.processId}, 'declined', 'Un motif', 'Une réponse', 'editor', ${ids.decision})`,
);
refused(
  "T41",
  "a decision published without its second reader",
  { on: "decisions.decision", trigger: "decision_is_kept" },
  async (tx) => {
    await tx`update processes.process set needs_second_reader = true`;
    await tx`update decisions.decision set state = 'published', published_at = now() where id = ${ids.draft}`;
  },
);
refused(
  "T41",
  "other words slipped under an approval",
  { on: "decisions.decision", trigger: "decision_is_kept" },
  (tx) => tx`
  update decisions.decision set reason = 'Un motif glissé' where id = ${ids.draft}`,
);
refused(
  "T41",
  "a writer who approves what they wrote",
  { on: "decisions.review", trigger: "review_by_another" },
  async (tx) => {
    await tx`
    update decisions.decision
    set written_by = person.id, review = 'asked'
    from (select id from accounts.person limit 1) as person
    where decision.id = ${ids.draft}
  `;
    await tx`
    insert into decisions.review (decision_id, version, act, made_by, acting_role)
    select id, version, 'approved', written_by, 'editor' from decisions.decision where id = ${ids.draft}
  `;
  },
);
refused(
  "T41",
  "a draft that was put aside and is published all the same",
  {
    unguard: `
    alter table decisions.decision drop constraint discarded_is_a_draft;
    alter table decisions.decision disable trigger decision_is_kept`,
  },
  async (tx) => {
    await tx`update decisions.decision set discarded_at = now() where id = ${ids.draft}`;
    await tx`update decisions.decision set state = 'published', published_at = now() where id = ${ids.draft}`;
  },
);

// invariant 4: not answered while an answer is missing
refused(
  "T41",
  "a consultation declared answered while answers are missing",
  { on: "processes.phase", trigger: "every_contribution_is_answered" },
  (tx) => tx`
  update processes.phase set answered_at = now() where id = ${ESSAI.consultationId}`,
);

// invariant 5: words are the author's; nothing leaves silently
const wordsKept: Guard = { on: "contributions.contribution", trigger: "words_are_kept" };
refused(
  "T41",
  "the words of a contribution edited",
  wordsKept,
  (tx) => tx`
  update contributions.contribution set body = 'Autre' where id = ${ids.published}`,
);
refused(
  "T41",
  "a contribution moved to another passage, kind or author",
  wordsKept,
  (tx) => tx`
  update contributions.contribution set author_name = 'Quelqu’un d’autre', passage_id = ${ESSAI.passageId(2)} where id = ${ids.published}`,
);
refused(
  "T41",
  "words edited through erasure and back",
  {
    unguard: `
    alter table contributions.contribution disable trigger user;
    alter table contributions.contribution drop constraint erased_says_when;
    alter table contributions.contribution drop constraint erased_keeps_no_words`,
  },
  async (tx) => {
    await tx`update contributions.contribution set state = 'erased', body = 'Autre' where id = ${ids.published}`;
    await tx`update contributions.contribution set state = 'published' where id = ${ids.published}`;
  },
);
refused(
  "T41",
  "a contribution deleted",
  { on: "contributions.contribution", trigger: "nothing_is_deleted" },
  async (tx) => {
    // what is made of it anew stands in the way of nobody
    await tx`delete from corpus.line where contribution_id = ${ids.lonely}`;
    await tx`delete from contributions.contribution where id = ${ids.lonely}`;
  },
);
const hiding: Guard = { on: "contributions.contribution", trigger: "hiding_has_its_act" };
refused(
  "T41",
  "a contribution hidden without an act",
  hiding,
  (tx) => tx`
  update contributions.contribution set state = 'hidden' where id = ${ids.published}`,
);
refused("T41", "a contribution hidden a second time on the ground of the first", hiding, async (tx) => {
  await tx`update contributions.contribution set state = 'published', published_at = now() where id = ${ids.hidden}`;
  await tx`update contributions.contribution set state = 'hidden' where id = ${ids.hidden}`;
});
refused(
  "T41",
  "a withdrawn contribution shown again",
  { on: "contributions.contribution", trigger: "states_follow" },
  async (tx) => {
    await tx`update contributions.contribution set state = 'withdrawn' where id = ${ids.published}`;
    await tx`update contributions.contribution set state = 'published' where id = ${ids.published}`;
  },
);
refused(
  "T41",
  "hiding without a ground",
  drop("moderation.act", "act_check"),
  (tx) => tx`
  insert into moderation.act (contribution_id, verb, reason, acting_role) values (${ids.published}, 'hide', 'Non.', 'moderator')`,
);
refused(
  "T41",
  "hiding without a reason",
  drop("moderation.act", "act_check"),
  (tx) => tx`
  insert into moderation.act (contribution_id, verb, ground, reason, acting_role)
  values (${ids.published}, 'hide', 'insult', ' ', 'moderator')`,
);
refused(
  "T41",
  "a reason of the moderators deleted",
  { on: "moderation.act", trigger: "append_only" },
  (tx) => tx`
  update moderation.act set reason = null, verb = 'publish'`,
);
refused(
  "T41",
  "an appeal decided by who hid",
  { on: "moderation.appeal", trigger: "appeal_by_another_person" },
  (tx) => tx`
  update moderation.appeal set outcome = 'upheld', outcome_reason = 'Non.', decided_at = now(),
    decided_by = (select made_by from moderation.act where act.id = appeal.act_id)`,
);
const appealKept: Guard = { on: "moderation.appeal", trigger: "appeal_is_kept" };
refused(
  "T41",
  "an appeal decided by nobody",
  appealKept,
  (tx) => tx`
  update moderation.appeal set outcome = 'upheld', outcome_reason = 'Non.', decided_at = now()`,
);
refused(
  "T41",
  "the words of an appeal rewritten",
  appealKept,
  (tx) => tx`update moderation.appeal set words = 'Pardon.'`,
);
refused("T41", "an appeal deleted", appealKept, (tx) => tx`delete from moderation.appeal`);
refused(
  "T41",
  "a mask rewritten",
  { on: "moderation.mask", trigger: "mask_is_kept" },
  (tx) => tx`
  update moderation.mask set body = 'Mots jamais écrits'`,
);
refused(
  "T41",
  "new words of an author edited",
  { on: "contributions.rewording", trigger: "append_only" },
  async (tx) => {
    await tx`insert into contributions.rewording (contribution_id, version, body) values (${ids.published}, 2, 'Nouveaux mots')`;
    await tx`update contributions.rewording set body = 'Autre'`;
  },
);

// invariant 6: one support a person
refused("T06", "a second support of one person", drop("contributions.support", "support_pkey"), async (tx) => {
  const voter = `p:${randomUUID()}`;
  for (const value of ["for", "against"])
    await tx`insert into contributions.support (contribution_id, voter_key, value) values (${ids.published}, ${voter}, ${value})`;
});
refused(
  "T07",
  "a support that is none of the three",
  drop("contributions.support", "support_value_check"),
  (tx) => tx`
  insert into contributions.support (contribution_id, voter_key, value) values (${ids.published}, 'p:x', 'very much')`,
);
refused(
  "T42",
  "two contributions of one draft",
  drop("contributions.contribution", "contribution_draft_id_key"),
  async (tx) => {
    const draft = randomUUID();
    for (const state of ["received", "received"])
      await tx`
      insert into contributions.contribution (process_id, kind, edition_id, body, channel, receipt_hash, draft_id, state)
      values (${ESSAI.processId}, 'comment', ${ESSAI.editionId}, 'x', 'online', sha256(gen_random_uuid()::text::bytea), ${draft}, ${state})
    `;
  },
);

// invariant 11: the journal is only added to
refused(
  "T41",
  "an entry of the journal rewritten",
  { on: "journal.entry", trigger: "append_only" },
  (tx) => tx`
  update journal.entry set acting_role = 'visitor'`,
);
refused(
  "T41",
  "an entry of the journal deleted",
  { on: "journal.entry", trigger: "append_only" },
  (tx) => tx`delete from journal.entry`,
);
refused(
  "T41",
  "a document whose digest is logged, given to the readers of another process",
  { on: "journal.document", trigger: "append_only" },
  async (tx) => {
    await tx`insert into journal.document (d, content, process_id) values (sha256('{}'), '{}', gen_random_uuid())`;
    await tx`update journal.document set process_id = gen_random_uuid()`;
  },
);

fault(
  "T41",
  { attack: `SQL: truncate of each of the ${RECORD_TABLES.length} tables of the record`, expected: "refused" },
  async () => {
    const wrong: string[] = [];
    for (const table of RECORD_TABLES) {
      const seen = await attempt((tx) => tx.unsafe(`truncate ${table} cascade`));
      if (seen !== "refused") wrong.push(`${table}: ${seen}`);
    }
    return wrong;
  },
);
