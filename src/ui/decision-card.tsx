import type { VNode } from "preact";
import { useT } from "./frame-context.ts";
import { Prose } from "./prose.tsx";
import { Status, type Tone } from "./status.tsx";
import { Time } from "./time.tsx";

type DecisionCardProps = {
  /** In words: "Acceptée en partie". */
  readonly verdict: string;
  readonly tone: Tone;
  readonly reason: string;
  readonly lang?: string | undefined;
  readonly href?: string | undefined;
  readonly title?: string | undefined;
  /** The role that decided, and for whom: "la délégation au numérique en santé". */
  readonly by?: string | undefined;
  readonly at?: string | Date | undefined;
  readonly covers?: { readonly text: string; readonly href: string } | undefined;
  readonly level?: 2 | 3 | 4 | undefined;
};

/** A verdict is never shown without its reason. */
export function DecisionCard(props: DecisionCardProps): VNode {
  const t = useT();
  const { verdict, tone, reason, lang, href, title, by, at, covers, level = 3 } = props;
  const Heading = `h${level}` as const;
  return (
    <article class={`jl-card jl-card--decision jl-card--${tone}`}>
      <Heading class="jl-card__title">
        {href ? <a href={href}>{title ?? t("ui.decision")}</a> : (title ?? t("ui.decision"))}
      </Heading>
      <p class="jl-card__status">
        <Status tone={tone}>{verdict}</Status>
      </p>
      <Prose text={reason} lang={lang} />
      <p class="jl-card__meta">
        {by ? <span>{t("ui.decidedBy", { by })}</span> : null}
        {at === undefined ? null : <Time at={at} />}
        {covers ? <a href={covers.href}>{covers.text}</a> : null}
      </p>
    </article>
  );
}
