/** What the script of the page works with. */
export type OfflineData = {
  readonly lang: string;
  readonly policy: string;
  /** Verifier key of acknowledgements. */
  readonly accuse: string | null;
  readonly words: Readonly<Record<string, string>>;
};

export type OfflinePage = OfflineData & {
  readonly siteName: string;
  readonly origin: string;
  readonly script: string;
  readonly style: string;
  /** Of the file itself: it forbids everything but the one script and the one style that stand in it. */
  readonly csp: string;
};

/** Plain on purpose: the page must be read years from now, with nothing beside it. */
export const OFFLINE_STYLE = `:root{color-scheme:light dark}
body{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:42rem;overflow-wrap:anywhere;padding:1rem}
h1{font-size:1.75rem;line-height:1.2}h2{font-size:1.375rem}
label{display:block;font-weight:700;margin-top:1rem}
textarea,input,button{box-sizing:border-box;font:inherit;max-width:100%}
textarea{font-family:ui-monospace,monospace;font-size:1rem;min-height:9rem;width:100%}
button{background:#0b4f43;border:0;color:#fff;cursor:pointer;font-weight:700;margin:1.5rem 0;padding:.75rem 1.25rem}
:focus-visible{outline:3px solid #ffbf47;outline-offset:3px}
summary{cursor:pointer;padding:.5rem 0}
dt{font-weight:700;margin-top:.75rem}dd{margin:0;white-space:pre-wrap}
li{margin-bottom:.5rem}pre{font-size:1rem;white-space:pre-wrap}
`;

export function offlineCsp(scriptHash: string, styleHash: string): string {
  return `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The whole page as one file. */
export function offlinePage({ siteName, origin, script, style, csp, ...data }: OfflinePage): string {
  const { lang, words, policy } = data;
  const say = (key: string) => escaped(words[key] ?? key);
  const field = (id: string, control: string, hint = "") =>
    `<label for="${id}">${say(id)}</label>\n${hint === "" ? "" : `<p id="${id}-hint">${say(hint)}</p>\n`}${control}`;
  const area = (id: string) => `<textarea id="${id}" aria-describedby="${id}-hint" spellcheck="false"></textarea>`;
  return `<!DOCTYPE html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${escaped(csp)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${say("title")} – ${escaped(siteName)}</title>
<style>${style}</style>
</head>
<body>
<main data-page="${escaped(JSON.stringify(data))}">
<h1>${say("title")}</h1>
<p>${say("lead")}</p>
<noscript><p><strong>${say("noScript")}</strong></p></noscript>
${field("proof", area("proof"), "proofHint")}
${field("file", '<input id="file" type="file" aria-describedby="file-hint">', "fileHint")}
<details>
<summary>${say("apart")}</summary>
${field("text", area("text"), "textHint")}
</details>
<button id="check" type="button">${say("check")}</button>
<div id="result" role="status"></div>
<details>
<summary>${say("trusted")}</summary>
<p>${say("trustedSays")}</p>
<p>${escaped(origin)}</p>
<pre>${escaped(policy)}</pre>
</details>
</main>
<script type="module">${script}</script>
</body>
</html>
`;
}
