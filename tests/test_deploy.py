"""`deploy`: the site somewhere else, nothing of others touched, and nothing done twice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.command import Run, in_process
from tests.conftest import Site, briefing


@pytest.fixture
def here(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    site.write("content/briefings/a.md", briefing(topics="Climate"))
    site.write("content/briefings/b.md", briefing(title="Second", date="2025-12-02"))
    monkeypatch.chdir(site.root)
    return site


@pytest.fixture
def public(site: Site) -> Path:
    return site.root.parent / "public"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def built(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in tree(site.root / "site").items() if path != ".gitignore"}


def deploy(where: object, *more: str) -> Run:
    return in_process("deploy", "--to", str(where), *more)


# --- a folder ------------------------------------------------------------------------------------------


def test_a_folder_holds_the_site_and_a_second_time_nothing_changes(here: Site, public: Path) -> None:
    first, second = deploy(public), deploy(public)

    found = tree(public)
    listed = found.pop(".briefings-deployed").decode().splitlines()
    assert found == built(here)
    assert listed == sorted(found)
    assert f"{len(found)} files written, 0 removed, 0 unchanged in" in first.stdout
    assert f"nothing changed: {len(found)} files in" in second.stdout


def test_only_what_differs_is_written_and_what_is_gone_is_removed(here: Site, public: Path) -> None:
    deploy(public)
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*") if path.is_file()}
    here.remove("content/briefings/b.md")
    deploy(public)

    assert not (public / "briefings/b").exists()
    assert tree(public).keys() - {".briefings-deployed"} == built(here).keys()
    style = next(public.glob("assets/*.css"))
    assert style.stat().st_mtime_ns == before[style]


def test_files_of_others_stay(here: Site, public: Path) -> None:
    deploy(public)
    (public / "CNAME").write_text("example.org\n")
    here.remove("content/briefings/b.md")
    deploy(public)

    assert (public / "CNAME").read_text() == "example.org\n"


def test_a_file_of_others_where_ours_should_be_is_left(here: Site, public: Path) -> None:
    deploy(public)
    (public / "briefings/c").mkdir()
    (public / "briefings/c/index.html").write_text("THEIRS")
    here.write("content/briefings/c.md", briefing(title="Third"))
    before, result = tree(public), deploy(public)

    assert result.code == 1
    assert "briefings/c/index.html: error: not put here by us" in result.stderr
    assert tree(public) == before


@pytest.mark.usefixtures("here")
def test_a_folder_of_others_is_refused(public: Path) -> None:
    public.mkdir()
    (public / "thesis.txt").write_text("ALL I HAVE")
    result = deploy(public)

    assert result.code == 1
    assert "was not filled by briefings" in result.stderr
    assert list(tree(public)) == ["thesis.txt"]


@pytest.mark.usefixtures("here")
def test_a_list_that_leads_out_of_the_folder_deletes_nothing_there(public: Path) -> None:
    public.mkdir()
    outside = public.parent / "outside.txt"
    outside.write_text("OTHERS")
    (public / ".briefings-deployed").write_text(f"../outside.txt\n{outside}\n")

    assert deploy(public).code == 0
    assert outside.read_text() == "OTHERS"


def test_a_site_with_errors_is_not_published(here: Site, public: Path) -> None:
    deploy(public)
    before = tree(public)
    here.write("content/briefings/a.md", "---\ntitel: No\n---\n")
    result = deploy(public)

    assert result.code == 1
    assert "nothing was published" in result.stdout
    assert tree(public) == before


def test_without_an_address_nothing_is_published(here: Site, public: Path) -> None:
    here.write("briefings.toml", '[site]\ntitle = "Piers"\n')

    assert deploy(public).code == 1
    assert not public.exists()
    assert deploy(public, "--base-url", "https://example.org/").code == 0


# --- a branch ------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str, given: str = "") -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(
        command, cwd=folder, input=given, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def repository(here: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    git(here.root, "init", "--quiet", "--initial-branch", "main")
    git(here.root, "add", "briefings.toml")
    git(here.root, "commit", "--quiet", "-m", "Begin")
    return here.root


def committed(folder: Path, branch: str) -> set[str]:
    return set(git(folder, "-c", "core.quotePath=off", "ls-tree", "-r", "--name-only", branch).splitlines())


def test_a_branch_holds_the_site_and_a_second_time_nothing_changes(here: Site, repository: Path) -> None:
    in_process("build")
    status = git(repository, "status", "--porcelain")
    first = deploy("git:gh-pages")
    commit = git(repository, "rev-parse", "gh-pages")
    second = deploy("git:gh-pages")

    assert committed(repository, "gh-pages") == {*built(here), ".nojekyll"}
    page = git(repository, "show", "gh-pages:briefings/a/index.html")
    assert page == here.page("briefings/a/index.html").strip()
    assert "written, 0 removed, 0 unchanged on the branch gh-pages" in first.stdout
    assert "nothing changed" in second.stdout
    assert git(repository, "rev-parse", "gh-pages") == commit
    assert git(repository, "branch", "--show-current") == "main"
    assert git(repository, "status", "--porcelain") == status, "neither files nor index"


def test_a_change_is_a_commit_on_top_that_keeps_the_hosts_own_file(here: Site, repository: Path) -> None:
    deploy("git:gh-pages")
    before = git(repository, "rev-parse", "gh-pages")
    blob = git(repository, "hash-object", "-w", "briefings.toml")
    tree_of = git(repository, "ls-tree", "gh-pages") + f"\n100644 blob {blob}\tCNAME\n"
    with_name = git(repository, "mktree", given=tree_of)
    ours = git(repository, "commit-tree", with_name, "-p", before, "-m", "Name")
    git(repository, "update-ref", "refs/heads/gh-pages", ours)
    here.remove("content/briefings/b.md")
    result = deploy("git:gh-pages")

    assert result.code == 0
    assert "briefings/b/index.html" not in committed(repository, "gh-pages")
    assert "CNAME" in committed(repository, "gh-pages")
    assert git(repository, "rev-parse", "gh-pages~1") == ours


def test_a_gitignore_of_the_users_is_no_hindrance(here: Site, repository: Path) -> None:
    here.write(".gitignore", "/site/\n")
    git(repository, "add", ".gitignore")
    result = deploy("git:gh-pages")

    assert (result.code, result.stderr) == (0, "")
    assert ".gitignore" not in committed(repository, "gh-pages")
    assert here.read(".gitignore") == "/site/\n"
    assert git(repository, "diff", "--cached", "--name-only") == ".gitignore"


def test_a_branch_is_pushed_where_that_is_asked_for(repository: Path) -> None:
    remote = repository.parent / "remote.git"
    git(repository, "init", "--quiet", "--bare", str(remote))
    git(repository, "remote", "add", "origin", str(remote))
    result = deploy("git:gh-pages", "--push", "origin")

    assert "pushed to origin" in result.stdout
    assert git(remote, "rev-parse", "gh-pages") == git(repository, "rev-parse", "gh-pages")
    assert deploy("git:gh-pages", "--push", "elsewhere").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("git:main",), "is checked out"),
        (("git:",), "not the name of a branch"),
        (("git:-x",), "not the name of a branch"),
        (("public", "--push", "origin"), "--push is for branches"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], message: str) -> None:
    result = deploy(*arguments)

    assert result.code == 2
    assert message in result.stderr


@pytest.mark.usefixtures("here")
def test_outside_of_a_repository_git_says_so() -> None:
    result = deploy("git:gh-pages")

    assert result.code == 1
    assert "git: error: not a git repository" in result.stderr
