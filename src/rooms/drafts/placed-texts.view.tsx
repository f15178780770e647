import type { ComponentChildren } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Cards } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { Muted } from "#ui/text.tsx";
import { shortWords } from "./draft-row.rules.ts";

type PlacedText = {
  readonly number: number;
  readonly excerpt: string;
  readonly language: string;
  readonly isCoded: boolean;
};
type Props<Text extends PlacedText> = {
  readonly frame: Frame;
  readonly process: string;
  readonly texts: readonly Text[];
  /** What is said of each, after its number. */
  readonly note?: (text: Text) => ComponentChildren;
};

/** The beginning of each text, with the way to read and code it in the order of the draft. */
export function PlacedTexts<Text extends PlacedText>({ frame, process, texts, note }: Props<Text>) {
  const { lang, t } = frame;
  return (
    <Cards>
      {texts.map((text) => (
        <article key={text.number}>
          <p>
            <a href={urls.teamCodingItem(lang, { process, number: text.number }, { ordre: "ebauche" })}>
              {t("drafts.text", { number: String(text.number) })}
            </a>
          </p>
          <Prose text={shortWords(text.excerpt)} lang={text.language} />
          <Muted>{[...(note ? [note(text)] : []), ...(text.isCoded ? [t("drafts.coded")] : [])].join(" – ")}</Muted>
        </article>
      ))}
    </Cards>
  );
}
