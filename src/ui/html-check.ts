import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // How Preact writes XML-style ends and empty values; both are valid HTML.
    "void-style": "off",
    "attribute-empty-style": "off",
    // A page is one line, and a title says the page and the site.
    "no-trailing-whitespace": "off",
    "long-title": "off",
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
  },
});

/** For tests: what is wrong with a page or a part of one, each with the place; nothing when it is valid (RGAA 8.2). */
export async function htmlFaults(html: string): Promise<readonly string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, offset }) => `${ruleId}: ${message} at ${html.slice(offset, offset + 80)}`),
  );
}
