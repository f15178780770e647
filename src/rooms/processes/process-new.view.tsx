import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { DateField } from "#ui/date-field.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Muted, Warning } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import type { PlannedCircle, PlannedPhase } from "./default-plan.rules.ts";
import {
  SecondReaderField,
  type TextChoice,
  TextChoiceField,
  TitleField,
  type Typed,
  WordFields,
} from "./description-fields.view.tsx";
import { inLang, lastMoment } from "./process.rules.ts";
import { type Description, daysOf, isShort, LENGTHS, SHORT_CONSULTATION_DAYS, type Span } from "./proposal.rules.ts";

const crumbs = ({ lang, t }: Frame) => [
  { text: t("steering.team"), href: urls.team(lang) },
  { text: t("steering.list.title"), href: urls.teamProcesses(lang) },
];

type FormData = {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly texts: readonly TextChoice[];
};

/** One form: what the consultation is, on which text, from when to when. Everything else has a usual value. */
export function ProcessNewView({ frame, typed, errors, texts }: { readonly frame: Frame } & FormData) {
  const { lang, t } = frame;
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const day = (name: string) => ({
    day: typed[`${name}-day`] ?? "",
    month: typed[`${name}-month`] ?? "",
    year: typed[`${name}-year`] ?? "",
  });
  const own = { frame, typed, errors };
  return (
    <Page
      frame={frame}
      title={t("creation.title")}
      lead={t("creation.lead")}
      breadcrumb={crumbs(frame)}
      errors={errors}
      robots="noindex"
    >
      <Form frame={frame} action={urls.teamProcessNew(lang)} requiredNote>
        <Hidden name="step" value="check" />
        <TitleField {...own} />
        <TextField
          name="slug"
          label={t("creation.slug.label")}
          hint={t("creation.slug.hint")}
          value={typed.slug ?? ""}
          maxLength={LENGTHS.slug}
          spellcheck={false}
          error={errorOf("slug")}
          optional
        />
        <WordFields {...own} />
        <TextChoiceField {...own} texts={texts} />
        <SecondReaderField {...own} />
        <DateField
          name="opens"
          label={t("creation.opens.label")}
          hint={t("creation.opens.hint")}
          value={day("opens")}
          error={errorOf("opens")}
        />
        <DateField
          name="closes"
          label={t("creation.closes.label")}
          hint={t("creation.closes.hint", { days: SHORT_CONSULTATION_DAYS })}
          value={day("closes")}
          error={errorOf("closes")}
        />
        <ButtonGroup>
          <Button>{t("creation.check")}</Button>
          <ButtonLink href={urls.teamProcesses(lang)} kind="secondary">
            {t("creation.cancel")}
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </Page>
  );
}

type CheckData = {
  /** Sent again by the confirmation, or shown again in the form. */
  readonly typed: Typed;
  readonly description: Description;
  readonly slug: string;
  readonly text: TextChoice | null;
  readonly span: Span;
  readonly phases: readonly PlannedPhase[];
  readonly circles: readonly PlannedCircle[];
};

/** All that will be created; nothing is written yet. */
export function ProcessCheckView({ frame, ...data }: { readonly frame: Frame } & CheckData) {
  const { lang, t } = frame;
  const { description, text, span } = data;
  const own = description.language === lang ? undefined : description.language;
  const widest = (count: number) => {
    const circle = data.circles[count - 1];
    return circle ? inLang(lang, { fr: circle.name, en: circle.nameEn }) : t("creation.nobody");
  };
  return (
    <Page frame={frame} title={t("creation.checkTitle")} breadcrumb={crumbs(frame)} robots="noindex">
      {isShort(span) ? (
        <Warning>{t("creation.short", { count: daysOf(span), days: SHORT_CONSULTATION_DAYS })}</Warning>
      ) : null}
      {text ? null : <Warning>{t("creation.noText")}</Warning>}
      <SummaryList
        rows={[
          { key: t("creation.title.label"), value: <span lang={own}>{description.title}</span> },
          { key: t("creation.slug.label"), value: urls.process(lang, { process: data.slug }) },
          { key: t("creation.summary.label"), value: <span lang={own}>{description.summary}</span> },
          { key: t("creation.authority.label"), value: <span lang={own}>{description.authority}</span> },
          { key: t("creation.followUp.label"), value: <span lang={own}>{description.followUp}</span> },
          { key: t("creation.language.label"), value: t(`creation.language.${description.language}`) },
          {
            key: t("creation.text.label"),
            value: text ? <span dir="auto">{text.title}</span> : t("creation.text.later"),
          },
          {
            key: t("creation.secondReader.label"),
            value: t(description.needsSecondReader ? "creation.secondReader.yes" : "creation.secondReader.no"),
          },
        ]}
      />
      <Section title={t("creation.plan")}>
        <Muted>{t("creation.planHint")}</Muted>
        <DataTable
          caption={t("creation.plan")}
          captionHidden
          columns={[
            { head: t("creation.phase") },
            { head: t("creation.firstDay") },
            { head: t("creation.lastDay") },
            { head: t("steering.rights.read") },
            { head: t("steering.rights.contribute") },
            { head: t("steering.rights.vote") },
          ]}
          rows={data.phases.map((phase) => [
            inLang(lang, { fr: phase.title, en: phase.titleEn }),
            <Time key="from" at={phase.plannedOpensAt} />,
            <Time key="to" at={lastMoment(phase.plannedClosesAt)} />,
            widest(phase.read),
            widest(phase.contribute),
            widest(phase.vote),
          ])}
        />
      </Section>
      <Form frame={frame} action={urls.teamProcessNew(lang)}>
        {Object.entries(data.typed).map(([name, value]) => (
          <Hidden key={name} name={name} value={value} />
        ))}
        <ButtonGroup>
          <Button name="step" value="confirm">
            {t("creation.confirm")}
          </Button>
          <Button name="step" value="edit" kind="secondary">
            {t("creation.edit")}
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
