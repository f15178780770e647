import type { VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { isTeam } from "#kernel/viewer.ts";
import type { Frame } from "./frame.ts";
import { Navigation, type Section } from "./navigation.tsx";
import { PageFooter } from "./page-footer.tsx";

/** Texts of pieces that are the same on many pages, rendered once by the same renderer. Few: one per language, menu and kind of visitor. */
const texts = new Map<string, string>();
const MOST = 200;

function kept(key: string, piece: () => VNode): VNode {
  const found = texts.get(key);
  if (found !== undefined) return jsxTemplate([found]);
  const text = renderToString(piece());
  if (texts.size < MOST) texts.set(key, text);
  return jsxTemplate([text]);
}

type NavigationProps = { readonly frame: Frame; readonly section?: Section | undefined };

export function KeptNavigation({ frame, section }: NavigationProps): VNode {
  const who = (frame.viewer ? "in" : "out") + (isTeam(frame.viewer) ? " team" : "");
  return kept(`menu ${frame.lang} ${section ?? ""} ${who}`, () => <Navigation frame={frame} section={section} />);
}

export function KeptFooter({ frame }: { readonly frame: Frame }): VNode {
  const { sourceUrl = "", phone = "", email = "" } = frame.site ?? {};
  return kept(`foot ${frame.lang} ${sourceUrl} ${phone} ${email}`, () => <PageFooter frame={frame} />);
}
