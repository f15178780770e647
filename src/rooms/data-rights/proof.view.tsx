import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Code, Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { LoggedForgetting } from "./proof.rules.ts";
import { basisKey } from "./request.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly items: readonly LoggedForgetting[];
  readonly fileHref: string;
  /** An account went with them. */
  readonly isAccount: boolean;
};

/** What the public log keeps of an erasure or of a separation: enough to prove it, nothing of what went. */
export function ProofView({ frame, items, fileHref, isAccount }: Props): VNode {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("data-rights.proof.title")}
      lead={t("data-rights.proof.lead")}
      breadcrumb={[{ text: t("data-rights.mine.title"), href: urls.myData(lang) }]}
      robots="noindex"
    >
      {isAccount ? <p>{t("data-rights.proof.account")}</p> : null}
      {items.length > 0 ? (
        <p>
          <a href={fileHref} download>
            {t("data-rights.proof.file")}
          </a>
        </p>
      ) : null}
      {items.map((item) => (
        <One key={item.id} {...{ frame, item }} />
      ))}
      <Muted>{t("data-rights.proof.note")}</Muted>
    </Page>
  );
}

function One({ frame, item }: { readonly frame: Frame; readonly item: LoggedForgetting }): VNode {
  const { lang, t } = frame;
  const date = <Time key="date" at={item.at} />;
  const where =
    item.index === null
      ? t(item.leaf === null ? "data-rights.proof.notLogged" : "data-rights.proof.waiting")
      : t("data-rights.proof.index", { index: item.index });
  const rows = [
    ...(item.basis
      ? [{ key: t("data-rights.proof.basis"), value: t(`data-rights.basis.${basisKey(item.basis)}`) }]
      : []),
    { key: t("data-rights.proof.object"), value: <Code>{item.id}</Code> },
    { key: t("data-rights.proof.place"), value: where },
    ...(item.leaf ? [{ key: t("data-rights.proof.leaf"), value: <Code>{item.leaf}</Code> }] : []),
    ...(item.leafHash ? [{ key: t("data-rights.proof.hash"), value: <Code>{item.leafHash}</Code> }] : []),
  ];
  return (
    <Section title={t("data-rights.own.title", { number: String(item.number) })}>
      <p>{rich(t, item.what === "erase" ? "data-rights.proof.erased" : "data-rights.proof.detached", { date })}</p>
      <SummaryList rows={rows} />
      {item.leaf ? (
        <LinkList
          items={[
            ...(item.isCovered
              ? [
                  {
                    text: t("data-rights.proof.signed"),
                    href: urls.erasureProofFile(lang, { object: item.id, file: "preuve.tlog-proof" }),
                  },
                ]
              : []),
            { text: t("data-rights.proof.leaves"), href: urls.loggedObject(lang, { object: item.id }) },
          ]}
        />
      ) : null}
    </Section>
  );
}
