import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { threadApi, urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { type NamedKnot, type NamedLink, type NamedStrand, pageOf } from "./thread.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly knot: NamedKnot;
  readonly before: readonly NamedStrand[];
  readonly after: readonly NamedStrand[];
};

/** One knot of the thread: where it comes from, what became of it, each link with its own date. */
export function ThreadView({ frame, knot, before, after }: Props): VNode {
  const { lang, t } = frame;
  const page = pageOf(lang, knot);
  return (
    <Page frame={frame} title={t("thread.title", { name: knot.name })} lead={t("thread.lead")}>
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

function Strands({ frame, strands }: { readonly frame: Frame; readonly strands: readonly NamedStrand[] }): VNode {
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

function LinkLine({ frame, link: { knot, madeAt, role } }: { readonly frame: Frame; readonly link: NamedLink }): VNode {
  const { lang, t } = frame;
  return (
    <>
      <a href={urls.thread(lang, { kind: knot.kind, id: knot.id })}>{knot.name}</a>
      {knot.words && knot.kind !== "change" ? <span lang={knot.language}> {knot.words}</span> : null}{" "}
      {rich(t, "thread.made", { date: <Time key="at" at={madeAt} />, role })}
    </>
  );
}
