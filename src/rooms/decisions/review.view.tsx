import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { Time } from "#ui/time.tsx";
import type { Decision } from "./decision.rules.ts";
import { roleKey } from "./line-words.rules.ts";
import { canAskReview, canReview, canTakeBack, NOTE_LIMIT, unpublishable } from "./review.rules.ts";
import type { Review } from "./trace.rules.ts";

export type ReviewProps = {
  readonly frame: Frame;
  readonly decision: Decision;
  readonly reviews: readonly Review[];
  readonly viewerId: string;
  readonly mayPublish: boolean;
  /** What was typed in the note, when it comes back. */
  readonly note?: string;
  readonly noteError?: string | undefined;
};

const ACT_KEYS = {
  asked: "decisions.review.act.asked",
  taken_back: "decisions.review.act.takenBack",
  approved: "decisions.review.act.approved",
  sent_back: "decisions.review.act.sentBack",
} as const;

/** What may be done next with a draft: send it to a second reader, read it, publish it. */
export function ReviewActs(props: ReviewProps) {
  const { frame, decision, viewerId, mayPublish } = props;
  const { lang, t } = frame;
  const { number, version, review, needsSecondReader, processSlug } = decision;
  const here = urls.teamDecision(lang, { decision: number });
  const button = (act: string, text: string, kind: "primary" | "secondary" = "primary") => (
    <PostButton frame={frame} action={here} kind={kind} fields={{ act, version: String(version) }}>
      {text}
    </PostButton>
  );
  return (
    <>
      {needsSecondReader && review === "none" ? <p>{t("decisions.review.needed")}</p> : null}
      {review === "asked" && !canReview(decision, viewerId) ? <p>{t("decisions.review.notYou")}</p> : null}
      {canReview(decision, viewerId) ? <ReadAgain {...props} /> : null}
      {unpublishable(decision) === null && mayPublish ? (
        <PostButton
          frame={frame}
          action={urls.teamDecisions(lang)}
          fields={{ act: "check", demarche: processSlug, decision: String(number) }}
        >
          {t("decisions.draft.publish")}
        </PostButton>
      ) : null}
      {unpublishable(decision) === null && !mayPublish ? <p>{t("decisions.draft.notYou")}</p> : null}
      {canAskReview(decision)
        ? button("asked", t("decisions.review.ask"), needsSecondReader ? "primary" : "secondary")
        : null}
      {canTakeBack(decision) ? button("taken_back", t("decisions.review.takeBack"), "secondary") : null}
    </>
  );
}

function ReadAgain({ frame, decision, note = "", noteError }: ReviewProps) {
  const { lang, t } = frame;
  return (
    <Form frame={frame} action={urls.teamDecision(lang, { decision: decision.number })}>
      <Hidden name="version" value={String(decision.version)} />
      <p>{t("decisions.review.yours")}</p>
      <TextArea
        name="note"
        label={t("decisions.review.note")}
        hint={t("decisions.review.noteHint")}
        value={note}
        error={noteError}
        limit={NOTE_LIMIT}
        rows={3}
      />
      <ButtonGroup>
        <Button name="act" value="approved">
          {t("decisions.review.approve")}
        </Button>
        <Button name="act" value="sent_back" kind="secondary">
          {t("decisions.review.sendBack")}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

/** Who did what with which version, in order. */
export function ReviewHistory({ frame, decision, reviews }: Pick<ReviewProps, "frame" | "decision" | "reviews">) {
  const { t } = frame;
  const last = reviews.at(-1);
  const isStale = decision.state === "draft" && last?.act === "approved" && last.version < decision.version;
  if (reviews.length === 0) return null;
  return (
    <Section title={t("decisions.review.history")}>
      {isStale ? <Inset>{t("decisions.review.stale")}</Inset> : null}
      <ol>
        {reviews.map((review) => (
          <li key={String(review.madeAt)}>
            {t("decisions.review.line", {
              act: t(ACT_KEYS[review.act]),
              by: review.by ?? t("decisions.review.somebody"),
              role: t(roleKey(review.actingRole)),
            })}{" "}
            <Time at={review.madeAt} mode="datetime" />
            {review.note === "" ? null : <Prose text={review.note} lang={decision.language} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}
