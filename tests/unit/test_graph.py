"""The graph: what runs again, what does not, and what stands when a rule fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.graph import Cycle, Graph, Keep, Product, Rule, Task
from briefings.traces import Key, Traces

Make = Callable[[Task, str], object]


class Broken(Exception):  # noqa: N818 - a problem in the user's files
    pass


class World:
    """An input: words by name; what is not there has a digest too."""

    def __init__(self, **words: str) -> None:
        self.words = words

    def digest(self, name: str) -> str:
        return self.words.get(name, "absent")

    def value(self, name: str) -> str | None:
        return self.words.get(name)


class Shelf(dict[tuple[str, str], object]):
    """A store in memory."""

    def get(self, rule: str, digest: str) -> object:  # type: ignore[override]  # the graph's word, not dict's
        return self[rule, digest]

    def put(self, rule: str, product: Product) -> None:
        self[rule, product.digest] = product.value


class Bench:
    """A graph over a world of words, and what of it ran; `again` is the next process."""

    def __init__(self, world: World, keep: Keep = Keep.MEMORY, **rules: Make) -> None:
        self.world, self.shelf, self.log = world, Shelf(), list[str]()
        self.rules = {name: Rule(self.logged(name, make), keep) for name, make in rules.items()}
        self.graph = self.opened(Traces())

    def logged(self, rule: str, make: Make) -> Callable[[Task, str], Product]:
        def made(task: Task, name: str) -> Product:
            self.log.append(rule)
            value = make(task, name)
            return Product(value, repr(value))

        return made

    def opened(self, traces: Traces) -> Graph:
        return Graph({"word": self.world}, self.rules, self.shelf, Broken, traces)

    def again(self) -> Bench:
        self.graph = self.opened(Traces(self.graph.traces().columns()))
        return self

    def ask(self, rule: str, name: str = "") -> object:
        """Ask in a new run; `log` has what ran for it."""
        self.log.clear()
        self.graph.changed()
        return self.graph.product(Key(rule, name)).value


def upper(task: Task, name: str) -> object:
    word = task.need("word", name)
    if word == "bad":
        raise Broken(f"{name} is bad")
    return word.upper() if word else "nothing"


def length(task: Task, name: str) -> object:
    return len(task.need("upper", name))


def shout(task: Task, name: str) -> object:
    return f"{task.need('upper', name)}!"


def test_what_has_not_changed_does_not_run_again() -> None:
    bench = Bench(World(a="one"), upper=upper, shout=shout)

    assert bench.ask("shout", "a") == "ONE!"
    assert bench.log == ["shout", "upper"]
    assert bench.ask("shout", "a") == "ONE!"
    assert bench.log == []


def test_a_change_runs_what_asked_for_it() -> None:
    bench = Bench(World(a="one", b="two"), upper=upper, shout=shout)
    bench.ask("shout", "a")
    bench.ask("shout", "b")
    bench.world.words["a"] = "three"

    assert bench.ask("shout", "b") == "TWO!"
    assert bench.log == []
    assert bench.ask("shout", "a") == "THREE!"
    assert bench.log == ["upper", "shout"]


def test_only_suspects_are_looked_at_where_they_are_named() -> None:
    bench = Bench(World(a="one", b="two"), upper=upper)
    keys = [Key("upper", name) for name in "ab"]
    assert bench.graph.aim(keys) == keys
    for key in keys:
        bench.graph.product(key)
    bench.world.words |= {"a": "new", "b": "new"}

    bench.graph.changed([Key("word", "b"), Key("word", "never asked for")])
    assert bench.graph.aim(keys) == [Key("upper", "b")]
    bench.graph.changed()
    assert bench.graph.aim(keys) == keys


def test_an_error_is_told_by_what_could_not_be_made() -> None:
    bench = Bench(World(a="one", b="two"), upper=upper)
    bench.ask("upper", "a")
    bench.world.words["a"] = "bad"
    bench.graph.changed()
    bench.graph.refresh(Key("upper", "a"))
    bench.graph.refresh(Key("upper", "b"))

    assert str(bench.graph.error(Key("upper", "a"))) == "a is bad"
    assert bench.graph.error(Key("upper", "b")) is None


def test_a_rerun_with_the_same_digest_leaves_dependants_fresh() -> None:
    bench = Bench(World(a="one"), upper=upper, length=length)
    bench.ask("length", "a")
    bench.world.words["a"] = "One"

    assert bench.ask("length", "a") == 3
    assert bench.log == ["upper"]


def test_what_is_absent_is_a_dependency_too() -> None:
    bench = Bench(World(), upper=upper)
    assert bench.ask("upper", "a") == "nothing"
    assert bench.ask("upper", "a") == "nothing"
    assert bench.log == []
    bench.world.words["a"] = "one"

    assert bench.ask("upper", "a") == "ONE"


def test_a_trace_records_each_need_once_in_the_order_asked() -> None:
    def sums_up(task: Task, _: str) -> object:
        return task.need("word", "b"), task.need("word", "a"), task.need("word", "b")

    bench = Bench(World(a="one", b="two"), sums_up=sums_up)
    bench.ask("sums_up")

    trace = bench.graph.traces()[Key("sums_up", "")]
    assert trace.needs == ((Key("word", "b"), "two"), (Key("word", "a"), "one"))


def test_checking_stops_at_the_first_need_that_differs() -> None:
    def follow(task: Task, _: str) -> object:
        return task.need("upper", task.need("word", "pointer"))

    bench = Bench(World(pointer="a", a="one", b="two"), upper=upper, follow=follow)
    bench.ask("follow")
    bench.world.words |= {"pointer": "b", "a": "bad"}

    assert bench.ask("follow") == "TWO"
    assert bench.log == ["follow", "upper"], "upper:a exists no longer but in an old trace"
    assert bench.graph.errors() == ()


def test_the_next_process_trusts_traces_and_takes_values_from_the_store() -> None:
    bench = Bench(World(a="one"), Keep.STORE, upper=upper, shout=shout)
    bench.ask("shout", "a")

    assert bench.again().ask("shout", "a") == "ONE!"
    assert bench.log == []


def test_a_fresh_value_that_was_kept_nowhere_is_made_again_with_the_same_trace() -> None:
    bench = Bench(World(a="one"), Keep.MEMORY, upper=upper, shout=shout)
    bench.ask("shout", "a")
    traces = dict(bench.graph.traces())

    assert bench.again().ask("shout", "a") == "ONE!"
    assert bench.graph.made() == ()
    assert bench.graph.traces() == traces


def test_what_is_not_kept_is_made_once_for_the_one_who_asks() -> None:
    bench = Bench(World(a="one"), Keep.NOT, upper=upper, shout=shout)
    bench.ask("shout", "a")

    assert bench.log == ["shout", "upper"]


def test_a_digest_alone_makes_no_value_of_what_is_fresh() -> None:
    bench = Bench(World(a="one"), Keep.NOT, upper=upper)
    bench.ask("upper", "a")
    bench.log.clear()
    bench.graph.changed()

    assert bench.graph.refresh(Key("upper", "a")) == ("'ONE'", None)
    assert bench.log == []


# --- failures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [Keep.MEMORY, Keep.STORE])
def test_a_failing_rule_keeps_its_last_good_product(keep: Keep) -> None:
    bench = Bench(World(a="one"), keep, upper=upper, shout=shout)
    bench.ask("shout", "a")
    bench.world.words["a"] = "bad"

    assert bench.ask("shout", "a") == "ONE!"
    assert [str(error) for error in bench.graph.errors()] == ["a is bad"]

    bench.world.words["a"] = "one"
    assert bench.ask("shout", "a") == "ONE!"
    assert bench.log == [], "undoing the edit makes all fresh again"
    assert bench.graph.errors() == ()


def test_the_last_good_product_lasts_into_the_next_process_where_it_is_stored() -> None:
    bench = Bench(World(a="one"), Keep.STORE, upper=upper)
    bench.ask("upper", "a")
    bench.world.words["a"] = "bad"

    assert bench.again().ask("upper", "a") == "ONE"
    assert len(bench.graph.errors()) == 1


def test_without_a_last_good_product_the_error_reaches_who_asks() -> None:
    bench = Bench(World(a="bad"), upper=upper, shout=shout)

    with pytest.raises(Broken, match="a is bad"):
        bench.ask("shout", "a")
    with pytest.raises(Broken, match="a is bad"):
        bench.graph.refresh(Key("shout", "a"))
    assert len(bench.graph.errors()) == 1, "one error, though two rules failed by it"


def careful(task: Task, name: str) -> object:
    """Go on without what is in error."""
    try:
        return task.need("upper", name)
    except Broken:
        return "without"


def test_who_goes_on_after_an_error_runs_again_once_it_is_cured() -> None:
    bench = Bench(World(a="bad"), upper=upper, careful=careful)
    assert bench.ask("careful", "a") == "without"
    bench.ask("careful", "a")
    assert "careful" not in bench.log, "the error is the same"
    bench.world.words["a"] = "one"

    assert bench.ask("careful", "a") == "ONE"


def test_who_goes_on_where_the_last_good_value_is_lost_runs_again_once_the_edit_is_undone() -> None:
    def both(task: Task, _: str) -> object:
        return task.need("word", "b"), careful(task, "a")

    bench = Bench(World(a="one", b="two"), Keep.MEMORY, upper=upper, both=both)
    bench.ask("both")
    bench.world.words |= {"a": "bad", "b": "three"}
    assert bench.again().ask("both") == ("three", "without")
    bench.world.words["a"] = "one"

    assert bench.again().ask("both") == ("three", "ONE")
    assert bench.graph.digest(Key("both", "")) == repr(("three", "ONE"))


def test_an_error_of_another_class_is_not_kept() -> None:
    def careless(_task: Task, _name: str) -> object:
        raise ZeroDivisionError

    bench = Bench(World(), careless=careless)
    with pytest.raises(ZeroDivisionError):
        bench.ask("careless")

    assert bench.graph.errors() == ()
    assert bench.graph.traces() == {}


def test_a_ring_of_rules_is_named() -> None:
    bench = Bench(World(), hen=lambda t, n: t.need("egg", n), egg=lambda t, n: t.need("hen", n))

    with pytest.raises(Cycle, match="hen:x → egg:x → hen:x"):
        bench.ask("hen", "x")


# --- what a run has to say -----------------------------------------------------------------------------


def test_notes_are_reported_also_when_nothing_ran() -> None:
    def noting(task: Task, name: str) -> object:
        task.note(f"{name} looks odd")
        return task.need("word", name)

    bench = Bench(World(a="one"), Keep.STORE, noting=noting)
    bench.ask("noting", "a")
    assert list(bench.graph.notes()) == ["a looks odd"]
    bench.again().ask("noting", "a")

    assert bench.log == []
    assert list(bench.graph.notes()) == ["a looks odd"]


def test_notes_of_what_nobody_asked_for_in_this_run_stay_silent() -> None:
    def noting(task: Task, name: str) -> object:
        task.note("odd")
        return task.need("word", name)

    bench = Bench(World(a="one", b="two"), noting=noting, upper=upper)
    bench.ask("noting", "a")
    bench.ask("upper", "b")

    assert list(bench.graph.notes()) == []


def test_why_leads_from_a_product_to_the_input_that_differs() -> None:
    bench = Bench(World(a="one"), upper=upper, shout=shout)
    bench.ask("shout", "a")
    bench.world.words["a"] = "two"
    bench.ask("shout", "a")

    assert [str(key) for key in bench.graph.why(Key("shout", "a"))] == ["shout:a", "upper:a", "word:a"]
    assert [str(key) for key in bench.graph.made()] == ["upper:a", "shout:a"]


def test_what_was_never_made_before_has_no_cause() -> None:
    bench = Bench(World(a="one"), upper=upper)
    bench.ask("upper", "a")

    assert bench.graph.why(Key("upper", "a")) == [Key("upper", "a")]


def test_to_forget_does_not_end_a_doubt() -> None:
    """The preview forgets what is unused in the midst of a run, and asks on."""
    world = World(a="one", b="two")
    bench = Bench(world, upper=upper)
    bench.ask("upper", "a")
    bench.ask("upper", "b")
    world.words["a"] = "three"
    bench.graph.changed()
    bench.graph.product(Key("upper", "b"))
    bench.graph.traces().keep([Key("upper", "a")])

    assert bench.graph.product(Key("upper", "a")).value == "THREE"


def test_what_is_no_longer_used_is_forgotten() -> None:
    bench = Bench(World(a="one", b="two"), upper=upper)
    bench.ask("upper", "a")
    bench.ask("upper", "b")
    bench.graph.forget_unused()
    assert set(bench.graph.traces()) == {Key("upper", "a"), Key("upper", "b")}, "both runs count"

    bench.ask("upper", "b")
    bench.graph.forget_unused()
    bench.graph.changed()
    bench.graph.forget_unused()
    assert set(bench.graph.traces()) == {Key("upper", "b")}
