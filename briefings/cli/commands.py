"""The commands, each of them short: it reads its options, calls one function below, and shows the result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefings import __version__

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
ENCODING = click.option(
    "--encoding", default="", metavar="NAME", help="The encoding of standard input; else it is guessed."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def common(command: Any) -> Any:
    """Give a command the options that all have."""
    command = click.option("--traceback", is_flag=True, help="Show everything about a bug of ours.")(command)
    command = click.option("-v", "--verbose", is_flag=True, help="Say more.")(command)
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(command)


def profiled(command: Any) -> Any:
    """Give a command that works on a whole site the option to say where the time goes."""
    words = "Write seconds a rule and template to .briefings/profile."
    return click.option("--profile", is_flag=True, help=words)(command)


class ReaderGone(Exception):  # noqa: N818 - nothing is wrong
    """Whoever read our output has left; click would end the process with 1 by itself."""


class Ordered(click.Group):
    """Lists the commands in the order of the work."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the names in the order of definition."""
        return list(self.commands)


@click.group(cls=Ordered, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="briefings")
def briefings() -> None:
    """Turn raw article texts into briefings whose every key fact can be checked, and into a fast site."""


@briefings.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@common
def new(folder: Path, **options: Any) -> int:
    """Make a new site in DIR, with a sample source."""
    from briefings.cli import site  # noqa: PLC0415 - heavy

    return site.new(folder, site.Manner.of(options))


@briefings.command()
@PATHS
@JSON
@common
def add(paths: tuple[str, ...], *, as_json: bool, **options: Any) -> int:
    """Import texts, pages, mails, documents, feeds and links into the sources. PATH is a file, a folder, or -."""
    from briefings.cli import adding, site  # noqa: PLC0415 - heavy

    return adding.add(paths, site.Manner.of(options, as_json=as_json))


@briefings.command()
@PATHS
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write NAME.md (.diff, .json) for each source into it."
)
@click.option("--diff", is_flag=True, help="Show what was removed or changed, and by which step.")
@click.option(
    "--keep",
    type=click.IntRange(1),
    multiple=True,
    metavar="LINE",
    help="Remember in FILE.toml that the block removed at this line stays; may be given again.",
)
@ENCODING
@click.option("--jsonl", is_flag=True, help='Answer {"id", "raw"} a line on standard input.')
@JSON
@common
def clean(paths: tuple[str, ...], **options: Any) -> int:
    """Clean raw texts: the article, and nothing else. PATH is a file, a folder, or - for standard input."""
    from briefings.cli import texts  # noqa: PLC0415 - heavy

    return texts.clean(paths, **options)


@briefings.command()
@PATHS
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write NAME.json for each source into this folder."
)
@ENCODING
@click.option(
    "--jsonl", is_flag=True, help='Answer {"id", "text", "title", "date"} a line on standard input.'
)
@JSON
@common
def facts(paths: tuple[str, ...], **options: Any) -> int:
    """Find the facts of sources, best first, each with the sentence it stands in."""
    from briefings.cli import texts  # noqa: PLC0415 - heavy

    return texts.facts(paths, **options)


for command in (clean, facts):  # with --jsonl there is nothing to name
    next(parameter for parameter in command.params if parameter.name == "paths").required = False


@briefings.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--executor",
    default="",
    metavar="dask://HOST:PORT",
    help="Study the sources on the workers of a Dask cluster.  [default: on all cores here]",
)
@JSON
@profiled
@common
def draft(paths: tuple[str, ...], *, as_json: bool, executor: str, **options: Any) -> int:
    """Write briefings from new or changed sources, or from those named; never over an edit."""
    from briefings.cli import site  # noqa: PLC0415 - heavy

    return site.draft(paths, site.Manner.of(options, as_json=as_json), executor)


@briefings.command("list")
@click.argument("what", default="", metavar="[briefings|sources]")
@click.option(
    "--status", default="", metavar="STATUS", help="Those that are draft, ready, scheduled or expired."
)
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Those on a topic.")
@click.option("--source", "sources", multiple=True, metavar="FILE", help="Those made of a source.")
@click.option("--language", default="", metavar="CODE", help="Those in a language, such as de.")
@click.option("--unsupported", is_flag=True, help="Those with facts that their sources do not support.")
@click.option("--single-source", is_flag=True, help="Those with facts, or a whole text, of one source alone.")
@click.option("--proposed", is_flag=True, help="Those to which a change is proposed.")
@click.option("--twins", is_flag=True, help="Sources that are one text: the same, edited, or a part of it.")
@click.option(
    "--sort", default="", metavar="KEY", help="Sort by a key of --json: dates and numbers fall, words rise."
)
@JSON
@common
def show(*, as_json: bool, **options: Any) -> int:
    """List the briefings, or the sources; all that is asked for must hold."""
    from briefings.cli import listing, site  # noqa: PLC0415 - heavy

    manner = site.Manner.of(options, as_json=as_json)
    return listing.show(listing.Sought.of(options), manner)


@briefings.command()
@click.option("--now", default="", metavar="TIME", help="Look from this time on, such as 2026-11-23T06:00.")
@click.option("--next", "only_next", is_flag=True, help="Print the next moment alone, or nothing, for cron.")
@JSON
@common
def schedule(*, now: str, only_next: bool, as_json: bool, **options: Any) -> int:
    """Say what appears and expires by the clock, and when the site is to be built next."""
    from briefings.cli import moments, site  # noqa: PLC0415 - heavy

    return moments.schedule(now, site.Manner.of(options, as_json=as_json), only_next=only_next)


@briefings.command()
@click.argument("names", nargs=-1, required=True, metavar="BRIEFING…")
@common
def merge(names: tuple[str, ...], **options: Any) -> int:
    """Make one briefing of several sources; the first one leads, the others are kept beside it."""
    from briefings.cli import joining, site  # noqa: PLC0415 - heavy

    return joining.merge(names, site.Manner.of(options))


@briefings.command()
@click.argument("name", metavar="BRIEFING")
@common
def split(name: str, **options: Any) -> int:
    """Undo a merge: the briefings that went into this one are there again."""
    from briefings.cli import joining, site  # noqa: PLC0415 - heavy

    return joining.split(name, site.Manner.of(options))


@briefings.command()
@click.argument("names", nargs=-1, metavar="[BRIEFING…]")
@common
def diff(names: tuple[str, ...], **options: Any) -> int:
    """Show the changes that are proposed to briefings you edited, or list them."""
    from briefings.cli import proposals, site  # noqa: PLC0415 - heavy

    return proposals.diff(names, site.Manner.of(options))


@briefings.command()
@click.argument("name", metavar="BRIEFING")
@common
def accept(name: str, **options: Any) -> int:
    """Take the change that is proposed to a briefing."""
    from briefings.cli import proposals, site  # noqa: PLC0415 - heavy

    return proposals.accept(name, site.Manner.of(options))


@briefings.command()
@click.argument("name", metavar="BRIEFING")
@common
def decline(name: str, **options: Any) -> int:
    """Drop the change that is proposed to a briefing; it is not proposed again."""
    from briefings.cli import proposals, site  # noqa: PLC0415 - heavy

    return proposals.decline(name, site.Manner.of(options))


@briefings.command()
@click.option("--out", type=click.Path(path_type=Path), help="The output folder.  [default: site]")
@click.option(
    "--base-url", default="", metavar="URL", help="Where the site will stand; wins over the configuration."
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors, and leave the old site as it is.")
@click.option("--drafts", is_flag=True, help="Build drafts and future briefings too.")
@click.option("--now", default="", metavar="TIME", help="Build as if at this time, such as 2026-11-23T06:00.")
@click.option("--fresh", is_flag=True, help="Forget what earlier builds found out.")
@click.option("--no-draft", is_flag=True, help="Do not draft from sources first.")
@click.option("--offline", is_flag=True, help="Build a site that opens from a folder, without a server.")
@click.option("--check", is_flag=True, help="Look the site over too; an error leaves the old one as it is.")
@click.option("--watch", is_flag=True, help="Go on building at each change, until Ctrl-C.")
@click.option("--poll", is_flag=True, help="With --watch: look at the files instead of waiting for events.")
@JSON
@profiled
@common
def build(*, as_json: bool, **options: Any) -> int:
    """Draft, then build the site into its output folder."""
    from briefings.cli import site  # noqa: PLC0415 - heavy

    return site.build(site.BuildOptions.of(options), site.Manner.of(options, as_json=as_json))


@briefings.command()
@click.option(
    "--host", metavar="HOST", default="127.0.0.1", show_default=True, help="The address to listen on."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="The port; a used one is an error.  [default: 8000]",
)
@click.option("--poll", is_flag=True, help="Look at the files instead of waiting for events.")
@click.option("--now", default="", metavar="TIME", help="Show the site as if at this time.")
@profiled
@common
def serve(*, host: str, port: int | None, poll: bool, now: str, **options: Any) -> int:
    """Preview the site with live reload; drafts are visible and marked. `site/` is not touched."""
    from briefings.cli import site  # noqa: PLC0415 - heavy

    return site.serve(host, port, now, site.Manner.of(options), poll=poll)


@briefings.command()
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--drafts", is_flag=True, help="Look at drafts and future briefings too.")
@click.option(
    "--base-url", default="", metavar="URL", help="Where the site will stand; wins over the configuration."
)
@click.option("--external", is_flag=True, help="Ask other hosts whether what the site leads to is there.")
@click.option(
    "--facts", is_flag=True, help="Report facts alone: which are unsupported, which have one source."
)
@JSON
@profiled
@common
def check(*, as_json: bool, strict: bool, drafts: bool, base_url: str, external: bool, **options: Any) -> int:
    """Look the site over: facts against their sources, links, licences, feeds. Nothing is written."""
    from briefings.cli import site  # noqa: PLC0415 - heavy

    manner = site.Manner.of(options, as_json=as_json)
    if options["facts"]:
        from briefings.cli import grounds  # noqa: PLC0415 - only here

        return grounds.show(manner, drafts=drafts, strict=strict)
    return site.check(manner, base_url=base_url, drafts=drafts, strict=strict, external=external)


@briefings.command()
@click.option(
    "--to",
    required=True,
    metavar="FOLDER|git:BRANCH",
    help="Where to: a folder, or a branch of the repository.",
)
@click.option("--push", default="", metavar="REMOTE", help="Push the branch there, such as to origin.")
@click.option(
    "--base-url", default="", metavar="URL", help="Where the site will stand; wins over the configuration."
)
@common
def deploy(*, to: str, push: str, base_url: str, **options: Any) -> int:
    """Build the site, look it over, and publish it into a folder or a branch; errors publish nothing."""
    from briefings.cli import site  # noqa: PLC0415 - heavy

    return site.deploy(to, push, base_url, site.Manner.of(options))


@briefings.command()
@click.argument("name", default="latest", metavar="[DAY|WEEK]")
@click.option("--eml", default="", metavar="FILE", help="Write the mail, page and text in one, to this file.")
@click.option("--html", default="", metavar="FILE", help="Write its page to this file.")
@click.option("--text", default="", metavar="FILE", help="Write its text to this file.")
@click.option("--subject", default="", metavar="TEXT", help="The subject.  [default: the edition's title]")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@click.option(
    "--base-url", default="", metavar="URL", help="Where the site will stand; wins over the configuration."
)
@click.option("--now", default="", metavar="TIME", help="Look as if at this time, such as 2026-11-23T06:00.")
@JSON
@common
def edition(**options: Any) -> int:
    """Give an edition as a mail: of a day, a week such as 2026-W48, or the latest. FILE may be -. Nothing is sent."""
    from briefings.cli import editions, site  # noqa: PLC0415 - heavy

    return editions.edition(editions.EditionOptions.of(options), site.Manner.of(options))


@briefings.command()
@click.argument("page", metavar="PAGE")
@common
def why(page: str, **options: Any) -> int:
    """Say why a page was last built. PAGE is its address or its file in the output folder."""
    from briefings.cli import site  # noqa: PLC0415 - heavy

    return site.why(page, site.Manner.of(options))


@briefings.group()
def theme() -> None:
    """Work on the theme of the site."""


@theme.command()
@click.argument("file", default="", metavar="[FILE]")
@common
def eject(file: str, **options: Any) -> int:
    """Copy a file of the theme in use into the site, to change it there; without FILE, list them."""
    from briefings.cli import site  # noqa: PLC0415 - heavy

    return site.eject(file, site.Manner.of(options))
