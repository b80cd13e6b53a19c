"""French."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str | Mapping[str, str]] = {
    # the key facts box
    "key_facts": "L’essentiel",
    "who": "Qui",
    "where": "Où",
    "when": "Quand",
    "how_much": "Combien",
    "quote": "Dans leurs mots",
    "background": "Contexte",
    "differ": "Les sources divergent",
    # around every page
    "skip": "Aller au contenu",
    "site": "Site",
    "latest": "À la une",
    "topics": "Thèmes",
    "topic": "Thème",
    "people": "Personnes",
    "places": "Lieux",
    "archive": "Archives",
    "search": "Recherche",
    "feed": "Flux",
    "about_site": "À propos de ce site",
    # the line below a title
    "published": "Publié le {date}",
    "updated": "Mis à jour le {date}",
    "corrected": "Corrigé le {date}",
    "corrected_label": "Corrigé",
    "corrections": "Corrections",
    "other_languages": "Dans d’autres langues :",
    "no_corrections": "Il n’y a pas de corrections.",
    "undated": "Sans date",
    "reading_time": {
        "one": "{n} min de lecture",
        "other": "{n} min de lecture",
    },
    "source_count": {
        "one": "{n} source",
        "other": "{n} sources",
    },
    "briefing_count": {
        "one": "{n} article",
        "other": "{n} articles",
    },
    "correction_count": {
        "one": "{n} correction",
        "other": "{n} corrections",
    },
    # sources and their marks
    "sources": "Sources",
    "sources_differ": "Les sources divergent",
    "no_source": "Sans source",
    "no_source_because": "Sans source\u00a0: {reason}",
    "mark": "Source {number}, ligne {line}\u00a0: {title}",
    "used_in": "Utilisé dans\u00a0:",
    "fact": "point {number}",
    "paragraph": "paragraphe {number}",
    "facts": {
        "one": "point",
        "many": "points",
        "other": "points",
    },
    "paragraphs": {
        "one": "paragraphe",
        "many": "paragraphes",
        "other": "paragraphes",
    },
    "line": "ligne {number}",
    "read": "Consulté le {date}",
    "licence": "Licence\u00a0:",
    "language": "Langue\u00a0: {language}",
    "archived_copy": "Copie archivée",
    "archived_copy_of": "Copie archivée de {title}",
    # beside and below the text
    "cite": "Citer",
    "also_as": "Aussi en :",
    "on_this_page": "Sur cette page",
    "related": "À lire aussi",
    "earlier": "Précédent",
    "later": "Suivant",
    "table": "Tableau",
    "timeline": "Chronologie",
    "notes": "Notes",
    # what is not published
    "pinned": "Épinglé",
    "draft": "Brouillon",
    "draft_note": "Ceci est un brouillon. Il ne fait pas partie du site publié.",
    "scheduled": "Programmé",
    "scheduled_note": "Cet article n’est pas encore publié.",
    "appears_on": "Paraît le {date}",
    # lists
    "latest_briefings": "Derniers articles",
    "nothing_yet": "Rien ici pour le moment.",
    "years": "Années",
    "newer": "Plus récents",
    "older": "Plus anciens",
    "pages": "Pages",
    "page": "Page {number}",
    "page_of": "Page {number} sur {total}",
    "edition": "Édition du {date}",
    "end_of_edition": "Fin de l’édition",
    # search
    "find_words": "Mots",
    "find_titles": "Filtrer par titre",
    "year": "Année",
    "all": "Tous",
    "more_results": "Afficher plus",
    "search_failed": "La recherche est indisponible pour le moment.",
    "search_without_script": "La recherche a besoin de JavaScript. Tout figure dans les archives :",
    "result_count": {
        "one": "{n} résultat",
        "other": "{n} résultats",
    },
    # the page for what is not there
    "not_found": "Page introuvable",
    "not_found_text": "Il n’y a rien à cette adresse. Elle est peut-être mal écrite.",
    "moved": "Cette page a changé d’adresse",
    # punctuation
    "quote_open": "«\u00a0",
    "quote_close": "\u00a0»",
    "separator": ", ",
    "group_separator": "; ",
}
