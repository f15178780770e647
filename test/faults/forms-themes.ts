import { randomUUID } from "node:crypto";
import { ESSAI, type Fields } from "../house.ts";
import type { Form, Make } from "./forms.ts";
import { type Member, post, type Stage, tokenOf } from "./stage.ts";

const one = { one: true, required: true } as const;
const maybe = { one: true } as const;
const words = (limit: number) => ({ words: limit, required: true }) as const;
const freely = (limit: number) => ({ words: limit }) as const;
const some = { many: true, required: true } as const;
const DESK = `/fr/equipe/themes/${ESSAI.process}`;
const WORDS = { name: "Un thème", definition: "Une définition.", exampleIn: "", exampleOut: "", words: "", parent: "" };
const wordsFields = {
  name: words(120),
  definition: words(2_000),
  exampleIn: freely(2_000),
  exampleOut: freely(2_000),
  words: freely(20_000),
  examples: { list: true } as const,
  parent: maybe,
};
const THEMES = ["edite", "reuni", "garde", "separe", "retire", "deplace"];

/** A closed sample with one disagreement, then an open one; both of one text, by the two coders. */
async function samples(stage: Stage, coders: readonly string[]): Promise<{ closed: number; open: number }> {
  const draw = async (): Promise<{ id: string; number: number }> => {
    const { id: contribution } = await stage.contribute();
    const [sample] = await stage.sql<{ id: string; number: number }[]>`
      insert into themes.sample (process_id, seed, population_count, size, codebook_hash, acting_role)
      values (${ESSAI.processId}, '7', 1, 1, ${"a".repeat(64)}, 'analyst')
      returning id, number
    `;
    if (!sample) throw new Error("no sample was stored");
    await stage.sql`
      insert into themes.sample_unit (sample_id, contribution_id, position) values (${sample.id}, ${contribution}, 1)
    `;
    for (const [index, person] of coders.entries()) {
      await stage.sql`
        insert into themes.sample_coder (sample_id, person_id, label)
        values (${sample.id}, ${person}, ${"AB".charAt(index)})
      `;
    }
    return sample;
  };
  const closed = await draw();
  for (const [index, person] of coders.entries()) {
    await stage.sql`
      insert into themes.sample_reading (sample_id, contribution_id, person_id, theme_ids, acting_role)
      select ${closed.id}, unit.contribution_id, ${person},
        array(select id from themes.theme where code = 'garde' and ${index === 0}), 'analyst'
      from themes.sample_unit as unit
      where unit.sample_id = ${closed.id}
    `;
  }
  await stage.sql`
    update themes.sample set state = 'closed', ended_at = now(), ended_role = 'analyst' where id = ${closed.id}
  `;
  return { closed: closed.number, open: (await draw()).number };
}

/** A draft that is ready, with four shelves: one for each act. */
async function themeDraft(stage: Stage): Promise<number> {
  const [draft] = await stage.sql<{ number: number }[]>`
    with made as (
      insert into drafts.draft (
        process_id, language, acting_role, finished_at, input_hash, options, text_count, engine_version
      )
      values (${ESSAI.processId}, 'fr', 'analyst', now(), ${"a".repeat(64)}, '{"k": 4, "kFrom": "given"}', 0, '0')
      returning id, number
    ), asked as (
      insert into drafts.draft_act (draft_id, verb, acting_role) select id, 'ask', 'analyst' from made
    ), shelves as (
      insert into drafts.draft_theme (draft_id, position) select made.id, position from made, generate_series(1, 4) as position
    )
    select number from made
  `;
  if (!draft) throw new Error("no draft was stored");
  return draft.number;
}

/** The forms of the codebook, of coding, of suggestions and of double coding. */
export async function themesForms(stage: Stage, editor: Member, form: Make): Promise<readonly Form[]> {
  const token = await tokenOf(editor);
  for (const code of THEMES) {
    await post(editor, `${DESK}/nouveau`, { ...WORDS, name: code, code, words: "documents" }, token);
  }
  await post(
    editor,
    `${DESK}/themes/separe`,
    { act: "split", version: "1", splitName: "Part", splitDefinition: "À part" },
    token,
  );
  const item = await stage.contribute();
  const [other, third] = [await stage.contribute(), await stage.contribute()];
  for (const { number } of [other, third])
    await post(editor, `${DESK}/codage/${number}`, { act: "code", theme: "separe" }, token);
  const second = await stage.as("analyst");
  const { closed, open } = await samples(stage, [editor.personId, second.personId]);
  const [codes, [suggestion]] = [
    await stage.sql<{ id: string; number: number }[]>`
      select code.id, contribution.number
      from themes.code join contributions.contribution on contribution.id = code.contribution_id
      order by contribution.number
    `,
    await stage.sql<{ id: string }[]>`
      insert into themes.suggestion (contribution_id, theme_id, score, why, engine, version)
      select ${item.id}, id, 1, '{"words": ["documents"]}', 'codebook-words', '1' from themes.theme where code = 'garde'
      returning id
    `,
  ];
  await stage.sql`
    insert into themes.batch (number, process_id, kind, filter, fingerprint, contribution_count, acting_role)
    values (7001, ${ESSAI.processId}, 'refuse', '', '', 0, 'analyst')
  `;
  await editor.get(`${DESK}/codage/${item.number}`);
  const seen = /name="seen" value="([0-9a-f]+)"/.exec(editor.html)?.[1] ?? "";
  await editor.get(`${DESK}/codage`);
  const batch = /name="seen" value="([0-9a-f]{64})"/.exec(editor.html)?.[1] ?? "";
  const onTheme = (theme: string, good: Fields, fields: Form["fields"]) =>
    form("/equipe/themes/:process/themes/:theme", editor, { action: `${DESK}/themes/${theme}`, good, fields });
  const onItem = (number: number, good: Fields, fields: Form["fields"]) =>
    form("/equipe/themes/:process/codage/:number", editor, { action: `${DESK}/codage/${number}`, good, fields });
  const draft = `${DESK}/ebauches/${await themeDraft(stage)}`;
  const onShelf = (shelf: number, good: Fields, fields: Form["fields"] = {}) =>
    form("/equipe/themes/:process/ebauches/:draft/groupes/:shelf", editor, {
      action: `${draft}/groupes/${shelf}`,
      good: { version: "1", ...good },
      fields: { act: one, version: one, ...fields },
    });
  const onSuggestions = (good: Fields, fields: Form["fields"], rest: { goodElsewhere?: true } = {}) =>
    form("/equipe/themes/:process/suggestions", editor, { action: `${DESK}/suggestions`, good, fields, ...rest });
  return [
    form("/equipe/themes/:process", editor, {
      action: DESK,
      good: { move: "down.6.deplace" },
      fields: { move: one },
    }),
    form("/equipe/themes/:process/nouveau", editor, {
      action: `${DESK}/nouveau`,
      good: { ...WORDS, code: "tout-neuf", words: "un mot" },
      fields: { ...wordsFields, code: freely(60) },
    }),
    form("/equipe/themes/:process/importer", editor, {
      action: `${DESK}/importer`,
      // a file comes in parts: themes.routes.test.ts sends some
      goodElsewhere: true,
      good: {},
      fields: {},
    }),
    onTheme("edite", { ...WORDS, act: "edit", version: "1" }, { ...wordsFields, act: one, version: one }),
    onTheme("reuni", { act: "merge", version: "1", into: "garde" }, { act: one, version: one, into: one }),
    onTheme(
      "separe",
      { act: "split", version: "1", splitName: "Autre part", splitDefinition: "Une autre part." },
      { act: one, version: one, splitName: words(120), splitDefinition: words(2_000) },
    ),
    form("/equipe/themes/:process/themes/:theme/repartir", editor, {
      action: `${DESK}/themes/separe/repartir`,
      good: { into: "part", code: codes[0]?.id ?? "" },
      fields: { into: one, code: some },
    }),
    onTheme("retire", { act: "retire", version: "1" }, { act: one, version: one }),
    onItem(
      item.number,
      { act: "code", theme: "garde", sentence: "body-1", pasted: "les documents", seen },
      { act: one, theme: some, sentence: { many: true }, pasted: freely(10_000), seen: one },
    ),
    onItem(codes[1]?.number ?? 0, { act: "remove", code: codes[1]?.id ?? "" }, { act: one, code: one }),
    onItem(item.number, { act: "accept", suggestion: suggestion?.id ?? "" }, { act: one, suggestion: some }),
    form("/equipe/themes/:process/codage", editor, {
      action: `${DESK}/codage`,
      // forms before it bring and code contributions: the list is no longer what was looked at
      goodElsewhere: true,
      good: { batch: randomUUID(), seen: batch, theme: "garde" },
      fields: { batch: one, seen: one, theme: one },
    }),
    onSuggestions({ act: "on" }, { act: one }),
    onSuggestions(
      { act: "refuse", batch: randomUUID(), suggestion: suggestion?.id ?? "" },
      { act: one, batch: one, suggestion: some },
    ),
    onShelf(1, { ...WORDS, act: "make", code: "fait" }, { ...wordsFields, code: freely(60) }),
    onShelf(2, { act: "merge", into: "3" }, { into: one }),
    onShelf(4, { act: "drop" }),
    form("/equipe/themes/:process/ebauches/:draft", editor, {
      action: draft,
      good: { act: "offer" },
      fields: { act: one },
    }),
    form("/equipe/themes/:process/ebauches", editor, {
      action: `${DESK}/ebauches`,
      good: { count: "5", seeds: "on" },
      fields: { count: maybe, seeds: maybe },
    }),
    form("/equipe/themes/:process/lots", editor, {
      action: `${DESK}/lots`,
      good: { batch: "7001" },
      fields: { batch: one },
    }),
    form("/equipe/themes/:process/echantillons/:sample/codage/:position", editor, {
      action: `${DESK}/echantillons/${open}/codage/1`,
      good: { theme: "garde", act: "codeNext" },
      fields: { theme: { many: true, required: false } },
    }),
    form("/equipe/themes/:process/echantillons/:sample/desaccords/:position", editor, {
      action: `${DESK}/echantillons/${closed}/desaccords/1`,
      good: { theme: "garde", note: "Relu à deux." },
      fields: { note: freely(2_000) },
    }),
    form("/equipe/themes/:process/echantillons/:sample", editor, {
      action: `${DESK}/echantillons/${open}`,
      good: { act: "abandon" },
      fields: { act: one },
    }),
    form("/equipe/themes/:process/echantillons", editor, {
      action: `${DESK}/echantillons`,
      good: { coder: [editor.personId, second.personId], seed: "2023" },
      fields: { coder: some, seed: freely(15) },
    }),
  ];
}
