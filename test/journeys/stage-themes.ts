import { urls } from "#kernel/urls.ts";
import type { Browser } from "../house.ts";

export type Samples = { readonly closed: string; readonly open: string; readonly apart: string };

/** Id of a coder among the boxes of the page of samples, by the name that the account has. */
async function boxOf(desk: Browser, coder: Browser, at: string): Promise<string> {
  await coder.get(urls.account("fr"));
  const name = /name="nom"[^>]*value="([^"]+)"/.exec(coder.html)?.[1] ?? "?";
  await desk.get(at);
  const boxes = [...desk.html.matchAll(/name="coder"[^>]*value="([0-9a-f-]{36})"[^>]*\/?>\s*<label[^>]*>([^<]*)</g)];
  return boxes.find(([, , label]) => label === name)?.[1] ?? "";
}

/**
 * Two themes, a sample that two people coded apart on one text and closed, then another that is open. Everything through
 * the pages; the analyst asked for suggestions.
 */
export async function prepareThemes(analyst: Browser, editor: Browser, process: string): Promise<Samples> {
  for (const [name, words] of [
    ["Rythme du versement", "jour\nrythme"],
    ["Lisibilité", "lire\nmot"],
  ] as const) {
    const at = urls.teamThemeNew("fr", { process });
    await analyst.get(at);
    const rest = { code: "", exampleIn: "", exampleOut: "", parent: "" };
    await analyst.submit({ name, definition: `Ce qui parle de : ${name}.`, words, ...rest }, at);
  }
  const list = urls.teamSamples("fr", { process });
  const coders = [await boxOf(analyst, analyst, list), await boxOf(analyst, editor, list)];
  const draw = async (): Promise<string> => {
    await analyst.get(list);
    await analyst.submit({ coder: coders, seed: "2023" }, list);
    return /echantillons\/(\d+)$/.exec(analyst.path)?.[1] ?? "";
  };
  const closed = await draw();
  const at = (position: number) => urls.teamSampleItem("fr", { process, sample: closed, position });
  for (const coder of [analyst, editor]) {
    for (let position = 1; (await coder.get(at(position))) && coder.status === 200; position += 1) {
      const theme = coder === editor && position === 1 ? [] : ["lisibilite"];
      await coder.submit({ theme, act: "codeNext" }, at(position));
    }
  }
  await analyst.get(urls.teamSample("fr", { process, sample: closed }));
  await analyst.submit({ act: "close" }, urls.teamSample("fr", { process, sample: closed }));
  const open = await draw();
  const suggestions = urls.teamSuggestions("fr", { process });
  await analyst.get(suggestions);
  await analyst.submit({ act: "on" }, suggestions);
  if (!closed || !open || analyst.status !== 200) {
    throw new Error(`the samples are not drawn: ${closed} ${open} ${analyst.path} (${analyst.status})`);
  }
  return { closed, open, apart: "1" };
}
