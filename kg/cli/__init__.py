"""The command line: words come in after ``kg``, text and an exit code go out (0 only when it worked)."""

import os
import sys
import warnings
from argparse import Namespace
from contextlib import suppress
from itertools import pairwise

from kg.cli import streams
from kg.cli.parser import parser
from kg.cli.timeout import within
from kg.errors import KgError, Told, brief, repeated
from kg.files.project import root_of
from kg.words import spoken_in, word

_UNFORESEEN = 70  # EX_SOFTWARE of sysexits.h
_INTERRUPTED = 130  # as shells tell a process that Ctrl-C ended


def main(argv: list[str] | None = None) -> int:
    """Run one command; gives its exit code, 0 when it worked (docs/errors.md tells all of them)."""
    given = sys.argv[1:] if argv is None else argv
    lang = "en"
    try:
        _refuse_empty(given)
        arguments = parser(given).parse_args(given)
        lang = arguments.lang or lang
        arguments.root = root_of(arguments.root, arguments.writes)
        arguments.lang = lang = _language(arguments)
        with warnings.catch_warnings():
            warnings.simplefilter("default", Told)
            noted: set[str] = set()
            warnings.showwarning = lambda what, *_, **__: _note(what, lang, noted)
            code: int = within(arguments.timeout, arguments.run, arguments)
        sys.stdout.flush()
        return code
    except KgError as error:
        _tell(error.told(lang), lang)
    except BrokenPipeError:
        streams.release(sys.stdout)
    except (OSError, UnicodeDecodeError) as error:
        where = getattr(error, "filename", None)
        what = getattr(error, "strerror", None) or str(error)
        _tell(f"{where}: {what}" if where else what, lang)
    except KeyboardInterrupt:
        print("kg: interrupted; what was there before is kept", file=sys.stderr)
        return _INTERRUPTED
    return 1


def _language(arguments: Namespace) -> str:
    """The language asked for, else the project's first. Raises KgError for one that is not the project's.

    An endpoint has its own; and where the project cannot be read, the command that reads it tells so.
    """
    from kg.files.load import project_of  # 40 ms, which help and version need not wait for

    try:
        known = project_of(arguments.root).languages
    except KgError:
        return arguments.lang or "en"
    if arguments.lang is None:
        return spoken_in(" ".join(getattr(arguments, "words", ())), known)
    if arguments.lang not in known and not getattr(arguments, "endpoint", None):
        raise KgError(f"no language {repeated(arguments.lang)}; there are {', '.join(known)}")
    return str(arguments.lang)


def _refuse_empty(given: list[str]) -> None:
    """An option without a value would be passed over, and another question answered than was meant."""
    for option, value in pairwise([*given, "."]):
        if option.startswith("--") and (option.endswith("=") or not value.strip()):
            name = option.removesuffix("=")
            raise KgError(
                f"{name} is empty; leave it out to ask for nothing", he=f"{name} ריק; אפשר להשמיט אותו"
            )


def _tell(what: str, lang: str = "en") -> None:
    print(f"kg: {word('error', lang)}: {brief(what)}", file=sys.stderr)


def _note(what: Warning | str, lang: str, noted: set[str]) -> None:
    """Tell what was taken otherwise than it was written, or what a library warns of; the same once."""
    told = what.told(lang) if isinstance(what, Told) else brief(str(what))
    if told not in noted:
        print(f"kg: {told}", file=sys.stderr)
    noted.add(told)


def _unforeseen(error: Exception) -> int:
    """Tell in one line what no part of kg foresaw, and where the details are that a report needs."""
    import tempfile
    import traceback

    kept = ""
    with suppress(OSError):
        handle, path = tempfile.mkstemp(prefix="kg-error-", suffix=".txt", text=True)
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
        kept = f"; report it with {path}"
    _tell(f"this should not happen: {type(error).__name__}: {error}{kept}")
    return _UNFORESEEN


def entry() -> None:
    """The console script: nothing but one line comes of any failure."""
    streams.prepare()
    try:
        code = main()
    except SystemExit as stopped:  # of argparse: help, version, wrong usage
        code = stopped.code if isinstance(stopped.code, int) else 1
    except Exception as error:
        code = _unforeseen(error)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            streams.release(stream)
            if stream is sys.stdout and code == 0:
                _tell(f"standard output: {error.strerror}")
                code = 1
    os._exit(code)  # a query may still run, and taking all apart would take a tenth of a question's time
