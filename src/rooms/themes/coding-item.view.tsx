import { formatDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { ButtonGroup } from "#ui/button.tsx";
import { PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Inset, Muted, Quote, VisuallyHidden } from "#ui/text.tsx";
import { CodingForm } from "./coding-form.view.tsx";
import { PublicWordsView } from "./public-words.view.tsx";
import type { PublicWords } from "./quote.rules.ts";
import { suggestionWhy } from "./suggestions.view.tsx";
import { teamTrail } from "./tabs.view.tsx";
import type { Theme } from "./theme.rules.ts";

type Item = PublicWords & {
  readonly number: number;
  readonly aboutText: string | null;
  readonly isMasked: boolean;
  readonly language: string;
  readonly nodeCode: string | null;
  readonly nodeTitle: string | null;
  readonly openSample: number | null;
  readonly isUnplaced: boolean;
};
type Code = {
  readonly id: string;
  readonly theme: string;
  readonly themeName: string;
  readonly quote: string | null;
  readonly quoteIsGone: boolean;
  readonly origin: "person" | "accepted_suggestion";
  readonly madeBy: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};
type Suggestion = {
  readonly id: string;
  readonly themeName: string;
  readonly words: readonly string[];
  readonly engine: string;
  readonly version: string;
};
export type CodingItemProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  /** The filter as the query of an address: the next one is looked for inside it. */
  readonly query: Readonly<Record<string, string>>;
  readonly item: Item;
  readonly codes: readonly Code[];
  /** None unless this person asked for suggestions. */
  readonly suggestions: readonly Suggestion[];
  readonly themes: readonly Theme[];
  readonly next: number | null;
  readonly typed: {
    readonly themes: readonly string[];
    readonly sentences: readonly string[];
    readonly pasted: string;
  };
  readonly errors: readonly FieldError[];
  readonly roleWords: (role: string) => string;
};

export function CodingItemView(props: CodingItemProps) {
  const { frame, process, query, item, next, errors } = props;
  const { lang, t } = frame;
  const here = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("coding.itemTitle", { number: String(item.number) })}
      breadcrumb={[...teamTrail(frame, process), { text: t("coding.title"), href: urls.teamCoding(lang, here, query) }]}
      errors={errors}
      section="team"
    >
      <PublicWordsView frame={frame} item={item} />
      {item.openSample === null ? (
        <>
          <Codes {...props} />
          <Suggestions {...props} />
          <CodingForm {...props} />
        </>
      ) : (
        <Inset>
          <p>{t("coding.inSample", { sample: item.openSample })}</p>
          <a href={urls.teamSample(lang, { ...here, sample: item.openSample })}>
            {t("coding.toSample", { sample: item.openSample })}
          </a>
        </Inset>
      )}
      <LinkList
        items={[
          ...(next === null
            ? []
            : [
                {
                  text: t("coding.skip"),
                  href: urls.teamCodingItem(lang, { ...here, number: next }, query),
                },
              ]),
          { text: t("coding.back"), href: urls.teamCoding(lang, here, query) },
        ]}
      />
    </Page>
  );
}

function Codes(props: CodingItemProps) {
  const { frame, process, query, item, codes } = props;
  const { lang, t } = frame;
  const action = urls.teamCodingItem(lang, { process: process.slug, number: item.number }, query);
  return (
    <Section title={t("coding.codes")}>
      {codes.length === 0 ? <p>{t(item.isUnplaced ? "coding.isAside" : "coding.noCodes")}</p> : null}
      {item.isUnplaced ? (
        <PostButton frame={frame} action={action} kind="secondary" fields={{ act: "unAside" }}>
          {t("coding.unAside")}
        </PostButton>
      ) : null}
      <ul>
        {codes.map((code) => (
          <li key={code.id}>
            <strong dir="auto">{code.themeName}</strong> –{" "}
            <CodedWords frame={frame} code={code} language={item.language} />
            <Muted>{madeWords(props, code)}</Muted>
            <PostButton frame={frame} action={action} kind="secondary" fields={{ act: "remove", code: code.id }}>
              {t("coding.remove")}
              <VisuallyHidden> {t("coding.removeOf", { name: code.themeName })}</VisuallyHidden>
            </PostButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function CodedWords({
  frame,
  code,
  language,
}: {
  readonly frame: Frame;
  readonly code: Code;
  readonly language: string;
}) {
  const { t } = frame;
  if (code.quoteIsGone) return <>{t("coding.quoteGone")}</>;
  if (code.quote === null) return <>{t("coding.wholeContribution")}</>;
  return <Quote lang={language}>{code.quote}</Quote>;
}

function madeWords({ frame, roleWords }: CodingItemProps, code: Code): string {
  const { lang, t } = frame;
  return t(code.origin === "person" ? "coding.byPerson" : "coding.bySuggestion", {
    name: code.madeBy ?? t("codebook.somebody"),
    role: roleWords(code.actingRole),
    date: formatDate(lang, code.madeAt),
  });
}

function Suggestions({ frame, process, query, item, suggestions }: CodingItemProps) {
  const { lang, t } = frame;
  if (suggestions.length === 0) return null;
  const action = urls.teamCodingItem(lang, { process: process.slug, number: item.number }, query);
  const button = (suggestion: Suggestion, act: "accept" | "refuse") => (
    <PostButton frame={frame} action={action} kind="secondary" fields={{ act, suggestion: suggestion.id }}>
      {t(`suggestions.${act}One`)}
      <VisuallyHidden> {t("coding.removeOf", { name: suggestion.themeName })}</VisuallyHidden>
    </PostButton>
  );
  return (
    <Section title={t("suggestions.on")}>
      <ul>
        {suggestions.map((suggestion) => (
          <li key={suggestion.id}>
            {t("suggestions.label")} : <strong>{suggestion.themeName}</strong>
            <Muted>{suggestionWhy(frame, suggestion)}</Muted>
            <ButtonGroup>
              {button(suggestion, "accept")}
              {button(suggestion, "refuse")}
            </ButtonGroup>
          </li>
        ))}
      </ul>
    </Section>
  );
}
