"""The rule for an edition as a mail: of a day, or of all days of a week.

Invariant: every address in it is whole, for a mail has no place of its own; and it knows no body, as no edition does.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefings import config, pages, themes
from briefings.graph import Product, Task
from briefings.letters import Letter
from briefings.pages import Page
from briefings.regex import regex
from briefings.rules.content import misconfigured
from briefings.rules.editions import briefs, days_of, edition_url, is_weekly, one_line, title
from briefings.rules.studio import Context, Studio, common, plain_page, site_view, static_address
from briefings.state import product

BLANK = regex(r"[ \t]+(?=\n)|\n{3,}")


def make_letter(theme: themes.Theme, task: Task, name: str) -> Product:
    """Make the mail of an edition, ``2026-11-23`` or ``2026-W48``, from the theme's two templates."""
    settings: config.SiteSettings = task.need("settings", "site")
    site = one_line(site_view(task, settings))
    if not site.base_url:
        hint = 'write base_url = "https://example.org/" under [site], or --base-url'
        raise misconfigured(task, "no base_url: links in a mail need whole addresses", "site.base_url", hint)
    mail: config.MailSettings = task.need("settings", "mail")
    studio = Studio(task, edition_url(name), site, settings.theme)
    days = {day: briefs(task, day) for day in days_of(task, name)}
    context = made_of(studio, name, days) | {"unsubscribe": mail.unsubscribe}
    html, text = (
        sound(theme.render(task.need("template", f"email.{kind}"), context)) for kind in ("html", "txt")
    )
    return product(
        Letter(
            name=name,
            subject=context["subject"],
            language=site.language.replace("_", "-"),
            date=last(settings.timezone, days.values()),
            home=site.base_url,
            html=html,
            text=BLANK.sub(lambda found: "\n\n" if found[0][0] == "\n" else "", text).strip() + "\n",
            count=len(context["titles"]),
            sender=mail.sender,
            unsubscribe=mail.unsubscribe,
        )
    )


def sound(text: str) -> str:
    """Give a text that has an encoding, as every page of the site does."""
    return text.encode("utf-8", "replace").decode()


def last(timezone: str, days: Iterable[Iterable[Page]]) -> str:
    """Give the moment of the newest briefing: a mail is dated by what it says, not by when it is written."""
    return max(pages.aware(pages.moment(item.date), timezone) for day in days for item in day).isoformat()


def made_of(studio: Studio, name: str, days: dict[str, list[Page]]) -> Context:
    """Give what the templates of a mail may use: what every template may, with whole addresses, and the days."""
    page = plain_page(studio, title(studio, name))
    has_pages = "editions" not in studio.site.off
    return {
        **common(studio, page),
        "url": studio.absolute,
        "asset": lambda file: studio.absolute(static_address(studio, file)),
        "page": page,
        "subject": f"{page.title} | {studio.site.title}",
        "weekly": is_weekly(name),
        "web": edition_url(name) if has_pages else "",
        "days": [
            {"date": day, "url": edition_url(day) if has_pages else "", "items": items}
            for day, items in days.items()
        ],
        "titles": [item.title for items in days.values() for item in items],
        "tokens": studio.task.need("tokens", ""),
    }
