import { type ComponentChildren, toChildArray, type VNode } from "preact";
import { classes } from "./field.tsx";
import { type Action, ActionLink } from "./summary-list.tsx";

type ColumnsProps = {
  readonly children: ComponentChildren;
  readonly aside: ComponentChildren;
  readonly asideLabel?: string | undefined;
  /** Both are worked in: half and half. */
  readonly even?: boolean | undefined;
};

/** Two thirds and one third; one under the other on a narrow screen. */
export function Columns({ children, aside, asideLabel, even }: ColumnsProps): VNode {
  return (
    <div class={classes("jl-columns", even && "jl-columns--even")}>
      <div>{children}</div>
      <aside aria-label={asideLabel}>{aside}</aside>
    </div>
  );
}

/** A list of cards: each child is one; no list without them. */
export function Cards({ children }: { readonly children: ComponentChildren }): VNode | null {
  if (toChildArray(children).length === 0) return null;
  return (
    <ul class="jl-cards">
      {toChildArray(children).map((child, index) => (
        <li key={index}>{child}</li>
      ))}
    </ul>
  );
}

type SectionProps = {
  readonly title: string;
  readonly id?: string | undefined;
  readonly level?: 2 | 3 | 4 | undefined;
  readonly children: ComponentChildren;
};

export function Section({ title, id, level = 2, children }: SectionProps): VNode {
  const Heading = `h${level}` as const;
  return (
    <section class="jl-section">
      <Heading id={id}>{title}</Heading>
      {children}
    </section>
  );
}

/** The one thing to do or to know on this page: an open consultation, the next date. */
export function Callout({ title, id, level = 2, children }: SectionProps): VNode {
  const Heading = `h${level}` as const;
  return (
    <section class="jl-callout">
      <Heading id={id}>{title}</Heading>
      {children}
    </section>
  );
}

type RowLink = Action & { readonly current?: boolean | undefined };

/** A few links in a row: "Imprimer · Comparer · Version facile à lire". */
export function LinkList({ items }: { readonly items: readonly RowLink[] }): VNode {
  return (
    <ul class="jl-row">
      {items.map((item) => (
        <li key={item.href}>
          {item.current ? <strong aria-current="true">{item.text}</strong> : <ActionLink action={item} />}
        </li>
      ))}
    </ul>
  );
}
