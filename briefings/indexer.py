"""Feeds a folder of pages to Pagefind in the order of their names: a script of its own, run in the folder above it.

Pagefind counts pages as it meets them, and by itself meets them as the file system lists them, which is another order
on another disk. As a service it takes them one by one. It ends with its standard input, so that must stay open until
all is answered; and it would say that files are written before they are, so it is asked for what is in them, and they
are written here, to `made`. Only the standard library is imported.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

FIRST, EACH, LAST = range(3)  # numbers of messages; the answer to the last ends it
END = b","  # of a message: JSON in Base64
READ = 1 << 20  # bytes at once: the last answer has the whole index


def messages(pages: Path, language: str) -> Iterator[bytes]:
    """Give what the service is told: to begin, each page with the file that it stands in, and to give the index."""
    yield message(FIRST, {"type": "NewIndex", "config": {"force_language": language}})
    for path in sorted(path for path in pages.rglob("*") if path.is_file()):
        name, content = path.relative_to(pages).as_posix(), path.read_text("utf-8")
        yield message(EACH, {"type": "AddFile", "index_id": 0, "file_path": name, "file_contents": content})
    yield message(LAST, {"type": "GetFiles", "index_id": 0})


def message(number: int, payload: dict[str, Any]) -> bytes:
    """Encode one."""
    return base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + END


def answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Read what the service answers, as it comes."""
    rest = b""
    while read := stream.read1(READ):  # type: ignore[attr-defined]  # of a pipe it is there
        *whole, rest = (rest + read).split(END)
        yield from (json.loads(base64.b64decode(text)) for text in whole)


def main(language: str) -> int:
    """Make the index; gives 0 if there is one, and says on standard error why there is none."""
    command = [sys.executable, "-P", "-m", "pagefind", "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:  # noqa: S603
        assert service.stdin and service.stdout  # noqa: S101, PT018 - they are pipes
        feed = service.stdin

        def tell() -> None:
            for text in messages(Path("pages"), language):
                feed.write(text)
            feed.flush()

        threading.Thread(target=tell, daemon=True).start()
        for answer in answers(service.stdout):
            if answer["payload"]["type"] == "Error":
                sys.stderr.write(f"{answer['payload'].get('message')}\n")
                service.kill()
                return 1
            if answer["message_id"] == LAST:
                write(answer["payload"]["files"], Path("made"))
                return 0
    return 1


def write(files: list[dict[str, str]], folder: Path) -> None:
    """Write the files of an index."""
    for file in files:
        path = folder / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(file["content"]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
