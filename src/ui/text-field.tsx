import type { VNode } from "preact";
import { classes, type FieldProps, LabelledGroup, stateOf } from "./field.tsx";

type TextFieldProps = FieldProps & {
  readonly value?: string | undefined;
  readonly type?: "text" | "email" | "tel" | "url" | "search" | "password" | undefined;
  readonly inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url" | "search" | undefined;
  /** Expected length in characters: the width says what is asked. */
  readonly width?: "full" | 30 | 20 | 10 | 5 | 4 | 3 | 2 | undefined;
  readonly autocomplete?: string | undefined;
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly spellcheck?: boolean | undefined;
  /** Language of what is asked for, when it is not the page's. */
  readonly lang?: string | undefined;
};

export function TextField(props: TextFieldProps): VNode {
  const { name, value, type = "text", width = "full", prefix, suffix } = props;
  const id = props.id ?? name;
  const input = (
    <input
      class={classes("jl-input", width !== "full" && `jl-input--width-${width}`, props.error && "jl-input--error")}
      id={id}
      name={name}
      // Preact types one shape per kind of input, without their union; all of these take the same attributes.
      type={type as "text"}
      value={value}
      dir={type === "text" || type === "search" ? "auto" : undefined}
      inputMode={props.inputMode}
      autocomplete={props.autocomplete}
      maxLength={props.maxLength}
      spellcheck={props.spellcheck}
      lang={props.lang}
      {...stateOf(id, props)}
    />
  );
  return (
    <LabelledGroup id={id} field={props}>
      {prefix || suffix ? (
        <div class="jl-input__wrapper">
          {prefix ? (
            <div class="jl-input__prefix" aria-hidden="true">
              {prefix}
            </div>
          ) : null}
          {input}
          {suffix ? (
            <div class="jl-input__suffix" aria-hidden="true">
              {suffix}
            </div>
          ) : null}
        </div>
      ) : (
        input
      )}
    </LabelledGroup>
  );
}
