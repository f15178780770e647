import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import type { Config } from "#platform/config.ts";
import { translator } from "#ui/messages.ts";

/** The one layout of mails: the words of the room, then who writes and where to get help. Plain text, readable aloud. */
export function layOutMail(
  { lang, text }: { readonly lang: Lang; readonly text: string },
  { siteUrl, site }: Pick<Config, "siteUrl" | "site">,
): string {
  const t = translator(lang);
  return [
    text.trim(),
    "",
    t("notices.mail.signature", { name: site.name }),
    siteUrl + urls.home(lang),
    "",
    t("notices.mail.automatic", { help: siteUrl + urls.help(lang) }),
    "",
  ].join("\n");
}
