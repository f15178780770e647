import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import { mayReadProcess, processBySlug } from "#rooms/processes";
import { isMessageKey } from "#ui/messages.ts";
import { countByChannel, listPublicThemes, type PublicTheme } from "./public.queries.ts";
import { ProcessThemesView, PublicThemeView } from "./public.view.tsx";
import { findSample, listAgreements } from "./sample.queries.ts";
import { lastSignOff, type SignOff } from "./sign-off.queries.ts";
import { withoutSmallCells } from "./small-cells.rules.ts";
import { listActs, listThemes } from "./theme.queries.ts";

async function readable(ctx: Context) {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process || !(await mayReadProcess(ctx.sql, process.id, ctx.viewer))) throw new NotFound();
  return process;
}

/** For the public: the role, never the name. */
const signatureOf = (ctx: Context, { actingRole, signedAt, endedAt, codebookHash, ...draft }: SignOff) => ({
  roleWords: roleInWords(ctx.t, actingRole),
  signedAt,
  endedAt,
  codebookHash,
  hasDraft: draft.hasDraft,
  vectorsModel: draft.vectorsModel,
});

async function themesPage(ctx: Context): Promise<Response> {
  const process = await readable(ctx);
  const signOff = await lastSignOff(ctx.sql, process.id);
  if (!signOff) {
    const nothing = { signature: null, sample: null, themes: [], rows: [] };
    return ctx.page(<ProcessThemesView frame={ctx.frame} process={process} {...nothing} />);
  }
  const [themes, sample, rows] = await Promise.all([
    listPublicThemes(ctx.sql, process.id),
    findSample(ctx.sql, process.id, signOff.sample),
    listAgreements(ctx.sql, signOff.sampleId),
  ]);
  return ctx.page(
    <ProcessThemesView
      frame={ctx.frame}
      {...{ process, themes }}
      signature={signatureOf(ctx, signOff)}
      sample={sample ? { ...sample, coderCount: sample.coders.length } : null}
      rows={rows.filter(({ measure }) => measure === "alpha")}
    />,
  );
}

async function channelsOf(ctx: Context, theme: PublicTheme) {
  const counts = await countByChannel(ctx.sql, theme.id);
  const label = (channel: string): string => {
    const key = `contributions.channel.${channel}`;
    return isMessageKey(key) ? ctx.t(key) : channel;
  };
  return withoutSmallCells(counts.map(({ channel, count }) => ({ label: label(channel), count })));
}

async function themePage(ctx: Context): Promise<Response> {
  const process = await readable(ctx);
  const signOff = await lastSignOff(ctx.sql, process.id);
  const themes = await listThemes(ctx.sql, process.id);
  const theme = themes.find(({ code }) => code === ctx.params.theme);
  if (!signOff || !theme) throw new NotFound();
  const [active, acts] = await Promise.all([
    listPublicThemes(ctx.sql, process.id),
    listActs(ctx.sql, { processId: process.id, themeId: theme.id, page: 1 }),
  ]);
  const counted = active.find(({ id }) => id === theme.id);
  const none = { standing: "none", alpha: null, low: null, high: null } as const;
  const uncounted = { contributionCount: null, personCount: null, suggestionCount: null };
  const target = themes.find(({ code }) => code === theme.mergedInto);
  return ctx.page(
    <PublicThemeView
      frame={ctx.frame}
      process={process}
      theme={counted ?? { ...theme, ...none, ...uncounted }}
      signature={signatureOf(ctx, signOff)}
      state={theme.state}
      mergedInto={target ? { code: target.code, name: target.name } : null}
      channels={counted && counted.standing !== "none" ? await channelsOf(ctx, counted) : []}
      acts={acts.map((act) => ({ ...act, who: roleInWords(ctx.t, act.actingRole) }))}
    />,
  );
}

export const publicThemesRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.processThemes, who: "everyone", cache: "public", handle: themesPage }),
  route({ method: "GET", path: patterns.processTheme, who: "everyone", cache: "public", handle: themePage }),
];
