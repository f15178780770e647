import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Section } from "#ui/layout.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Code, Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { FILES } from "./files.rules.ts";
import type { ShownRun } from "./result-parts.view.tsx";
import { votersOf } from "./run.rules.ts";
import type { SettingAside } from "./texts.rules.ts";

/** How the result was made, enough to make it again. */
export function Making({ frame, poll, run, aside }: ShownRun & { readonly aside: readonly SettingAside[] }) {
  const { lang, t } = frame;
  const here = { poll: poll.number };
  const number = (value: number) => formatNumber(lang, value);
  return (
    <Section title={t("opinions.making.title")} id="fabrication">
      <SummaryList
        rows={[
          { key: t("opinions.making.run"), value: <RunLink frame={frame} poll={poll.number} run={run.number} /> },
          { key: t("opinions.making.date"), value: <Time at={run.computedAt} mode="datetime" /> },
          { key: t("opinions.making.verified"), value: number(run.verifiedVoters) },
          { key: t("opinions.making.guests"), value: number(run.guestVoters) },
          {
            key: t("opinions.making.placed"),
            value: t("opinions.making.placedOf", { placed: run.placed, voters: votersOf(run) }),
          },
          {
            key: t("opinions.making.votes"),
            value: (
              <a href={urls.pollCounts(lang, here)}>
                {t("opinions.making.votesOn", { votes: run.votes, statements: run.statements })}
              </a>
            ),
          },
          { key: t("opinions.making.aside"), value: <Aside aside={aside} count={run.setAsideVoters} frame={frame} /> },
          { key: t("opinions.making.mode"), value: t(`opinions.mode.${run.mode}`) },
          { key: t("opinions.making.seed"), value: String(run.seed) },
          { key: t("opinions.making.version"), value: run.engineVersion },
          { key: t("opinions.making.verdict"), value: t(`opinions.structure.${run.structure ?? "none"}`) },
          { key: t("opinions.making.hash"), value: <Code>{run.inputHash}</Code> },
        ]}
      />
      <h3>{t("opinions.making.files")}</h3>
      <ul>
        {FILES.map((file) => (
          <li key={file}>
            <a href={urls.pollFile(lang, { ...here, run: run.number, file })}>{file}</a>{" "}
            {t(`opinions.file.${fileKey(file)}`)}
          </li>
        ))}
      </ul>
      {run.isWhole ? null : <p>{t("opinions.making.notWhole")}</p>}
      <Muted>{t("opinions.making.recompute", { mode: run.mode, seed: run.seed })}</Muted>
      <p>
        <a href={`${urls.opinionMethod(lang)}#recalculer`}>{t("opinions.making.howTo")}</a>
      </p>
    </Section>
  );
}

const fileKey = (file: (typeof FILES)[number]) => {
  switch (file) {
    case "votes.csv":
      return "votes";
    case "comments.csv":
      return "comments";
    case "participants-votes.csv":
      return "participants";
    case "summary.csv":
      return "summary";
    case "result.json":
      return "result";
    case "dictionary.csv":
      return "dictionary";
  }
};

function RunLink({
  frame,
  poll,
  run,
}: {
  readonly frame: ShownRun["frame"];
  readonly poll: number;
  readonly run: number;
}) {
  const { lang, t } = frame;
  return <a href={urls.pollRun(lang, { poll, run })}>{t("opinions.run.name", { number: String(run) })}</a>;
}

/** How many people were set aside, and why. */
function Aside({
  frame: { t },
  aside,
  count,
}: {
  readonly frame: ShownRun["frame"];
  readonly aside: readonly SettingAside[];
  readonly count: number;
}) {
  if (count === 0) return <>{t("opinions.making.noneAside")}</>;
  return (
    <>
      {t("opinions.making.asideCount", { count })}
      {aside.length === 0 ? null : (
        <ul>
          {aside.map(({ reason, madeAt }) => (
            <li key={reason}>
              {reason} (<Time at={madeAt} />)
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
