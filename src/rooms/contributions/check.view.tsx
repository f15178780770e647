import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Form, Honeypot } from "#ui/form.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { SummaryList, type SummaryRow } from "#ui/summary-list.tsx";
import { Inset, Muted, Warning } from "#ui/text.tsx";
import { AmendedPart as AmendedPartView } from "./amended-part.view.tsx";
import { canAddPart, isForSomebodyElse, knowsAuthor, type Step, stepBefore } from "./draft.rules.ts";
import type { AmendedPart } from "./part.rules.ts";
import { partUrl } from "./parts.view.tsx";
import { placeName, type StepProps, startUrl, stepUrl } from "./wizard.view.tsx";

type CheckProps = StepProps & {
  /** What looks like personal or health data, as sentences. */
  readonly findings: readonly string[];
  /** The passages of an amendment. */
  readonly parts: readonly AmendedPart[];
  readonly categoryName: string | null;
  readonly territoryName: string | null;
  /** The phase closed meanwhile: nothing is lost, nothing can be sent. */
  readonly isClosed?: boolean;
};

export function CheckStep(props: CheckProps): VNode {
  const { frame, draft, errors, findings, isClosed } = props;
  const { t } = frame;
  const previous = stepBefore("check", draft) ?? "kind";
  return (
    <Page
      frame={frame}
      title={t("contribute.check.title")}
      errors={errors}
      backLink={stepUrl(frame, draft, previous)}
      robots="noindex"
      section="processes"
    >
      {isClosed ? <Inset>{t("contribute.check.closed")}</Inset> : null}
      <SummaryList rows={rowsOf(props)} />
      {findings.length > 0 ? <Findings {...props} /> : null}
      {isClosed ? null : (
        <Form frame={frame} action={stepUrl(frame, draft, "check")}>
          <Honeypot />
          <p>{t("contribute.check.publicNote")}</p>
          <ButtonGroup>
            <Button>{t(findings.length > 0 ? "contribute.check.sendAnyway" : "contribute.check.send")}</Button>
            {isForSomebodyElse(draft) ? (
              <Button kind="secondary" name="next" value="yes">
                {t("contribute.check.sendAndNext")}
              </Button>
            ) : null}
          </ButtonGroup>
        </Form>
      )}
      <Muted>{t("contribute.kept")}</Muted>
    </Page>
  );
}

function Findings({ frame, draft, findings }: CheckProps): VNode {
  const { t } = frame;
  return (
    <>
      <Warning>{t("contribute.check.found", { count: findings.length })}</Warning>
      <ul>
        {findings.map((finding) => (
          <li key={finding} dir="auto">
            {finding}
          </li>
        ))}
      </ul>
      <p>
        {t("contribute.check.foundWhatToDo")}{" "}
        <a href={stepUrl(frame, draft, "words")}>{t("contribute.check.foundEdit")}</a>
      </p>
    </>
  );
}

function rowsOf({ frame, draft, parts, categoryName, territoryName }: CheckProps): readonly SummaryRow[] {
  const { lang, t } = frame;
  const { answers } = draft;
  const none = t("contribute.check.notSaid");
  const change = (step: Step, about: string) => [
    { text: t("contribute.check.change"), href: stepUrl(frame, draft, step), about },
  ];
  const row = (step: Step, key: string, value: SummaryRow["value"]): SummaryRow => ({
    key,
    value,
    actions: change(step, t("contribute.check.changeAbout", { key: key.toLocaleLowerCase(lang) })),
  });
  const kind = answers.kind ?? "comment";
  const isAmendment = kind === "amendment";
  return [
    { key: t("contribute.check.about"), value: placeName(frame, draft), actions: restart(frame, draft) },
    ...(draft.aboutNumber === null
      ? [row("kind", t("contribute.check.kind"), t(`contribute.kind.${kind}`))]
      : [row("stance", t("contribute.check.stance"), t(`contributions.stance.${answers.stance ?? "nuance"}`))]),
    ...partRows(),
    ...(kind === "proposal"
      ? [
          row(
            "words",
            t("contribute.check.proposalTitle"),
            answers.title ? <Prose text={answers.title} inline /> : none,
          ),
        ]
      : []),
    row(
      "words",
      t(isAmendment ? "contribute.check.reasons" : "contribute.check.words"),
      <Prose text={answers.body ?? ""} />,
    ),
    row("voice", t("contribute.check.name"), nameShown(frame, draft)),
    row("voice", t("contribute.check.category"), categoryName ?? none),
    row("voice", t("contribute.check.territory"), territoryName ?? none),
    answerRow(),
  ];

  /** Each passage of an amendment with what changes, then the way to one more. */
  function partRows(): readonly SummaryRow[] {
    const rows = parts.map((part) => {
      const name = t("contribute.parts.passage", { code: part.code });
      return {
        key: parts.length === 1 ? t("contribute.check.rewriting") : name,
        value: <AmendedPartView part={part} lang={draft.documentLanguage} />,
        actions: [{ text: t("contribute.check.change"), href: partUrl(frame, draft, part), about: name }],
      };
    });
    if (!canAddPart(answers)) return rows;
    const href = urls.contributeParts(lang, { draft: draft.id });
    const key = t("contribute.check.otherPassages");
    const value = t("contribute.parts.chosen", { count: parts.length });
    return [...rows, { key, value, actions: [{ text: t("contribute.check.addPassage"), href }] }];
  }

  function answerRow(): SummaryRow {
    const key = t("contribute.check.answer");
    if (knowsAuthor(draft)) return { key, value: t("contribute.check.answerAccount") };
    const value = answers.wantsAnswer
      ? t("contribute.check.answerTo", { email: answers.email ?? "" })
      : t("contribute.check.noAnswer");
    return row("answer", key, value);
  }
}

/** Another place is another contribution: it is begun anew. */
function restart(frame: StepProps["frame"], draft: StepProps["draft"]) {
  const { t } = frame;
  if (draft.aboutNumber !== null) return [];
  const href = startUrl(frame, draft);
  return [{ text: t("contribute.check.restart"), href, about: t("contribute.check.restartAbout") }];
}

function nameShown({ t }: StepProps["frame"], { answers }: StepProps["draft"]): VNode | string {
  if (answers.voice === "organisation") {
    return <Prose text={[answers.organisation, answers.authorName].filter(Boolean).join(", ")} inline />;
  }
  if (answers.voice === "person") return <Prose text={answers.authorName ?? ""} inline />;
  return t("contribute.check.anonymous");
}
