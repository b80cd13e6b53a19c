"""Italian."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str | Mapping[str, str]] = {
    # the key facts box
    "key_facts": "In breve",
    "who": "Chi",
    "where": "Dove",
    "when": "Quando",
    "how_much": "Quanto",
    "quote": "Nelle loro parole",
    "background": "Contesto",
    "differ": "Le fonti divergono",
    # around every page
    "skip": "Vai al contenuto",
    "site": "Sito",
    "latest": "Ultime",
    "topics": "Temi",
    "topic": "Tema",
    "people": "Persone",
    "places": "Luoghi",
    "archive": "Archivio",
    "search": "Cerca",
    "feed": "Feed",
    "about_site": "Informazioni su questo sito",
    # the line below a title
    "published": "Pubblicato il {date}",
    "updated": "Aggiornato il {date}",
    "corrected": "Corretto il {date}",
    "corrected_label": "Corretto",
    "corrections": "Correzioni",
    "other_languages": "In altre lingue:",
    "no_corrections": "Non ci sono correzioni.",
    "undated": "Senza data",
    "reading_time": {
        "one": "{n} min di lettura",
        "other": "{n} min di lettura",
    },
    "source_count": {
        "one": "{n} fonte",
        "other": "{n} fonti",
    },
    "briefing_count": {
        "one": "{n} articolo",
        "other": "{n} articoli",
    },
    "correction_count": {
        "one": "{n} correzione",
        "other": "{n} correzioni",
    },
    # sources and their marks
    "sources": "Fonti",
    "sources_differ": "Le fonti divergono",
    "no_source": "Senza fonte",
    "no_source_because": "Senza fonte: {reason}",
    "mark": "Fonte {number}, riga {line}: {title}",
    "used_in": "Usato in:",
    "fact": "punto {number}",
    "paragraph": "paragrafo {number}",
    "facts": {
        "one": "punto",
        "many": "punti",
        "other": "punti",
    },
    "paragraphs": {
        "one": "paragrafo",
        "many": "paragrafi",
        "other": "paragrafi",
    },
    "line": "riga {number}",
    "read": "Letto il {date}",
    "licence": "Licenza:",
    "language": "Lingua: {language}",
    "archived_copy": "Copia archiviata",
    "archived_copy_of": "Copia archiviata di {title}",
    # beside and below the text
    "cite": "Cita",
    "also_as": "Anche come:",
    "on_this_page": "In questa pagina",
    "related": "Correlati",
    "earlier": "Precedente",
    "later": "Successivo",
    "table": "Tabella",
    "timeline": "Cronologia",
    "notes": "Note",
    # what is not published
    "pinned": "In evidenza",
    "draft": "Bozza",
    "draft_note": "Questa è una bozza. Non fa parte del sito pubblicato.",
    "scheduled": "Programmato",
    "scheduled_note": "Questo articolo non è ancora pubblicato.",
    "appears_on": "Esce il {date}",
    # lists
    "latest_briefings": "Ultimi articoli",
    "nothing_yet": "Qui non c’è ancora nulla.",
    "years": "Anni",
    "newer": "Più recenti",
    "older": "Meno recenti",
    "pages": "Pagine",
    "page": "Pagina {number}",
    "page_of": "Pagina {number} di {total}",
    "edition": "Edizione del {date}",
    "end_of_edition": "Fine dell’edizione",
    # search
    "find_words": "Parole",
    "find_titles": "Filtra per titolo",
    "year": "Anno",
    "all": "Tutti",
    "more_results": "Mostra altri",
    "search_failed": "La ricerca non è disponibile al momento.",
    "search_without_script": "La ricerca richiede JavaScript. Tutto si trova nell’archivio:",
    "result_count": {
        "one": "{n} risultato",
        "other": "{n} risultati",
    },
    # the page for what is not there
    "not_found": "Pagina non trovata",
    "not_found_text": "A questo indirizzo non c’è nulla. Forse è scritto male.",
    "moved": "Questa pagina ha cambiato indirizzo",
    # punctuation
    "quote_open": "«",
    "quote_close": "»",
    "separator": ", ",
    "group_separator": "; ",
}
