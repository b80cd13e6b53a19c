"""Traces in columns: what a change may concern is named in full, and what was recorded comes back."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.graph import Graph, Product, Rule, Task
from briefings.traces import Key, Trace, Traces

A, B, C, D = (Key("rule", name) for name in "abcd")
WORD, OTHER = Key("word", "w"), Key("word", "x")


def traces(**needs: tuple[tuple[Key, str], ...]) -> Traces:
    """Record a product a name, with the digest of its name."""
    found = Traces()
    for name, edges in needs.items():
        found.record(Key("rule", name), Trace(name, edges))
    return found


def doubtful(found: Traces, *changed: Key) -> set[Key]:
    found.doubt(changed, {"word"})
    return {key for key in found if not found.is_sure(key)}


# --- recording -----------------------------------------------------------------------------------------


def test_a_trace_comes_back_as_it_was_recorded() -> None:
    trace = Trace("a", ((WORD, "1"), (B, "b"), (OTHER, "2")), ("noted",))
    found = traces(b=((WORD, "1"),))
    found.record(A, trace)

    assert found[A] == Traces(found.columns())[A] == trace
    assert set(found) == {A, B}
    assert len(found) == 2
    assert dict(found.asked({"word"})) == {WORD: "1", OTHER: "2"}


def test_what_was_not_made_has_no_trace() -> None:
    found = traces(a=((WORD, "1"), (B, "failed:x")))

    assert (found.digest(A), found.digest(B), found.digest(WORD)) == ("a", None, None)
    with pytest.raises(KeyError):
        found[B]


def test_who_was_made_before_a_change_keeps_the_digests_of_then() -> None:
    found = traces(a=((WORD, "1"), (OTHER, "2")), b=((WORD, "1"),))
    found.record(B, Trace("b", ((WORD, "new"),)))

    assert found[A].needs == ((WORD, "1"), (OTHER, "2"))
    assert found[B].needs == ((WORD, "new"),)
    assert Traces(found.columns()) == found


def test_a_need_that_failed_does_not_take_the_digest_of_its_last_good_product() -> None:
    found = traces(b=((WORD, "1"),))
    found.record(A, Trace("a", ((B, "failed:lost"),)))

    assert found.digest(B) == "b"
    assert found[A].needs == ((B, "failed:lost"),)
    assert A in doubtful(found), "it goes on with an error that may be cured"


def test_what_is_recorded_again_and_again_takes_no_more_room() -> None:
    found = traces(a=((WORD, "1"), (B, "b")), b=((OTHER, "2"),))
    before = [list(users) for users in found.users()]
    for turn in "xyz":
        found.record(A, Trace(turn, ((WORD, turn), (B, "b"))))

    assert found.users() == before


def test_what_was_never_made_or_may_be_stale_is_unsure() -> None:
    found = traces(a=((WORD, "1"),), b=((OTHER, "2"),), c=((D, "failed:x"),))
    found.doubt([WORD], {"word"})

    assert found.unsure([A, B, D, Key("rule", "new")]) == [A, D, Key("rule", "new")]
    assert [found.last(key) for key in (WORD, B, Key("rule", "new"))] == ["1", "b", None]


# --- what a change may concern -------------------------------------------------------------------------


def test_a_change_concerns_all_above_it_and_nothing_else() -> None:
    found = traces(a=((WORD, "1"),), b=((A, "a"),), c=((OTHER, "2"),), d=((C, "c"), (B, "b")))

    assert doubtful(found) == set()
    assert doubtful(found, WORD) == {A, B, D}
    assert doubtful(found, OTHER) == {C, D}


def test_what_nobody_asked_for_since_a_change_stays_doubtful() -> None:
    found = traces(a=((WORD, "1"),), b=((A, "a"),), c=((WORD, "1"),))
    found.record(C, Trace("c", ((WORD, "2"),)))

    assert doubtful(found) == {A, B}
    found.record(A, Trace("a", ((WORD, "2"),)))
    assert doubtful(found) == set()


def test_what_was_found_to_be_as_it_was_is_doubted_no_longer() -> None:
    found = traces(a=((WORD, "1"),), c=((WORD, "1"),))
    found.record(C, Trace("c", ((WORD, "2"),)))
    found.record(C, Trace("c", ((WORD, "1"),)))
    assert doubtful(found) == {A}

    assert found.first_stale(A, lambda _: "1") is None
    assert found.is_sure(A)
    assert doubtful(found) == set()


def test_what_is_above_a_product_found_to_be_as_it_was_need_not_be_looked_at() -> None:
    found = traces(a=((WORD, "1"),), b=((A, "a"),), c=((B, "b"),), d=((WORD, "1"), (B, "b")))
    assert doubtful(found, WORD) == {A, B, C, D}
    found.record(A, Trace("a", ((WORD, "2"),)))
    found.narrow()

    assert {key for key in found if not found.is_sure(key)} == {D}


# --- what is used --------------------------------------------------------------------------------------


def test_only_what_the_roots_are_made_of_is_kept() -> None:
    found = traces(a=((WORD, "1"),), b=((A, "a"),), c=((OTHER, "2"),))
    found.record(D, Trace("d", ((OTHER, "2"),), ("noted",)))
    dropped = found.keep([B, D])

    assert dropped == {C}
    assert set(found) == {A, B, D}
    assert list(found.noted([B, D])) == [("noted",)]
    assert list(found.noted([B])) == []
    assert doubtful(found, OTHER) == {D}
    assert found.keep([B, D]) == set()


# --- at random -----------------------------------------------------------------------------------------

COUNT = 5  # products, each of which may need those before it


class Broken(Exception):  # noqa: N818 - a problem in the user's files
    pass


class Words:
    def __init__(self) -> None:
        self.words = ["" for _ in range(COUNT)]

    def digest(self, name: str) -> str:
        return f"w{self.words[int(name)]}"

    def value(self, name: str) -> str:
        return self.words[int(name)]


class Nowhere(dict[tuple[str, str], object]):
    def get(self, rule: str, digest: str) -> object:  # type: ignore[override]  # the graph's word, not dict's
        raise KeyError(rule, digest)

    def put(self, rule: str, product: Product) -> None:
        pass


def node(number: int | str, firm: Collection[int]) -> Key:
    return Key("firm" if int(number) in firm else "node", str(number))


def make(firm: Collection[int], task: Task, name: str) -> Product:
    """A word says what is needed: other products by their number, others despite their errors by a letter."""
    word: str = task.need("word", name)
    parts = [word.count("0")]
    for letter in word:
        if letter == "!":
            raise Broken(name)
        if letter.isdigit() and int(letter) < int(name):
            parts.append(task.need(*node(letter, firm)))
        elif letter in "abcd" and "abcd".index(letter) < int(name):
            with contextlib.suppress(Broken):
                parts.append(task.need(*node("abcd".index(letter), firm)))
    return Product(parts, repr(parts))


def graph(words: Words, known: Traces, firm: Collection[int] = ()) -> Graph:
    made = functools.partial(make, firm)
    rules = {"node": Rule(made), "firm": Rule(made, firm=True)}
    return Graph({"word": words}, rules, Nowhere(), Broken, known)


WORDS = ["", "0", "1", "a", "b", "01", "3a2", "0!", "c1", "!", "b0d"]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, COUNT - 1), st.sampled_from(WORDS)),
        st.tuples(st.sampled_from(["ask", "ask", "keep"]), st.integers(0, COUNT - 1), st.just("")),
        st.tuples(st.just("again"), st.just(0), st.just("")),
    ),
    min_size=5,
    max_size=30,
)


@settings(max_examples=800, deadline=None)
@given(STEPS, st.frozensets(st.integers(0, COUNT - 1)), st.sampled_from([1, 64]))
def test_an_old_graph_answers_as_a_new_one(
    steps: list[tuple[str, int, str]], firm: frozenset[int], few: int
) -> None:
    """Whatever changed, was asked for or forgotten in between: no stale answer, in this process or the next."""
    words = Words()
    old = graph(words, Traces(), firm)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefings.graph.FEW", few)
        for what, at, text in steps:
            if what == "write":
                words.words[at] = text
            elif what == "again":
                old = graph(words, Traces(old.traces().columns()), firm)
            else:
                old.changed()
                old.digest(node(at, firm))
                if what == "keep":
                    old.forget_unused()
        words.words = [
            word.replace("!", "") for word in words.words
        ]  # a cured site has no last good products
        old.changed()
        fresh = graph(words, Traces(), firm)
        for at in range(COUNT):
            assert old.digest(node(at, firm)) == fresh.digest(node(at, firm))


def test_what_is_above_a_firm_product_is_not_doubted_before_that_has_changed() -> None:
    words = Words()
    words.words = ["00", "0", "1", "2", ""]
    tested = graph(words, Traces(), {1})
    tested.digest(node(3, {1}))

    words.words[0] = "000"  # 1 has another value now, and so have those above it
    tested.changed()
    assert tested.unsure([node(at, {1}) for at in range(4)]) == [node(2, {1}), node(3, {1})]
    tested.digest(node(3, {1}))
    assert [key.name for key in tested.made()] == ["0", "1", "2", "3"]

    words.words[1] = "0 "  # it is made again, and is as it was
    tested.changed()
    assert tested.unsure([node(at, {1}) for at in range(4)]) == []
    assert [key.name for key in tested.made()] == ["1"]
