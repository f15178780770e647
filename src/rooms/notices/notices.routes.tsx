import { NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { mailText } from "./mail.rules.ts";
import { layOutMail } from "./mail-layout.actions.ts";
import { countMails, findMail, listMails, MAILS_PER_PAGE, type Mail } from "./notices.queries.ts";
import { MailboxView, MailView } from "./notices.view.tsx";

/** Where mails really leave, the key of a sign-in mail is for its addressee alone, administrators included. */
function mayBeRead(mail: Mail, isCaptured: boolean): boolean {
  return mail.text !== "" && (isCaptured || mail.purpose !== "sign-in");
}

export const noticesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamMailbox,
    who: ["administrator"],
    query: ["page"],
    async handle(ctx) {
      const page = ctx.queryPage();
      const [mails, count] = await Promise.all([listMails(ctx.sql, page), countMails(ctx.sql)]);
      const pages = Math.max(1, Math.ceil(count / MAILS_PER_PAGE));
      const isCaptured = ctx.world.config.smtpUrl === null;
      return ctx.page(<MailboxView frame={ctx.frame} {...{ mails, count, page, pages, isCaptured }} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.teamMail,
    who: ["administrator"],
    async handle(ctx) {
      const id = ctx.params.mail;
      const mail = isUuid(id) ? await findMail(ctx.sql, { id }) : null;
      if (!mail) throw new NotFound();
      const { siteUrl, smtpUrl } = ctx.world.config;
      const text = mayBeRead(mail, smtpUrl === null) ? mailText(layOutMail(mail, ctx.world.config), siteUrl) : null;
      return ctx.page(<MailView frame={ctx.frame} mail={mail} text={text} />);
    },
  }),
];
