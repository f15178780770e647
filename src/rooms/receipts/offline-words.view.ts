import type { MessageKey, Translate } from "#ui/messages.ts";

/** Words shared with the page that asks the server. */
const VERIFY = [
  "proof",
  "proofHint",
  "file",
  "fileHint",
  "apart",
  "text",
  "textHint",
  "check",
  "missing",
  "verdict.right",
  "verdict.waiting",
  "verdict.wrong",
  "result.right",
  "result.wrong",
  "result.waiting",
  "result.unasked",
  "result.unseen",
  "step.file.title",
  "step.file.hint",
  "step.file.wrong",
  "step.text.title",
  "step.text.hint",
  "step.text.wrong",
  "step.signature.title",
  "step.signature.hint",
  "step.signature.wrong",
  "step.place.title",
  "step.place.hint",
  "step.place.wrong",
  "step.witnesses.title",
  "step.witnesses.hint",
  "step.witnesses.unasked",
  "says.text",
  "says.received",
  "says.place",
  "says.witnesses",
  "says.noWitness",
  "says.limits",
  "promise.unsigned",
  "promise.unsignedSays",
  "promise.ballotSays",
] as const;
const OWN = ["title", "lead", "noScript", "trusted", "trustedSays", "tooOld", "tooOldSays", "promise.signed"] as const;

/** Every word of the page, by the name the script gives it; what is put in at run time stays between braces. */
export function offlineWords(t: Translate): Readonly<Record<string, string>> {
  const pairs: readonly (readonly [string, MessageKey])[] = [
    ...VERIFY.map((key) => [key, `verify.${key}`] as const),
    ...OWN.map((key) => [key, `offline-proof.${key}`] as const),
    ["says.fingerprint", "proof.fingerprint"],
  ];
  return {
    ...Object.fromEntries(pairs.map(([name, key]) => [name, t(key)])),
    "says.placeIs": t("offline-proof.placeIs", { place: "{place}", count: "{count}" }),
    "promise.signedSays": t("offline-proof.promise.signedSays", { at: "{at}", due: "{due}", code: "{code}" }),
  };
}
