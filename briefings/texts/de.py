"""German."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str | Mapping[str, str]] = {
    # the key facts box
    "key_facts": "Das Wichtigste",
    "who": "Wer",
    "where": "Wo",
    "when": "Wann",
    "how_much": "Wie viel",
    "quote": "Im Wortlaut",
    "background": "Hintergrund",
    "differ": "Quellen uneins",
    # around every page
    "skip": "Zum Inhalt",
    "site": "Website",
    "latest": "Neueste",
    "topics": "Themen",
    "topic": "Thema",
    "people": "Personen",
    "places": "Orte",
    "archive": "Archiv",
    "search": "Suche",
    "feed": "Feed",
    "about_site": "Über diese Website",
    # the line below a title
    "published": "Veröffentlicht am {date}",
    "updated": "Aktualisiert am {date}",
    "corrected": "Berichtigt am {date}",
    "corrected_label": "Berichtigt",
    "corrections": "Berichtigungen",
    "other_languages": "In anderen Sprachen:",
    "no_corrections": "Es gibt keine Korrekturen.",
    "undated": "Ohne Datum",
    "reading_time": {
        "one": "{n} Min. Lesezeit",
        "other": "{n} Min. Lesezeit",
    },
    "source_count": {
        "one": "{n} Quelle",
        "other": "{n} Quellen",
    },
    "briefing_count": {
        "one": "{n} Beitrag",
        "other": "{n} Beiträge",
    },
    "correction_count": {
        "one": "{n} Berichtigung",
        "other": "{n} Berichtigungen",
    },
    # sources and their marks
    "sources": "Quellen",
    "sources_differ": "Quellen uneins",
    "no_source": "Ohne Quellenangabe",
    "no_source_because": "Ohne Quellenangabe: {reason}",
    "mark": "Quelle {number}, Zeile {line}: {title}",
    "used_in": "Verwendet in:",
    "fact": "Punkt {number}",
    "paragraph": "Absatz {number}",
    "facts": {
        "one": "Punkt",
        "other": "Punkte",
    },
    "paragraphs": {
        "one": "Absatz",
        "other": "Absätze",
    },
    "line": "Zeile {number}",
    "read": "Gelesen am {date}",
    "licence": "Lizenz:",
    "language": "Sprache: {language}",
    "archived_copy": "Archivierte Fassung",
    "archived_copy_of": "Archivierte Fassung von {title}",
    # beside and below the text
    "cite": "Zitieren",
    "also_as": "Auch als:",
    "on_this_page": "Auf dieser Seite",
    "related": "Verwandtes",
    "earlier": "Früher",
    "later": "Später",
    "table": "Tabelle",
    "timeline": "Zeitleiste",
    "notes": "Anmerkungen",
    # what is not published
    "pinned": "Angeheftet",
    "draft": "Entwurf",
    "draft_note": "Dies ist ein Entwurf. Er gehört nicht zur veröffentlichten Website.",
    "scheduled": "Geplant",
    "scheduled_note": "Dieser Beitrag ist noch nicht veröffentlicht.",
    "appears_on": "Erscheint am {date}",
    # lists
    "latest_briefings": "Neueste Beiträge",
    "nothing_yet": "Hier ist noch nichts.",
    "years": "Jahre",
    "newer": "Neuere",
    "older": "Ältere",
    "pages": "Seiten",
    "page": "Seite {number}",
    "page_of": "Seite {number} von {total}",
    "edition": "Ausgabe vom {date}",
    "end_of_edition": "Ende der Ausgabe",
    # search
    "find_words": "Wörter",
    "find_titles": "Nach Titel filtern",
    "year": "Jahr",
    "all": "Alle",
    "more_results": "Mehr zeigen",
    "search_failed": "Die Suche ist gerade nicht verfügbar.",
    "search_without_script": "Die Suche braucht JavaScript. Alle Beiträge stehen im Archiv:",
    "result_count": {
        "one": "{n} Treffer",
        "other": "{n} Treffer",
    },
    # the page for what is not there
    "not_found": "Seite nicht gefunden",
    "not_found_text": "Unter dieser Adresse gibt es nichts. Vielleicht ist sie falsch geschrieben.",
    "moved": "Diese Seite ist umgezogen",
    # punctuation
    "quote_open": "„",
    "quote_close": "“",
    "separator": ", ",
    "group_separator": "; ",
}
