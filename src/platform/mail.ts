import { createTransport } from "nodemailer";
import type { Config } from "./config.ts";

export type Letter = {
  /** The same at each try: servers and readers that see a letter twice know it. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly lang: string;
};

export type Posted =
  | { readonly ok: true }
  /** `reason` holds the code and the step, never the address or the words of the other server. */
  | { readonly ok: false; readonly isFinal: boolean; readonly reason: string };

export type Mailer = { send(letter: Letter): Promise<Posted>; close(): void };

/** A server that does not answer must not hold a worker: seconds here, minutes by default. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 5_000 };

/** The one way out for mail. Plain text; no attachment, no remote content, no answer wanted from robots. */
export function createMailer(smtpUrl: string, { mailFrom, siteUrl }: Pick<Config, "mailFrom" | "siteUrl">): Mailer {
  const host = new URL(siteUrl).hostname;
  const transport = createTransport(
    { url: smtpUrl, ...TIMEOUTS, pool: true, maxConnections: 2, disableFileAccess: true, disableUrlAccess: true },
    { from: { name: "Jalon", address: mailFrom } },
  );
  return {
    async send({ id, to, subject, text, lang }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${host}>`,
          // an object, so that a comma in it never makes a second address
          to: { name: "", address: to },
          subject,
          text,
          headers: { "auto-submitted": "auto-generated", "content-language": lang },
        });
        return { ok: true };
      } catch (error) {
        return refusal(error);
      }
    },
    close: () => transport.close(),
  };
}

function refusal(error: unknown): Posted {
  const {
    code = "ERROR",
    command = "",
    responseCode = 0,
  } = error as {
    code?: string;
    command?: string;
    responseCode?: number;
  };
  // 5xx about this letter is final; about us (authentication, policy at connection) an operator can mend it meanwhile
  const isFinal = responseCode >= 500 && /^(RCPT TO|DATA)/.test(command);
  const reason = [responseCode || "", code, command.split(" ").slice(0, 2).join(" ")].filter(Boolean).join(" ");
  return { ok: false, isFinal, reason };
}
