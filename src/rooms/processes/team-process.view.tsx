import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { Muted } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { inputMoment } from "./moment.rules.ts";
import { PhaseDates, type PhaseFacts, PhaseStatus } from "./phase.view.tsx";
import { inLang, mayOpenNow, phaseState } from "./process.rules.ts";

type CircleFacts = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly isPublic: boolean;
  readonly members: readonly { readonly personId: string; readonly displayName: string; readonly email: string }[];
};

export type TeamProcessData = {
  readonly process: { readonly slug: string; readonly title: string; readonly language: string };
  readonly phases: readonly (PhaseFacts & { readonly isPlannedEndPast: boolean })[];
  readonly circles: readonly CircleFacts[];
  readonly meter: { readonly answered: number; readonly total: number };
  /** What was typed in the form sent last, and what is wrong with it. */
  readonly typed?: { readonly form: string; readonly values: Readonly<Record<string, string>> } | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export function TeamProcessView({ frame, ...data }: { readonly frame: Frame } & TeamProcessData) {
  const { lang, t } = frame;
  const { process, errors = [] } = data;
  return (
    <Page
      frame={frame}
      title={t("steering.one.title", { title: process.title })}
      breadcrumb={[
        { text: t("steering.team"), href: urls.team(lang) },
        { text: t("steering.list.title"), href: urls.teamProcesses(lang) },
      ]}
      errors={errors}
      robots="noindex"
    >
      <p>
        <a href={urls.process(lang, { process: process.slug })}>{t("steering.publicPage")}</a>
      </p>
      {data.meter.total > 0 ? (
        <Progress value={data.meter.answered} max={data.meter.total}>
          {t("processes.meter", data.meter)}
        </Progress>
      ) : null}
      <Section title={t("processes.phases.title")}>
        {data.phases.map((phase) => (
          <PhaseDesk key={phase.id} frame={frame} phase={phase} {...data} errors={errors} />
        ))}
      </Section>
      <Section title={t("steering.members.title")}>
        {data.circles.map((circle) => (
          <CircleDesk key={circle.id} frame={frame} circle={circle} {...data} errors={errors} />
        ))}
      </Section>
    </Page>
  );
}

type DeskProps = Pick<TeamProcessData, "process" | "typed"> & {
  readonly frame: Frame;
  readonly errors: readonly FieldError[];
};

function PhaseDesk({
  frame,
  phase,
  process,
  typed,
  errors,
}: DeskProps & { readonly phase: TeamProcessData["phases"][number] }) {
  const { lang, t } = frame;
  const action = urls.teamProcess(lang, { process: process.slug });
  const title = inLang(lang, { fr: phase.title, en: phase.titleEn });
  const state = phaseState(phase);
  const button = (act: string, text: string, kind: "secondary" | "warning" = "secondary") => (
    <PostButton frame={frame} action={action} kind={kind} fields={{ act, phase: phase.id }}>
      {text}
    </PostButton>
  );
  const own = typed?.form === phase.id ? typed.values : null;
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
    </article>
  );
}

function CircleDesk({ frame, circle, process, typed, errors }: DeskProps & { readonly circle: CircleFacts }) {
  const { lang, t } = frame;
  const action = urls.teamProcess(lang, { process: process.slug });
  const name = inLang(lang, { fr: circle.name, en: circle.nameEn });
  const own = typed?.form === circle.id ? typed.values : null;
  if (circle.isPublic) {
    return (
      <>
        <h3>{name}</h3>
        <Muted>{t("steering.members.everybody")}</Muted>
      </>
    );
  }
  return (
    <article>
      <h3>{name}</h3>
      {circle.members.length === 0 ? <p>{t("steering.members.none")}</p> : null}
      {circle.members.length > 0 ? (
        <ul>
          {circle.members.map((member) => (
            <li key={member.personId}>
              {t("steering.members.one", { name: member.displayName, email: member.email })}
              <PostButton
                frame={frame}
                action={action}
                kind="secondary"
                fields={{ act: "remove", circle: circle.id, person: member.personId }}
              >
                {t("steering.members.remove", { name: member.displayName, circle: name })}
              </PostButton>
            </li>
          ))}
        </ul>
      ) : null}
      <Form frame={frame} action={action}>
        <Hidden name="act" value="add" />
        <Hidden name="circle" value={circle.id} />
        <TextField
          id={own ? "email" : `email-${circle.id}`}
          name="email"
          type="email"
          label={t("steering.members.email", { circle: name })}
          hint={t("steering.members.hint")}
          value={own?.email ?? ""}
          error={own ? errors.find((error) => error.field === "email")?.message : undefined}
        />
        <Button kind="secondary">{t("steering.members.add", { circle: name })}</Button>
      </Form>
    </article>
  );
}
