"""The command line: each command is a thin shell over one plain function.

Exit status: 0 done; 1 done, but some input could not be read; 2 the call or the ledger is at fault; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import io
import sys

import typer

from attache.cli import (
    asides,
    checking,
    explaining,
    importing,
    judged,
    keeping,
    listing,
    offices,
    output,
    reading,
    rebuilding,
    reviewing,
    scaling,
    serving,
    showing,
    timelines,
    watching,
    writing,
)
from attache.errors import AttacheError

app = typer.Typer(
    name="attache",
    help="Reads reports about relations between countries and keeps the footnoted file on them.",
    epilog="Start with: attache read FOLDER, then attache brief VNM RUS, or attache serve.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
reading.register(app)
rebuilding.register(app)
listing.register(app)
judged.register(app)
showing.register(app)
timelines.register(app)
offices.register(app)
checking.register(app)
explaining.register(app)
reviewing.register(app)
writing.register(app)
keeping.register(app)
asides.register(app)
serving.register(app)
importing.register(app)
scaling.register(app)
watching.register(app)


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help="Print the version and leave.", is_eager=True)) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"attache {installed('attache')}")
        raise typer.Exit


def main() -> None:
    """Runs the command line; an error a user can mend is one line on stderr and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter gets its number instead of a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="attache")
    except AttacheError as error:
        output.complain(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        output.complain("stopped")
        sys.exit(130)
    finally:
        _flush()


def _flush() -> None:
    """Hands on what is still buffered; a reader that has gone is no fault, a full disk is."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        output.hang_up()
    except OSError as error:
        output.hang_up()
        output.complain(f"cannot write to standard output: {error.strerror or error}")
        sys.exit(2)
