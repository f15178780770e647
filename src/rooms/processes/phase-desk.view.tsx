import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Warning } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { inputMoment } from "./moment.rules.ts";
import { PhaseDates, type PhaseFacts, PhaseStatus } from "./phase.view.tsx";
import { type CircleFacts, PhaseRights } from "./phase-rights.view.tsx";
import { inLang, mayOpenNow, phaseState } from "./process.rules.ts";
import { daysOf, isShort, SHORT_CONSULTATION_DAYS } from "./proposal.rules.ts";

export type PhaseDeskFacts = PhaseFacts & { readonly isPlannedEndPast: boolean };

/** What was typed in the form sent last: which act, on which phase or circle, and its fields. */
export type TypedForm = {
  readonly act: string;
  readonly subject: string;
  readonly values: Readonly<Record<string, string>>;
};

export type DeskProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string };
  readonly typed?: TypedForm | undefined;
  readonly errors: readonly FieldError[];
};

/** One phase: open it, close it, its dates, what each circle may do. */
export function PhaseDesk({
  frame,
  phase,
  circles,
  process,
  typed,
  errors,
}: DeskProps & { readonly phase: PhaseDeskFacts; readonly circles: readonly CircleFacts[] }) {
  const { lang, t } = frame;
  const action = urls.teamProcess(lang, { process: process.slug });
  const title = inLang(lang, { fr: phase.title, en: phase.titleEn });
  const state = phaseState(phase);
  const button = (act: string, text: string, kind: "secondary" | "warning" = "secondary") => (
    <PostButton frame={frame} action={action} kind={kind} fields={{ act, phase: phase.id }}>
      {text}
    </PostButton>
  );
  const own = typed?.act === "dates" && typed.subject === phase.id ? typed.values : null;
  const span = { opensAt: phase.plannedOpensAt, closesAt: phase.plannedClosesAt };
  const field = (name: "opens" | "closes", at: Date) => ({
    // several forms on one page: the field of another phase has another id
    id: own ? name : `${name}-${phase.id}`,
    name,
    value: own?.[name] ?? inputMoment(at),
    error: own ? errors.find((error) => error.field === name)?.message : undefined,
  });
  return (
    <article>
      <h3>{title}</h3>
      <p>
        <PhaseStatus frame={frame} phase={phase} />
      </p>
      <PhaseDates frame={frame} phase={phase} />
      {phase.kind === "consultation" && isShort(span) ? (
        <Warning>{t("creation.short", { count: daysOf(span), days: SHORT_CONSULTATION_DAYS })}</Warning>
      ) : null}
      {phase.isOpen ? button("close", t("steering.close", { title }), "warning") : null}
      {mayOpenNow(phase) ? button("open", t("steering.open", { title })) : null}
      {phase.kind === "consultation" && state === "closed"
        ? button("answered", t("steering.answered", { title }))
        : null}
      <Details summary={t("steering.dates.change", { title })} open={own !== null}>
        <Form frame={frame} action={action}>
          <Hidden name="act" value="dates" />
          <Hidden name="phase" value={phase.id} />
          <TextField
            {...field("opens", phase.plannedOpensAt)}
            label={t("steering.dates.opens")}
            hint={t("steering.dates.hint")}
            width={20}
          />
          <TextField
            {...field("closes", phase.plannedClosesAt)}
            label={t("steering.dates.closes")}
            hint={t("steering.dates.hint")}
            width={20}
          />
          <Button>{t("steering.dates.save")}</Button>
        </Form>
      </Details>
      <PhaseRights frame={frame} action={action} phase={phase} circles={circles} title={title} />
    </article>
  );
}
