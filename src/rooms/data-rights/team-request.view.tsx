import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { Time } from "#ui/time.tsx";
import { BASES, basisKey, type FoundContribution, type WholeRequest } from "./request.rules.ts";
import { State, stateKey } from "./team.view.tsx";

type Typed = Readonly<Record<string, string | readonly string[]>>;
type Again = { readonly typed?: Typed | undefined; readonly errors?: readonly FieldError[] | undefined };

const textOf = (typed: Typed | undefined, name: string) => {
  const value = typed?.[name];
  return typeof value === "string" ? value : undefined;
};
const errorOf = (errors: readonly FieldError[] | undefined, field: string) =>
  errors?.find((error) => error.field === field)?.message;

export const REASON_LIMIT = 4_000;

function BasisField({ frame, typed, errors }: Again & { readonly frame: Frame }): VNode {
  const { t } = frame;
  return (
    <Select
      name="fondement"
      label={t("data-rights.answer.basis")}
      emptyOption={t("data-rights.answer.basisNone")}
      value={textOf(typed, "fondement")}
      error={errorOf(errors, "fondement")}
      options={BASES.map((value) => ({ value, text: t(`data-rights.basis.${basisKey(value)}`) }))}
    />
  );
}

type RequestProps = Again & { readonly frame: Frame; readonly request: WholeRequest };

/** One request, what it is about, and the answer. */
export function TeamRequestView(props: RequestProps): VNode {
  const { frame, request, errors } = props;
  const { lang, t } = frame;
  const { number, kind } = request;
  const rows = [
    { key: t("data-rights.team.state"), value: <State frame={frame} line={request} /> },
    { key: t("data-rights.team.origin"), value: t(`data-rights.origin.${request.origin}`) },
    { key: t("data-rights.team.received"), value: <Time at={request.receivedAt} /> },
    { key: t("data-rights.team.due"), value: <Time at={request.dueAt} mode="date" /> },
    ...(request.closedAt ? [{ key: t("data-rights.team.answered"), value: <Time at={request.closedAt} /> }] : []),
    ...(request.email ? [{ key: t("data-rights.answer.email"), value: request.email }] : []),
    ...(request.words ? [{ key: t("data-rights.answer.words"), value: <Prose text={request.words} /> }] : []),
    ...(request.basis
      ? [{ key: t("data-rights.answer.basis"), value: t(`data-rights.basis.${basisKey(request.basis)}`) }]
      : []),
    ...(request.reason ? [{ key: t("data-rights.answer.reason"), value: <Prose text={request.reason} /> }] : []),
  ];
  return (
    <Page
      frame={frame}
      title={t("data-rights.team.line", { number: String(number), kind: t(`data-rights.kind.${kind}`) })}
      backLink={urls.teamDataRequests(lang)}
      errors={errors}
      section="team"
      robots="noindex"
    >
      {request.isLate ? <Warning>{t("data-rights.answer.late")}</Warning> : null}
      <SummaryList rows={rows} />
      <Section title={t("data-rights.answer.objects")}>
        {request.objects.length === 0 ? <p>{t("data-rights.answer.noObject")}</p> : null}
        <ul>
          {request.objects.map((object) => (
            <li key={object.id}>
              <a href={urls.teamDataErase(lang, { number: object.number })}>
                {t("data-rights.own.title", { number: String(object.number) })}
              </a>
              {` · ${t(`data-rights.value.state.${stateKey(object.state)}`)}`}
              {request.state === "received"
                ? ` · ${t(object.isSameAddress ? "data-rights.answer.sameAddress" : "data-rights.answer.otherAddress")}`
                : ""}
            </li>
          ))}
        </ul>
      </Section>
      {request.state === "received" ? <AnswerForm {...props} /> : null}
    </Page>
  );
}

function AnswerForm({ frame, request, typed, errors }: RequestProps): VNode {
  const { lang, t } = frame;
  const { number, kind } = request;
  return (
    <Section title={t("data-rights.answer.title")}>
      <Form frame={frame} action={urls.teamDataRequest(lang, { number })}>
        <Radios
          name="acte"
          label={t("data-rights.answer.act")}
          value={textOf(typed, "acte")}
          error={errorOf(errors, "acte")}
          options={(["do", "refuse"] as const).map((value) => ({
            value,
            text: t(`data-rights.answer.${value}`),
            hint: value === "do" ? t(`data-rights.answer.doHint.${kind}`) : t("data-rights.answer.refuseHint"),
          }))}
        />
        {kind === "erase" ? <BasisField {...{ frame, typed, errors }} /> : null}
        <TextArea
          name="motif"
          label={t("data-rights.answer.reason")}
          hint={t("data-rights.answer.reasonHint")}
          rows={6}
          limit={REASON_LIMIT}
          value={textOf(typed, "motif")}
          error={errorOf(errors, "motif")}
        />
        <Button>{t("data-rights.answer.send")}</Button>
      </Form>
    </Section>
  );
}

type EraseProps = Again & { readonly frame: Frame; readonly found: FoundContribution };

/** The officer acts without a form: a letter on paper, a court, the law. */
export function TeamEraseView({ frame, found, typed, errors }: EraseProps): VNode {
  const { lang, t } = frame;
  const { number } = found;
  const isErased = found.state === "erased";
  return (
    <Page
      frame={frame}
      title={t("data-rights.officer.pageTitle", { number: String(number) })}
      backLink={urls.teamDataSearch(lang)}
      errors={errors}
      section="team"
      robots="noindex"
    >
      <SummaryList
        rows={[
          { key: t("receipt.mine.sent"), value: <Time at={found.submittedAt} mode="date" /> },
          { key: t("data-rights.team.state"), value: t(`data-rights.value.state.${stateKey(found.state)}`) },
        ]}
      />
      {isErased ? (
        <p>
          <a href={urls.erasureProof(lang, { object: found.id })}>{t("data-rights.own.proof")}</a>
        </p>
      ) : (
        <Section title={t("data-rights.officer.title")}>
          <p>{t("data-rights.officer.text")}</p>
          <Form frame={frame} action={urls.teamDataErase(lang, { number })}>
            <Radios
              name="acte"
              label={t("data-rights.answer.act")}
              value={textOf(typed, "acte")}
              error={errorOf(errors, "acte")}
              options={(found.isDetached ? (["erase"] as const) : (["erase", "detach"] as const)).map((value) => ({
                value,
                text: t(`data-rights.officer.${value}`),
              }))}
            />
            <BasisField {...{ frame, typed, errors }} />
            <TextArea
              name="motif"
              label={t("data-rights.officer.reason")}
              hint={t("data-rights.officer.reasonHint")}
              rows={4}
              limit={REASON_LIMIT}
              value={textOf(typed, "motif")}
              error={errorOf(errors, "motif")}
            />
            <Button kind="warning">{t("data-rights.officer.confirm")}</Button>
          </Form>
        </Section>
      )}
    </Page>
  );
}
