import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { PrintHint } from "#ui/print-hint.tsx";
import { rich } from "#ui/rich.tsx";
import { Code, Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { ElementSection, type ElementShown } from "./element.view.tsx";
import { codedName, foreign, nodeHash } from "./words.view.tsx";

type Props = {
  readonly frame: Frame;
  readonly document: { readonly slug: string; readonly language: string };
  readonly edition: {
    readonly number: number;
    readonly title: string;
    readonly label: string;
    readonly publishedOn: string | null;
    readonly hash: string | null;
  };
  readonly elements: readonly ElementShown[];
  /** Where this page lives: printed, so that paper leads back to it. */
  readonly address: string;
};

/** The whole text on one page, to read straight through, to search, to print. */
export function WholeView({ frame, document, edition, elements, address }: Props) {
  const { lang, t } = frame;
  const own = foreign(frame, document.language);
  const at = { document: document.slug, edition: edition.number };
  return (
    <Page
      frame={frame}
      title={t("documents.whole.title", { title: edition.title, number: edition.number })}
      ownHeading
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: edition.title, href: urls.edition(lang, at) },
      ]}
    >
      <h1 lang={own}>{edition.title}</h1>
      <Muted>
        {rich(t, "documents.node.edition", {
          number: edition.number,
          label: edition.label,
          date: <Time at={edition.publishedOn ?? ""} />,
        })}
      </Muted>
      <PrintHint />
      {elements.map((element) =>
        element.depth === 0 ? (
          <section key={element.code}>
            <h2 id={nodeHash(element.code)}>
              {codedName(frame, element)}
              {" – "}
              <span lang={own}>{element.title}</span>
            </h2>
            <Element frame={frame} element={element} language={document.language} slug={document.slug} isAlone />
          </section>
        ) : (
          <Element
            key={element.code}
            frame={frame}
            element={{ ...element, depth: element.depth + 1 }}
            language={document.language}
            slug={document.slug}
          />
        ),
      )}
      <Muted>
        {t("documents.whole.address", { address })} <Code>{edition.hash}</Code>
      </Muted>
    </Page>
  );
}

type ElementProps = {
  readonly frame: Frame;
  readonly element: ElementShown;
  readonly language: string;
  readonly slug: string;
  readonly isAlone?: boolean;
};

function Element({ frame, element, language, slug, isAlone = false }: ElementProps) {
  return (
    <ElementSection
      frame={frame}
      element={element}
      language={language}
      documentSlug={slug}
      processSlug={null}
      mayContribute={false}
      hasHistory={false}
      isAlone={isAlone}
    />
  );
}
