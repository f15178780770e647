import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import type { SampleState } from "./sample.rules.ts";
import { ThemesTabs, teamTrail } from "./tabs.view.tsx";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly samples: readonly {
    readonly number: number;
    readonly size: number;
    readonly state: SampleState;
    readonly drawnAt: Date;
    readonly coders: readonly { readonly label: string; readonly name: string }[];
  }[];
  /** How many would be drawn now. */
  readonly size: number;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly typed: { readonly coders: readonly string[]; readonly seed: string };
  readonly errors: readonly FieldError[];
};

export function SamplesView(props: Props) {
  const { frame, process, samples, errors } = props;
  const { lang, t } = frame;
  const hasOpen = samples.some(({ state }) => state === "open");
  return (
    <Page
      frame={frame}
      title={t("samples.title")}
      lead={t("samples.lead")}
      breadcrumb={teamTrail(frame, process)}
      errors={errors}
      section="team"
      wide
    >
      <ThemesTabs frame={frame} process={process.slug} current="samples" />
      <Section title={t("samples.list")}>
        <DataTable
          caption={t("samples.list")}
          captionHidden
          empty={t("samples.empty")}
          columns={[
            { head: t("samples.head.sample") },
            { head: t("samples.head.size"), numeric: true },
            { head: t("samples.head.state") },
            { head: t("samples.head.coders") },
            { head: t("samples.head.drawn") },
          ]}
          rows={samples.map((sample) => [
            <a key="number" href={urls.teamSample(lang, { process: process.slug, sample: sample.number })}>
              {t("samples.number", { number: sample.number })}
            </a>,
            formatNumber(lang, sample.size),
            t(`samples.state.${sample.state}`),
            sample.coders.map(({ label, name }) => `${label} : ${name}`).join(", "),
            <Time key="at" at={sample.drawnAt} />,
          ])}
        />
      </Section>
      {hasOpen ? null : <DrawForm {...props} />}
    </Page>
  );
}

function DrawForm({ frame, process, size, people, typed, errors }: Props) {
  const { lang, t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Section title={t("samples.draw")}>
      <p>{t("samples.drawText", { count: size })}</p>
      <Form frame={frame} action={urls.teamSamples(lang, { process: process.slug })}>
        <Checkboxes
          name="coder"
          label={t("samples.coders")}
          hint={t("samples.codersHint")}
          values={typed.coders}
          options={people.map(({ id, name }) => ({ value: id, text: name }))}
          error={error("coder")}
        />
        <TextField
          name="seed"
          label={t("samples.seed")}
          hint={t("samples.seedHint")}
          optional
          inputMode="numeric"
          width={20}
          value={typed.seed}
          error={error("seed")}
        />
        <Button>{t("samples.drawButton")}</Button>
      </Form>
    </Section>
  );
}
