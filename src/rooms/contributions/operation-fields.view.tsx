import type { VNode } from "preact";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Island } from "#ui/island.tsx";
import { Radios } from "#ui/radios.tsx";
import { TextArea } from "#ui/text-area.tsx";
import type { Operation } from "./contribution.rules.ts";
import { errorOf } from "./wizard.view.tsx";
import { WORDS_LIMIT } from "./words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly label: string;
  /** The words of the passage, where a rewriting begins. */
  readonly aboutText: string;
  readonly language: string;
  readonly kept: { readonly operation: Operation; readonly proposedText: string | null } | null;
  readonly typed?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

/** What somebody proposes for a passage: other words, away with it, or one more after it. */
export function OperationFields({ frame, label, aboutText, language, kept, typed, errors }: Props): VNode {
  const { t } = frame;
  const shown = (name: string, otherwise: string) => {
    const value = typed?.[name];
    return typeof value === "string" ? value : otherwise;
  };
  const keptWords = (operation: Operation, otherwise: string) =>
    kept?.operation === operation ? (kept.proposedText ?? otherwise) : otherwise;
  const words = (name: string, operation: "rewrite" | "add", otherwise: string) => (
    <CountedArea frame={frame}>
      <TextArea
        name={name}
        label={t(operation === "rewrite" ? "contribute.rewriting.title" : "contribute.rewriting.added")}
        hint={t(operation === "rewrite" ? "contribute.rewriting.hint" : "contribute.rewriting.addedHint")}
        rows={operation === "rewrite" ? 10 : 5}
        limit={WORDS_LIMIT}
        lang={language === frame.lang ? undefined : language}
        value={shown(name, keptWords(operation, otherwise))}
        error={errorOf(errors, name)}
      />
    </CountedArea>
  );
  return (
    <Radios
      name="operation"
      label={label}
      heading
      value={shown("operation", kept?.operation ?? "rewrite")}
      error={errorOf(errors, "operation")}
      options={[
        {
          value: "rewrite",
          text: t("contribute.rewriting.rewrite"),
          children: words("proposedText", "rewrite", aboutText),
        },
        { value: "remove", text: t("contribute.rewriting.remove"), hint: t("contribute.rewriting.removeHint") },
        { value: "add", text: t("contribute.rewriting.add"), children: words("addedText", "add", "") },
      ]}
    />
  );
}

/** A text area whose characters left are said while one types, where scripts run. */
export function CountedArea({ frame, children }: { readonly frame: Frame; readonly children: VNode }): VNode {
  const { t } = frame;
  // the script puts the number where `{n}` stands
  const n = "{n}";
  const props = {
    limit: WORDS_LIMIT,
    left: t("contribute.words.left", { n }),
    over: t("contribute.words.over", { n }),
  };
  return (
    <Island name="character-count" props={props}>
      {children}
    </Island>
  );
}
