import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Status } from "#ui/status.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { Warning } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import type { FoundContribution, RequestCounts, RequestLine } from "./request.rules.ts";

type ListProps = {
  readonly frame: Frame;
  readonly isOpen: boolean;
  readonly lines: readonly RequestLine[];
  readonly counts: RequestCounts;
  readonly page: number;
  readonly pages: number;
};

/** What waits for an answer, late ones first and said aloud; and the register of what was answered. */
export function RequestListView({ frame, isOpen, lines, counts, page, pages }: ListProps): VNode {
  const { lang, t } = frame;
  const address = urls.teamDataRequests(lang);
  const closed = `${address}?etat=closes`;
  return (
    <Page frame={frame} title={t("data-rights.team.title")} lead={t("data-rights.team.lead")} section="team" wide>
      {counts.late > 0 ? <Warning>{t("data-rights.team.late", { count: counts.late })}</Warning> : null}
      <p>
        <a href={urls.teamDataSearch(lang)}>{t("data-rights.team.search")}</a>
      </p>
      <Tabs
        label={t("data-rights.team.title")}
        items={[
          { text: t("data-rights.team.open"), href: address, current: isOpen, count: counts.waiting },
          { text: t("data-rights.team.closed"), href: closed, current: !isOpen, count: counts.closed },
        ]}
      />
      {lines.length === 0 ? null : (
        <ResultCount>{t("data-rights.team.count", { count: isOpen ? counts.waiting : counts.closed })}</ResultCount>
      )}
      <DataTable
        caption={t(isOpen ? "data-rights.team.open" : "data-rights.team.closed")}
        captionHidden
        empty={t("data-rights.team.empty")}
        columns={[
          { head: t("data-rights.team.request") },
          { head: t("data-rights.team.origin") },
          { head: t("data-rights.team.objects"), numeric: true },
          { head: t("data-rights.team.received") },
          { head: t(isOpen ? "data-rights.team.due" : "data-rights.team.answered") },
          { head: t("data-rights.team.state") },
        ]}
        rows={lines.map((line) => [
          <a key="link" href={urls.teamDataRequest(lang, { number: line.number })}>
            {t("data-rights.team.line", { number: String(line.number), kind: t(`data-rights.kind.${line.kind}`) })}
          </a>,
          t(`data-rights.origin.${line.origin}`),
          line.target === "account" ? t("data-rights.team.account") : line.objectCount,
          <Time key="received" at={line.receivedAt} mode="date" />,
          <Time key="due" at={isOpen ? line.dueAt : (line.closedAt ?? line.dueAt)} mode="date" />,
          <State key="state" {...{ frame, line }} />,
        ])}
      />
      <Pagination
        page={page}
        pages={pages}
        href={(to) => (isOpen ? `${address}?page=${to}` : `${closed}&page=${to}`)}
      />
    </Page>
  );
}

export function State({
  frame,
  line,
}: {
  readonly frame: Frame;
  readonly line: Pick<RequestLine, "state" | "isLate">;
}): VNode {
  const { t } = frame;
  if (line.isLate) return <Status tone="danger">{t("data-rights.state.late")}</Status>;
  const tone = ({ confirming: "neutral", received: "waiting", done: "success", refused: "warning" } as const)[
    line.state
  ];
  return <Status tone={tone}>{t(`data-rights.state.${line.state}`)}</Status>;
}

type SearchProps = {
  readonly frame: Frame;
  readonly typed?: string | undefined;
  readonly found?: readonly FoundContribution[] | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

/** What was typed is sent in the body of the form: addresses of people stand in no address of page and in no log. */
export function DataSearchView({ frame, typed, found, errors }: SearchProps): VNode {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("data-rights.search.title")}
      backLink={urls.teamDataRequests(lang)}
      errors={errors}
      section="team"
      robots="noindex"
    >
      <Form frame={frame} action={urls.teamDataSearch(lang)}>
        <TextField
          name="recherche"
          label={t("data-rights.search.label")}
          hint={t("data-rights.search.hint")}
          width={30}
          autocomplete="off"
          spellcheck={false}
          value={typed}
          error={errors?.find((error) => error.field === "recherche")?.message}
        />
        <Button>{t("data-rights.search.find")}</Button>
      </Form>
      {found ? (
        <Section title={t("data-rights.search.found")}>
          <ResultCount>{t("receipt.mine.count", { count: found.length })}</ResultCount>
          <DataTable
            caption={t("data-rights.search.found")}
            captionHidden
            empty={t("data-rights.search.none")}
            columns={[
              { head: t("receipt.mine.contribution") },
              { head: t("receipt.mine.sent") },
              { head: t("data-rights.team.state") },
            ]}
            rows={found.map((one) => [
              <a key="link" href={urls.teamDataErase(lang, { number: one.number })}>
                {t("data-rights.own.title", { number: String(one.number) })}
              </a>,
              <Time key="at" at={one.submittedAt} mode="date" />,
              one.isDetached ? t("data-rights.search.detached") : t(`data-rights.value.state.${stateKey(one.state)}`),
            ])}
          />
        </Section>
      ) : null}
    </Page>
  );
}

type StateKey = "received" | "published" | "rephraseAsked" | "hidden" | "withdrawn" | "erased";

export function stateKey(state: string): StateKey {
  return state.replace("_a", "A") as StateKey;
}
