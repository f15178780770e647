import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Code } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { camel, type Kind, type State, type Verdict } from "./contribution.rules.ts";
import { fingerprintOf, type LoggedRevision, loggedAs } from "./proof.rules.ts";
import { excerptOf } from "./words.rules.ts";

type Line = {
  readonly id: string;
  readonly number: number;
  readonly kind: Kind;
  readonly state: State;
  readonly body: string;
  readonly processTitle: string;
  readonly submittedAt: Date;
  readonly verdict: Verdict | null;
};

type Props = {
  readonly frame: Frame;
  readonly lines: readonly Line[];
  /** Their texts in the log, each object's in order of revision. */
  readonly logged: readonly LoggedRevision[];
};

export function MineView({ frame, lines, logged }: Props): VNode {
  const { lang, t } = frame;
  const last = new Map(logged.map((revision) => [revision.object, revision]));
  return (
    <Page frame={frame} title={t("receipt.mine.title")} lead={t("receipt.mine.lead")} section="mine" wide>
      <ResultCount>{t("receipt.mine.count", { count: lines.length })}</ResultCount>
      <DataTable
        caption={t("receipt.mine.title")}
        captionHidden
        empty={t("receipt.mine.empty")}
        columns={[
          { head: t("receipt.mine.contribution") },
          { head: t("receipt.mine.process") },
          { head: t("receipt.mine.sent") },
          { head: t("receipt.mine.state") },
          { head: t("receipt.mine.answer") },
          { head: t("receipt.mine.proof") },
        ]}
        rows={lines.map((line) => [
          <a key="link" href={urls.receipt(lang, { code: line.id })}>
            <Prose text={excerptOf(line.body, 80)} inline />
          </a>,
          line.processTitle,
          <Time key="at" at={line.submittedAt} />,
          t(`receipt.shortState.${camel(line.state)}`),
          line.verdict ? t(`contributions.verdict.${camel(line.verdict)}`) : t("receipt.steps.waiting"),
          <Proof key="proof" frame={frame} revision={last.get(line.id)} />,
        ])}
      />
      <p>
        <a href={urls.myData(lang)}>{t("receipt.mine.data")}</a>
      </p>
    </Page>
  );
}

type ProofProps = { readonly frame: Frame; readonly revision: LoggedRevision | undefined };

function Proof({ frame: { t }, revision }: ProofProps): VNode {
  if (!revision) return <>{t("receipt.mine.noProof")}</>;
  return (
    <>
      {t(`proof.${loggedAs(revision)}.word`)} <Code>{fingerprintOf(revision)}</Code>
    </>
  );
}
