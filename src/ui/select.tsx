import type { VNode } from "preact";
import { classes, type FieldProps, LabelledGroup, stateOf } from "./field.tsx";

export type SelectOption = { readonly value: string; readonly text: string; readonly disabled?: boolean | undefined };
export type SelectGroup = { readonly label: string; readonly options: readonly SelectOption[] };

type SelectProps = FieldProps & {
  readonly value?: string | undefined;
  readonly options?: readonly SelectOption[] | undefined;
  readonly groups?: readonly SelectGroup[] | undefined;
  /** Text of the first, empty choice: "Choisissez une région". */
  readonly emptyOption?: string | undefined;
};

export function Select(props: SelectProps): VNode {
  const { name, value, options = [], groups = [], emptyOption } = props;
  const id = props.id ?? name;
  const choice = (option: SelectOption) => (
    <option key={option.value} value={option.value} disabled={option.disabled} selected={option.value === value}>
      {option.text}
    </option>
  );
  return (
    <LabelledGroup id={id} field={props}>
      <select
        class={classes("jl-select", props.error && "jl-select--error")}
        id={id}
        name={name}
        {...stateOf(id, props)}
      >
        {emptyOption === undefined ? null : <option value="">{emptyOption}</option>}
        {options.map(choice)}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map(choice)}
          </optgroup>
        ))}
      </select>
    </LabelledGroup>
  );
}
