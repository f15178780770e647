import type { ComponentChildren } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkbox } from "#ui/checkboxes.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Columns, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { type Claim, shortClaim } from "./claim.rules.ts";
import { STANCES, stanceKey } from "./stance.rules.ts";
import { NotePanel } from "./workbench-note.view.tsx";

type Query = Readonly<Record<string, string>>;

/** A set that may be attached as a whole: the one that was shown, and no other. */
export type WholeSet = { readonly count: number; readonly digest: string };

export type WorkbenchProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string; readonly language: string };
  readonly claims: readonly Claim[];
  readonly coverage: { readonly covered: number; readonly total: number };
  readonly withdrawn: number;
  readonly mayPublish: boolean;
  /** The claim that contributions are being attached to; null for none yet. */
  readonly open: number | null;
  readonly query: Query;
  readonly isWide: boolean;
  /** The fields of the filter, and what they leave out of the address. */
  readonly fields: ComponentChildren;
  readonly kept: Query;
  readonly words: string | null;
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  /** The contributions with a box each. */
  readonly choice: ComponentChildren;
  readonly whole: WholeSet | null;
  readonly batchId: string;
  readonly claimId: string;
  readonly typed: Readonly<Record<"claim" | "stance" | "text" | "kind", string>>;
  readonly errors: readonly FieldError[];
};

/** Contributions and, beside them, the note that is being written in claims. On a phone, one under the other. */
export function WorkbenchView(props: WorkbenchProps) {
  const { frame, process, query, isWide, kept, words, count, page, pages, errors } = props;
  const { lang, t } = frame;
  const at = { process: process.slug };
  const here = urls.teamSynthesis(lang, at);
  const { ouvert: _ouvert, page: _page, ...asked } = query;
  return (
    <Page
      frame={frame}
      title={t("workbench.title")}
      lead={process.title}
      breadcrumb={[
        { text: t("workbench.team"), href: urls.team(lang) },
        { text: t("workbench.list.title"), href: urls.teamSyntheses(lang) },
      ]}
      errors={errors}
      wide
    >
      <p>
        <a href="#note">{t("workbench.toNote", { count: props.claims.length })}</a>
      </p>
      <Columns even asideLabel={t("workbench.note.title")} aside={<NotePanel {...props} />}>
        <Section title={t("workbench.contributions")} id="contributions">
          <Filters
            action={here}
            keep={{ ...kept, filtres: isWide ? "tous" : undefined, ouvert: query.ouvert }}
            resetHref={urls.teamSynthesis(lang, at, { ouvert: query.ouvert })}
          >
            {props.fields}
          </Filters>
          {isWide ? null : (
            <p>
              <a href={urls.teamSynthesis(lang, at, { ...query, filtres: "tous", page: "" })}>
                {t("workbench.moreFilters")}
              </a>
            </p>
          )}
          <ResultCount>
            {t("workbench.count", { count })} {words}
          </ResultCount>
          {count === 0 ? null : (
            <p>
              <a href={urls.teamDecisionNew(lang, { demarche: process.slug, tout: "on", ...asked })}>
                {t("workbench.decide")}
              </a>
            </p>
          )}
          {count === 0 ? <p>{t("workbench.empty")}</p> : <AttachForm {...props} />}
          <Pagination
            page={page}
            pages={pages}
            href={(n) => urls.teamSynthesis(lang, at, { ...query, page: String(n) })}
          />
        </Section>
      </Columns>
    </Page>
  );
}

/** Boxes to tick, the claim they go under, how they stand to it, and one button. */
function AttachForm(props: WorkbenchProps) {
  const { frame, process, claims, query, choice, whole, batchId, open, typed, errors } = props;
  const { lang, t } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  if (claims.length === 0) {
    return (
      <>
        <p>{t("workbench.attach.noClaim")}</p>
        {choice}
      </>
    );
  }
  return (
    <Form frame={frame} action={urls.teamSynthesis(lang, { process: process.slug })}>
      {Object.entries(query).map(([name, value]) =>
        value === "" ? null : <Hidden key={name} name={name} value={value} />,
      )}
      <Hidden name="batch" value={batchId} />
      {choice}
      {whole === null ? null : (
        <>
          <Hidden name="set" value={whole.digest} />
          <Checkbox
            name="tout"
            label={t("workbench.attach.all", { count: whole.count })}
            hint={t("workbench.attach.allHint")}
          />
        </>
      )}
      <Select
        name="claim"
        label={t("workbench.attach.claim")}
        value={typed.claim || String(open ?? "")}
        emptyOption={t("workbench.attach.choose")}
        error={error("claim")}
        options={claims.map(({ number, text }) => ({
          value: String(number),
          text: t("workbench.attach.option", { number: String(number), text: shortClaim(text) }),
        }))}
      />
      <Radios
        name="stance"
        label={t("workbench.attach.stance")}
        value={typed.stance}
        error={error("stance")}
        small
        options={STANCES.map((stance) => ({ value: stance, text: t(stanceKey(stance)) }))}
      />
      <ButtonGroup>
        <Button name="act" value="attach">
          {t("workbench.attach.button")}
        </Button>
      </ButtonGroup>
    </Form>
  );
}
