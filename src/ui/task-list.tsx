import type { ComponentChildren, VNode } from "preact";

export type Task = {
  readonly title: string;
  readonly href?: string | undefined;
  readonly hint?: string | undefined;
  /** A `Status` or a word. */
  readonly status: ComponentChildren;
};

/** What is to do, and how each part stands. */
export function TaskList({ items }: { readonly items: readonly Task[] }): VNode {
  return (
    <ul class="jl-task-list">
      {items.map(({ title, href, hint, status }) => (
        <li key={title} class={href ? "jl-task-list__item jl-task-list__item--with-link" : "jl-task-list__item"}>
          <div class="jl-task-list__name-and-hint">
            {href ? (
              <a class="jl-task-list__link" href={href}>
                {title}
              </a>
            ) : (
              title
            )}
            {hint ? <div class="jl-task-list__hint">{hint}</div> : null}
          </div>
          <div class="jl-task-list__status">{status}</div>
        </li>
      ))}
    </ul>
  );
}
