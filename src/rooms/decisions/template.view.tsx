import { urls } from "#kernel/urls.ts";
import { Button, ButtonLink } from "#ui/button.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select, type SelectOption } from "#ui/select.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { PLACEHOLDER_WORDS } from "./placeholder.rules.ts";
import { TEMPLATE_TITLE_LIMIT, type Template, type TemplateWords } from "./template.rules.ts";
import { isVerdict, VERDICTS, verdictKey } from "./verdict.rules.ts";

type ListProps = { readonly frame: Frame; readonly templates: readonly Template[] };

/** Words ready to start from, and how often each was. */
export function TemplateListView({ frame, templates }: ListProps) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("decisions.template.title")}
      lead={t("decisions.template.lead")}
      breadcrumb={[
        { text: t("decisions.team"), href: urls.team(lang) },
        { text: t("decisions.desk.title"), href: urls.teamDecisions(lang) },
      ]}
    >
      <p>
        <ButtonLink href={urls.teamTemplates(lang, { etape: "nouveau" })}>{t("decisions.template.new")}</ButtonLink>
      </p>
      <ResultCount>{t("decisions.template.count", { count: templates.length })}</ResultCount>
      <ul>
        {templates.map((template) => (
          <li key={template.id}>
            <a href={urls.teamTemplate(lang, { template: template.id })}>{template.title}</a>
            {" · "}
            {template.process?.title ?? t("decisions.template.general")}
            {" · "}
            {t("decisions.template.used", { count: template.useCount })}{" "}
            {template.retiredAt === null ? null : <Status tone="neutral">{t("decisions.template.retired")}</Status>}
          </li>
        ))}
      </ul>
    </Page>
  );
}

type FormProps = {
  readonly frame: Frame;
  readonly processes: readonly SelectOption[];
  readonly template: Template | null;
  readonly id: string;
  readonly version?: number;
  readonly values: TemplateWords;
  readonly errors?: readonly FieldError[];
  /** What somebody else saved meanwhile: shown beside what was typed. */
  readonly saved?: TemplateWords | null;
};

export function TemplateFormView(props: FormProps) {
  const { frame, processes, template, id, version = 0, values, errors = [], saved = null } = props;
  const { lang, t } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const action = template ? urls.teamTemplate(lang, { template: id }) : urls.teamTemplates(lang);
  const language = template?.process?.language;
  return (
    <Page
      frame={frame}
      title={template ? t("decisions.template.edit") : t("decisions.template.new")}
      backLink={{ text: t("decisions.template.title"), href: urls.teamTemplates(lang) }}
      errors={errors}
    >
      {saved === null ? null : <SavedMeanwhile frame={frame} saved={saved} />}
      {template ? <p>{t("decisions.template.keeps", { count: template.useCount })}</p> : null}
      <Form frame={frame} action={action} requiredNote>
        {template ? <Hidden name="version" value={String(version)} /> : <Hidden name="id" value={id} />}
        <TextField
          name="title"
          label={t("decisions.template.name")}
          hint={t("decisions.template.nameHint")}
          value={values.title}
          error={error("title")}
          maxLength={TEMPLATE_TITLE_LIMIT}
        />
        <Select
          name="process"
          label={t("decisions.template.for")}
          value={values.process}
          emptyOption={t("decisions.template.general")}
          options={processes}
        />
        <Select
          name="verdict"
          label={t("decisions.form.verdict")}
          optional
          value={values.verdict}
          emptyOption={t("decisions.template.noVerdict")}
          options={VERDICTS.map((one) => ({ value: one, text: t(verdictKey(one)) }))}
          error={error("verdict")}
        />
        <Inset>{t("decisions.template.placeholders", { names: PLACEHOLDER_WORDS[lang] })}</Inset>
        <TextArea
          name="reason"
          label={t("decisions.form.reason")}
          value={values.reason}
          error={error("reason")}
          limit={10_000}
          rows={8}
          lang={language}
        />
        <TextArea
          name="answer"
          label={t("decisions.form.answer")}
          value={values.answer}
          error={error("answer")}
          limit={10_000}
          rows={8}
          lang={language}
        />
        <Button name="act" value="save">
          {t("decisions.template.save")}
        </Button>
      </Form>
      {template ? (
        <PostButton
          frame={frame}
          action={action}
          kind="secondary"
          fields={{ act: template.retiredAt === null ? "retire" : "offer", version: String(version) }}
        >
          {t(template.retiredAt === null ? "decisions.template.retire" : "decisions.template.offer")}
        </PostButton>
      ) : null}
    </Page>
  );
}

function SavedMeanwhile({ frame, saved }: { readonly frame: Frame; readonly saved: TemplateWords }) {
  const { t } = frame;
  return (
    <>
      <Warning>{t("decisions.template.conflict")}</Warning>
      <h2>{t("decisions.edit.saved")}</h2>
      <SummaryList
        rows={[
          { key: t("decisions.template.name"), value: saved.title },
          { key: t("decisions.form.verdict"), value: isVerdict(saved.verdict) ? t(verdictKey(saved.verdict)) : "–" },
          { key: t("decisions.form.reason"), value: <Prose text={saved.reason} /> },
          { key: t("decisions.form.answer"), value: <Prose text={saved.answer} /> },
        ]}
      />
      <h2>{t("decisions.edit.yours")}</h2>
    </>
  );
}
