import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { Prose } from "#ui/prose.tsx";

/** A link between an element and one of another text, as seen from the first. */
export type LineageShown = {
  readonly kind: "continued" | "split" | "merged" | "dropped" | "new";
  /** The element is the older one. */
  readonly isFrom: boolean;
  readonly document: string;
  readonly documentTitle: string;
  readonly language: string;
  readonly code: string | null;
  readonly title: string | null;
  readonly edition: number | null;
  readonly note: string | null;
};

const TOWARDS: Readonly<Record<LineageShown["kind"], MessageKey>> = {
  continued: "lineage.continuedIn",
  split: "lineage.splitInto",
  merged: "lineage.mergedInto",
  dropped: "lineage.dropped",
  new: "lineage.new",
};
const FROM: Readonly<Record<LineageShown["kind"], MessageKey>> = {
  continued: "lineage.continues",
  split: "lineage.splitFrom",
  merged: "lineage.mergedFrom",
  dropped: "lineage.dropped",
  new: "lineage.new",
};

/** "Repris dans : Feuille de route 2023-2027, A1-a Alimenter Mon espace santé", with the way there. */
export function LineageLines({ frame, lineage }: { readonly frame: Frame; readonly lineage: readonly LineageShown[] }) {
  const { lang, t } = frame;
  return (
    <ul>
      {lineage.map(({ kind, isFrom, document, documentTitle, language, code, title, edition, note }) => (
        <li key={`${kind}${document}${code}${isFrom}`}>
          {t((isFrom ? TOWARDS : FROM)[kind], { title: documentTitle })}
          {code !== null && edition !== null ? (
            <>
              {" "}
              <a href={urls.editionNode(lang, { document, edition, code })}>
                {code} <span lang={language === lang ? undefined : language}>{title}</span>
              </a>
            </>
          ) : null}
          {note ? (
            <>
              {" – "}
              <Prose text={note} lang={language} inline />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
