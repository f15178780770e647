import type { Lang } from "#kernel/lang.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Assets } from "./assets.ts";
import type { Translate } from "./messages.ts";

/** A message for this visit only, shown once above the title: "Votre compte est créé." */
export type Notice = { readonly kind: "success" | "info"; readonly text: string };

/** What the operator says about the site; each absent line is replaced by a neutral sentence or a link to the help page. */
export type Site = {
  readonly sourceUrl?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  /** Postal address, for those who write on paper. */
  readonly address?: string | undefined;
};

/** Everything a page needs besides its own data; made for each request by the HTTP layer. */
export type Frame = {
  readonly lang: Lang;
  /** Path with its query, as asked: the language switch keeps it. */
  readonly path: string;
  readonly viewer: Viewer | null;
  readonly csrf: string;
  readonly assets: Assets;
  readonly t: Translate;
  readonly siteName: string;
  readonly notice?: Notice | undefined;
  /** The content is a demonstration: said at the top of every page. */
  readonly demo?: boolean | undefined;
  /** The verifiable log is frozen: said at the top of every page. */
  readonly frozen?: boolean | undefined;
  readonly site?: Site | undefined;
  /** Address of the tenant's colours, loaded after the style sheet. */
  readonly themeHref?: string | undefined;
};

/** One thing to correct: the name of the field and the sentence shown at the field and in the summary. */
export type FieldError = { readonly field: string; readonly message: string };
