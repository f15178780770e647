import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { AnswerSection } from "./answer.view.tsx";
import type { ErasedContribution } from "./erased.rules.ts";
import type { PublicAnswer, SupportCounts } from "./public-contribution.rules.ts";
import { SupportTable } from "./support-table.view.tsx";

type Props = {
  readonly frame: Frame;
  readonly contribution: ErasedContribution;
  readonly decision: PublicAnswer | null;
  readonly supports: readonly SupportCounts[];
};

const camel = (basis: ErasedContribution["basis"]) =>
  basis.replace("-", "") as "rgpd17" | "rgpd21" | "rgpd9" | "court" | "law" | "retention";

/** That something was said, when, that it was erased and why, and what was answered: everything but the words and their author. */
export function ErasedView({ frame, contribution, decision, supports }: Props): VNode {
  const { lang, t } = frame;
  const { number, processSlug: process } = contribution;
  const date = <Time key="date" at={contribution.erasedAt} mode="date" />;
  return (
    <Page
      frame={frame}
      title={t(`contributions.title.${contribution.kind}`, { number: String(number) })}
      breadcrumb={[
        { text: contribution.processTitle, href: urls.process(lang, { process }) },
        { text: t("corpus.list.title"), href: urls.processContributions(lang, { process }) },
      ]}
      section="processes"
      robots="noindex"
    >
      <Inset>
        <p>{rich(t, `contributions.erased.${camel(contribution.basis)}`, { date })}</p>
        <p>{t("contributions.erased.stays")}</p>
      </Inset>
      <SummaryList
        rows={[
          { key: t("contributions.erased.sent"), value: <Time at={contribution.submittedAt} mode="date" /> },
          { key: t("contributions.erased.published"), value: <Time at={contribution.publishedAt} mode="date" /> },
        ]}
      />
      {decision ? (
        <AnswerSection {...{ frame, contribution, decision }} />
      ) : (
        <p>{t("contributions.erased.noAnswer")}</p>
      )}
      <SupportTable frame={frame} supports={supports} />
      <p>
        <a href={urls.erasureProof(lang, { object: contribution.id })}>{t("contributions.erased.proof")}</a>
      </p>
    </Page>
  );
}
