// Shows the errors of the last build over the page, until they are cured or the reader presses Escape.
//
// It stands beside the body in a shadow root, so that neither the theme's styles nor a morph reach it. Texts
// of the site are set as text, never as markup. It has no elements that a theme uses, so that a script that
// looks for the page's headings or sections does not come across its own.

const STYLE = `
  :host { all: initial; }
  [hidden] { display: none; }
  .panel {
    position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 2rem; direction: ltr;
    background: rgb(20 23 27 / 94%); color: #e8e6e1; font: 1rem/1.5 system-ui, sans-serif;
  }
  .top { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
  .title { font-size: 1.25rem; color: #ff9d92; }
  .problem { margin-block-start: 1.5rem; padding-inline-start: 1rem; border-inline-start: 4px solid #ff9d92; }
  .message { overflow-wrap: anywhere; }
  .frame { margin: 0.5rem 0; padding: 0.75rem 1rem; overflow-x: auto; background: #1e232a; white-space: pre; }
  .place { color: #b0aaa1; }
  .place, .frame { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.875rem; }
  .hint { color: #7fd6a4; }
  button { padding: 0.25rem 0.75rem; border: 1px solid #7d8793; background: none; color: inherit; font: inherit; }
  button:focus-visible { outline: 3px solid #ffcf5c; outline-offset: 2px; }
`;

const host = document.createElement("briefings-problems");
const root = host.attachShadow({ mode: "open" });
const panel = element("div", { class: "panel", role: "alert" });
let last = "";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
root.adoptedStyleSheets = [sheet];
root.append(panel);
panel.hidden = true;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") panel.hidden = true;
});

/** Show these problems; the same ones again stay hidden where the reader has hidden them. */
export function showProblems(problems) {
  const now = JSON.stringify(problems);
  if (!host.isConnected) document.documentElement.append(host);
  if (now === last) return;
  last = now;
  panel.replaceChildren(...(problems.length ? [heading(problems.length), ...problems.map(shown)] : []));
  panel.hidden = problems.length === 0;
}

function heading(count) {
  const close = element("button", { type: "button" }, "Hide (Esc)");
  close.addEventListener("click", () => (panel.hidden = true));
  const top = element("div", { class: "top" });
  top.append(element("div", { class: "title" }, count === 1 ? "1 problem" : `${count} problems`), close);
  return top;
}

function shown({ message, place, frame, hint }) {
  const problem = element("div", { class: "problem" });
  if (place) problem.append(element("div", { class: "place" }, place));
  problem.append(element("div", { class: "message" }, message));
  if (frame) problem.append(element("div", { class: "frame" }, frame));
  if (hint) problem.append(element("div", { class: "hint" }, `Hint: ${hint}`));
  return problem;
}

function element(name, attributes = {}, text = "") {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}
