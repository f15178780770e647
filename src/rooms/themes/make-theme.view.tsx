import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { draftTrail } from "./draft.view.tsx";
import type { Shelf } from "./draft-row.rules.ts";
import type { Theme } from "./theme.rules.ts";
import { ThemeCode, ThemeFields, ThemeName, type TypedTheme } from "./theme-form.view.tsx";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string; readonly language: string };
  readonly draft: number;
  readonly shelf: Shelf;
  readonly values: TypedTheme;
  readonly parents: readonly Theme[];
  readonly errors: readonly FieldError[];
};

/** A person names what the machine sorted: the words and examples of the shelf, to be corrected. */
export function MakeThemeView(props: Props) {
  const { frame, process, draft, shelf, errors } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("drafts.makeTitle", { position: shelf.position })}
      lead={t("drafts.makeText")}
      breadcrumb={draftTrail(frame, process, draft)}
      errors={errors}
      section="team"
    >
      <Form
        frame={frame}
        action={urls.teamDraftShelf(lang, { process: process.slug, draft, shelf: shelf.position })}
        requiredNote
      >
        <Hidden name="act" value="make" />
        <Hidden name="version" value={String(shelf.version)} />
        <ThemeName {...props} />
        <ThemeCode {...props} />
        <ThemeFields {...props} />
        <Button>{t("drafts.makeButton")}</Button>
      </Form>
    </Page>
  );
}
