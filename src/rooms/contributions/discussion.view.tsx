import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonLink } from "#ui/button.tsx";
import { ContributionCard } from "#ui/contribution-card.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Honeypot } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Muted, Warning } from "#ui/text.tsx";
import { ARGUMENTS_SHOWN, STANCE_WORDS } from "./argument.rules.ts";
import { authorLine } from "./author.view.ts";
import { STANCES, type Stance } from "./contribution.rules.ts";
import type { Argument, Discussion, PublicContribution } from "./public-contribution.rules.ts";
import { Discussed, StanceChoice } from "./stance.view.tsx";
import { excerptOf } from "./words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly contribution: PublicContribution;
  readonly discussion: Discussion;
  readonly canArgue: boolean;
};

const total = ({ counts }: Discussion) => counts.for + counts.against + counts.nuance;

/** On the page of an amendment: how many argue for and against, the first arguments, and the way to all. */
export function DiscussionSection({ frame, contribution, discussion, canArgue }: Props): VNode {
  const { lang, t } = frame;
  const { number } = contribution;
  const count = total(discussion);
  return (
    <Section title={t("contributions.discussion.title")} id="discussion">
      <p>{countsSentence(frame, discussion)}</p>
      {discussion.arguments.slice(0, ARGUMENTS_SHOWN).map((argument) => (
        <ArgumentCard key={argument.number} frame={frame} argument={argument} />
      ))}
      {count > ARGUMENTS_SHOWN ? (
        <p>
          <a href={urls.discussion(lang, { number })}>{t("contributions.discussion.all", { count })}</a>
        </p>
      ) : null}
      {canArgue ? (
        <ButtonLink kind="secondary" href={urls.argue(lang, { number })}>
          {t("contribute.argue.title")}
        </ButtonLink>
      ) : (
        <p>{t("contributions.discussion.closed")}</p>
      )}
    </Section>
  );
}

function countsSentence({ t }: Frame, discussion: Discussion): string {
  return total(discussion) === 0
    ? t("contributions.discussion.none")
    : t("contributions.discussion.counts", discussion.counts);
}

function ArgumentCard({ frame, argument }: { readonly frame: Frame; readonly argument: Argument }): VNode {
  const { lang, t } = frame;
  return (
    <ContributionCard
      href={urls.contribution(lang, { number: argument.number })}
      title={t("contributions.title.argument", { number: String(argument.number) })}
      kind={t(`contributions.stance.${argument.stance}`)}
      excerpt={excerptOf(argument.body, 400)}
      lang={argument.language}
      author={authorLine(frame, argument)}
      at={argument.publishedAt}
      synthetic={argument.isSynthetic}
    />
  );
}

type PageProps = Props & { readonly stance: Stance | null; readonly page: number; readonly pages: number };

/** All arguments about an amendment, the oldest first. */
export function DiscussionView({ frame, contribution, discussion, canArgue, stance, page, pages }: PageProps): VNode {
  const { lang, t } = frame;
  const { number } = contribution;
  const address = (page: number) =>
    urls.discussion(lang, { number }, { position: stance ? STANCE_WORDS[stance] : undefined, page });
  return (
    <Page
      frame={frame}
      title={t("contributions.discussion.page", { number: String(number) })}
      breadcrumb={[
        { text: contribution.processTitle, href: urls.process(lang, { process: contribution.processSlug }) },
        {
          text: t("contributions.title.amendment", { number: String(number) }),
          href: urls.contribution(lang, { number }),
        },
      ]}
      section="processes"
    >
      <Discussed frame={frame} about={contribution} />
      <p>{countsSentence(frame, discussion)}</p>
      <Filters
        action={urls.discussion(lang, { number })}
        resetHref={stance ? urls.discussion(lang, { number }) : undefined}
      >
        <Select
          name="position"
          label={t("contributions.discussion.stance")}
          emptyOption={t("contributions.discussion.everyStance")}
          value={stance ? STANCE_WORDS[stance] : ""}
          options={STANCES.map((one) => ({ value: STANCE_WORDS[one], text: t(`contributions.stance.${one}`) }))}
        />
      </Filters>
      {discussion.arguments.length > 0 ? <Muted>{t("contributions.discussion.order")}</Muted> : null}
      {discussion.arguments.map((argument) => (
        <ArgumentCard key={argument.number} frame={frame} argument={argument} />
      ))}
      <Pagination page={page} pages={pages} href={address} />
      {canArgue ? (
        <ButtonLink href={urls.argue(lang, { number })}>{t("contribute.argue.title")}</ButtonLink>
      ) : (
        <p>{t("contributions.discussion.closed")}</p>
      )}
    </Page>
  );
}

type ArgueProps = {
  readonly frame: Frame;
  readonly contribution: PublicContribution;
  readonly isOpen: boolean;
  readonly typed?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

/** The first page of an argument: what it is about, and what it says of it. */
export function ArgueView({ frame, contribution, isOpen, typed, errors }: ArgueProps): VNode {
  const { lang, t } = frame;
  const { number } = contribution;
  return (
    <Page
      frame={frame}
      title={t("contribute.argue.title")}
      lead={isOpen ? t("contribute.argue.lead") : undefined}
      errors={errors}
      backLink={urls.contribution(lang, { number })}
      robots="noindex"
      section="processes"
    >
      <Discussed frame={frame} about={contribution} />
      {isOpen ? (
        <>
          <Warning>{t("contribute.start.noHealth")}</Warning>
          <Form frame={frame} action={urls.argue(lang, { number })}>
            <Honeypot />
            <StanceChoice
              frame={frame}
              value={typeof typed?.stance === "string" ? typed.stance : ""}
              errors={errors}
              isHeading={false}
            />
            <Button>{t("contribute.argue.begin")}</Button>
          </Form>
        </>
      ) : (
        <>
          <Inset>{t("contribute.argue.closed")}</Inset>
          <p>
            <a href={urls.discussion(lang, { number })}>{t("contribute.argue.back")}</a>
          </p>
        </>
      )}
    </Page>
  );
}
