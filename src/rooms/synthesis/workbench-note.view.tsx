import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Cards, LinkList, Section } from "#ui/layout.tsx";
import { Progress } from "#ui/progress.tsx";
import { Radios } from "#ui/radios.tsx";
import { Tag } from "#ui/tag.tsx";
import { Muted, VisuallyHidden } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { CLAIM_LIMIT, type Claim, KINDS, shortClaim, totalOf } from "./claim.rules.ts";
import { percentDown } from "./publication.rules.ts";
import type { WorkbenchProps } from "./workbench.view.tsx";

/** The note: what is read of it, its claims in order, the rare views, a new claim. */
export function NotePanel(props: WorkbenchProps) {
  const { frame, process, claims, coverage, withdrawn, mayPublish } = props;
  const { lang, t } = frame;
  const at = { process: process.slug };
  const rare = claims.filter(({ kind }) => kind === "rare");
  const usual = claims.filter(({ kind }) => kind === "claim");
  return (
    <>
      <h2 id="note">{t("workbench.note.title")}</h2>
      <Progress value={coverage.covered} max={coverage.total}>
        <a href={urls.teamSynthesisCoverage(lang, at)}>
          {t("workbench.coverage.sentence", {
            covered: coverage.covered,
            total: coverage.total,
            percent: percentDown(coverage.covered, coverage.total),
          })}
        </a>
      </Progress>
      <LinkList
        items={[
          { text: t("workbench.note.frame"), href: urls.teamSynthesisNote(lang, at) },
          ...(withdrawn > 0
            ? [
                {
                  text: t("workbench.note.withdrawn", { count: withdrawn }),
                  href: `${urls.teamSynthesisCoverage(lang, at)}#retires`,
                },
              ]
            : []),
        ]}
      />
      {mayPublish ? (
        <ButtonGroup>
          <ButtonLink href={urls.teamSynthesisPublish(lang, at)} kind="secondary">
            {t("workbench.note.publish")}
          </ButtonLink>
        </ButtonGroup>
      ) : null}
      <NewClaim {...props} />
      {claims.length === 0 ? null : <Muted>{t("workbench.note.chooseHint")}</Muted>}
      <ClaimList {...props} claims={usual} title={t("workbench.note.claims")} id="constats-ecrits" />
      <ClaimList {...props} claims={rare} title={t("workbench.note.rare")} id="avis-rares" />
    </>
  );
}

type ListProps = WorkbenchProps & { readonly title: string; readonly id: string };

/** The chosen claim has its buttons: one form for the list, each button says before or after which claim it goes. */
function ClaimList({ frame, process, claims, query, open, title, id }: ListProps) {
  const { lang } = frame;
  if (claims.length === 0) return null;
  const cards = (
    <Cards>
      {claims.map((claim, index) => (
        <ClaimCard
          key={claim.number}
          {...{ frame, process, claim, query }}
          isOpen={claim.number === open}
          before={claims[index - 1]}
          after={claims[index + 1]}
        />
      ))}
    </Cards>
  );
  const hasButtons = claims.length > 1 && claims.some(({ number }) => number === open);
  return (
    <Section title={title} id={id} level={3}>
      {hasButtons ? (
        <Form frame={frame} action={urls.teamSynthesis(lang, { process: process.slug })}>
          {Object.entries(query).map(([name, value]) =>
            value === "" ? null : <Hidden key={name} name={name} value={value} />,
          )}
          {cards}
        </Form>
      ) : (
        cards
      )}
    </Section>
  );
}

type CardProps = Pick<WorkbenchProps, "frame" | "process" | "query"> & {
  readonly claim: Claim;
  readonly isOpen: boolean;
  readonly before: Claim | undefined;
  readonly after: Claim | undefined;
};

function ClaimCard({ frame, process, query, claim, isOpen, before, after }: CardProps) {
  const { lang, t } = frame;
  const { number } = claim;
  const name = t("synthesis.claim.name", { number: String(number) });
  const chosen = urls.teamSynthesis(lang, { process: process.slug }, { ...query, ouvert: String(number) });
  return (
    <>
      <h4 id={`constat-${number}`}>
        <a href={urls.teamClaim(lang, { number })}>{name}</a> {isOpen ? <Tag>{t("workbench.note.open")}</Tag> : null}
      </h4>
      <p lang={claim.language === lang ? undefined : claim.language} dir="auto">
        {isOpen ? claim.text : shortClaim(claim.text, 160)}
      </p>
      <Muted>
        {[claim.theme, stanceCounts(frame, claim)].filter(Boolean).join(" · ")}
        {isOpen ? null : (
          <>
            {" · "}
            <a href={`${chosen}#constat-${number}`}>
              {t("workbench.note.choose")} <VisuallyHidden>{name}</VisuallyHidden>
            </a>
          </>
        )}
      </Muted>
      {isOpen && (before || after) ? (
        <ButtonGroup>
          {before ? (
            <Button kind="secondary" name="move" value={`${number}-before-${before.number}`}>
              {t("workbench.note.up")} <VisuallyHidden>{name}</VisuallyHidden>
            </Button>
          ) : null}
          {after ? (
            <Button kind="secondary" name="move" value={`${number}-after-${after.number}`}>
              {t("workbench.note.down")} <VisuallyHidden>{name}</VisuallyHidden>
            </Button>
          ) : null}
        </ButtonGroup>
      ) : null}
    </>
  );
}

/** "14 contributions : 12 appuient, 1 s’oppose, 1 nuance". */
export function stanceCounts(
  { t }: Frame,
  { supports, opposes, nuances }: Pick<Claim, "supports" | "opposes" | "nuances">,
): string {
  const count = totalOf({ supports, opposes, nuances });
  if (count === 0) return t("synthesis.counts.none");
  const parts = [
    ...(supports > 0 ? [t("synthesis.counts.supports", { count: supports })] : []),
    ...(opposes > 0 ? [t("synthesis.counts.opposes", { count: opposes })] : []),
    ...(nuances > 0 ? [t("synthesis.counts.nuances", { count: nuances })] : []),
  ];
  return t("synthesis.counts.all", { count, parts: parts.join(", ") });
}

function NewClaim({ frame, process, query, claimId, typed, errors }: WorkbenchProps) {
  const { lang, t } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <Section title={t("workbench.new.title")} id="nouveau-constat" level={3}>
      <Form frame={frame} action={urls.teamSynthesis(lang, { process: process.slug })}>
        {Object.entries(query).map(([name, value]) =>
          value === "" ? null : <Hidden key={name} name={name} value={value} />,
        )}
        <Hidden name="id" value={claimId} />
        <TextArea
          name="text"
          label={t("workbench.form.text")}
          hint={t("workbench.form.textHint")}
          value={typed.text}
          error={error("text")}
          limit={CLAIM_LIMIT}
          rows={4}
          lang={process.language}
        />
        <Radios
          name="kind"
          label={t("workbench.form.kind")}
          value={typed.kind}
          error={error("kind")}
          small
          options={KINDS.map((kind) => ({
            value: kind,
            text: t(`workbench.kind.${kind}`),
            hint: t(`workbench.kindHint.${kind}`),
          }))}
        />
        <Button name="act" value="add">
          {t("workbench.new.button")}
        </Button>
      </Form>
    </Section>
  );
}
