// Listens for all open pages of a browser, which allows six connections to a host: if each page kept one, the
// seventh would wait for ever. It ends with the last page.

import { follow } from "./news.js";

const pages = new Set(); // those that somebody looks at
let last; // what was heard last: a state, null, or nothing yet

addEventListener("connect", ({ ports: [page] }) => {
  page.addEventListener("message", ({ data: isSeen }) => {
    if (!isSeen) pages.delete(page);
    else if (pages.add(page) && last !== undefined) page.postMessage(last);
  });
  page.start();
  page.postMessage("running");
});

follow((news) => {
  last = news;
  for (const page of pages) page.postMessage(news);
});
