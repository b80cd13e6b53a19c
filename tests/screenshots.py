"""`make screenshots`: the pictures of the README, of the example site in both themes, written to `docs/`."""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.live_support import CHROMIUM, CHROMIUM_ARGUMENTS
from tests.reading import ROOT, THEMES, built, visiting

PAGES = {"front": "index.html", "briefing": "briefings/rice-goes-first-into-the-frozen-mountain/index.html"}
SIZE = {"width": 1120, "height": 840}
HALVED = """async data => {
  const image = new Image();
  image.src = "data:image/png;base64," + data;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width / 2, image.height / 2);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({type: "image/webp", quality: 0.8});
  return btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), byte => String.fromCharCode(byte)).join(""));
}"""
"""A browser can write WebP, so no library of pictures is needed."""


def main() -> None:
    """Write a picture of each page in each theme."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        sys.exit("there is no Chromium on the PATH")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        for theme in THEMES:
            tree = built("example", theme, Path(folder, theme))
            with visiting(
                browser, tree, SIZE["width"], color_scheme="light", device_scale_factor=1.5
            ) as visit:
                for name, path in PAGES.items():
                    page = visit.open(path).page
                    page.set_viewport_size(SIZE)
                    picture = base64.b64encode(page.screenshot()).decode()
                    data = base64.b64decode(page.evaluate(HALVED, picture))
                    (ROOT / "docs" / f"{theme}-{name}.webp").write_bytes(data)
        browser.close()


if __name__ == "__main__":
    main()
