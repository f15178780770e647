import type { ComponentChildren, VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { type Draft, isForSomebodyElse, STEP_WORDS, type Step, stepBefore } from "./draft.rules.ts";

export type TypedFields = Readonly<Record<string, string | readonly string[]>>;

export type StepProps = {
  readonly frame: Frame;
  readonly draft: Draft;
  /** What was just typed and refused; else the answers of the draft are shown. */
  readonly typed?: TypedFields | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export function stepUrl(frame: Frame, draft: Pick<Draft, "id">, step: Step): string {
  return urls.contributeStep(frame.lang, { draft: draft.id, step: STEP_WORDS[step] });
}

/** Where a draft was begun: the page of an amendment for an argument about it, else the start with its passage. */
export function startUrl({ lang }: Frame, draft: Draft): string {
  return draft.aboutNumber === null
    ? urls.contributeStart(lang, { process: draft.processSlug }, { passage: draft.passageAnchor ?? undefined })
    : urls.contribution(lang, { number: draft.aboutNumber });
}

/** What a field shows: what was typed if it was refused, else what is kept. */
export function shownValue(props: StepProps, name: string, kept: string | undefined): string {
  const typed = props.typed?.[name];
  return typeof typed === "string" ? typed : (kept ?? "");
}

export function errorOf(errors: readonly FieldError[] | undefined, field: string): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}

/** "Sur le passage A1-a.2", "sur l’élément A1 : …", "sur l’ensemble du texte". */
export function placeName(
  frame: Frame,
  draft: Pick<Draft, "passageCode" | "nodeCode" | "nodeTitle"> & { readonly aboutNumber?: number | null },
): string {
  const { t } = frame;
  if (draft.aboutNumber) return t("contribute.place.contribution", { number: String(draft.aboutNumber) });
  if (draft.passageCode) return t("contribute.place.passage", { code: draft.passageCode });
  if (draft.nodeCode) return t("contribute.place.element", { code: draft.nodeCode, title: draft.nodeTitle ?? "" });
  return t("contribute.place.text");
}

type StepPageProps = StepProps & {
  readonly step: Step;
  readonly title: string;
  readonly before?: ComponentChildren;
  readonly ownHeading?: boolean;
  /** Another way on, beside "continue". */
  readonly more?: ComponentChildren;
  readonly children: ComponentChildren;
};

/** The frame of one question: where one stands, the question, the way on and the way back. */
export function StepPage(props: StepPageProps): VNode {
  const { frame, draft, step, title, errors, before, more, children } = props;
  const { t } = frame;
  const previous = stepBefore(step, draft);
  const back = previous ? stepUrl(frame, draft, previous) : startUrl(frame, draft);
  return (
    <Page
      frame={frame}
      title={title}
      ownHeading={props.ownHeading ?? true}
      errors={errors}
      backLink={back}
      robots="noindex"
      section="processes"
    >
      {isForSomebodyElse(draft) ? (
        <Inset>{t("contribute.assisted", { channel: t(`contributions.channel.${draft.channel}`) })}</Inset>
      ) : null}
      <Form frame={frame} action={stepUrl(frame, draft, step)}>
        {before}
        {children}
        <ButtonGroup>
          <Button>{t("contribute.continue")}</Button>
          {more}
        </ButtonGroup>
      </Form>
      <Muted>{t("contribute.kept")}</Muted>
    </Page>
  );
}

/** The words a contribution is about, under their number. */
export function AboutPassage({ frame, draft }: { readonly frame: Frame; readonly draft: Draft }): VNode {
  return (
    <Inset>
      <p>
        <strong>{placeName(frame, draft)}</strong>
      </p>
      {draft.passageText ? <Prose text={draft.passageText} lang={draft.documentLanguage} /> : null}
    </Inset>
  );
}
