"""Answers that finders have got outside of the site, each in a file of `content/answers`.

Invariant: the graph only reads them. A build asks nobody: whoever has the files gets the same facts.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping

from briefings.errors import BriefingsError, Location
from briefings.graph import Product, Task
from briefings.model import Document
from briefings.plugins import Registry
from briefings.rules.content import decoded, read_json, turned_off
from briefings.state import product

ANSWERS = "content/answers"

Read = Callable[[str], bytes | None]


def make_questions(registry: Registry, task: Task, path: str) -> Product:
    """Give what is to be asked about a source, by finder."""
    from briefings import facts  # noqa: PLC0415 - a build without a new source asks nothing

    document: Document = task.need("document", path)
    off = turned_off(task, "facts", "fact finder", registry.finders)
    return product(facts.questions(document, off, registry.finders))


def make_answers(task: Task, path: str) -> Product:
    """Give what was answered about a source, by finder."""
    return product(known(task.need("questions", path), functools.partial(task.need, "file")))


def place(finder: str, question: str) -> str:
    """Give the file of an answer."""
    from briefings.facts import asked  # noqa: PLC0415

    return f"{ANSWERS}/{asked(finder, question)}.json"


def known(questions: Mapping[str, str], read: Read) -> dict[str, str]:
    """Give the answers that are there, by finder; raises with the place of what is none."""
    found: dict[str, str] = {}
    for finder, question in questions.items():
        path = place(finder, question)
        data = read(path)
        if data is not None:
            found[finder] = answer_in(decoded(data, path) or "", path)
    return found


def answer_in(text: str, path: str) -> str:
    """Read the file of an answer."""
    row = read_json(text, path)
    answer = row.get("answer") if isinstance(row, dict) else None
    if not isinstance(answer, str):
        hint = "delete it, and `briefings draft FILE` asks again"
        raise BriefingsError('no "answer" in it', Location(path), hint=hint)
    return answer


def written(finder: str, source: str, answer: str) -> bytes:
    """Give the file of an answer; finder and source are for people."""
    row = {"finder": finder, "source": source, "answer": answer}
    return (json.dumps(row, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
