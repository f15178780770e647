import { type ComponentChildren, createContext, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { useT } from "./frame-context.ts";

/** True among the filters of a list, where nothing is compulsory and so nothing says that it is optional. */
export const AmongFilters = createContext(false);

/** What every field takes. `error` is the sentence itself, the same as in the summary. */
export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  /** The label or legend is the h1 of a page with one question. */
  readonly heading?: boolean | undefined;
  /** Only when a name occurs twice on a page; the error summary links to it. */
  readonly id?: string | undefined;
};

const hintId = (id: string): string => `${id}-hint`;
export const errorId = (id: string): string => `${id}-error`;

/** The texts a control is described by, in the order they are shown; none is none. */
export function describedBy(id: string, field: Pick<FieldProps, "hint" | "error">, extra?: string): string | undefined {
  const ids = [field.hint ? hintId(id) : "", field.error ? errorId(id) : "", extra ?? ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** The states a control tells to assistive tools. */
export function stateOf(id: string, field: FieldProps, extra?: string) {
  const isOptional = useContext(AmongFilters) || field.optional === true;
  return {
    "aria-describedby": describedBy(id, field, extra),
    "aria-invalid": field.error ? ("true" as const) : undefined,
    "aria-required": isOptional ? undefined : ("true" as const),
  };
}

export function Optional({ when }: { readonly when?: boolean | undefined }): VNode | null {
  const t = useT();
  const isSaid = when === true && !useContext(AmongFilters);
  return isSaid ? <span class="jl-optional"> {t("ui.optional")}</span> : null;
}

export function Hint({ id, children }: { readonly id: string; readonly children: ComponentChildren }): VNode {
  return (
    <div id={hintId(id)} class="jl-hint">
      {children}
    </div>
  );
}

export function ErrorMessage({ id, children }: { readonly id: string; readonly children: string }): VNode {
  const t = useT();
  return (
    <p id={errorId(id)} class="jl-error-message">
      <span class="jl-visually-hidden">{t("ui.errorPrefix")} </span>
      {children}
    </p>
  );
}

type GroupProps = { readonly error?: string | undefined; readonly children: ComponentChildren };

export function FormGroup({ error, children }: GroupProps): VNode {
  return <div class={error ? "jl-form-group jl-form-group--error" : "jl-form-group"}>{children}</div>;
}

/** Label, hint and error above one control. */
export function LabelledGroup({
  id,
  field,
  children,
}: {
  id: string;
  field: FieldProps;
  children: ComponentChildren;
}): VNode {
  const label = (
    <label class={field.heading ? "jl-label jl-label--l" : "jl-label jl-label--s"} for={id}>
      {field.label}
      <Optional when={field.optional} />
    </label>
  );
  return (
    <FormGroup error={field.error}>
      {field.heading ? <h1 class="jl-label-wrapper">{label}</h1> : label}
      {field.hint ? <Hint id={id}>{field.hint}</Hint> : null}
      {field.error ? <ErrorMessage id={id}>{field.error}</ErrorMessage> : null}
      {children}
    </FormGroup>
  );
}

export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
