import { formatDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { type AgreementRow, AgreementTable } from "./agreement.view.tsx";
import type { SampleState } from "./sample.rules.ts";
import { teamTrail } from "./tabs.view.tsx";
import { shortWords } from "./words.rules.ts";

type Disagreement = {
  readonly position: number;
  readonly number: number;
  readonly excerpt: string;
  readonly language: string;
  readonly readings: readonly { readonly coder: string; readonly themes: readonly string[] }[];
  readonly settledAs: readonly string[] | null;
  readonly settledAt: Date | null;
  readonly note: string;
};
export type SamplePageProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly sample: {
    readonly number: number;
    readonly seed: string;
    readonly size: number;
    readonly populationCount: number;
    readonly publicCount: number;
    readonly state: SampleState;
    readonly coders: readonly { readonly label: string; readonly name: string; readonly codedCount: number }[];
  };
  /** Of the viewer, when a coder of this sample: the next text, or null when all are coded. */
  readonly mine: { readonly next: number | null } | null;
  readonly agreements: readonly AgreementRow[];
  readonly disagreements: readonly Disagreement[];
  readonly signing: {
    readonly isSignedHere: Date | null;
    readonly isEdited: boolean;
    /** Null when this person may not sign. */
    readonly role: string | null;
  };
  readonly errors: readonly FieldError[];
};

export function SampleView(props: SamplePageProps) {
  const { frame, process, sample, errors } = props;
  const { lang, t } = frame;
  const gone = sample.size - sample.publicCount;
  return (
    <Page
      frame={frame}
      title={t("samples.number", { number: sample.number })}
      lead={t("samples.size", { size: sample.size, population: sample.populationCount, seed: sample.seed })}
      breadcrumb={[
        ...teamTrail(frame, process),
        { text: t("samples.title"), href: urls.teamSamples(lang, { process: process.slug }) },
      ]}
      errors={errors}
      section="team"
      wide
    >
      <p>{t("samples.state", { state: t(`samples.state.${sample.state}`) })}</p>
      {gone > 0 ? <Muted>{t("samples.gone", { count: gone })}</Muted> : null}
      <ul>
        {sample.coders.map(({ label, name, codedCount }) => (
          <li key={label}>{t("samples.progress", { name, label, done: codedCount, total: sample.publicCount })}</li>
        ))}
      </ul>
      {sample.state === "open" ? <OpenSample {...props} /> : null}
      {sample.state === "closed" ? <ClosedSample {...props} /> : null}
    </Page>
  );
}

function OpenSample({ frame, process, sample, mine }: SamplePageProps) {
  const { lang, t } = frame;
  const here = { process: process.slug, sample: sample.number };
  return (
    <>
      <Inset>{t("samples.blind")}</Inset>
      {mine?.next == null ? null : (
        <ButtonLink href={urls.teamSampleItem(lang, { ...here, position: mine.next })}>
          {t("samples.codeMine")}
        </ButtonLink>
      )}
      {mine && mine.next === null ? <p>{t("samples.codedAll")}</p> : null}
      <ButtonGroup>
        <PostButton frame={frame} action={urls.teamSample(lang, here)} fields={{ act: "close" }} kind="secondary">
          {t("samples.close")}
        </PostButton>
        <PostButton frame={frame} action={urls.teamSample(lang, here)} fields={{ act: "abandon" }} kind="warning">
          {t("samples.abandon")}
        </PostButton>
      </ButtonGroup>
    </>
  );
}

function ClosedSample(props: SamplePageProps) {
  const { frame, agreements } = props;
  const { t } = frame;
  return (
    <>
      <Section title={t("samples.agreement")}>
        <AgreementTable frame={frame} rows={agreements} />
        <Muted>{t("themes.public.methodRule")}</Muted>
      </Section>
      <Disagreements {...props} />
      <Signing {...props} />
    </>
  );
}

function Disagreements({ frame, process, sample, disagreements }: SamplePageProps) {
  const { lang, t } = frame;
  const title = t("samples.disagreements", { count: disagreements.length });
  const list = (themes: readonly string[]): string => themes.join(", ") || t("samples.none");
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        captionHidden
        empty={title}
        columns={[
          { head: t("samples.head.text") },
          { head: t("samples.head.readings") },
          { head: t("samples.head.settled") },
        ]}
        rows={disagreements.map((one) => [
          <>
            {t("contributions.numbered", { number: String(one.number) })}
            <Prose text={shortWords(one.excerpt)} lang={one.language} />
          </>,
          <ul key="readings">
            {one.readings.map(({ coder, themes }) => (
              <li key={coder}>{t("samples.reading", { coder, themes: list(themes) })}</li>
            ))}
          </ul>,
          one.settledAt ? (
            <>
              {t("samples.settledOn", { themes: list(one.settledAs ?? []), date: formatDate(lang, one.settledAt) })}
              {one.note ? <Prose text={one.note} /> : null}
            </>
          ) : (
            <a
              key="settle"
              href={urls.teamSampleDisagreement(lang, {
                process: process.slug,
                sample: sample.number,
                position: one.position,
              })}
            >
              {t("samples.settle")}
            </a>
          ),
        ])}
      />
    </Section>
  );
}

function Signing({ frame, process, sample, disagreements, signing }: SamplePageProps) {
  const { lang, t } = frame;
  const unsettled = disagreements.filter(({ settledAt }) => settledAt === null).length;
  const canSign = signing.role !== null && unsettled === 0 && !signing.isEdited && !signing.isSignedHere;
  return (
    <Section title={t("samples.sign")}>
      {signing.isSignedHere ? <p>{t("samples.isSigned", { date: formatDate(lang, signing.isSignedHere) })}</p> : null}
      {signing.isEdited ? <p>{t("samples.edited")}</p> : null}
      {unsettled > 0 ? <p>{t("samples.unsettled", { count: unsettled })}</p> : null}
      {signing.role === null ? <p>{t("samples.signerOnly")}</p> : null}
      {canSign ? (
        <>
          <p>{t("samples.signText", { role: signing.role ?? "" })}</p>
          <PostButton
            frame={frame}
            action={urls.teamSample(lang, { process: process.slug, sample: sample.number })}
            fields={{ act: "sign" }}
          >
            {t("samples.sign")}
          </PostButton>
        </>
      ) : null}
    </Section>
  );
}
