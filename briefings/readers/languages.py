"""What tells that a text was decoded rightly: the commonest words of languages, and their letters.

Invariant: data only. A language that is not here is never taken for another: its texts lack the words of all
that are, and a guess at their encoding is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefings.model import Value


class Language(Value, frozen=True):
    """The commonest words of a language, and the letters beyond ASCII in which it and its loan words are written.

    Where words are not parted by spaces, `words` are the commonest characters, and `letters` the blocks of the script
    in the notation of a regular expression's set.
    """

    words: frozenset[str]
    letters: str = ""
    spaced: bool = True


def spaced(words: str, letters: str) -> Language:
    """Describe a language by words parted by spaces."""
    return Language(frozenset(words.split()), letters + letters.upper())


def dense(characters: str, blocks: str) -> Language:
    """Describe a language by characters, for it parts no words."""
    return Language(frozenset(characters), blocks, spaced=False)


HAN = "\u3400-\u9fff\uf900-\ufaff"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fe"
WIDE = "\u3000-\u301f\uff01-\uff5e"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"

LANGUAGES: Mapping[str, Language] = {
    "en": spaced(
        "the of and to in is that for with was as on by at from said have it are be this not or an",
        "éèêëïöüçñáà",
    ),
    "de": spaced(
        "der die und das den von mit ist des im auf für nicht eine auch dem sich wird ein zu in es als an werden aus "
        "er hat dass sie nach bei einer um am sind noch wie einem über",
        "äöüßéèà",
    ),
    "fr": spaced(
        "le la les des et une dans est pour que qui sur pas par avec du au ce plus de un en il a ne se son à été être "
        "sont cette ou aux",
        "àâçéèêëîïôùûüœæÿ",
    ),
    "es": spaced(
        "los las y del en que por para una con es su se como más fue sin al el la de un no lo está son también ha",
        "áéíóúüñç¿¡ªº",
    ),
    "pt": spaced(
        "os as e do da em que para uma com não por um no na dos mais ao o a de se foi como são está também pela",
        "áâãàçéêíóôõúüªº",
    ),
    "it": spaced(
        "il di che e la per un una del con non sono della gli è si nel ha i le in da al lo dei più anche alla come",
        "àèéìíîòóùúªº",
    ),
    "nl": spaced(
        "de het een van en op dat te voor met zijn niet aan er om ook bij wordt in is die door naar worden of als kan",
        "éëïóöüáèêçäú",
    ),
    "sv": spaced(
        "och att det som en på är av för med den till inte om har ett från sig i kan de var vid så", "åäöéüà"
    ),
    "no": spaced(
        "og det som en på er av for med den til ikke om har et fra seg jeg ble i kan de var ved så å eller",
        "æøåéòôóüäö",
    ),
    "da": spaced(
        "og det som en på er af for med den til ikke om har et fra sig jeg blev i kan de var ved så at eller",
        "æøåéüäö",
    ),
    "fi": spaced(
        "ja on ei että se oli hän mutta ovat kun myös joka tai kuin sen voi jos ole mukaan tämä sekä",
        "äöåéšž",
    ),
    "is": spaced("og að í á er sem til við um en ekki var með það fyrir af hann ekki eru frá", "áðéíóúýþæö"),
    "ca": spaced(
        "el la els les de i que en per una amb es no del al un és ha són dels aquest més com", "àçèéíïòóúüñ·"
    ),
    "pl": spaced(
        "i w na z się nie do że jest to o jak po od za przez ale który są dla oraz tym lub już być a",
        "ąćęłńóśźżéöü",
    ),
    "cs": spaced(
        "a v na se je že z do s o k ve jsou ale jako po za pro by nebo který není od byl i lze",
        "áčďéěíňóřšťúůýžöü",
    ),
    "sk": spaced(
        "a v na sa je že z do s o k vo sú ale ako po za pre by alebo ktorý nie od bol i aj sú",
        "áäčďéíĺľňóôŕšťúýžö",
    ),
    "sl": spaced("in v na je se da z za so ki s pa ni po tudi ali od ne do kot bi je k", "čšžćđéöü"),
    "hr": spaced("i u na je se da za su od s koji ne o što iz ili kao ali bi po nije će", "čćšžđéöü"),
    "hu": spaced(
        "a az és hogy nem is egy ez meg de volt csak mint már van vagy el ki még azt ha kell", "áéíóöőúüű"
    ),
    "ro": spaced(
        "și şi de în a la cu nu o să pe este care din un că pentru mai sau ca au fi al se pot", "ăâîșțşţéöü"
    ),
    "tr": spaced(
        "ve bir bu da de için ile çok daha olarak gibi olan sonra ne ama var değil kadar her o en yıl göre ise "
        "veya kendi iki son büyük önce yeni arasında",
        "çğıöşüâîûİ",
    ),
    "et": spaced("ja on ei et see oli ta aga kui ka mis või oma seda pole välja ning siis kes", "äöõüšž"),
    "lv": spaced("un ir ar no uz par ka nav vai to kas tiek kā pēc bet var šo ir tā", "āčēģīķļņšūžõö"),
    "lt": spaced("ir kad į su yra tai kaip iš o bet ne buvo dėl apie jau už ar nėra šis", "ąčęėįšųūž"),
    "ru": spaced("и в не на что с по как для это из от к о но за его он а или был при до же так", CYRILLIC),
    "uk": spaced(
        "і в не на що з по як для це із від до та але за його він а або був при у не", CYRILLIC + "іїєґ"
    ),
    "bg": spaced("и в не на че с по как за това от да се но е са или при до като може със", CYRILLIC),
    "sr": spaced("и у не на да с по као за је од се али су или при до са што није то", CYRILLIC + "ђјљњћџ"),
    "el": spaced(
        "και το να του η της με που την για από είναι τα στο δεν θα στη οι ο των ή",
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    ),
    "he": spaced("של את על לא הוא עם זה גם כי היא אל או כל אם יש בין לפי אין", "אבגדהוזחטיךכלםמןנסעףפץצקרשת"),
    "ar": spaced(
        "من في على إلى أن هذا التي مع عن لا ما كان هذه الذي كل بعد أو لم و غير تم",
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْـ،؛؟",
    ),
    "fa": spaced(
        "و در به از که این را با است برای آن یک خود تا بر هم شد می یا نیست",
        "ءآأؤئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّپچژکگیـ،؛؟",
    ),
    "ja": dense("のにはをたがでてとしれさいるなもあこか、。一日人年大国会中本出", KANA + HAN + WIDE),
    "zh": dense(
        "的一是不在有了人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主，。",
        HAN + WIDE,
    ),
    "ko": dense("이다는을에의가고하지로를은한기서사인도시자있대리", "\uac00-\ud7a3" + HAN + WIDE),
    "th": dense("านรอกเงมยลวดทส่้็ัีาะไใแ", "\u0e01-\u0e3a\u0e40-\u0e4d"),
}
