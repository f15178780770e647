/**
 * Shows what the edition would change while somebody types the words of a passage. Without it, the button "Voir la différence"
 * gives the same from the server.
 */
import { liveDifference } from "./live-difference.rules.ts";

type Props = {
  /** The words of the edition before; empty for a new passage. */
  readonly before: string;
  /** A sentence with `{added}` and `{removed}` where the numbers stand. */
  readonly count: string;
};

/** Time without typing after which the difference is drawn, and after which its length is said. */
const [DRAW, SAY] = [200, 1_200];

function start(part: HTMLElement): void {
  const area = part.querySelector("textarea");
  const template = part.querySelector("template");
  const shown = part.querySelector<HTMLElement>("section p[dir]");
  const said = part.querySelector<HTMLElement>("section [role=status]");
  const marks = {
    added: template?.content.querySelector("ins"),
    removed: template?.content.querySelector("del"),
  };
  if (!area || !shown || !said || !marks.added || !marks.removed) return;
  const { before, count } = JSON.parse(part.dataset.props ?? "{}") as Props;
  const format = new Intl.NumberFormat(document.documentElement.lang);
  const mark = (op: "added" | "removed", text: string): Node => {
    const node = marks[op]?.cloneNode(true) as HTMLElement;
    // between the two hidden words, "ajouté" and "fin"
    node.replaceChild(document.createTextNode(text), node.childNodes[1] as Node);
    return node;
  };
  let drawing: ReturnType<typeof setTimeout> | undefined;
  let saying: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener("input", () => {
    clearTimeout(drawing);
    clearTimeout(saying);
    drawing = setTimeout(() => {
      const { segments } = liveDifference(before, area.value.trim());
      shown.replaceChildren(
        ...segments.map(({ op, text }) => (op === "same" ? document.createTextNode(text) : mark(op, text))),
      );
    }, DRAW);
    saying = setTimeout(() => {
      const { added, removed } = liveDifference(before, area.value.trim());
      said.textContent = count.replace("{added}", format.format(added)).replace("{removed}", format.format(removed));
    }, SAY);
  });
}

for (const part of document.querySelectorAll<HTMLElement>('[data-island="live-difference"]')) start(part);
