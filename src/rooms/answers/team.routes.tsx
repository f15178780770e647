import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { countOpinions, listOpinionProcesses, listOpinions, OPINIONS_PAGE } from "./opinion.queries.ts";
import { OPINIONS } from "./opinion.rules.ts";
import { TeamAnswersView } from "./team.view.tsx";
import { verdictWords } from "./verdict-words.routes.ts";

export const teamAnswerRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamAnswers,
    who: ["analyst", "editor", "administrator"],
    query: ["demarche", "avis", "page"],
    async handle(ctx) {
      const processes = await listOpinionProcesses(ctx.sql);
      const asked = ctx.queryText("demarche");
      const chosen = asked === "" ? processes[0] : processes.find(({ slug }) => slug === asked);
      if (asked !== "" && !chosen) throw new NotFound();
      const value = OPINIONS.find((one) => one === ctx.queryText("avis")) ?? null;
      const count = chosen ? await countOpinions(ctx.sql, chosen.id, value) : 0;
      const pages = Math.max(1, Math.ceil(count / OPINIONS_PAGE));
      const page = Math.min(ctx.queryPage(), pages);
      const told = chosen ? await listOpinions(ctx.sql, chosen.id, value, page) : [];
      const lines = told.map((line) => ({ ...line, verdict: verdictWords(ctx.t, line.verdict) }));
      const data = { processes, chosen: chosen ?? null, value, lines, count, page, pages };
      return ctx.page(<TeamAnswersView frame={ctx.frame} {...data} />);
    },
  }),
];
