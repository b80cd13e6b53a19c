// Hears from the server of each new version; used by the worker that all pages share, and by a page that has none.

/** Tell of each state of the site, and null where the server that this script came from is there no more. */
export function follow(tell) {
  const source = new EventSource(new URL("events", import.meta.url));
  source.addEventListener("state", (event) => tell(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) tell(null);
  });
  return source;
}
