import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { Prose } from "#ui/prose.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import {
  type Blocker,
  blockersOf,
  type Caution,
  cautionsOf,
  emptyClaims,
  type PublishFacts,
  percentDown,
} from "./publication.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string; readonly language: string };
  readonly facts: PublishFacts;
  /** The number it would get. */
  readonly number: number;
  readonly id: string;
  readonly seen: string;
  readonly errors: readonly FieldError[];
};

/** What would be published, what stands in the way, what is better known, and the one act. */
export function PublishCheckView(props: Props) {
  const { frame, process, facts, number, id, seen, errors } = props;
  const { lang, t } = frame;
  const at = { process: process.slug };
  const blockers = blockersOf(facts);
  const cautions = cautionsOf(facts);
  const rare = facts.claims.filter(({ kind }) => kind === "rare").length;
  return (
    <Page
      frame={frame}
      title={t("workbench.publish.title", { number: String(number) })}
      lead={process.title}
      backLink={{ text: t("workbench.title"), href: urls.teamSynthesis(lang, at) }}
      errors={errors}
    >
      <h2 id="a-publier">{t("workbench.publish.what")}</h2>
      <SummaryList
        rows={[
          {
            key: t("workbench.frame.name"),
            value: <Prose text={facts.note.title} lang={process.language} inline />,
            actions: [{ text: t("workbench.publish.change"), href: urls.teamSynthesisNote(lang, at) }],
          },
          { key: t("workbench.note.claims"), value: String(facts.claims.length - rare) },
          { key: t("workbench.note.rare"), value: String(rare) },
          {
            key: t("workbench.frame.method"),
            value: <Prose text={facts.note.method} lang={process.language} />,
            actions: [
              {
                text: t("workbench.publish.change"),
                about: t("workbench.frame.method"),
                href: `${urls.teamSynthesisNote(lang, at)}#method`,
              },
            ],
          },
        ]}
      />
      <Progress value={facts.covered} max={facts.total}>
        {t("workbench.coverage.sentence", {
          covered: facts.covered,
          total: facts.total,
          percent: percentDown(facts.covered, facts.total),
        })}
      </Progress>
      {blockers.length === 0 ? null : (
        <Section title={t("workbench.publish.blockers")} id="obstacles">
          <ul>
            {blockers.map((blocker) => (
              <li key={blocker}>
                <BlockerWords {...props} blocker={blocker} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {cautions.length === 0 ? null : (
        <Section title={t("workbench.publish.cautions")} id="a-savoir">
          <ul>
            {cautions.map((caution) => (
              <li key={caution}>
                <CautionWords {...props} caution={caution} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {blockers.length > 0 ? (
        <Inset>{t("workbench.publish.notYet")}</Inset>
      ) : (
        <>
          <Warning>{t("workbench.publish.forEver")}</Warning>
          <Form frame={frame} action={urls.teamSynthesisPublish(lang, at)}>
            <Hidden name="id" value={id} />
            <Hidden name="seen" value={seen} />
            <ButtonGroup>
              <Button>{t("workbench.publish.button", { number: String(number) })}</Button>
            </ButtonGroup>
          </Form>
        </>
      )}
    </Page>
  );
}

/** At most as many links as a person can follow; the count says how many there are. */
const SHOWN = 20;

function ClaimLinks({ frame, numbers }: { readonly frame: Frame; readonly numbers: readonly number[] }) {
  const { lang, t } = frame;
  return (
    <>
      {numbers.slice(0, SHOWN).map((number, index) => (
        <>
          {index > 0 ? ", " : " "}
          <a key={number} href={urls.teamClaim(lang, { number })}>
            {t("synthesis.claim.name", { number: String(number) })}
          </a>
        </>
      ))}
    </>
  );
}

function BlockerWords({ frame, facts, blocker }: Props & { readonly blocker: Blocker }) {
  const { lang, t } = frame;
  switch (blocker) {
    case "noTitle":
    case "noMethod":
    case "noClaim":
    case "unchanged":
      return <>{t(`workbench.blocker.${blocker}`)}</>;
    case "emptyClaims": {
      const numbers = emptyClaims(facts);
      return (
        <>
          {t("workbench.blocker.emptyClaims", { count: numbers.length })}
          <ClaimLinks frame={frame} numbers={numbers} />
        </>
      );
    }
    case "lostQuotes":
      return (
        <>
          {t("workbench.blocker.lostQuotes", { count: facts.lostQuotes.length })}{" "}
          {facts.lostQuotes.slice(0, SHOWN).map(({ claim, contribution }, index) => (
            <>
              {index > 0 ? ", " : null}
              <a key={`${claim} ${contribution}`} href={urls.teamClaimSource(lang, { number: claim, contribution })}>
                {t("workbench.publish.quoteOf", { claim: String(claim), contribution: String(contribution) })}
              </a>
            </>
          ))}
        </>
      );
    default:
      return blocker satisfies never;
  }
}

function CautionWords({ frame, process, facts, caution }: Props & { readonly caution: Caution }) {
  const { lang, t } = frame;
  switch (caution) {
    case "noIntroduction":
    case "noRare":
    case "noAgreement":
      return <>{t(`workbench.caution.${caution}`)}</>;
    case "uncovered":
      return (
        <a href={urls.teamSynthesis(lang, { process: process.slug }, { constats: "non" })}>
          {t("workbench.caution.uncovered", { count: facts.total - facts.covered })}
        </a>
      );
    case "unpublished":
      return (
        <>
          {t("workbench.caution.unpublished", { count: facts.unpublished.length })}
          <ClaimLinks frame={frame} numbers={[...new Set(facts.unpublished.map(({ claim }) => claim))]} />
        </>
      );
    default:
      return caution satisfies never;
  }
}
