import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Columns } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Radios } from "#ui/radios.tsx";
import { Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { type Fate, NEW_FATES, NOTHING, OLD_FATES, type Side, type Typed } from "./statement.rules.ts";
import { fateWords } from "./team.view.tsx";

type Props = {
  readonly frame: Frame;
  readonly side: Side;
  readonly action: string;
  readonly back: { readonly text: string; readonly href: string };
  readonly language: string;
  readonly node: { readonly code: string; readonly title: string };
  /** The parts of the other text, to read their codes. */
  readonly others: readonly {
    readonly nodeId: string;
    readonly code: string;
    readonly title: string;
    readonly depth: number;
  }[];
  readonly otherTitle: string;
  /** Ids of the statements that the form shows. */
  readonly seen: readonly string[];
  readonly typed: Typed;
  readonly errors?: readonly FieldError[];
  readonly isConflict?: boolean;
};

/** One part: what it became, or where it comes from, with the other text beside. */
export function StatementView(props: Props) {
  const { frame, side, action, back, language, node, others, otherTitle, seen, typed, errors = [] } = props;
  const { lang, t } = frame;
  const own = language === lang ? undefined : language;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const fates: readonly Fate[] = side === "old" ? OLD_FATES : NEW_FATES;
  return (
    <Page
      frame={frame}
      title={t(side === "old" ? "lineages.became.title" : "lineages.came.title", { code: node.code })}
      lead={node.title}
      backLink={back}
      errors={errors}
      wide
    >
      <Columns
        asideLabel={otherTitle}
        aside={
          <>
            <h2>{otherTitle}</h2>
            <ul>
              {others.map(({ nodeId, code, title, depth }) => (
                <li key={nodeId} lang={own}>
                  {"– ".repeat(depth)}
                  {code} {title}
                </li>
              ))}
            </ul>
          </>
        }
      >
        {props.isConflict ? <Warning>{t("editions.form.conflict")}</Warning> : null}
        <Form frame={frame} action={action}>
          <Hidden name="seen" value={seen.join(" ")} />
          <Radios
            name="fate"
            label={t(side === "old" ? "lineages.became" : "lineages.came")}
            value={typed.fate}
            error={error("fate")}
            options={[
              ...fates.map((fate) => ({ value: fate as string, text: fateWords(frame, fate) })),
              { value: NOTHING, text: t("lineages.fate.unknown") },
            ]}
          />
          <TextField
            name="codes"
            label={t("lineages.codes")}
            hint={t("lineages.codesHint")}
            value={typed.codes}
            optional
            error={error("codes")}
          />
          <TextArea
            name="note"
            label={t("lineages.note")}
            value={typed.note}
            rows={3}
            optional
            error={error("note")}
            lang={language}
          />
          <Button>{t("lineages.save")}</Button>
        </Form>
      </Columns>
    </Page>
  );
}
