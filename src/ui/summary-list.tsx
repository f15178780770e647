import type { ComponentChildren, VNode } from "preact";
import { VisuallyHidden } from "./text.tsx";

/** `about` completes the words of a link for who hears links one by one: "Modifier" + "votre avis". */
export type Action = { readonly text: string; readonly href: string; readonly about?: string | undefined };

export type SummaryRow = {
  readonly key: string;
  readonly value: ComponentChildren;
  readonly actions?: readonly Action[] | undefined;
};

type SummaryListProps = { readonly rows: readonly SummaryRow[]; readonly title?: string | undefined };

export function ActionLink({ action }: { readonly action: Action }): VNode {
  return (
    <a href={action.href}>
      {action.text}
      {action.about ? <VisuallyHidden> {action.about}</VisuallyHidden> : null}
    </a>
  );
}

/** What is known of one thing, or what was typed and is to be checked. */
export function SummaryList({ rows, title }: SummaryListProps): VNode {
  const list = (
    <dl class="jl-summary-list">
      {rows.map(({ key, value, actions = [] }) => (
        <div
          key={key}
          class={actions.length > 0 ? "jl-summary-list__row" : "jl-summary-list__row jl-summary-list__row--no-actions"}
        >
          <dt class="jl-summary-list__key">{key}</dt>
          <dd class="jl-summary-list__value" dir="auto">
            {value}
          </dd>
          {actions.length > 0 ? (
            <dd class="jl-summary-list__actions">
              {actions.map((action) => (
                <ActionLink key={action.href} action={action} />
              ))}
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
  if (!title) return list;
  return (
    <>
      <h2>{title}</h2>
      {list}
    </>
  );
}
