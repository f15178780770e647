import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Muted, Warning } from "#ui/text.tsx";
import {
  LATER,
  SecondReaderField,
  type TextChoice,
  TextChoiceField,
  TitleField,
  WordFields,
} from "./description-fields.view.tsx";
import type { DeskProps } from "./phase-desk.view.tsx";
import type { Description } from "./proposal.rules.ts";

export type DescribedProcess = Omit<Description, "language"> & { readonly slug: string; readonly language: string };

type Props = Omit<DeskProps, "process"> & {
  readonly process: DescribedProcess;
  /** Its text, where it has one. */
  readonly text: TextChoice | null;
  /** Those it may take instead. */
  readonly texts: readonly TextChoice[];
  /** People have contributed on its text: it stays. */
  readonly isTextKept: boolean;
};

/** What the process says of itself, and the form that changes it. */
export function DescriptionDesk({ frame, process, text, texts, isTextKept, typed, errors }: Props) {
  const { lang, t } = frame;
  const own = typed?.act === "describe" ? typed.values : null;
  const { title, summary, authority, followUp, language } = process;
  const secondReader = process.needsSecondReader ? "yes" : "no";
  const values = own ?? { title, summary, authority, followUp, language, secondReader, text: text?.slug ?? LATER };
  const shown = { frame, typed: values, errors: own ? errors : [] };
  return (
    <>
      {text ? null : <Warning>{t("creation.noText")}</Warning>}
      <SummaryList
        rows={[
          { key: t("creation.text.label"), value: text?.title ?? t("creation.text.later") },
          { key: t("creation.authority.label"), value: authority },
          { key: t("creation.followUp.label"), value: followUp },
          { key: t("creation.secondReader.label"), value: t(`creation.secondReader.${secondReader}`) },
        ]}
      />
      <Details summary={t("steering.describe.change")} open={own !== null}>
        <Form frame={frame} action={urls.teamProcess(lang, { process: process.slug })} requiredNote>
          <Hidden name="act" value="describe" />
          <TitleField {...shown} />
          <WordFields {...shown} />
          {isTextKept ? (
            <>
              <Hidden name="text" value={text?.slug ?? LATER} />
              <Muted>{t("creation.text.kept")}</Muted>
            </>
          ) : (
            <TextChoiceField {...shown} texts={texts} />
          )}
          <SecondReaderField {...shown} />
          <Button>{t("steering.describe.save")}</Button>
        </Form>
      </Details>
    </>
  );
}
