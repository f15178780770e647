import type { VNode } from "preact";
import { type Choice, ChoiceItem, choiceId } from "./choice.tsx";
import { classes, ErrorMessage, errorId, type FieldProps, FormGroup } from "./field.tsx";
import { Fieldset } from "./fieldset.tsx";

type CheckboxesProps = FieldProps & {
  readonly values?: readonly string[] | undefined;
  readonly options: readonly Choice[];
  readonly small?: boolean | undefined;
};

export function Checkboxes({ name, label, values = [], options, small, ...field }: CheckboxesProps): VNode {
  const id = field.id ?? name;
  return (
    <Fieldset {...field} legend={label} id={id}>
      <div class={classes("jl-checkboxes", small && "jl-checkboxes--small")}>
        {options.map((choice, index) => (
          <ChoiceItem
            key={choice.value}
            kind="checkboxes"
            id={choiceId(id, index)}
            name={name}
            choice={choice}
            checked={values.includes(choice.value)}
          />
        ))}
      </div>
    </Fieldset>
  );
}

type CheckboxProps = Pick<FieldProps, "name" | "label" | "hint" | "error" | "id"> & {
  readonly value?: string | undefined;
  readonly checked?: boolean | undefined;
};

/** One box alone: a consent. */
export function Checkbox({ name, label, hint, error, value = "on", checked = false, ...field }: CheckboxProps): VNode {
  const id = field.id ?? name;
  return (
    <FormGroup error={error}>
      {error ? <ErrorMessage id={id}>{error}</ErrorMessage> : null}
      <div class="jl-checkboxes">
        <ChoiceItem
          kind="checkboxes"
          id={id}
          name={name}
          choice={{ value, text: label, hint }}
          checked={checked}
          invalid={error !== undefined}
          describedBy={error ? errorId(id) : undefined}
        />
      </div>
    </FormGroup>
  );
}
