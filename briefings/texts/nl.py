"""Dutch."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str | Mapping[str, str]] = {
    # the key facts box
    "key_facts": "De kern",
    "who": "Wie",
    "where": "Waar",
    "when": "Wanneer",
    "how_much": "Hoeveel",
    "quote": "In hun woorden",
    "background": "Achtergrond",
    "differ": "Bronnen verschillen",
    # around every page
    "skip": "Naar de inhoud",
    "site": "Site",
    "latest": "Nieuwste",
    "topics": "Onderwerpen",
    "topic": "Onderwerp",
    "people": "Personen",
    "places": "Plaatsen",
    "archive": "Archief",
    "search": "Zoeken",
    "feed": "Feed",
    "about_site": "Over deze site",
    # the line below a title
    "published": "Gepubliceerd op {date}",
    "updated": "Bijgewerkt op {date}",
    "corrected": "Gecorrigeerd op {date}",
    "corrected_label": "Gecorrigeerd",
    "corrections": "Correcties",
    "other_languages": "In andere talen:",
    "no_corrections": "Er zijn geen correcties.",
    "undated": "Zonder datum",
    "reading_time": {
        "one": "{n} min lezen",
        "other": "{n} min lezen",
    },
    "source_count": {
        "one": "{n} bron",
        "other": "{n} bronnen",
    },
    "briefing_count": {
        "one": "{n} bericht",
        "other": "{n} berichten",
    },
    "correction_count": {
        "one": "{n} correctie",
        "other": "{n} correcties",
    },
    # sources and their marks
    "sources": "Bronnen",
    "sources_differ": "Bronnen verschillen",
    "no_source": "Geen bron vermeld",
    "no_source_because": "Geen bron vermeld: {reason}",
    "mark": "Bron {number}, regel {line}: {title}",
    "used_in": "Gebruikt in:",
    "fact": "punt {number}",
    "paragraph": "alinea {number}",
    "facts": {
        "one": "punt",
        "other": "punten",
    },
    "paragraphs": {
        "one": "alinea",
        "other": "alinea’s",
    },
    "line": "regel {number}",
    "read": "Gelezen op {date}",
    "licence": "Licentie:",
    "language": "Taal: {language}",
    "archived_copy": "Gearchiveerde kopie",
    "archived_copy_of": "Gearchiveerde kopie van {title}",
    # beside and below the text
    "cite": "Citeren",
    "also_as": "Ook als:",
    "on_this_page": "Op deze pagina",
    "related": "Verwant",
    "earlier": "Eerder",
    "later": "Later",
    "table": "Tabel",
    "timeline": "Tijdlijn",
    "notes": "Noten",
    # what is not published
    "pinned": "Vastgezet",
    "draft": "Concept",
    "draft_note": "Dit is een concept. Het hoort niet bij de gepubliceerde site.",
    "scheduled": "Gepland",
    "scheduled_note": "Dit bericht is nog niet gepubliceerd.",
    "appears_on": "Verschijnt op {date}",
    # lists
    "latest_briefings": "Nieuwste berichten",
    "nothing_yet": "Hier staat nog niets.",
    "years": "Jaren",
    "newer": "Nieuwer",
    "older": "Ouder",
    "pages": "Pagina’s",
    "page": "Pagina {number}",
    "page_of": "Pagina {number} van {total}",
    "edition": "Editie van {date}",
    "end_of_edition": "Einde van de editie",
    # search
    "find_words": "Woorden",
    "find_titles": "Filter op titel",
    "year": "Jaar",
    "all": "Alle",
    "more_results": "Meer tonen",
    "search_failed": "Zoeken is nu niet beschikbaar.",
    "search_without_script": "Zoeken heeft JavaScript nodig. Alles staat in het archief:",
    "result_count": {
        "one": "{n} resultaat",
        "other": "{n} resultaten",
    },
    # the page for what is not there
    "not_found": "Pagina niet gevonden",
    "not_found_text": "Op dit adres staat niets. Misschien is het verkeerd getypt.",
    "moved": "Deze pagina is verplaatst",
    # punctuation
    "quote_open": "‘",
    "quote_close": "’",
    "separator": ", ",
    "group_separator": "; ",
}
