import type { Bytes, Step } from "./offline-bytes.island.ts";
import { fromUtf8, utf8 } from "./offline-bytes.island.ts";
import type { OfflineData } from "./offline-page.rules.ts";
import {
  type Checked,
  checkAcknowledgement,
  checkProof,
  isAcknowledgement,
  type Verdict,
} from "./offline-receipt.island.ts";

/** The form of the leaf is part of the form of the file. */
const SHOWN: readonly Step[] = ["file", "text", "signature", "place", "witnesses"];

const main = document.querySelector("main");
const field = (id: string) => document.getElementById(id) as HTMLTextAreaElement;

/** An element holding texts and elements; never HTML. */
function element(name: string, ...children: readonly (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

/** What the policy asks of witnesses, and whether they did it. */
function witnessed({ exit, checked }: Verdict & { readonly checked: Checked }): "right" | "waiting" | "unasked" {
  if (!checked.checkpoint.isQuorumAsked) return "unasked";
  return exit === 0 ? "right" : "waiting";
}

const saidOf = (result: string): string => (result === "wrong" || result === "unasked" ? result : "hint");

/** Ed25519 came late to browsers; without it nothing here can be checked. */
async function canVerify(): Promise<boolean> {
  try {
    const point = Uint8Array.from(
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".match(/../g) ?? [],
      (pair) => Number.parseInt(pair, 16),
    );
    await crypto.subtle.importKey("raw", point, { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

/** A file as it is; a paste as the file has it: one kind of line end, no blank line around. */
async function givenBytes(): Promise<Bytes | null> {
  const [file] = (document.getElementById("file") as HTMLInputElement).files ?? [];
  if (file) return new Uint8Array(await file.arrayBuffer());
  const pasted = field("proof").value.replaceAll("\r\n", "\n").trim();
  return pasted === "" ? null : utf8(`${pasted}\n`);
}

function start({ policy, accuse, lang, words }: OfflineData): void {
  const result = document.getElementById("result") as HTMLElement;
  const say = (key: string, values: Readonly<Record<string, string>> = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const show = (title: string, ...parts: readonly Node[]) => {
    const heading = element("h2", title);
    heading.tabIndex = -1;
    result.replaceChildren(heading, ...parts);
    heading.focus();
  };
  const moment = (time: string | number) =>
    new Date(typeof time === "number" ? time * 1000 : time).toLocaleString(lang, {
      dateStyle: "long",
      timeStyle: "short",
    });

  const stepList = (verdict: Verdict): HTMLElement => {
    const failed =
      verdict.exit === 1 ? SHOWN.indexOf(verdict.failed === "leaf" ? "file" : verdict.failed) : SHOWN.length;
    const resultAt = (place: number) => {
      if (verdict.exit !== 1 && SHOWN[place] === "witnesses") return witnessed(verdict);
      if (place === failed) return "wrong";
      return place < failed ? "right" : "unseen";
    };
    return element(
      "ol",
      ...SHOWN.map((step, place) =>
        element(
          "li",
          element("strong", `${say(`step.${step}.title`)} : ${say(`result.${resultAt(place)}`)}`),
          element("br"),
          say(`step.${step}.${saidOf(resultAt(place))}`),
        ),
      ),
    );
  };

  const facts = ({ leaf, code, index, checkpoint, texts }: Checked): HTMLElement => {
    const witnesses = checkpoint.witnesses.map(({ name, time }) => `${name} (${moment(time)})`).join(", ");
    const rows: readonly (readonly [string, string])[] = [
      ...texts.map((text) => ["says.text", wordsOf(text)] as const),
      ["says.received", moment(leaf.time)],
      ["says.place", say("says.placeIs", { place: String(index + 1), count: String(checkpoint.size) })],
      ["says.fingerprint", code],
      ["says.witnesses", witnesses === "" ? say("says.noWitness") : witnesses],
    ];
    return element("dl", ...rows.flatMap(([key, value]) => [element("dt", say(key)), element("dd", value)]));
  };

  const checkPromise = async (note: string): Promise<void> => {
    const said = accuse === null ? null : await checkAcknowledgement(note, accuse);
    if (!said) return show(say("promise.unsigned"), element("p", say("promise.unsignedSays")));
    const due = moment(new Date(said.time).getTime() / 1000 + said.within);
    const values = { at: moment(said.time), due, code: said.code ?? "" };
    show(say("promise.signed"), element("p", say(said.code ? "promise.signedSays" : "promise.ballotSays", values)));
  };

  const check = async (): Promise<void> => {
    const bytes = await givenBytes();
    if (!bytes) return show(say("missing"));
    if (!(await canVerify())) return show(say("tooOld"), element("p", say("tooOldSays")));
    const text = fromUtf8(bytes) ?? "";
    if (isAcknowledgement(text)) return await checkPromise(text);
    const apart = field("text").value.replaceAll("\r\n", "\n").trim();
    const verdict = await checkProof(bytes, policy, apart === "" ? [] : [apart]);
    const title = { 0: "verdict.right", 1: "verdict.wrong", 4: "verdict.waiting" }[verdict.exit];
    result.dataset.exit = String(verdict.exit);
    if (verdict.exit === 1) return show(say(title), stepList(verdict));
    show(say(title), stepList(verdict), facts(verdict.checked), element("p", say("says.limits")));
  };

  document.getElementById("check")?.addEventListener("click", () => {
    delete result.dataset.exit;
    check().catch(() => show(say("tooOld"), element("p", say("tooOldSays"))));
  });
}

/** The words inside a committed text. */
function wordsOf(text: string): string {
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const shown = [value.title, value.body].filter((part) => typeof part === "string" && part !== "");
    return shown.length > 0 ? shown.join("\n\n") : text;
  } catch {
    return text;
  }
}

if (main?.dataset.page) start(JSON.parse(main.dataset.page) as OfflineData);
