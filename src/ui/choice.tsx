import type { ComponentChildren, VNode } from "preact";

export type Choice = {
  readonly value: string;
  readonly text: string;
  readonly hint?: string | undefined;
  /** More fields for this choice. Shown below it, whatever is chosen: nothing hides without a script. */
  readonly children?: ComponentChildren;
};

type ItemProps = {
  readonly kind: "radios" | "checkboxes";
  readonly id: string;
  readonly name: string;
  readonly choice: Choice;
  readonly checked: boolean;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
};

/** One radio button or check box with its label, hint and fields. */
export function ChoiceItem({ kind, id, name, choice, checked, invalid, describedBy }: ItemProps): VNode {
  // Not hintId(id): the first choice has the field's own id, and the field may have a hint too.
  const ownHint = `${id}-choice-hint`;
  const described = [choice.hint ? ownHint : "", describedBy ?? ""].filter(Boolean).join(" ");
  return (
    <>
      <div class={`jl-${kind}__item`}>
        <input
          class={`jl-${kind}__input`}
          id={id}
          name={name}
          type={kind === "radios" ? "radio" : "checkbox"}
          value={choice.value}
          checked={checked}
          aria-describedby={described || undefined}
          aria-invalid={invalid ? "true" : undefined}
        />
        <label class={`jl-label jl-${kind}__label`} for={id}>
          {choice.text}
        </label>
        {choice.hint ? (
          <div id={ownHint} class={`jl-hint jl-${kind}__hint`}>
            {choice.hint}
          </div>
        ) : null}
      </div>
      {choice.children ? <div class={`jl-${kind}__conditional`}>{choice.children}</div> : null}
    </>
  );
}

/** The first item carries the field's own id, so that the error summary leads to it. */
export function choiceId(id: string, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`;
}
