import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DateField, type TypedDate } from "#ui/date-field.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Radios } from "#ui/radios.tsx";
import { Status } from "#ui/status.tsx";
import { TaskList } from "#ui/task-list.tsx";
import { Warning } from "#ui/text.tsx";
import { draftName, type Head, placeUrl } from "./desk.view.tsx";
import { type Difference, problemOf } from "./difference.rules.ts";
import { differenceTitle } from "./difference.view.tsx";
import { problemKey } from "./kind-words.rules.ts";

export type Count = { readonly decisions: number; readonly contributions: number; readonly mails: number };

type Props = {
  readonly frame: Frame;
  readonly draft: Head & { readonly processSlug: string | null };
  readonly differences: readonly Difference[];
  /** Numbers of tied drafts that a second person has still to approve. */
  readonly unread: readonly number[];
  readonly counts: { readonly all: Count; readonly tied: Count };
  readonly unanswered: { readonly count: number; readonly numbers: readonly number[] };
  readonly values: { readonly drafts: string; readonly publishedOn: TypedDate };
  readonly errors?: readonly FieldError[];
};

/** Everything that will happen, before it happens. */
export function PublishEditionView(props: Props) {
  const { frame, draft, differences, unread, counts, unanswered, values, errors = [] } = props;
  const { lang, t } = frame;
  const problems = differences.filter((difference) => problemOf(difference) !== null);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const choice = (name: "all" | "tied") => ({
    value: name,
    text: t(`editions.publish.${name}`, { count: counts[name].decisions }),
    hint: t("editions.publish.count", { contributions: counts[name].contributions, mails: counts[name].mails }),
  });
  return (
    <Page
      frame={frame}
      title={t("editions.publish.title", { number: draft.number })}
      lead={draft.documentTitle}
      backLink={{ text: draftName(frame, draft), href: urls.teamEdition(lang, { edition: draft.id }) }}
      errors={errors}
    >
      <TaskList
        items={[
          {
            title: t("editions.desk.label"),
            hint: t("editions.desk.describe"),
            href: urls.teamEdition(lang, { edition: draft.id }, { etape: "presentation" }),
            status: <span dir="auto">{draft.label}</span>,
          },
          {
            title: t("editions.publish.accounted"),
            hint: t("editions.desk.differenceCount", { count: differences.length }),
            href: urls.teamEdition(lang, { edition: draft.id }, { vue: "problemes" }),
            status: (
              <Status tone={problems.length === 0 ? "success" : "warning"}>
                {t("editions.desk.problemCount", { count: problems.length })}
              </Status>
            ),
          },
          ...(unread.length === 0
            ? []
            : [
                {
                  title: t("editions.publish.read"),
                  status: <Status tone="warning">{t("editions.publish.unread", { count: unread.length })}</Status>,
                },
              ]),
          {
            title: t("editions.publish.answered"),
            status: (
              <Status tone={unanswered.count === 0 ? "success" : "waiting"}>
                {t("editions.publish.unanswered", { count: unanswered.count })}
              </Status>
            ),
          },
        ]}
      />
      <Problems frame={frame} draft={draft} problems={problems} />
      <Unread frame={frame} numbers={unread} />
      <Unanswered frame={frame} process={draft.processSlug} unanswered={unanswered} />
      {problems.length + unread.length > 0 ? (
        <p>{t("editions.publish.notYet")}</p>
      ) : (
        <Form frame={frame} action={urls.teamEditionPublish(lang, { edition: draft.id })}>
          <Radios
            name="drafts"
            label={t("editions.publish.drafts")}
            value={values.drafts}
            error={error("drafts")}
            options={[choice("all"), choice("tied")]}
          />
          <DateField
            name="publishedOn"
            label={t("editions.publish.date")}
            hint={t("editions.publish.dateHint")}
            value={values.publishedOn}
            error={error("publishedOn")}
          />
          <Warning>{t("editions.publish.effect")}</Warning>
          <Button>{t("editions.publish.confirm", { number: draft.number })}</Button>
        </Form>
      )}
    </Page>
  );
}

function Problems({
  frame,
  draft,
  problems,
}: Pick<Props, "frame" | "draft"> & { readonly problems: readonly Difference[] }) {
  const { t } = frame;
  if (problems.length === 0) return null;
  return (
    <Section title={t("editions.desk.tab.problemes")}>
      <ul>
        {problems.slice(0, 100).map((difference) => {
          const problem = problemOf(difference);
          return (
            <li key={difference.passageId ?? difference.nodeId}>
              <a href={placeUrl(frame, draft.id, difference, "lien")}>{differenceTitle(frame, difference)}</a>
              {problem === null ? null : ` – ${t(problemKey(problem))}`}
            </li>
          );
        })}
      </ul>
      {problems.length > 100 ? <p>{t("editions.publish.more", { count: problems.length - 100 })}</p> : null}
    </Section>
  );
}

function Unread({ frame, numbers }: { readonly frame: Frame; readonly numbers: readonly number[] }) {
  const { lang, t } = frame;
  if (numbers.length === 0) return null;
  return (
    <Section title={t("editions.publish.unreadTitle")}>
      <ul>
        {numbers.map((number) => (
          <li key={number}>
            <a href={urls.teamDecision(lang, { decision: number })}>{t("decisions.name", { number })}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type UnansweredProps = Pick<Props, "frame" | "unanswered"> & { readonly process: string | null };

function Unanswered({ frame, process, unanswered }: UnansweredProps) {
  const { lang, t } = frame;
  const { count, numbers } = unanswered;
  if (count === 0) return null;
  return (
    <Section title={t("editions.publish.unansweredTitle")}>
      <p>{t("editions.publish.unansweredHint")}</p>
      <ul>
        {numbers.map((number) => (
          <li key={number}>
            <a href={urls.contribution(lang, { number })}>{t("decisions.line.name", { number })}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href={urls.teamDecisions(lang, { demarche: process ?? undefined })}>{t("editions.publish.decide")}</a>
        {count > numbers.length ? ` ${t("editions.publish.more", { count: count - numbers.length })}` : null}
      </p>
    </Section>
  );
}
