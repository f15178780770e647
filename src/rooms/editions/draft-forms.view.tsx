import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Quote, Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import type { Head } from "./desk.view.tsx";
import { LiveDifference } from "./live-difference.view.tsx";

export type FormState = {
  readonly errors?: readonly FieldError[];
  /** What somebody else saved meanwhile. */
  readonly saved?: string | null;
};

type TextFormProps = FormState & {
  readonly frame: Frame;
  readonly draft: Head;
  readonly title: string;
  readonly action: string;
  readonly back: { readonly text: string; readonly href: string };
  /** What the page showed before: the save compares with it. */
  readonly seen: string;
  readonly value: string;
};

const messageOf = (errors: readonly FieldError[], field: string) => errors.find((one) => one.field === field)?.message;

function SavedMeanwhile({
  frame,
  saved,
  language,
}: {
  readonly frame: Frame;
  readonly saved: string;
  readonly language: string;
}) {
  const { t } = frame;
  return (
    <>
      <Warning>{t("editions.form.conflict")}</Warning>
      <h2>{t("editions.form.saved")}</h2>
      <Inset>
        <Prose text={saved} lang={language} />
      </Inset>
      <h2>{t("editions.form.yours")}</h2>
    </>
  );
}

/** New words of a passage, or the words of a new one. */
export function PassageTextView(
  props: TextFormProps & {
    /** The words of the edition before; empty for a new passage. */
    readonly before: string;
    readonly position?: { readonly value: string; readonly max: number };
  },
) {
  const { frame, draft, title, action, back, seen, value, errors = [], saved = null, before, position } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      {saved === null ? null : <SavedMeanwhile frame={frame} saved={saved} language={draft.language} />}
      <Form frame={frame} action={action}>
        <Hidden name="seen" value={seen} />
        <LiveDifference frame={frame} before={before} value={value} language={draft.language}>
          <TextArea
            name="text"
            label={t("editions.form.text")}
            value={value}
            rows={10}
            limit={10_000}
            error={messageOf(errors, "text")}
            lang={draft.language}
          />
        </LiveDifference>
        {position ? (
          <TextField
            name="position"
            label={t("editions.form.position")}
            hint={t("editions.form.positionHint", { max: position.max })}
            value={position.value}
            inputMode="numeric"
            width={4}
            error={messageOf(errors, "position")}
          />
        ) : null}
        <ButtonGroup>
          <Button name="act" value={position ? "add" : "rewrite"}>
            {t("editions.form.save")}
          </Button>
          <Button name="act" value={position ? "see-added" : "see"} kind="secondary">
            {t("editions.live.see")}
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
}

export function NodeTitleView(props: TextFormProps) {
  const { frame, draft, title, action, back, seen, value, errors = [], saved = null } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      {saved === null ? null : <SavedMeanwhile frame={frame} saved={saved} language={draft.language} />}
      <Form frame={frame} action={action}>
        <Hidden name="seen" value={seen} />
        <TextField
          name="title"
          label={t("editions.form.title")}
          value={value}
          error={messageOf(errors, "title")}
          lang={draft.language}
        />
        <Button name="act" value="retitle">
          {t("editions.form.save")}
        </Button>
      </Form>
    </Page>
  );
}

type ActProps = {
  readonly frame: Frame;
  readonly draft: Head;
  readonly passage: { readonly anchor: string; readonly code: string; readonly text: string };
  readonly back: { readonly text: string; readonly href: string };
  readonly errors?: readonly FieldError[];
};

export function RemovePassageView({ frame, draft, passage, back, errors = [] }: ActProps) {
  const { lang, t } = frame;
  const action = urls.teamEditionPassage(lang, { edition: draft.id, anchor: passage.anchor });
  return (
    <Page frame={frame} title={t("editions.remove.title", { code: passage.code })} backLink={back} errors={errors}>
      <Quote lang={draft.language}>{passage.text}</Quote>
      <Warning>{t("editions.remove.effect")}</Warning>
      <PostButton frame={frame} action={action} kind="warning" fields={{ act: "remove", seen: passage.text }}>
        {t("editions.remove.confirm")}
      </PostButton>
    </Page>
  );
}

type MoveProps = ActProps & {
  readonly nodes: readonly { readonly nodeId: string; readonly code: string; readonly title: string }[];
  readonly values: { readonly node: string; readonly position: string };
};

export function MovePassageView({ frame, draft, passage, back, nodes, values, errors = [] }: MoveProps) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("editions.move.title", { code: passage.code })} backLink={back} errors={errors}>
      <Quote lang={draft.language}>{passage.text}</Quote>
      <Form frame={frame} action={urls.teamEditionPassage(lang, { edition: draft.id, anchor: passage.anchor })}>
        <Select
          name="node"
          label={t("editions.move.node")}
          value={values.node}
          error={messageOf(errors, "node")}
          options={nodes.map(({ nodeId, code, title }) => ({ value: nodeId, text: `${code} ${title.slice(0, 80)}` }))}
        />
        <TextField
          name="position"
          label={t("editions.form.position")}
          hint={t("editions.move.positionHint")}
          value={values.position}
          inputMode="numeric"
          width={4}
          error={messageOf(errors, "position")}
        />
        <Button name="act" value="move">
          {t("editions.move.confirm")}
        </Button>
      </Form>
    </Page>
  );
}

export type DetailValues = {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly note: string;
};

type DetailsProps = {
  readonly frame: Frame;
  readonly draft: Head;
  readonly seen: DetailValues;
  readonly values: DetailValues;
  readonly errors?: readonly FieldError[];
  readonly isConflict?: boolean;
};

/** How the edition presents itself: title, subtitle, label and note. */
export function DetailsView({ frame, draft, seen, values, errors = [], isConflict = false }: DetailsProps) {
  const { lang, t } = frame;
  const here = urls.teamEdition(lang, { edition: draft.id });
  const error = (field: string) => messageOf(errors, field);
  return (
    <Page
      frame={frame}
      title={t("editions.details.title")}
      backLink={{ text: t("editions.form.back"), href: here }}
      errors={errors}
    >
      {isConflict ? (
        <>
          <Warning>{t("editions.form.conflict")}</Warning>
          <h2>{t("editions.form.saved")}</h2>
          <ul>
            {[seen.title, seen.subtitle, seen.label, seen.note].filter(Boolean).map((text, index) => (
              <li key={index}>
                <Prose text={text} lang={draft.language} inline />
              </li>
            ))}
          </ul>
          <h2>{t("editions.form.yours")}</h2>
        </>
      ) : null}
      <Form frame={frame} action={here}>
        {Object.entries(seen).map(([name, value]) => (
          <Hidden key={name} name={`seen-${name}`} value={value} />
        ))}
        <TextField
          name="title"
          label={t("editions.details.name")}
          value={values.title}
          error={error("title")}
          lang={draft.language}
        />
        <TextField
          name="subtitle"
          label={t("editions.details.subtitle")}
          value={values.subtitle}
          optional
          error={error("subtitle")}
          lang={draft.language}
        />
        <TextField
          name="label"
          label={t("editions.details.label")}
          hint={t("editions.details.labelHint")}
          value={values.label}
          error={error("label")}
          lang={draft.language}
        />
        <TextArea
          name="note"
          label={t("editions.details.note")}
          hint={t("editions.details.noteHint")}
          value={values.note}
          optional
          error={error("note")}
          lang={draft.language}
        />
        <Button name="act" value="describe">
          {t("editions.form.save")}
        </Button>
      </Form>
    </Page>
  );
}
