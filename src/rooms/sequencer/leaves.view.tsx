import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Details } from "#ui/details.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { isMessageKey, type Translate } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { PreviousNext, ResultCount } from "#ui/pagination.tsx";
import { Code, Inset } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { camel, LEAVES_PER_PAGE, type LeafLine } from "./leaves.rules.ts";

type Line = LeafLine & { readonly fingerprint: string; readonly at: Date };
type Props = {
  readonly frame: Frame;
  /** Leaves in the published log. */
  readonly size: number;
  readonly leaves: readonly Line[];
  /** The list shows what comes before this index. */
  readonly end: number;
  /** The fingerprint looked for; "" for the list. */
  readonly searched: string;
  readonly fault: "malformed" | null;
};

export function LeavesView({ frame, size, leaves, end, searched, fault }: Props) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("sequencer.leavesTitle")}
      lead={t("sequencer.leavesLead")}
      breadcrumb={[{ text: t("journal.title"), href: urls.journal(lang) }, { text: t("sequencer.leavesTitle") }]}
      errors={fault ? [{ field: "empreinte", message: t("sequencer.fingerprintMalformed") }] : []}
      robots={searched === "" && end === size ? undefined : "noindex"}
      wide
    >
      <p>
        <a href={urls.journalState(lang)}>{t("sequencer.stateTitle")}</a>
      </p>
      <Filters
        action={urls.journalLeaves(lang)}
        label={t("sequencer.search")}
        apply={t("sequencer.searchApply")}
        resetHref={searched === "" ? undefined : urls.journalLeaves(lang)}
      >
        <TextField
          name="empreinte"
          label={t("sequencer.fingerprint")}
          hint={t("sequencer.fingerprintHint")}
          error={fault ? t("sequencer.fingerprintMalformed") : undefined}
          value={searched}
          width={20}
          spellcheck={false}
        />
      </Filters>
      <ResultCount>
        {searched === "" ? t("sequencer.leafOrder", { count: size }) : t("sequencer.found", { count: leaves.length })}
      </ResultCount>
      {searched !== "" && leaves.length === 0 && !fault ? <Inset>{t("sequencer.notFound")}</Inset> : null}
      {searched === "" || leaves.length > 0 ? (
        <DataTable
          caption={t("sequencer.leavesTitle")}
          captionHidden
          empty={t("sequencer.noLeaf")}
          columns={[
            { head: t("sequencer.index"), numeric: true },
            { head: t("sequencer.time") },
            { head: t("sequencer.kindHead") },
            { head: t("sequencer.subject") },
            { head: t("sequencer.fingerprint") },
          ]}
          rows={leaves.map((leaf) => [
            formatNumber(lang, leaf.index),
            <Time key="at" at={leaf.at} mode="datetime" />,
            kindInWords(t, leaf.kind),
            <Subject key="subject" frame={frame} leaf={leaf} />,
            <Code key="code">{leaf.fingerprint}</Code>,
          ])}
        />
      ) : null}
      {searched === "" ? null : leaves.map((leaf) => <Whole key={leaf.index} frame={frame} leaf={leaf} />)}
      {searched === "" ? <Neighbours frame={frame} end={end} size={size} /> : null}
    </Page>
  );
}

/** "Contribution reçue" for `contribution.submitted`; a kind of a later version is shown as it is. */
function kindInWords(t: Translate, kind: string): string {
  const key = `sequencer.kind.${camel(kind)}`;
  return isMessageKey(key) ? t(key) : kind;
}

function Subject({ frame, leaf }: { readonly frame: Frame; readonly leaf: Line }) {
  const { lang, t } = frame;
  const { contribution, decision, poll, document } = leaf;
  if (contribution !== null)
    return (
      <a href={urls.contribution(lang, { number: contribution })}>
        {t("sequencer.contribution", { number: contribution })}
      </a>
    );
  if (decision !== null)
    return <a href={urls.decision(lang, { number: decision })}>{t("sequencer.decision", { number: decision })}</a>;
  if (poll !== null) return <a href={urls.poll(lang, { poll })}>{t("sequencer.poll", { number: poll })}</a>;
  if (document !== null) return <a href={urls.documentHistory(lang, { document })}>{t("sequencer.document")}</a>;
  return t("sequencer.notPublic");
}

/** The bytes that the fingerprint is that of. */
function Whole({ frame, leaf }: { readonly frame: Frame; readonly leaf: Line }) {
  const { t } = frame;
  return (
    <Details summary={t("sequencer.whole")} open>
      <p>{t("sequencer.wholeText")}</p>
      <p>
        <Code>{leaf.text}</Code>
      </p>
    </Details>
  );
}

function Neighbours({ frame, end, size }: Pick<Props, "frame" | "end" | "size">) {
  const { lang, t } = frame;
  const newer = end + LEAVES_PER_PAGE;
  return (
    <PreviousNext
      previous={
        end < size
          ? {
              href: urls.journalLeaves(lang, newer < size ? { avant: newer } : {}),
              text: t("sequencer.newer"),
            }
          : undefined
      }
      next={
        end > LEAVES_PER_PAGE
          ? { href: urls.journalLeaves(lang, { avant: end - LEAVES_PER_PAGE }), text: t("sequencer.older") }
          : undefined
      }
    />
  );
}
