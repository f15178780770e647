import type { FieldError, Frame } from "#ui/frame.ts";
import { Radios } from "#ui/radios.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { FOLLOW_UP_LIMIT, INTRODUCTION_LIMIT } from "./poll.rules.ts";
import type { TypedPoll } from "./poll-form.rules.ts";
import { MODE_WORDS, WHO_PROPOSES_WORDS, WHO_VOTES_WORDS } from "./words.rules.ts";

type Props = { readonly frame: Frame; readonly typed: TypedPoll; readonly errors: readonly FieldError[] };

/** The fields of a question in preparation. */
export function PollFields({ frame, typed, errors }: Props) {
  const { t } = frame;
  const field = (name: keyof TypedPoll) => ({
    name,
    value: typed[name],
    error: errors.find((error) => error.field === name)?.message,
  });
  return (
    <>
      <TextField {...field("title")} label={t("polls.form.title")} hint={t("polls.form.titleHint")} />
      <TextArea
        {...field("introduction")}
        label={t("polls.form.introduction")}
        hint={t("polls.form.introductionHint")}
        limit={INTRODUCTION_LIMIT}
        optional
      />
      <TextArea
        {...field("followUp")}
        label={t("polls.form.followUp")}
        hint={t("polls.form.followUpHint")}
        limit={FOLLOW_UP_LIMIT}
        rows={3}
        optional
      />
      <Radios
        {...field("language")}
        label={t("polls.form.language")}
        inline
        options={[
          { value: "fr", text: t("polls.language.fr") },
          { value: "en", text: t("polls.language.en") },
        ]}
      />
      <TextField {...field("opens")} label={t("polls.form.opens")} hint={t("polls.form.momentHint")} width={20} />
      <TextField {...field("closes")} label={t("polls.form.closes")} hint={t("polls.form.momentHint")} width={20} />
      <Radios
        {...field("whoVotes")}
        label={t("polls.form.whoVotes")}
        options={(["everyone", "accounts"] as const).map((value) => ({
          value,
          text: t(WHO_VOTES_WORDS[value]),
          hint: t(`polls.form.whoVotesHint.${value}`),
        }))}
      />
      <Radios
        {...field("whoProposes")}
        label={t("polls.form.whoProposes")}
        options={(["everyone", "accounts", "nobody"] as const).map((value) => ({
          value,
          text: t(WHO_PROPOSES_WORDS[value]),
        }))}
      />
      <Radios
        {...field("mode")}
        label={t("polls.form.mode")}
        hint={t("polls.form.modeHint")}
        options={(["improved", "polis"] as const).map((value) => ({ value, text: t(MODE_WORDS[value]) }))}
      />
    </>
  );
}
