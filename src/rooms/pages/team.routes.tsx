import type { Lang } from "#kernel/lang.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole, type Role } from "#kernel/viewer.ts";
import type { Desk } from "#platform/desk.ts";
import { type Route, route } from "#platform/http/route.ts";
import { kindInWords, roleInWords } from "#rooms/journal";
import type { MessageKey } from "#ui/messages.ts";
import { latestActs, nextDate } from "./team.queries.ts";
import { TeamView } from "./team.view.tsx";

type TeamLink = { readonly roles: readonly Role[]; readonly text: MessageKey; readonly href: (lang: Lang) => string };

/** Every team page, for those whose roles open it. */
const LINKS: readonly TeamLink[] = [
  {
    roles: ["facilitator", "moderator", "editor", "analyst", "administrator"],
    text: "pages.teamEnter",
    href: (lang) => urls.processes(lang),
  },
  { roles: ["moderator", "administrator"], text: "pages.teamModeration", href: (lang) => urls.teamModeration(lang) },
  { roles: ["moderator", "administrator"], text: "pages.teamAppeals", href: (lang) => urls.teamAppeals(lang) },
  { roles: ["analyst", "editor", "administrator"], text: "reading.home.title", href: (lang) => urls.teamReading(lang) },
  {
    roles: ["editor", "analyst", "administrator"],
    text: "pages.teamDecisions",
    href: (lang) => urls.teamDecisions(lang),
  },
  { roles: ["editor", "administrator"], text: "pages.teamEditions", href: (lang) => urls.teamEditions(lang) },
  { roles: ["editor", "administrator"], text: "pages.teamImport", href: (lang) => urls.teamImport(lang) },
  { roles: ["editor", "administrator"], text: "pages.teamProcesses", href: (lang) => urls.teamProcesses(lang) },
  { roles: ["administrator"], text: "pages.teamPeople", href: (lang) => urls.teamPeople(lang) },
  { roles: ["administrator"], text: "register.title", href: (lang) => urls.teamProcessing(lang) },
  { roles: ["administrator"], text: "pages.teamMailbox", href: (lang) => urls.teamMailbox(lang) },
];

/** The team's home: what waits for this person, gathered from the desks that the rooms declare. */
export function teamRoutes(desks: readonly Desk[]): readonly Route[] {
  return [
    route({
      method: "GET",
      path: patterns.team,
      who: ["administrator", "editor", "moderator", "analyst", "facilitator"],
      async handle(ctx) {
        const { viewer, sql, lang, t } = ctx;
        if (!viewer) return ctx.redirect(urls.signIn(lang));
        const mine = desks.filter((desk) => hasRole(viewer, ...desk.roles));
        const [waiting, entries, next] = await Promise.all([
          Promise.all(
            mine.map(async (desk) => ({
              title: t(desk.titleKey),
              href: desk.href(lang),
              waiting: await desk.waiting(sql, viewer),
              oldest: (await desk.oldest?.(sql, viewer)) ?? null,
            })),
          ),
          latestActs(sql),
          nextDate(sql),
        ]);
        const acts = entries.map(({ kind, occurredAt, actingRole }) => ({
          act: kindInWords(t, kind),
          occurredAt,
          madeBy: roleInWords(t, actingRole),
        }));
        const links = LINKS.filter((link) => hasRole(viewer, ...link.roles)).map((link) => ({
          text: t(link.text),
          href: link.href(lang),
        }));
        return ctx.page(<TeamView frame={ctx.frame} {...{ waiting, links, acts, next }} />);
      },
    }),
  ];
}
