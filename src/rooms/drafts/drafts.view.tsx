import type { ComponentChildren } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import type { Crumb } from "#ui/breadcrumb.tsx";
import { Button } from "#ui/button.tsx";
import { Checkbox } from "#ui/checkboxes.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Status, type Tone } from "#ui/status.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { type DraftStatus, statusOf } from "./draft.rules.ts";

type DraftLine = {
  readonly number: number;
  readonly askedBy: string | null;
  readonly askedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failedAt: Date | null;
  readonly textCount: number | null;
};
type Props = {
  readonly frame: Frame;
  /** From the team's home to the themes of the process. */
  readonly trail: readonly Crumb[];
  readonly tabs: ComponentChildren;
  readonly process: { readonly slug: string; readonly title: string };
  readonly drafts: readonly DraftLine[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  /** Published contributions. */
  readonly textCount: number;
  /** Themes of the codebook that a draft could start from. */
  readonly seedCount: number;
  /** The server of vectors that is set; `isOpen`: the register has its entry. Null: none is set. */
  readonly vectors: { readonly host: string; readonly purpose: string; readonly isOpen: boolean } | null;
  /** One waits or is being made: no other is asked meanwhile. */
  readonly hasOpen: boolean;
  readonly typed: { readonly count: string; readonly seeds: boolean; readonly vectors: boolean };
  readonly errors: readonly FieldError[];
};

const TONES: Readonly<Record<DraftStatus, Tone>> = {
  waiting: "waiting",
  running: "progress",
  done: "success",
  failed: "danger",
};

export function DraftsView(props: Props) {
  const { frame, trail, tabs, process, drafts, count, page, pages, errors } = props;
  const { lang, t } = frame;
  const here = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("drafts.title")}
      lead={t("drafts.lead")}
      breadcrumb={trail}
      errors={errors}
      section="team"
      wide
    >
      {tabs}
      <Section title={t("drafts.list")}>
        <ResultCount>{t("drafts.count", { count })}</ResultCount>
        {drafts.length === 0 ? null : (
          <DataTable
            caption={t("drafts.list")}
            captionHidden
            columns={[
              { head: t("drafts.head.draft") },
              { head: t("drafts.head.state") },
              { head: t("drafts.head.texts"), numeric: true },
              { head: t("drafts.head.by") },
              { head: t("drafts.head.at") },
            ]}
            rows={drafts.map((draft) => [
              <a key="draft" href={urls.teamThemeDraft(lang, { ...here, draft: draft.number })}>
                {t("drafts.number", { number: draft.number })}
              </a>,
              <DraftState key="state" frame={frame} draft={draft} />,
              draft.textCount === null ? "–" : formatNumber(lang, draft.textCount),
              draft.askedBy ?? t("codebook.somebody"),
              <Time key="at" at={draft.askedAt} mode="datetime" />,
            ])}
          />
        )}
        <Pagination page={page} pages={pages} href={(n) => urls.teamThemeDrafts(lang, here, { page: n })} />
      </Section>
      {props.hasOpen ? (
        <p>
          <a href={urls.teamThemeDrafts(lang, here)}>{t("drafts.reload")}</a>
        </p>
      ) : (
        <AskForm {...props} />
      )}
    </Page>
  );
}

export function DraftState({ frame, draft }: { readonly frame: Frame; readonly draft: DraftLine }) {
  const status = statusOf(draft);
  return <Status tone={TONES[status]}>{frame.t(`drafts.state.${status}`)}</Status>;
}

function AskForm({ frame, process, textCount, seedCount, vectors, typed, errors }: Props) {
  const { lang, t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Section title={t("drafts.ask")}>
      <p>
        {t("drafts.askText", { count: textCount })} {t("drafts.askNotRead")}
      </p>
      <Form frame={frame} action={urls.teamThemeDrafts(lang, { process: process.slug })}>
        <TextField
          name="count"
          label={t("drafts.field.count")}
          hint={t("drafts.field.countHint")}
          optional
          inputMode="numeric"
          width={4}
          value={typed.count}
          error={error("count")}
        />
        {seedCount === 0 ? (
          <Muted>{t("drafts.noSeeds")}</Muted>
        ) : (
          <Checkbox
            name="seeds"
            label={t("drafts.field.seeds")}
            hint={t("drafts.field.seedsHint", { count: seedCount })}
            checked={typed.seeds}
          />
        )}
        {vectors?.isOpen ? (
          <Checkbox
            name="vectors"
            label={t("drafts.field.vectors", { host: vectors.host })}
            hint={t("drafts.field.vectorsHint", { purpose: vectors.purpose })}
            checked={typed.vectors}
            error={error("vectors")}
          />
        ) : null}
        {vectors && !vectors.isOpen ? (
          <Inset>
            {t("drafts.vectorsWaiting", { host: vectors.host })}{" "}
            <a href={urls.processing(lang)}>{t("drafts.register")}</a>
          </Inset>
        ) : null}
        <Button>{t("drafts.askButton")}</Button>
      </Form>
    </Section>
  );
}
