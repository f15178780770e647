import type { VNode } from "preact";
import { proofFile, urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { rich } from "#ui/rich.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Code } from "#ui/text.tsx";
import { fingerprintOf, type Logged, type LoggedRevision, type LogState, loggedAs, type Proof } from "./proof.rules.ts";

type ProofProps = Proof & {
  readonly frame: Frame;
  /** What opens the receipt: the secret code, or the id for the account that sent it. Goes in the body of forms alone. */
  readonly code: string;
};

const TONES = { kept: "progress", logged: "success", cosigned: "success" } as const satisfies Record<Logged, string>;

/** Where the words stand in the log, and the file that proves it. */
export function ProofSection(props: ProofProps): VNode | null {
  const { frame, code, revisions } = props;
  const { t, lang } = frame;
  const last = revisions.at(-1);
  if (revisions.length === 0) return null;
  return (
    <Section title={t("proof.title")} id="preuve">
      <p>{t("proof.lead")}</p>
      {revisions.map((revision) => (
        <OneRevision key={revision.revision} {...props} revision={revision} isAlone={revisions.length === 1} />
      ))}
      <Details summary={t("proof.meaning")}>
        <p>{t("proof.showsTitle")}</p>
        <ul>
          <li>{t("proof.shows1")}</li>
          <li>{t("proof.shows2")}</li>
          <li>{t("proof.shows3")}</li>
        </ul>
        <p>{t("proof.notTitle")}</p>
        <ul>
          <li>{t("proof.not1")}</li>
          <li>{t("proof.not2")}</li>
          <li>{t("proof.not3")}</li>
          <li>{t("proof.not4")}</li>
        </ul>
        {last?.isOpenable ? (
          <Form frame={frame} action={`${proofFile(last.object, last.revision)}?format=json`}>
            <Hidden name="code" value={code} />
            <p>{t("proof.parts")}</p>
            <Button kind="secondary">{t("proof.takeParts")}</Button>
          </Form>
        ) : null}
      </Details>
      <p>{rich(t, "proof.verify", { link: <a href={urls.verifyProof(lang)}>{t("proof.verifyLink")}</a> })}</p>
    </Section>
  );
}

type OneProps = ProofProps & { readonly revision: LoggedRevision; readonly isAlone: boolean };

function OneRevision({ frame, code, log, acknowledges, revision, isAlone }: OneProps): VNode {
  const { t } = frame;
  const standing = loggedAs(revision);
  const mayTake = revision.isOpenable && (standing !== "kept" || (acknowledges && log.isOpen));
  return (
    <>
      {isAlone ? null : <h3>{t("proof.text", { number: revision.revision })}</h3>}
      <SummaryList
        rows={[
          {
            key: t("proof.state"),
            value: (
              <>
                <Status tone={TONES[standing]}>{t(`proof.${standing}.word`)}</Status>
                <p>{t(sayingOf(standing, log), { count: revision.witnesses })}</p>
              </>
            ),
          },
          {
            key: t("proof.fingerprint"),
            value: (
              <>
                <Code>{fingerprintOf(revision)}</Code>
                <p>{t("proof.fingerprintSays")}</p>
              </>
            ),
          },
        ]}
      />
      {mayTake ? (
        <Form frame={frame} action={proofFile(revision.object, revision.revision)}>
          <Hidden name="code" value={code} />
          <Button kind="secondary">{t(standing === "kept" ? "proof.takeAcknowledgement" : "proof.take")}</Button>
        </Form>
      ) : (
        <p>{t(revision.isOpenable ? "proof.noAcknowledgement" : "proof.erased")}</p>
      )}
    </>
  );
}

function sayingOf(standing: Logged, { isOpen, isFrozen }: LogState) {
  if (standing !== "kept") return `proof.${standing}.says` as const;
  if (!isOpen) return "proof.kept.notOpen";
  return isFrozen ? "proof.kept.frozen" : "proof.kept.says";
}
