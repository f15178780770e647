import type { Invariant } from "#platform/invariant.ts";

export const campaignsInvariants: readonly Invariant[] = [
  {
    id: "campaigns.in-one-group",
    rule: 8,
    sentence: "Each contribution is in at most one group, and is counted once.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select contribution.number
        from campaigns.member
        join contributions.contribution on contribution.id = member.contribution_id
        where member.state = 'in'
        group by contribution.number
        having count(*) > 1
        order by contribution.number
      `;
      return rows.map(({ number }) => `contribution ${number}`);
    },
  },
  {
    id: "campaigns.grouped-by-people",
    rule: 5,
    sentence: "Each grouped text was grouped by an act of a person, and a text flagged that day by an act of its own.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select contribution.number
        from campaigns.member
        join contributions.contribution on contribution.id = member.contribution_id
        where member.state = 'in'
          and not exists (
            select
            from campaigns.act
            join campaigns.act_member on act_member.act_id = act.id
            where act.campaign_id = member.campaign_id
              and act_member.contribution_id = member.contribution_id
              and act_member.after_state = 'in'
              and act.acting_role <> 'clock'
              and (act.verb <> 'confirm' or act_member.flags = '{}')
          )
        order by contribution.number
      `;
      return rows.map(({ number }) => `contribution ${number}`);
    },
  },
  {
    id: "campaigns.shows-one-of-its-texts",
    rule: 8,
    sentence:
      "Each confirmed group shows first a text that it holds, holds two at least, and only texts of its process.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select campaign.number
        from campaigns.campaign
        where campaign.state = 'confirmed'
          and (
            not exists (
              select
              from campaigns.member
              where member.campaign_id = campaign.id
                and member.contribution_id = campaign.kept_contribution_id
                and member.state = 'in'
            )
            or 2 > (select count(*) from campaigns.member where campaign_id = campaign.id and state = 'in')
          )
        union
        select campaign.number
        from campaigns.campaign
        join campaigns.member on member.campaign_id = campaign.id
        join contributions.contribution on contribution.id = member.contribution_id
        where contribution.process_id <> campaign.process_id
        order by number
      `;
      return rows.map(({ number }) => `group ${number}`);
    },
  },
  {
    id: "campaigns.confirmed-in-the-journal",
    rule: 11,
    sentence: "Each confirmed group is in the journal.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select number
        from campaigns.campaign
        where state = 'confirmed'
          and not exists (
            select
            from journal.entry
            where entry.kind = 'campaign.confirmed'
              and entry.subject_id = campaign.id
          )
        order by number
      `;
      return rows.map(({ number }) => `group ${number}`);
    },
  },
];
