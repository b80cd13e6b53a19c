// Lays over the page what its reader does not see: the errors of the last build, and the bar of the preview.
//
// Errors that stand in the way of this page cover it, until they are cured or the editor presses Escape; those of
// other pages are counted in the bar. The bar says too what keeps the page from being published, and opens its file.
//
// All of it stands beside the body in a shadow root, so that neither the theme's styles nor a morph reach it, and
// is not printed. Texts of the site are set as text, never as markup. It has no elements that a theme uses, so that
// a script that looks for the page's headings or sections does not come across its own.

const STYLE = `
  :host {
    all: initial; color-scheme: light dark;
    --box: #f3f0e8; --text: #1d1c1a; --muted: #57524b; --edge: #8a8276; --bad: #a1231b; --link: #0a4d96;
    --note: #fff3dc; --on-note: #6b4300; --good: #1b5e3a; --page: #fdfcf9; --ring: #b3261e;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --box: #1e232a; --text: #e8e6e1; --muted: #b0aaa1; --edge: #7d8793; --bad: #ff9d92; --link: #8fbcff;
      --note: #2f2611; --on-note: #f2d79b; --good: #7fd6a4; --page: #14171b; --ring: #ffcf5c;
    }
  }
  :host([data-bar]) { display: block; block-size: 5rem; }
  @media (max-width: 40rem) { :host([data-bar]) { block-size: 9rem; } }
  @media print { :host { display: none !important; } }
  [hidden] { display: none !important; }
  .panel, .bar { position: fixed; direction: ltr; text-align: start; color: var(--text); font: 0.875rem/1.5 system-ui, sans-serif; }
  .panel {
    inset: 0; z-index: 2147483647; overflow: auto; overscroll-behavior: contain; padding: clamp(0.75rem, 4vw, 3rem);
    background: rgb(0 0 0 / 50%); font-size: 1rem;
  }
  .inner {
    box-sizing: border-box; max-inline-size: 56rem; margin-inline: auto; padding: clamp(1rem, 3vw, 2rem);
    border: 1px solid var(--edge); border-radius: 6px; background: var(--page); box-shadow: 0 8px 32px rgb(0 0 0 / 40%);
  }
  .top { display: flex; gap: 1rem; align-items: center; justify-content: space-between; }
  .title { font-size: 1.25rem; font-weight: 600; color: var(--bad); }
  .problem { margin-block-start: 1.5rem; padding-inline-start: 1rem; border-inline-start: 4px solid var(--bad); }
  .problem.warning { border-color: var(--on-note); }
  .message { overflow-wrap: anywhere; white-space: pre-line; }
  .frame { margin: 0.5rem 0; padding: 0.75rem 1rem; overflow-x: auto; border-radius: 4px; background: var(--box); white-space: pre; }
  .place { color: var(--muted); overflow-wrap: anywhere; text-align: start; }
  .place, .frame { font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.875rem; }
  .hint { color: var(--good); overflow-wrap: anywhere; white-space: pre-line; }
  .bar {
    z-index: 2147483646; inset-block-end: 0.75rem; inset-inline: 0.75rem; pointer-events: none;
    display: flex; flex-direction: column; align-items: end; gap: 0.5rem;
  }
  .bar > div { pointer-events: auto; border: 1px solid var(--edge); border-radius: 6px; background: var(--box); box-shadow: 0 2px 8px rgb(0 0 0 / 20%); }
  .chips { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; padding: 0.25rem 0.5rem; max-inline-size: 100%; box-sizing: border-box; }
  .mark { padding: 0.125rem 0.5rem; border-radius: 4px; background: var(--note); color: var(--on-note); font-weight: 600; }
  .list { box-sizing: border-box; inline-size: 40rem; max-inline-size: 100%; max-block-size: 60vh; overflow: auto; padding: 0 1rem 1rem; }
  .list .problem { margin-block-start: 1rem; }
  .list .frame { background: var(--page); }
  .file { color: var(--muted); overflow-wrap: anywhere; }
  .failed { color: var(--bad); overflow-wrap: anywhere; }
  .failed:empty { display: none; }
  button { min-block-size: 1.75rem; padding: 0.125rem 0.5rem; border: 1px solid var(--edge); border-radius: 4px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
  button.errors { color: var(--bad); font-weight: 600; }
  button.place, button.file { padding-inline: 0; border-color: transparent; color: var(--link); text-decoration: underline; text-underline-offset: 0.2em; }
  button:focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
`;

const OPEN = new URL("open/", import.meta.url);
const UNKNOWN = { name: "", file: "", marks: [], warnings: [], here: null, editor: false };

const host = document.createElement("briefings-problems");
const root = host.attachShadow({ mode: "open" });
const panel = element("div", { class: "panel", role: "alert" });
const bar = element("div", { class: "bar", role: "region", "aria-label": "Preview" });
let about = UNKNOWN; // what the server says of this page
let last = { panel: "", bar: "" }; // what is shown: the same again stays as the editor has left it

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
root.adoptedStyleSheets = [sheet];
root.append(panel, bar);
panel.hidden = bar.hidden = true;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  panel.hidden = true;
  closeLists();
});

/** Take what the server knows of this page: its file, what it is marked with, which errors are its own. */
export function describe(news) {
  about = { ...UNKNOWN, ...news };
}

/** Show these problems where they belong. */
export function showProblems(problems) {
  const isHere = ({ place }) => !place || !about.here || about.here.includes(place);
  if (!host.isConnected) document.documentElement.append(host);
  const here = problems.filter(isHere);
  showPanel(here);
  showBar(here, problems.filter((problem) => !isHere(problem)));
}

// --- the errors of this page -------------------------------------------------------------------------------

function showPanel(problems) {
  if (isShown("panel", [problems, about.editor])) return;
  const inner = element("div", { class: "inner" });
  if (problems.length) inner.append(heading(problems.length), ...problems.map((problem) => shown(problem)));
  panel.replaceChildren(inner);
  panel.hidden = problems.length === 0;
}

function heading(count) {
  const top = element("div", { class: "top" });
  const hide = button("Hide (Esc)", () => (panel.hidden = true));
  top.append(element("div", { class: "title" }, counted(count, "problem")), hide);
  return top;
}

function shown({ message, place, frame, hint }, kind = "error") {
  const problem = element("div", { class: `problem ${kind}` });
  if (place) problem.append(about.editor ? opener(place, place, "place") : element("div", { class: "place" }, place));
  problem.append(element("div", { class: "message" }, message));
  if (frame) problem.append(element("div", { class: "frame", tabindex: "0" }, frame.replace(/^ {4}/gm, "")));
  if (hint) problem.append(element("div", { class: "hint" }, `Hint: ${hint}`));
  return problem;
}

// --- the bar -----------------------------------------------------------------------------------------------

function showBar(here, elsewhere) {
  if (isShown("bar", [here.length, elsewhere, about])) return;
  const chips = element("div", { class: "chips" });
  const lists = [
    ...about.marks.map((mark) => element("div", { class: "mark" }, mark)),
    ...panelAgain(here.length),
    ...list(counted(about.warnings.length, "thing", " to check"), about.warnings, "warning"),
    ...list(counted(elsewhere.length, "problem", about.file ? " in other pages" : " in the site"), elsewhere, "errors"),
  ];
  chips.append(...lists, ...file());
  bar.replaceChildren(chips);
  bar.hidden = chips.childElementCount === 0;
  host.toggleAttribute("data-bar", !bar.hidden); // room below the page, so that the bar covers none of it for good
}

/** The file of this page, and how to get at it. */
function file() {
  if (!about.file) return [];
  return [about.editor ? opener(`Edit ${about.file}`, about.name, "file") : element("div", { class: "file" }, about.file)];
}

/** A button that brings the errors of this page back, once they are hidden. */
function panelAgain(count) {
  if (!count) return [];
  const again = button(counted(count, "problem", " on this page"), () => (panel.hidden = false));
  again.className = "errors";
  return [again];
}

/** A button with a number of problems, which opens a list of them over the bar. */
function list(label, problems, kind) {
  if (!problems.length) return [];
  const toggle = button(label, () => {
    const open = toggle.getAttribute("aria-expanded") === "true";
    closeLists();
    if (open) return;
    const box = element("div", { class: "list" });
    box.append(...problems.map((problem) => shown(problem, kind)));
    bar.prepend(box);
    toggle.setAttribute("aria-expanded", "true");
  });
  toggle.className = kind;
  toggle.setAttribute("aria-expanded", "false");
  return [toggle];
}

function closeLists() {
  for (const box of bar.querySelectorAll(".list")) box.remove();
  for (const toggle of bar.querySelectorAll("[aria-expanded]")) toggle.setAttribute("aria-expanded", "false");
}

// --- the editor --------------------------------------------------------------------------------------------

/** A button that opens the file of a page or the place of a problem in the editor, or says why it could not. */
function opener(label, name, kind) {
  const failed = element("div", { class: "failed", role: "status" });
  const open = button(label, async () => {
    const address = OPEN + name.split("/").map(encodeURIComponent).join("/");
    const response = await fetch(address, { method: "POST" }).catch(() => null);
    failed.textContent = response ? await response.text() : "The preview has ended.";
  });
  open.className = kind;
  const both = element("div");
  both.append(open, failed);
  return both;
}

// --- parts -------------------------------------------------------------------------------------------------

function isShown(part, state) {
  const now = JSON.stringify(state);
  const same = now === last[part];
  last[part] = now;
  return same;
}

const counted = (count, noun, rest = "") => `${count} ${noun}${count === 1 ? "" : "s"}${rest}`;

function button(label, act) {
  const node = element("button", { type: "button" }, label);
  node.addEventListener("click", act);
  return node;
}

function element(name, attributes = {}, text = "") {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}
