"""Prose in which a site speaks to its reader: consent to cookies, and what one must do to read on.

Invariant: a line is such prose only where several of the stems of one matter stand in it; an article about
the matter is told by its other paragraphs, which speak of it too (`is_matter`).
"""

from __future__ import annotations

from collections.abc import Iterable

from briefings.cleaning.measure import PROSE_WORDS, ends_sentence, opens_quote, weight
from briefings.cleaning.phrases import SITE_WORDS, words
from briefings.regex import regex

LONGEST = 900  # characters: a notice of consent is a long paragraph
MOST_WORDS = 60  # of a line that asks for a subscription
LEAST_STEMS = 3
LEAST_ASKING = 2
WORDY = 12  # words: a shorter line that looks like a notice is one
SPACELESS = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
EDGES = ".,;:!?\"'()“”’‘«»…"


def stems(text: str) -> tuple[str, ...]:
    """Read a list of beginnings of words and phrases, parted by bars."""
    return tuple(
        part.strip().replace("_", " ") for part in text.replace("\n", "|").split("|") if part.strip()
    )


CONSENT = stems("""
cookie|consent|personal data|personal information|our partners|and our|your device|your browser
privacy policy|privacy notice|legitimate interest|your preferences|your choices|tracking
unique identifiers|browsing data|browsing experience|opt out
vendors|third part|personalis|personaliz|analytics|your experience|withdraw|measure|terms of use|terms of service
einwillig|personenbezogen|unsere partner|unseren partner|endgerät|ihrem gerät|datenschutz|berechtigt|widerruf|ip-adress
drittanbiet|zustimm|nutzungserlebnis|ihre daten|wir verwenden|personalisiert|messung
consentement|données personnelles|à caractère personnel|nos partenaires|votre appareil|votre terminal|confidentialité
intérêt légitime|vos préférences|vos choix|traceur|votre expérience|l'audience|nous utilisons|publicité
consentimiento|datos personales|nuestros socios|su dispositivo|tu dispositivo|privacidad|interés legítimo|preferencias
su experiencia|tu experiencia|utilizamos|usamos|publicidad|anuncios
consentimento|dados pessoais|nossos parceiros|seu dispositivo|sua experiência|legítimo interesse|anúncios
consenso|dati personali|nostri partner|tuo dispositivo|informativa|esperienza|utilizziamo|pubblicità|preferenze
toestemming|persoonsgegevens|onze partners|je apparaat|uw apparaat|voorkeuren|gebruikerservaring|wij gebruiken
samtyck|personuppgifter|våra partner|din enhet|din upplevelse|samtykke|personopplysninger|våre partnere|informasjonskaps
zgod|danych osobowych|dane osobowe|naszych partnerów|plików cookie|urządzeniu|preferencj
согласи|персональн|файлы cookie|вашем устройстве|конфиденциальност
""")
"""What a notice of consent speaks of."""

ASKING = stems("""
subscri|unlimited access|free article|article limit|monthly limit|your limit|sign in|log in|logged in|continue reading
keep reading|read the full|full access|full article|full story|already a|your account|create an account|free account
support us|your support|our reporting|our journalism|independent journalism|donate|a member today|becoming a member
readers like you|to comment|kommentieren|commenter|para comentar
free trial|cancel any|premium|register|members only|member-only|unlock
abonn|anmeld|einlogg|registrier|weiterlesen|weiterzulesen|vollen zugriff|jetzt testen|kostenlos
probemonat|kündbar|plus-artikel
abonné|connectez-vous|connecte|lire la suite|créer un compte|accès illimité|réservé aux|offre d'essai|s'abonner
suscr|inicia sesión|iniciar sesión|seguir leyendo|acceso ilimitado|crear una cuenta|crea una cuenta
assin|faça login|continuar lendo|acesso ilimitado|cadastr|abbona|accedi|continua a leggere|accesso illimitato|registrati
verder lezen|inloggen|onbeperkt|prenumer|logga in|läsa vidare|logg inn|lese videre|tilgang|zaloguj|czytać dalej|dostęp
подпис|войти|войдите|читать дальше|авториз|購読|会員|ログイン
続きを読む|続きをお読み|登録|订阅|登录|阅读全文|구독|로그인|회원
""")
"""What a line speaks of that asks its reader to pay or to sign in."""

ROOTS = stems("""
cookie|consent|einwillig|datenschutz|privacy|partner|samtyck|samtykke|toestemming|zgod|согласи|confidential
subscri|abonn|suscri|assin|abbona|prenum|подпис|sign in|log in|logg|inlogg|account|register|unlimited|free article
full access|continue reading
to comment|support|donat|premium|unlock|anmeld|connecte|sesión|accedi|inloggen|zaloguj|войти
登|订|会員|ログイン|구독|로그인
""")
"""Beginnings of words of which every such line has one: most lines have none, and need not be read further."""

ADDRESSED = words(
    """
    you your you're you've please subscribe sign log register unlock continue donate support
    sie ihr ihre ihren ihnen du dein deine bitte jetzt
    vous votre vos abonnez-vous connectez-vous inscrivez-vous
    usted su sus tu tus ti suscríbete inicia você seu sua assine faça tuo tua abbonati accedi registrati
    je jouw uw u du din ditt ditt twój twoje swoje вы вам ваш ваши подпишитесь войдите
    """
)
"""Words that speak to a reader, or tell one what to do."""


def is_site_prose(text: str) -> bool:
    """Whether the line asks for consent, or for a subscription, in the voice of the site."""
    if len(text) > LONGEST or opens_quote(text):
        return False
    small = text.casefold().replace("’", "'")
    if not any(root in small for root in ROOTS):
        return False
    said = [word.strip(EDGES) for word in small.split()]
    if not ADDRESSED.isdisjoint(said) and count(CONSENT, small, LEAST_STEMS) >= LEAST_STEMS:
        return "cookie" in small or count(CONSENT, small, 2 * LEAST_STEMS) > LEAST_STEMS
    return is_asking(small, said)


def is_asking(small: str, said: list[str]) -> bool:
    """Whether a line, given in small letters, asks its reader to pay or to sign in."""
    if len(said) > MOST_WORDS or (ADDRESSED.isdisjoint(said) and small.isascii()):
        return False
    return count(ASKING, small, LEAST_ASKING) >= LEAST_ASKING and is_dense(said)


def is_dense(said: list[str]) -> bool:
    """Whether one word in eight is of those in which a site speaks of itself; scripts without spaces pass."""
    if len(said) < PROSE_WORDS or SPACELESS.search(" ".join(said)):
        return True
    return sum(word in SITE_WORDS or word in ADDRESSED for word in said) * 8 >= len(said)


def count(among: Iterable[str], small: str, enough: int) -> int:
    """Count the stems that stand in a text, up to so many."""
    found = 0
    for stem in among:
        found += stem in small
        if found > enough:
            break
    return found


def is_sentence_of_its_own(text: str) -> bool:
    """Whether a line that begins like a notice is a long sentence in which the site hardly speaks of itself."""
    if not ends_sentence(text) or weight(text) < WORDY or "©" in text:
        return False
    small = text.casefold().replace("’", "'")
    said = sum(word.strip(EDGES) in SITE_WORDS for word in small.split())
    return said < LEAST_ASKING and count(CONSENT, small, LEAST_STEMS) < LEAST_ASKING


MATTERS = (
    "cookie",
    "copyright",
    "paywall",
    "subscri",
    "newsletter",
    "urheberrecht",
    "abonn",
    "suscri",
    "assinat",
    "abbona",
)


def is_matter(text: str, others: Iterable[str]) -> bool:
    """Whether other paragraphs speak of what a notice is about: then it is a sentence of an article on that."""
    small = text.casefold()
    own = [matter for matter in MATTERS if matter in small]
    return bool(own) and any(matter in other.casefold() for other in others for matter in own)
