import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Details } from "#ui/details.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { rich } from "#ui/rich.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { TaskList } from "#ui/task-list.tsx";
import { Code, Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { ProofVerdict } from "./check-proof.rules.ts";
import type { PromiseVerdict, StepResult } from "./verdict.rules.ts";

const TONES = {
  right: "success",
  wrong: "danger",
  waiting: "waiting",
  unasked: "neutral",
  unseen: "neutral",
} as const satisfies Record<StepResult["result"], string>;

/** The verdict in one sentence, then each check in plain words. */
export function ProofResult({ frame, verdict }: { readonly frame: Frame; readonly verdict: ProofVerdict }): VNode {
  const { t } = frame;
  const { proved, steps } = verdict;
  const failed = steps.find(({ result }) => result === "wrong");
  return (
    <Section title={t(titleOf(proved))} id="resultat">
      {failed ? <Inset>{t(`verify.step.${failed.step}.wrong`)}</Inset> : null}
      <TaskList
        items={steps.map(({ step, result }) => ({
          title: t(`verify.step.${step}.title`),
          hint: t(result === "unasked" ? "verify.step.witnesses.unasked" : `verify.step.${step}.hint`),
          status: <Status tone={TONES[result]}>{t(`verify.result.${result}`)}</Status>,
        }))}
      />
      {proved ? <Proved frame={frame} proved={proved} /> : null}
    </Section>
  );
}

function titleOf(proved: ProofVerdict["proved"]) {
  if (!proved) return "verify.verdict.wrong";
  return proved.isQuorumMet ? "verify.verdict.right" : "verify.verdict.waiting";
}

type ProvedProps = { readonly frame: Frame; readonly proved: NonNullable<ProofVerdict["proved"]> };

function Proved({ frame, proved }: ProvedProps): VNode {
  const { t, lang } = frame;
  const witnesses = proved.witnesses.map(({ name, time }) => (
    <p key={name}>
      {name} (<Time at={new Date(time * 1000)} mode="datetime" />)
    </p>
  ));
  return (
    <>
      <SummaryList
        rows={[
          ...proved.texts.map(({ title, body, content }) => ({
            key: t("verify.says.text"),
            value: (
              <>
                {title === "" ? null : <Prose text={title} />}
                <Prose text={body} />
                <Details summary={t("verify.says.whole")}>
                  <Code>{content}</Code>
                </Details>
              </>
            ),
          })),
          { key: t("verify.says.received"), value: <Time at={new Date(proved.time)} mode="datetime" /> },
          {
            key: t("verify.says.place"),
            value: t("verify.says.placeIs", { place: proved.index + 1, count: proved.size }),
          },
          {
            key: t("proof.fingerprint"),
            value: <a href={urls.journalLeaves(lang, { empreinte: proved.code })}>{proved.code}</a>,
          },
          {
            key: t("verify.says.witnesses"),
            value: witnesses.length > 0 ? witnesses : t("verify.says.noWitness"),
          },
        ]}
      />
      <p>{t("verify.says.limits")}</p>
    </>
  );
}

/** Whether what was promised was done. */
export function PromiseResult({ frame, promise }: { readonly frame: Frame; readonly promise: PromiseVerdict }): VNode {
  const { t, lang } = frame;
  if (promise.state === "unsigned" || promise.state === "ballot") {
    return (
      <Section title={t(`verify.promise.${promise.state}`)} id="resultat">
        <p>{t(`verify.promise.${promise.state}Says`)}</p>
      </Section>
    );
  }
  const { state, code, receivedAt, dueAt } = promise;
  return (
    <Section title={t(`verify.promise.${state}`)} id="resultat">
      <p>
        {rich(t, `verify.promise.${state}Says`, {
          at: <Time at={new Date(receivedAt)} mode="datetime" />,
          due: <Time at={dueAt} mode="datetime" />,
        })}
      </p>
      <p>
        {rich(t, "verify.promise.leaf", { code: <a href={urls.journalLeaves(lang, { empreinte: code })}>{code}</a> })}
      </p>
    </Section>
  );
}
