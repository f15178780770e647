import type { ComponentChildren, VNode } from "preact";
import { useT } from "./frame-context.ts";
import { Prose } from "./prose.tsx";
import { Tag } from "./tag.tsx";
import { VisuallyHidden } from "./text.tsx";
import { Time } from "./time.tsx";

/** On everything written for a demonstration. */
export function SyntheticMark(): VNode {
  const t = useT();
  return <Tag color="purple">{t("ui.synthetic")}</Tag>;
}

type ContributionCardProps = {
  readonly href: string;
  readonly title: string;
  readonly kind?: string | undefined;
  /** The rewriting an amendment asks for, before its reasons. */
  readonly rewriting?: ComponentChildren;
  readonly excerpt?: string | undefined;
  readonly lang?: string | undefined;
  readonly author?: string | undefined;
  readonly at?: string | Date | undefined;
  /** What it is about. */
  readonly passage?: { readonly text: string; readonly href: string } | undefined;
  readonly status?: ComponentChildren;
  /** "12 soutiens, 3 oppositions". */
  readonly counts?: string | undefined;
  readonly synthetic?: boolean | undefined;
  readonly level?: 2 | 3 | 4 | undefined;
};

/** One contribution in a list: what it says first, who and when after. */
export function ContributionCard(props: ContributionCardProps): VNode {
  const t = useT();
  const { href, title, kind, excerpt, lang, author, at, passage, status, counts, synthetic, level = 3 } = props;
  const Heading = `h${level}` as const;
  return (
    <article class="jl-card">
      {kind || synthetic ? (
        <p class="jl-card__kind">
          {kind} {synthetic ? <SyntheticMark /> : null}
        </p>
      ) : null}
      <Heading class="jl-card__title">
        <a href={href} dir="auto">
          {title}
        </a>
      </Heading>
      {props.rewriting}
      {excerpt ? <Prose text={excerpt} lang={lang} /> : null}
      <p class="jl-card__meta">
        {author ? <span dir="auto">{author}</span> : null}
        {at === undefined ? null : <Time at={at} />}
        {passage ? (
          <a href={passage.href}>
            <VisuallyHidden>{t("ui.about")} </VisuallyHidden>
            {passage.text}
          </a>
        ) : null}
        {counts ? <span>{counts}</span> : null}
      </p>
      {status ? <p class="jl-card__status">{status}</p> : null}
    </article>
  );
}
