"""``python -m briefings``."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    from briefings import receipt  # noqa: PLC0415 - nothing is imported before it is needed

    code = receipt.repeat(sys.argv[1:]) if sys.argv[1:2] == ["build"] else None
    if code is not None:
        sys.exit(code)
    from briefings.cli import main, send_again  # noqa: PLC0415

    sys.unraisablehook = send_again
    sys.exit(main())


if __name__ == "__main__":
    run()
