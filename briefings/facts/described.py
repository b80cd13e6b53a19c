"""Who is meant by what he is: ``the harbour master``, where the text has named ``harbour master Ana Reyes``.

Invariant: a description is given a name only where exactly one holder of it stands before it in the text, with the
description right before the name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from briefings.facts.article import Article
from briefings.facts.cues import PERSONS
from briefings.facts.people import untitled
from briefings.facts.speech import Speaker
from briefings.regex import regex
from briefings.words import Name, listed

_BACK = 2  # sentences
_CALLED = frozenset(
    listed(
        """
        agency association bank charity church club commission committee company council department firm foundation
        group hospital institute ministry union university
        """
    )
)
"""What a body is called alone, by the last word of its name."""
_WINDOW = 60  # characters before a name in which its description stands
_LONGEST = 4  # words of a description
_BREAK = regex(r"[^\w’'& -]")
_DESCRIPTION = regex(r"[Tt]he ((?:[^\W\d_][\w&-]*)(?: [^\W\d_][\w&-]*){0,3})")
_ANOTHER = PERSONS | frozenset(
    listed(
        "former ex then deputy vice assistant associate acting prime lieutenant lt. one-time onetime late retired"
    )
)
"""Before a description they make another one of it."""


def holders(article: Article) -> Mapping[str, Sequence[Name]]:
    """Give the names that stand behind each description of up to four words, and the bodies by their last word."""
    found: dict[str, list[Name]] = {}
    for name in article.names:
        bare = untitled(name)
        if bare is None:
            continue
        words = _words_before(article.text[max(0, bare.start - _WINDOW) : bare.start])
        for count in range(1, min(_LONGEST, len(words)) + 1):
            if words[-count - 1 : -count] and words[-count - 1] in _ANOTHER:
                break
            found.setdefault(" ".join(words[-count:]), []).append(bare)
        called = _last(bare).lower()
        if called in _CALLED and " " in bare.text:
            found.setdefault(called, []).append(bare)
    return found


def _words_before(text: str) -> list[str]:
    """Give the last words of a text that nothing parts, in small letters: one more than a description has."""
    run = _BREAK.split(text)[-1]
    words = run.lower().split() if run.endswith(" ") else []
    last = words[-_LONGEST - 1 :]
    strange = max((at for at, word in enumerate(last, 1) if not word[0].isalpha()), default=0)
    return last[strange:]


class Holders:
    """The holders of the descriptions of an article, looked for when the first one is asked about."""

    def __init__(self, article: Article) -> None:
        """Take the article."""
        self._article = article

    @cached_property
    def all(self) -> Mapping[str, Sequence[Name]]:
        """Give them by their descriptions."""
        return holders(self._article)

    def before(self, words: str, at: int) -> list[Name]:
        """Give the holders of a description that stand before a place of the text."""
        return [name for name in self.all.get(words, ()) if name.start < at]


def by_name(article: Article, held: Holders, speaker: Speaker) -> Speaker:
    """Give the one who is meant by a description, or the speaker as he is."""
    match = _DESCRIPTION.fullmatch(speaker.name)
    if match is None:
        return speaker
    at = speaker.span[0]
    if match[1] in _CALLED:
        return _body(article, held, speaker, match[1])
    those = held.before(match[1].lower(), at)
    if not those or len({_last(name) for name in those}) > 1:
        return speaker
    if match[1].islower() and " " not in match[1] and not _is_last_named(article, those[0], at):
        return speaker
    whole = next(
        (name for name in those if " " in name.text), article.full_names.get(those[0].text, those[0])
    )
    return speaker._replace(name=whole.text, span=(whole.start, whole.end))


def _body(article: Article, held: Holders, speaker: Speaker, noun: str) -> Speaker:
    """``the council``: the one body that is called so, or whose name ends so, where it was named right before."""
    at = speaker.span[0]
    those = held.before(noun, at)
    if len({name.text for name in those}) != 1:
        return speaker
    last = max(name.end for name in those)
    near = bisect_right(article.starts, at) - bisect_right(article.starts, last) <= _BACK
    if not near or f" {noun}" in article.text[last:at].lower():  # "a trade group" is another one
        return speaker
    return speaker._replace(name=those[0].text, span=(those[0].start, those[0].end))


def _last(name: Name) -> str:
    return name.text.rpartition(" ")[2]


def _is_last_named(article: Article, name: Name, at: int) -> bool:
    """Tell whether nobody else was named since: a word such as "lawyer" may mean many."""
    named = article.named(0, at)
    return bool(named) and named[-1].person.last == _last(name)
