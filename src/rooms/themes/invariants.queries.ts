import type { ProcessId, SampleId, ThemeId } from "#kernel/ids.ts";
import type { Invariant } from "#platform/invariant.ts";
import { codebookHash } from "./codebook-hash.queries.ts";
import { measured } from "./measured.rules.ts";
import { readingsOf } from "./sample.queries.ts";
import { lastSignOff } from "./sign-off.queries.ts";
import { activeThemes } from "./theme.queries.ts";

type Found = readonly { readonly what: string }[];
const named = (rows: Found): readonly string[] => rows.map(({ what }) => what);

export const themesInvariants: readonly Invariant[] = [
  {
    id: "themes.codes-point-to-active-themes",
    rule: 8,
    sentence: "A code in force points to a theme in use, of the process of its contribution.",
    check: async (sql) =>
      named(
        await sql<Found>`
        select distinct 'contribution ' || contribution.number || ', theme ' || theme.code as what
        from themes.code
        join themes.theme on theme.id = code.theme_id
        join contributions.contribution on contribution.id = code.contribution_id
        where code.removed_at is null
          and (theme.state <> 'active' or theme.process_id <> contribution.process_id)
        order by what
      `,
      ),
  },
  {
    id: "themes.codings-are-counted",
    rule: 8,
    sentence: "What is still to code is what has no code in force and was not set aside.",
    check: async (sql) =>
      named(
        await sql<Found>`
        select 'contribution ' || line.number as what
        from corpus.line
        where line.coding_count <> themes.codings_of(line.contribution_id)
        order by line.number
        limit 100
      `,
      ),
  },
  {
    id: "themes.quotes-stand-where-they-say",
    rule: 5,
    sentence: "Quoted words stand where the code says, unless the public words changed after it was made.",
    check: async (sql) =>
      named(
        await sql<Found>`
        select 'contribution ' || contribution.number || ', code ' || code.id as what
        from themes.code
        join contributions.public_contribution as contribution on contribution.id = code.contribution_id
        where code.removed_at is null
          and code.quote is not null
          and substr(
            themes.words_of(code.field, contribution.title, contribution.body, contribution.proposed_text),
            code.starts_at + 1,
            code.ends_at - code.starts_at
          ) is distinct from code.quote
          and code.came_from is null
          and not exists (
            select from contributions.rewording
            where rewording.contribution_id = code.contribution_id and rewording.made_at >= code.made_at
          )
          and not exists (
            select from moderation.mask
            where mask.contribution_id = code.contribution_id
              and greatest(mask.masked_at, mask.lifted_at) >= code.made_at
          )
        order by what
      `,
      ),
  },
  {
    id: "themes.samples-are-whole",
    rule: 8,
    sentence: "A sample has the size it was drawn with and two coders or more, who all coded what they compare.",
    check: async (sql) =>
      named(
        await sql<Found>`
        select 'sample ' || sample.number as what
        from themes.sample
        where sample.size <> (select count(*) from themes.sample_unit where sample_id = sample.id)
          or (select count(*) from themes.sample_coder where sample_id = sample.id) < 2
          or (
            sample.state = 'closed'
            and exists (
              select
              from themes.agreement
              where agreement.sample_id = sample.id
                and agreement.unit_count > (
                  select min(coded.count)
                  from (
                    select (
                      select count(*) from themes.sample_reading as reading
                      where reading.sample_id = sample.id and reading.person_id = coder.person_id
                    ) as count
                    from themes.sample_coder as coder
                    where coder.sample_id = sample.id
                  ) as coded
                )
            )
          )
        order by what
      `,
      ),
  },
  {
    id: "themes.agreement-comes-from-the-codes",
    rule: 8,
    sentence: "The agreement that is published is the one that the codes of the sample give.",
    check: async (sql) => {
      const samples = await sql<{ id: SampleId; number: number; seed: string; labels: string[]; isWhole: boolean }[]>`
        select sample.id, sample.number, sample.seed,
          array(select label from themes.sample_coder where sample_id = sample.id order by label) as labels,
          not exists (
            select from themes.sample_unit as unit
            where unit.sample_id = sample.id
              and not exists (select from corpus.line where line.contribution_id = unit.contribution_id)
          ) as "isWhole"
        from themes.sample
        where sample.state = 'closed'
        order by sample.number
      `;
      const broken: string[] = [];
      for (const { id, number, seed, labels, isWhole } of samples) {
        // texts that left sight since were measured and are no longer compared
        if (!isWhole) continue;
        const kept = await sql<{ themeId: ThemeId; measure: string; coders: string; value: number | null }[]>`
          select theme_id as "themeId", measure, coders, value
          from themes.agreement
          where sample_id = ${id}
        `;
        const themeIds = [...new Set(kept.map(({ themeId }) => themeId))];
        const again = measured({ readings: await readingsOf(sql, id), labels, themeIds, seed });
        const isSame = again.every(({ themeId, measure, coders, value }) =>
          kept.some(
            (row) => row.themeId === themeId && row.measure === measure && row.coders === coders && row.value === value,
          ),
        );
        if (!isSame || again.length !== kept.length) broken.push(`sample ${number}`);
      }
      return broken;
    },
  },
  {
    id: "themes.signed-is-what-was-coded",
    rule: 8,
    sentence: "A signature in force is of the codebook as it stands, as it was coded, and it is in the journal.",
    check: async (sql) => {
      const signed = await sql<{ processId: ProcessId; slug: string; sampleHash: string; isTold: boolean }[]>`
        select process.id as "processId", process.slug, sample.codebook_hash as "sampleHash",
          exists (
            select from journal.entry where entry.kind = 'themes.signed' and entry.subject_id = sign_off.id
          ) as "isTold"
        from themes.sign_off
        join processes.process on process.id = sign_off.process_id
        join themes.sample on sample.id = sign_off.sample_id
        where sign_off.ended_at is null
        order by process.slug
      `;
      const broken: string[] = [];
      for (const { processId, slug, sampleHash, isTold } of signed) {
        const signOff = await lastSignOff(sql, processId);
        const hash = codebookHash(await activeThemes(sql, processId));
        if (!isTold || signOff?.codebookHash !== hash || sampleHash !== hash) broken.push(slug);
      }
      return broken;
    },
  },
  {
    id: "themes.suggestions-are-answered-by-people",
    rule: 8,
    sentence: "An answered suggestion has its act; a code from a suggestion has an accepted suggestion.",
    check: async (sql) =>
      named(
        await sql<Found>`
        select 'suggestion ' || suggestion.id as what
        from themes.suggestion
        where suggestion.state <> 'offered'
          and not exists (
            select from themes.suggestion_act as act
            where act.suggestion_id = suggestion.id
              and act.verb = case suggestion.state when 'accepted' then 'accept' else 'refuse' end
          )
        union all
        select 'code ' || code.id
        from themes.code
        where code.origin = 'accepted_suggestion'
          and code.came_from is null
          and not exists (
            select
            from themes.suggestion
            join themes.suggestion_act as act on act.suggestion_id = suggestion.id and act.verb = 'accept'
            where suggestion.contribution_id = code.contribution_id and suggestion.theme_id = code.theme_id
          )
        order by what
      `,
      ),
  },
  {
    id: "themes.examples-are-contributions",
    rule: 8,
    sentence: "Contributions given as examples of a theme are of its process.",
    check: async (sql) =>
      named(
        await sql<Found>`
        select 'theme ' || theme.code || ', contribution ' || example.number as what
        from themes.theme
        cross join lateral unnest(theme.examples) as example (number)
        left join contributions.contribution on contribution.number = example.number
        where contribution.process_id is distinct from theme.process_id
        order by what
        limit 100
      `,
      ),
  },
];
