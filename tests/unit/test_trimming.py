"""Trimming: what is cut from a long sentence, what is not, and which sentences can stand alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.facts.standing import dangles
from briefings.facts.trimming import LONGEST, trimmed
from briefings.hedges import lost
from briefings.words import count, forms, listed

CUTS = {
    "what was going on when it was said": (
        (
            "The harbour wall was never repaired after the great flood of the year before and fell into the sea, a"
            " surveyor told the council Monday during the last hearing of the county on floods."
        ),
        (
            "The harbour wall was never repaired after the great flood of the year before and fell into the sea, a"
            " surveyor told the council Monday."
        ),
    ),
    "where a study was published": (
        (
            "Children who row a boat before the age of seven are more likely to learn to swim well, according to a new"
            " study published Tuesday in the journal of the rowers of Langholm."
        ),
        (
            "Children who row a boat before the age of seven are more likely to learn to swim well, according to a new"
            " study."
        ),
    ),
    "how a source that is not named knows it": (
        (
            "As many as nine ferries of the old line were sold to a yard in Oslo, a senior officer of the harbour"
            " who had seen all the papers said."
        ),
        (
            "As many as nine ferries of the old line were sold to a yard in Oslo, a senior officer of the harbour said."
        ),
    ),
    "what goes along with it, to its last comma": (
        (
            "The two ferries of the line ran into each other on the Esk on Thursday, with crews jumping into the"
            " water, lamps going out and a crowd watching from the quay."
        ),
        "The two ferries of the line ran into each other on the Esk on Thursday.",
    ),
    "a claim, to its last comma": (
        (
            "Two neighbours of the mill have filed a lawsuit against its owner, claiming he kept them awake for years,"
            " cut their trees and sent his dogs into their garden."
        ),
        "Two neighbours of the mill have filed a lawsuit against its owner.",
    ),
    "after how long": (
        (
            "Nearly six months after it went down off the coast of the island, divers have found the small ferry that"
            " was carrying the owner of the mill and five others."
        ),
        "Divers have found the small ferry that was carrying the owner of the mill and five others.",
    ),
    "what befell somebody who is named": (
        (
            "The family of Tom Hume, the ferryman killed last year by a falling crane of the old harbour, will ask for"
            " a new hearing very soon, the lawyer said."
        ),
        "The family of Tom Hume will ask for a new hearing very soon, the lawyer said.",
    ),
    "a month that is no hedge": (
        (
            "The film about the ferry is drawing crowds at every festival of the coast, including the shows of Langholm"
            " and of Ryde before its first night on May 4th."
        ),
        "The film about the ferry is drawing crowds at every festival of the coast.",
    ),
    "the day, where nothing else can go": (
        (
            "A former teacher of the old school of Langholm went on trial Friday in the new court of the county for"
            " selling boats of the club."
        ),
        (
            "A former teacher of the old school of Langholm went on trial in the new court of the county for"
            " selling boats of the club."
        ),
    ),
    "in what state": (
        (
            "At least six men of the county have died after the roof of a partially built boat house fell into the"
            " harbour, the council of Langholm said."
        ),
        (
            "At least six men of the county have died after the roof of a boat house fell into the"
            " harbour, the council of Langholm said."
        ),
    ),
    "and other things": (
        (
            "A former teacher of the school of Langholm went on trial in the new court of the county for theft and"
            " other counts after a boat was lost."
        ),
        (
            "A former teacher of the school of Langholm went on trial in the new court of the county for theft"
            " after a boat was lost."
        ),
    ),
    "in what it was said": (
        (
            "The engineer of the old bridge said in a statement that the two arches of stone were safe for every bus of"
            " the county and its school."
        ),
        (
            "The engineer of the old bridge said that the two arches of stone were safe for every bus of the"
            " county and its school."
        ),
    ),
    "in what manner": (
        (
            "The mother of the engineer of the old bridge emphatically told the council of the county that the arch of"
            " stone was safe for the bus."
        ),
        (
            "The mother of the engineer of the old bridge told the council of the county that the arch of"
            " stone was safe for the bus."
        ),
    ),
    "participle between commas": (
        (
            "The two towns agreed to open a shared fire station in the spring, led by the former mayor of"
            " Langholm, with crews and engines set to arrive in May."
        ),
        (
            "The two towns agreed to open a shared fire station in the spring, with crews and engines set"
            " to arrive in May."
        ),
    ),
    "relative clause before the source": (
        (
            "If the rain stops, the river is expected to fall by about a metre at the old mill, where the"
            " damage was worst, the water board said."
        ),
        (
            "If the rain stops, the river is expected to fall by about a metre at the old mill, the water"
            " board said."
        ),
    ),
    "relative clause to the end": (
        (
            "In May the teacher Ada Brandt described the comet in a long letter to the observatory, which"
            " like her had followed it every clear night since early spring."
        ),
        "In May the teacher Ada Brandt described the comet in a long letter to the observatory.",
    ),
    "apposition before the verb": (
        (
            "Nearly 90 per cent of the wells listed under the Esk Accord, the treaty that protects the "
            "valley and its farms, have been closed, according to the report."
        ),
        (
            "Nearly 90 per cent of the wells listed under the Esk Accord have been closed, according to "
            "the report."
        ),
    ),
    "apposition at the end": (
        (
            "The council on Tuesday opened the Esk Flood Barrier, a gate of steel below the bridge that "
            "is meant to keep the spring tides out of the streets."
        ),
        "The council on Tuesday opened the Esk Flood Barrier.",
    ),
    "participle at the end": (
        (
            "The new ferries can carry over 300 cars and cross the sound in less than twenty minutes even"
            " in winter, making them a good match for the longer road tunnel."
        ),
        (
            "The new ferries can carry over 300 cars and cross the sound in less than twenty minutes even"
            " in winter."
        ),
    ),
    "where it was said": (
        (
            "In a post on the notice board of the town hall, Reyes said the ferry company had promised to"
            " pay every passenger who had to wait on the pier that night."
        ),
        (
            "Reyes said the ferry company had promised to pay every passenger who had to wait on the pier"
            " that night."
        ),
    ),
    "dashes": (
        (
            "Brandt has argued that lending the valley its pumps—able to lift forty tonnes of water a "
            "minute out of the flooded mine—could save the harvest of the lower farms."
        ),
        ("Brandt has argued that lending the valley its pumps could save the harvest of the lower farms."),
    ),
    "circumstance": (
        (
            "The council of the valley bought two new pumps and a fire engine from the harbour of Oslo on Monday "
            "after a long night of storms and high water."
        ),
        (
            "The council of the valley bought two new pumps and a fire engine from the harbour of Oslo on Monday "
            "after a long night of storms and high water."
        ),
    ),
    "second verb": (
        (
            "Brandt praised the crews of the harbour for their work in the flood and thanked the schools of the valley "
            "for every tent and every warm meal."
        ),
        "Brandt praised the crews of the harbour for their work in the flood.",
    ),
    "time with a comma": (
        (
            "The last ferry of the harbour will sail to the islands on the first of May, one year after the council "
            "of the valley had first promised a tunnel."
        ),
        "The last ferry of the harbour will sail to the islands on the first of May.",
    ),
    "who said it": (
        (
            "The glacier is slowly growing and could reach its size of 1950 over most of the range by "
            "2060, a group of surveyors paid by the two cantons and led by Ana Reyes reported on Monday, "
            "9 January 2023."
        ),
        (
            "The glacier is slowly growing and could reach its size of 1950 over most of the range by "
            "2060, a group of surveyors paid by the two cantons and led by Ana Reyes reported."
        ),
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), CUTS.values(), ids=CUTS)
def test_the_cheapest_cut_that_is_enough_is_made(sentence: str, expected: str) -> None:
    assert count(sentence) > LONGEST
    assert trimmed(sentence) == expected


WHOLE = {
    "a list": "The crews brought pumps, a long ladder of steel that had been made for ships, boats, tents, two cranes "
    "and a field kitchen for all the people of the valley.",
    "the dead": "The wall of the old quarry came down on the road below the village early on Sunday morning, killing "
    "three walkers and burying the only bus of the valley.",
    "a source": "The ferries will stop for the whole of the winter and come back in May if the pier has been mended "
    "by then, officials of the harbour said, citing the engineers.",
    "a condition": "The bridge will be open to lorries and to buses of every weight from the first of May, unless the "
    "engineers of the county find more cracks in the arch.",
    "what a name governs": "Although a lasting critic of Ada Brandt and of all her plans, the farmer of the valley "
    "voted for the bridge, because the road that had led to him was gone and closed.",
    "an aside that goes on": "There was little praise for the work that Brandt, who is often a critic of the council, "
    "and many others are doing every day as the water rises in the valley.",
    "a list that a clause goes on with": "The council has denounced all plans against the ferry, which brings bread "
    "and medicine to the three islands of the valley, as well as the post of the two schools.",
    "a clause behind what goes along": "In a valley that was made to be left alone, with its two rivers, nine bridges "
    "and three mills, this was what all the people of the place had waited for.",
    "a complement": "The critics have compared the pleas of the council, in letters and in songs on the square, with "
    "the long marches of the millers, or with a play about the old bridge.",
    "a list of acts": "The report says that the captain of the last ferry shouted at the crew of the harbour on Monday "
    "before locking, leaving and sinking the only boat of the valley.",
    "a list before its source": "Only two firms of the valley have the pumps, which are likely to come with hoses, a "
    "crane of steel with a long arm and tents, officials of the harbour said.",
    "single marks": "The council warned against all rest in the work to 'stop these floods before they come to the "
    "school and the church of the valley' in its last letter of May.",
    "a superlative": "The long dry summer in the valley brought the worst harvest of wheat and of oats since the war "
    "that had ended in the spring of that year.",
    "a question": "What will the council do about the bridge that was closed in May, which carried all the lorries of "
    "the valley and every bus to the school?",
    "a main clause behind a comma": "When the long war between the two valleys came to its end in the cold spring of "
    "that year, the bridge over the Esk was built by the soldiers of both.",
}  # fmt: skip


@pytest.mark.parametrize("sentence", WHOLE.values(), ids=WHOLE)
def test_what_may_be_dear_or_leave_no_sentence_is_not_cut(sentence: str) -> None:
    assert count(sentence) > LONGEST
    left = trimmed(sentence)

    assert left == sentence or not lost(left, sentence)
    assert all(
        word in left for word in ("killing", "said", "unless", "?", "built", "kitchen") if word in sentence
    )


NEEDED = {
    "a comma that joins adjectives": "Though it is hard to see the charm of steep, muddy paths in the hills, sheep and "
    "the hope of rain may explain why some farmers of the valley still go up there in May.",
    "a verb that stands in the opening only": "While 44 walkers of the club reached the hut above the lake before the "
    "storm, nine of the guides, two cooks and the driver of the only bus did not.",
    "the day that others are counted from": "After the sale of the ferry, Brandt moved from the harbour to a farm at "
    "the head of the valley and came back to the council of Langholm with a new plan nine years later.",
    "what a cleft sentence is about": "The engineer said it was the weight of the lorries, not the cold of the winter "
    "or the age of the bridge over the Esk, which was breaking the stones of the arch.",
    "a member of a list with -ing": "The mayor said the plan has many parts that include new pumps, cutting the cost "
    "of the ferry, and a large effort to open the school of the valley in time.",
    "a list behind a participle": "The firm says that choosing the parts would help the farmers to suit the pumps to "
    "their own fields, adding a longer hose, increased power or a larger tank of steel.",
    "what everyone is": "The old mayor of Langholm has called for the harbour to keep out everyone -- from the owner "
    "of the first ferry to the last of his captains with their boats.",
    "in what measure": "From the old house above the harbour of Langholm the engineer of the county said that the "
    "whole of the valley will be as dry as it was in May -- at least in the fields.",
    "the end of a list": "The plan of the county would no longer allow the owners of the ferries to paint the names of "
    "their farms or of other firms on boats, vending machines or cups.",
    "the end of an apposition that a comma opened": "Another holiday of the valley, Midsummer -- a night of fires on "
    "the hills above the river -- will become a free day for the men who mow the grass of the county in June.",
    "a second when before its clause": "A club of sailors from the old harbour has warned the owners of the ferry and "
    "the crews of the sound in the past, and over the weekend, a new letter came to the mill.",
    "the age of the first of two": "On each day of the week old people of the valley like Ada Brandt, 31, and Jon "
    "Lund, 44, have to cross the wide sound between the two towns by the ferry of Langholm.",
    "what somebody demands": "The crews of the old ferry wrote an open letter to the owners of the harbour and the "
    "mayor of the town, demanding the head of the line, new boats and a week of rest.",
    "what a sentence is part of": "As part of the deal with the court of the county, the owner of the ferry will pay "
    "for the boats of the crews and has agreed to leave the valley after the winter.",
    "the day of a phrase": "On Friday boats of the county ran out to the old lighthouse from the harbour of Langholm "
    "and the mill at the mouth of the river with a crew of men.",
    "a state that says what is claimed": "The council of the county wants to hear the allegedly wronged men of the old "
    "ferry club and the mayor of the town of Langholm in the hall of the school.",
    "how often": "The two new pumps of the harbour will take some 10,000 tons of water -- a day -- out of the fields "
    "of the valley in the long wet weeks of the spring.",
    "a list of examples": "The council said that the engineers of the county had a record of success, including the "
    "bridge at the mill, restored pumps at the school and the arch of the church.",
    "examples and others": "Almost 230 farms of the valley have since taken part in the plan for the river, including "
    "the farm of Ada Brandt, and schools of Langholm and of two other towns.",
    "words that belong to the verb before": "The pilots of the harbour ought to have been able to tell a plain ferry, "
    "running on a table that was known to them and with all its lamps lit, from the old warships.",
    "an adjective that looks like a verb": "The council wants to slow the march of the crews and allied farmers on the "
    "harbour of the town and to keep the last of the old ferries of the sound.",
}  # fmt: skip


@pytest.mark.parametrize("sentence", NEEDED.values(), ids=NEEDED)
def test_what_the_rest_needs_is_not_cut(sentence: str) -> None:
    assert count(sentence) > LONGEST
    assert trimmed(sentence) == sentence


BROKEN = {
    "half of an aside": (
        (
            "One of the crews is Esk Rescue, a group of the valley that lends boats to farms -- that is dear as in the "
            "wet spring, with over 300 farms under water, the work is hard."
        ),
        "Esk Rescue, with",
    ),
    "a clause without its noun": (
        (
            "The storms of the spring hit the old harbours of the sound and the places of the coast at which ferries "
            "stop, such as the pier of Langholm, where six boats sank."
        ),
        "stop, where",
    ),
    "a verb without its participle": (
        (
            "The mayor of the old town above the river has certainly, too, shown her care for the bridge and the "
            "harbour, adding 18 pumps to the one that she had."
        ),
        "too, adding",
    ),
    "an and without its act": (
        (
            "The water of the Esk has been coming up to the school of the valley, closing the road to the mill, the "
            "bridge and, in turn, threatening the harbour of Langholm."
        ),
        "in turn.",
    ),
    "a list without its verb": (
        (
            "Each spring the harbour of Langholm takes 18 women of the valley who have left their school into its own "
            "yard, where they learn sewing, pottery and the care of boats."
        ),
        "yard, pottery",
    ),
    "the end of a list that looks like a participle": (
        (
            "The ferries that were built in Langholm for the council of the sound brought to every island of the north "
            "free coal, mending tools and warm food for the winter."
        ),
        "free coal.",
    ),
    "a choice of participles": (
        (
            "The long quarrel of the two councils of the valley has led to a new debate about whether rowing, sailing "
            "or any other way of crossing the Esk is safe and right for pupils."
        ),
        "whether rowing.",
    ),
    "what follows the last of a list": (
        (
            "After a talk with builders, the mayor decided on a repair meant to save the greater part of the bridge "
            "with iron, a coat of tar to keep out the water, followed by paint."
        ),
        "with iron.",
    ),
    "a clause as an aside": (
        (
            "Child of a poor miller from the upper end of the valley, the captain drew a crowd in every harbour, sold "
            "his first boat at the age of twelve and then the other two."
        ),
        "valley, sold",
    ),
    "the deed of what a clause is about": (
        (
            "The council compared the clerk with the captain of the old ferry of Langholm, which ran onto the rocks "
            "below the mill in the storm of the last winter, drowning 32 cows."
        ),
        "Langholm, drowning",
    ),
    "an article and one adjective": (
        (
            "Ask anybody in Langholm about the clerk, and the tale that will be told is of a miser, a cold, scheming "
            "man whose small eyes are shown in the many pictures of him."
        ),
        "a cold.",
    ),
    "an article and the first of two adjectives": (
        (
            "Say the name of the old captain in Langholm, and the picture that comes to mind is that of a miser, a "
            "cold, scheming man whose eyes are small, or so they say."
        ),
        "miser, scheming",
    ),
    "the first of the roles of one person": (
        (
            "Although the former clerk of the harbour, captain and mayor of Langholm has not said so, it is taken for "
            "sure by all of the valley that Reyes will buy the ferry."
        ),
        "Captain and mayor",
    ),
    "a noun and its clause alone": (
        (
            "The mayor of Langholm, who has led the council for 20 years, called for the harbour to keep out the owner "
            "of the first ferry and the last of his captains with their boats."
        ),
        "years.",
    ),
}


@pytest.mark.parametrize(("sentence", "broken"), BROKEN.values(), ids=BROKEN)
def test_no_cut_leaves_a_piece_that_hangs_on_nothing(sentence: str, broken: str) -> None:
    assert broken not in trimmed(sentence)
    assert broken.replace(",", "") not in trimmed(sentence).replace(",", "")


CLOSED = {
    "a subject in its second clause": (
        (
            "The new gate has kept back the highest spring tides of the year, and the former engineer Ana Reyes, now a "
            "member of the council, told the harbour news on Monday that it was safe."
        ),
        "Reyes told the harbour news",
    ),
    "a speaker behind what was said": (
        (
            "The two new ferries were meant to be put on the longer line across the sound this spring, Harbour Master "
            "Ana Reyes, head of the council of ports, told Selmouth Radio."
        ),
        "this spring, Harbour Master Ana Reyes told Selmouth",
    ),
    "an object behind a time": (
        (
            "The council of the valley has delayed, from Thursday until a date that is not yet known, the opening of "
            "the long new bridge across the river Esk, state radio reported on Monday."
        ),
        ", the opening of the long new bridge",
    ),
    "dashes for the comma of an opening": (
        (
            "For each of the tonnes of water that are found in the old mine below the village -- a common sight after "
            "a wet spring -- its owner pays a fine of ten crowns to the council."
        ),
        " -- its owner pays",
    ),
    "a comma that brackets left": (
        (
            "The captain of the oldest of the three ferries of the sound (known in the harbour as the bear of "
            "Langholm), was fined 300 crowns by the council on Monday for his late boat."
        ),
        "ferries of the sound was fined",
    ),
    "what a colon leads up to": (
        (
            "The old carpenter showed the other people of the island with his own two hands in the harbour of Selmouth "
            "what all of the boats need in winter: caulking."
        ),
        "need in winter: caulking.",
    ),
}


@pytest.mark.parametrize(("sentence", "kept"), CLOSED.values(), ids=CLOSED)
def test_a_cut_leaves_no_comma_before_a_verb_and_no_verb_without_its_object(sentence: str, kept: str) -> None:
    assert count(sentence) > LONGEST
    assert kept in trimmed(sentence)


def test_a_number_at_the_front_is_no_clause() -> None:
    sentence = (
        "As many as 13 captains of the harbour, including the oldest of them, were fined in two courts of the county "
        "on Thursday, a clerk of the council told the newspaper."
    )

    assert trimmed(sentence).startswith("As many as 13 captains of the harbour")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("But the ferry runs.", "The ferry runs."),
        ("In addition to the ferry, a bus runs.", "In addition to the ferry, a bus runs."),
        ("So far the ferry runs.", "So far the ferry runs."),
        ("Still, Reyes said, the ferry runs.", "Reyes said the ferry runs."),
        ("However, the council said, it has no ferry.", "The council said it has no ferry."),
        ("Still, Reyes said, “it runs” was a lie.", "Reyes said, “it runs” was a lie."),
        ("Reyes also said that the ferry runs.", "Reyes said that the ferry runs."),
        ("More importantly, the ferry runs.", "The ferry runs."),
        ("But now, the ferry runs.", "The ferry runs."),
        ("Yes, the ferry runs.", "The ferry runs."),
        ("No, the ferry does not run.", "The ferry does not run."),
        ("In other words, the ferry runs.", "The ferry runs."),
        ("What’s more, the ferry runs.", "The ferry runs."),
        ("Additonally, the ferry runs.", "The ferry runs."),
        ("In fact Oslo has a ferry.", "Oslo has a ferry."),
        ("Still Oslo has a ferry.", "Oslo has a ferry."),
        ("Still waters run deep.", "Still waters run deep."),
        ("Apparently, the ferry runs.", "Apparently, the ferry runs."),
        ("The ferry runs .", "The ferry runs."),
        ("The old . ferry runs.", "The old ferry runs."),
        ("The ferry runs in May, but also sails.", "The ferry runs in May, but also sails."),
        ("The ferry not only runs but also sails.", "The ferry not only runs but also sails."),
        ("OSLO (Example Wire) — The ferry runs.", "The ferry runs."),
        ("Vitamin A helps.", "Vitamin A helps."),
        ("Oslo Bank owns the ferry.", "Oslo Bank owns the ferry."),
    ],
)
def test_what_points_at_the_sentence_before_is_taken_off(sentence: str, expected: str) -> None:
    assert trimmed(sentence) == expected


PIECES = listed(
    "the ferry, which said (a) “b” — by led is not may 300 may, and it . , ; : with making who Reyes’s"
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
def test_a_trimmed_sentence_has_its_words_in_order_and_its_stop(pieces: list[str]) -> None:
    sentence = " ".join(pieces) + "."
    left = trimmed(sentence)
    words = iter(forms(sentence))

    assert all(word in words for word in forms(left))
    assert left.endswith(".")
    assert count(left) <= count(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He described the comet.",
        "On 25 October 1786 the teacher Ada Brandt described it in a letter.",
        "At that time the ferry was new.",
        "In March 1990 it looked back and took pictures.",
        "Only one ship can do that.",
        "So it was sold.",
        "So I bought the ferry.",
        "Even he was glad of the bridge.",
        "Had she been on the ferry, she would have seen the comet.",
        "Among them were the captains of two ferries.",
        "All of this was told by the clerk.",
        "Like many things in Langholm, it took a year.",
        "Fortunately she had a boat.",
        "Brandt took it and went home.",
        "The water is coming up to the school, she said.",
        "Police said he was found at the mill.",
        "There, the ferry stopped.",
        "Not even the mayor of Langholm.",
        "Back then the bridge was new.",
        "One was a captain of the ferry.",
        "The other has left the council.",
        "Because it was the last ferry of the year, the pier was full.",
        "If these plans fail, the ferry stops.",
        "The following month the bridge was closed.",
        "On the same day the council met.",
        "Two years later the ferry was sold.",
        "Just hours later, the council met.",
        "On the other side, the mayor has friends.",
        "If so, the council bears the blame for the bridge.",
        "Despite all that, the mayor kept the ferry.",
        "Two thirds of them had seen the ferry.",
        "Mostly because the ferry needs coal.",
        "Because, unlike the bus, the ferry runs.",
        "Turns out he was the captain of the ferry.",
        "One recently sailed to Oslo with a medal.",
        "Four served on the ferry of Langholm.",
        "All six died on the ferry of Langholm.",
        "Neither he nor the captain saw the ferry.",
        "Perhaps a bit late, he bought the ferry.",
        "During 19 seasons at Selmouth he won 15 races.",
        "For the past five years he has been on the ferry.",
        "Today it is 681 metres long.",
        "Now, she runs the ferry of Langholm.",
    ],
)
def test_a_sentence_that_needs_the_one_before_dangles(sentence: str) -> None:
    assert dangles(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The company said it would pay.",
        "The council bought the ferry and sold it in May.",
        "The crew that sailed it was from Oslo.",
        "In this week of storms the ferry stayed in port.",
        "Reyes said the crew had thanked her for the help.",
        "There are 300 farms in the valley.",
        "If this week stays dry, the ferry runs.",
        "The next day of open doors is in May.",
        "Two years of drought closed the mill.",
        "One captain was fined.",
        "Eight of those hurt were on the ferry.",
        "Because the ferry was late, the pier was full.",
        "Four captains served on the ferry.",
        "For the past five years the council has run the ferry.",
        "In the week the ferry was sold, nobody sailed.",
        "Even the mayor was glad of the bridge.",
        "All farms of the valley are closed.",
        "The bridge will be open in May, when Ada Brandt is back, she said.",
        "Police said Reyes was found at his mill.",
        "Today the ferry is run by its crew.",
    ],
)
def test_a_pronoun_whose_noun_stands_in_the_sentence_is_no_fault(sentence: str) -> None:
    assert not dangles(sentence)
