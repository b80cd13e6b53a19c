"""The step `article`: what it cuts off a page, and what it leaves alone."""

from __future__ import annotations

import time

import pytest

from briefings.cleaning import features, naming, region, surroundings
from briefings.cleaning.features import CONTROL, DATA, PLAIN, TAIL
from briefings.cleaning.trees import Model, odds, tree_of
from briefings.model import Line

TITLE = "Harbour town opens its first night market"
PARAGRAPHS = (
    "The harbour town opened its first night market on Friday, and about four hundred people came in the rain.",
    "Traders had waited for three years, said Mira Holt, who sells smoked eel from a wooden stall near the bridge.",
    "The town council let the old customs yard to the traders at no cost until the end of the summer season.",
    "A second market is planned for August, when the ferries bring visitors from the islands across the bay.",
    "Neighbours had asked for an early end to the music, and the council agreed to close the stalls at eleven.",
)
MENU = (
    *("Home", "News", "Sport", "Culture", "Weather", "Travel", "Opinion", "Podcasts", "Video", "Newsletters"),
    *(
        "Sign in",
        "Subscribe",
        "Search",
        "Menu",
        "Close",
        "Skip to content",
        "My account",
        "Shop",
        "Jobs",
        "Events",
    ),
)
HEAD = ("By Jonas Reed", "12 May 2024", "Share", "Facebook", "Twitter", "Email")
TAIL_LINES = (
    *("Share", "Print", "Comments", "Related stories", "Council votes on bus lanes", "Rain again on Sunday"),
    *("Eel prices rise", "Ferry late once more", "Most read", "Old bridge closed", "Choir seeks tenors"),
)
FOOT = (
    *(
        "About us",
        "Contact",
        "Advertise",
        "Privacy policy",
        "Terms of use",
        "Cookie settings",
        "Careers",
        "Help",
    ),
    *(
        "Facebook",
        "Instagram",
        "RSS",
        "All rights reserved",
        "Back to top",
        "Sitemap",
        "Newsletters",
        "Subscribe",
    ),
)
PAGE = (*MENU, TITLE, *HEAD, *PARAGRAPHS, *TAIL_LINES, *FOOT)


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text, number) for number, text in enumerate(texts, 1))


def kept(*texts: str) -> list[str]:
    return [line.text for line in region.keep_article(lines(*texts), "en")]


def test_a_page_is_cut_down_to_its_article() -> None:
    made = kept(*PAGE)

    assert [text for text in made if text in PARAGRAPHS] == list(PARAGRAPHS)
    assert not set(made) & {*MENU, *FOOT, *TAIL_LINES[3:]}


def test_the_title_is_found_among_the_lines_above_the_text() -> None:
    made = region.keep_article(lines(*PAGE), "en")

    assert [line.text for line in made if line.kind == "title"] == [TITLE]


def test_who_wrote_and_when_is_kept_for_later_steps() -> None:
    assert {"By Jonas Reed", "12 May 2024"} <= set(kept(*PAGE))


def test_lines_keep_their_order_and_their_numbers() -> None:
    given = lines(*PAGE)
    made = region.keep_article(given, "en")
    numbers = [line.source_line for line in made]

    assert numbers == sorted(numbers)
    assert all(given[line.source_line - 1].text == line.text for line in made)


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("",) * 100,
        PARAGRAPHS,
        (TITLE, *PARAGRAPHS, *TAIL_LINES),
        tuple(f"{place}. Runner {place}, 2:{place:02d}:11" for place in range(1, 60)),
        MENU * 3,
    ],
    ids=["nothing", "blank", "article", "article with a tail", "table", "menu without an article"],
)
def test_what_is_no_page_is_left_whole(texts: tuple[str, ...]) -> None:
    assert region.keep_article(lines(*texts), "en") == lines(*texts)


def test_a_long_article_with_one_button_is_left_whole() -> None:
    texts = (*(f"{text} {number}." for number in range(10) for text in PARAGRAPHS), "Share")

    assert kept(*texts) == list(texts)


def test_time_grows_with_the_text() -> None:
    def seconds(times: int) -> float:
        given = lines(*PAGE * times)
        start = time.process_time()
        region.keep_article(given, "en")
        return time.process_time() - start

    seconds(1)  # reads the weights

    assert seconds(80) < 12 * max(seconds(20), 0.02)


# --- what is seen --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Sign in", CONTROL),
        ("Home > News > Harbour", CONTROL),
        ("Related stories", TAIL),
        ("Friday, 12 May 2024", DATA),
        ("2024-05-12", DATA),
        (TITLE, PLAIN),
        (PARAGRAPHS[0], PLAIN),
    ],
)
def test_parts_of_a_page_are_known(text: str, part: int) -> None:
    assert features.look(text, 0).part == part


def test_a_line_is_seen_without_its_list_mark() -> None:
    assert features.look("* Eel prices rise", 0)[:-2] != features.look("Eel prices fall", 0)[:-2]
    assert features.look("* Eel prices rise", 0).name == features.look("Eel prices rise", 0).name


def test_lines_far_from_any_long_one_are_only_glanced_at() -> None:
    seen = features.looks(lines(PARAGRAPHS[0], *["Weather"] * 40))

    assert [look.is_far for look in seen] == [False] * (features.REACH + 1) + [True] * (40 - features.REACH)


@pytest.mark.parametrize(
    ("before", "after", "sums"),
    [(1, 1, [3, 6, 9, 7]), (2, -1, [0, 1, 3, 5]), (-1, 2, [5, 7, 4, 0]), (9, 9, [10, 10, 10, 10])],
)
def test_windows_sum_the_lines_around_each(before: int, after: int, sums: list[int]) -> None:
    assert surroundings.window([1, 2, 3, 4], before, after) == sums


def test_the_core_is_where_the_prose_is() -> None:
    seen = features.looks(lines(*PAGE))
    start, end = surroundings.core_of(seen)

    assert PAGE[start] in {TITLE, *PARAGRAPHS[:1]}
    assert PAGE[end - 1] == PARAGRAPHS[-1]


def test_rows_have_the_numbers_that_they_are_said_to_have() -> None:
    seen = features.looks(lines(*PAGE))
    first = surroundings.rows(seen)
    odds_of = [2.0 if look.is_prose else -1.0 for look in seen]
    second = surroundings.second_rows(first, seen, odds_of)
    titles = region.title_rows(seen, odds_of)

    assert {len(row) for row in first} == {len(surroundings.FIRST)}
    assert {len(row) for row in second} == {len(surroundings.SECOND)}
    assert {len(row) for _, row in titles} == {len(naming.NAMES)}
    assert surroundings.rows([]) == []


def test_hopeless_lines_are_not_read_again() -> None:
    seen = features.looks(lines(*PARAGRAPHS))
    first = surroundings.rows(seen)

    assert surroundings.second_rows(first, seen, [-9.0, 1.0, -3.0, 1.0, 1.0])[::2] == [
        (),
        (),
        surroundings.second_rows(first, seen, [-9.0, 1.0, -3.0, 1.0, 1.0])[4],
    ]


def test_stretches_of_text_bridge_small_gaps() -> None:
    likely = [0.9, 0.1, 0.1, 0.9, 0.0, 0.0, 0.0, 0.9]

    assert [(of.start, of.end) for of in surroundings.stretches(likely, [1.0] * 8)] == [(0, 4), (7, 8)]


# --- the trees -----------------------------------------------------------------------------------------


def test_a_tree_sends_equal_values_to_the_left() -> None:
    tree = tree_of([0, 1.5, -1, [1, 0, 2, 3]])

    assert [odds(row, (tree,), 0.5) for row in ((1.5, 9), (2, 0), (2, 1))] == [-0.5, 2.5, 3.5]


def test_weights_for_other_features_are_refused() -> None:
    data = {
        name: {"features": list(columns), "bias": 0, "trees": []} for name, columns in region.ROWS.items()
    }

    assert region.weights_of(data).first == Model(0, ())
    with pytest.raises(ValueError, match="trained on other features"):
        region.weights_of(data | {"title": {"features": ["words"], "bias": 0, "trees": []}})
