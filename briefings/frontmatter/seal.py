"""The digest by which a person's edit is told from the tool's own text.

Invariant: keys that an editor sets without touching the text (`FREE`) count neither in the digest nor as an
edit, and go with the text when it is made anew. All of this works on the text itself, so that comments,
order and spelling of the front matter stay as they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from briefings.frontmatter.parts import CLOSING, FENCE, unified
from briefings.regex import regex

CARRIED = ("status", "topics", "publish", "expires", "pinned", "order", "exclude")
FREE = frozenset({"generated", *CARRIED})
KEY = regex(r"""(["']?)(?P<key>\w+)\1[ \t]*:(?=\s|$)""")
FURTHER = regex(r"[ \t]|-[ \t]|-$|[\]}]|$")
GENERATED = regex(r"""generated[ \t]*:[ \t]*["']?(?P<digest>sha256:[0-9a-f]{64})["']?\s*$""")
SEALED = regex(r"""(^generated[ \t]*:[ \t]*["']?)sha256:[0-9a-f]{64}""", re.MULTILINE)
GUESSED = regex(r"(?P<key>\w+):.*[ \t]#[ \t]*guessed\b")


class Lines(NamedTuple):
    """A key of the front matter with all its lines; without a name: comments between the keys."""

    key: str
    text: str


class File(NamedTuple):
    """A Markdown file, its front matter cut into keys."""

    keys: tuple[Lines, ...]
    body: str

    def text(self) -> str:
        """Put the file together again."""
        return "".join(("---\n", *(key.text for key in self.keys), "---\n", self.body))


def digest(text: str) -> str:
    """Give the digest of what the tool wrote: the file without the keys that are free to change."""
    file = cut(text)
    kept = file._replace(keys=tuple(key for key in file.keys if key.key not in FREE))
    return "sha256:" + hashlib.sha256(f"{kept.text().rstrip()}\n".encode("utf-8", "replace")).hexdigest()


def seal(text: str) -> str:
    """Write the digest as the last key."""
    file = cut(text)
    kept = [key for key in file.keys if key.key != "generated"]
    return file._replace(keys=(*kept, Lines("generated", f'generated: "{digest(text)}"\n'))).text()


def is_edited(text: str) -> bool:
    """Whether a person has changed the text since the tool wrote it, or wrote it from the first."""
    return generated(text) != digest(text)


def generated(text: str) -> str | None:
    """Give the digest of the text as the tool wrote it; None for a text that it did not write."""
    found = [GENERATED.match(key.text) for key in cut(text).keys if key.key == "generated"]
    return found[0]["digest"] if found and found[0] else None


def resealed(text: str, digest: str) -> str:
    """Give the text with another digest in its seal, and not a byte else changed; one without a seal gets none."""
    return SEALED.sub(lambda found: found[1] + digest, text, count=1)


def with_carried(generated_text: str, on_disk_text: str) -> str:
    """Give the new text with the free keys as they stand on disk: also one that the editor took away."""
    new, old = cut(generated_text), cut(on_disk_text)
    theirs = {key.key: key for key in old.keys if key.key in CARRIED}
    ours = {key.key for key in new.keys}
    kept = [theirs.get(key.key, key) for key in new.keys if key.key not in CARRIED or key.key in theirs]
    return new._replace(keys=tuple(inserted(kept, [k for k in theirs.values() if k.key not in ours]))).text()


def inserted(keys: Iterable[Lines], more: Iterable[Lines]) -> list[Lines]:
    """Put more keys in before the seal."""
    keys = list(keys)
    sealed = [key for key in keys if key.key == "generated"]
    return [*(key for key in keys if key.key != "generated"), *more, *sealed]


def guessed(text: str) -> tuple[str, ...]:
    """Name the keys whose value is marked as a guess: ``date: 2025-12-01  # guessed: …``."""
    return tuple(match["key"] for key in cut(text).keys if (match := GUESSED.match(key.text)))


def cut(text: str) -> File:
    """Cut a file into the keys of its front matter and the rest; without front matter there are no keys."""
    text = unified(text)
    opening = FENCE.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return File((), text)
    rows = text[opening.end() + 1 : closing.start()].split("\n")[:-1]
    return File(tuple(keys_of(f"{row}\n" for row in rows)), text[closing.end() + 1 :])


def keys_of(rows: Iterable[str]) -> list[Lines]:
    """Gather the lines of each key: what is indented, empty or an item belongs to the key above."""
    found: list[Lines] = []
    for row in rows:
        if found and FURTHER.match(row):
            found[-1] = Lines(found[-1].key, found[-1].text + row)
        else:
            match = KEY.match(row)
            found.append(Lines(match["key"] if match else "", row))
    return found
