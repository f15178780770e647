import { urls } from "#kernel/urls.ts";
import { SyntheticMark } from "#ui/contribution-card.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Details } from "#ui/details.tsx";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Tag } from "#ui/tag.tsx";
import { Quote } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { differenceOf, side, type TextDifference, type Words } from "./difference.rules.ts";
import type { Member } from "./row.rules.ts";
import { flagKey } from "./words.rules.ts";

type Props = { readonly frame: Frame; readonly kept: Words; readonly member: Member };

/** Who, when, how alike. */
export function MemberFacts({ frame, member }: Omit<Props, "kept">) {
  const { lang, t } = frame;
  const { number, author, submittedAt, similarity, flags, isKept, isSynthetic, isChanged } = member;
  return (
    <p>
      <a href={urls.contribution(lang, { number })}>{t("campaigns.public.member", { number })}</a>
      {", "}
      {author ?? t("campaigns.public.anonymous")}, <Time at={submittedAt} />
      {isKept ? null : <> · {t("campaigns.one.alike", { percent: Math.round(similarity * 100) })}</>}{" "}
      {isSynthetic ? <SyntheticMark /> : null} {isKept ? <Tag color="blue">{t("campaigns.one.kept")}</Tag> : null}{" "}
      {isKept ? null : flags.map((flag) => [<Tag key={flag}>{t(flagKey(flag))}</Tag>, " "])}
      {isChanged ? <Tag color="orange">{t("campaigns.one.changed")}</Tag> : null}
    </p>
  );
}

/** What this person adds, then every difference. */
export function MemberDifference({ frame, kept, member }: Props) {
  const { t } = frame;
  const difference = differenceOf(kept, member);
  if (member.isKept) return null;
  if (difference.isSame) return <p>{t("campaigns.one.same")}</p>;
  return (
    <>
      <Additions frame={frame} difference={difference} lang={member.language} />
      <Details summary={t("campaigns.one.all")}>
        <Difference segments={difference.body} lang={member.language} />
        {difference.proposed === null ? null : <Difference segments={difference.proposed} lang={member.language} />}
      </Details>
    </>
  );
}

type AdditionsProps = { readonly frame: Frame; readonly difference: TextDifference; readonly lang: string };

function Additions({ frame, difference, lang }: AdditionsProps) {
  if (difference.additions.length === 0) return null;
  return (
    <>
      <p>{frame.t("campaigns.one.additions")}</p>
      {difference.additions.map((words) => (
        <Quote key={words} lang={lang}>
          {words}
        </Quote>
      ))}
    </>
  );
}

/** Both texts side by side, with what differs marked in each. */
export function SideBySide({ frame, kept, member }: Props) {
  const { t } = frame;
  const { body, proposed } = differenceOf(kept, member);
  const { number, language } = member;
  const row = (segments: TextDifference["body"]) => [
    <Difference key="kept" segments={side(segments, "removed")} lang={language} />,
    <Difference key="member" segments={side(segments, "added")} lang={language} />,
  ];
  return (
    <DataTable
      caption={t("campaigns.one.compare", { number })}
      captionHidden
      columns={[{ head: t("campaigns.one.kept") }, { head: t("campaigns.one.keptLink", { number }) }]}
      rows={proposed === null ? [row(body)] : [row(body), row(proposed)]}
      rowHeads={false}
    />
  );
}
