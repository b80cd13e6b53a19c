// Finds briefings: by the index of the site on the page that searches, or among the rows of the archive.
//
// Without it the archive is a whole list, and the page that searches leads there. Nothing from a briefing becomes
// markup here. `/` goes to the box, Esc clears it; how many were found is said in a live region.

const form = document.querySelector("form[role=search]");
const box = form.elements.q;
const status = document.querySelector("[role=status]");
const forms = JSON.parse(form.dataset.counts);
const plural = new Intl.PluralRules(document.documentElement.lang);
const PAUSE = 150; // milliseconds without a key
const SHOWN = 10; // results at once: each is a file of its own

const count = (n) => (forms[plural.select(n)] ?? forms.other).replace("{n}", n);
const find = form.dataset.index ? searched() : filtered();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  find();
});
form.addEventListener("change", find);
let pause = 0;
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(find, PAUSE);
});
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "Escape" && event.target === box && box.value) {
    event.preventDefault();
    box.value = "";
    find();
  }
});
if ([...form.elements].some((field) => field.value)) find(); // what a browser remembers of the form

// --- the archive -----------------------------------------------------------------------------------------------

function filtered() {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = [...document.querySelectorAll("main .rows > li")].map((row) => [row, fold(row.textContent)]);
  return () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    let n = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      n += !row.hidden;
    }
    for (const section of document.querySelectorAll("main section")) {
      section.hidden = !section.querySelector(".rows > li:not([hidden])");
    }
    status.textContent = words.length ? count(n) : "";
  };
}

// --- the index -------------------------------------------------------------------------------------------------

function searched() {
  const list = document.querySelector(".results");
  const more = document.querySelector(".more");
  let turn = 0;
  let left = [];
  let index;

  const given = new URLSearchParams(location.search);
  box.value ||= given.get("q") ?? ""; // what was typed before this ran stays
  box.addEventListener("focus", () => open().catch(() => {}), { once: true });
  more.addEventListener("click", () => show(turn));
  for (const field of form.querySelectorAll("select")) {
    if (!field.value) field.value = given.get(field.name) ?? "";
    if (field.selectedIndex < 0) field.value = ""; // none of that name, before the index is there
  }
  if (given.size) open().then(find, failed);
  return find;

  /** Load the index, once, and say in the lists of topics and years how many of each it has. */
  function open() {
    index ??= import(new URL(form.dataset.index, document.baseURI)).then(async (pagefind) => {
      await pagefind.options({ noWorker: true }); // a worker is a second program to load
      await pagefind.init();
      const known = await pagefind.filters();
      choose("topic", known.topic, (one, other) => one.localeCompare(other));
      choose("year", known.year, (one, other) => other - one);
      return pagefind;
    });
    index.catch(() => (index = undefined)); // the next key tries again
    return index;
  }

  function choose(name, counts, order) {
    const field = form.elements[name];
    for (const value of Object.keys(counts ?? {}).sort(order)) {
      const known = [...field.options].find((option) => option.value === value);
      if (known) known.text = `${value} (${counts[value]})`;
      else field.add(new Option(`${value} (${counts[value]})`, value, false, value === given.get(name)));
    }
  }

  async function find() {
    const mine = ++turn;
    const words = /^[a-z]?$/i.test(box.value.trim()) ? "" : box.value.trim(); // one letter is a word begun: half the index
    const asked = Object.entries({ q: words, ...chosen() }).filter(([, value]) => value);
    history.replaceState(null, "", asked.length ? `?${new URLSearchParams(asked)}` : location.pathname);
    try {
      const found = asked.length ? (await (await open()).search(words || null, { filters: chosen() })).results : [];
      if (mine !== turn) return;
      left = found;
      list.replaceChildren();
      status.textContent = asked.length ? count(left.length) : "";
      await show(mine);
    } catch {
      failed();
    }
  }

  function chosen() {
    const fields = ["topic", "year"].map((name) => [name, form.elements[name].value]);
    return Object.fromEntries(fields.filter(([, value]) => value));
  }

  async function show(mine) {
    const next = left.slice(0, SHOWN);
    const pages = await Promise.all(next.map((result) => result.data()));
    if (mine !== turn) return;
    left = left.slice(SHOWN);
    list.append(...pages.map(row));
    more.hidden = !left.length;
  }

  function failed() {
    status.textContent = form.dataset.failed;
  }

  function row({ url, meta, excerpt }) {
    const time = element("time", [meta.date ?? ""]);
    const title = element("bdi", [meta.title]);
    const link = element("a", [title]);
    link.href = url;
    title.lang = meta.lang;
    const words = new DOMParser().parseFromString(excerpt, "text/html").body.childNodes;
    const text = element("bdi", [...words].map((part) => (part.nodeName === "MARK" ? element("mark", [part.textContent]) : part.textContent)));
    text.lang = meta.lang;
    return element("li", [...(meta.date ? [time] : []), link, element("p", [text])]);
  }

  function element(name, children) {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  }
}
