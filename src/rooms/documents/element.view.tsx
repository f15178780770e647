import type { ComponentChildren } from "preact";
import type { NodeType } from "#kernel/document-types.ts";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList } from "#ui/layout.tsx";
import { Passage } from "#ui/passage.tsx";
import { Muted } from "#ui/text.tsx";
import { codedName, FigureLine, foreign, nodeHash } from "./words.view.tsx";

type FigureProps = Parameters<typeof FigureLine>[0]["figure"];

export type ElementShown = {
  readonly code: string;
  readonly type: NodeType;
  readonly title: string;
  /** Under the first element of the page: 1, 2, … */
  readonly depth: number;
  readonly carrier: string | null;
  readonly status: string | null;
  readonly source: string | null;
  readonly contributionCount: number;
  readonly passages: readonly {
    readonly anchor: string;
    readonly code: string;
    readonly text: string;
    readonly contributionCount: number;
  }[];
  readonly figures: readonly FigureProps[];
  /** Questions put to the vote about it. */
  readonly polls: readonly { readonly number: number; readonly title: string }[];
};

type Props = {
  readonly frame: Frame;
  readonly element: ElementShown;
  readonly language: string;
  readonly documentSlug: string;
  readonly processSlug: string | null;
  readonly mayContribute: boolean;
  /** There is more than one edition: a passage has a history. */
  readonly hasHistory: boolean;
  /** The title is already the title of the page. */
  readonly isAlone: boolean;
};

/** An element with its passages, its figures, and plain links to say something about it. */
export function ElementSection({ frame, element, language, isAlone, ...where }: Props) {
  const { t } = frame;
  const own = foreign(frame, language);
  return (
    <section>
      {isAlone ? null : (
        <Heading level={element.depth} id={nodeHash(element.code)}>
          {codedName(frame, element)}
          {" – "}
          <span lang={own}>{element.title}</span>
        </Heading>
      )}
      {element.carrier || element.status ? (
        <Muted>
          {[
            element.carrier ? t("documents.carrier", { name: element.carrier }) : "",
            element.status ? t("documents.status", { status: element.status }) : "",
          ]
            .filter(Boolean)
            .join(" – ")}
        </Muted>
      ) : null}
      {element.passages.map((passage) => (
        <Passage
          key={passage.anchor}
          code={passage.code}
          anchor={passage.anchor}
          text={passage.text}
          lang={language}
          actions={passageLinks({ frame, ...where }, passage)}
        />
      ))}
      {element.figures.length > 0 ? (
        <ul>
          {element.figures.map((figure, index) => (
            <FigureLine key={index} frame={frame} figure={figure} language={language} />
          ))}
        </ul>
      ) : null}
      {element.source ? <Muted>{t("documents.figure.source", { source: element.source })}</Muted> : null}
      <ElementLinks frame={frame} element={element} {...where} />
    </section>
  );
}

type Where = { readonly frame: Frame } & Pick<Props, "documentSlug" | "processSlug" | "mayContribute" | "hasHistory">;

function passageLinks(where: Where, passage: ElementShown["passages"][number]) {
  const { frame, documentSlug, processSlug, mayContribute } = where;
  const { lang, t } = frame;
  const about = t("documents.aboutPassage", { code: passage.code });
  const follow = where.hasHistory
    ? [
        {
          text: t("documents.passageHistory"),
          href: urls.passage(lang, { document: documentSlug, anchor: passage.anchor }),
          about,
        },
      ]
    : [];
  if (!processSlug) return follow;
  const to = { process: processSlug };
  const query = { passage: passage.anchor };
  const give = { text: t("documents.giveOpinion"), href: urls.contributeStart(lang, to, query), about };
  const read = {
    text: t("documents.opinions", { count: passage.contributionCount }),
    href: urls.processContributions(lang, to, query),
    about,
  };
  return [...(mayContribute ? [give] : []), ...(passage.contributionCount > 0 ? [read] : []), ...follow];
}

/** What can be said of the element as a whole: a proposal fits no passage. */
function ElementLinks({ element, ...where }: Where & { readonly element: ElementShown }) {
  const { frame, processSlug, mayContribute } = where;
  const { lang, t } = frame;
  if (!processSlug) return null;
  const to = { process: processSlug };
  const query = { element: element.code };
  const items = [
    ...(mayContribute
      ? [
          {
            text: t("documents.giveOpinionOn", { name: codedName(frame, element) }),
            href: urls.contributeStart(lang, to, query),
          },
        ]
      : []),
    ...(element.contributionCount > 0
      ? [
          {
            text: t("documents.opinionsOn", { count: element.contributionCount, name: codedName(frame, element) }),
            href: urls.processContributions(lang, to, query),
          },
        ]
      : []),
    ...element.polls.map(({ number, title }) => ({
      text: t("documents.pollAbout", { title }),
      href: urls.poll(lang, { poll: number }),
    })),
  ];
  return items.length > 0 ? <LinkList items={items} /> : null;
}

type HeadingProps = { readonly level: number; readonly id: string; readonly children: ComponentChildren };

function Heading({ level, id, children }: HeadingProps) {
  if (level <= 1) return <h2 id={id}>{children}</h2>;
  if (level === 2) return <h3 id={id}>{children}</h3>;
  return <h4 id={id}>{children}</h4>;
}
