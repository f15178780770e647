import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonLink } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { FileField } from "#ui/file-field.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import type { ProofVerdict } from "./check-proof.rules.ts";
import type { PromiseVerdict } from "./verdict.rules.ts";
import { PromiseResult, ProofResult } from "./verdict.view.tsx";

type Props = {
  readonly frame: Frame;
  /** The site has a log, so that there is something to check against. */
  readonly isOpen: boolean;
  /** The program that checks the whole site; null where it was not built. */
  readonly program: VNode | null;
  readonly typed?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly verdict?: ProofVerdict | undefined;
  readonly promise?: PromiseVerdict | undefined;
};

export function VerifyView({ frame, isOpen, program, typed, errors, verdict, promise }: Props): VNode {
  const { lang, t } = frame;
  const shown = (name: string) => {
    const value = typed?.[name];
    return typeof value === "string" ? value : undefined;
  };
  const errorOf = (name: string) => errors?.find(({ field }) => field === name)?.message;
  const text = shown("text");
  return (
    <Page
      frame={frame}
      title={t("verify.title")}
      lead={t("verify.lead")}
      breadcrumb={[{ text: t("journal.title"), href: urls.journal(lang) }]}
      errors={errors}
    >
      {verdict ? <ProofResult frame={frame} verdict={verdict} /> : null}
      {promise ? <PromiseResult frame={frame} promise={promise} /> : null}
      {isOpen ? null : <Warning>{t("verify.notOpen")}</Warning>}
      <Form frame={frame} action={urls.verifyProof(lang)} files>
        <TextArea
          name="proof"
          label={t("verify.proof")}
          hint={t("verify.proofHint")}
          rows={8}
          value={shown("proof")}
          error={errorOf("proof")}
        />
        <FileField name="file" label={t("verify.file")} hint={t("verify.fileHint")} optional error={errorOf("file")} />
        <Details summary={t("verify.apart")} open={errorOf("text") !== undefined || (text ?? "") !== ""}>
          <TextArea
            name="text"
            label={t("verify.text")}
            hint={t("verify.textHint")}
            rows={5}
            optional
            value={text}
            error={errorOf("text")}
          />
        </Details>
        <Button>{t("verify.check")}</Button>
      </Form>
      <Section title={t("verify.offlineTitle")}>
        <p>{t("verify.offline")}</p>
        <p>
          <ButtonLink kind="secondary" href={urls.verifyOffline(lang, { telecharger: "oui" })}>
            {t("verify.offlineTake")}
          </ButtonLink>
        </p>
        <p>
          <a href={urls.verifyOffline(lang)}>{t("verify.offlineSee")}</a>
        </p>
      </Section>
      {program ? <Section title={t("verify.programTitle")}>{program}</Section> : null}
      <Section title={t("verify.searchTitle")}>
        <p>{t("verify.search")}</p>
        <Filters action={urls.journalLeaves(lang)} apply={t("verify.searchFind")}>
          <TextField
            name="empreinte"
            label={t("verify.code")}
            hint={t("verify.codeHint")}
            width={30}
            spellcheck={false}
          />
        </Filters>
      </Section>
    </Page>
  );
}
