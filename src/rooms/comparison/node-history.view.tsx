import type { ComponentChildren } from "preact";
import { urls } from "#kernel/urls.ts";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { ReasonLines, type ReasonShown } from "./change-reason.view.tsx";
import { FactLines, type LinkShown, linkKey, movedWords } from "./compared-node.view.tsx";
import type { NodeStep } from "./node-history.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly document: { readonly slug: string; readonly title: string; readonly language: string };
  /** As it is called in the edition of the address. */
  readonly name: string;
  readonly title: string;
  readonly nodeId: string;
  readonly steps: readonly NodeStep[];
  readonly reasons: readonly (ReasonShown & { readonly edition: number })[];
  readonly links: readonly (LinkShown & { readonly edition: number })[];
  /** What it came from and what became of it in other texts; null when nothing is stated. */
  readonly lineage: ComponentChildren;
};

const FATES: Readonly<Record<NodeStep["fate"], MessageKey>> = {
  absent: "history.node.absent",
  notYet: "history.node.notYet",
  first: "history.node.first",
  unchanged: "history.node.unchanged",
  changed: "history.node.changed",
};

/** An element through the editions and through the texts: its titles, its moves, what it came from and what became of it. */
export function NodeHistoryView(props: Props) {
  const { frame, document, name, title, steps, lineage } = props;
  const { lang, t } = frame;
  const latest = steps.at(-1);
  return (
    <Page
      frame={frame}
      title={t("history.node.title", { name, title })}
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: document.title, href: urls.document(lang, { document: document.slug }) },
        { text: t("history.short"), href: urls.documentHistory(lang, { document: document.slug }) },
      ]}
    >
      {latest?.fate === "absent" ? <Inset>{t("history.node.removed", { number: latest.number })}</Inset> : null}
      {lineage ? (
        <Section title={t("history.node.lineage")} id="filiation">
          {lineage}
        </Section>
      ) : null}
      <Section title={t("history.node.editions")} id="editions">
        {steps.map((step) => (
          <Step key={step.number} step={step} {...props} />
        ))}
      </Section>
    </Page>
  );
}

function Step({ frame, document, nodeId, step, reasons, links }: Props & { readonly step: NodeStep }) {
  const { lang, t } = frame;
  const own = document.language === lang ? undefined : document.language;
  const made = links.filter(({ edition }) => edition === step.number);
  return (
    <article>
      <h3>{t("documents.editionNumber", { number: step.number })}</h3>
      <p>
        {rich(t, "passages.edition", { label: step.label, date: <Time at={step.publishedOn} /> })} {t(FATES[step.fate])}
        {step.moved ? ` ${movedWords(frame, step.moved)}` : null}
      </p>
      {step.segments.length > 0 ? <Difference segments={step.segments} lang={document.language} /> : null}
      <FactLines frame={frame} facts={step.facts} own={own} />
      {made.length === 0 ? null : (
        <ul>
          {made.map((link) => {
            const isOrigin = link.fromId === nodeId;
            const code = isOrigin ? link.toCode : link.fromCode;
            return <li key={`${link.fromId}${link.toId}`}>{t(linkKey(link, isOrigin), { code })}</li>;
          })}
        </ul>
      )}
      {step.code === null ? null : (
        <p>
          <a href={urls.editionNode(lang, { document: document.slug, edition: step.number, code: step.code })}>
            {t("history.node.read", { code: step.code, number: step.number })}
          </a>
        </p>
      )}
      <ReasonLines
        frame={frame}
        documentSlug={document.slug}
        reasons={reasons.filter(({ edition }) => edition === step.number)}
      />
    </article>
  );
}
