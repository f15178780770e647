import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { threadApi, urls } from "#kernel/urls.ts";
import { changeKindKey, isVerdict, roleKey, verdictKey } from "#rooms/decisions";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { type Knot, type Link, pageOf, type Strand } from "./thread.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly knot: Knot;
  readonly before: readonly Strand[];
  readonly after: readonly Strand[];
};

/** One knot of the thread: where it comes from, what became of it, each link with its own date. */
export function ThreadView({ frame, knot, before, after }: Props): VNode {
  const { lang, t } = frame;
  const page = pageOf(lang, knot);
  return (
    <Page frame={frame} title={t("thread.title", { name: nameOf(frame, knot) })} lead={t("thread.lead")}>
      {knot.words && knot.kind !== "change" ? (
        <blockquote lang={knot.language}>
          <p>{knot.words}</p>
        </blockquote>
      ) : null}
      {page ? (
        <p>
          <a href={page}>{t(`thread.toPage.${knot.kind}`)}</a>
        </p>
      ) : null}
      <Section title={t("thread.before")}>
        {before.length === 0 ? <p>{t("thread.begins")}</p> : <Strands frame={frame} strands={before} />}
      </Section>
      <Section title={t("thread.after")}>
        {after.length === 0 ? <p>{t("thread.ends")}</p> : <Strands frame={frame} strands={after} />}
      </Section>
      <p>
        <a href={threadApi(knot)}>{t("thread.json")}</a>
      </p>
    </Page>
  );
}

function Strands({ frame, strands }: { readonly frame: Frame; readonly strands: readonly Strand[] }): VNode {
  const { lang, t } = frame;
  return (
    <>
      {strands.map(({ kind, links, count }) => (
        <Section key={kind} title={t(`thread.kind.${kind}`, { count })} level={3}>
          <ul>
            {links.map((link) => (
              <li key={link.knot.id}>
                <LinkLine frame={frame} link={link} />
              </li>
            ))}
          </ul>
          {count > links.length ? (
            <Muted>{t("thread.more", { count: formatNumber(lang, count - links.length) })}</Muted>
          ) : null}
        </Section>
      ))}
    </>
  );
}

function LinkLine({
  frame,
  link: { knot, madeAt, actingRole },
}: {
  readonly frame: Frame;
  readonly link: Link;
}): VNode {
  const { lang, t } = frame;
  const name = nameOf(frame, knot);
  return (
    <>
      <a href={urls.thread(lang, { kind: knot.kind, id: knot.id })}>{name}</a>
      {knot.words && knot.kind !== "change" ? <span lang={knot.language}> {knot.words}</span> : null}{" "}
      {rich(t, "thread.made", { date: <Time key="at" at={madeAt} />, role: t(roleKey(actingRole)) })}
    </>
  );
}

/** The public name of a knot: "Décision n° 12 : acceptée". */
function nameOf({ t }: Frame, { kind, number, code, words, edition }: Knot): string {
  const n = number ?? 0;
  switch (kind) {
    case "contribution":
      return t("thread.name.contribution", { number: n });
    case "theme":
      return t("thread.name.theme");
    case "claim":
      return t("thread.name.claim", { number: n });
    case "decision":
      return t("thread.name.decision", { number: n, verdict: code && isVerdict(code) ? t(verdictKey(code)) : "" });
    case "change":
      return t("thread.name.change", { number: n, what: t(changeKindKey(code ?? ""), { code: words ?? "" }) });
    case "edition":
      return t("thread.name.edition", { number: edition ?? 0 });
    case "node":
      return t("thread.name.node", { code: code ?? "" });
    case "measure":
      return t("thread.name.measure", { code: code ?? "" });
    default:
      return kind satisfies never;
  }
}
