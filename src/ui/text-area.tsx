import type { VNode } from "preact";
import { classes, type FieldProps, LabelledGroup, stateOf } from "./field.tsx";
import { useT } from "./frame-context.ts";

type TextAreaProps = FieldProps & {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  /** In characters as people count them. Said before typing; a longer text is kept and refused with a sentence, never cut. */
  readonly limit?: number | undefined;
  readonly lang?: string | undefined;
};

/** Characters as people count them: one emoji with its modifiers is one. */
const graphemes = new Intl.Segmenter("fr", { granularity: "grapheme" });

export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

export function TextArea(props: TextAreaProps): VNode {
  const t = useT();
  const { name, value = "", rows = 6, limit } = props;
  const id = props.id ?? name;
  const limitId = `${id}-limit`;
  const count = limit === undefined || value === "" ? 0 : countCharacters(value);
  return (
    <LabelledGroup id={id} field={props}>
      <textarea
        class={classes("jl-textarea", props.error && "jl-textarea--error")}
        id={id}
        name={name}
        rows={rows}
        dir="auto"
        lang={props.lang}
        value={value}
        {...stateOf(id, props, limit === undefined ? undefined : limitId)}
      />
      {limit === undefined ? null : (
        <div id={limitId} class={classes("jl-hint", "jl-limit", count > limit && "jl-limit--over")}>
          {count === 0 ? t("ui.limit", { limit }) : t("ui.limitCount", { limit, count })}
        </div>
      )}
    </LabelledGroup>
  );
}
