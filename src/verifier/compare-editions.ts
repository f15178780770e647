// Editions and public documents: the bytes whose digest is in the log are served, and say what the site shows.
import { hash } from "node:crypto";
import { fromBase64Url32, toHex } from "#ledger/bytes.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import { judgedText } from "./lots.ts";
import { parsedObject } from "./opening.ts";
import type { Place } from "./place.ts";
import type { SiteData, SiteEdition } from "./site-data.ts";
import type { LoggedDigest, SiteLog } from "./site-log.ts";

const MAX_DOCUMENT = 64 * 1024 * 1024;

export async function compareEditions(
  { editions, processes }: SiteData,
  log: SiteLog,
  found: Map<string, Fault>,
): Promise<void> {
  const byText = new Map<string, SiteEdition[]>();
  for (const one of editions) byText.set(one.documentId, [...(byText.get(one.documentId) ?? []), one]);
  for (const [documentId, shown] of byText) {
    const leaves = new Map((log.editions.get(documentId) ?? []).map((leaf) => [hexOf(leaf), leaf]));
    for (const edition of shown) {
      const fault = await editionFault(log.place, edition, leaves.get(edition.hash), leaves.size);
      if (fault) found.set(`${documentId} ${edition.edition}`, fault);
      leaves.delete(edition.hash);
    }
    const [first] = leaves.values();
    const document = shown[0]?.document ?? documentId;
    if (first) {
      const name = { index: first.index, edition: first.r, document };
      found.set(`${documentId} ${first.d}`, new Fault(EXIT.wrong, "editionMissing", name));
    }
  }
  const readable = new Set(processes.map(({ id }) => id));
  for (const [o, leaf] of log.documents) {
    if (!readable.has(leaf.c)) continue;
    const bytes = await log.place.read(`journal/documents/${hexOf(leaf)}`, MAX_DOCUMENT);
    const { index, kind } = leaf;
    if (bytes === null) found.set(o, new Fault(EXIT.wrong, "documentMissing", { index, kind }));
    else if (!isOf(bytes, hexOf(leaf))) found.set(o, new Fault(EXIT.wrong, "documentDiffers", { index, kind }));
  }
}

const hexOf = ({ d }: LoggedDigest): string => toHex(fromBase64Url32(d));
const isOf = (bytes: Uint8Array, hex: string): boolean => hash("sha256", bytes, "hex") === hex;

async function editionFault(
  place: Place,
  { document, edition, hash: hex, passages }: SiteEdition,
  leaf: LoggedDigest | undefined,
  count: number,
): Promise<Fault | null> {
  const name = { document, edition };
  if (!leaf) return new Fault(EXIT.wrong, count === 0 ? "editionWithoutLeaf" : "editionNotLogged", name);
  const file = `journal/documents/${hex}`;
  const bytes = await place.read(file, MAX_DOCUMENT);
  if (bytes === null) return new Fault(EXIT.wrong, "documentMissing", { index: leaf.index, kind: leaf.kind });
  if (!isOf(bytes, hex)) return new Fault(EXIT.wrong, "editionDiffers", { ...name, index: leaf.index });
  const text = judgedText(bytes, file);
  const content = judged("badFile", { file }, () => parsedObject(text)) as Partial<EditionContent>;
  if (content.document !== document || content.edition !== edition) {
    return new Fault(EXIT.wrong, "editionDiffers", { ...name, index: leaf.index });
  }
  const logged = new Map((content.nodes ?? []).flatMap((node) => node.passages.map((one) => [one.anchor, one.text])));
  const anchors = new Set([...logged.keys(), ...passages.keys()]);
  const changed = [...anchors].find((anchor) => logged.get(anchor) !== passages.get(anchor));
  return changed === undefined ? null : new Fault(EXIT.wrong, "passageDiffers", { ...name, anchor: changed });
}

/** What of the document of an edition is compared with the open data. */
type EditionContent = {
  readonly document: string;
  readonly edition: number;
  readonly nodes: readonly { readonly passages: readonly { readonly anchor: string; readonly text: string }[] }[];
};
