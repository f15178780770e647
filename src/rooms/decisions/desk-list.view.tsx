import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { DecisionCard } from "#ui/decision-card.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Cards } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import type { Decision } from "./decision.rules.ts";
import { type DeskCounts, type DeskList, DeskTabs, STATE_WORDS } from "./desk-tabs.view.tsx";
import { roleKey } from "./line-words.rules.ts";
import { REVIEW_KEYS } from "./review.rules.ts";
import { verdictKey, verdictTone } from "./verdict.rules.ts";

type ListProps = {
  readonly frame: Frame;
  readonly process: string;
  readonly counts: DeskCounts;
  readonly decisions: readonly Decision[];
  readonly page: number;
  readonly pages: number;
};

export function DraftListView(
  props: ListProps & { readonly mayPublish: boolean; readonly errors?: readonly FieldError[] },
) {
  const { frame, process, counts, decisions, page, pages, mayPublish, errors = [] } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("decisions.drafts.title")}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
      errors={errors}
      wide
    >
      <DeskTabs frame={frame} process={process} current="drafts" counts={counts} />
      <ResultCount>{t("decisions.drafts.count", { count: counts.drafts })}</ResultCount>
      {mayPublish && decisions.length > 0 ? (
        <Form frame={frame} action={urls.teamDecisions(lang)}>
          <Hidden name="demarche" value={process} />
          <Checkboxes
            name="decision"
            label={t("decisions.drafts.choose")}
            error={errors[0]?.message}
            small
            options={decisions.map((decision) => ({
              value: String(decision.number),
              text: t("decisions.drafts.option", { number: decision.number, verdict: t(verdictKey(decision.verdict)) }),
              hint: [t("decisions.covers", { count: decision.coverCount }), reviewWords(frame, decision)]
                .filter(Boolean)
                .join(" · "),
              children: <DraftWords frame={frame} decision={decision} />,
            }))}
          />
          <ButtonGroup>
            <Button name="act" value="check">
              {t("decisions.drafts.publish")}
            </Button>
            <Button name="act" value="checkAll" kind="secondary">
              {t("decisions.drafts.publishReady")}
            </Button>
          </ButtonGroup>
        </Form>
      ) : (
        <TeamCards frame={frame} decisions={decisions} />
      )}
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamDecisions(lang, { demarche: process, etat: "brouillons", page: n })}
      />
    </Page>
  );
}

function reviewWords({ t }: Frame, { review, needsSecondReader }: Decision): string {
  if (review === "none") return needsSecondReader ? t("decisions.review.state.needed") : "";
  return t(REVIEW_KEYS[review]);
}

function DraftWords({ frame, decision }: { readonly frame: Frame; readonly decision: Decision }) {
  const { lang, t } = frame;
  const { number, replaces, reason } = decision;
  return (
    <>
      {replaces === null ? null : <Status tone="progress">{t("decisions.replaces", { number: replaces })}</Status>}
      <Prose text={reason} lang={decision.language} />
      <p>
        <a href={urls.teamDecision(lang, { decision: number })}>{t("decisions.drafts.open", { number })}</a>
      </p>
    </>
  );
}

function TeamCards({ frame, decisions }: { readonly frame: Frame; readonly decisions: readonly Decision[] }) {
  const { lang, t } = frame;
  return (
    <Cards>
      {decisions.map((decision) => (
        <DecisionCard
          key={decision.number}
          level={2}
          verdict={t(verdictKey(decision.verdict))}
          tone={verdictTone(decision.verdict)}
          reason={decision.reason}
          lang={decision.language}
          href={urls.teamDecision(lang, { decision: decision.number })}
          title={t("decisions.name", { number: decision.number })}
          by={t(roleKey(decision.actingRole))}
          at={decision.decidedAt}
          covers={{
            text: t("decisions.covers", { count: decision.coverCount }),
            href: urls.teamDecision(lang, { decision: decision.number }),
          }}
        />
      ))}
    </Cards>
  );
}

const TITLE_KEYS = {
  reviews: "decisions.reviewList.title",
  discarded: "decisions.discardedList.title",
  published: "decisions.publishedList.title",
} as const;
const COUNT_KEYS = {
  reviews: "decisions.reviewList.count",
  discarded: "decisions.discardedList.count",
  published: "decisions.publishedList.count",
} as const;

/** Drafts to read again, drafts put aside, published decisions: to be opened one by one. */
export function TeamListView(props: ListProps & { readonly list: Exclude<DeskList, "drafts"> }) {
  const { frame, process, counts, decisions, page, pages, list } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t(TITLE_KEYS[list])}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
      wide
    >
      <DeskTabs frame={frame} process={process} current={list} counts={counts} />
      <ResultCount>{t(COUNT_KEYS[list], { count: counts[list] })}</ResultCount>
      <TeamCards frame={frame} decisions={decisions} />
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamDecisions(lang, { demarche: process, etat: STATE_WORDS[list], page: n })}
      />
    </Page>
  );
}
