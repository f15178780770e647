import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Difference } from "#ui/difference.tsx";
import { Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList, type SummaryRow } from "#ui/summary-list.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import {
  type Choice,
  canApply,
  choicesFor,
  OUTCOME_WORDS,
  type Outcome,
  PLAN_TONES,
  PLAN_WORDS,
  type Plan,
  resultOf,
} from "./plan.rules.ts";
import { difference, type Operation, proposedSegments } from "./words.rules.ts";

export type ShownPart = {
  readonly position: number;
  readonly code: string;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
  readonly draft: { readonly text: string } | null;
  readonly conflicts: readonly { readonly number: number; readonly words: string; readonly outcome: Outcome | null }[];
  readonly application: {
    readonly outcome: Outcome;
    readonly appliedText: string | null;
    readonly decision: number;
  } | null;
  readonly plan: Plan;
};

type Props = {
  readonly frame: Frame;
  readonly amendment: { readonly documentLanguage: string };
  readonly part: ShownPart;
  /** Something can be chosen now. */
  readonly isOpen: boolean;
  readonly typed?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export function TeamPartView(props: Props): VNode {
  const { frame, part, isOpen } = props;
  const { t } = frame;
  const { plan, application } = part;
  return (
    <Section title={t("amendments.desk.passage", { code: part.code })}>
      <p>
        {application ? (
          <Status tone={application.outcome === "declined" ? "neutral" : "success"}>
            {t(OUTCOME_WORDS[application.outcome])}
          </Status>
        ) : (
          <Status tone={PLAN_TONES[plan.kind]}>{t(PLAN_WORDS[plan.kind])}</Status>
        )}
      </p>
      <SummaryList rows={rows(props)} />
      {part.conflicts.length > 0 ? <Conflicts {...props} /> : null}
      {plan.kind === "conflict" && !application ? <Contested {...props} contested={plan.contested} /> : null}
      {isOpen && plan.kind === "conflict" ? <p>{t("amendments.team.conflictHelp")}</p> : null}
      {isOpen && plan.kind === "gone" ? <p>{t("amendments.team.goneHelp")}</p> : null}
      {isOpen ? <Choices {...props} /> : null}
    </Section>
  );
}

function rows({ frame, amendment, part }: Props): readonly SummaryRow[] {
  const { t } = frame;
  const lang = amendment.documentLanguage;
  const { operation, aboutText, proposedText, draft, plan, application } = part;
  const now = draft?.text ?? null;
  const merged = plan.kind === "merged" && plan.text !== null && now !== null ? difference(now, plan.text) : null;
  return [
    { key: t("amendments.team.then"), value: <Prose text={aboutText} lang={lang} /> },
    {
      key: t("amendments.team.now"),
      value:
        now === null ? t("amendments.team.nowGone") : <Difference segments={difference(aboutText, now)} lang={lang} />,
    },
    {
      key: t("amendments.team.proposed"),
      value: (
        <Difference
          segments={proposedSegments({ operation, aboutText, proposedText })}
          operation={operation}
          lang={lang}
        />
      ),
    },
    ...(merged && !application
      ? [{ key: t("amendments.team.result"), value: <Difference segments={merged} lang={lang} /> }]
      : []),
    ...(application && application.outcome !== "declined"
      ? [
          {
            key: t("amendments.team.appliedWords"),
            value:
              application.appliedText === null ? (
                t("amendments.team.removed")
              ) : (
                <Prose text={application.appliedText} lang={lang} />
              ),
          },
        ]
      : []),
  ];
}

function Conflicts({ frame, part }: Props): VNode {
  const { lang, t } = frame;
  return (
    <Inset>
      <p>{t("contributions.conflict.title", { count: part.conflicts.length })}</p>
      <ul>
        {part.conflicts.map(({ number, words, outcome }) => (
          <li key={number}>
            <a href={urls.teamAmendment(lang, { number })}>{t("amendments.card.title", { number: String(number) })}</a>
            {words === "" ? "" : t("amendments.team.conflictWords", { words })}
            {outcome ? ` – ${t(OUTCOME_WORDS[outcome])}` : ""}
          </li>
        ))}
      </ul>
    </Inset>
  );
}

type Contest = { readonly base: string; readonly current: string; readonly proposed: string };

/** Which words both changed: what the editor has to say in their own words. */
function Contested({ frame, contested }: Props & { readonly contested: readonly Contest[] }): VNode {
  const { t } = frame;
  const none = t("amendments.team.noWords");
  return (
    <DataTable
      caption={t("amendments.team.contested")}
      columns={[
        { head: t("amendments.team.then") },
        { head: t("amendments.team.now") },
        { head: t("amendments.team.proposed") },
      ]}
      rows={contested.map(({ base, current, proposed }) => [base || none, current || none, proposed || none])}
    />
  );
}

function Choices({ frame, amendment, part, typed, errors }: Props): VNode {
  const { t } = frame;
  const { position, plan, draft, proposedText } = part;
  const error = (field: string) => errors?.find((one) => one.field === field)?.message;
  const text = (name: string, otherwise: string) => {
    const value = typed?.[name];
    return typeof value === "string" ? value : otherwise;
  };
  const start = canApply(plan) ? (plan.text ?? draft?.text ?? "") : (proposedText ?? draft?.text ?? "");
  const own = (
    <TextArea
      name={`words${position}`}
      label={t("amendments.team.ownWords")}
      hint={t("amendments.team.ownWordsHint")}
      rows={6}
      limit={10_000}
      lang={amendment.documentLanguage}
      value={text(`words${position}`, start)}
      error={error(`words${position}`)}
    />
  );
  const said: Readonly<Record<Choice, string>> = {
    apply: t(plan.kind === "merged" ? "amendments.choice.merge" : "amendments.choice.apply"),
    own: t("amendments.choice.own"),
    decline: t("amendments.choice.decline"),
  };
  return (
    <>
      <Hidden name={`seen${position}`} value={draft?.text ?? ""} />
      <Hidden name={`result${position}`} value={resultOf(plan)} />
      <Radios
        name={`choice${position}`}
        label={t("amendments.choice.title", { code: part.code })}
        value={text(`choice${position}`, "")}
        error={error(`choice${position}`)}
        options={choicesFor(plan).map((choice) => ({
          value: choice,
          text: said[choice],
          children: choice === "own" ? own : undefined,
        }))}
      />
    </>
  );
}
