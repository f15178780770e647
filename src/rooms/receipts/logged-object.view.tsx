import type { VNode } from "preact";
import { proofFile, urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { rich } from "#ui/rich.tsx";
import { Code } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";

type Act = {
  readonly words: string;
  readonly time: string;
  readonly revision: number | null;
  readonly code: string;
  /** Published for everybody: its proof is too. */
  readonly isDocument: boolean;
};
type Props = {
  readonly frame: Frame;
  readonly object: string;
  readonly acts: readonly Act[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** The lines of the log about one thing, and the proofs that everybody may take. */
export function LoggedObjectView({ frame, object, acts, count, page, pages }: Props): VNode {
  const { lang, t } = frame;
  const link = (act: Act) =>
    act.isDocument && act.revision !== null ? (
      <a href={proofFile(object, act.revision)}>{t("receipts.object.take", { number: act.revision })}</a>
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
      <ResultCount>{t("receipts.object.count", { count })}</ResultCount>
      <DataTable
        caption={t("receipts.object.title")}
        captionHidden
        empty={t("receipts.object.waiting")}
        columns={[
          { head: t("receipts.object.act") },
          { head: t("receipts.object.date") },
          { head: t("proof.fingerprint") },
          { head: t("receipts.object.proof") },
        ]}
        rows={acts.map((act) => [
          act.words,
          <Time key="at" at={new Date(act.time)} mode="datetime" />,
          <Code key="code">{act.code}</Code>,
          link(act),
        ])}
      />
      <Pagination page={page} pages={pages} href={(n) => urls.loggedObject(lang, { object }, { page: n })} />
      <p>{t("receipts.object.says")}</p>
      <p>{rich(t, "proof.verify", { link: <a href={urls.verifyProof(lang)}>{t("proof.verifyLink")}</a> })}</p>
    </Page>
  );
}
