import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "./button.tsx";
import { Checkbox, Checkboxes } from "./checkboxes.tsx";
import { DateField } from "./date-field.tsx";
import { Fieldset } from "./fieldset.tsx";
import { FileField } from "./file-field.tsx";
import { Filters } from "./filters.tsx";
import { Form, Honeypot, PostButton } from "./form.tsx";
import type { Frame } from "./frame.ts";
import { Radios } from "./radios.tsx";
import { Select } from "./select.tsx";
import { TextArea } from "./text-area.tsx";
import { TextField } from "./text-field.tsx";

export function GalleryForms({ frame }: { readonly frame: Frame }): VNode {
  const { lang, t } = frame;
  const here = urls.gallery(lang);
  const regions = [
    { value: "53", text: "Bretagne" },
    { value: "76", text: "Occitanie" },
    { value: "04", text: "La Réunion" },
  ];
  const opinions = [
    { value: "for", text: t("gallery.opinion.for") },
    { value: "against", text: t("gallery.opinion.against"), hint: t("gallery.opinion.hint") },
    {
      value: "none",
      text: t("gallery.opinion.none"),
      children: <TextField name="sample-why-none" label={t("gallery.field.why")} optional />,
    },
  ];
  return (
    <>
      <Filters action={here} resetHref={here} keep={{ order: "recent" }}>
        <Select
          name="region"
          label={t("gallery.field.region")}
          emptyOption={t("gallery.field.all")}
          options={regions}
          optional
        />
        <TextField name="words" label={t("gallery.field.words")} type="search" optional />
      </Filters>
      <Form frame={frame} action={here} idempotencyKey="sample" requiredNote files>
        <TextField name="sample-name" label={t("gallery.field.name")} autocomplete="name" optional />
        <TextField
          name="sample-email-wrong"
          label={t("gallery.field.email")}
          hint={t("gallery.field.emailHint")}
          error={t("gallery.error.email")}
          type="email"
          autocomplete="email"
          spellcheck={false}
          value="claude@"
        />
        <TextField name="sample-share" label={t("gallery.field.share")} width={5} inputMode="decimal" suffix="%" />
        <TextField name="sample-price" label={t("gallery.field.price")} width={10} inputMode="decimal" prefix="€" />
        <TextArea
          name="sample-text"
          label={t("gallery.field.why")}
          hint={t("gallery.field.noHealth")}
          limit={500}
          optional
        />
        <TextArea
          name="sample-long"
          label={t("gallery.field.long")}
          limit={40}
          rows={3}
          value={t("gallery.sample.paragraph")}
          error={t("gallery.error.long")}
        />
        <Radios
          name="sample-opinion-wrong"
          label={t("gallery.field.opinion")}
          options={opinions}
          error={t("gallery.error.choose")}
        />
        <Radios
          name="sample-reader"
          label={t("gallery.field.reader")}
          options={opinions.slice(0, 2)}
          value="for"
          inline
        />
        <Checkboxes
          name="sample-channels"
          label={t("gallery.field.news")}
          values={["mail"]}
          options={[
            {
              value: "mail",
              text: t("gallery.field.byMail"),
              children: <TextField name="sample-address" label={t("gallery.field.email")} type="email" />,
            },
            { value: "post", text: t("gallery.field.byPost") },
          ]}
          optional
        />
        <DateField
          name="sample-date"
          label={t("gallery.field.date")}
          hint={t("gallery.field.dateHint")}
          error={t("gallery.error.date")}
          value={{ day: "31", month: "2", year: "2023" }}
        />
        <Fieldset legend={t("gallery.field.place")} id="sample-place">
          <Select name="sample-region" label={t("gallery.field.region")} options={regions} value="76" />
          <Select
            name="sample-region-wrong"
            label={t("gallery.field.region")}
            emptyOption={t("gallery.field.all")}
            options={regions}
            error={t("gallery.error.region")}
          />
          <TextField name="sample-city" label={t("gallery.field.city")} width={20} />
        </Fieldset>
        <FileField
          name="sample-file"
          label={t("gallery.field.file")}
          hint={t("gallery.field.fileHint")}
          accept=".yaml,.docx"
        />
        <FileField name="sample-file-wrong" label={t("gallery.field.file")} error={t("gallery.error.file")} />
        <Checkbox
          name="sample-consent"
          label={t("gallery.field.consent")}
          hint={t("gallery.opinion.hint")}
          error={t("gallery.error.consent")}
        />
        <Honeypot />
        <ButtonGroup>
          <Button>{t("gallery.sample.action")}</Button>
          <Button kind="secondary" name="intent" value="later">
            {t("gallery.sample.otherAction")}
          </Button>
        </ButtonGroup>
      </Form>
      <PostButton frame={frame} action={here} kind="warning" fields={{ intent: "withdraw" }}>
        {t("gallery.sample.danger")}
      </PostButton>
    </>
  );
}
