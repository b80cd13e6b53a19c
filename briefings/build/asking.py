"""Asking what finders want to know of sources, before these are drafted; what is answered is kept as a file.

Invariant: what is answered already is not asked again, and a source for which nobody answers is drafted from what the
other finders find.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping

from briefings import output
from briefings.build.drafts import Desk
from briefings.errors import BriefingsError, Crash, Location, Problem
from briefings.facts import Asking, NoAnswer
from briefings.plugins import Registry
from briefings.rules import answers
from briefings.traces import Key

PATIENCE = 3  # sources in a row without an answer; then nobody is there, and the others are not asked for


def ask(desk: Desk, registry: Registry, sources: Iterable[str]) -> list[str]:
    """Ask what is not answered yet about some sources; gives the files that were written."""
    written = desk.tally.answered
    silent = dict.fromkeys(registry.finders, 0)
    for source in sources:
        with contextlib.suppress(BriefingsError):  # the graph keeps it until the tally collects
            questions: Mapping[str, str] = desk.graph.product(Key("questions", source)).value
            for finder, question in questions.items():
                path = answers.place(finder, question)
                if desk.files.value(path) is not None:
                    continue
                finding = registry.finders[finder]
                asked = finding.ask if isinstance(finding, Asking) and silent[finder] < PATIENCE else tired
                answer = answered(desk, asked, finder, (source, question))
                silent[finder] = silent[finder] + 1 if answer is None else 0
                if answer is not None and output.write(
                    desk.root / path, answers.written(finder, source, answer), expected=None
                ):
                    written.append(path)
    return written


def tired(_: str) -> str:
    """Ask no more."""
    raise NoAnswer(f"not asked, after {PATIENCE} sources without an answer")


def answered(desk: Desk, ask: Callable[[str], str], finder: str, about: tuple[str, str]) -> str | None:
    """Ask; where nobody answers, the editor is told why."""
    source, question = about
    try:
        return ask(question)
    except NoAnswer as error:
        hint = f"{error.hint}{'; ' if error.hint else ''}`briefings draft {source}` asks again"
        message = f"{finder} gives no facts: {error.message}"
        desk.tally.problems.append(Problem(Location(source), message, hint, "warning"))
    except Exception as error:  # noqa: BLE001 - a bug of the plug-in: the other sources are drafted all the same
        crash = Crash(source, error)
        crash.__cause__ = error
        desk.tally.add([crash])
    return None
