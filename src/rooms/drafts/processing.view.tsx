import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";

type Entry = {
  readonly number: number;
  readonly host: string;
  readonly model: string;
  readonly enteredAt: Date;
  readonly actingRole: string;
  readonly endedAt: Date | null;
};
type Props = {
  readonly frame: Frame;
  /** What the installation is set to; null: nothing, and nothing can be entered. */
  readonly settings: {
    readonly host: string;
    readonly model: string;
    readonly purpose: string;
    readonly mark: string;
    readonly isEntered: boolean;
  } | null;
  readonly hasEntry: boolean;
  readonly entries: readonly Entry[];
  readonly values: Readonly<Record<"recipient" | "legalBasis" | "retention", string>>;
  readonly errors: readonly FieldError[];
  readonly roleWords: (role: string) => string;
};

export function ProcessingView(props: Props) {
  const { frame, settings, hasEntry, errors } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("processing.title")}
      lead={t("processing.lead")}
      breadcrumb={[{ text: t("themes.team"), href: urls.team(lang) }]}
      errors={errors}
      section="team"
    >
      <p>
        <a href={urls.processing(lang)}>{t("processing.public")}</a>
      </p>
      <Section title={t("processing.settings")}>
        {settings === null ? <p>{t("processing.none")}</p> : <Settings frame={frame} settings={settings} />}
        {hasEntry ? (
          <PostButton frame={frame} action={urls.teamProcessing(lang)} kind="warning" fields={{ act: "end" }}>
            {t("processing.end")}
          </PostButton>
        ) : null}
      </Section>
      {settings && !settings.isEntered ? <EntryForm {...props} mark={settings.mark} /> : null}
      <Entries {...props} />
    </Page>
  );
}

function Settings({ frame, settings }: { readonly frame: Frame; readonly settings: NonNullable<Props["settings"]> }) {
  const { t } = frame;
  return (
    <>
      <SummaryList
        rows={[
          { key: t("processing.host"), value: settings.host },
          { key: t("processing.model"), value: settings.model },
          { key: t("processing.purpose"), value: settings.purpose },
        ]}
      />
      <Inset>{t(settings.isEntered ? "processing.isEntered" : "processing.isNotEntered")}</Inset>
    </>
  );
}

function EntryForm({ frame, values, errors, mark }: Props & { readonly mark: string }) {
  const { lang, t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Section title={t("processing.enterTitle")}>
      <Form frame={frame} action={urls.teamProcessing(lang)}>
        <Hidden name="act" value="enter" />
        <Hidden name="seen" value={mark} />
        <TextField
          name="recipient"
          label={t("processing.recipient")}
          hint={t("processing.recipientHint")}
          value={values.recipient}
          error={error("recipient")}
        />
        <TextArea
          name="legalBasis"
          label={t("processing.legalBasis")}
          hint={t("processing.legalBasisHint")}
          rows={3}
          value={values.legalBasis}
          error={error("legalBasis")}
        />
        <TextArea
          name="retention"
          label={t("processing.retention")}
          hint={t("processing.retentionHint")}
          rows={3}
          value={values.retention}
          error={error("retention")}
        />
        <Button>{t("processing.enter")}</Button>
      </Form>
    </Section>
  );
}

function Entries({ frame, entries, roleWords }: Props) {
  const { t } = frame;
  return (
    <Section title={t("processing.entries")}>
      <DataTable
        caption={t("processing.entries")}
        captionHidden
        empty={t("processing.empty")}
        columns={[
          { head: t("processing.entry") },
          { head: t("processing.from") },
          { head: t("processing.by") },
          { head: t("processing.until") },
        ]}
        rows={entries.map(({ number, host, model, enteredAt, actingRole, endedAt }) => [
          t("processing.line", { number, host, model }),
          <Time key="from" at={enteredAt} />,
          roleWords(actingRole),
          endedAt ? <Time key="until" at={endedAt} /> : t("processing.inForce"),
        ])}
      />
    </Section>
  );
}
