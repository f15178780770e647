import type { VNode } from "preact";
import { Button } from "#ui/button.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select, type SelectGroup } from "#ui/select.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { KINDS } from "./contribution.rules.ts";
import { isForSomebodyElse } from "./draft.rules.ts";
import { CountedArea, OperationFields } from "./operation-fields.view.tsx";
import { AboutPassage, errorOf, StepPage, type StepProps, shownValue } from "./wizard.view.tsx";
import { NAME_LIMIT, ORGANISATION_LIMIT, WORDS_LIMIT } from "./words.rules.ts";

export function KindStep(props: StepProps & { readonly savedCode?: string | undefined }): VNode {
  const { frame, draft, errors, savedCode } = props;
  const { t } = frame;
  const kinds = KINDS.filter((kind) => kind !== "amendment" || draft.passageText !== null);
  const saved = savedCode ? <Inset>{t("contribute.kind.savedBefore", { code: savedCode })}</Inset> : null;
  return (
    <StepPage {...props} step="kind" title={t("contribute.kind.title")} before={saved}>
      <AboutPassage frame={frame} draft={draft} />
      <Radios
        name="kind"
        label={t("contribute.kind.title")}
        heading
        value={shownValue(props, "kind", draft.answers.kind)}
        error={errorOf(errors, "kind")}
        options={kinds.map((kind) => ({
          value: kind,
          text: t(`contribute.kind.${kind}`),
          hint: t(`contribute.kind.${kind}Hint`),
        }))}
      />
    </StepPage>
  );
}

export function RewritingStep(props: StepProps): VNode {
  const { frame, draft, typed, errors } = props;
  const { t } = frame;
  const { answers } = draft;
  const kept =
    answers.proposedText === undefined
      ? null
      : { operation: answers.operation ?? ("rewrite" as const), proposedText: answers.proposedText };
  const another = (
    <Button kind="secondary" name="next" value="passage">
      {t("contribute.rewriting.another")}
    </Button>
  );
  return (
    <StepPage {...props} step="rewriting" title={t("contribute.rewriting.operation")} more={another}>
      <AboutPassage frame={frame} draft={draft} />
      <OperationFields
        frame={frame}
        label={t("contribute.rewriting.operation")}
        aboutText={draft.passageText ?? ""}
        language={draft.documentLanguage}
        kept={kept}
        typed={typed}
        errors={errors}
      />
    </StepPage>
  );
}

export function WordsStep(props: StepProps): VNode {
  const { frame, draft, errors } = props;
  const { t } = frame;
  const kind = draft.answers.kind ?? "comment";
  const isProposal = kind === "proposal";
  const title = t(`contribute.words.${draft.aboutNumber === null ? kind : "argument"}`);
  const titleField = (
    <TextField
      name="title"
      label={t("contribute.words.proposalTitle")}
      optional
      value={shownValue(props, "title", draft.answers.title)}
      error={errorOf(errors, "title")}
    />
  );
  return (
    <StepPage {...props} step="words" title={title} ownHeading={!isProposal}>
      <AboutPassage frame={frame} draft={draft} />
      {isProposal ? titleField : null}
      <CountedArea frame={frame}>
        <TextArea
          name="body"
          label={isProposal ? t("contribute.words.proposalBody") : title}
          heading={!isProposal}
          hint={t("contribute.words.hint")}
          rows={12}
          limit={WORDS_LIMIT}
          value={shownValue(props, "body", draft.answers.body)}
          error={errorOf(errors, "body")}
        />
      </CountedArea>
    </StepPage>
  );
}

type Lists = { readonly categories: readonly SelectGroup[]; readonly territories: readonly SelectGroup[] };

export function VoiceStep(props: StepProps & Lists): VNode {
  const { frame, draft, errors } = props;
  const { t } = frame;
  const { answers } = draft;
  const own = draft.channel === "online" ? "own" : "other";
  return (
    <StepPage {...props} step="voice" title={t(`contribute.voice.${own}.title`)} ownHeading={false}>
      <p>{t("contribute.voice.lead")}</p>
      <Radios
        name="voice"
        label={t("contribute.voice.name")}
        hint={t("contribute.voice.nameHint")}
        value={shownValue(props, "voice", answers.voice)}
        error={errorOf(errors, "voice")}
        options={[
          { value: "anonymous", text: t("contribute.voice.anonymous") },
          {
            value: "person",
            text: t(`contribute.voice.${own}.person`),
            children: (
              <TextField
                name="authorName"
                label={t("contribute.voice.authorName")}
                hint={t("contribute.voice.authorNameHint", { limit: NAME_LIMIT })}
                width={30}
                autocomplete={isForSomebodyElse(draft) ? "off" : "name"}
                value={shownValue(props, "authorName", answers.authorName)}
                error={errorOf(errors, "authorName")}
              />
            ),
          },
          {
            value: "organisation",
            text: t("contribute.voice.organisation"),
            children: (
              <TextField
                name="organisation"
                label={t("contribute.voice.organisationName")}
                hint={t("contribute.voice.organisationHint", { limit: ORGANISATION_LIMIT })}
                autocomplete={isForSomebodyElse(draft) ? "off" : "organization"}
                value={shownValue(props, "organisation", answers.organisation)}
                error={errorOf(errors, "organisation")}
              />
            ),
          },
        ]}
      />
      <Select
        name="category"
        label={t(`contribute.voice.${own}.category`)}
        optional
        emptyOption={t("contribute.voice.noChoice")}
        groups={props.categories}
        value={shownValue(props, "category", answers.category)}
        error={errorOf(errors, "category")}
      />
      <Select
        name="territory"
        label={t(`contribute.voice.${own}.territory`)}
        optional
        emptyOption={t("contribute.voice.noChoice")}
        groups={props.territories}
        value={shownValue(props, "territory", answers.territory)}
        error={errorOf(errors, "territory")}
      />
    </StepPage>
  );
}

export function AnswerStep(props: StepProps): VNode {
  const { frame, draft, errors } = props;
  const { t } = frame;
  const { wantsAnswer } = draft.answers;
  const own = draft.channel === "online" ? "own" : "other";
  const kept = wantsAnswer === undefined ? undefined : (wantsAnswer && "yes") || "no";
  return (
    <StepPage {...props} step="answer" title={t(`contribute.answer.${own}.title`)}>
      <Radios
        name="wantsAnswer"
        label={t(`contribute.answer.${own}.title`)}
        heading
        hint={t(`contribute.answer.${own}.hint`)}
        value={shownValue(props, "wantsAnswer", kept)}
        error={errorOf(errors, "wantsAnswer")}
        options={[
          {
            value: "yes",
            text: t("contribute.answer.yes"),
            children: (
              <TextField
                name="email"
                label={t("contribute.answer.email")}
                hint={t("contribute.answer.emailHint")}
                type="email"
                width={30}
                autocomplete={isForSomebodyElse(draft) ? "off" : "email"}
                spellcheck={false}
                value={shownValue(props, "email", draft.answers.email)}
                error={errorOf(errors, "email")}
              />
            ),
          },
          { value: "no", text: t("contribute.answer.no"), hint: t("contribute.answer.noHint") },
        ]}
      />
    </StepPage>
  );
}
