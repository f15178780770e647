import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { ButtonGroup, ButtonLink } from "#ui/button.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Panel } from "#ui/panel.tsx";
import { Receipt } from "#ui/receipt.tsx";
import { rich } from "#ui/rich.tsx";
import { Time } from "#ui/time.tsx";
import type { Draft } from "./draft.rules.ts";
import type { Proof } from "./proof.rules.ts";
import { ProofSection } from "./proof.view.tsx";
import { receiptInGroups } from "./receipt-words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly draft: Draft;
  readonly closesAt: Date | null;
  readonly proof: Proof;
};

/** The proof, and what happens next. */
export function DoneView({ frame, draft, closesAt, proof }: Props): VNode {
  const { lang, t } = frame;
  const code = receiptInGroups(draft.receiptCode);
  const process = { process: draft.processSlug };
  return (
    <Page frame={frame} title={t("contribute.done.title")} ownHeading robots="noindex" section="processes">
      <Panel title={t("contribute.done.title")}>{t("contribute.done.thanks")}</Panel>
      <Receipt code={code} />
      <ProofSection frame={frame} code={code} {...proof} />
      <Section title={t("contribute.done.nextTitle")}>
        <ol>
          <li>{t("contribute.done.next1")}</li>
          <li>{t("contribute.done.next2")}</li>
          <li>
            {closesAt
              ? rich(t, "contribute.done.next3", { date: <Time at={closesAt} /> })
              : t("contribute.done.next3Later")}
          </li>
          <li>{t("contribute.done.next4")}</li>
        </ol>
        {draft.followUp ? (
          <p lang={draft.documentLanguage === lang ? undefined : draft.documentLanguage}>{draft.followUp}</p>
        ) : null}
      </Section>
      <ButtonGroup>
        <ButtonLink href={urls.receipt(lang, { code })}>{t("contribute.done.follow")}</ButtonLink>
        <ButtonLink kind="secondary" href={urls.contributeStart(lang, process)}>
          {t("contribute.done.another")}
        </ButtonLink>
      </ButtonGroup>
      <p>
        <a href={urls.processContributions(lang, process)}>{t("contribute.done.read")}</a>
      </p>
    </Page>
  );
}
