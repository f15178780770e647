import type { VNode } from "preact";
import { useT } from "./frame-context.ts";
import { Prose } from "./prose.tsx";
import { type Action, ActionLink } from "./summary-list.tsx";
import { VisuallyHidden } from "./text.tsx";

type PassageProps = {
  /** The number people quote: "3.2-4". */
  readonly code: string;
  /** The permanent place in the page: `#p12`. */
  readonly anchor: string;
  readonly text: string;
  readonly lang?: string | undefined;
  /** A word on the passage: "modifié dans cette édition". */
  readonly marker?: string | undefined;
  readonly actions?: readonly Action[] | undefined;
};

/** A numbered paragraph, then plain links: nothing appears on hover, nothing stands at the side. */
export function Passage({ code, anchor, text, lang, marker, actions = [] }: PassageProps): VNode {
  const t = useT();
  return (
    <div class="jl-passage" id={anchor}>
      <p class="jl-passage__code">
        <a href={`#${anchor}`}>
          <VisuallyHidden>{t("ui.passage")} </VisuallyHidden>
          {code}
        </a>
        {marker ? <span class="jl-passage__marker"> {marker}</span> : null}
      </p>
      <Prose text={text} lang={lang} />
      {actions.length > 0 ? (
        <p class="jl-passage__actions">
          {actions.map((action) => (
            <ActionLink key={action.href} action={{ ...action, about: action.about ?? t("ui.onPassage", { code }) }} />
          ))}
        </p>
      ) : null}
    </div>
  );
}
