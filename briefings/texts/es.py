"""Spanish."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str | Mapping[str, str]] = {
    # the key facts box
    "key_facts": "Datos clave",
    "who": "Quién",
    "where": "Dónde",
    "when": "Cuándo",
    "how_much": "Cuánto",
    "quote": "En sus palabras",
    "background": "Contexto",
    "differ": "Las fuentes difieren",
    # around every page
    "skip": "Ir al contenido",
    "site": "Sitio",
    "latest": "Lo último",
    "topics": "Temas",
    "topic": "Tema",
    "people": "Personas",
    "places": "Lugares",
    "archive": "Archivo",
    "search": "Buscar",
    "feed": "Canal",
    "about_site": "Acerca de este sitio",
    # the line below a title
    "published": "Publicado el {date}",
    "updated": "Actualizado el {date}",
    "corrected": "Corregido el {date}",
    "corrected_label": "Corregido",
    "corrections": "Correcciones",
    "other_languages": "En otros idiomas:",
    "no_corrections": "No hay correcciones.",
    "undated": "Sin fecha",
    "reading_time": {
        "one": "{n} min de lectura",
        "other": "{n} min de lectura",
    },
    "source_count": {
        "one": "{n} fuente",
        "other": "{n} fuentes",
    },
    "briefing_count": {
        "one": "{n} informe",
        "other": "{n} informes",
    },
    "correction_count": {
        "one": "{n} corrección",
        "other": "{n} correcciones",
    },
    # sources and their marks
    "sources": "Fuentes",
    "sources_differ": "Las fuentes difieren",
    "no_source": "Sin fuente",
    "no_source_because": "Sin fuente: {reason}",
    "mark": "Fuente {number}, línea {line}: {title}",
    "used_in": "Usado en:",
    "fact": "dato {number}",
    "paragraph": "párrafo {number}",
    "facts": {
        "one": "dato",
        "many": "datos",
        "other": "datos",
    },
    "paragraphs": {
        "one": "párrafo",
        "many": "párrafos",
        "other": "párrafos",
    },
    "line": "línea {number}",
    "read": "Leído el {date}",
    "licence": "Licencia:",
    "language": "Idioma: {language}",
    "archived_copy": "Copia archivada",
    "archived_copy_of": "Copia archivada de {title}",
    # beside and below the text
    "cite": "Citar",
    "also_as": "También como:",
    "on_this_page": "En esta página",
    "related": "Relacionado",
    "earlier": "Anterior",
    "later": "Siguiente",
    "table": "Tabla",
    "timeline": "Cronología",
    "notes": "Notas",
    # what is not published
    "pinned": "Fijado",
    "draft": "Borrador",
    "draft_note": "Esto es un borrador. No forma parte del sitio publicado.",
    "scheduled": "Programado",
    "scheduled_note": "Este informe aún no está publicado.",
    "appears_on": "Aparece el {date}",
    # lists
    "latest_briefings": "Últimos informes",
    "nothing_yet": "Aún no hay nada aquí.",
    "years": "Años",
    "newer": "Más recientes",
    "older": "Más antiguos",
    "pages": "Páginas",
    "page": "Página {number}",
    "page_of": "Página {number} de {total}",
    "edition": "Edición del {date}",
    "end_of_edition": "Fin de la edición",
    # search
    "find_words": "Palabras",
    "find_titles": "Filtrar por título",
    "year": "Año",
    "all": "Todos",
    "more_results": "Mostrar más",
    "search_failed": "La búsqueda no está disponible ahora.",
    "search_without_script": "La búsqueda necesita JavaScript. Todo está en el archivo:",
    "result_count": {
        "one": "{n} resultado",
        "other": "{n} resultados",
    },
    # the page for what is not there
    "not_found": "Página no encontrada",
    "not_found_text": "No hay nada en esta dirección. Quizá esté mal escrita.",
    "moved": "Esta página ha cambiado de dirección",
    # punctuation
    "quote_open": "«",
    "quote_close": "»",
    "separator": ", ",
    "group_separator": "; ",
}
