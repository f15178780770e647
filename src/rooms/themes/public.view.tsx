import { formatDate, formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Code, Inset, Muted } from "#ui/text.tsx";
import { intervalWords, valueWords } from "./agreement.view.tsx";
import { ActTable, type ShownAct } from "./history.view.tsx";
import type { Standing } from "./sample.rules.ts";
import { agreementWords } from "./words.rules.ts";

type Place = { readonly slug: string; readonly title: string; readonly language: string };
export type PublicThemeShown = {
  readonly code: string;
  readonly name: string;
  readonly definition: string;
  readonly exampleIn: string;
  readonly exampleOut: string;
  readonly parent: string | null;
  readonly standing: Standing;
  readonly alpha: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly contributionCount: number | null;
  readonly personCount: number | null;
  readonly suggestionCount: number | null;
};
export type Signature = {
  readonly roleWords: string;
  readonly signedAt: Date;
  readonly endedAt: Date | null;
  readonly codebookHash: string;
  /** A draft had sorted texts beforehand, with or without the vectors of a model. */
  readonly hasDraft: boolean;
  readonly vectorsModel: string | null;
};
type SampleShown = {
  readonly size: number;
  readonly populationCount: number;
  readonly seed: string;
  readonly coderCount: number;
};

type Props = {
  readonly frame: Frame;
  readonly process: Place;
  /** Null before the first signature: the public sees nothing of the codebook. */
  readonly signature: Signature | null;
  readonly sample: SampleShown | null;
  readonly themes: readonly PublicThemeShown[];
  readonly rows: readonly { readonly theme: string; readonly unitCount: number; readonly usedCount: number }[];
};

const trail = ({ lang, t }: Frame, process: Place) => [
  { text: t("processes.list.title"), href: urls.processes(lang) },
  { text: process.title, href: urls.process(lang, { process: process.slug }) },
];

export function ProcessThemesView(props: Props) {
  const { frame, process, signature, themes } = props;
  const { lang, t } = frame;
  if (!signature) {
    return (
      <Page frame={frame} title={t("themes.public.title")} breadcrumb={trail(frame, process)}>
        <p>{t("themes.public.notYet")}</p>
      </Page>
    );
  }
  return (
    <Page
      frame={frame}
      title={t("themes.public.title")}
      lead={t("themes.public.lead")}
      breadcrumb={trail(frame, process)}
    >
      <SignatureWords frame={frame} signature={signature} />
      <Section title={t("themes.public.codebook")}>
        {themes.map((theme) => (
          <ThemeBlock key={theme.code} {...{ frame, process, theme }} />
        ))}
      </Section>
      {signature.endedAt === null ? <Method {...props} /> : null}
      <LinkList items={[{ text: t("themes.public.data"), href: urls.openData(lang) }]} />
    </Page>
  );
}

function SignatureWords({ frame, signature }: { readonly frame: Frame; readonly signature: Signature }) {
  const { lang, t } = frame;
  const { roleWords: role, signedAt, endedAt } = signature;
  return (
    <Inset>
      {endedAt
        ? t("themes.public.reopened", { date: formatDate(lang, endedAt) })
        : t("themes.public.signedBy", { role, date: formatDate(lang, signedAt) })}
    </Inset>
  );
}

type ThemeProps = { readonly frame: Frame; readonly process: Place; readonly theme: PublicThemeShown };

function ThemeBlock({ frame, process, theme }: ThemeProps) {
  const { lang } = frame;
  return (
    <>
      <h3 id={theme.code}>
        <a
          href={urls.processTheme(lang, { process: process.slug, theme: theme.code })}
          dir="auto"
          lang={process.language}
        >
          {theme.name}
        </a>
      </h3>
      <Definition {...{ frame, process, theme }} />
      <CountWords {...{ frame, process, theme }} />
    </>
  );
}

export function Definition({ frame, process, theme }: ThemeProps) {
  const { t } = frame;
  const example = (label: string, text: string) =>
    text ? (
      <p>
        <strong>{label}</strong>{" "}
        <span dir="auto" lang={process.language}>
          {text}
        </span>
      </p>
    ) : null;
  return (
    <>
      <p dir="auto" lang={process.language}>
        {theme.definition}
      </p>
      {theme.parent ? <Muted>{t("themes.public.under", { parent: theme.parent })}</Muted> : null}
      {example(t("themes.public.exampleIn"), theme.exampleIn)}
      {example(t("themes.public.exampleOut"), theme.exampleOut)}
    </>
  );
}

/** The count as far as agreement allows it, with who put the contributions there. */
export function CountWords({ frame, process, theme }: ThemeProps) {
  const { lang, t } = frame;
  const { standing, alpha, contributionCount: count } = theme;
  if (standing === "none" || count === null) {
    const why =
      alpha === null
        ? t("themes.public.noCountUnused")
        : t("themes.public.noCount", { alpha: agreementWords(lang, alpha) });
    return <Muted>{why}</Muted>;
  }
  return (
    <p>
      <a href={urls.processContributions(lang, { process: process.slug }, { theme: theme.code })}>
        {t("themes.public.count", { count })}
      </a>
      {standing === "indicative"
        ? ` (${t("themes.public.indicative", { alpha: agreementWords(lang, alpha ?? 0) })})`
        : ""}
      {" – "}
      {t("themes.public.origin", { person: theme.personCount ?? 0, suggestion: theme.suggestionCount ?? 0 })}
    </p>
  );
}

function Method({ frame, signature, sample, themes, rows }: Props) {
  const { lang, t } = frame;
  if (!sample || !signature) return null;
  const units = new Map(rows.map((row) => [row.theme, row]));
  return (
    <Section title={t("themes.public.method")} id="methode">
      <p>
        {t("themes.public.methodSample", {
          size: sample.size,
          population: sample.populationCount,
          coders: sample.coderCount,
          seed: sample.seed,
        })}
      </p>
      <p>{t("themes.public.methodAlpha")}</p>
      <p>{t("themes.public.methodRule")}</p>
      <p>{t("themes.public.methodPeople")}</p>
      {signature.hasDraft ? <p>{t("themes.public.methodDraft")}</p> : null}
      {signature.vectorsModel === null ? null : (
        <p>
          {t("themes.public.methodVectors", { model: signature.vectorsModel })}{" "}
          <a href={urls.processing(lang)}>{t("register.title")}</a>
        </p>
      )}
      <DataTable
        caption={t("themes.public.agreement")}
        columns={[
          { head: t("themes.public.theme") },
          { head: t("themes.public.alpha"), numeric: true },
          { head: t("themes.public.interval") },
          { head: t("themes.public.units"), numeric: true },
          { head: t("themes.public.used"), numeric: true },
        ]}
        rows={themes.map((theme) => [
          theme.name,
          valueWords(frame, theme.alpha),
          intervalWords(frame, theme.low, theme.high),
          formatNumber(lang, units.get(theme.code)?.unitCount ?? 0),
          formatNumber(lang, units.get(theme.code)?.usedCount ?? 0),
        ])}
      />
      <Muted>
        {t("themes.public.hash")} : <Code>{signature.codebookHash.slice(0, 16)}</Code>
      </Muted>
    </Section>
  );
}

type ThemePageProps = {
  readonly frame: Frame;
  readonly process: Place;
  readonly theme: PublicThemeShown;
  readonly signature: Signature;
  readonly state: "active" | "retired" | "merged";
  readonly mergedInto: { readonly code: string; readonly name: string } | null;
  readonly channels: readonly { readonly label: string; readonly count: number | null }[];
  readonly acts: readonly ShownAct[];
};

export function PublicThemeView({
  frame,
  process,
  theme,
  signature,
  state,
  mergedInto,
  channels,
  acts,
}: ThemePageProps) {
  const { lang, t } = frame;
  const here = { process: process.slug };
  const isCounted = theme.standing !== "none";
  return (
    <Page
      frame={frame}
      title={theme.name}
      breadcrumb={[...trail(frame, process), { text: t("themes.public.title"), href: urls.processThemes(lang, here) }]}
    >
      <SignatureWords frame={frame} signature={signature} />
      {state === "retired" ? <p>{t("themes.public.retired")}</p> : null}
      {mergedInto ? (
        <p>
          {t("themes.public.merged")}{" "}
          <a href={urls.processTheme(lang, { ...here, theme: mergedInto.code })}>{mergedInto.name}</a>
        </p>
      ) : null}
      <Definition {...{ frame, process, theme }} />
      {state === "active" && signature.endedAt === null ? <CountWords {...{ frame, process, theme }} /> : null}
      {isCounted ? (
        <>
          <p>
            <a href={urls.processContributions(lang, here, { theme: theme.code })}>{t("themes.public.list")}</a>
          </p>
          <DataTable
            caption={t("themes.public.channels")}
            columns={[{ head: t("themes.public.channel") }, { head: t("themes.public.number"), numeric: true }]}
            rows={channels.map(({ label, count }) => [
              label,
              count === null ? t("themes.public.hidden") : formatNumber(lang, count),
            ])}
          />
          <Muted>{t("themes.public.channelsNote")}</Muted>
        </>
      ) : null}
      <Section title={t("themes.public.history")}>
        <ActTable frame={frame} acts={acts} language={process.language} />
      </Section>
      <p>
        <a href={urls.processThemes(lang, here)}>{t("themes.public.all")}</a>
      </p>
    </Page>
  );
}
