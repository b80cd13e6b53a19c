"""Ranking: the news comes first, further facts bring something new, and no language is left out."""

from __future__ import annotations

import pytest

from briefings import facts
from briefings.facts import ranking
from briefings.facts.article import read
from briefings.facts.key import FIRST, best
from briefings.model import Block, Document, Fact

BRIDGE = (
    "The council of Langholm voted on Tuesday to build a new bridge over the Esk for 4.2 million euros.",
    "The bridge is to open in May 2025, said the mayor, Ada Brandt.",
    "It rained all day.",
    "The old bridge has been closed since the flood of last winter, and lorries drive 40 kilometres more.",
    "Who will pay for the lorries?",
    "“We waited long enough,” said Brandt. “Our children were late for school every single day of the winter.”",
    "The council voted on Tuesday to build a new bridge over the Esk, for 4.2 million euros.",
    "Scroll down for the video of the flood.",
)


def keys(*paragraphs: str, title: str = "", language: str = "en") -> list[Fact]:
    found = facts.from_text("a.txt", "\n".join(paragraphs), title, None, language)
    return [fact for fact in found.items if fact.kind == "key"]


def test_the_sentence_that_opens_the_story_is_the_first_fact() -> None:
    assert keys(*BRIDGE, title="Langholm to build a bridge")[0].text == BRIDGE[0]


def test_a_fact_is_no_question_no_quotation_and_no_repetition() -> None:
    texts = [fact.text for fact in keys(*BRIDGE)]

    assert sum("voted on Tuesday" in text for text in texts) == 1
    assert not any(text.endswith("?") or text.startswith("“") for text in texts)
    assert not any(text.startswith("It ") for text in texts)


def test_what_is_said_to_readers_is_no_fact() -> None:
    texts = [
        fact.text
        for fact in keys(
            *BRIDGE,
            "Please note that some hours may pass between the broadcast and the words of the programme.",
            "Imagine a cold morning of ice and fog with 300 drivers in a queue up to the hills.",
            "The reporters Mia Olsen and Jon Reyes contributed to this report from Oslo and Bergen.",
        )
    ]

    assert not any(text.startswith(("Please", "Imagine")) or "contributed" in text for text in texts)


def test_what_the_writer_says_of_himself_comes_behind_the_news() -> None:
    told = "The old bridge of Langholm fell into the Esk on Monday with 12 lorries and a bus on it."
    own = "I saw the old bridge of Langholm on Monday when we came with 12 lorries and a bus to it."
    quoted = "“I saw it,” said Brandt. The school of the valley is closed for 40 days."

    assert keys(own, told, quoted, title="The bridge of Langholm")[0].text == told


NAMED = {
    "who says it": ("The ferry will sail in May if the pier is dry, she said.", "[Ada Brandt] said"),
    "of whom it is said": (
        "Police said she had been on the old bridge in the night of the flood.",
        "said [Ada Brandt]",
    ),
    "who acts": ("She had been on the old bridge in the night of the flood.", "[Ada Brandt] had"),
}


@pytest.mark.parametrize(("sentence", "expected"), NAMED.values(), ids=NAMED)
def test_a_pronoun_is_named_by_the_subject_of_the_sentence_before(sentence: str, expected: str) -> None:
    mayor = "Ms Ada Brandt, the mayor of Langholm, opened the school by the river on Monday."
    guest = "On Monday the school by the river was opened for Ms Ada Brandt of Langholm."
    child = "The youngest child of Ms Ada Brandt opened the school by the river on Monday."

    assert any(expected in text for text in (fact.text for fact in keys(f"{mayor} {sentence}")))
    for other in (guest, child):
        assert not any(expected in text for text in (fact.text for fact in keys(f"{other} {sentence}")))


@pytest.mark.parametrize(
    "before",
    [
        "Ms Hilda Brandt has run the harbour of Langholm for years. Bill Brandt opened the ferry school on Monday.",
        "Captain Wenzel Quist likes his new boat. Wenzel Quist opened the ferry school of Langholm on Monday.",
        "Wenzel Quist said on Monday that the ferry school of Langholm is open to all pupils of the valley.",
    ],
    ids=["another of that name", "a pronoun close by", "nothing tells"],
)
def test_a_pronoun_is_not_named_after_somebody_of_another_gender(before: str) -> None:
    texts = [fact.text for fact in keys(f"{before} She wants to teach 40 pupils of the valley there.")]

    assert not any("40 pupils" in text for text in texts)


@pytest.mark.parametrize("title", ["Ms ", ""])
def test_a_pronoun_is_named_where_a_title_or_another_pronoun_tells_the_gender(title: str) -> None:
    opened = (
        f"{title}Wenzel Quist said on Monday that the ferry school of Langholm is open to all of the valley."
    )
    later = "The school was the wish of Wenzel Quist since her first day on a ferry."

    texts = [fact.text for fact in keys(f"{opened} She wants to teach 40 pupils of the valley.", later)]

    assert "[Wenzel Quist] wants to teach 40 pupils of the valley." in texts


@pytest.mark.parametrize(
    "sentence",
    [
        "And a bridge of stone for the old town.",
        "And its mom is a ferry captain from the north of the valley.",
        "To reach the bridge, people of the valley should know the following:",
        "[The mill: what we know] The bridge of Langholm was closed for 40 days.",
        "Email your pictures of the bridge that was closed to the council of Langholm.",
        "Read more: The bridge of Langholm was closed for 40 days.",
        "The harbour's Mia Olsen-Reyes contributed to this report.",
    ],
)
def test_what_only_goes_on_leads_up_or_stands_beside_the_story_is_no_fact(sentence: str) -> None:
    first = (
        "The council of Langholm voted on Tuesday to build a new bridge over the Esk for 4.2 million euros."
    )

    assert [fact.text for fact in keys(first, sentence)] == [first]


def test_a_story_told_in_questions_and_answers_has_facts() -> None:
    texts = [
        fact.text
        for fact in keys(
            "What is known of the flood in Langholm so far?",
            "How high did the river rise?",
            "The Esk rose by three metres in one night, the water board said, the most since 1978, and took two cars.",
            "What happens next?",
            "The board expects the river to fall by Friday, and the school is to open on Monday if the road is dry.",
        )
    ]

    assert any("three metres" in text for text in texts)
    assert any("by Friday" in text for text in texts)


def test_a_text_without_capitals_has_facts_of_one_sentence_each() -> None:
    text = (
        "the council of langholm voted on tuesday to build a bridge over the esk. ' we waited long enough, ' said the "
        "mayor. the bridge is to open in may 2025 and costs 4.2 million euros. ' our children were late. ' the old "
        "bridge has been closed since the flood of last winter and lorries drive 40 kilometres more."
    )
    texts = [fact.text for fact in keys(text)]

    assert texts[0] == "The council of langholm voted on tuesday to build a bridge over the esk."
    assert "The bridge is to open in may 2025 and costs 4.2 million euros." in texts
    assert all(fact.count(". ") == 0 for fact in texts)


def test_a_word_of_the_title_that_is_told_often_is_worth_more() -> None:
    document = Document(
        path="a.txt",
        title="A bridge for Langholm",
        language="en",
        blocks=tuple(Block("paragraph", text, at) for at, text in enumerate(BRIDGE, 1)),
    )
    article = read(document)
    about = ranking.terms(article, article.told)

    assert about.worth["bridge"] > about.worth["lorrie"] > 0
    assert len(ranking.scores(article.told, about)) == len(article.told)
    assert len({one.sentence.start for one in best(article, about)}) >= FIRST


def test_the_weights_fit_the_signals() -> None:
    known = ranking.model()

    assert len(known.sentence) == len(ranking.SIGNALS) + 1


# --- other languages -----------------------------------------------------------------------------------

STORIES = {
    "de": (
        "Der Rat von Langholm hat am Dienstag den Bau einer neuen Brücke über die Esk beschlossen.",
        "Die Brücke soll 4,2 Millionen Euro kosten. Er freute sich. Außerdem lachte der Müller über den Rat.",
        ("Er ", "Außerdem "),
    ),
    "fr": (
        "Le conseil de Langholm a décidé mardi de construire un nouveau pont sur la rivière.",
        "Le pont coûtera 4,2 millions d'euros. Elle a souri longtemps devant la mairie.",
        ("Elle ",),
    ),
    "es": (
        "El ayuntamiento de Langholm decidió el martes construir un nuevo puente sobre el río.",
        "El puente costará 4,2 millones de euros. Además sonrió la alcaldesa ante la prensa.",
        ("Además ",),
    ),
    "pt": (
        "A câmara de Langholm decidiu na terça-feira construir uma nova ponte sobre o rio.",
        "A ponte custará 4,2 milhões de euros. Ela sorriu muito diante da imprensa.",
        ("Ela ",),
    ),
    "it": (
        "Il comune di Langholm ha deciso martedì di costruire un nuovo ponte sul fiume.",
        "Il ponte costerà 4,2 milioni di euro. Questo piace molto agli abitanti della valle.",
        ("Questo ",),
    ),
    "nl": (
        "De gemeente Langholm heeft dinsdag besloten een nieuwe brug over de rivier te bouwen.",
        "De brug kost 4,2 miljoen euro. Zij lachte lang voor het stadhuis van de gemeente.",
        ("Zij ",),
    ),
    "ru": (
        "Совет Лангхольма во вторник решил построить новый мост через реку.",
        "Мост будет стоить 4,2 миллиона евро. Он долго улыбался перед зданием совета.",
        ("Он ",),
    ),
    "ar": (
        "قرر مجلس البلدة يوم الثلاثاء بناء جسر جديد فوق النهر.",
        "سيكلف الجسر أربعة ملايين يورو هذا العام.",
        (),
    ),
    "hi": (
        "नगर परिषद ने मंगलवार को नदी पर नया पुल बनाने का फैसला किया।",
        "पुल पर 42 लाख यूरो खर्च होंगे।",
        (),
    ),
    "ja": (
        "町議会は火曜日、川に新しい橋を建設することを決めた。",
        "橋の建設費は四百万ユーロで、来年五月に開通する。",
        (),
    ),
    "zh": (
        "市议会星期二决定在河上修建一座新桥。",
        "新桥将耗资四百万欧元，预计明年五月通车。",
        (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", STORIES)
def test_every_language_has_its_news_and_nothing_that_points_back(language: str) -> None:
    news, more, pointing = STORIES[language]
    texts = [fact.text for fact in keys(news, more, language=language)]

    assert texts[0] == news
    assert len(texts) > 1
    assert not any(text.startswith(pointing) for text in texts if pointing)
