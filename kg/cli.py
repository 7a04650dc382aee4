"""The command line: ``kg COMMAND``. Exit code 0 only when it worked."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from kg.errors import KgError
from kg.vocab import BASE, NS


def main(argv: list[str] | None = None) -> int:
    """Run one command: 0 when it worked, 1 for an error that is told in one line, 2 for wrong usage."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except KgError as error:
        print(f"kg: error: {error}", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"kg: error: {error.filename or ''}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("kg: interrupted; what was there before is kept", file=sys.stderr)
        return 130
    return 1


def entry() -> None:
    """The console script."""
    sys.exit(main())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kg", description="A knowledge graph that names its evidence.")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, default=Path("."), help="the project's folder (default: here)")
    common.add_argument("--build", type=Path, help="the build's folder (default: ROOT/build)")
    common.add_argument("--lang", choices=("en", "he"), default="en", help="language of labels and messages")
    common.add_argument("--json", action="store_true", help="print JSON")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], text: str, example: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=text, description=text, epilog=f"example: {example}", parents=[common]
        )
        command.set_defaults(run=run)
        return command

    add("build", _build, "Build the graph into build/accord.ttl and build/accord.nq.", "kg build")
    add("validate", _validate, "List what the shapes find wrong with the graph.", "kg validate --lang he")
    add("queries", _queries, "List the questions of the catalogue.", "kg queries --json")
    query = add("query", _query, "Answer one question of the catalogue.", "kg query mediators --cite")
    query.add_argument("name", help="a name that kg queries lists")
    query.add_argument("--cite", action="store_true", help="show the claims and passages under the answer")
    sparql = add(
        "sparql", _sparql, "Run a SELECT query from a file, or from standard input.", "kg sparql - < q.rq"
    )
    sparql.add_argument("file", help="a file with SPARQL, or - for standard input")
    verify = add("verify", _verify, "Check every passage against the texts.", "kg verify --sources ../texts")
    coverage = add(
        "coverage",
        _coverage,
        "Show what no claim rests on; fail if anything is.",
        "kg coverage --sources ../texts",
    )
    anchor = add("anchor", _anchor, "Find a passage; print its locator.", "kg anchor globes 'some words'")
    anchor.add_argument("source", help="the source's name in graph/sources.ttl")
    anchor.add_argument("text", help="the passage, exactly as it stands in the source")
    for command in (verify, coverage, anchor):
        command.add_argument("--sources", type=Path, help="the folder of the texts (default: $KG_SOURCES)")
    return parser


def _out(arguments: argparse.Namespace) -> Path:
    out: Path = arguments.build or arguments.root / "build"
    return out


def _build(arguments: argparse.Namespace) -> int:
    from kg.build import build

    summary = build(arguments.root, _out(arguments), lambda line: print(line, file=sys.stderr))
    if arguments.json:
        print(json.dumps({"counts": summary.counts, "seconds": summary.seconds}))
    else:
        print("  ".join(f"{name} {count}" for name, count in summary.counts.items()))
    return 0


def _validate(arguments: argparse.Namespace) -> int:
    from kg.build import validate

    found = validate(arguments.root)
    if arguments.json:
        rows = [
            {"claim": v.claim, "file": v.file, "line": v.line, "message": v.message(arguments.lang)}
            for v in found
        ]
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for v in found:
            print(KgError(f"<{v.claim}>: {v.message(arguments.lang)}", file=v.file, line=v.line))
        print(f"{len(found)} violations")
    return 1 if found else 0


def _queries(arguments: argparse.Namespace) -> int:
    from kg.catalogue import questions
    from kg.tables import table

    found = questions(arguments.root)
    if arguments.json:
        print(json.dumps([{"name": q.name, "title": q.title} for q in found.values()], ensure_ascii=False))
    else:
        print(
            table(
                ["name", "title"], [[q.name, q.title[arguments.lang]] for q in found.values()], arguments.lang
            )
        )
    return 0


def _query(arguments: argparse.Namespace) -> int:
    from kg.catalogue import questions

    found = questions(arguments.root)
    if arguments.name not in found:
        from difflib import get_close_matches

        close = get_close_matches(arguments.name, found) or sorted(found)
        raise KgError(f"no question {arguments.name!r}; there are {', '.join(close)}")
    question = found[arguments.name]
    if not arguments.json:
        print(question.title[arguments.lang])
    return _answer(arguments, question.text, str(question.path))


def _sparql(arguments: argparse.Namespace) -> int:
    name = arguments.file
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    return _answer(arguments, text, name)


def _answer(arguments: argparse.Namespace, text: str, file: str) -> int:
    """Print the rows of a query; a column ``statement`` is not shown but leads to the claims."""
    from kg.store import labels, open_store, select
    from kg.tables import table

    store = open_store(_out(arguments) / "accord.nq")
    names, rows = select(store, text, file=file)
    shown = [name for name in names if name != "statement"]
    claims: list[dict[str, str]] = []
    if getattr(arguments, "cite", False) and "statement" in names:
        wanted = " ".join(sorted({f"<{row['statement']}>" for row in rows}))
        claims = select(store, _GROUNDS.replace("WANTED", wanted).replace("LANG", arguments.lang))[1]
    if arguments.json:
        print(json.dumps({"rows": rows, "claims": claims} if claims else rows, ensure_ascii=False))
        return 0
    label = labels(store, arguments.lang)

    def cells(some: list[dict[str, str]], columns: list[str]) -> list[list[str]]:
        return [[label.get(row[c], row[c]) for c in columns] for row in some]

    print(table([label.get(NS + c, c) for c in shown], cells(rows, shown), arguments.lang))
    if claims:
        columns = ["source", "modality", "speaker", "passage", "gloss"]
        claims = [{**row, "passage": row["passage"].removeprefix(BASE + "evidence/")} for row in claims]
        print()
        print(table([label.get(NS + c, c) for c in columns], cells(claims, columns), arguments.lang))
    print()
    return 0


# The claims under some statements, with the passages that they rest on.
_GROUNDS = f"""PREFIX : <{NS}>
SELECT DISTINCT ?claim ?source ?modality ?speaker ?passage ?gloss {{
  VALUES ?statement {{ WANTED }}
  ?statement :hasClaim ?claim .
  ?claim :statedIn ?source ; :modality ?modality ;
    :evidence ?passage ; :gloss ?gloss .
  OPTIONAL {{ ?claim :speaker ?speaker }}
  FILTER(lang(?gloss) = "LANG")
}} ORDER BY ?claim ?passage"""


def _verify(arguments: argparse.Namespace) -> int:
    from kg.store import open_store
    from kg.texts import sources_folder, verify

    count, wrong = verify(open_store(_out(arguments) / "accord.nq"), sources_folder(arguments.sources))
    if wrong:
        raise KgError(f"{len(wrong)} of {count} passages do not match their digest: {', '.join(wrong)}")
    print(json.dumps({"passages": count, "wrong": 0}) if arguments.json else f"{count} passages, all match")
    return 0


def _coverage(arguments: argparse.Namespace) -> int:
    from kg.store import open_store
    from kg.tables import isolate
    from kg.texts import coverage, sources_folder

    found = coverage(open_store(_out(arguments) / "accord.nq"), sources_folder(arguments.sources))
    if arguments.json:
        rows = [{"source": c.source, "share": round(c.share, 4), "unexplained": c.unexplained} for c in found]
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for one in found:
            name = one.source.rsplit("/", 1)[1]
            print(f"{name}: {one.share:.0%} under claims, {len(one.unexplained)} unexplained")
            for start, end, text in one.unexplained:
                print(f"  {start}-{end}  {isolate(' '.join(text.split())[:80])}")
    return 1 if any(one.unexplained for one in found) else 0


def _anchor(arguments: argparse.Namespace) -> int:
    from kg.store import open_store
    from kg.texts import anchor, sources_folder

    store = open_store(_out(arguments) / "accord.nq")
    print(anchor(store, sources_folder(arguments.sources), arguments.source, arguments.text))
    return 0
