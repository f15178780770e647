import { urls } from "#kernel/urls.ts";
import type { Browser } from "../house.ts";

/** Numbers of a confirmed group and of one that waits. */
export type Groups = { readonly confirmed: string; readonly proposed: string };

/** Two groups made by hand, as an analyst would; one is confirmed after a text was taken out of it. */
export async function prepareCampaigns(analyst: Browser, process: string): Promise<Groups> {
  const confirmed = await create(analyst, process, "1, 2, 3, 4");
  await press(analyst, confirmed, { act: "choose", do: "out", contribution: "4" });
  await press(analyst, confirmed, { act: "confirm" });
  if (analyst.status !== 200) throw new Error(`the group is not confirmed: ${analyst.path} (${analyst.status})`);
  return { confirmed, proposed: await create(analyst, process, "5, 6") };
}

async function create(analyst: Browser, process: string, numeros: string): Promise<string> {
  await analyst.get(urls.teamCampaigns("fr", { demarche: process }));
  const id = /name="id" value="([^"]+)"/.exec(analyst.html)?.[1] ?? "";
  await analyst.submit({ act: "create", demarche: process, id, numeros }, urls.teamCampaigns("fr"));
  return /envois-groupes\/(\d+)$/.exec(analyst.path)?.[1] ?? "";
}

async function press(analyst: Browser, campaign: string, fields: Record<string, string>): Promise<void> {
  const here = urls.teamCampaign("fr", { campaign });
  await analyst.get(here);
  const version = /name="version" value="(\d+)"/.exec(analyst.html)?.[1] ?? "";
  await analyst.submit({ version, ...fields }, here);
}
