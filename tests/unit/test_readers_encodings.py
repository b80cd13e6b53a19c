"""Encodings: what is not Unicode is guessed where the guess is sure, and refused where it is not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import readers
from briefings.errors import BriefingsError
from briefings.readers import guessing
from briefings.readers.languages import LANGUAGES

TEXTS = {
    "en": "The ferry “Margit” lay three days in the harbour, and the captain said it was not the ice: it’s the café – it is "
    "the best one for miles, and that was all he would say of it.",
    "de": "Die Fähre fährt seit März nicht mehr über den Fluß, weil das Eis in diesem Jahr früher kam. Für die Bewohner ist "
    "das nicht neu, sagte der Bürgermeister: Sie gehen zu Fuß.",
    "fr": "Le traversier est resté trois jours à quai, et le capitaine n’a pas dit pourquoi. Les habitants de l’île, eux, "
    "savent que c’était la glace : elle est venue très tôt cette année, au cœur de l’été.",
    "es": "El transbordador no salió del puerto en tres días y el capitán no dijo por qué. En la isla se sabe que fue el "
    "hielo, que este año llegó más temprano, según los vecinos. ¿Será así también mañana?",
    "pt": "A balsa não saiu do porto durante três dias e o capitão não disse por quê. Na ilha sabe-se que foi o gelo, que "
    "este ano chegou mais cedo, segundo os moradores, e que não há solução até março.",
    "it": "Il traghetto è rimasto in porto per tre giorni e il capitano non ha detto perché. Sull’isola si sa che è stato il "
    "ghiaccio, che quest’anno è arrivato più presto: così dicono gli abitanti della città.",
    "pl": "Prom nie wypłynął z portu przez trzy dni, a kapitan nie powiedział dlaczego. Na wyspie wiadomo, że to był lód, "
    "który w tym roku przyszedł wcześniej, jak mówią mieszkańcy, i że odejdzie dopiero w marcu.",
    "cs": "Přívoz tři dny nevyplul z přístavu a kapitán neřekl proč. Na ostrově se ví, že to byl led, který letos přišel "
    "dříve, jak říkají obyvatelé, a že se do března nic nezmění, ale na to jsou zvyklí.",
    "tr": "Feribot üç gün boyunca limandan çıkmadı ve kaptan bunun için bir neden söylemedi. Ada halkı bunun buz olduğunu "
    "biliyor: bu yıl daha erken geldi ve mart ayına kadar da gitmez, dediler.",
    "ru": "Паром три дня не выходил из порта, и капитан не сказал, почему. На острове знают, что это был лёд: в этом году "
    "он пришёл раньше, как говорят жители, и до марта уже не уйдёт.",
    "el": "Το πλοίο δεν βγήκε από το λιμάνι για τρεις μέρες και ο καπετάνιος δεν είπε γιατί. Στο νησί ξέρουν ότι ήταν ο "
    "πάγος, που φέτος ήρθε νωρίς, και ότι θα μείνει με τον βοριά ως τον Μάρτιο.",
    "ar": "لم تخرج العبارة من الميناء لمدة ثلاثة أيام ولم يقل القبطان لماذا. يعرف سكان الجزيرة أن هذا من الجليد الذي جاء "
    "مبكرا في هذا العام، وأن كل شيء يتوقف على الريح إلى شهر مارس.",
    "he": "המעבורת לא יצאה מן הנמל שלושה ימים, והקברניט לא אמר למה. על האי יודעים כי זה הקרח של השנה, הוא בא מוקדם, וגם "
    "אם יש שמש לא יפשיר כל החורף, כך אמרו עם ערב.",
    "ja": "連絡船は三日のあいだ港を出なかったが、船長はその理由を語らなかった。島の人々は氷のせいだと知っている。今年は例年より早く"
    "凍り、三月になるまで溶けないだろうという。",
    "zh": "渡船三天没有出港，船长没有说为什么。岛上的人都知道是因为冰：今年的冰来得比往年早，他们说，要到三月才会化。这不是第一次，"
    "也不会是最后一次。",
    "ko": "여객선은 사흘 동안 항구를 떠나지 않았고 선장은 그 이유를 말하지 않았다. 섬 사람들은 얼음 때문이라는 것을 안다. 올해는 "
    "예년보다 일찍 얼었고 삼월이 되어야 녹을 것이라고 한다.",
    "th": "เรือข้ามฟากไม่ได้ออกจากท่าเรือเป็นเวลาสามวัน และกัปตันไม่ได้บอกว่าเพราะอะไร คนบนเกาะรู้ว่าเป็นเพราะน้ำแข็งที่มาเร็วกว่าทุกปี",
}

KINDS = [
    ("en", "cp1252", "windows-1252"),
    ("de", "cp1252", "windows-1252"),
    ("de", "iso8859-1", "windows-1252"),  # the same bytes
    ("de", "cp850", "cp850"),
    ("fr", "cp1252", "windows-1252"),
    ("fr", "mac-roman", "macintosh"),
    ("es", "cp1252", "windows-1252"),
    ("pt", "cp1252", "windows-1252"),
    ("it", "cp1252", "windows-1252"),
    ("pl", "cp1250", "windows-1250"),
    ("pl", "iso8859-2", "iso-8859-2"),
    ("cs", "cp1250", "windows-1250"),
    ("cs", "iso8859-2", "iso-8859-2"),
    ("tr", "cp1254", "windows-1254"),
    ("ru", "cp1251", "windows-1251"),
    ("ru", "koi8-r", "koi8-r"),
    ("ru", "iso8859-5", "iso-8859-5"),
    ("ru", "cp866", "cp866"),
    ("el", "cp1253", "windows-1253"),
    ("ar", "cp1256", "windows-1256"),
    ("ar", "iso8859-6", "iso-8859-6"),
    ("he", "cp1255", "windows-1255"),
    ("ja", "cp932", "shift_jis"),
    ("ja", "euc-jp", "euc-jp"),
    ("ja", "iso2022-jp", "iso-2022-jp"),
    ("zh", "gb18030", "gb18030"),
    ("ko", "cp949", "euc-kr"),
    ("th", "cp874", "windows-874"),
    ("en", "utf-16-le", "utf-16-le"),
    ("ru", "utf-16-be", "utf-16-be"),
    ("ja", "utf-16-le", "utf-16-le"),
]


def encoded(language: str, codec: str) -> tuple[bytes, str]:
    """Give a text in an encoding, without what that encoding lacks."""
    data = (TEXTS[language] + "\n").encode(codec, "ignore")
    return data, data.decode(codec)


def refusal(data: bytes) -> BriefingsError:
    with pytest.raises(BriefingsError) as caught:
        readers.read(data, "a.txt")
    return caught.value


@pytest.mark.parametrize(("language", "codec", "name"), KINDS)
def test_a_paragraph_is_enough_for_a_guess(language: str, codec: str, name: str) -> None:
    data, text = encoded(language, codec)
    raw = readers.read(data, "content/sources/a.txt")

    assert (raw.text, raw.encoding, raw.guessed_encoding) == (text, name, True)
    assert [str(problem) for problem in readers.warnings(raw)] == [
        f"content/sources/a.txt: warning: read as {name} (a guess)\n"
        f'    hint: write encoding = "{name}" into a.txt.toml if that is right'
    ]


@pytest.mark.parametrize(("language", "codec"), [kind[:2] for kind in KINDS])
@pytest.mark.parametrize("length", [12, 25, 50, 100])
def test_a_short_text_is_right_or_refused(language: str, codec: str, length: int) -> None:
    text = TEXTS[language][:length].encode(codec, "ignore").decode(codec)
    try:
        raw = readers.read(text.encode(codec), "a.txt")
    except BriefingsError as error:
        assert "a.txt" in str(error)
    else:
        assert raw.text == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE])
def test_utf_32_is_read_by_its_mark(mark: bytes) -> None:
    name = "utf-32-le" if mark == codecs.BOM_UTF32_LE else "utf-32-be"
    raw = readers.read(mark + "Zürich\n".encode(name), "a.txt")

    assert (raw.text, raw.encoding, raw.guessed_encoding) == ("Zürich\n", name, False)


def test_unicode_is_no_guess() -> None:
    assert readers.warnings(readers.read(TEXTS["de"].encode(), "a.txt")) == ()


def test_the_hint_says_where_to_write_the_encoding() -> None:
    problem = refusal("Viel Großes\n".encode("latin-1")).problem

    assert problem.message == "byte 0xdf at offset 8 is not UTF-8"
    assert (problem.location.line, problem.location.column) == (1, 9)
    assert 'encoding = "windows-1252"' in problem.hint
    assert "a.txt.toml" in problem.hint


def test_utf_8_with_a_broken_byte_is_not_taken_for_something_else() -> None:
    data = TEXTS["de"].encode() + b" \xff.\n"

    assert "is not UTF-8" in str(refusal(data))


def test_a_text_cut_off_within_a_letter_is_refused() -> None:
    assert "is not UTF-8" in str(refusal(("Ein Fluß. " + TEXTS["de"] + "ß").encode()[:-1]))


def test_a_text_in_a_language_that_is_not_known_is_refused() -> None:
    welsh = "Mae’r llong wedi bod yn y porthladd ers tridiau, meddai’r capten, ac ni ŵyr neb pam y tŷ."

    assert guessing.guess(welsh.encode("iso8859-14", "ignore")) is None


def test_the_words_of_two_languages_in_one_text_decide_nothing_wrongly() -> None:
    """A name in another language's letters: the letters fit no one language, so nobody is trusted."""
    text = "The mayor of the town is Wałęsa, and he said that it was not for him to say who of them is right."

    assert guessing.guess(text.encode("cp1250")) is None


def test_a_long_text_is_judged_by_its_letters_wherever_they_stand() -> None:
    plain = "Das ist eine Zeile ohne einen solchen Buchstaben.\n" * 4000
    raw = readers.read((plain + TEXTS["de"]).encode("cp1252"), "a.txt")

    assert raw.text.endswith(TEXTS["de"])


def test_no_escape_sequence_makes_a_text_japanese() -> None:
    raw = readers.read(b"Press \x1b$ to stop.\n", "a.txt")

    assert (raw.text, raw.encoding) == ("Press $ to stop.\n", "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    try:
        text = readers.read(data, "a.txt").text
    except BriefingsError as error:
        assert str(error).startswith("a.txt")
    else:
        assert "\0" not in text


@pytest.mark.parametrize("encoding", guessing.ENCODINGS, ids=lambda encoding: encoding.name)
def test_the_table_is_sound(encoding: guessing.Encoding) -> None:
    assert encoding.languages <= set(LANGUAGES)
    assert "a".encode(encoding.codec) == b"a"
