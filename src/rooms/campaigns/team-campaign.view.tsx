import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { KeyFigures } from "#ui/key-figures.tsx";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Status } from "#ui/status.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { Muted } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import type { Campaign } from "./campaign.rules.ts";
import { MemberForms } from "./member-forms.view.tsx";
import type { ActRow, Member, PartCounts, PublicWords } from "./row.rules.ts";
import { kindOptions } from "./team-list.view.tsx";
import { actKey, KIND_KEYS, PARTS, type PartName, STATE_KEYS, STATE_TONES } from "./words.rules.ts";

export type TeamCampaignProps = {
  readonly frame: Frame;
  readonly campaign: Campaign;
  readonly counts: PartCounts;
  readonly kept: PublicWords | null;
  readonly part: PartName;
  readonly members: readonly Member[];
  readonly page: number;
  readonly pages: number;
  readonly acts: readonly ActRow[];
  readonly undoable: ActRow | null;
  readonly roleWords: (role: string) => string;
  readonly errors: readonly FieldError[];
  readonly typed: Readonly<Record<string, string>>;
};

/** One group, as the team decides on it. */
export function TeamCampaignView(props: TeamCampaignProps) {
  const { frame, campaign, counts, errors, part, page, pages } = props;
  const { lang, t } = frame;
  const { number, name, state, kind } = campaign;
  const here = { campaign: number };
  const href = (partie: PartName, n?: number) => urls.teamCampaign(lang, here, { partie, page: n });
  return (
    <Page
      frame={frame}
      title={t("campaigns.one.name", { number })}
      lead={name}
      breadcrumb={[
        { text: t("decisions.team"), href: urls.team(lang) },
        { text: t("campaigns.team.title"), href: urls.teamCampaigns(lang, { demarche: campaign.processSlug }) },
      ]}
      errors={errors}
      wide
    >
      <p>
        <Status tone={STATE_TONES[state]}>{t(STATE_KEYS[state])}</Status> {t(KIND_KEYS[kind])}
      </p>
      <KeyFigures
        items={(["in", "clear", "flagged", "people"] as const).map((figure) => ({
          value: String(counts[figure]),
          label: t(`campaigns.one.figures.${figure}`),
        }))}
      />
      {counts.hidden > 0 ? <p>{t("campaigns.one.hidden", { count: counts.hidden })}</p> : null}
      {state === "confirmed" ? <PublicLinks frame={frame} campaign={campaign} /> : null}
      <KeptText {...props} />
      <Acts {...props} />
      <Section title={t("campaigns.one.parts")} id="textes">
        <Tabs
          label={t("campaigns.one.parts")}
          items={(Object.keys(PARTS) as PartName[]).map((name) => ({
            text: t(`campaigns.one.part.${PARTS[name]}`),
            href: href(name),
            count: counts[PARTS[name]],
            current: name === part,
          }))}
        />
        <ResultCount>{t("campaigns.one.count", { count: counts[PARTS[part]] })}</ResultCount>
        <MemberForms {...props} />
        <Pagination page={page} pages={pages} href={(n) => href(part, n)} />
      </Section>
      <Changes {...props} />
      <History {...props} />
    </Page>
  );
}

function PublicLinks({ frame, campaign }: Pick<TeamCampaignProps, "frame" | "campaign">) {
  const { lang, t } = frame;
  const { number, processSlug } = campaign;
  return (
    <LinkList
      items={[
        { text: t("campaigns.one.public"), href: urls.campaign(lang, { number }) },
        {
          text: t("campaigns.one.list"),
          href: urls.processContributions(lang, { process: processSlug }, { campagne: number }),
        },
        {
          text: t("campaigns.one.decide"),
          href: urls.teamDecisionNew(lang, { demarche: processSlug, tout: "on", campagne: number }),
        },
      ]}
    />
  );
}

function KeptText({ frame, kept }: TeamCampaignProps) {
  const { lang, t } = frame;
  if (!kept) return null;
  return (
    <Section title={t("campaigns.one.kept")}>
      <Prose text={kept.body} lang={kept.language} />
      {kept.proposedText === null ? null : <Prose text={kept.proposedText} lang={kept.language} />}
      <p>
        <a href={urls.contribution(lang, { number: kept.number })}>
          {t("campaigns.one.keptLink", { number: kept.number })}
        </a>
      </p>
    </Section>
  );
}

/** What is sent with every act: the group as it was read. */
export function ReadAt({ campaign, act }: { readonly campaign: Campaign; readonly act: string }) {
  return (
    <>
      <Hidden name="act" value={act} />
      <Hidden name="version" value={String(campaign.version)} />
    </>
  );
}

function Acts({ frame, campaign, counts }: TeamCampaignProps) {
  const { lang, t } = frame;
  const action = urls.teamCampaign(lang, { campaign: campaign.number });
  const version = String(campaign.version);
  if (campaign.state === "refused") return null;
  const isConfirmed = campaign.state === "confirmed";
  const joining = counts.clear + counts.keptWaits + (isConfirmed ? 0 : counts.in);
  const mayConfirm = joining > (isConfirmed ? 0 : 1);
  return (
    <>
      {mayConfirm ? (
        <PostButton frame={frame} action={action} fields={{ act: "confirm", version }}>
          {t("campaigns.one.confirm", { count: joining })}
        </PostButton>
      ) : null}
      {!isConfirmed && !mayConfirm ? <p>{t("campaigns.one.confirmFirst")}</p> : null}
      <Muted>{t("campaigns.one.confirmHint")}</Muted>
      <PostButton frame={frame} action={action} kind="secondary" fields={{ act: "refuse", version }}>
        {t("campaigns.one.refuse")}
      </PostButton>
    </>
  );
}

function Changes({ frame, campaign, errors, typed }: TeamCampaignProps) {
  const { lang, t } = frame;
  const action = urls.teamCampaign(lang, { campaign: campaign.number });
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message;
  if (campaign.state === "refused") return null;
  return (
    <>
      <Details
        summary={t("campaigns.one.rename")}
        open={errorOf("nom") !== undefined || errorOf("nature") !== undefined}
      >
        <Form frame={frame} action={action}>
          <ReadAt campaign={campaign} act="rename" />
          <TextField
            name="nom"
            label={t("campaigns.one.nameLabel")}
            hint={t("campaigns.one.nameHint")}
            value={typed.nom ?? campaign.name}
            error={errorOf("nom")}
          />
          <Radios
            name="nature"
            label={t("campaigns.one.kindLabel")}
            value={typed.nature ?? campaign.kind}
            options={kindOptions(frame)}
            error={errorOf("nature")}
            small
          />
          <Button kind="secondary">{t("campaigns.one.renameButton")}</Button>
        </Form>
      </Details>
      <Details summary={t("campaigns.one.add")} open={errorOf("numeros") !== undefined}>
        <Form frame={frame} action={action}>
          <ReadAt campaign={campaign} act="add" />
          <TextField
            name="numeros"
            label={t("campaigns.create.numbers")}
            value={typed.numeros ?? ""}
            error={errorOf("numeros")}
          />
          <Button kind="secondary">{t("campaigns.one.addButton")}</Button>
        </Form>
      </Details>
    </>
  );
}

function History({ frame, campaign, acts, undoable, roleWords }: TeamCampaignProps) {
  const { lang, t } = frame;
  const words = ({ verb, memberCount }: ActRow): string => t(actKey(verb), { count: memberCount });
  return (
    <Section title={t("campaigns.one.history")}>
      {undoable === null ? null : (
        <>
          <PostButton
            frame={frame}
            action={urls.teamCampaign(lang, { campaign: campaign.number })}
            kind="secondary"
            fields={{ act: "undo", undone: undoable.id, version: String(campaign.version) }}
          >
            {t("campaigns.one.undo")}
          </PostButton>
          <Muted>{t("campaigns.one.undoHint", { act: words(undoable), role: roleWords(undoable.actingRole) })}</Muted>
        </>
      )}
      <ul>
        {acts.map((act) => (
          <li key={act.id}>
            <Time at={act.madeAt} mode="datetime" /> : {words(act)}
            {whoDid(act, roleWords)}
            {act.isUndone ? `, ${t("campaigns.act.undone")}` : ""}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Nobody for the search; the team sees its own people by name. */
function whoDid({ verb, madeBy, actingRole }: ActRow, roleWords: TeamCampaignProps["roleWords"]): string {
  if (verb === "propose") return "";
  return madeBy === null ? `, ${roleWords(actingRole)}` : `, ${madeBy} (${roleWords(actingRole)})`;
}
