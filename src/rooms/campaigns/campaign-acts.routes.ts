import { saysSomething } from "#engine/text/says-something.ts";
import { Invalid } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import type { Typed } from "#platform/http/context.ts";
import type { Actor } from "#platform/http/world.ts";
import type { MessageKey } from "#ui/messages.ts";
import { addTexts } from "./add-texts.actions.ts";
import {
  confirmCampaign,
  decideMembers,
  keepText,
  markRead,
  type Read,
  refuseCampaign,
  renameCampaign,
  undoAct,
} from "./campaign.actions.ts";
import { NAME_LIMIT, typedNumbersOf } from "./campaign.rules.ts";

const textOf = (fields: Typed, name: string): string => {
  const value = fields[name];
  return (typeof value === "string" ? value : "").trim();
};

function readAt(number: number, fields: Typed): Read {
  const version = textOf(fields, "version");
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new Invalid({ act: "campaigns.error.form" });
  return { number, version: Number(version) };
}

function chosen(fields: Typed): readonly number[] {
  const values = [fields.contribution ?? []].flat();
  if (values.some((value) => !/^[1-9]\d{0,14}$/.test(value))) throw new Invalid({ act: "campaigns.error.form" });
  if (values.length === 0) throw new Invalid({ contribution: "campaigns.error.choose" });
  return values.map(Number);
}

/** Does what a form of the page of one group asks, and says what was done. */
export async function act(actor: Actor, number: number, fields: Typed): Promise<MessageKey> {
  const read = readAt(number, fields);
  switch (textOf(fields, "act")) {
    case "confirm":
      await confirmCampaign(actor, read);
      return "campaigns.done.confirmed";
    case "refuse":
      await refuseCampaign(actor, read);
      return "campaigns.done.refused";
    case "decide":
      await decide(actor, read, fields);
      return "campaigns.done.saved";
    case "choose":
      await choose(actor, read, fields);
      return "campaigns.done.saved";
    case "rename":
      await rename(actor, read, fields);
      return "campaigns.done.saved";
    case "add":
      await add(actor, read, fields);
      return "campaigns.done.saved";
    case "undo": {
      const undone = textOf(fields, "undone");
      if (!isUuid(undone)) throw new Invalid({ act: "campaigns.error.form" });
      await undoAct(actor, read, undone);
      return "campaigns.done.undone";
    }
    default:
      throw new Invalid({ act: "campaigns.error.form" });
  }
}

/** `choix-12=in`: one choice a text; those left open stay open. */
async function decide(actor: Actor, read: Read, fields: Typed): Promise<void> {
  const choices = Object.entries(fields).flatMap(([name, value]) => {
    const [, number] = /^choix-([1-9]\d{0,14})$/.exec(name) ?? [];
    return number === undefined ? [] : [{ number: Number(number), value }];
  });
  const of = (wanted: string) => choices.filter(({ value }) => value === wanted).map(({ number }) => number);
  const [accepted, takenOut] = [of("in"), of("out")];
  if (accepted.length + takenOut.length === 0) throw new Invalid({ textes: "campaigns.error.choose" });
  await decideMembers(actor, read, { accepted, takenOut });
}

async function choose(actor: Actor, read: Read, fields: Typed): Promise<void> {
  const keep = textOf(fields, "keep");
  if (/^[1-9]\d{0,14}$/.test(keep)) return await keepText(actor, read, Number(keep));
  const numbers = chosen(fields);
  switch (textOf(fields, "do")) {
    case "in":
      return await decideMembers(actor, read, { accepted: numbers, takenOut: [] });
    case "out":
      return await decideMembers(actor, read, { accepted: [], takenOut: numbers });
    case "look":
      return await markRead(actor, read, numbers);
    default:
      throw new Invalid({ act: "campaigns.error.form" });
  }
}

async function rename(actor: Actor, read: Read, fields: Typed): Promise<void> {
  const [name, kind] = [textOf(fields, "nom").replace(/\s+/g, " "), textOf(fields, "nature")];
  if (!saysSomething(name) || name.length > NAME_LIMIT) throw new Invalid({ nom: "campaigns.error.name" });
  if (kind !== "campaign" && kind !== "near_duplicates") throw new Invalid({ nature: "campaigns.error.kind" });
  await renameCampaign(actor, read, { name, kind });
}

async function add(actor: Actor, read: Read, fields: Typed): Promise<void> {
  const numbers = typedNumbersOf(textOf(fields, "numeros"));
  if (!numbers) throw new Invalid({ numeros: "campaigns.error.numbers" });
  await addTexts(actor, read, numbers);
}
