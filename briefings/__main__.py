"""``python -m briefings``."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    from briefings import receipt  # noqa: PLC0415 - nothing is imported before it is needed

    look: receipt.Look | None = None
    if sys.argv[1:2] == ["build"]:
        code, look = receipt.repeat(sys.argv[1:])
        if code is not None:
            sys.exit(code)
    from briefings.cli import main, send_again  # noqa: PLC0415

    sys.unraisablehook = send_again
    sys.exit(main(look=look))


if __name__ == "__main__":
    run()
