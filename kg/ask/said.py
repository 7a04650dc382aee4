"""What is said, as Python gets it: a statement with its claims, each with all that it names."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from kg.ask.dates import Written
from kg.ask.grades import grades
from kg.ask.involved import disputed
from kg.ask.values import python, quantities
from kg.engines import Engine, Result, Row, labels, number, project_of, select, solve, text
from kg.errors import short
from kg.model.values import Thing, Value, key
from kg.model.vocab import NS, RDF, Iri, Node, local

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_STATEMENTS = """SELECT ?s ?subject ?predicate ?object ?status ?origins ?rule { VALUES ?s { THESE }
  ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; :status|:certainty ?status .
  OPTIONAL { ?s :originCount ?origins } OPTIONAL { ?s :rule ?rule } } ORDER BY ?s ?status"""
_CLAIMS = """SELECT ?s ?subject ?predicate ?object ?modality ?speaker ?source ?passage ?gloss {
  VALUES ?s { THESE } ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :modality ?modality ; :statedIn ?source ; :evidence ?passage .
  OPTIONAL { ?s :speaker ?speaker }
  OPTIONAL { ?s :gloss ?gloss FILTER(lang(?gloss) = "LANG") } } ORDER BY ?s ?passage ?speaker ?gloss"""
# From the conflicts outward: they are few, and statements many.

Nodes = dict[str, Node | None]


class Qualified(NamedTuple):
    """A qualifier of a statement or claim, and its value."""

    name: Thing
    value: Value


@dataclass(frozen=True, repr=False)
class Told(Mapping[str, Any]):
    """A row whose columns are attributes of its own: they are the same wherever it stands."""

    iri: str
    subject: Thing
    predicate: Thing
    object: Value
    qualifiers: tuple[Qualified, ...]

    @property
    def triple(self) -> tuple[str, str, str]:
        """Subject, predicate and object as rows of text have them."""
        return key(self.subject), key(self.predicate), key(self.object)

    @property
    def told(self) -> str:
        """Subject, predicate and object by their labels."""
        return f"{self.subject} {self.predicate} {self.object}"

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The qualifiers with their values, in the same form."""
        return [(key(name), key(value)) for name, value in self.qualifiers]

    def __getitem__(self, name: str) -> Any:
        if name not in self.__dict__:
            raise KeyError(name)
        return self.__dict__[name]

    def __iter__(self) -> Iterator[str]:
        return (one.name for one in fields(self))

    def __len__(self) -> int:
        return len(self.__dict__)


def row_of(told: Told, names: Collection[str]) -> Row:
    """Some members of a statement or claim as rows of text have them, "" for what is absent."""
    return {name: "" if told[name] is None else key(told[name]) for name in names}


@dataclass(frozen=True, repr=False)
class Claim(Told):
    """What one source says, with whom it lets say so, and where: ``passage`` is ``source/start-end``, several
    with commas between them. ``gloss`` tells it in the language of the answer. ``reliability`` (a letter) is
    what a curator thinks of the source, ``credibility`` (a number) of the claim, where one graded it.
    """

    modality: Thing
    speaker: Thing | None
    source: Thing
    reliability: Written | None
    passage: str
    credibility: Written | None
    gloss: str

    def __repr__(self) -> str:
        return short(f"<Claim {self.told} · {self.source}>")


@dataclass(frozen=True, repr=False)
class Ground(Claim):
    """A claim under the rows of an answer; ``columns`` names those that it stands for, where they differ."""

    columns: str = ""

    __repr__ = Claim.__repr__


@dataclass(frozen=True, repr=False)
class Statement(Told):
    """What claims come to, or what a ``rule`` concludes: ``claims`` are those that it is made of or rests on.

    ``status`` is how sure it is, ``origins`` on how many independent origins it rests (of an inference its
    weakest ground), ``disputed`` whether a conflict is about it.
    """

    status: Thing
    origins: int | None
    disputed: bool
    rule: Thing | None
    claims: tuple[Claim, ...]

    def __repr__(self) -> str:
        return short(f"<Statement {self.told} · {self.status}>")


def statements(engine: Engine, lang: str, iris: Collection[str]) -> dict[str, Statement]:
    """Those of the IRIs that are statements or inferences, with their claims, in the order given."""
    rows = _rows(engine, _STATEMENTS, iris)
    made = claims_of(engine, rows)
    told = claims(engine, lang, {claim for found in made.values() for claim in found})
    details = qualifier_nodes(engine, lang, rows)
    involved = disputed(engine, rows)
    value = known(engine, lang, [*_nodes(rows), *_nodes(details)])
    return {
        iri: Statement(
            str(iri),
            value(row["subject"]),
            value(row["predicate"]),
            value(row["object"]),
            _qualified(details.get(iri, []), value),
            value(row["status"]),
            number({"origins": text(row["origins"])}, "origins") if row["origins"] else None,
            iri in involved.get(iri, ()),
            value(row["rule"]),
            tuple(told[claim] for claim in made.get(iri, []) if claim in told),
        )
        for iri, (row, *_) in ((iri, rows[iri]) for iri in dict.fromkeys(iris) if iri in rows)
    }


def claims(engine: Engine, lang: str, iris: Collection[str]) -> dict[str, Claim]:
    """Those of the IRIs that are claims, in the order given."""
    rows = _rows(engine, _CLAIMS.replace("LANG", lang), iris)
    details = qualifier_nodes(engine, lang, rows)
    value = known(engine, lang, [*_nodes(rows), *_nodes(details)])
    start = project_of(engine).made("evidence", "")
    graded = grades(engine, lang, {*rows, *(text(row["source"]) for found in rows.values() for row in found)})
    return {
        iri: Claim(
            str(iri),
            value(row["subject"]),
            value(row["predicate"]),
            value(row["object"]),
            _qualified(details.get(iri, []), value),
            value(row["modality"]),
            value(row["speaker"]),
            value(row["source"]),
            graded.get(text(row["source"])),
            ", ".join(dict.fromkeys(text(row["passage"]).removeprefix(start) for row in rows[iri])),
            graded.get(iri),
            text(row["gloss"]),
        )
        for iri, (row, *_) in ((iri, rows[iri]) for iri in dict.fromkeys(iris) if iri in rows)
    }


def claims_of(engine: Engine, iris: Collection[str]) -> dict[str, list[str]]:
    """The claims (IRIs) that make each of these statements, or that an inference rests on."""
    query = """SELECT DISTINCT ?s ?c { VALUES ?s { THESE }
        { ?s :hasClaim ?c } UNION { ?s :restsOn ?leaf . ?leaf :hasClaim ?c } } ORDER BY ?s ?c"""
    found: dict[str, list[str]] = {}
    for row in select(engine, _PREFIXES + query, these=iris)[1]:
        found.setdefault(row["s"], []).append(row["c"])
    return found


def qualifier_nodes(engine: Engine, lang: str, iris: Collection[str]) -> dict[str, list[Nodes]]:
    """The qualifiers of these statements or claims (``q``), sorted, with their values (``v``).

    Texts are in ``lang``.
    """
    kinds = "SELECT DISTINCT ?q { VALUES ?kind { :Qualifier :UniversalQualifier } ?q a ?kind } ORDER BY ?q"
    declared = ", ".join(f"<{row['q']}>" for row in select(engine, _PREFIXES + kinds)[1])
    # Asked for in two steps: rdflib would go through all that has a type for each statement.
    query = f"""SELECT DISTINCT ?s ?q ?v {{ VALUES ?s {{ THESE }} ?s ?q ?v
        FILTER(?q IN ({declared}) && (!isLiteral(?v) || lang(?v) IN ("", "{lang}"))) }} ORDER BY ?s ?q ?v"""
    found = _rows(engine, query, iris) if declared else {}
    # By their names, so that their order is the same wherever a project's terms stand.
    return {iri: sorted(rows, key=lambda row: local(text(row["q"]))) for iri, rows in found.items()}


def known(engine: Engine, lang: str, nodes: Collection[Node | None]) -> Callable[[Node | None], Any]:
    """What gives the Python values of some nodes, their labels and figures read at once."""
    iris: set[str] = {iri for iri in map(text, nodes) if isinstance(iri, Iri)}
    names, figures = labels(engine, lang, iris), quantities(engine, iris)
    return lambda node: python(node, names, figures)


def _rows(engine: Engine, query: str, iris: Collection[str]) -> dict[str, list[Nodes]]:
    """The rows of a query for these, by their ``s``."""
    result: Result = solve(engine, _PREFIXES + query, these=iris)
    found: dict[str, list[Nodes]] = {}
    for row in result.rows:
        found.setdefault(text(row["s"]), []).append(row)
    return found


def _nodes(rows: dict[str, list[Nodes]]) -> list[Node | None]:
    return [node for found in rows.values() for row in found for name, node in row.items() if name != "s"]


def _qualified(rows: list[Nodes], value: Callable[[Node | None], Any]) -> tuple[Qualified, ...]:
    return tuple(Qualified(value(row["q"]), value(row["v"])) for row in rows)
