import { urls } from "#kernel/urls.ts";
import type { Browser } from "../house.ts";
import type { Sent } from "./stage.ts";

/** A contribution that its author erased, as its leaf names it, and the number of a request that waits for the officer. */
export type Erased = Sent & { readonly object: string; readonly request: string };

/** Erased by its author with the code; then somebody signed in writes a request that names another one. */
export async function prepareDataRights(
  {
    citizen,
    participant,
    officer,
  }: { readonly citizen: Browser; readonly participant: Browser; readonly officer: Browser },
  { erased, named }: { readonly erased: Sent; readonly named: Sent },
): Promise<Erased> {
  await citizen.get(urls.ownErase("fr", { code: erased.receipt }));
  await citizen.submit({ accord: "oui" });
  const object = /effacement\/([0-9a-f-]{36})/.exec(citizen.path)?.[1];
  if (!object) throw new Error(`nothing was erased: ${citizen.path} (${citizen.status})`);
  await participant.get(urls.dataRequest("fr"));
  await participant.submit({
    demande: "erase",
    numeros: named.number,
    mots: "Je ne veux plus que ce texte soit public.",
  });
  await officer.get(urls.teamDataRequests("fr"));
  const request = /donnees-personnelles\/demandes\/(\d+)/.exec(officer.html)?.[1];
  if (!request) throw new Error(`no request waits: ${officer.path} (${officer.status})`);
  return { ...erased, object, request };
}
