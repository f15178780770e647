import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Warning } from "#ui/text.tsx";
import type { Decision } from "./decision.rules.ts";

type PublishCheckProps = {
  readonly frame: Frame;
  readonly process: string;
  readonly decisions: readonly Pick<Decision, "number" | "verdict" | "coverCount">[];
  readonly numbers: string;
  readonly contributions: number;
  readonly mails: number;
  readonly verdictWords: (decision: Pick<Decision, "verdict">) => string;
};

export function PublishCheckView(props: PublishCheckProps) {
  const { frame, process, decisions, numbers, contributions, mails, verdictWords } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("decisions.publish.title", { count: decisions.length })}
      backLink={{
        text: t("decisions.drafts.title"),
        href: urls.teamDecisions(lang, { demarche: process, etat: "brouillons" }),
      }}
    >
      <SummaryList
        rows={[
          {
            key: t("decisions.publish.decisions"),
            value: t("decisions.publish.decisionCount", { count: decisions.length }),
          },
          {
            key: t("decisions.publish.contributions"),
            value: t("decisions.publish.answers", { count: contributions }),
          },
          { key: t("decisions.publish.mails"), value: t("decisions.publish.mailCount", { count: mails }) },
        ]}
      />
      <ul>
        {decisions.slice(0, 100).map((decision) => (
          <li key={decision.number}>
            <a href={urls.teamDecision(lang, { decision: decision.number })}>
              {t("decisions.drafts.option", { number: decision.number, verdict: verdictWords(decision) })}
            </a>
            {", "}
            {t("decisions.covers", { count: decision.coverCount })}
          </li>
        ))}
      </ul>
      {decisions.length > 100 ? <p>{t("decisions.publish.more", { count: decisions.length - 100 })}</p> : null}
      <Warning>{t("decisions.publish.effect")}</Warning>
      <Form frame={frame} action={urls.teamDecisions(lang)}>
        <Hidden name="demarche" value={process} />
        <Hidden name="decisions" value={numbers} />
        <Button name="act" value="publish">
          {t("decisions.publish.confirm", { count: decisions.length })}
        </Button>
      </Form>
    </Page>
  );
}
