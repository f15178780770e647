import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Island } from "#ui/island.tsx";
import { TextArea } from "#ui/text-area.tsx";
import type { CodingItemProps } from "./coding-item.view.tsx";
import { type Sentence, sentencesOf, wordsMark } from "./quote.rules.ts";
import type { Theme } from "./theme.rules.ts";

/** Themes to tick, words to choose; a script adds the keys and the text selected on the page. */
export function CodingForm({ frame, process, query, item, themes, typed, errors }: CodingItemProps) {
  const { lang, t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  const here = { process: process.slug, number: item.number };
  const hasWords = typed.sentences.length > 0 || typed.pasted !== "" || error("pasted") !== undefined;
  return (
    <Island name="coding-keys" props={keyWords(frame)}>
      <Form frame={frame} action={urls.teamCodingItem(lang, here, query)}>
        <Hidden name="seen" value={wordsMark(item)} />
        <ThemeBoxes
          frame={frame}
          themes={themes}
          label={t("coding.themes")}
          hint={t("coding.themesHint")}
          values={typed.themes}
          error={error("theme")}
        />
        <Details summary={t("coding.choose")} open={hasWords}>
          <Checkboxes
            name="sentence"
            label={t("coding.sentences")}
            hint={t("coding.sentencesHint")}
            small
            values={typed.sentences}
            options={sentencesOf(item).map((sentence) => ({
              value: sentence.id,
              text: sentenceWords(frame, sentence),
            }))}
            error={error("sentence")}
          />
          <TextArea
            name="pasted"
            label={t("coding.pasted")}
            hint={t("coding.pastedHint")}
            optional
            rows={3}
            value={typed.pasted}
            lang={item.language}
            error={error("pasted")}
          />
        </Details>
        <ButtonGroup>
          <Button name="act" value="codeNext">
            {t("coding.codeNext")}
          </Button>
          <Button kind="secondary" name="act" value="code">
            {t("coding.code")}
          </Button>
          <Button kind="secondary" name="act" value="aside">
            {t("coding.aside")}
          </Button>
        </ButtonGroup>
      </Form>
    </Island>
  );
}

function sentenceWords({ t }: Frame, { field, text }: Sentence): string {
  if (field === "title") return t("coding.fieldTitle", { text });
  return field === "proposed_text" ? t("coding.fieldProposed", { text }) : text;
}

type BoxesProps = {
  readonly frame: Frame;
  readonly themes: readonly Theme[];
  readonly label: string;
  readonly hint: string;
  readonly values: readonly string[];
  readonly error?: string | undefined;
};

/** Keys of the themes, in order: S, R and 0 do something else. */
export const KEYS = "123456789abcdefghijklmnopqtuvwxyz";

/** One box a theme with its key and its definition. */
export function ThemeBoxes({ themes, label, hint, values, error }: BoxesProps) {
  return (
    <Checkboxes
      name="theme"
      label={label}
      hint={hint}
      small
      values={values}
      options={themes.map(({ code, name, definition }, index) => ({
        value: code,
        text: KEYS[index] ? `${KEYS[index]}. ${name}` : name,
        hint: definition,
      }))}
      error={error}
    />
  );
}

/** The sentences of the script, in the language of the page. */
export function keyWords({ t }: Frame) {
  return {
    themes: KEYS,
    legend: t("coding.legend"),
    keys: [t("coding.legendNumbers"), t("coding.legendSelection"), t("coding.legendSend"), t("coding.legendAside")],
    off: t("coding.legendOff"),
    switchOff: t("coding.shortcutsOn"),
    switchOn: t("coding.shortcutsOff"),
    useSelection: t("coding.useSelection"),
    nothingSelected: t("coding.nothingSelected"),
  };
}
