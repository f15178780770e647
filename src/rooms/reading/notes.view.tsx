import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Cards, Section } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { Time } from "#ui/time.tsx";
import type { Item, Note } from "./item.rules.ts";
import { KeptFilter } from "./kept-filter.view.tsx";
import { NOTE_LIMIT, VISIBILITIES } from "./reader.rules.ts";

/** What was typed and could not be kept; `id` of the note it changes, or of the new one. */
export type NoteForm = {
  readonly id: string;
  readonly isNew: boolean;
  readonly words: string;
  readonly visibility: string;
};

type NotesProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string };
  readonly item: Item;
  readonly notes: readonly Note[];
  readonly query: Readonly<Record<string, string>>;
  readonly noteForm: NoteForm;
  readonly errors: readonly FieldError[];
};

/** Private working notes: one's own, and those that colleagues wrote for the team. */
export function Notes(props: NotesProps): VNode {
  const { frame, notes, noteForm } = props;
  const { t } = frame;
  const isNew = noteForm.isNew;
  return (
    <Section title={t("reading.note.title")} id="notes">
      <Muted>{t("reading.note.private")}</Muted>
      <Cards>
        {notes.map((note) => (
          <NoteCard key={note.id} note={note} {...props} />
        ))}
      </Cards>
      <NoteFields
        {...props}
        act="note"
        note={{ id: noteForm.id, words: isNew ? noteForm.words : "", visibility: isNew ? noteForm.visibility : "self" }}
        isTyped={isNew}
      />
    </Section>
  );
}

function NoteCard(props: NotesProps & { readonly note: Note }): VNode {
  const { frame, note, noteForm, process, item, query } = props;
  const { lang, t } = frame;
  const typed = !noteForm.isNew && noteForm.id === note.id ? noteForm : null;
  const action = urls.teamReadingItem(lang, { process: process.slug, number: item.number });
  return (
    <>
      <Prose text={note.words} />
      <p>
        {note.writer}, <Time at={note.changedAt ?? note.writtenAt} mode="datetime" />
        {" · "}
        {t(`reading.note.${note.visibility}`)}
      </p>
      {note.isMine ? (
        <Details summary={t("reading.note.change")} open={typed !== null}>
          <NoteFields {...props} act="change" note={typed ? { ...note, ...typed } : note} isTyped={typed !== null} />
          <Form frame={frame} action={action}>
            <KeptFilter query={query} />
            <Hidden name="act" value="erase" />
            <Hidden name="note" value={note.id} />
            <Button kind="warning">{t("reading.note.erase")}</Button>
          </Form>
        </Details>
      ) : null}
    </>
  );
}

type FieldsProps = NotesProps & {
  readonly act: "note" | "change";
  readonly note: {
    readonly id: string;
    readonly words: string;
    readonly visibility: string;
    readonly version?: number;
  };
  /** Shows what was typed, with what is wrong with it. */
  readonly isTyped: boolean;
};

function NoteFields({ frame, process, item, query, act, note, isTyped, errors }: FieldsProps): VNode {
  const { lang, t } = frame;
  // the summary of errors leads to the field without a suffix
  const isMain = isTyped || (act === "note" && errors.length === 0);
  const suffix = isMain ? "" : `-${act === "note" ? "new" : note.id}`;
  const errorOf = (name: string) => (isTyped ? errors.find(({ field }) => field === name)?.message : undefined);
  return (
    <Form frame={frame} action={urls.teamReadingItem(lang, { process: process.slug, number: item.number })}>
      <KeptFilter query={query} />
      <Hidden name="act" value={act} />
      <Hidden name="note" value={note.id} />
      {note.version === undefined ? null : <Hidden name="version" value={String(note.version)} />}
      <TextArea
        name="words"
        id={`words${suffix}`}
        label={t(act === "note" ? "reading.note.new" : "reading.note.words")}
        rows={4}
        limit={NOTE_LIMIT}
        value={note.words}
        error={errorOf("words")}
      />
      <Radios
        name="visibility"
        id={`visibility${suffix}`}
        label={t("reading.note.visibility")}
        small
        inline
        value={note.visibility}
        options={VISIBILITIES.map((value) => ({ value, text: t(`reading.note.${value}`) }))}
        error={errorOf("visibility")}
      />
      <ButtonGroup>
        <Button kind="secondary">{t("reading.note.save")}</Button>
      </ButtonGroup>
    </Form>
  );
}
