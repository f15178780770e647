import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { FileField } from "#ui/file-field.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { TextField } from "#ui/text-field.tsx";

type Props = {
  readonly frame: Frame;
  readonly processes: readonly { readonly slug: string; readonly title: string }[];
  readonly id: string;
  readonly typed: Readonly<Record<"process" | "title" | "from" | "language" | "closes", string>>;
  readonly errors: readonly FieldError[];
};

/** The files of a vote held elsewhere, and where it is continued. */
export function ImportPollView({ frame, processes, id, typed, errors }: Props) {
  const { lang, t } = frame;
  const field = (name: keyof Props["typed"]) => ({
    name,
    value: typed[name],
    error: errors.find((error) => error.field === name)?.message,
  });
  const file = (name: string) => ({
    name,
    accept: ".csv,text/csv",
    error: errors.find((error) => error.field === name)?.message,
  });
  return (
    <Page
      frame={frame}
      title={t("poll-import.title")}
      lead={t("poll-import.lead")}
      breadcrumb={[
        { text: t("polls.team.home"), href: urls.team(lang) },
        { text: t("polls.team.title"), href: urls.teamPolls(lang) },
      ]}
      errors={errors}
      section="team"
    >
      <p>{t("poll-import.what")}</p>
      <p>{t("poll-import.after")}</p>
      <Form frame={frame} action={urls.teamPollImport(lang)} files requiredNote>
        <Hidden name="id" value={id} />
        <FileField {...file("votes")} label={t("poll-import.votes")} hint={t("poll-import.votesHint")} />
        <FileField {...file("comments")} label={t("poll-import.comments")} hint={t("poll-import.commentsHint")} />
        <FileField {...file("summary")} label={t("poll-import.summary")} hint={t("poll-import.summaryHint")} optional />
        <Select
          {...field("process")}
          label={t("polls.form.process")}
          emptyOption={t("polls.form.processChoose")}
          options={processes.map((one) => ({ value: one.slug, text: one.title }))}
        />
        <TextField {...field("title")} label={t("polls.form.title")} hint={t("poll-import.titleHint")} optional />
        <TextField {...field("from")} label={t("poll-import.from")} hint={t("poll-import.fromHint")} />
        <Radios
          {...field("language")}
          label={t("poll-import.language")}
          inline
          options={[
            { value: "fr", text: t("polls.language.fr") },
            { value: "en", text: t("polls.language.en") },
          ]}
        />
        <TextField {...field("closes")} label={t("polls.form.closes")} hint={t("polls.form.momentHint")} width={20} />
        <Button>{t("poll-import.button")}</Button>
      </Form>
    </Page>
  );
}
