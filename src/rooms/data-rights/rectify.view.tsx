import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { TextField } from "#ui/text-field.tsx";
import type { OwnFacts } from "./own.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly code: string;
  readonly own: OwnFacts;
  readonly categories: readonly {
    readonly code: string;
    readonly nameFr: string;
    readonly nameEn: string;
    readonly children: readonly { readonly code: string; readonly nameFr: string; readonly nameEn: string }[];
  }[];
  readonly typed?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

/** What stands beside the words: the words themselves are never changed. */
export function RectifyView({ frame, code, own, categories, typed, errors }: Props): VNode {
  const { lang, t } = frame;
  const shown = (name: string, kept: string | null) => {
    const value = typed?.[name];
    return typeof value === "string" ? value : (kept ?? "");
  };
  const errorOf = (field: string) => errors?.find((error) => error.field === field)?.message;
  const nameOf = ({ nameFr, nameEn }: { readonly nameFr: string; readonly nameEn: string }) =>
    lang === "en" ? nameEn : nameFr;
  const options = categories.flatMap((category) => [
    { value: category.code, text: nameOf(category) },
    ...category.children.map((child) => ({ value: child.code, text: `${nameOf(category)} – ${nameOf(child)}` })),
  ]);
  return (
    <Page
      frame={frame}
      title={t("data-rights.rectify.title", { number: String(own.number) })}
      lead={t("data-rights.rectify.lead")}
      backLink={urls.ownData(lang, { code })}
      errors={errors}
      robots="noindex"
    >
      <Form frame={frame} action={urls.ownRectify(lang, { code })}>
        <TextField
          name="nom"
          label={t("data-rights.own.name")}
          hint={t("data-rights.rectify.nameHint")}
          optional
          autocomplete="name"
          value={shown("nom", own.authorName)}
          error={errorOf("nom")}
        />
        <TextField
          name="organisation"
          label={t("data-rights.own.organisation")}
          optional
          autocomplete="organization"
          value={shown("organisation", own.organisation)}
          error={errorOf("organisation")}
        />
        <Select
          name="categorie"
          label={t("data-rights.rectify.category")}
          emptyOption={t("data-rights.rectify.noCategory")}
          value={shown("categorie", own.categoryCode)}
          error={errorOf("categorie")}
          options={options}
        />
        <Button>{t("data-rights.rectify.save")}</Button>
      </Form>
    </Page>
  );
}
