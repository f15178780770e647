import { formatPartialDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { DateField, type TypedDate } from "#ui/date-field.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { TextField } from "#ui/text-field.tsx";
import { TeamTabs, teamTrail } from "./header.view.tsx";
import type { Poll } from "./poll.rules.ts";

type ShownStage = {
  readonly code: string;
  readonly name: string;
  readonly heldOn: string;
  readonly territoryName: string | null;
};
export type TypedStage = {
  readonly code: string;
  readonly name: string;
  readonly heldOn: TypedDate;
  readonly territory: string;
};
type Props = {
  readonly frame: Frame;
  readonly poll: Poll;
  readonly stages: readonly ShownStage[];
  readonly territories: readonly { readonly code: string; readonly name: string }[];
  readonly siteUrl: string;
  /** The stage that is changed; null when one is added. */
  readonly changing: string | null;
  readonly typed: TypedStage;
  readonly errors: readonly FieldError[];
};

/** The gatherings where the question is put to the vote, each with its address. */
export function TeamStagesView(props: Props) {
  const { frame, poll, stages, siteUrl, errors } = props;
  const { lang, t } = frame;
  const here = { poll: poll.number };
  return (
    <Page
      frame={frame}
      title={t("polls.stages.title")}
      lead={t("polls.stages.lead")}
      breadcrumb={teamTrail(frame, poll)}
      errors={errors}
      wide
      section="team"
    >
      <TeamTabs frame={frame} poll={poll} current="stages" />
      <ResultCount>{t("polls.stages.count", { count: stages.length })}</ResultCount>
      <DataTable
        caption={t("polls.stages.title")}
        captionHidden
        empty={t("polls.stages.none")}
        columns={[
          { head: t("polls.stages.head.name") },
          { head: t("polls.stages.head.date") },
          { head: t("polls.stages.head.territory") },
          { head: t("polls.stages.head.address") },
          { head: t("polls.stages.head.acts") },
        ]}
        rows={stages.map(({ code, name, heldOn, territoryName }) => [
          name,
          formatPartialDate(lang, heldOn),
          territoryName ?? "–",
          <a key="address" href={urls.pollStage(lang, { ...here, stage: code })}>
            {siteUrl + urls.pollStage(lang, { ...here, stage: code })}
          </a>,
          <>
            <LinkList
              items={[
                {
                  text: t("polls.stages.change"),
                  href: `${urls.teamPollStages(lang, here, { etape: code })}#etape`,
                  about: name,
                },
              ]}
            />
            <PostButton
              frame={frame}
              action={urls.teamPollStages(lang, here)}
              kind="secondary"
              fields={{ act: "remove", code }}
            >
              {t("polls.stages.remove", { name })}
            </PostButton>
          </>,
        ])}
      />
      <StageForm {...props} />
    </Page>
  );
}

function StageForm({ frame, poll, territories, changing, typed, errors }: Props) {
  const { lang, t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Section title={t(changing === null ? "polls.stages.add" : "polls.stages.changeTitle")} id="etape">
      <Form frame={frame} action={urls.teamPollStages(lang, { poll: poll.number })}>
        <Hidden name="act" value={changing === null ? "add" : "change"} />
        {changing === null ? (
          <TextField
            name="code"
            label={t("polls.stages.code")}
            hint={t("polls.stages.codeHint")}
            width={20}
            value={typed.code}
            error={error("code")}
          />
        ) : (
          <Hidden name="code" value={changing} />
        )}
        <TextField
          name="name"
          label={t("polls.stages.name")}
          hint={t("polls.stages.nameHint")}
          value={typed.name}
          error={error("name")}
        />
        <DateField name="heldOn" label={t("polls.stages.heldOn")} value={typed.heldOn} error={error("heldOn")} />
        <Select
          name="territory"
          label={t("polls.stages.territory")}
          optional
          value={typed.territory}
          emptyOption={t("polls.stages.territoryNone")}
          options={territories.map(({ code, name }) => ({ value: code, text: name }))}
          error={error("territory")}
        />
        <Button>{t(changing === null ? "polls.stages.addButton" : "polls.edit.save")}</Button>
      </Form>
    </Section>
  );
}
