"""The ontology, as it is shown: its classes as a tree with its relations, or one term."""

from collections.abc import Iterable, Mapping

from kg.ask.answer import Answer, rows_answer
from kg.ask.dates import Written
from kg.ask.schema import CLASS, Overview, Term
from kg.engines import Engine, Row, labels, project_of
from kg.model.project import DEFAULT
from kg.tell.shown import Shown
from kg.words import word


def overview(engine: Engine, lang: str, found: Overview) -> Shown:
    """Classes, each with how many things are of it, and a table of relations."""
    known, project = labels(engine, lang), project_of(engine)
    tree = [
        f"{'  ' * row['depth']}{known.get(row['class'], row['class'])} ({row['things']})  "
        f"{project.prefixed(row['class'])}"
        for row in found.classes
    ]
    return Shown([*tree, "", relations(engine, lang, found, known)])


def relations(engine: Engine, lang: str, found: Overview, known: Mapping[str, str]) -> Answer:
    """The relations as a table."""
    rows: list[Row] = [
        {
            "predicate": row["predicate"],
            "schema: domain": _cell(row["domain"], known),
            "schema: range": _cell(row["range"], known),
            "statements": str(row["statements"]),
            "inferred": str(row["inferred"]),
            "name": project_of(engine).prefixed(row["predicate"]),
        }
        for row in found.predicates
    ]
    return rows_answer(engine, rows, lang)


def term(engine: Engine, lang: str, found: Term) -> Shown:
    """One class or relation."""
    parts = [f"{found.label} · {project_of(engine).prefixed(found.iri)} · {found.iri}"]
    parts += [found.definition] if found.definition else []
    parts += [f"{name}: {value}" for name, value in rows(engine, lang, found) if value]
    return Shown([*parts])


def rows(engine: Engine, lang: str, found: Term) -> list[tuple[str, str]]:
    """What is told of a term: what it is and its value, in words."""
    every = (one for one in vars(found).values() if isinstance(one, list))
    known = labels(engine, lang, {iri for one in every for iri in one})

    def named(iris: Iterable[str]) -> str:
        return _named(iris, known)

    def told(name: str, value: str) -> tuple[str, str]:
        return str(word(name, lang)), value

    narrower = [told("schema: above", named(found.above)), told("schema: below", named(found.below))]
    if found.kind == CLASS:
        some = named(found.some) + ("…" if found.things > len(found.some) else "")
        return [
            *narrower,
            told("things", f"{found.things}" + (f": {some}" if found.some else "")),
            told("schema: from", named(found.relations_from)),
            told("schema: to", named(found.relations_to)),
        ]
    yes, used = str(word("true", lang)), {"statements": found.statements, "inferred": found.inferred}
    anything = str(word("schema: any", lang))
    return [
        told("kind", named(found.types)),
        told("schema: domain", named(found.domain) or anything),
        told("schema: range", named(found.range) or anything),
        *narrower,
        told("schema: inverse", named(found.inverses)),
        told("schema: symmetric", yes if found.symmetric else ""),
        told("schema: transitive", yes if found.transitive else ""),
        told("schema: qualifiers", named(found.qualifiers)),
        told("schema: of", named(found.qualifies)),
        told("schema: used", str(word("schema: uses", lang)).format(**used)),
        told("schema: example", found.example),
        told("schema: query", found.query),
    ]


def _cell(iris: list[str], known: Mapping[str, str]) -> str:
    return iris[0] if len(iris) == 1 else Written(" ".join(iris), _named(iris, known))


def _named(iris: Iterable[str], known: Mapping[str, str]) -> str:
    return ", ".join(known.get(iri) or DEFAULT.prefixed(iri) for iri in iris)
