"""The command line: one place where things are printed, errors are shown, and the exit code is made.

Exit codes: 0 fine (warnings too), 1 problems in the user's files, 2 usage, 3 our bug, 130 Ctrl-C,
143 SIGTERM, 141 where the reader of our output has gone.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from briefings.cli.commands import ReaderGone, briefings
from briefings.errors import BriefingsError, UsageError, printable

if TYPE_CHECKING:
    from briefings.receipt import Look

MOMENT = 0.01  # seconds; by then we are out of where the exception was dropped
FINE, PROBLEMS, USAGE, BUG, INTERRUPTED, PIPE, TERMINATED = 0, 1, 2, 3, 130, 141, 143


class Terminated(BaseException):
    """Another process asked us to end."""


def main(argv: Sequence[str] | None = None, look: Look | None = None) -> int:  # noqa: PLR0911 - one for each exit code
    """Run one command; gives the exit code. `look` is how the site looked before: a build need not look again."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    signal.signal(signal.SIGTERM, terminate)
    try:
        result = briefings.main(arguments, prog_name="briefings", standalone_mode=False, obj=look)
        sys.stdout.flush()
    except (BrokenPipeError, ReaderGone):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at exit
        return PIPE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UsageError as error:
        return complain(f"briefings: {error}", USAGE)
    except BriefingsError as error:
        return complain(str(error), PROBLEMS)
    except OSError as error:
        return complain(f"{error.filename or 'briefings'}: error: {error.strerror or error}", PROBLEMS)
    except Exception as error:  # noqa: BLE001 - the error boundary of the program
        return bug(error, "--traceback" in arguments)
    return result if isinstance(result, int) else FINE


def terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that nothing half-made is left."""
    raise Terminated


def send_again(lost: sys.UnraisableHookArgs) -> None:
    """Send a signal again that came where Python drops exceptions: in a destructor, or in the locks of an import."""
    kinds = {KeyboardInterrupt: signal.SIGINT, Terminated: signal.SIGTERM}
    number = kinds.get(lost.exc_type)
    if number is None:
        sys.__unraisablehook__(lost)
        return
    import threading  # noqa: PLC0415 - hardly ever

    threading.Timer(MOMENT, os.kill, (os.getpid(), number)).start()


def complain(text: str, code: int) -> int:
    """Say what is wrong."""
    click.echo(printable(text), err=True)
    return code


def bug(error: Exception, full: bool) -> int:  # noqa: FBT001 - called in one place
    """Admit a bug of ours in one line, or with all that is known of it."""
    if full:
        traceback.print_exception(error)
    hint = "    hint: --traceback shows more; please report it"
    return complain(f"briefings: internal error: {type(error).__name__}: {error}\n{hint}", BUG)
