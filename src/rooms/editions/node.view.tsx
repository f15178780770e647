import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { PreviousNext } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { draftName, type Head } from "./desk.view.tsx";
import type { Difference } from "./difference.rules.ts";
import { AccountStatus, DifferenceWords, differenceTitle } from "./difference.view.tsx";
import type { VerdictWords } from "./kind-words.rules.ts";

export type DraftPassage = { readonly anchor: string; readonly code: string; readonly text: string };

type Props = {
  readonly frame: Frame;
  readonly draft: Head;
  readonly node: { readonly nodeId: string; readonly code: string; readonly title: string };
  readonly children: readonly { readonly code: string; readonly title: string }[];
  readonly passages: readonly DraftPassage[];
  /** Of the element itself and of its passages, those removed included. */
  readonly differences: readonly Difference[];
  readonly say: VerdictWords;
  readonly previous: { readonly code: string; readonly title: string } | null;
  readonly next: { readonly code: string; readonly title: string } | null;
};

/** An element of the draft: each passage with its present and new words, and what can be done with it. */
export function DraftNodeView(props: Props) {
  const { frame, draft, node, children, passages, differences, say, previous, next } = props;
  const { lang, t } = frame;
  const params = { edition: draft.id, code: node.code };
  const byAnchor = new Map(differences.map((difference) => [difference.anchor, difference]));
  const own = differences.find(({ nodeId }) => nodeId === node.nodeId);
  const removed = differences.filter(({ kind }) => kind === "passage_removed" || kind === "passage_merged");
  const neighbour = (one: Props["next"]) =>
    one === null
      ? undefined
      : { href: urls.teamEditionNode(lang, { edition: draft.id, code: one.code }), text: `${one.code} ${one.title}` };
  return (
    <Page
      frame={frame}
      title={`${node.code} ${node.title}`}
      backLink={{ text: draftName(frame, draft), href: urls.teamEdition(lang, { edition: draft.id }) }}
    >
      {own ? <Changed frame={frame} draft={draft} difference={own} say={say} /> : null}
      <LinkList
        items={[
          { text: t("editions.node.retitle"), href: urls.teamEditionNode(lang, params, { etape: "titre" }) },
          { text: t("structure.facts.link"), href: urls.teamEditionNode(lang, params, { etape: "fiche" }) },
          { text: t("editions.node.add"), href: urls.teamEditionNode(lang, params, { etape: "ajouter" }) },
          { text: t("structure.add.link"), href: urls.teamEditionNode(lang, params, { etape: "ajouter-partie" }) },
          { text: t("structure.move.link"), href: urls.teamEditionNode(lang, params, { etape: "deplacer" }) },
          { text: t("structure.splitNode.link"), href: urls.teamEditionNode(lang, params, { etape: "scinder" }) },
          { text: t("structure.mergeNode.link"), href: urls.teamEditionNode(lang, params, { etape: "fusionner" }) },
          { text: t("structure.remove.link"), href: urls.teamEditionNode(lang, params, { etape: "supprimer" }) },
          ...(own
            ? [{ text: t("editions.node.account"), href: urls.teamEditionNode(lang, params, { etape: "lien" }) }]
            : []),
        ]}
      />
      {children.length === 0 ? null : (
        <ul>
          {children.map((child) => (
            <li key={child.code}>
              <a href={urls.teamEditionNode(lang, { edition: draft.id, code: child.code })}>
                {child.code} {child.title}
              </a>
            </li>
          ))}
        </ul>
      )}
      {passages.length === 0 ? <p>{t("editions.node.empty")}</p> : null}
      {passages.map((passage) => {
        const difference = byAnchor.get(passage.anchor);
        return (
          <Section key={passage.anchor} title={t("editions.passage.name", { code: passage.code })} id={passage.anchor}>
            {difference ? (
              <Changed frame={frame} draft={draft} difference={difference} say={say} />
            ) : (
              <Prose text={passage.text} lang={draft.language} />
            )}
            <PassageActs frame={frame} draft={draft} passage={passage} difference={difference} />
          </Section>
        );
      })}
      {removed.map((difference) => (
        <Section key={difference.anchor} title={differenceTitle(frame, difference)} id={difference.anchor ?? undefined}>
          <Changed frame={frame} draft={draft} difference={difference} say={say} />
          <p>
            <a
              href={urls.teamEditionPassage(
                lang,
                { edition: draft.id, anchor: difference.anchor ?? "" },
                { etape: "lien" },
              )}
            >
              {t("editions.passage.accountRemoved", { code: difference.code })}
            </a>
          </p>
        </Section>
      ))}
      <PreviousNext previous={neighbour(previous)} next={neighbour(next)} />
    </Page>
  );
}

type ChangedProps = {
  readonly frame: Frame;
  readonly draft: Head;
  readonly difference: Difference;
  readonly say: VerdictWords;
};

function Changed({ frame, draft, difference, say }: ChangedProps) {
  return (
    <>
      <DifferenceWords frame={frame} difference={difference} language={draft.language} />
      <AccountStatus frame={frame} difference={difference} say={say} />
    </>
  );
}

type ActsProps = {
  readonly frame: Frame;
  readonly draft: Head;
  readonly passage: DraftPassage;
  readonly difference: Difference | undefined;
};

function PassageActs({ frame, draft, passage, difference }: ActsProps) {
  const { lang, t } = frame;
  const { code } = passage;
  const link = (text: string, etape: string, about: string) => ({
    text,
    about,
    href: urls.teamEditionPassage(lang, { edition: draft.id, anchor: passage.anchor }, { etape }),
  });
  const opinions = {
    text: t("editions.passage.opinions"),
    about: t("editions.passage.about", { code }),
    href: urls.passage(lang, { document: draft.document, anchor: passage.anchor }),
  };
  return (
    <LinkList
      items={[
        link(t("editions.passage.rewrite"), "texte", t("editions.passage.about", { code })),
        ...(difference ? [link(t("editions.passage.account"), "lien", t("editions.passage.aboutWhy", { code }))] : []),
        link(t("editions.passage.move"), "deplacer", t("editions.passage.aboutWhole", { code })),
        link(t("structure.split.link"), "scinder", t("editions.passage.aboutWhole", { code })),
        link(t("structure.merge.link"), "fusionner", t("editions.passage.aboutWhole", { code })),
        link(t("editions.passage.remove"), "supprimer", t("editions.passage.aboutWhole", { code })),
        ...(difference?.kind === "passage_added" || difference?.kind === "passage_split" ? [] : [opinions]),
      ]}
    />
  );
}
