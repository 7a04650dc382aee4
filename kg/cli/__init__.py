"""The command line: words come in after ``kg``, text and an exit code go out (0 only when it worked)."""

import os
import sys

from kg.cli.parser import parser
from kg.cli.timeout import within
from kg.errors import KgError
from kg.files.project import root_of
from kg.words import word


def main(argv: list[str] | None = None) -> int:
    """Run one command: 0 when it worked, 1 for an error that is told in one line, 2 for wrong usage."""
    given = sys.argv[1:] if argv is None else argv
    lang = "en"
    try:
        arguments = parser(given).parse_args(given)
        lang = arguments.lang
        arguments.root = root_of(arguments.root)
        code: int = within(arguments.timeout, arguments.run, arguments)
        sys.stdout.flush()
        return code
    except KgError as error:
        print(f"kg: {word('error', lang)}: {error.told(lang)}", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, UnicodeDecodeError) as error:
        where = getattr(error, "filename", None)
        what = getattr(error, "strerror", None) or str(error)
        print(f"kg: error: {where}: {what}" if where else f"kg: error: {what}", file=sys.stderr)
    except KeyboardInterrupt:
        print("kg: interrupted; what was there before is kept", file=sys.stderr)
        return 130
    return 1


def entry() -> None:
    """The console script."""
    sys.exit(main())
