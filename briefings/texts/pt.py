"""Portuguese."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str | Mapping[str, str]] = {
    # the key facts box
    "key_facts": "O essencial",
    "who": "Quem",
    "where": "Onde",
    "when": "Quando",
    "how_much": "Quanto",
    "quote": "Nas suas palavras",
    "background": "Contexto",
    "differ": "As fontes divergem",
    # around every page
    "skip": "Ir para o conteúdo",
    "site": "Site",
    "latest": "Mais recentes",
    "topics": "Temas",
    "topic": "Tema",
    "people": "Pessoas",
    "places": "Lugares",
    "archive": "Arquivo",
    "search": "Pesquisa",
    "feed": "Feed",
    "about_site": "Sobre este site",
    # the line below a title
    "published": "Publicado em {date}",
    "updated": "Atualizado em {date}",
    "corrected": "Corrigido em {date}",
    "corrected_label": "Corrigido",
    "corrections": "Correções",
    "other_languages": "Em outras línguas:",
    "no_corrections": "Não há correções.",
    "undated": "Sem data",
    "reading_time": {
        "one": "{n} min de leitura",
        "other": "{n} min de leitura",
    },
    "source_count": {
        "one": "{n} fonte",
        "other": "{n} fontes",
    },
    "briefing_count": {
        "one": "{n} resumo",
        "other": "{n} resumos",
    },
    "correction_count": {
        "one": "{n} correção",
        "other": "{n} correções",
    },
    # sources and their marks
    "sources": "Fontes",
    "sources_differ": "As fontes divergem",
    "no_source": "Sem fonte",
    "no_source_because": "Sem fonte: {reason}",
    "mark": "Fonte {number}, linha {line}: {title}",
    "used_in": "Usado em:",
    "fact": "ponto {number}",
    "paragraph": "parágrafo {number}",
    "facts": {
        "one": "ponto",
        "many": "pontos",
        "other": "pontos",
    },
    "paragraphs": {
        "one": "parágrafo",
        "many": "parágrafos",
        "other": "parágrafos",
    },
    "line": "linha {number}",
    "read": "Lido em {date}",
    "licence": "Licença:",
    "language": "Língua: {language}",
    "archived_copy": "Cópia arquivada",
    "archived_copy_of": "Cópia arquivada de {title}",
    # beside and below the text
    "cite": "Citar",
    "also_as": "Também como:",
    "on_this_page": "Nesta página",
    "related": "Relacionado",
    "earlier": "Anterior",
    "later": "Seguinte",
    "table": "Tabela",
    "timeline": "Cronologia",
    "notes": "Notas",
    # what is not published
    "pinned": "Fixado",
    "draft": "Rascunho",
    "draft_note": "Isto é um rascunho. Não faz parte do site publicado.",
    "scheduled": "Agendado",
    "scheduled_note": "Este resumo ainda não foi publicado.",
    "appears_on": "Aparece em {date}",
    # lists
    "latest_briefings": "Resumos mais recentes",
    "nothing_yet": "Ainda não há nada aqui.",
    "years": "Anos",
    "newer": "Mais recentes",
    "older": "Mais antigos",
    "pages": "Páginas",
    "page": "Página {number}",
    "page_of": "Página {number} de {total}",
    "edition": "Edição de {date}",
    "end_of_edition": "Fim da edição",
    # search
    "find_words": "Palavras",
    "find_titles": "Filtrar por título",
    "year": "Ano",
    "all": "Todos",
    "more_results": "Mostrar mais",
    "search_failed": "A pesquisa não está disponível de momento.",
    "search_without_script": "A pesquisa precisa de JavaScript. Tudo está no arquivo:",
    "result_count": {
        "one": "{n} resultado",
        "other": "{n} resultados",
    },
    # the page for what is not there
    "not_found": "Página não encontrada",
    "not_found_text": "Não há nada neste endereço. Talvez esteja mal escrito.",
    "moved": "Esta página mudou de endereço",
    # punctuation
    "quote_open": "“",
    "quote_close": "”",
    "separator": ", ",
    "group_separator": "; ",
}
