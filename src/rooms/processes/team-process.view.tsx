import { urls } from "#kernel/urls.ts";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { CircleDesk, NewCircle } from "./circle-desk.view.tsx";
import { type DescribedProcess, DescriptionDesk } from "./description-desk.view.tsx";
import type { TextChoice } from "./description-fields.view.tsx";
import { PhaseDesk, type PhaseDeskFacts, type TypedForm } from "./phase-desk.view.tsx";

type CircleFacts = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly isPublic: boolean;
  readonly members: readonly { readonly personId: string; readonly displayName: string; readonly email: string }[];
};

export type TeamProcessData = {
  readonly process: DescribedProcess;
  readonly phases: readonly PhaseDeskFacts[];
  /** In widening order. */
  readonly circles: readonly CircleFacts[];
  readonly meter: { readonly answered: number; readonly total: number };
  readonly text: TextChoice | null;
  readonly texts: readonly TextChoice[];
  readonly isTextKept: boolean;
  /** What was typed in the form sent last, and what is wrong with it. */
  readonly typed?: TypedForm | undefined;
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
      <Section title={t("steering.describe.title")}>
        <DescriptionDesk frame={frame} {...data} errors={errors} />
      </Section>
      <Section title={t("processes.phases.title")}>
        {data.phases.map((phase) => (
          <PhaseDesk key={phase.id} frame={frame} phase={phase} {...data} errors={errors} />
        ))}
      </Section>
      <Section title={t("steering.members.title")}>
        {data.circles.map((circle, at) => {
          const next = data.circles[at + 1];
          const mayWiden = next !== undefined && !next.isPublic;
          return (
            <CircleDesk key={circle.id} frame={frame} circle={circle} mayWiden={mayWiden} {...data} errors={errors} />
          );
        })}
        <NewCircle frame={frame} {...data} errors={errors} />
      </Section>
    </Page>
  );
}
