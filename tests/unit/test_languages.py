"""Languages: a guess that knows how sure it is, and what is language by language in dates, sentences and notices."""

from __future__ import annotations

import datetime as dt
import time
import tomllib
from itertools import starmap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import cleaning, dates, drafting, frontmatter
from briefings.cleaning import phrases
from briefings.cleaning.boilerplate import is_mail
from briefings.languages import LANGUAGES, Guess, common_words, guess
from briefings.model import Facts, RawText
from briefings.sentences import sentences

TEXTS = tomllib.loads((Path(__file__).parent.parent / "cases/languages.toml").read_text("utf-8"))
SENTENCES = [(language, text) for language, texts in TEXTS.items() for text in texts]


@pytest.mark.parametrize(("language", "texts"), TEXTS.items(), ids=list(TEXTS))
def test_a_long_sentence_tells_its_language(language: str, texts: list[str]) -> None:
    assert guess(texts[-1]).language == language
    assert guess(" ".join(texts)).language == language


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_a_short_one_is_right_or_unsure(language: str, text: str) -> None:
    for words in (3, 6, 12, 100):
        found = guess(" ".join(text.split()[:words]))
        assert found.language == language or not found.is_sure


@pytest.mark.parametrize(
    "language", ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "ru", "ar", "hi", "ja", "zh"]
)
def test_a_paragraph_leaves_no_doubt(language: str) -> None:
    assert guess("\n".join(TEXTS[language])) == Guess(language, is_sure=True)


def test_serbian_is_written_in_two_scripts() -> None:
    text = "Grad je odlučio da posle rata posadi dvesta lipa, jer su topole stare i to nije bezbedno za ljude ovde."

    assert guess(text).language == "sr"


@pytest.mark.parametrize(
    "text",
    [
        "Urbs constituit ducentas tilias iuxta fossam serere, quod populi, quae ibi positae erant, iam veteres sunt.",
        "Býurin hevur gjørt av at planta tvey hundrað lindtrø fram við kanalini, tí at poplarnir eru vorðnir gamlir.",
        "Birnin ya yanke shawarar dasa itatuwa dari biyu a gefen rafin, domin itatuwan da aka dasa sun tsufa.",
        "foo(bar); return x + y; if (a < b) { print(a); } else { goto end; }",
    ],
)
def test_a_language_that_is_not_known_is_not_surely_another(text: str) -> None:
    assert not guess(text).is_sure


@pytest.mark.parametrize("text", ["", "12 34", "OK", "\n\n"])
def test_nothing_speaks_for_no_language(text: str) -> None:
    assert guess(text) == Guess("")


def test_the_menu_around_an_article_does_not_decide() -> None:
    menu = "Home\nNews\nSign in\nAbout us\nThe best of the week\n" * 60

    assert guess(menu + "\n".join(TEXTS["de"] * 4) + "\n" + menu).language == "de"


@given(st.text())
def test_any_text_is_guessed(text: str) -> None:
    assert guess(text).language in {"", *LANGUAGES}


def test_a_guess_takes_no_longer_for_a_long_text() -> None:
    text = " ".join(TEXTS["fi"]) + "\n"
    guess(text)
    start = time.process_time()
    for _ in range(10):
        guess(text * 20_000)

    assert time.process_time() - start < 1  # seconds, for seventy million characters


def test_small_words_are_known_where_words_are_parted() -> None:
    assert "und" in common_words("de")
    assert common_words("ja") == common_words("xx") == frozenset()


# --- drafts ----------------------------------------------------------------------------------------------

SETTING = drafting.Setting(id="abcdefghabcdefgh", file="a.txt", date=dt.date(2025, 3, 4))


def drafted(text: str, language: str = "") -> str:
    document = cleaning.clean(RawText("content/sources/a.txt", text, language=language)).document
    return drafting.draft(document, Facts(()), SETTING)


def test_a_draft_says_where_its_language_is_in_doubt() -> None:
    short = TEXTS["sk"][0]
    text = drafted(short)

    assert "\nlang: sk  # guessed: " in text
    assert frontmatter.guessed(text) == ("lang",)


def test_a_sure_language_and_a_given_one_need_no_note() -> None:
    assert "\nlang: de\n" in drafted("\n".join(TEXTS["de"]))
    assert "\nlang: sk\n" in drafted(TEXTS["sk"][0], "sk")


# --- sentences and dates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Sie fährt z. B. am Montag bzw. am Dienstag. Am 3. Mai nicht.", 2),
        ("fr", "Elle part p. ex. lundi avec M. Roy. « Trop tard ! » dit-il.", 2),
        ("pl", "Biuro jest przy ul. Portowej 5, np. Dr. Nowak tam czeka. Prom odpływa.", 2),
        ("ru", "Она живёт на ул. Портовой. Паром стоит 3,5 руб. за билет.", 2),
        ("tr", "Vapuru Dr. Kaya bekliyor. Bilet vb. işler tamam.", 2),
        ("it", "Parte l’ing. Rossi con il dott. Bianchi. È tardi.", 2),
        ("hi", "वह डॉ. शर्मा के घर गया। नाव कल जाएगी।", 2),
        ("zh", "她问。“明天早上！”船长回答。", 3),
        ("ja", "船は出た。彼女は待った！", 2),
    ],
)
def test_abbreviations_end_no_sentence(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pl", "Prom wczoraj nie wypłynął.", "2025-10-15"),
        ("tr", "Vapur dün kalkmadı.", "2025-10-15"),
        ("ru", "Паром уйдёт послезавтра.", "2025-10-18"),
        ("uk", "Пором учора не вийшов.", "2025-10-15"),
        ("ar", "لم يغادر المركب أمس.", "2025-10-15"),
        ("hi", "नाव आज नहीं गई।", "2025-10-16"),
        ("nl", "De boot vaart overmorgen weer.", "2025-10-18"),
        ("fi", "Lautta lähtee huomenna.", "2025-10-17"),
    ],
)
def test_days_near_the_sources_own_are_known_in_many_languages(
    language: str, text: str, expected: str
) -> None:
    ((start, end),) = dates.find(text, language)

    assert dates.resolve(text[start:end], dt.date(2025, 10, 16)) == expected
    assert not dates.resolve(text[start:end], None)


# --- phrases ---------------------------------------------------------------------------------------------


PATTERNS = (phrases.NOTICES, phrases.MAIL, phrases.COMMENT_HEADS, phrases.INSERTS, phrases.STRONG_INSERTS)


@pytest.mark.parametrize("patterns", PATTERNS, ids=lambda patterns: patterns.part)
def test_every_pattern_compiles_and_is_filed_under_how_it_begins(patterns: phrases.Openings) -> None:
    for start, pattern in patterns.patterns.items():
        phrases.compiled(pattern)
        assert len(start) == 2 or start in "#©("


def test_every_language_has_every_part() -> None:
    for part, languages in phrases.ENTRIES.items():
        assert languages.keys() == phrases.ENTRIES["controls"].keys()
        assert all(all(entries) for entries in languages.values()), part


@pytest.mark.parametrize(
    "text",
    [
        "Bereits registriert sind dreihundert Läufer aus zwölf Ländern.",
        "Déjà inscrit au patrimoine, le pont sera repeint cet été.",
        "Genom att rösta ja godkänner kommunen den nya färjan.",
        "اشترك في السباق ثلاثون عداء من أربع مدن.",
        "会員に配られた地図は、湖の浅瀬をすべて示している。",
        "구독을 끊은 사람은 아무도 없었다고 선장은 말했다.",
        "Copyright law protects the map on the wall for another ten years.",
        "Quem compartilha em família a mesa conhece todas as histórias.",
        "Ao assinar o acordo, a vila aceita pagar metade da balsa.",
        "Использование материалов из старого причала удешевило ремонт.",
    ],
)
def test_a_sentence_that_begins_like_a_notice_is_none(text: str) -> None:
    assert phrases.NOTICES.fullmatch(text) is None
    assert not phrases.NOTICES_INSIDE.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    [
        "We use cookies to improve your visit.",
        "Wir nutzen auf dieser Seite Cookies von Dritten.",
        "Este sitio web utiliza cookies propias.",
        "5 min de lecture",
        "Bereits Abonnent? Hier anmelden",
        "Подписывайтесь на наш канал",
        "لن يتم نشر عنوان بريدك الإلكتروني",
        "未经许可请勿转载本文",
        "저작권자 © 무단 전재 금지",
        "© 2024 The Harbour Post",
    ],
)
def test_a_notice_is_known_in_its_language(text: str) -> None:
    assert phrases.NOTICES.fullmatch(text)


OF_NEWSLETTERS = {
    "ar": ("عرض في المتصفح", "تصلك هذه الرسالة لأنك مشترك في نشرتنا.", "إلغاء الاشتراك"),
    "cs": ("Zobrazit v prohlížeči", "Tento e-mail jste obdrželi, protože odebíráte novinky.", "Odhlásit odběr"),
    "da": ("Se nyhedsbrevet i browseren", "Du modtager denne mail, fordi du er tilmeldt.", "Afmeld nyhedsbrev"),
    "de": ("Im Browser ansehen", "Du erhältst diese E-Mail, weil du dich angemeldet hast.", "Hier abmelden"),
    "el": ("Προβολή στον browser", "Λαμβάνετε αυτό το email επειδή έχετε εγγραφεί.", "Κατάργηση εγγραφής"),
    "en": ("View online", "You’re receiving this newsletter because you are a member.", "Update your preferences"),
    "es": ("Ver en el navegador", "Recibes este correo porque te has suscrito.", "Darse de baja"),
    "fa": ("مشاهده در مرورگر", "این ایمیل برای مشترکان ارسال شده است", "لغو اشتراک"),
    "fi": ("Avaa selaimessa", "Saat tämän viestin, koska olet tilannut uutiskirjeen.", "Peruuta tilaus"),
    "fr": ("Version en ligne", "Vous recevez ce message car vous êtes abonné.", "Se désinscrire"),
    "he": ("צפייה בדפדפן", "קיבלת את ההודעה הזו כי נרשמת לרשימה.", "הסרה מרשימת התפוצה"),
    "hi": ("ब्राउज़र में देखें", "आपको यह ईमेल इसलिए मिला है क्योंकि आप सदस्य हैं।", "सदस्यता समाप्त करें"),
    "id": ("Lihat di browser", "Anda menerima email ini karena telah mendaftar.", "Berhenti berlangganan"),
    "it": ("Visualizza nel browser", "Ricevi questa email perché sei iscritto.", "Annulla l’iscrizione"),
    "ja": ("ブラウザで見る", "このメールは会員の皆様に配信しています。", "配信停止はこちら"),
    "ko": ("브라우저에서 보기", "이 메일은 수신에 동의하신 분께 발송되었습니다.", "수신거부"),
    "lt": ("Peržiūrėti naršyklėje", "Gavote šį laišką, nes užsiprenumeravote.", "Atsisakyti naujienlaiškio"),
    "nl": ("Bekijk in je browser", "Je ontvangt deze e-mail omdat je bent aangemeld.", "Uitschrijven"),
    "no": ("Les på nett", "Du mottar denne e-posten fordi du er abonnent.", "Meld deg av"),
    "pl": ("Zobacz w przeglądarce", "Otrzymujesz tę wiadomość, ponieważ jesteś subskrybentem.", "Wypisz się"),
    "pt": ("Ver no navegador", "Você está recebendo este e-mail porque se cadastrou.", "Cancelar inscrição"),
    "ru": ("Открыть в браузере", "Вы получили это письмо, потому что подписаны на рассылку.", "Отписаться от рассылки"),
    "sv": ("Läs i webbläsaren", "Du får det här mejlet eftersom du är medlem.", "Avregistrera dig"),
    "tr": ("Tarayıcıda görüntüle", "Bu e-postayı üye olduğunuz için aldınız.", "Abonelikten çık"),
    "uk": ("Відкрити у браузері", "Ви отримали цей лист, бо підписані на розсилку.", "Відписатися від розсилки"),
    "vi": ("Xem trong trình duyệt", "Bạn nhận được email này vì đã đăng ký.", "Hủy đăng ký"),
    "zh": ("在浏览器中查看", "您收到此邮件是因为您订阅了我们的通讯。", "退订"),
}  # fmt: skip


@pytest.mark.parametrize("language", phrases.ENTRIES["mail"])
def test_what_a_newsletter_says_of_itself_is_known_in_its_language(language: str) -> None:
    for text in OF_NEWSLETTERS[language]:
        assert is_mail(text), text
    assert is_mail(" | ".join((OF_NEWSLETTERS[language][0], OF_NEWSLETTERS[language][2])))
    assert is_mail(f"{OF_NEWSLETTERS[language][2]}: https://example.org/leave?u=1")


@pytest.mark.parametrize(
    "text",
    [
        "Unsubscribing is a right, the court held, and no firm may charge for it.",
        "View online sales with caution, the union warns its members in a letter.",
        "Sie erhalten diese Woche Besuch aus Japan, wo der Chor vor zwanzig Jahren sang.",
        "Vous recevez ce soir les clés de la ville, a dit la maire aux joueuses.",
        "Recibes este año la medalla de la ciudad, le dijo el alcalde a la pintora.",
        "Вы получили это наследство от моряков, сказал директор музея школьникам.",
        "このメールを読んだ船長は、すぐに港へ引き返したという。",
        "退订潮在三月达到顶峰，报社失去了一半读者。",
        "Afmelden kan de schipper zich niet, want de haven heeft geen telefoon.",
        "https://example.org/unsubscribe-from-cable",
        "",
    ],
)
def test_a_sentence_that_begins_like_a_newsletter_is_none(text: str) -> None:
    assert not is_mail(text)


def test_hostile_lines_cost_no_time() -> None:
    texts = starmap(
        str.__mul__,
        [
            ("we use ", 70),
            ("© ", 200),
            ("a: ", 160),
            ("会員", 240),
            ("12 comments ", 40),
            ("you are receiving this email ", 17),
        ],
    )
    start = time.process_time()
    for text in texts:
        for patterns in PATTERNS:
            patterns.fullmatch(text)

    assert time.process_time() - start < 1  # seconds
