import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Crumb } from "#ui/breadcrumb.tsx";
import { Button, ButtonLink } from "#ui/button.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import type { AskedPoll, VotingState } from "./voter.rules.ts";

type Place = { readonly code: string; readonly name: string };
type Named = { readonly code: string; readonly nameFr: string; readonly nameEn: string };

type Props = {
  readonly frame: Frame;
  readonly poll: AskedPoll;
  readonly header: VNode;
  readonly trail: readonly Crumb[];
  readonly state: VotingState;
  readonly canAnswer: boolean;
  readonly typed: { readonly territory: string; readonly category: string };
  readonly territories: readonly Place[];
  readonly categories: readonly (Named & { readonly children: readonly Named[] })[];
  readonly errors: readonly FieldError[];
};

/** Where somebody votes from: two questions, both optional. */
export function ProfileView(props: Props): VNode {
  const { frame, poll, canAnswer, state } = props;
  const { lang, t } = frame;
  const vote = urls.pollVote(lang, { poll: poll.number });
  return (
    <Page
      frame={frame}
      title={t("votes.profile.title", { title: poll.title })}
      lead={t("votes.profile.lead")}
      breadcrumb={props.trail}
      errors={props.errors}
      robots="noindex"
      section="processes"
    >
      {props.header}
      {canAnswer ? (
        <ProfileForm {...props} />
      ) : (
        <>
          <p>{t(state === "closed" ? "votes.profile.closed" : "votes.profile.first")}</p>
          {state === "open" ? <ButtonLink href={vote}>{t("votes.profile.vote")}</ButtonLink> : null}
        </>
      )}
      {canAnswer ? (
        <p>
          <a href={vote}>{t("votes.mine.vote")}</a>
        </p>
      ) : null}
    </Page>
  );
}

function ProfileForm({ frame, poll, typed, territories, categories, errors }: Props): VNode {
  const { lang, t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  const name = (one: Named) => (lang === "fr" ? one.nameFr : one.nameEn);
  const option = (one: Named) => ({ value: one.code, text: name(one) });
  return (
    <Form frame={frame} action={urls.pollProfile(lang, { poll: poll.number })}>
      <p>{t("votes.profile.health")}</p>
      <Select
        name="territory"
        label={t("votes.profile.territory")}
        optional
        value={typed.territory}
        emptyOption={t("votes.profile.none")}
        options={territories.map(({ code, name: text }) => ({ value: code, text }))}
        error={error("territory")}
      />
      <Select
        name="category"
        label={t("votes.profile.category")}
        optional
        value={typed.category}
        emptyOption={t("votes.profile.none")}
        groups={categories.map((group) => ({
          label: name(group),
          options: group.children.length > 0 ? group.children.map(option) : [option(group)],
        }))}
        error={error("category")}
      />
      <Button>{t("votes.profile.save")}</Button>
    </Form>
  );
}
