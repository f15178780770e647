import type { ComponentChildren } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Crumb } from "#ui/breadcrumb.tsx";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { draftTrail } from "./draft.view.tsx";
import type { Shelf } from "./draft-row.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string; readonly language: string };
  readonly draft: number;
  readonly shelf: Shelf;
  readonly errors: readonly FieldError[];
  /** From the team's home to the themes of the process. */
  readonly trail: readonly Crumb[];
  /** The fields of a new theme. */
  readonly children: ComponentChildren;
};

/** A person names what the machine sorted: the words and examples of the shelf, to be corrected. */
export function MakeThemeView({ frame, process, draft, shelf, errors, trail, children }: Props) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("drafts.makeTitle", { position: shelf.position })}
      lead={t("drafts.makeText")}
      breadcrumb={draftTrail(frame, trail, process, draft)}
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
        {children}
        <Button>{t("drafts.makeButton")}</Button>
      </Form>
    </Page>
  );
}
