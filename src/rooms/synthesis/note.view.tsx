import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Difference, type Segment } from "#ui/difference.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { NOTE_LIMIT, type Note, type NoteWords } from "./publication.rules.ts";

/** What somebody else saved meanwhile: for each part that differs, from what was saved to what was typed. */
export type NoteConflict = Readonly<Record<keyof NoteWords, readonly Segment[] | null>>;

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string; readonly language: string };
  readonly note: Note;
  readonly typed: NoteWords;
  readonly errors: readonly FieldError[];
  readonly conflict: NoteConflict | null;
};

const PARTS = ["title", "introduction", "method"] as const;

/** Title, introduction and method: what stands around the claims when they are published. */
export function NoteView({ frame, process, note, typed, errors, conflict }: Props) {
  const { lang, t } = frame;
  const at = { process: process.slug };
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <Page
      frame={frame}
      title={t("workbench.frame.title")}
      lead={process.title}
      backLink={{ text: t("workbench.title"), href: urls.teamSynthesis(lang, at) }}
      errors={errors}
    >
      {note.by === null || note.madeAt === null ? null : (
        <Muted>
          {t("workbench.frame.savedBy", { by: note.by })} <Time at={note.madeAt} mode="datetime" />
        </Muted>
      )}
      {conflict === null ? null : <ConflictParts frame={frame} conflict={conflict} language={process.language} />}
      <Form frame={frame} action={urls.teamSynthesisNote(lang, at)}>
        <Hidden name="version" value={String(note.version)} />
        <TextField
          name="title"
          label={t("workbench.frame.name")}
          hint={t("workbench.frame.nameHint")}
          value={typed.title}
          error={error("title")}
          lang={process.language}
        />
        <TextArea
          name="introduction"
          label={t("workbench.frame.introduction")}
          hint={t("workbench.frame.introductionHint")}
          value={typed.introduction}
          error={error("introduction")}
          limit={NOTE_LIMIT}
          rows={8}
          optional
          lang={process.language}
        />
        <TextArea
          name="method"
          label={t("workbench.frame.method")}
          hint={t("workbench.frame.methodHint")}
          value={typed.method}
          error={error("method")}
          limit={NOTE_LIMIT}
          rows={10}
          lang={process.language}
        />
        <ButtonGroup>
          <Button>{t("workbench.form.save")}</Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
}

type ConflictProps = { readonly frame: Frame; readonly conflict: NoteConflict; readonly language: string };

function ConflictParts({ frame, conflict, language }: ConflictProps) {
  const { t } = frame;
  return (
    <Inset>
      <p>{t("workbench.frame.conflict")}</p>
      {PARTS.map((part) => {
        const segments = conflict[part];
        const label = part === "title" ? t("workbench.frame.name") : t(`workbench.frame.${part}`);
        if (segments === null) return null;
        return (
          <Section key={part} title={label} level={3}>
            <Difference segments={segments} lang={language} />
          </Section>
        );
      })}
    </Inset>
  );
}
