import type { VNode } from "preact";
import { classes, type FieldProps, LabelledGroup, stateOf } from "./field.tsx";

type FileFieldProps = FieldProps & { readonly accept?: string | undefined; readonly multiple?: boolean | undefined };

/** The hint says which formats and how heavy. */
export function FileField(props: FileFieldProps): VNode {
  const id = props.id ?? props.name;
  return (
    <LabelledGroup id={id} field={props}>
      <input
        class={classes("jl-file-upload", props.error && "jl-file-upload--error")}
        id={id}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        {...stateOf(id, props)}
      />
    </LabelledGroup>
  );
}
