import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import type { SelectOption } from "#ui/select.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import { KeptFilter } from "./kept-filter.view.tsx";

type AssignProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly query: Readonly<Record<string, string>>;
  readonly words: string;
  readonly count: number;
  /** Among them, those that somebody has and has not read. */
  readonly assigned: number;
  readonly digest: string;
  readonly people: readonly SelectOption[];
  readonly chosen: readonly string[];
  readonly errors: readonly FieldError[];
};

/** Shares what a filter keeps between people, evenly: exactly what stands here, or nothing. */
export function AssignView({
  frame,
  process,
  query,
  words,
  count,
  assigned,
  digest,
  people,
  chosen,
  errors,
}: AssignProps): VNode {
  const { lang, t } = frame;
  const at = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("reading.assign.title")}
      lead={t("reading.assign.lead")}
      breadcrumb={[
        { text: t("reading.home.title"), href: urls.teamReading(lang) },
        { text: process.title, href: urls.teamReadingDesk(lang, at, query) },
      ]}
      errors={errors}
      section="team"
    >
      <Inset>
        <p>{words}</p>
        <p>{t("reading.assign.count", { count })}</p>
      </Inset>
      {assigned > 0 ? <Warning>{t("reading.assign.taken", { count: assigned })}</Warning> : null}
      <Form frame={frame} action={urls.teamReadingAssign(lang, at)}>
        <KeptFilter query={query} />
        <Hidden name="digest" value={digest} />
        <Checkboxes
          name="person"
          label={t("reading.assign.people")}
          hint={t("reading.assign.peopleHint")}
          values={chosen}
          options={people.map(({ value, text }) => ({ value, text }))}
          error={errors.find(({ field }) => field === "person")?.message}
        />
        <ButtonGroup>
          <Button>{t("reading.assign.split")}</Button>
          <a href={urls.teamReadingDesk(lang, at, query)}>{t("reading.assign.cancel")}</a>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
