import type { VNode } from "preact";
import type { Lang } from "#kernel/lang.ts";
import { useFrame } from "./frame-context.ts";

type ProseProps = {
  readonly text: string;
  /** Language of the text; written only when it is not the page's. */
  readonly lang?: Lang | (string & {}) | undefined;
  /** Within a sentence or a cell: no paragraphs. */
  readonly inline?: boolean | undefined;
};

/** Plain text as people typed it: blank lines make paragraphs, line breaks stay, direction follows the letters. */
export function Prose({ text, lang, inline }: ProseProps): VNode {
  const page = useFrame().lang;
  const foreign = lang && lang !== page ? lang : undefined;
  if (inline) {
    return (
      <span dir="auto" lang={foreign}>
        {text}
      </span>
    );
  }
  const paragraphs = text.split(/\r?\n\s*\r?\n/).filter((paragraph) => paragraph.trim() !== "");
  return (
    <div class="jl-prose" lang={foreign}>
      {paragraphs.map((paragraph, index) => (
        <p key={index} dir="auto">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
