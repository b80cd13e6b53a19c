"""Whether a sentence tells what happened or what is to come, near a date in it.

Invariant: where the sentence has verbs of both, or none, the tense is open.
"""

from __future__ import annotations

import re
from typing import Literal

from briefings.regex import any_of, regex
from briefings.words import listed

Tense = Literal["past", "future", ""]
WEEKDAYS_ABROAD = {
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}
DAYS_ABROAD = {
    name: number
    for table in WEEKDAYS_ABROAD.values()
    for number, names in enumerate(table.split())
    for name in names.split("|")
}
NEAR = 300  # characters around a date in which its verb is looked for
ABROAD = regex(
    rf"\b(?:(?:{'|'.join(name for name, day in DAYS_ABROAD.items())})(?:morgen|vormittag|mittag|nachmittag|abend|"
    rf"nacht)?"
    r"(?: (?:matin|soir|après-midi|früh))?)\b"
)
_FUTURE = regex(
    r"\b(?:(?:set|due|planned|expected|called) (?:for|on)\b|will|shall|won['’]t|upcoming|forthcoming|scheduled|"
    r"slated|next|going to|about to|ahead of|"
    r"(?:agreed|agrees|plan|plans|planned|planning|expected|expects|due|set|likely|intends?|"
    r"intended|hopes?|hoped|vowed|"
    r"wants?|promised|ready|poised|is|are|(?:was|were)(?= to (?!(?:be )?blame))) to)\b|['’]ll\b"
)
_DID = any_of(
    listed(
        """
    said was were had did has have went came took made told held began died won lost met gave found left hit struck
    fell rose shot killed wrote spoke saw led got became sent put cut broke brought bought sold
    """
    )
)
_PAST = regex(
    rf"\b(?:{_DID}|"
    r"(?!need|exceed|proceed|succeed|indeed|speed|agreed|expected|planned|scheduled)[a-z]{2,}ed)\b"
)
_NOT_YET = regex(
    r"\b(?:will|shall|would|should|could|can|may|might|must|to)(?: not| [a-z]{1,12}ly)? (?:be|"
    r"get)(?: [a-z]{1,12}ly)? $"
)
"""What makes a participle no past: "the trial will be postponed"."""
_AUXILIARIES = 40  # characters
_UNSURE = regex(
    r"\b(?:would|should|could|can|may|might|must|cannot|hop(?:es|ed|ing)|try(?:ing)?|to (?!the\b|an?\b)[a-z]+)\b"
)
"""Verbs that leave open on which side of the text a day lies."""
_PLURAL_OR_PRESENT = regex(r"[a-z]{2,}[^s\W]s (?:(?:again|only|early|late) )?(?:on )?$")
"""What may be a verb of the present right before a day: "opens on"."""
_DONE_ON = regex(
    r"\b(?:said|told|died|went|came|took|began|fell|rose|won|lost|met|spoke|wrote|saw|became|gave|broke|"
    r"(?:was|were|had(?: been)?)(?: [a-z]{1,12}ly)? "
    r"(?!set|due|expected|planned|scheduled|supposed|slated|meant|ready|about|likely)(?:[a-z]{2,}ed|shot|held|hit|"
    r"found|taken|given|seen|shut|sent|struck|told|met|left|won|lost|sold|born|begun|fallen|stolen|sworn))"
    r"(?: (?:in|at|near|by|with|from|outside|off)(?: (?:the|an?))?(?: [\w’'-]+){1,3}){0,2} (?:early |late )?(?:on )?$"
)
"""A verb that is nothing but past, and the places between it and a day: "were killed in Selmouth on"."""
_LEFT_OPEN = regex(r"\b(?:if|unless|would|could|might|may|will|until|before) [^,;:.]*$", re.IGNORECASE)
_PARTICIPLE_FR = r"\w{1,30}(?:é|ée|és|ées|i|is|it|u|us|ue|ert)"
_PAST_ABROAD = {
    "de": r"\b(?:hatten?|wurden?|war(?:en)?|sagten?|kam(?:en)?|ging(?:en)?|gab(?:en)?|fand|fanden|begann|starb|starben|"
    r"fiel|traf|lag(?:en)?|blieb(?:en)?|hielt(?:en)?|ließ(?:en)?|rief(?:en)?|schrieb(?:en)?|sprach(?:en)?|"
    r"nahm(?:en)?|"
    r"zog(?:en)?|trafen|stieg|gewann|verlor|brach|"
    r"(?:hat|haben|ist|sind|worden)\b[^.]{0,200}\b(?:(?:\w{2,4})?(?:ge|be|ver|er|ent|zer)"
    r"\w{1,30}(?:t|en)|\w{1,30}iert|worden)\b|[a-zäöüß]{3,30}(?<!letz)(?<!nächs)(?<!ers)(?<!heu)"
    r"(?:ten?(?= )|te(?=[,.;])))\b",
    "fr": r"\b(?:ont|avait|avaient|était|étaient|fut|furent|"
    rf"a (?:été |\w{{2,20}}ment |également )?{_PARTICIPLE_FR}|(?:est|sont) (?:été |\w{{2,20}}ment |également )?"
    rf"(?!prév|attend|programm|fix|envisag|annonc|convoqu|planif|appel){_PARTICIPLE_FR})\b",
    "es": r"\b(?:ha|han|había|habían|fue|fueron|era|eran|hubo|dijo|hizo|tuvo|detuvo|obtuvo|estuvo|puso|propuso|quiso|"
    r"vino|pudo|supo|trajo|condujo|dio|vio|dijeron|hicieron|detuvieron|tuvieron|"
    r"[a-záéíóú]{2,30}(?:ó|aron|ieron))(?!\w)",
}
_FUTURE_ABROAD = {
    "de": r"\b(?:will|wollen|sollen?|werden(?! (?:konnten?|mussten?))|wird|geplant|vorgesehen|angesetzt|angekündigt|"
    r"terminiert|bevorsteh\w+|kommenden?|nächsten?)\b(?![^.]{0,200}\bworden\b)",
    "fr": r"\b(?:va|vont|doit|doivent|devrait|devraient|prochaine?|sera|seront|aura|auront|"
    r"(?:est|sont) (?:prévu|attendu|programmé|fixé|envisagé|convoqué)e?s?|"
    r"[a-zéè]{3,30}(?:ra|ront))\b",
    "es": r"\b(?:va|van|próximos?|próximas?|debe|deben|prevé|previst[oa]s?|[a-záéíóú]{2,30}(?:rá|rán))(?!\w)",
}
_LANGUAGE_OF = {
    day: language
    for language, table in WEEKDAYS_ABROAD.items()
    for names in table.split()
    for day in names.split("|")
}
_BEHIND_ABROAD = {
    "de": r"\b(?:[Nn]achdem|[Nn]ach (?:dem|der|den|einem|einer)|[Ss]eit)\b[^,.;:]{0,40}$",
    "fr": r"\b(?:[Aa]près|[Dd]epuis|[Ss]uite à)\b[^,.;:]{0,40}$",
    "es": r"\b(?:[Tt]ras|[Dd]espués de|[Dd]esde)\b[^,.;:]{0,40}$",
}
_AHEAD_ABROAD = {
    "de": r"\b(?:[Vv]or (?:dem|der|den|einem|einer)|[Bb]is)\b[^,.;:]{0,40}$",
    "fr": r"\b(?:[Aa]vant|[Jj]usqu['’]à|[Jj]usqu['’]au|[Dd]['’]ici)\b[^,.;:]{0,40}$",
    "es": r"\b(?:[Aa]ntes de|[Hh]asta)\b[^,.;:]{0,40}$",
}
"""What leads up to a day that lies behind, or ahead, whatever the verb of the sentence says."""
_APPOINTED = regex(
    r"\w+day['’]s (?:[\w-]+ ){0,2}(?:elections?|votes?|voting|referendum|meeting|summit|talks|games?|match|final|"
    r"debate|"
    r"hearing|deadline|primary|primaries|launch|ceremony|inauguration|poll|polls|runoff|concert|trial)\b"
)
"""What may lie ahead as well as behind: "Tuesday’s election"."""
_AHEAD = regex(r"\b(?:ahead of|in the run-up to|in time for|prepar\w+ for|upcoming|until) (?:the |next )?$")
_BEHIND = regex(r"\b(?:after|following|since|in the wake of) (?:the |last )?$")


def is_clear(sentence: str, at: int) -> bool:
    """Tell whether a sentence that seems past surely is: who means the day after the text may write as much.

    Of the day after the text, six days ago is the least likely reading, so nothing in the sentence may look ahead,
    and the verb of the past stands before the day, or the day opens the sentence. Where a verb that is nothing but
    past leads to the day, with no more than places between, it does not matter what else the sentence says.
    """
    done = _DONE_ON.search(sentence, max(0, at - NEAR), at)
    if done and not _LEFT_OPEN.search(sentence[max(0, done.start() - _AUXILIARIES) : done.start()]):
        return True
    near = sentence[max(0, at - NEAR) : at + NEAR]
    if _FUTURE.search(near) or _UNSURE.search(near) or _PLURAL_OR_PRESENT.search(sentence, 0, at):
        return False
    return _last(_PAST, sentence[max(0, at - NEAR) : at]) >= 0 or at <= len("Early on ")


def tense(sentence: str, at: int, language: str = "") -> Tense:
    """Tell whether the date at `at` lies behind or ahead: the nearest verb decides, those before it first.

    Where the language is not told, a weekday tells it.
    """
    language = language[:2] or _language_of(sentence, at)
    if language in _PAST_ABROAD:
        return _tense_abroad(sentence, at, language)
    if _APPOINTED.match(sentence, at) and not _BEHIND.search(sentence, 0, at):
        return "future" if _AHEAD.search(sentence, 0, at) else ""
    sentence = sentence[max(0, at - NEAR) : at + NEAR]
    at = min(at, NEAR)
    before = sentence[:at]
    past, future = _last(_PAST, before), _last(_FUTURE, before)
    if past < 0 and future < 0:
        past, future = _first(_PAST, sentence, at), _first(_FUTURE, sentence, at)
    if past == future:
        return ""
    return "past" if past > future else "future"


def _language_of(sentence: str, at: int) -> str:
    day = ABROAD.match(sentence.lower(), at)
    return next((code for name, code in _LANGUAGE_OF.items() if day and day.group().startswith(name)), "")


def _tense_abroad(sentence: str, at: int, language: str) -> Tense:
    """Tell the tense of a whole sentence, and of what leads up to the date; where it has both, that is open."""
    before = sentence[max(0, at - NEAR) : at]
    past = re.search(_PAST_ABROAD[language], sentence) or re.search(_BEHIND_ABROAD[language], before)
    future = re.search(_FUTURE_ABROAD[language], sentence) or re.search(_AHEAD_ABROAD[language], before)
    return "" if bool(past) == bool(future) else "past" if past else "future"


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Give where the last match stands that no auxiliary makes one of what is to come; negative for none."""
    starts = [match.start() for match in pattern.finditer(text)]
    sure = (at for at in reversed(starts) if not _NOT_YET.search(text, max(0, at - _AUXILIARIES), at))
    return next(sure, -1)


def _first(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Give how near the first match behind `at` is, larger when nearer; negative for none."""
    match = pattern.search(text, at)
    return len(text) - match.start() if match else -1
