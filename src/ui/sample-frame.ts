import { asId, type PersonId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Role, Viewer } from "#kernel/viewer.ts";
import type { Frame } from "./frame.ts";
import { translator } from "./messages.ts";

/** A frame for tests of views: no server, no build. */
export function sampleFrame(lang: Lang, over: Partial<Frame> = {}): Frame {
  return {
    lang,
    path: `/${lang}/textes?page=2`,
    viewer: null,
    csrf: "sample-csrf",
    assets: { css: "/assets/jalon.css", font: "/assets/font.woff2", favicon: "/assets/favicon.svg", islands: {} },
    t: translator(lang),
    siteName: "Jalon",
    ...over,
  };
}

export function sampleViewer(...roles: readonly Role[]): Viewer {
  return {
    personId: asId<PersonId>("00000000-0000-4000-8000-000000000001"),
    displayName: "Amina Benali",
    email: "amina@example.org",
    roles: roles.map((role) => ({ role, territory: null })),
    circles: [],
  };
}
