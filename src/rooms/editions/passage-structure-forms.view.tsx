import { Button } from "#ui/button.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import { LinkList } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Quote, Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { messageOf, type NodeChoice, optionsOf, type StructureForm } from "./structure-forms.view.tsx";

type SplitProps = StructureForm & {
  readonly seen: string;
  readonly first: string;
  readonly second: string;
  /** Where the text can be cut: after its first sentence, its second… */
  readonly cuts: readonly { readonly after: number; readonly href: string; readonly current: boolean }[];
  /** What somebody else saved meanwhile. */
  readonly saved?: string | null;
};

/** Two passages out of one: the first keeps anchor and contributions, the second knows where it comes from. */
export function SplitPassageView(props: SplitProps) {
  const { frame, title, action, back, language, errors = [], seen, first, second, cuts, saved = null } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      {saved === null ? null : (
        <>
          <Warning>{t("editions.form.conflict")}</Warning>
          <Inset>
            <Prose text={saved} lang={language} />
          </Inset>
        </>
      )}
      <p>{t("structure.split.what")}</p>
      {cuts.length > 1 ? (
        <LinkList
          items={cuts.map(({ after, href, current }) => ({
            text: t("structure.split.after", { after }),
            href,
            current,
          }))}
        />
      ) : null}
      <Form frame={frame} action={action}>
        <Hidden name="seen" value={seen} />
        <TextArea
          name="first"
          label={t("structure.split.first")}
          value={first}
          rows={6}
          limit={10_000}
          error={messageOf(errors, "first")}
          lang={language}
        />
        <TextArea
          name="second"
          label={t("structure.split.second")}
          value={second}
          rows={6}
          limit={10_000}
          error={messageOf(errors, "second")}
          lang={language}
        />
        <Button name="act" value="split">
          {t("structure.split.confirm")}
        </Button>
      </Form>
    </Page>
  );
}

type Candidate = { readonly anchor: string; readonly code: string; readonly text: string };

type ChooseProps = StructureForm & {
  readonly from: Candidate;
  readonly near: readonly (Candidate & { readonly href: string })[];
  readonly typed: string;
};

/** The passage that will hold both texts: a neighbour, or any by its code or anchor. */
export function ChooseMergeView({ frame, title, action, back, language, errors = [], from, near, typed }: ChooseProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      <Quote lang={language}>{from.text}</Quote>
      <p>{t("structure.merge.what")}</p>
      {near.length === 0 ? null : (
        <>
          <h2>{t("structure.merge.near")}</h2>
          <ul>
            {near.map(({ anchor, code, text, href }) => (
              <li key={anchor}>
                <a href={href}>{t("structure.merge.with", { code })}</a>
                {" : "}
                <Prose text={text.slice(0, 160)} lang={language} inline />
              </li>
            ))}
          </ul>
        </>
      )}
      <Filters
        action={action}
        keep={{ etape: "fusionner" }}
        label={t("structure.merge.other")}
        apply={t("structure.merge.choose")}
      >
        <TextField
          name="avec"
          label={t("structure.merge.other")}
          hint={t("structure.merge.otherHint")}
          value={typed}
          width={10}
          error={messageOf(errors, "avec")}
        />
      </Filters>
    </Page>
  );
}

type MergeProps = StructureForm & {
  readonly from: Candidate;
  readonly into: Candidate;
  readonly seenFrom: string;
  readonly seenInto: string;
  readonly text: string;
  readonly isConflict?: boolean;
};

export function MergePassageView(props: MergeProps) {
  const { frame, title, action, back, language, errors = [], from, into, text, isConflict = false } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      {isConflict ? <Warning>{t("editions.form.conflict")}</Warning> : null}
      <h2>{t("structure.merge.leaves", { code: from.code })}</h2>
      <Quote lang={language}>{from.text}</Quote>
      <h2>{t("structure.merge.stays", { code: into.code })}</h2>
      <Quote lang={language}>{into.text}</Quote>
      <Form frame={frame} action={action}>
        <Hidden name="into" value={into.anchor} />
        <Hidden name="seenFrom" value={props.seenFrom} />
        <Hidden name="seenInto" value={props.seenInto} />
        <TextArea
          name="text"
          label={t("structure.merge.text", { code: into.code })}
          value={text}
          rows={10}
          limit={10_000}
          error={messageOf(errors, "text")}
          lang={language}
        />
        <Button name="act" value="merge">
          {t("structure.merge.confirm")}
        </Button>
      </Form>
    </Page>
  );
}

type RestoreProps = StructureForm & {
  readonly anchor: string;
  readonly text: string;
  readonly nodes: readonly NodeChoice[];
  readonly values: { readonly node: string; readonly position: string };
};

/** A removed passage comes back with its last words under its own anchor. */
export function RestorePassageView(props: RestoreProps) {
  const { frame, title, action, back, language, errors = [], anchor, text, nodes, values } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      <Quote lang={language}>{text}</Quote>
      <p>{t("structure.restore.what", { anchor })}</p>
      <Form frame={frame} action={action}>
        <Select
          name="node"
          label={t("editions.move.node")}
          value={values.node}
          error={messageOf(errors, "node")}
          options={optionsOf(nodes)}
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
        <Button name="act" value="restore">
          {t("structure.restore.confirm")}
        </Button>
      </Form>
    </Page>
  );
}
