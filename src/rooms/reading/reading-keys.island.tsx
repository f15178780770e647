/**
 * Reading by keyboard: one key for each thing the page can do. The keys can be turned off for good, and never act while somebody
 * types. Without this script every button and link is reached with the tab key.
 */
type Does = { readonly submit?: string; readonly open?: string | null; readonly focus?: string };
type Key = { readonly key: string; readonly words: string; readonly does: Does };
type Props = { readonly keys: readonly Key[]; readonly on: string; readonly off: string; readonly legend: string };

const STORE = "jalon-reading-keys";

function isOff(): boolean {
  try {
    return localStorage.getItem(STORE) === "off";
  } catch {
    return false;
  }
}

function turn(state: "on" | "off"): void {
  try {
    localStorage.setItem(STORE, state);
  } catch {
    // a browser that keeps nothing: the choice holds for this page
  }
}

function act({ submit, open, focus }: Does, part: HTMLElement): void {
  if (submit) {
    const field = part.querySelector<HTMLInputElement>(`form input[name="act"][value="${submit}"]`);
    field?.form?.requestSubmit();
  }
  if (open) location.assign(open);
  if (focus) document.getElementById(focus)?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function legendOf({ keys, on, off, legend }: Props, state: { off: boolean }): HTMLElement {
  const box = document.createElement("div");
  const title = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = legend;
  const button = document.createElement("button");
  button.type = "button";
  const list = document.createElement("p");
  for (const [index, { key, words }] of keys.filter(({ does }) => does.open !== null).entries()) {
    const name = document.createElement("kbd");
    name.textContent = key.toUpperCase();
    list.append(index === 0 ? "" : " · ", name, `\u00a0: ${words}`);
  }
  const show = () => {
    button.textContent = state.off ? on : off;
    list.hidden = state.off;
  };
  button.addEventListener("click", () => {
    state.off = !state.off;
    turn(state.off ? "off" : "on");
    show();
  });
  show();
  title.append(strong, " ", button);
  box.append(title, list);
  return box;
}

function start(part: HTMLElement): void {
  const props = JSON.parse(part.dataset.props ?? "{}") as Props;
  const state = { off: isOff() };
  part.prepend(legendOf(props, state));
  document.addEventListener("keydown", (event) => {
    if (state.off || event.defaultPrevented || event.repeat || isTyping(event.target)) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const pressed = props.keys.find(({ key }) => key === event.key.toLowerCase());
    if (!pressed) return;
    event.preventDefault();
    act(pressed.does, part);
  });
}

for (const part of document.querySelectorAll<HTMLElement>('[data-island="reading-keys"]')) start(part);
