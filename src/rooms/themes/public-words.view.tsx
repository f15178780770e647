import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import type { PublicWords } from "./quote.rules.ts";

type Item = PublicWords & {
  readonly aboutText: string | null;
  readonly isMasked: boolean;
  readonly language: string;
  readonly nodeCode?: string | null;
  readonly nodeTitle?: string | null;
};

/** What a coder reads: the words that everybody can read, and what they are about. Never who wrote them. */
export function PublicWordsView({ frame, item }: { readonly frame: Frame; readonly item: Item }) {
  const { t } = frame;
  const part = [item.nodeCode, item.nodeTitle].filter(Boolean).join(" ");
  return (
    <>
      {part ? <Muted>{t("coding.wholePart", { part })}</Muted> : null}
      {item.aboutText ? (
        <Section title={t("coding.about")}>
          <Inset>
            <Prose text={item.aboutText} lang={item.language} />
          </Inset>
        </Section>
      ) : null}
      <Section title={t("coding.words")} id="mots">
        {item.title ? <p dir="auto">{t("coding.fieldTitle", { text: item.title })}</p> : null}
        <Prose text={item.body} lang={item.language} />
        {item.proposedText ? (
          <Inset>
            <Prose text={t("coding.fieldProposed", { text: item.proposedText })} lang={item.language} />
          </Inset>
        ) : null}
        {item.isMasked ? <Muted>{t("coding.masked")}</Muted> : null}
      </Section>
    </>
  );
}
