import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { FiguresSection } from "./figures.view.tsx";
import type { OwnLine } from "./own.rules.ts";
import type { RequestFigures } from "./request.rules.ts";

export type MyDataProps = {
  readonly frame: Frame;
  readonly figures: RequestFigures;
  /** Of somebody signed in. */
  readonly own: {
    readonly lines: readonly OwnLine[];
    readonly count: number;
    readonly page: number;
    readonly pages: number;
  } | null;
  readonly code?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

const errorOf = (errors: readonly FieldError[] | undefined, field: string) =>
  errors?.find((error) => error.field === field)?.message;

/** Where everybody starts: with an account, with a code, or with neither. */
export function MyDataView({ frame, figures, own, code, errors }: MyDataProps): VNode {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("data-rights.mine.title")} lead={t("data-rights.mine.lead")} errors={errors}>
      {own ? <Account {...{ frame, own }} /> : <SignInFirst frame={frame} />}
      <Section title={t("data-rights.mine.withCode")}>
        <p>{t("data-rights.mine.withCodeText")}</p>
        <Form frame={frame} action={urls.myData(lang)}>
          <TextField
            name="code"
            label={t("receipt.search.code")}
            hint={t("receipt.search.hint")}
            width={20}
            autocomplete="off"
            spellcheck={false}
            value={code}
            error={errorOf(errors, "code")}
          />
          <Button>{t("data-rights.mine.find")}</Button>
        </Form>
      </Section>
      <Section title={t("data-rights.mine.otherwise")}>
        <p>{t("data-rights.mine.otherwiseText")}</p>
        <p>
          <a href={urls.dataRequest(lang)}>{t("data-rights.mine.otherwiseLink")}</a>
        </p>
      </Section>
      <FiguresSection {...{ frame, figures }} />
      <Section title={t("data-rights.mine.more")}>
        <ul>
          <li>
            <a href={urls.privacy(lang)}>{t("data-rights.mine.privacy")}</a>
          </li>
          <li>
            <a href={urls.processing(lang)}>{t("register.title")}</a>
          </li>
        </ul>
      </Section>
    </Page>
  );
}

function SignInFirst({ frame }: { readonly frame: Frame }): VNode {
  const { lang, t } = frame;
  return (
    <Section title={t("data-rights.mine.withAccount")}>
      <p>{t("data-rights.mine.signInText")}</p>
      <p>
        <a href={`${urls.signIn(lang)}?retour=${encodeURIComponent(urls.myData(lang))}`}>
          {t("data-rights.mine.signIn")}
        </a>
      </p>
    </Section>
  );
}

function Account({ frame, own }: { readonly frame: Frame; readonly own: NonNullable<MyDataProps["own"]> }): VNode {
  const { lang, t } = frame;
  return (
    <>
      <Section title={t("data-rights.mine.withAccount")}>
        <ul>
          <li>
            <a href={urls.myDataFile(lang, { file: "mes-donnees.txt" })}>{t("data-rights.mine.text")}</a>
          </li>
          <li>
            <a href={urls.myDataFile(lang, { file: "mes-donnees.json" })}>{t("data-rights.mine.json")}</a>
          </li>
          <li>
            <a href={urls.account(lang)}>{t("data-rights.mine.rectify")}</a>
          </li>
          <li>
            <a href={urls.detachAll(lang)}>{t("data-rights.mine.detach")}</a>
          </li>
          <li>
            <a href={urls.eraseAll(lang)}>{t("data-rights.mine.erase")}</a>
          </li>
        </ul>
      </Section>
      <Section title={t("data-rights.mine.one")}>
        <ResultCount>{t("receipt.mine.count", { count: own.count })}</ResultCount>
        <DataTable
          caption={t("data-rights.mine.one")}
          captionHidden
          empty={t("receipt.mine.empty")}
          columns={[
            { head: t("receipt.mine.contribution") },
            { head: t("receipt.mine.process") },
            { head: t("receipt.mine.sent") },
          ]}
          rows={own.lines.map((line) => [
            <a key="link" href={urls.ownData(lang, { code: line.id })}>
              {t("data-rights.mine.line", { number: String(line.number) })} <Prose text={line.excerpt} inline />
            </a>,
            line.processTitle,
            <Time key="at" at={line.submittedAt} mode="date" />,
          ])}
        />
        <Pagination page={own.page} pages={own.pages} href={(page) => `${urls.myData(lang)}?page=${page}`} />
      </Section>
    </>
  );
}
