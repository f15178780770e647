import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Inset } from "#ui/text.tsx";
import { teamTrail } from "./tabs.view.tsx";
import type { Theme } from "./theme.rules.ts";
import { shortWords } from "./words.rules.ts";

type Line = {
  readonly id: string;
  readonly number: number;
  readonly quote: string | null;
  readonly excerpt: string;
  readonly language: string;
};
type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly theme: Theme;
  readonly targets: readonly Theme[];
  readonly lines: readonly Line[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly errors: readonly FieldError[];
  readonly chosen: readonly string[];
  readonly into: string;
};

/** The codes of a theme that was split: a person says which go to the new one. */
export function DistributeView(props: Props) {
  const { frame, process, theme, targets, lines, count, page, pages, errors } = props;
  const { lang, t } = frame;
  const here = { process: process.slug, theme: theme.code };
  return (
    <Page
      frame={frame}
      title={t("codebook.distributeTitle", { name: theme.name })}
      breadcrumb={[...teamTrail(frame, process), { text: theme.name, href: urls.teamTheme(lang, here) }]}
      errors={errors}
      section="team"
    >
      <ResultCount>{t("codebook.distributeLead", { count })}</ResultCount>
      {targets.length === 0 ? <Inset>{t("codebook.noSplit")}</Inset> : null}
      {targets.length > 0 && lines.length > 0 ? (
        <Form frame={frame} action={urls.teamThemeSplit(lang, here, { page: page > 1 ? page : undefined })}>
          <Radios
            name="into"
            label={t("codebook.distributeInto")}
            value={props.into}
            options={targets.map(({ code, name, definition }) => ({ value: code, text: name, hint: definition }))}
            error={errors.find(({ field }) => field === "into")?.message}
          />
          <Checkboxes
            name="code"
            label={t("codebook.distributeChoose")}
            small
            values={props.chosen}
            options={lines.map((line) => ({
              value: line.id,
              text: `${t("contributions.numbered", { number: String(line.number) })}${line.quote ? ` – « ${line.quote} »` : ""}`,
              children: <Prose text={shortWords(line.excerpt)} lang={line.language} />,
            }))}
            error={errors.find(({ field }) => field === "code")?.message}
          />
          <Button>{t("codebook.distributeButton")}</Button>
        </Form>
      ) : null}
      <Pagination page={page} pages={pages} href={(n) => urls.teamThemeSplit(lang, here, { page: n })} />
    </Page>
  );
}
