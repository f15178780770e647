import type { ComponentChildren, VNode } from "preact";
import { useT } from "./frame-context.ts";
import { Time } from "./time.tsx";

export type ThreadKind =
  | "contribution"
  | "campaign"
  | "statement"
  | "code"
  | "claim"
  | "decision"
  | "change"
  | "edition"
  | "objective"
  | "action"
  | "measure";

export type ThreadStep = {
  readonly kind: ThreadKind;
  readonly title: string;
  readonly href?: string | undefined;
  readonly at?: string | Date | undefined;
  readonly note?: ComponentChildren;
  /** The page one is on. */
  readonly current?: boolean | undefined;
};

/** From what was said to what was done, step by step; each step is a page of its own. */
export function Thread({ steps }: { readonly steps: readonly ThreadStep[] }): VNode {
  const t = useT();
  return (
    <ol class="jl-thread">
      {steps.map(({ kind, title, href, at, note, current }, index) => (
        <li key={index} class={`jl-thread__step jl-thread__step--${kind}`} aria-current={current ? "step" : undefined}>
          <p class="jl-thread__kind">
            {t(`ui.thread.${kind}`)}
            {at === undefined ? null : (
              <>
                {" · "}
                <Time at={at} />
              </>
            )}
          </p>
          <p class="jl-thread__title">{href && !current ? <a href={href}>{title}</a> : title}</p>
          {note ? <div class="jl-thread__note">{note}</div> : null}
        </li>
      ))}
    </ol>
  );
}
