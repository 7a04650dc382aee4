"""``--cite``, ``--quote``, ``--citation``: on which passages an answer rests, their words, their sources."""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kg.ask.answer import Answer
from kg.cli.output import Printer, note
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.ask.bibliography import Citation
    from kg.ask.cited import Cited


def is_cited(arguments: argparse.Namespace) -> bool:
    """Whether the evidence of each value is asked for."""
    return bool(arguments.cite or _is_quoted(arguments))


def _is_quoted(arguments: argparse.Namespace) -> bool:
    return bool(arguments.quote or arguments.sources)


def quoting(arguments: argparse.Namespace) -> Callable[[str], str] | None:
    """What gives the words of a passage, where they are asked for. Raises KgError without texts."""
    if not _is_quoted(arguments):
        return None
    from kg.texts.texts import Texts, sources_folder

    return Texts(arguments.root, sources_folder(arguments.sources, arguments.root)).quote


def tell_answer(answer: Answer, arguments: argparse.Namespace, why: Sequence[str] = ()) -> None:
    """An answer as the options ask for it: its rows, with their evidence, or what is cited in them; where it
    has no rows, ``why`` that is, which in machine output, of one form always, stands on standard error.
    """
    printer = Printer(arguments)
    refuse_csv(printer, arguments)
    _told(printer, answer, arguments)
    for reason in why:
        (printer.line if printer.for_people else note)(reason)


def _told(printer: Printer, answer: Answer, arguments: argparse.Namespace) -> None:
    if not (is_cited(arguments) or arguments.citation):
        printer.answer(answer)
        return
    if not is_cited(arguments):
        tell_sources(answer, arguments)
        return
    found = answer.cited(quoting(arguments))
    if printer.json:
        printer.value(document(found, arguments))
    elif printer.csv:
        printer.cells(found.to_csv(printer.ids, printer.raw))
    else:
        _tell(printer, answer, found, arguments)


def tell_sources(answer: Answer, arguments: argparse.Namespace) -> None:
    """What is cited in an answer, and nothing else."""
    cited = answer.cited().citations(arguments.citation)
    tell_citations(Printer(arguments), cited, arguments.citation)


def document(found: "Cited", arguments: argparse.Namespace) -> dict[str, object]:
    """A cited answer as one JSON document."""
    told = found.to_dict()
    return told | ({"citations": found.citations(arguments.citation)} if arguments.citation else {})


def refuse_csv(printer: Printer, arguments: argparse.Namespace) -> None:
    """Raises KgError where a table shall hold what is cited."""
    if arguments.citation and printer.csv:
        raise KgError(
            "--citation is no table; leave --csv out, or take --json",
            he="‎--citation אינו טבלה; יש להשמיט את ‎--csv, או לתת ‎--json",
        )


def _tell(printer: Printer, answer: Answer, found: "Cited", arguments: argparse.Namespace) -> None:
    from kg.tell.cited import cited
    from kg.tell.shown import Shown

    if answer.title:
        printer.line(answer.title)
    if not answer:
        printer.line(printer.word("nothing found"))
        return
    printer.shown(Shown(cited(answer, found, ids=printer.ids)))
    if arguments.citation:
        print()
        tell_sources(answer, arguments)


def tell_citations(printer: Printer, found: "list[Citation]", form: str) -> None:
    """What is cited, ready to paste: CSL-JSON always as JSON, the rest as it is."""
    if printer.json or form == "csl-json":
        printer.value(found)
    elif found:
        printer.verbatim(("\n\n" if form == "bibtex" else "\n").join(map(str, found)))
