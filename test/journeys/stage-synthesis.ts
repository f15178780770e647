import { urls } from "#kernel/urls.ts";
import type { Browser } from "../plain-browser.ts";

export const CLAIM_TEXT = "Les professionnels veulent un rythme qui se vérifie.";

/** A claim on one contribution, published twice and reworded between: gives its number. Everything through the pages. */
export async function prepareSynthesis(editor: Browser, process: string, contribution: string): Promise<string> {
  const desk = urls.teamSynthesis("fr", { process });
  await editor.get(desk);
  await editor.submit({ act: "add", text: CLAIM_TEXT, kind: "claim" }, desk);
  const number = /#constat-(\d+)$/.exec(editor.path)?.[1] ?? "";
  const source = urls.teamClaimSource("fr", { number, contribution });
  await editor.get(source);
  await editor.submit({ stance: "supports", quote: "" }, source);
  const note = urls.teamSynthesisNote("fr", { process });
  await editor.get(note);
  const words = { title: "Ce que vous avez dit", introduction: "", method: "Chaque contribution a été lue." };
  await editor.submit(words, note);
  await publish(editor, process);
  const claim = urls.teamClaim("fr", { number });
  await editor.get(claim);
  await editor.submit({ act: "save", text: `${CLAIM_TEXT} Certains le veulent chaque jour.`, kind: "claim" }, claim);
  await publish(editor, process);
  if (editor.status !== 200) throw new Error(`the synthesis is not published: ${editor.path} (${editor.status})`);
  return number;
}

async function publish(editor: Browser, process: string): Promise<void> {
  const at = urls.teamSynthesisPublish("fr", { process });
  await editor.get(at);
  await editor.submit({}, at);
}
