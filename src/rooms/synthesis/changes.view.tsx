import { urls } from "#kernel/urls.ts";
import { Difference, type Segment } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { KeyFigures } from "#ui/key-figures.tsx";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Muted } from "#ui/text.tsx";
import type { ClaimChange, Publication } from "./publication.rules.ts";

export type ShownChange = ClaimChange & { readonly segments: readonly Segment[] | null };

type Props = {
  readonly frame: Frame;
  readonly publication: Publication;
  readonly former: Publication;
  readonly changes: readonly ShownChange[];
  /** Introduction and method, where they differ. */
  readonly framing: readonly { readonly part: "introduction" | "method"; readonly segments: readonly Segment[] }[];
};

const KINDS = ["added", "reworded", "withdrawn"] as const;

/** What one publication says that the former did not, and the other way round. */
export function ChangesView({ frame, publication, former, changes, framing }: Props) {
  const { lang, t } = frame;
  const { processSlug: process, number, language } = publication;
  const of = (kind: (typeof KINDS)[number]) => changes.filter(({ change }) => change === kind);
  return (
    <Page
      frame={frame}
      title={t("synthesis.changes.title", { from: String(former.number), to: String(number) })}
      lead={publication.processTitle}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: publication.processTitle, href: urls.process(lang, { process }) },
        {
          text: t("synthesis.publication.name", { number: String(number) }),
          href: urls.synthesisPublication(lang, { process, publication: number }),
        },
      ]}
      section="processes"
    >
      <KeyFigures
        items={KINDS.map((kind) => ({
          value: String(of(kind).length),
          label: t(`synthesis.changes.count.${kind}`, { count: of(kind).length }),
          ...(of(kind).length > 0 ? { href: `#${kind}` } : {}),
        }))}
      />
      {KINDS.map((kind) =>
        of(kind).length === 0 ? null : (
          <Section key={kind} title={t(`synthesis.changes.${kind}`)} id={kind}>
            <ul>
              {of(kind).map((change) => (
                <li key={change.number}>
                  <ChangeWords {...{ frame, change, language }} />
                </li>
              ))}
            </ul>
          </Section>
        ),
      )}
      {framing.map(({ part, segments }) => (
        <Section key={part} title={t(`synthesis.changes.part.${part}`)}>
          <Difference segments={segments} lang={language} />
        </Section>
      ))}
      {changes.length === 0 && framing.length === 0 ? <p>{t("synthesis.changes.sourcesOnly")}</p> : null}
      <p>
        <a href={urls.synthesisPublication(lang, { process, publication: former.number })}>
          {t("synthesis.publication.name", { number: String(former.number) })}
        </a>
      </p>
    </Page>
  );
}

type WordsProps = { readonly frame: Frame; readonly change: ShownChange; readonly language: string };

function ChangeWords({ frame, change, language }: WordsProps) {
  const { lang, t } = frame;
  const { number, segments, after, before, reason } = change;
  return (
    <>
      <p>
        <a href={urls.claim(lang, { number })}>{t("synthesis.claim.name", { number: String(number) })}</a>
      </p>
      {segments === null ? (
        <Prose text={after ?? before ?? ""} lang={language} />
      ) : (
        <Difference segments={segments} lang={language} />
      )}
      {reason === null ? null : (
        <>
          <Muted>{t("synthesis.changes.reason")}</Muted>
          <Prose text={reason} lang={language} />
        </>
      )}
    </>
  );
}
