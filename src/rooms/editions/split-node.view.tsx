import { Button } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Form } from "#ui/form.tsx";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import {
  messageOf,
  type NamedValues,
  NameFields,
  type NodeChoice,
  optionsOf,
  type StructureForm,
} from "./structure-forms.view.tsx";

type SplitProps = StructureForm & {
  readonly passages: readonly { readonly passageId: string; readonly code: string; readonly text: string }[];
  readonly children: readonly { readonly nodeId: string; readonly code: string; readonly title: string }[];
  readonly values: NamedValues & { readonly passages: readonly string[]; readonly children: readonly string[] };
};

/** What goes to a new part; the rest keeps its identity. */
export function SplitNodeView(props: SplitProps) {
  const { frame, title, action, back, language, errors = [], passages, children, values } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      <p>{t("structure.splitNode.what")}</p>
      <Form frame={frame} action={action}>
        <NameFields frame={frame} language={language} errors={errors} values={values} />
        {passages.length === 0 ? null : (
          <Checkboxes
            name="parts"
            label={t("structure.splitNode.passages")}
            small
            values={values.passages}
            error={messageOf(errors, "parts")}
            options={passages.map(({ passageId, code, text }) => ({
              value: passageId,
              text: t("editions.passage.name", { code }),
              hint: text.slice(0, 160),
            }))}
          />
        )}
        {children.length === 0 ? null : (
          <Checkboxes
            name="children"
            label={t("structure.splitNode.children")}
            small
            values={values.children}
            error={passages.length === 0 ? messageOf(errors, "parts") : undefined}
            options={children.map(({ nodeId, code, title: name }) => ({ value: nodeId, text: `${code} ${name}` }))}
          />
        )}
        <Button name="act" value="split-node">
          {t("structure.splitNode.confirm")}
        </Button>
      </Form>
    </Page>
  );
}

type MergeProps = StructureForm & { readonly nodes: readonly NodeChoice[]; readonly into: string };

export function MergeNodeView({ frame, title, action, back, errors = [], nodes, into }: MergeProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={title} backLink={back} errors={errors}>
      <p>{t("structure.mergeNode.what")}</p>
      <Form frame={frame} action={action}>
        <Select
          name="into"
          label={t("structure.mergeNode.into")}
          value={into}
          emptyOption={t("structure.choose")}
          error={messageOf(errors, "into")}
          options={optionsOf(nodes)}
        />
        <Button name="act" value="merge-node">
          {t("structure.merge.confirm")}
        </Button>
      </Form>
    </Page>
  );
}
