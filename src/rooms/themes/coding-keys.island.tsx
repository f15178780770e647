/**
 * Keys for coding: digits and letters tick themes, S takes the words selected on the page, R sends, 0 says that no theme fits. They can be
 * switched off (WCAG 2.1.4) and do nothing while somebody types. Without the script everything is done with the same form.
 */
type Words = {
  /** The key of each theme, in order. */
  readonly themes: string;
  readonly legend: string;
  readonly keys: readonly string[];
  readonly off: string;
  readonly switchOff: string;
  readonly switchOn: string;
  readonly useSelection: string;
  readonly nothingSelected: string;
};

const KEPT = "jalon-coding-keys";

/** Private browsing may refuse storage: keys are then on for this page. */
function areOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // the choice lasts as long as the page
  }
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, text: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function button(text: string, press: () => void): HTMLButtonElement {
  const made = element("button", text);
  made.type = "button";
  made.className = "jl-button jl-button--secondary";
  made.addEventListener("click", press);
  return made;
}

function start(part: HTMLElement): void {
  const words = JSON.parse(part.dataset.props ?? "{}") as Words;
  const form = part.querySelector("form");
  if (!form) return;
  const pasted = form.querySelector<HTMLTextAreaElement>('textarea[name="pasted"]');
  const status = element("p", "");
  status.setAttribute("role", "status");
  let on = areOn();

  const takeSelection = (): void => {
    const text = document.getSelection()?.toString().trim() ?? "";
    if (!pasted || text === "") {
      status.textContent = words.nothingSelected;
      return;
    }
    pasted.value = text;
    const details = pasted.closest("details");
    if (details) details.open = true;
    status.textContent = `${words.useSelection} : ${text}`;
  };
  const press = (act: string): void => form.querySelector<HTMLButtonElement>(`button[value="${act}"]`)?.click();
  const act = (key: string): boolean => {
    const place = key.length === 1 ? words.themes.indexOf(key) : -1;
    if (place >= 0) {
      const box = form.querySelectorAll<HTMLInputElement>('input[name="theme"]')[place];
      box?.click();
      // the words being read stay in sight
      box?.focus({ preventScroll: true });
      return box !== undefined;
    }
    if (key === "s" && pasted) takeSelection();
    else if (key === "r") press("codeNext");
    else if (key === "0") press("aside");
    else return false;
    return true;
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const types = target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
    if (!on || types || event.ctrlKey || event.altKey || event.metaKey) return;
    if (act(event.key.toLowerCase())) event.preventDefault();
  });

  const toggle = button(on ? words.switchOff : words.switchOn, () => {
    on = !on;
    keep(on);
    toggle.textContent = on ? words.switchOff : words.switchOn;
  });
  const list = element("ul", "");
  for (const line of words.keys) list.append(element("li", line));
  const legend = element("section", "");
  legend.append(element("h2", words.legend), list, element("p", words.off), toggle);
  if (pasted) pasted.before(button(words.useSelection, takeSelection));
  form.append(status);
  part.append(legend);
}

for (const part of document.querySelectorAll<HTMLElement>('[data-island="coding-keys"]')) start(part);
