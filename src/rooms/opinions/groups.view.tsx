import { urls } from "#kernel/urls.ts";
import { Section } from "#ui/layout.tsx";
import { groupName, type ShownRun, shareWords, statementWords } from "./result-parts.view.tsx";
import { type GroupLine, votersOf } from "./run.rules.ts";

/** Each group by its typical statements: letters, and the title of a person when one was given. */
export function Groups(shown: ShownRun) {
  const { frame, run } = shown;
  const { lang, t } = frame;
  const { groups, inSmallGroups } = run.summary;
  const others = votersOf(run) - run.placed + inSmallGroups;
  return (
    <Section title={t("opinions.groups.title", { count: groups.length })} id="les-groupes">
      <p>{t("opinions.groups.rule")}</p>
      {groups.map((group) => (
        <Group key={group.name} {...shown} group={group} />
      ))}
      {others > 0 ? (
        <p>
          <strong>{t("opinions.groups.others")}</strong> {t("opinions.groups.othersRule", { count: others })}
        </p>
      ) : null}
      <p>
        <a href={urls.pollMap(lang, { poll: shown.poll.number })}>{t("opinions.groups.map")}</a>
      </p>
    </Section>
  );
}

function Group({ group, ...shown }: ShownRun & { readonly group: GroupLine }) {
  const { frame, poll, titles } = shown;
  const { lang, t } = frame;
  const name = groupName(frame, titles, group.name);
  return (
    <Section title={name} level={3}>
      <p>{t("opinions.groups.size", { count: group.size })}</p>
      {group.typical.length === 0 ? <p>{t("opinions.groups.nothingTypical")}</p> : null}
      <ul>
        {group.typical.map(({ statement, direction, successes, trials }) => (
          <li key={statement}>
            {t(direction === "agree" ? "opinions.groups.agrees" : "opinions.groups.disagrees")}{" "}
            <a lang={shown.wordsLang} href={urls.pollStatement(lang, { poll: poll.number, statement })}>
              {statementWords(shown, statement)}
            </a>{" "}
            {shareWords(frame, successes, trials)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
