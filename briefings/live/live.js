// Keeps an open page of the preview at the newest version of the site, without losing the reader's place.
//
// The server adds this module to each page (never to a file), with the name of the page and its version.
// It works under the preview's Content-Security-Policy: no inline script, no inline style, no eval.

import { Idiomorph } from "./idiomorph.js";
import { follow } from "./news.js";
import { describe, showProblems } from "./overlay.js";

const ABOUT = new URL("about/", import.meta.url);
const NOT_FOUND = "404.html";
const STYLESHEET_TIME = 3000; // milliseconds; a stylesheet that does not come must not keep the text back
const WORKER_TIME = 5000; // milliseconds until a worker has said that it runs; browsers do not always tell when it cannot
const ASK_AGAIN = 1000; // milliseconds between two looks for a server that was restarted

const isOurs = (node) => node.matches("script[data-page]");
const isStylesheet = (node) => node.matches("link[rel~=stylesheet]");
const isReaders = (name, node) =>
  (name === "open" && node.matches("details, dialog")) ||
  (/^(value|checked|selected)$/.test(name) && node.matches("input, textarea, option"));

const tag = document.querySelector("script[data-page]");
let worker = sharedWorker();
let source = null; // what a page listens to that has no worker
let heard = 0; // the version that this page was last told of
let gone = false; // whether the site has this page no more
let work = Promise.resolve(); // one event after the other

// --- what the server says ----------------------------------------------------------------------------------

/** Start the worker that listens for all pages, or join it; null in a browser that has none, or none of modules. */
function sharedWorker() {
  try {
    const shared = new SharedWorker(new URL("worker.js", import.meta.url), { type: "module" });
    const overdue = setTimeout(listenAlone, WORKER_TIME);
    shared.addEventListener("error", listenAlone);
    shared.port.addEventListener("message", ({ data }) => {
      clearTimeout(overdue);
      if (data !== "running") hear(data);
    });
    shared.port.start();
    return shared.port;
  } catch {
    return null;
  }
}

/** Do without the worker: it did not start. */
function listenAlone() {
  if (!worker) return;
  worker.close();
  worker = null;
  listen();
}

/** Hear the last state and each that follows, while somebody looks: a page that nobody sees catches up later. */
function listen() {
  const isSeen = !document.hidden;
  source?.close();
  if (worker) worker.postMessage(isSeen);
  else source = isSeen ? follow(hear) : null;
}

function hear(state) {
  if (!state) findServer();
  else work = work.then(() => arrive(state)).catch(() => location.reload());
}

/** A restarted server has another secret, and tells it only to a page that is loaded anew. */
async function findServer() {
  if (await ask()) location.reload();
  else setTimeout(findServer, ASK_AGAIN);
}

async function arrive({ version, before, changed, problems }) {
  const known = Number(tag.dataset.version);
  if (version < known || version === heard) return; // told of before this page was made, or told again
  if (version > known && !(await catchUp(version, before === known ? changed : null))) return;
  heard = version;
  await describeThis();
  showProblems(gone ? [...problems, { message: "This page is no longer part of the site." }] : problems);
}

/** Take over what an editor should know of this page. */
async function describeThis() {
  const name = tag.dataset.page.split("/").map(encodeURIComponent).join("/");
  const response = await fetch(ABOUT + name).catch(() => null);
  if (response?.ok) describe(await response.json());
}

/** Become this version; false where the server is away, which will tell us again when it is back. */
async function catchUp(version, changed) {
  const before = usedFiles();
  if (mayConcern(changed) && !(await update())) return false;
  const after = usedFiles();
  const stale = (changed ?? []).filter((name) => before.has(name) && after.has(name));
  if (!(await renewStylesheets(stale, version))) location.reload();
  tag.dataset.version = version;
  return true;
}

/** Whether this page may be another now; where one is missing, any change may be the one that brings it. */
function mayConcern(changed) {
  const { page } = tag.dataset;
  return !changed || changed.includes(page) || (page === NOT_FOUND && changed.length > 0);
}

/** The names of the files that this page shows beside its own text; a link to the feed shows nothing of it. */
function usedFiles() {
  const addresses = [...document.querySelectorAll("[src], link[rel~=stylesheet], link[rel~=icon]")].map((node) => node.src || node.href);
  return new Set(addresses.filter(Boolean).map(nameOf));
}

const nameOf = (address) => decodeURI(new URL(address).pathname).slice(1);

/** Load stylesheets again that changed under their names; false where other files did, of which a page keeps copies. */
async function renewStylesheets(names, version) {
  const links = [...document.querySelectorAll("link[rel~=stylesheet]")].filter((link) => names.includes(nameOf(link.href)));
  if (new Set(links.map((link) => nameOf(link.href))).size < names.length) return false;
  await Promise.all(links.map((link) => renew(link, version)));
  return true;
}

async function renew(link, version) {
  const fresh = link.cloneNode();
  fresh.href = `${link.href.split("?")[0]}?${version}`; // the server does not look at it, the browser does
  const loaded = settled(fresh);
  link.after(fresh);
  await loaded;
  link.remove();
}

// --- a newer version of this page --------------------------------------------------------------------------

const ask = () => fetch(location.href, { cache: "no-store" }).catch(() => null);

/** Show the page as it is now; false where the server is away. */
async function update() {
  const response = await ask();
  if (!response) return false;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = fresh.querySelector("script[data-page]");
  gone = next?.dataset.page === NOT_FOUND && tag.dataset.page !== NOT_FOUND;
  if (gone) return true;
  if (next?.src !== tag.src || scripts(fresh) !== scripts(document)) {
    location.reload();
    return true;
  }
  await morphHead(fresh.head);
  morphBody(fresh);
  tag.dataset.page = next.dataset.page;
  return true;
}

/** The scripts that run: one that changed can only be started in a new page. Data blocks do not count. */
function scripts(page) {
  const running = [...page.scripts].filter((node) => !isOurs(node) && /^$|javascript|module/.test(node.type));
  return running.map((node) => node.outerHTML).join("\n");
}

/** Change what differs, in its place; a stylesheet goes only when the one that replaces it has come. */
async function morphHead(head) {
  const wanted = new Map([...head.children].filter((node) => !isOurs(node)).map((node) => [node.outerHTML, node]));
  const stale = [...document.head.children].filter((node) => !isOurs(node) && !wanted.delete(node.outerHTML));
  const places = [...stale];
  const arriving = [...wanted.values()].map((node) => document.importNode(node, true));
  const loaded = arriving.filter(isStylesheet).map(settled);
  for (const node of arriving) {
    const at = places.findIndex((old) => old.localName === node.localName && old.rel === node.rel);
    if (at < 0) document.head.append(node);
    else places.splice(at, 1)[0].before(node);
  }
  await Promise.all(loaded);
  for (const node of stale) node.remove();
}

function settled(link) {
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    setTimeout(resolve, STYLESHEET_TIME);
  });
}

/** Change the text in place: scroll, selection, what is typed and what the reader has opened all stay. */
function morphBody(fresh) {
  const focused = document.activeElement?.id;
  copyAttributes(fresh.documentElement, document.documentElement);
  Idiomorph.morph(document.body, fresh.body, {
    morphStyle: "outerHTML",
    callbacks: { beforeAttributeUpdated: (name, node) => !isReaders(name, node) },
  });
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

function copyAttributes(from, to) {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
}

document.addEventListener("visibilitychange", listen);
listen();
