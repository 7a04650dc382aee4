"""How many questions in words are understood: the right question of the catalogue, of the right things.

python -m benchmarks.asking            counts by language, by kind, and by who wrote them
python -m benchmarks.asking --wrong    lists those that are understood otherwise

``asking.csv`` holds the questions: ``set`` (``own``: written with the phrasings in mind; ``reader``: by
somebody who read the texts and not the catalogue), language, kind, the sentence, the question or questions
that it may be read as (parted by |), and what is given (``recipient=Israel``) or named (``Israel``), parted
by semicolons. A sentence that the graph has no question for has ``-``, and is right where it is not answered
as if it were sure.
"""

import argparse
import csv
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.api.graph import Graph
from kg.understand.reply import Reply

QUESTIONS = Path(__file__).parent / "asking.csv"


@dataclass(frozen=True)
class Asked:
    """One line of the file."""

    set: str
    language: str
    kind: str
    sentence: str
    questions: tuple[str, ...]
    given: dict[str, str]
    named: tuple[str, ...]


def asked(path: Path = QUESTIONS) -> list[Asked]:
    """The questions."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parts = [part.strip() for part in row["given"].split(";") if part.strip()]
            given = dict(part.split("=", 1) for part in parts if "=" in part)
            named = tuple(part for part in parts if "=" not in part)
            questions = tuple(row["question"].split("|"))
            found.append(
                Asked(row["set"], row["language"], row["kind"], row["sentence"], questions, given, named)
            )
    return found


def is_right(graph: Graph, one: Asked, reply: Reply) -> bool:
    """Whether a sentence was understood: the question, each thing in its place or named, and nothing else."""
    reading = reply.reading
    if one.questions == ("-",):
        return reading is None or not reply.sure or not reply.answer
    if reading is None or reading.question.name not in one.questions:
        return False
    wanted = {name: _value(graph, value) for name, value in one.given.items()}
    got = {**reading.given, **reading.narrow}
    named = {_value(graph, name) for name in one.named}
    told = {*reading.about, *(value for name, value in got.items() if name not in wanted)}
    return all(got.get(name) == value for name, value in wanted.items()) and named == told


def _value(graph: Graph, name: str) -> str:
    """The IRI of a name, or a date as it is."""
    return name if name[:4].isdigit() else graph.resolve(name)


def main() -> int:
    """Ask all questions, and print the share of those that are understood at once."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", action="store_true", help="list what is understood otherwise")
    arguments = parser.parse_args()
    graph = kg.load()
    graph.ask_in_words("?")
    right: dict[str, list[bool]] = defaultdict(list)
    start = time.perf_counter()
    for one in asked():
        reply = graph.ask_in_words(one.sentence)
        well = is_right(graph, one, reply)
        for group in ("all", f"by {one.set}", one.language, one.kind):
            right[group].append(well)
        first, *others = [read.question.name for read in (reply.reading, *reply.others) if read] or [""]
        right["question"].append(first in one.questions)
        right["question told"].append(not {first, *others}.isdisjoint(one.questions))
        right[f"question, {'sure' if reply.sure else 'guessed'}"].append(first in one.questions)
        if arguments.wrong and not well:
            read = reply.reading
            told = read and f"{read.question.name} {dict(read.given)} {read.about} {dict(read.narrow)}"
            print(f"{one.sentence}\n    {told}\n    not {'|'.join(one.questions)} {one.given} {one.named}")
    spent = time.perf_counter() - start
    for group, found in right.items():
        print(f"{group:16}{sum(found):5} of {len(found):4}{sum(found) / len(found):8.0%}")
    print(f"{1000 * spent / len(right['all']):.0f} ms a question")
    return 0


if __name__ == "__main__":
    sys.exit(main())
