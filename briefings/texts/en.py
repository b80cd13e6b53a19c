"""English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str | Mapping[str, str]] = {
    # the key facts box
    "key_facts": "Key facts",
    "who": "Who",
    "where": "Where",
    "when": "When",
    "how_much": "How much",
    "quote": "In their words",
    "background": "Background",
    "differ": "Sources differ",
    # around every page
    "skip": "Skip to content",
    "site": "Site",
    "latest": "Latest",
    "topics": "Topics",
    "topic": "Topic",
    "people": "People",
    "places": "Places",
    "archive": "Archive",
    "search": "Search",
    "feed": "Feed",
    "about_site": "About this site",
    # the line below a title
    "published": "Published {date}",
    "updated": "Updated {date}",
    "corrected": "Corrected {date}",
    "corrected_label": "Corrected",
    "corrections": "Corrections",
    "other_languages": "In other languages:",
    "no_corrections": "There are no corrections.",
    "undated": "Without a date",
    "reading_time": {
        "one": "{n} min read",
        "other": "{n} min read",
    },
    "source_count": {
        "one": "{n} source",
        "other": "{n} sources",
    },
    "briefing_count": {
        "one": "{n} briefing",
        "other": "{n} briefings",
    },
    "correction_count": {
        "one": "{n} correction",
        "other": "{n} corrections",
    },
    # sources and their marks
    "sources": "Sources",
    "sources_differ": "Sources differ",
    "no_source": "No source given",
    "no_source_because": "No source given: {reason}",
    "mark": "Source {number}, line {line}: {title}",
    "used_in": "Used in:",
    "fact": "fact {number}",
    "paragraph": "paragraph {number}",
    "facts": {
        "one": "fact",
        "other": "facts",
    },
    "paragraphs": {
        "one": "paragraph",
        "other": "paragraphs",
    },
    "line": "line {number}",
    "read": "Read {date}",
    "licence": "Licence:",
    "language": "Language: {language}",
    "archived_copy": "Archived copy",
    "archived_copy_of": "Archived copy of {title}",
    # beside and below the text
    "cite": "Cite this",
    "also_as": "Also as:",
    "on_this_page": "On this page",
    "related": "Related",
    "earlier": "Earlier",
    "later": "Later",
    "table": "Table",
    "timeline": "Timeline",
    "notes": "Notes",
    # what is not published
    "pinned": "Pinned",
    "draft": "Draft",
    "draft_note": "This is a draft. It is not part of the published site.",
    "scheduled": "Scheduled",
    "scheduled_note": "This briefing is not published yet.",
    "appears_on": "Appears on {date}",
    # lists
    "latest_briefings": "Latest briefings",
    "nothing_yet": "Nothing here yet.",
    "years": "Years",
    "newer": "Newer",
    "older": "Older",
    "pages": "Pages",
    "page": "Page {number}",
    "page_of": "Page {number} of {total}",
    "edition": "Edition of {date}",
    "end_of_edition": "End of edition",
    # search
    "find_words": "Words",
    "find_titles": "Filter by title",
    "year": "Year",
    "all": "All",
    "more_results": "Show more",
    "search_failed": "Search is not available just now.",
    "search_without_script": "Search needs JavaScript. Every briefing is listed in the archive:",
    "result_count": {
        "one": "{n} result",
        "other": "{n} results",
    },
    # the page for what is not there
    "not_found": "Page not found",
    "not_found_text": "There is nothing at this address. It may have been mistyped.",
    "moved": "This page has moved",
    # punctuation
    "quote_open": "“",
    "quote_close": "”",
    "separator": ", ",
    "group_separator": "; ",
}
