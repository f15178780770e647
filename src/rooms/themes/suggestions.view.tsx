import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { Inset } from "#ui/text.tsx";
import { DRAFT_ENGINE, WORDS_ENGINE } from "./suggestion.rules.ts";
import { ThemesTabs, teamTrail } from "./tabs.view.tsx";
import { shortWords } from "./words.rules.ts";

type Why = { readonly words: readonly string[]; readonly engine: string; readonly version: string };
type Line = Why & {
  readonly id: string;
  readonly number: number;
  readonly themeName: string;
  readonly excerpt: string;
  readonly language: string;
};
type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  /** Null while this person has not asked for suggestions. */
  readonly shown: {
    readonly lines: readonly Line[];
    readonly themes: readonly { readonly theme: string; readonly themeName: string; readonly count: number }[];
    readonly theme: string;
    readonly count: number;
    readonly page: number;
    readonly pages: number;
    readonly batchId: string;
    readonly seen: string;
  } | null;
  readonly errors: readonly FieldError[];
};

/** Why a machine proposes: the words that weighed, and which machine. */
export function suggestionWhy({ t }: Frame, { words, engine, version }: Why): string {
  const list = words.join(", ");
  if (engine === WORDS_ENGINE.engine) return t("suggestions.whyWords", { words: list });
  if (engine === DRAFT_ENGINE) return t("suggestions.whyDraft", { words: list });
  return t("suggestions.whyEngine", { engine, version, words: list });
}

export function SuggestionsView({ frame, process, shown, errors }: Props) {
  const { lang, t } = frame;
  const action = urls.teamSuggestions(lang, { process: process.slug });
  return (
    <Page
      frame={frame}
      title={t("suggestions.title")}
      lead={t("suggestions.lead")}
      breadcrumb={teamTrail(frame, process)}
      errors={errors}
      section="team"
      wide
    >
      <ThemesTabs frame={frame} process={process.slug} current="suggestions" />
      {shown === null ? <Inset>{t("suggestions.off")}</Inset> : null}
      <ButtonGroup>
        <PostButton
          frame={frame}
          action={action}
          kind={shown === null ? "primary" : "secondary"}
          fields={{ act: shown === null ? "on" : "off" }}
        >
          {t(shown === null ? "suggestions.switchOn" : "suggestions.switchOff")}
        </PostButton>
        {shown === null ? null : (
          <PostButton frame={frame} action={action} kind="secondary" fields={{ act: "search" }}>
            {t("suggestions.search")}
          </PostButton>
        )}
      </ButtonGroup>
      {shown === null ? null : <Shown frame={frame} process={process} shown={shown} errors={errors} />}
    </Page>
  );
}

type ShownProps = Omit<Props, "shown"> & { readonly shown: NonNullable<Props["shown"]> };

function Shown(props: ShownProps) {
  const { frame, process, shown, errors } = props;
  const { lang, t } = frame;
  const { lines, themes, theme, count, page, pages } = shown;
  const action = urls.teamSuggestions(lang, { process: process.slug });
  return (
    <>
      <Filters action={action} resetHref={action}>
        <Select
          name="theme"
          label={t("suggestions.theme")}
          optional
          value={theme}
          emptyOption={t("suggestions.allThemes")}
          options={themes.map((one) => ({ value: one.theme, text: `${one.themeName} (${one.count})` }))}
        />
      </Filters>
      <ResultCount>{t("suggestions.count", { count })}</ResultCount>
      {lines.length === 0 ? null : (
        <Form frame={frame} action={action}>
          <Hidden name="batch" value={shown.batchId} />
          <Checkboxes
            name="suggestion"
            label={t("suggestions.choose")}
            small
            options={lines.map((line) => ({
              value: line.id,
              text: t("suggestions.line", { number: String(line.number), theme: line.themeName }),
              hint: `${t("suggestions.label")} – ${suggestionWhy(frame, line)}`,
              children: (
                <>
                  <Prose text={shortWords(line.excerpt)} lang={line.language} />
                  <p>
                    <a href={urls.teamCodingItem(lang, { process: process.slug, number: line.number })}>
                      {t("suggestions.read", { number: String(line.number) })}
                    </a>
                  </p>
                </>
              ),
            }))}
            error={errors.find(({ field }) => field === "suggestion")?.message}
          />
          <ButtonGroup>
            <Button name="act" value="accept">
              {t("suggestions.accept")}
            </Button>
            <Button kind="secondary" name="act" value="refuse">
              {t("suggestions.refuse")}
            </Button>
          </ButtonGroup>
        </Form>
      )}
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamSuggestions(lang, { process: process.slug }, { theme, page: n })}
      />
      {theme !== "" && count > 0 ? <WholeTheme {...props} /> : null}
    </>
  );
}

/** All of one theme: exactly the set of this page, said by its digest. */
function WholeTheme({ frame, process, shown }: ShownProps) {
  const { lang, t } = frame;
  return (
    <Section title={t("suggestions.wholeTitle")}>
      <p>{t("suggestions.wholeText", { count: shown.count })}</p>
      <Form frame={frame} action={urls.teamSuggestions(lang, { process: process.slug })}>
        <Hidden name="batch" value={shown.batchId} />
        <Hidden name="theme" value={shown.theme} />
        <Hidden name="seen" value={shown.seen} />
        <ButtonGroup>
          <Button name="act" value="acceptAll">
            {t("suggestions.acceptAll")}
          </Button>
          <Button kind="secondary" name="act" value="refuseAll">
            {t("suggestions.refuseAll")}
          </Button>
        </ButtonGroup>
      </Form>
    </Section>
  );
}
