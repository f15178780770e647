import type { VNode } from "preact";
import { type Choice, ChoiceItem, choiceId } from "./choice.tsx";
import { classes, type FieldProps } from "./field.tsx";
import { Fieldset } from "./fieldset.tsx";

type RadiosProps = FieldProps & {
  readonly value?: string | undefined;
  readonly options: readonly Choice[];
  readonly inline?: boolean | undefined;
  readonly small?: boolean | undefined;
};

export function Radios({ name, label, value, options, inline, small, ...field }: RadiosProps): VNode {
  const id = field.id ?? name;
  return (
    <Fieldset {...field} legend={label} id={id}>
      <div class={classes("jl-radios", inline && "jl-radios--inline", small && "jl-radios--small")}>
        {options.map((choice, index) => (
          <ChoiceItem
            key={choice.value}
            kind="radios"
            id={choiceId(id, index)}
            name={name}
            choice={choice}
            checked={choice.value === value}
          />
        ))}
      </div>
    </Fieldset>
  );
}
