import { type ComponentChildren, Fragment, type VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Checkbox } from "#ui/checkboxes.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import type { Verdict } from "./list-filter.rules.ts";
import { type ShownPart, TeamPartView } from "./team-part.view.tsx";
import { excerptOf, VERDICT_WORDS } from "./words.rules.ts";

export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type TeamAmendmentProps = {
  readonly frame: Frame;
  readonly amendment: {
    readonly number: number;
    readonly processTitle: string;
    readonly documentLanguage: string;
    readonly body: string;
    readonly language: string;
    readonly editionId: string | null;
    readonly editionNumber: number | null;
    readonly forCount: number;
    readonly againstCount: number;
    readonly argumentCount: number;
    readonly decision: {
      readonly number: number;
      readonly state: "draft" | "published";
      readonly verdict: Verdict;
      readonly reason: string;
    } | null;
  };
  readonly parts: readonly ShownPart[];
  readonly drafts: readonly { readonly number: number; readonly verdict: Verdict; readonly reason: string }[];
  /** Arguments about it that no decision covers. */
  readonly openArguments: number;
  /** Drawn with the form: sent twice, it acts once. */
  readonly id: string;
  /** The fields of the words of a decision, made by the room that owns them. */
  readonly wordsFields: ComponentChildren;
  readonly typed?: Typed | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

/** One amendment before the editor: each passage then, now and as proposed, what can be done, and the decision that says it. */
export function TeamAmendmentView(props: TeamAmendmentProps): VNode {
  const { frame, amendment, parts, errors } = props;
  const { lang, t } = frame;
  const { number, editionId } = amendment;
  const isDone = parts.some(({ application }) => application !== null);
  return (
    <Page
      frame={frame}
      title={t("amendments.card.title", { number: String(number) })}
      backLink={{ href: urls.teamAmendments(lang), text: t("amendments.desk.title") }}
      errors={errors}
      wide
      section="team"
    >
      <Facts {...props} />
      {editionId === null ? (
        <>
          <Inset>{t("amendments.desk.noDraft")}</Inset>
          {parts.map((part) => (
            <TeamPartView key={part.position} {...props} part={part} isOpen={false} />
          ))}
        </>
      ) : null}
      {editionId !== null && isDone ? <Done {...props} editionId={editionId} /> : null}
      {editionId !== null && !isDone ? <ActForm {...props} editionId={editionId} /> : null}
    </Page>
  );
}

function Facts({ frame, amendment }: TeamAmendmentProps): VNode {
  const { lang, t } = frame;
  const { number, forCount, againstCount, argumentCount, decision } = amendment;
  return (
    <>
      <SummaryList
        rows={[
          { key: t("amendments.desk.process"), value: amendment.processTitle },
          { key: t("amendments.team.reasons"), value: <Prose text={amendment.body} lang={amendment.language} /> },
          {
            key: t("amendments.team.support"),
            value: t("amendments.card.supports", { for: forCount, against: againstCount }),
          },
          { key: t("amendments.team.arguments"), value: t("amendments.card.arguments", { count: argumentCount }) },
          ...(decision
            ? [
                {
                  key: t("amendments.team.decision"),
                  value: (
                    <>
                      <a href={urls.teamDecision(lang, { decision: decision.number })}>
                        {t(
                          decision.state === "draft"
                            ? "amendments.team.draftDecision"
                            : "amendments.team.publishedDecision",
                          {
                            number: String(decision.number),
                            words: t(VERDICT_WORDS[decision.verdict]),
                          },
                        )}
                      </a>
                      <Prose text={decision.reason} lang={amendment.documentLanguage} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <LinkList
        items={[
          { text: t("amendments.team.toPage"), href: urls.contribution(lang, { number }) },
          { text: t("amendments.team.toDiscussion"), href: urls.discussion(lang, { number }) },
        ]}
      />
    </>
  );
}

type WithEdition = TeamAmendmentProps & { readonly editionId: string };

function Done(props: WithEdition): VNode {
  const { frame, amendment, parts, editionId } = props;
  const { lang, t } = frame;
  const { number, editionNumber } = amendment;
  return (
    <>
      <Inset>{t("amendments.team.done", { edition: editionNumber ?? 0 })}</Inset>
      {parts.map((part) => (
        <TeamPartView key={part.position} {...props} part={part} isOpen={false} />
      ))}
      <Section title={t("amendments.team.undoTitle")}>
        <p>{t("amendments.team.undoNote")}</p>
        <PostButton
          frame={frame}
          action={urls.teamAmendment(lang, { number })}
          kind="warning"
          fields={{ act: "undo", edition: editionId }}
        >
          {t("amendments.team.undo")}
        </PostButton>
      </Section>
    </>
  );
}

function ActForm(props: WithEdition): VNode {
  const { frame, amendment, parts, editionId, id, openArguments } = props;
  const { lang, t } = frame;
  return (
    <Form frame={frame} action={urls.teamAmendment(lang, { number: amendment.number })}>
      <Hidden name="act" value="apply" />
      <Hidden name="edition" value={editionId} />
      <Hidden name="id" value={id} />
      {parts.map((part) => (
        <TeamPartView key={part.position} {...props} part={part} isOpen />
      ))}
      <Section title={t("amendments.team.decision")}>
        {amendment.decision ? (
          <>
            <Hidden name="decision" value="covering" />
            <p>
              {t("amendments.team.sameDecision", {
                number: String(amendment.decision.number),
                words: t(VERDICT_WORDS[amendment.decision.verdict]),
              })}
            </p>
          </>
        ) : (
          <DecisionChoice {...props} />
        )}
        {openArguments > 0 && !amendment.decision ? (
          <Checkbox
            name="discussion"
            value="oui"
            label={t("amendments.team.coverDiscussion", { count: openArguments })}
            hint={t("amendments.team.coverDiscussionHint")}
            checked={props.typed === undefined || props.typed.discussion === "oui"}
          />
        ) : null}
      </Section>
      <Muted>{t("amendments.team.note")}</Muted>
      <Button>{t("amendments.team.apply")}</Button>
    </Form>
  );
}

function DecisionChoice({ frame, drafts, wordsFields, typed, errors }: TeamAmendmentProps): VNode {
  const { t } = frame;
  const error = (field: string) => errors?.find((one) => one.field === field)?.message;
  const text = (name: string, otherwise: string) => {
    const value = typed?.[name];
    return typeof value === "string" ? value : otherwise;
  };
  if (drafts.length === 0) {
    return (
      <>
        <Hidden name="decision" value="new" />
        {wordsFields}
      </>
    );
  }
  return (
    <Fragment>
      <Radios
        name="decision"
        label={t("amendments.team.whichDecision")}
        value={text("decision", "new")}
        error={error("decision")}
        options={[
          { value: "new", text: t("amendments.team.newDecision") },
          {
            value: "draft",
            text: t("amendments.team.joinDecision"),
            hint: t("amendments.team.joinDecisionHint"),
            children: (
              <Select
                name="draft"
                label={t("amendments.team.draftChoice")}
                emptyOption={t("amendments.team.draftChoose")}
                value={text("draft", "")}
                error={error("draft")}
                options={drafts.map(({ number, verdict, reason }) => ({
                  value: String(number),
                  text: `${number}. ${t(VERDICT_WORDS[verdict])} – ${excerptOf(reason, 60)}`,
                }))}
              />
            ),
          },
        ]}
      />
      <h3>{t("amendments.team.newDecisionWords")}</h3>
      {wordsFields}
    </Fragment>
  );
}
