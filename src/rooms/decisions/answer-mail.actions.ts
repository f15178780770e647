import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { type MessageKey, type Translate, translator } from "#ui/messages.ts";
import {
  type AnsweredContribution,
  type AnsweredDecision,
  CONTRIBUTIONS_IN_A_MAIL,
  type TextChange,
} from "./answer-mail.rules.ts";
import { changeKindKey } from "./change-kind.rules.ts";
import { shortWords } from "./contribution-line.rules.ts";
import { verdictKey } from "./verdict.rules.ts";

type Item = {
  readonly contribution: AnsweredContribution;
  readonly decision: AnsweredDecision;
  readonly changes: readonly TextChange[];
};

export type AnswerMail = {
  readonly items: readonly Item[];
  readonly edition: { readonly document: string; readonly title: string; readonly number: number } | null;
  readonly siteUrl: string;
  readonly lang: Lang;
};

/** The whole answer stands in the mail itself; links are for who wants more. */
export function writeAnswerMail(mail: AnswerMail): { readonly subject: string; readonly text: string } {
  const t = translator(mail.lang);
  const count = mail.items.length;
  const process = mail.items[0]?.decision.processTitle ?? "";
  const shown = mail.items.slice(0, CONTRIBUTIONS_IN_A_MAIL);
  const parts = [
    t("decisions.mail.hello"),
    t("decisions.mail.intro", { count, process }),
    ...shown.map((item) => `${"-".repeat(40)}\n\n${itemText(t, item, mail)}`),
    "-".repeat(40),
    ...restText(t, mail),
    ...editionText(t, mail),
    t("decisions.mail.judge", { link: mail.siteUrl + urls.receiptSearch(mail.lang) }),
    t("decisions.mail.why"),
  ];
  return { subject: t("decisions.mail.subject", { count }), text: `${parts.join("\n\n")}\n` };
}

function itemText(
  t: Translate,
  { contribution, decision, changes }: Item,
  { edition, siteUrl, lang }: AnswerMail,
): string {
  const { number, code } = contribution;
  const verdict = t(verdictKey(decision.verdict));
  const lines = [
    code === null ? t("decisions.mail.contribution", { number }) : t("decisions.mail.contributionOn", { number, code }),
    t("decisions.mail.quoted", { words: shortWords(contribution, 200) }),
    siteUrl + urls.contribution(lang, { number }),
    "",
    t("decisions.mail.verdict", { verdict }),
    ...(decision.addressedTo === null ? [] : [t("decisions.mail.addressedTo", { body: decision.addressedTo })]),
    t("decisions.mail.reason", { reason: decision.reason }),
    t("decisions.mail.answer", { answer: decision.answer }),
    t("decisions.mail.decision", { link: siteUrl + urls.decision(lang, { number: decision.number }) }),
  ];
  if (edition === null) return lines.join("\n");
  if (changes.length === 0) return [...lines, "", t("decisions.mail.noChange", { edition: edition.number })].join("\n");
  const changed = changes.slice(0, 10).map((change) => changeLine(t, change, siteUrl, lang));
  return [...lines, "", t("decisions.mail.changes", { edition: edition.number }), ...changed].join("\n");
}

function changeLine(t: Translate, { kind, code, document, number }: TextChange, siteUrl: string, lang: Lang): string {
  const what = t(changeKindKey(kind) satisfies MessageKey, { code });
  return t("decisions.mail.change", { what, link: siteUrl + urls.change(lang, { document, change: number }) });
}

/** Contributions beyond what one mail can hold: a number and a link each. */
function restText(t: Translate, { items, siteUrl, lang }: AnswerMail): readonly string[] {
  const rest = items.slice(CONTRIBUTIONS_IN_A_MAIL);
  if (rest.length === 0) return [];
  const lines = rest.map(({ contribution, decision }) => {
    const link = siteUrl + urls.contribution(lang, { number: contribution.number });
    return t("decisions.mail.restLine", {
      number: contribution.number,
      verdict: t(verdictKey(decision.verdict)),
      link,
    });
  });
  return [[t("decisions.mail.rest", { count: rest.length }), ...lines].join("\n")];
}

function editionText(t: Translate, { edition, siteUrl, lang }: AnswerMail): readonly string[] {
  if (edition === null) return [];
  const params = { document: edition.document, edition: edition.number };
  return [
    t("decisions.mail.edition", {
      title: edition.title,
      number: edition.number,
      link: siteUrl + urls.edition(lang, params),
    }),
    t("decisions.mail.allChanges", { link: siteUrl + urls.changes(lang, params) }),
  ];
}
