"""The ontology, as it is shown: its classes as a tree with its relations, or one term."""

from collections.abc import Iterable, Sequence

from kg.ask.answer import Answer, rows_answer
from kg.ask.dates import Written
from kg.ask.schema import CLASS, Overview, Term
from kg.engines import Engine, Row, project_of
from kg.model.values import Thing, key
from kg.tell.shown import Shown
from kg.words import word


def overview(engine: Engine, lang: str, found: Overview) -> Shown:
    """Classes, each with how many things are of it, and a table of relations."""
    project = project_of(engine)
    tree = [
        f"{'  ' * row['depth']}{row['class']} ({row['things']})  {project.prefixed(row['class'].iri)}"
        for row in found.classes
    ]
    return Shown([*tree, "", relations(engine, lang, found)])


def relations(engine: Engine, lang: str, found: Overview) -> Answer:
    """The relations as a table."""
    rows: list[Row] = [
        {
            "predicate": key(row["predicate"]),
            "schema: domain": _cell(row["domain"]),
            "schema: range": _cell(row["range"]),
            "statements": str(row["statements"]),
            "inferred": str(row["inferred"]),
            "name": project_of(engine).prefixed(row["predicate"].iri),
        }
        for row in found.predicates
    ]
    return rows_answer(engine, rows, lang)


def term(engine: Engine, lang: str, found: Term) -> Shown:
    """One class or relation."""
    parts = [f"{found.label} · {project_of(engine).prefixed(found.iri)} · {found.iri}"]
    parts += [found.definition] if found.definition else []
    parts += [f"{name}: {value}" for name, value in rows(lang, found) if value]
    return Shown([*parts])


def rows(lang: str, found: Term) -> list[tuple[str, str]]:
    """What is told of a term: what it is and its value, in words."""

    def told(name: str, value: str) -> tuple[str, str]:
        return str(word(name, lang)), value

    narrower = [told("schema: above", _named(found.above)), told("schema: below", _named(found.below))]
    if found.kind == CLASS:
        some = _named(found.some) + ("…" if found.things > len(found.some) else "")
        return [
            *narrower,
            told("things", f"{found.things}" + (f": {some}" if found.some else "")),
            told("schema: from", _named(found.relations_from)),
            told("schema: to", _named(found.relations_to)),
        ]
    yes, used = str(word("true", lang)), {"statements": found.statements, "inferred": found.inferred}
    anything = str(word("schema: any", lang))
    return [
        told("kind", _named(found.types)),
        told("schema: domain", _named(found.domain) or anything),
        told("schema: range", _named(found.range) or anything),
        *narrower,
        told("schema: inverse", _named(found.inverses)),
        told("schema: symmetric", yes if found.symmetric else ""),
        told("schema: transitive", yes if found.transitive else ""),
        told("schema: qualifiers", _named(found.qualifiers)),
        told("schema: of", _named(found.qualifies)),
        told("schema: used", str(word("schema: uses", lang)).format(**used)),
        told("schema: example", found.example),
        told("schema: query", found.query),
    ]


def _cell(things: Sequence[Thing]) -> str:
    return key(things[0]) if len(things) == 1 else Written(" ".join(map(key, things)), _named(things))


def _named(things: Iterable[Thing]) -> str:
    return ", ".join(map(str, things))
