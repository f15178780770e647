/**
 * Says how many characters are left while somebody types. Without it the limit stands there all the same, and a text that is
 * too long comes back whole with a sentence.
 */
type Props = {
  readonly limit: number;
  /** Sentences of the page with `{n}` where the number stands. */
  readonly left: string;
  readonly over: string;
};

/** Time without typing after which the count is said: a voice must not speak at each key. */
const PAUSE = 700;

function sentence({ limit, left, over }: Props, text: string, format: Intl.NumberFormat): string {
  const rest = limit - [...text.replaceAll("\r\n", "\n")].length;
  return (rest < 0 ? over : left).replace("{n}", format.format(Math.abs(rest)));
}

function start(part: HTMLElement): void {
  const area = part.querySelector("textarea");
  const said = area && document.getElementById(`${area.id}-limit`);
  if (!area || !said) return;
  const props = JSON.parse(part.dataset.props ?? "{}") as Props;
  const format = new Intl.NumberFormat(document.documentElement.lang);
  said.setAttribute("aria-live", "polite");
  let waiting: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      said.textContent = sentence(props, area.value, format);
    }, PAUSE);
  });
}

for (const part of document.querySelectorAll<HTMLElement>('[data-island="character-count"]')) start(part);
