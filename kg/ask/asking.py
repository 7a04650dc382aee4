"""Ask a question of the catalogue, or one in SPARQL, and narrow the answer to what counts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.ask.answer import Answer
from kg.ask.grounds import Grounds
from kg.ask.narrow import credited, grounds_of_rows, narrowed
from kg.ask.rows import Kind
from kg.ask.view import View
from kg.catalogue.question import LANGUAGE, Question
from kg.engines import Result, Row
from kg.engines.patience import solve_patiently
from kg.engines.tokens import missing
from kg.errors import KgError, nearest, repeated, whole
from kg.model.project import Project
from kg.model.vocab import XSD, Node
from kg.words import in_language

if TYPE_CHECKING:
    from kg.ask.said import Statement


def placed(
    question: Question, given: Mapping[str, object], about: Iterable[object]
) -> tuple[Mapping[str, object], list[object]]:
    """What is given to a question, and what its rows must name: of the latter, what it cannot do without."""
    things = [*about]
    lacking = [p.name for p in question.needed if p.type == "iri" and given.get(p.name) is None]
    taken = dict(zip(lacking, things, strict=False))
    return {**given, **taken}, things[len(taken) :]


def answer(
    view: View,
    question: Question,
    given: Mapping[str, object],
    about: Iterable[object] = (),
    at: Mapping[str, str] | None = None,
    keep: Callable[[list[dict[str, Node | None]]], list[dict[str, Node | None]]] | None = None,
) -> Answer:
    """Answer a question, given its parameters by name; ``about`` are names of things that each row must name,
    in whichever column, ``at`` things (IRIs) that it must have in these columns; ``keep`` gives those of some
    rows that shall be told.

    Raises KgError for a missing or ill-typed parameter, one that it does not take, and an unknown name.
    """
    if not isinstance(question, Question) or not isinstance(given, Mapping):
        raise KgError("an answer needs a question of the catalogue, and what is given for it by name")
    unknown = sorted(set(given) - {p.name for p in question.parameters})
    if unknown:
        takes = ", ".join(nearest(unknown[0], (p.name for p in question.parameters))) or "nothing"
        raise KgError(
            f"{question.name} does not take {', '.join(unknown)}; it takes {takes}",
            he=f"{question.name} אינה מקבלת {', '.join(unknown)}; היא מקבלת {takes}",
        )
    given, about = placed(question, given, about)
    told = {key: None if value is None else whole(repeated(value, str)) for key, value in given.items()}
    if any(p.name == LANGUAGE for p in question.parameters):
        told[LANGUAGE] = told.get(LANGUAGE) or view.lang
    bound = question.bindings(told, view.resolve)
    result = solve_patiently(view.engine, question.text, bound, file=str(question.path))
    plain = {p.name for p in question.parameters if p.type != "iri"}  # they only tell back what was given
    things = {NamedNode(view.resolve(whole(repeated(name, str)))) for name in about}
    there = {(name, NamedNode(iri)) for name, iri in (at or {}).items()}
    rows = [row for row in result.rows if things <= {*row.values()} and there <= {*row.items()}]
    rows = keep(rows) if keep is not None else rows
    result = Result([n for n in result.names if n not in plain], rows)
    titles = {name: in_language(texts, view.lang) for name, texts in question.columns.items()}
    return told_of(view, result, in_language(question.title, view.lang), titles)


def sparql(view: View, query: str, bound: Mapping[str, object], file: str | None = None) -> Answer:
    """Answer a SELECT, ASK or CONSTRUCT query, which a file may hold; see ``kg.Graph.sparql``."""
    nodes = {name: _node(value, view.resolve) for name, value in bound.items()}
    text = whole(query)
    before = missing(text, lambda: view.project.prefixes)
    return told_of(view, solve_patiently(view.engine, text, nodes, file=file, before=before))


def told_of(
    view: View,
    result: Result,
    title: str = "",
    titles: dict[str, str] | None = None,
    shapes: Callable[[list[Row]], Sequence[Kind]] | None = None,
) -> Answer[Kind]:
    """A result as an answer: what counts of it, with its grounds and what disputes it.

    ``shapes`` gives what the rows are in Python where they are no records.
    """
    if view.narrow:
        result = narrowed(view.engine, result, view.narrow)
    return Answer(
        view.engine,
        Result(result.names, _once(result.rows, view.project)),
        view.lang,
        title=title,
        titles=titles,
        grounds=Grounds(view.engine, view.lang, view.narrow),
        dispute=lambda rows: _disputes(view, rows),
        said=lambda iris: said(view, iris),
        shapes=shapes,
    )


def _disputes(view: View, rows: list[Row]) -> dict[str, str]:
    from kg.ask.disputes import other_sides

    return other_sides(view.engine, rows, view.lang)


def said(view: View, iris: Collection[str]) -> "dict[str, Statement]":
    """Statements by their IRIs, with those of their claims that count."""
    from kg.ask.said import statements

    return credited(statements(view.engine, view.lang, iris), view.narrow)


def statements_of(view: View, result: Result) -> "Answer[Statement]":
    """A result as an answer whose rows are the statements in its column ``statement``."""

    def shapes(rows: list[Row]) -> "list[Statement]":
        told = said(view, [row["statement"] for row in rows])
        return [told[row["statement"]] for row in rows]

    return told_of(view, result, shapes=shapes)


def _once(rows: list[dict[str, Node | None]], project: Project) -> list[dict[str, Node | None]]:
    """The rows, none twice; what several inferences come to is told once, by the first, the shortest."""
    kept: dict[tuple[object, ...], dict[str, Node | None]] = {}
    for row in rows:
        named = getattr(row.get("statement"), "value", "")
        hidden = grounds_of_rows(row) if project.is_made(named, "inference") else ()
        kept.setdefault(tuple(value for name, value in row.items() if name not in hidden), row)
    return list(kept.values())


def _node(value: object, resolve: Callable[[str], str]) -> NamedNode | Literal:
    from datetime import date, datetime
    from decimal import Decimal

    if isinstance(value, (bool, int, float)):
        repeated(value)  # or there is no literal of it either
        return Literal(value)
    if isinstance(value, Decimal):
        return Literal(f"{value:f}", datatype=NamedNode(XSD + "decimal"))
    if isinstance(value, datetime):
        return Literal(value.isoformat(), datatype=NamedNode(XSD + "dateTime"))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))
    if isinstance(value, (NamedNode, Literal)):
        return value
    if type(value).__module__ == "rdflib.term" and type(value).__name__ in ("URIRef", "Literal"):  # texts too
        from kg.engines.rdf import from_rdflib

        return _node(from_rdflib(value), resolve)
    name = getattr(value, "iri", value)  # of a thing, as answers give it
    if not isinstance(name, str):
        raise KgError(f"{type(value).__name__} has no form in RDF; give a name, number, date or RDF term")
    return NamedNode(resolve(name))
