import { Fragment } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Form } from "#ui/form.tsx";
import { Section } from "#ui/layout.tsx";
import { Radios } from "#ui/radios.tsx";
import { Inset } from "#ui/text.tsx";
import { MemberDifference, MemberFacts, SideBySide } from "./comparison.view.tsx";
import type { Member, PublicWords } from "./row.rules.ts";
import { ReadAt, type TeamCampaignProps } from "./team-campaign.view.tsx";
import { PARTS } from "./words.rules.ts";

type PartProps = TeamCampaignProps & { readonly kept: PublicWords };

/** The texts of one part of the group, with what may be done there. */
export function MemberForms(props: TeamCampaignProps) {
  const { kept, members, part, campaign } = props;
  if (members.length === 0 || !kept) return null;
  const known = { ...props, kept };
  if (campaign.state === "refused") return <ReadOnly {...known} />;
  return PARTS[part] === "flagged" ? <Decide {...known} /> : <Choose {...known} />;
}

function ReadOnly({ frame, kept, members }: PartProps) {
  return members.map((member) => (
    <Fragment key={member.number}>
      <MemberFacts frame={frame} member={member} />
      <MemberDifference frame={frame} kept={kept} member={member} />
    </Fragment>
  ));
}

/** Texts that differ in a way that may change the meaning: side by side, one decision each. */
function Decide({ frame, campaign, kept, members }: PartProps) {
  const { lang, t } = frame;
  return (
    <Form frame={frame} action={urls.teamCampaign(lang, { campaign: campaign.number })}>
      <ReadAt campaign={campaign} act="decide" />
      {members.map((member) => (
        <Section key={member.number} title={t("campaigns.one.decideLegend", { number: member.number })} level={3}>
          <MemberFacts frame={frame} member={member} />
          <SideBySide frame={frame} kept={kept} member={member} />
          <Radios
            name={`choix-${member.number}`}
            label={t("campaigns.one.compare", { number: member.number })}
            options={[
              { value: "in", text: t("campaigns.one.sameText") },
              { value: "out", text: t("campaigns.one.otherText") },
            ]}
            inline
            small
          />
        </Section>
      ))}
      <Button>{t("campaigns.one.save")}</Button>
    </Form>
  );
}

function Choose(props: PartProps) {
  const { frame, campaign, kept, members, part, errors } = props;
  const { lang, t } = frame;
  const isChanged = PARTS[part] === "changed";
  return (
    <>
      {isChanged ? <Inset>{t("campaigns.one.changedHint")}</Inset> : null}
      <Form frame={frame} action={urls.teamCampaign(lang, { campaign: campaign.number })}>
        <ReadAt campaign={campaign} act="choose" />
        <Checkboxes
          name="contribution"
          label={t("campaigns.one.choose")}
          error={errors.find(({ field }) => field === "contribution")?.message}
          small
          options={members.map((member) => ({
            value: String(member.number),
            text: t("campaigns.public.member", { number: member.number }),
            children: (
              <>
                <MemberFacts frame={frame} member={member} />
                <MemberDifference frame={frame} kept={kept} member={member} />
                {mayKeep(props, member) ? (
                  <Button name="keep" value={String(member.number)} kind="secondary">
                    {t("campaigns.one.keep", { number: member.number })}
                  </Button>
                ) : null}
              </>
            ),
          }))}
        />
        <ButtonGroup>
          {isChanged ? (
            <Button name="do" value="look">
              {t("campaigns.one.looked")}
            </Button>
          ) : null}
          {PARTS[part] === "out" ? (
            <Button name="do" value="in">
              {t("campaigns.one.putBack")}
            </Button>
          ) : (
            <Button name="do" value="out" kind="secondary">
              {t("campaigns.one.takeOut")}
            </Button>
          )}
        </ButtonGroup>
      </Form>
    </>
  );
}

/** A confirmed group shows one of its texts first; a proposed one may show any that is not taken out. */
function mayKeep({ campaign, part }: PartProps, member: Member): boolean {
  return !member.isKept && PARTS[part] !== "out" && (campaign.state !== "confirmed" || PARTS[part] === "in");
}
