import type { ComponentChildren, VNode } from "preact";
import { describedBy, ErrorMessage, FormGroup, Hint, Optional } from "./field.tsx";

export type FieldsetProps = {
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly heading?: boolean | undefined;
  /** Needed as soon as there is a hint or an error. */
  readonly id?: string | undefined;
  readonly children: ComponentChildren;
};

/** Fields that answer one question together; the legend is the question. */
export function Fieldset(props: FieldsetProps): VNode {
  const id = props.id ?? "group";
  const legend = (
    <>
      {props.legend}
      <Optional when={props.optional} />
    </>
  );
  return (
    <FormGroup error={props.error}>
      <fieldset class="jl-fieldset" aria-describedby={describedBy(id, props)}>
        <legend
          class={
            props.heading ? "jl-fieldset__legend jl-fieldset__legend--l" : "jl-fieldset__legend jl-fieldset__legend--s"
          }
        >
          {props.heading ? <h1 class="jl-fieldset__heading">{legend}</h1> : legend}
        </legend>
        {props.hint ? <Hint id={id}>{props.hint}</Hint> : null}
        {props.error ? <ErrorMessage id={id}>{props.error}</ErrorMessage> : null}
        {props.children}
      </fieldset>
    </FormGroup>
  );
}
