"""Publishing a built site elsewhere: into a folder, or as a commit on a branch of git.

Invariant: what we did not put there is neither changed nor deleted, and a second time nothing is done. In a folder a
list names what is ours; on a branch everything is, but for a `CNAME`, which hosts put there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from briefings.errors import BriefingsError, Location, UsageError

LIST = ".briefings-deployed"
GIT = "git:"
OURS = frozenset({".gitignore", LIST})
"""Files of the output that are of no use elsewhere."""


class Deployed(NamedTuple):
    """What was done: how many files were written, removed and left as they were, and what to say of it besides."""

    written: int
    removed: int
    kept: int
    where: str


def deploy(site: Path, target: str, root: Path, remote: str = "") -> Deployed:
    """Publish into a folder, or on ``git:BRANCH`` of the repository around `root`, pushed to a remote if named."""
    if not target.startswith(GIT):
        return to_folder(site, Path(target))
    return to_branch(site, target.removeprefix(GIT), root, remote)


def files_of(folder: Path) -> list[str]:
    """Name the files below a folder, in the order in which they are to be published: pages after what they show."""
    found = [
        (Path(at) / name).relative_to(folder).as_posix() for at, _, names in os.walk(folder) for name in names
    ]
    return sorted(
        (path for path in found if path not in OURS), key=lambda path: (path.endswith(".html"), path)
    )


# --- a folder ------------------------------------------------------------------------------------------


def to_folder(site: Path, folder: Path) -> Deployed:
    """Copy what differs, then delete what we put there earlier and is no more."""
    listed = known(folder)
    wanted = files_of(site)
    different = [path for path in wanted if not is_same(site / path, folder / path)]
    for path in different:
        if path not in listed and os.path.lexists(folder / path):
            hint = f"move it away, or add its name to {LIST} if it may be replaced"
            raise BriefingsError("not put here by us: left as it is", Location(str(folder / path)), hint=hint)
    gone = [path for path in listed if path not in set(wanted) and (folder / path).is_file()]
    if different or gone or set(wanted) != set(listed):
        folder.mkdir(parents=True, exist_ok=True)
        write_list(folder, {*listed, *wanted})  # before the first file: what we leave behind is known as ours
        for path in different:
            copy(site / path, folder / path)
        for path in gone:
            remove(folder, path)
        write_list(folder, wanted)
    return Deployed(len(different), len(gone), len(wanted) - len(different), f"in {folder}/")


def known(folder: Path) -> list[str]:
    """Give what we put into a folder; refuses one with files of others, and none of ours."""
    try:
        lines = (folder / LIST).read_text("utf-8").splitlines()
    except FileNotFoundError:
        if folder.is_dir() and any(folder.iterdir()):
            hint = f"name an empty folder, or put an empty file {LIST} into it"
            raise BriefingsError(
                "this folder is not empty and was not filled by briefings", Location(str(folder)), hint=hint
            ) from None
        return []
    return [line for line in lines if line and not line.startswith("/") and ".." not in line.split("/")]


def write_list(folder: Path, paths: Iterable[str]) -> None:
    """Note what is ours."""
    staged = folder / f"{LIST}.new"
    staged.write_text("".join(f"{path}\n" for path in sorted(paths)), "utf-8")
    staged.replace(folder / LIST)


def is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same; links are none."""
    if other.is_symlink() or not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    return one.read_bytes() == other.read_bytes()


def copy(source: Path, target: Path) -> None:
    """Put a file in its place so that it is wholly the old or wholly the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, staged)
    staged.replace(target)


def remove(folder: Path, path: str) -> None:
    """Delete a file, and the folders that are empty without it."""
    (folder / path).unlink()
    for parent in (folder / path).parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()


# --- a branch ------------------------------------------------------------------------------------------


def to_branch(site: Path, branch: str, root: Path, remote: str) -> Deployed:
    """Commit the site as all that a branch holds; neither the files nor the index of the user's are touched."""
    with tempfile.TemporaryDirectory() as folder:
        git = Git(root, {"GIT_INDEX_FILE": f"{folder}/index"})
        ref = refusing(git, branch)
        before = git.answer("rev-parse", "--verify", "--quiet", ref)
        git.run("--work-tree", str(site), "add", "--all", "--force", ".", folder=site)
        git.run("rm", "--cached", "--force", "--quiet", "--ignore-unmatch", *OURS)  # of our index alone
        empty = git.run("hash-object", "-w", "--stdin")
        git.run(
            "update-index", "--add", "--cacheinfo", f"100644,{empty},.nojekyll"
        )  # or GitHub leaves out `_…`
        if before and (name := git.answer("rev-parse", "--verify", "--quiet", f"{ref}:CNAME")):
            git.run("update-index", "--add", "--cacheinfo", f"100644,{name},CNAME")
        tree = git.run("write-tree")
        changes = git.run("diff-tree", "-r", "--name-status", "--no-renames", before or empty_tree(git), tree)
        states = [line[0] for line in changes.splitlines()]
        if states or not before:
            parent = ("-p", before) if before else ()
            message = f"Publish the site: {len(states)} files changed"
            commit = git.run("commit-tree", tree, *parent, "-m", message)
            git.run("update-ref", "-m", "briefings deploy", ref, commit, before)
        where = f"on the branch {branch}"
        if remote:
            git.run("push", "--quiet", remote, f"{ref}:{ref}")
            where += f", pushed to {remote}"
        removed = states.count("D")
        written = len(states) - removed
        kept = len(git.run("ls-tree", "-r", "--name-only", tree).splitlines()) - written
        return Deployed(written, removed, kept, where)


def refusing(git: Git, branch: str) -> str:
    """Give the full name of a branch; refuses one that is checked out, for its files would no longer be its own."""
    if not branch or git.answer("check-ref-format", "--branch", branch) != branch:
        raise UsageError(f"not the name of a branch: {branch!r}; write --to git:gh-pages")
    ref = f"refs/heads/{branch}"
    if f"branch {ref}" in git.run("worktree", "list", "--porcelain").splitlines():
        raise UsageError(
            f"the branch {branch} is checked out; name one of its own for the site, such as gh-pages"
        )
    return ref


def empty_tree(git: Git) -> str:
    """Give the name of the tree with nothing in it."""
    return git.run("hash-object", "-t", "tree", "-w", "--stdin")


class Git:
    """The program git, in a repository."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        """Find the repository around a folder; raises where there is none, or no git."""
        self._root = root
        self._environment = {**os.environ, **environment, "LC_ALL": "C.UTF-8"}
        self._folder: list[str] = []
        self._folder = ["--git-dir", self.run("rev-parse", "--absolute-git-dir")]

    def run(self, *arguments: str, folder: Path | None = None) -> str:
        """Give what git prints; raises with what it complains of."""
        done = self._done(arguments, folder)
        if done.returncode:
            said = done.stderr.strip().removeprefix("fatal: ") or f"git {arguments[0]} failed"
            raise BriefingsError(said, Location("git"))
        return done.stdout.strip()

    def answer(self, *arguments: str) -> str:
        """Give what git prints; "" where it has no answer."""
        done = self._done(arguments, None)
        return "" if done.returncode else done.stdout.strip()

    def _done(self, arguments: Iterable[str], folder: Path | None) -> subprocess.CompletedProcess[str]:
        command = ["git", "-c", "core.autocrlf=false", *self._folder, *arguments]
        try:
            return subprocess.run(  # noqa: S603 - git, with names that were checked
                command,
                cwd=folder or self._root,
                env=self._environment,
                input="",
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise UsageError("--to git:… needs git, which is not installed here") from error
