import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** A `<Page>` as the text sent to the browser. */
export function renderPage(page: VNode): string {
  return `<!DOCTYPE html>\n${renderToString(page)}`;
}
