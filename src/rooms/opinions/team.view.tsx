import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { statementWords } from "./result-parts.view.tsx";
import { hasGroups, type Run } from "./run.rules.ts";
import { type StageTests, TestsView } from "./tests.view.tsx";
import type { Texts, TitleEntry } from "./texts.rules.ts";
import { fieldId, lastEntry, REASON_LIMIT, subjectsOf, TITLE_LIMIT, titleNow } from "./titles.rules.ts";

export type TitleTyped = {
  readonly subject: string;
  readonly title: string;
  readonly reason: string;
  readonly errors: readonly FieldError[];
};

type Props = {
  readonly frame: Frame;
  readonly poll: { readonly number: number; readonly title: string };
  readonly trail: readonly { readonly text: string; readonly href?: string }[];
  readonly tabs: VNode;
  readonly run: Run | null;
  readonly texts: Texts;
  readonly entries: readonly TitleEntry[];
  readonly mayTitle: boolean;
  readonly typed: TitleTyped | null;
  /** Set on the page of tests. */
  readonly isTests: boolean;
  readonly tests: StageTests | null;
};

/** Titles of groups and axes with their reasons; for analysts, the comparison of stages with its tests. */
export function TeamGroupsView(props: Props) {
  const { frame, poll, run, trail, tabs, isTests, tests, typed } = props;
  const { lang, t } = frame;
  const here = { poll: poll.number };
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", { page: t("opinions.team.title"), title: poll.title })}
      breadcrumb={trail}
      errors={typed?.errors ?? []}
      section="team"
      wide
    >
      {tabs}
      <LinkList
        items={[
          { text: t("opinions.team.titles"), href: urls.teamPollGroups(lang, here), current: !isTests },
          {
            text: t("opinions.team.stages"),
            href: urls.teamPollGroups(lang, here, { vue: "etapes" }),
            current: isTests,
          },
          { text: t("opinions.team.public"), href: urls.pollResults(lang, here) },
        ]}
      />
      {run ? null : <Inset>{t("opinions.none.rule")}</Inset>}
      {run && !isTests ? <Titles {...props} run={run} /> : null}
      {run && tests ? <TestsView {...props} run={run} tests={tests} /> : null}
    </Page>
  );
}

export function subjectName({ t }: Frame, subject: string): string {
  const [kind = "", name = ""] = subject.split(":");
  return kind === "group"
    ? t("opinions.group.name", { name })
    : t(name === "1" ? "opinions.axis.1" : "opinions.axis.2");
}

function Titles(props: Props & { readonly run: Run }) {
  const { frame, run, entries, mayTitle } = props;
  const { t } = frame;
  const groups = hasGroups(run) ? run.summary.groups : [];
  return (
    <>
      <p>{t("opinions.team.rule")}</p>
      {groups.length === 0 ? <Inset>{t("opinions.team.noGroups")}</Inset> : null}
      {subjectsOf(groups.map(({ name }) => name)).map((subject) => (
        <Section key={subject} title={subjectName(frame, subject)} id={subject.replace(":", "-")}>
          <p>
            {titleNow(entries, subject) === ""
              ? t("opinions.team.untitled")
              : t("opinions.team.now", { title: titleNow(entries, subject) })}
          </p>
          <Typical {...props} subject={subject} />
          {mayTitle ? <TitleForm {...props} subject={subject} /> : null}
        </Section>
      ))}
      <TitleHistory frame={frame} entries={entries} />
    </>
  );
}

/** What a title of this group should say. */
function Typical({ frame, run, texts, subject }: Props & { readonly run: Run; readonly subject: string }) {
  const { t } = frame;
  const group = run.summary.groups.find(({ name }) => subject === `group:${name}`);
  if (!group) return null;
  return (
    <ul>
      {group.typical.map(({ statement, direction }) => (
        <li key={statement}>
          {t(direction === "agree" ? "opinions.groups.agrees" : "opinions.groups.disagrees")}{" "}
          {statementWords({ frame, texts }, statement)}
        </li>
      ))}
    </ul>
  );
}

function TitleForm({ frame, poll, entries, subject, typed }: Props & { readonly subject: string }) {
  const { lang, t } = frame;
  const own = typed?.subject === subject ? typed : null;
  const errorOf = (field: string) => own?.errors.find((error) => error.field === fieldId(subject, field))?.message;
  return (
    <Form frame={frame} action={urls.teamPollGroups(lang, { poll: poll.number })}>
      <Hidden name="subject" value={subject} />
      <Hidden name="seen" value={String(lastEntry(entries, subject))} />
      <TextField
        id={fieldId(subject, "title")}
        name="title"
        label={t("opinions.team.titleLabel")}
        hint={t("opinions.team.titleHint")}
        value={own ? own.title : titleNow(entries, subject)}
        error={errorOf("title")}
        maxLength={TITLE_LIMIT}
        optional
      />
      <TextArea
        id={fieldId(subject, "reason")}
        name="reason"
        label={t("opinions.team.reasonLabel")}
        hint={t("opinions.team.reasonHint")}
        value={own?.reason ?? ""}
        error={errorOf("reason")}
        limit={REASON_LIMIT}
        rows={3}
      />
      <Button kind="secondary">{t("opinions.team.save", { subject: subjectName(frame, subject) })}</Button>
    </Form>
  );
}

function TitleHistory({ frame, entries }: { readonly frame: Frame; readonly entries: readonly TitleEntry[] }) {
  const { t } = frame;
  if (entries.length === 0) return null;
  return (
    <Section title={t("opinions.team.history")}>
      <ul>
        {entries.map(({ id, subject, title, reason, by, madeAt }) => (
          <li key={id}>
            <Time at={madeAt} mode="datetime" /> · {subjectName(frame, subject)} ·{" "}
            {title === null ? t("opinions.team.takenBack") : t("opinions.team.quoted", { title })}
            {by ? ` · ${by}` : ""} · {t("opinions.team.because", { reason })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
