import type { Page } from "playwright-core";

type Focus = { readonly name: string; readonly id: string; readonly faults: readonly string[] };

/** What has the focus, by the words a person reads, and what keeps it from being seen. Works with scripts off in the page. */
const FOCUS = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return { name: "", id: "", faults: [] };
  const label = one.labels && one.labels[0];
  const name = (one.getAttribute("aria-label") || (label || one).textContent || "").replace(/\\s+/g, " ").trim();
  const faults = [];
  const box = one.getBoundingClientRect();
  if (box.width < 8 || box.height < 8) faults.push("too small to see: " + name);
  // A field of many lines may go past the edge, as long as one sees where it begins.
  const seen = box.height < 150 ? box.bottom <= innerHeight + 1 : box.top < innerHeight - 50;
  if (box.top < -1 || box.left < -1 || box.right > innerWidth + 1 || !seen) faults.push("out of the window: " + name);
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 10));
  if (top && !one.contains(top) && !(label && label.contains(top)) && !top.contains(one)) faults.push("hidden behind something: " + name);
  const isShown = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  const styles = [getComputedStyle(one), label ? getComputedStyle(label, "::before") : null];
  if (!styles.some((style) => style && isShown(style))) faults.push("focus not shown: " + name);
  return { name, id: one.id, faults };
})()`;

/** Somebody without a mouse: Tab, Space, Enter, arrows and letters, and nothing else. */
export class Keyboard {
  readonly page: Page;
  /** What was seen on the way that should not be. */
  readonly faults = new Set<string>();

  constructor(page: Page) {
    this.page = page;
  }

  async focus(): Promise<Focus> {
    return await this.page.evaluate<Focus>(FOCUS);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async types(words: string): Promise<void> {
    await this.page.keyboard.insertText(words);
  }

  /** One Tab; what it leads to must be seen. */
  async tab(): Promise<Focus> {
    await this.press("Tab");
    const focus = await this.focus();
    for (const fault of focus.faults) this.faults.add(`${new URL(this.page.url()).pathname}: ${fault}`);
    return focus;
  }

  /** Tabs until this has the focus, as somebody does who looks for it. Gives the names met on the way. */
  async tabTo(wanted: string | RegExp): Promise<readonly string[]> {
    const met: string[] = [];
    for (let count = 0; count < 150; count += 1) {
      const { name } = await this.tab();
      met.push(name);
      if (typeof wanted === "string" ? name === wanted : wanted.test(name)) return met;
      if (name === "" && count > 0) break;
    }
    throw new Error(`no way to "${wanted}" by Tab on ${this.page.url()}: ${met.join(" | ")}`);
  }

  /** Enter on what has the focus, up to the page it leads to. */
  async enter(): Promise<void> {
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.press("Enter")]);
  }

  async title(): Promise<string> {
    return await this.page.title();
  }
}
