/**
 * Keys for voting: 1, 2 and 3 press the three buttons. Off until somebody switches them on (WCAG 2.1.4): a key pressed by mistake
 * must not vote. Without the script, people vote with the same buttons.
 */
type Words = {
  readonly legend: string;
  readonly keys: readonly string[];
  readonly switchOn: string;
  readonly switchOff: string;
};

const KEPT = "jalon-vote-keys";

function areOn(): boolean {
  try {
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return false;
  }
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // private browsing may refuse storage: the choice lasts as long as the page
  }
}

function start(part: HTMLElement): void {
  const words = JSON.parse(part.dataset.props ?? "{}") as Words;
  const buttons = [...part.querySelectorAll<HTMLButtonElement>('button[name="choice"]')];
  const heading = part.querySelector<HTMLElement>("h2");
  // nobody has keys under a thumb
  const hasKeys = matchMedia("(any-hover: hover), (any-pointer: fine)").matches;
  if (buttons.length === 0 || !heading || !hasKeys) return;
  let on = areOn();
  let sent = false;

  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const types = target.matches("input, textarea, select, [contenteditable]");
    if (!on || sent || types || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const button = buttons[["1", "2", "3"].indexOf(event.key)];
    if (!button) return;
    event.preventDefault();
    sent = true;
    button.click();
  });
  // the browser may show this very page again from its memory
  window.addEventListener("pageshow", () => {
    sent = false;
  });

  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "jl-button jl-button--secondary";
  const legend = document.createElement("p");
  legend.setAttribute("role", "status");
  const show = (): void => {
    toggle.textContent = on ? words.switchOff : words.switchOn;
    legend.textContent = on ? `${words.legend} ${words.keys.join(", ")}.` : "";
  };
  toggle.addEventListener("click", () => {
    on = !on;
    keep(on);
    show();
  });
  show();
  part.append(legend, toggle);
  if (on) {
    // the next statement is read out, as after any vote by key
    heading.tabIndex = -1;
    heading.setAttribute("aria-describedby", "words");
    heading.focus({ preventScroll: true });
  }
}

for (const part of document.querySelectorAll<HTMLElement>('[data-island="vote-keys"]')) start(part);
