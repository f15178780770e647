import type { VNode } from "preact";
import { journalDocument, proofFile, urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { rich } from "#ui/rich.tsx";
import { Code } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { LoggedObject } from "./logged-object.rules.ts";

type Act = {
  readonly words: string;
  readonly time: string;
  readonly revision: number | null;
  readonly code: string;
  /** Published for everybody: its proof is too. */
  readonly isDocument: boolean;
  readonly digest: string | null;
};
type Props = {
  readonly frame: Frame;
  readonly object: string;
  readonly acts: readonly Act[];
  readonly found: LoggedObject;
  readonly page: number;
  readonly pages: number;
};

/** The lines of the log about one thing, and the proofs that everybody may take. */
export function LoggedObjectView({ frame, object, acts, found, page, pages }: Props): VNode {
  const { lang, t } = frame;
  const isNamed = found.text !== null || found.decision !== null;
  const link = (act: Act) =>
    act.isDocument && act.revision !== null ? (
      <>
        <a href={proofFile(object, act.revision)}>{t("receipts.object.take", { number: act.revision })}</a>
        {isNamed && act.digest !== null ? (
          <>
            {" · "}
            <a href={journalDocument(act.digest)}>{t("receipts.object.bytes", { number: act.revision })}</a>
          </>
        ) : null}
      </>
    ) : (
      "–"
    );
  return (
    <Page
      frame={frame}
      title={t("receipts.object.title")}
      lead={t("receipts.object.lead")}
      breadcrumb={[{ text: t("journal.title"), href: urls.journal(lang) }]}
      robots="noindex"
      wide
    >
      <Named frame={frame} found={found} />
      <ResultCount>{t("receipts.object.count", { count: found.actCount })}</ResultCount>
      <DataTable
        caption={t("receipts.object.title")}
        captionHidden
        empty={t("receipts.object.waiting")}
        columns={[
          { head: t("receipts.object.act") },
          { head: t("receipts.object.proof") },
          { head: t("receipts.object.date") },
          { head: t("proof.fingerprint") },
        ]}
        rows={acts.map((act) => [
          act.words,
          link(act),
          <Time key="at" at={new Date(act.time)} mode="datetime" />,
          <Code key="code">{act.code}</Code>,
        ])}
      />
      <Pagination page={page} pages={pages} href={(n) => urls.loggedObject(lang, { object }, { page: n })} />
      <p>{t("receipts.object.says")}</p>
      <p>{rich(t, "proof.verify", { link: <a href={urls.verifyProof(lang)}>{t("proof.verifyLink")}</a> })}</p>
    </Page>
  );
}

/** What the lines are about, with the way back; nothing when not everybody may read it. */
function Named({ frame, found }: { readonly frame: Frame; readonly found: LoggedObject }): VNode | null {
  const { lang, t } = frame;
  const { text, decision, contribution } = found;
  if (text) {
    const own = text.language === lang ? undefined : text.language;
    const link = (
      <a href={urls.document(lang, { document: text.slug })} lang={own}>
        {text.title}
      </a>
    );
    return <p>{rich(t, "receipts.object.about", { link })}</p>;
  }
  if (decision !== null) {
    const link = <a href={urls.decision(lang, { number: decision })}>{t("decisions.name", { number: decision })}</a>;
    return <p>{rich(t, "receipts.object.about", { link })}</p>;
  }
  if (contribution === null) return null;
  const name = t("receipts.object.contribution", { number: String(contribution) });
  const link = <a href={urls.contribution(lang, { number: contribution })}>{name}</a>;
  return <p>{rich(t, "receipts.object.about", { link })}</p>;
}
