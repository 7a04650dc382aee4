"""``kg anchor``, ``kg verify`` and ``kg coverage``: the graph against the texts of its sources."""

import argparse
from dataclasses import asdict

from kg.cli.asked import Asked
from kg.cli.output import Printer
from kg.errors import KgError
from kg.model.iris import is_written_out
from kg.model.vocab import local
from kg.texts.texts import Locator, Texts, sources_folder
from kg.texts.texts import anchor as find_passage
from kg.texts.texts import verify as verify_passages


def _texts(arguments: argparse.Namespace) -> Texts:
    return Texts(arguments.root, sources_folder(arguments.sources, arguments.root))


def anchor(arguments: argparse.Namespace) -> int:
    """Print a passage's locator."""
    given, texts = arguments.source, _texts(arguments)
    source = given if is_written_out(given) else texts.project.made("source", given)
    found = find_passage(texts, source, arguments.text, arguments.nth)
    printer = Printer(arguments)
    row = {name: str(value) for name, value in asdict(found).items()}
    if printer.json:
        printer.value(asdict(found))
    elif printer.csv:
        printer.rows(list(row), [row])
    else:
        print(_written(arguments, texts, found), end="")
    return 0


def _written(arguments: argparse.Namespace, texts: Texts, found: Locator) -> str:
    """The passage as it can be pasted into the file of its source."""
    from kg.authoring.evidence import add_passage, passage_block, pasteable
    from kg.authoring.written import Written

    path = arguments.root / f"graph/{'coverage' if arguments.waiver else 'claims'}/{found.source}.ttl"
    reason = told = None
    if arguments.waiver:
        reason = Written(arguments.root).names.resolve(arguments.waiver, "WaiverReason")
        told = Asked(arguments, texts.project.languages).by_language("comment")
    block = passage_block(texts.project, found, reason or "", told)
    if arguments.write:
        add_passage(texts.project, found.source, block, path)
        return f"{path}\n"
    return pasteable(texts.project, found.source, block, path)


def verify(arguments: argparse.Namespace) -> int:
    """Check the digests."""
    count, problems = verify_passages(_texts(arguments))
    printer = Printer(arguments)
    if printer.json:
        printer.value({"passages": count, "problems": [asdict(p) for p in problems]})
    elif printer.csv:
        rows = [{k: str(v or "") for k, v in asdict(p).items()} for p in problems]
        printer.rows(["iri", "cause", "file", "line"], rows)
    elif not problems:
        print(f"{count} passages, all match")
    for problem in problems if printer.for_people else []:
        print(problem)
    if problems:
        many = f"{len(problems)} problems" if len(problems) > 1 else "1 problem"
        raise KgError(f"{many}; {count} passages and their texts were looked at")
    return 0


def coverage(arguments: argparse.Namespace) -> int:
    """Show the coverage; 1 when a passage is not explained."""
    from kg.texts.coverage import coverage as measure

    texts = _texts(arguments)
    found = measure(texts)
    printer = Printer(arguments)
    if printer.json:
        printer.value(
            [
                {
                    "source": c.source,
                    "claimed": round(c.claimed, 4),
                    "waived": round(c.waived, 4),
                    "unexplained": [{"start": a, "end": b, "text": t} for a, b, t in c.unexplained],
                }
                for c in found
            ]
        )
    else:
        rows = [
            {
                "source": local(c.source),
                "claimed": f"{c.claimed:.1%}",
                "waived": f"{c.waived:.1%}",
                "unexplained": str(len(c.unexplained)),
            }
            for c in found
        ]
        printer.rows(["source", "claimed", "waived", "unexplained"], rows)
        for c in found:
            for start, end, text in c.unexplained:
                printer.line(f"{local(c.source)} {start}-{end}  {' '.join(text.split())[:80]}")
    for error in texts.unread.values():
        raise error
    left = sum(len(c.unexplained) for c in found)
    if left:
        many = f"{left} passages are" if left > 1 else "1 passage is"
        raise KgError(f"{many} unexplained; write claims for them, or waivers with a reason")
    return 0
