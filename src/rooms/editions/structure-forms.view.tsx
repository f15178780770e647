import { NODE_TYPES, type NodeType } from "#kernel/document-types.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { Warning } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";

export type StructureForm = {
  readonly frame: Frame;
  readonly title: string;
  readonly action: string;
  readonly back: { readonly text: string; readonly href: string };
  readonly language: string;
  readonly errors?: readonly FieldError[] | undefined;
};

/** A part that can be chosen; `depth` is how deep it stands. */
export type NodeChoice = {
  readonly nodeId: string;
  readonly code: string;
  readonly title: string;
  readonly depth: number;
};

export const messageOf = (errors: readonly FieldError[] | undefined, field: string) =>
  errors?.find((one) => one.field === field)?.message;

const TYPES: Readonly<Record<NodeType, MessageKey>> = {
  axis: "structure.type.axis",
  priority: "structure.type.priority",
  objective: "structure.type.objective",
  action: "structure.type.action",
  orientation: "structure.type.orientation",
  chapter: "structure.type.chapter",
  article: "structure.type.article",
};

export const optionsOf = (nodes: readonly NodeChoice[]) =>
  nodes.map(({ nodeId, code, title, depth }) => ({
    value: nodeId,
    text: `${"– ".repeat(depth)}${code} ${title.slice(0, 80)}`,
  }));

export type NamedValues = { readonly type: string; readonly code: string; readonly title: string };
export type NameProps = Pick<StructureForm, "frame" | "language" | "errors"> & { readonly values: NamedValues };

export function NameFields({ frame, language, errors, values }: NameProps) {
  const { t } = frame;
  return (
    <>
      <TypeAndCode frame={frame} errors={errors} values={values} />
      <TextField
        name="title"
        label={t("editions.form.title")}
        value={values.title}
        error={messageOf(errors, "title")}
        lang={language}
      />
    </>
  );
}

type TypeProps = Pick<StructureForm, "frame" | "errors"> & {
  readonly values: { readonly type: string; readonly code: string };
};

function TypeAndCode({ frame, errors, values }: TypeProps) {
  const { t } = frame;
  return (
    <>
      <Select
        name="type"
        label={t("structure.type")}
        value={values.type}
        error={messageOf(errors, "type")}
        options={NODE_TYPES.map((type) => ({ value: type, text: t(TYPES[type]) }))}
      />
      <TextField
        name="code"
        label={t("structure.code")}
        hint={t("structure.codeHint")}
        value={values.code}
        width={10}
        error={messageOf(errors, "code")}
      />
    </>
  );
}

function PositionField({ frame, errors, value }: Pick<StructureForm, "frame" | "errors"> & { readonly value: string }) {
  const { t } = frame;
  return (
    <TextField
      name="position"
      label={t("structure.position")}
      hint={t("structure.positionHint")}
      value={value}
      inputMode="numeric"
      width={4}
      error={messageOf(errors, "position")}
    />
  );
}

type AddProps = StructureForm & { readonly values: NamedValues & { readonly position: string } };

export function AddNodeView({ frame, title, action, back, language, errors = [], values }: AddProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      <Form frame={frame} action={action}>
        <NameFields frame={frame} language={language} errors={errors} values={values} />
        <PositionField frame={frame} errors={errors} value={values.position} />
        <Button name="act" value="add-node">
          {t("structure.add.confirm")}
        </Button>
      </Form>
    </Page>
  );
}

export type FactValues = {
  readonly type: string;
  readonly code: string;
  readonly carrier: string;
  readonly status: string;
};
type FactsProps = StructureForm & {
  readonly seen: FactValues;
  readonly values: FactValues;
  readonly isConflict?: boolean;
};

/** Code, kind, carrier and status of a part. */
export function NodeFactsView(props: FactsProps) {
  const { frame, title, action, back, language, errors = [], seen, values, isConflict = false } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      {isConflict ? (
        <>
          <Warning>{t("editions.form.conflict")}</Warning>
          <h2>{t("editions.form.saved")}</h2>
          <ul>
            {[seen.code, seen.carrier, seen.status].filter(Boolean).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <h2>{t("editions.form.yours")}</h2>
        </>
      ) : null}
      <Form frame={frame} action={action}>
        {Object.entries(seen).map(([name, value]) => (
          <Hidden key={name} name={`seen-${name}`} value={value} />
        ))}
        <TypeAndCode frame={frame} errors={errors} values={values} />
        <TextField
          name="carrier"
          label={t("structure.carrier")}
          value={values.carrier}
          optional
          error={messageOf(errors, "carrier")}
          lang={language}
        />
        <TextField
          name="status"
          label={t("structure.status")}
          value={values.status}
          optional
          error={messageOf(errors, "status")}
          lang={language}
        />
        <Button name="act" value="facts">
          {t("editions.form.save")}
        </Button>
      </Form>
    </Page>
  );
}

type MoveProps = StructureForm & {
  readonly nodes: readonly NodeChoice[];
  readonly values: { readonly parent: string; readonly position: string };
};

export function MoveNodeView({ frame, title, action, back, errors = [], nodes, values }: MoveProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      <p>{t("structure.move.what")}</p>
      <Form frame={frame} action={action}>
        <Select
          name="parent"
          label={t("structure.move.parent")}
          value={values.parent}
          emptyOption={t("structure.move.top")}
          error={messageOf(errors, "parent")}
          options={optionsOf(nodes)}
        />
        <PositionField frame={frame} errors={errors} value={values.position} />
        <Button name="act" value="move-node">
          {t("editions.move.confirm")}
        </Button>
      </Form>
    </Page>
  );
}

type RemoveProps = StructureForm & {
  readonly nodes: readonly { readonly code: string; readonly title: string }[];
  readonly passageCount: number;
};

export function RemoveNodeView({ frame, title, action, back, errors = [], nodes, passageCount }: RemoveProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      <p>{t("structure.remove.what", { count: nodes.length })}</p>
      <ul>
        {nodes.map(({ code, title: name }) => (
          <li key={code}>
            {code} {name}
          </li>
        ))}
      </ul>
      <p>{t("structure.remove.passages", { count: passageCount })}</p>
      <Warning>{t("structure.remove.effect")}</Warning>
      <PostButton
        frame={frame}
        action={action}
        kind="warning"
        fields={{ act: "remove-node", seen: `${nodes.length}-${passageCount}` }}
      >
        {t("structure.remove.confirm")}
      </PostButton>
    </Page>
  );
}
