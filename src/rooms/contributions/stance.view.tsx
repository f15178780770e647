import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Radios } from "#ui/radios.tsx";
import { Inset } from "#ui/text.tsx";
import { AmendedPart } from "./amended-part.view.tsx";
import { STANCES } from "./contribution.rules.ts";
import type { PublicContribution } from "./public-contribution.rules.ts";
import { errorOf, StepPage, type StepProps, shownValue } from "./wizard.view.tsx";

/** What an argument says of the amendment it is about. */
export function StanceStep(props: StepProps & { readonly about: PublicContribution | null }): VNode {
  const { frame, draft, errors, about } = props;
  return (
    <StepPage {...props} step="stance" title={frame.t("contribute.stance.title")}>
      {about ? <Discussed frame={frame} about={about} /> : null}
      <StanceChoice frame={frame} value={shownValue(props, "stance", draft.answers.stance)} errors={errors} />
    </StepPage>
  );
}

type ChoiceProps = {
  readonly frame: Frame;
  readonly value: string;
  readonly errors?: readonly FieldError[] | undefined;
  readonly isHeading?: boolean;
};

export function StanceChoice({ frame, value, errors, isHeading = true }: ChoiceProps): VNode {
  const { t } = frame;
  return (
    <Radios
      name="stance"
      label={t("contribute.stance.title")}
      heading={isHeading}
      value={value}
      error={errorOf(errors, "stance")}
      options={STANCES.map((stance) => ({
        value: stance,
        text: t(`contribute.stance.${stance}`),
        hint: t(`contribute.stance.${stance}Hint`),
      }))}
    />
  );
}

/** The amendment that an argument is about: its number, and its first passage. */
export function Discussed({ frame, about }: { readonly frame: Frame; readonly about: PublicContribution }): VNode {
  const { lang, t } = frame;
  return (
    <Inset>
      <p>
        <strong>
          <a href={urls.contribution(lang, { number: about.number })}>
            {t("contributions.title.amendment", { number: String(about.number) })}
          </a>
        </strong>
      </p>
      <AmendedPart part={about} lang={about.documentLanguage} />
    </Inset>
  );
}
