"""What is asked of many things is asked in parts, wherever it is asked, and the parts change no answer."""

import re
from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import kg.engines
from kg.ask import grades, listing, narrow, nothing, references, said, under
from kg.ask.disputes import other_sides
from kg.ask.entity import describe
from kg.ask.grounds import Grounds
from kg.ask.history import history
from kg.ask.narrow import Narrow
from kg.ask.sentences import Sentences
from kg.ask.statements import inferred, statements, verdict
from kg.ask.values import quantities
from kg.ask.view import View
from kg.engines import Engine, Result, labels, solve
from kg.engines.oxigraph import Oxigraph
from kg.explain import prov
from kg.model.vocab import BASE, EDTF, NS, OA, RDFS, SKOS, XSD, Iri, Node, rdf, term
from kg.networks import analysis, failure
from kg.networks.told import Told
from kg.pictures import page, positions
from kg.tell import whynot
from kg.understand.search import Search
from tests.conftest import ROOT

MANY = 1500


def _iri(kind: str, number: int) -> NamedNode:
    return NamedNode(f"{BASE}{kind}/n{number:04}")


def _all(kind: str) -> list[str]:
    return [Iri(_iri(kind, number).value) for number in range(MANY)]


class Watched:
    """An engine that remembers how many rows the longest VALUES of a query had."""

    def __init__(self, store: Store) -> None:
        self.engine, self.longest = Oxigraph(store), 0

    def run(self, query: str) -> Result:
        for found in re.findall(r"VALUES \?\w+ \{([^}]*)\}", query):
            self.longest = max(self.longest, found.count("<"))
        return self.engine.run(query)


@pytest.fixture(scope="module")
def store() -> Store:
    """A graph in which one hub has 1,500 statements, each with a claim, a conflict with the next one, a
    quantity, a passage, and an inference that rests on it."""
    store, hub, graph = Store(), NamedNode(f"{BASE}entity/hub"), NamedNode(f"{BASE}graph/all")

    def add(node: NamedNode, **told: Node) -> None:
        for name, value in told.items():
            short = {"subject": rdf, "predicate": rdf, "object": rdf, "type": rdf}.get(name, term)
            store.add(Quad(node, short(name), value, graph))

    def label(subject: NamedNode, text: str, name: str = RDFS + "label") -> None:
        store.add(Quad(subject, NamedNode(name), Literal(text, language="en"), graph))

    one, when = Literal("1", datatype=NamedNode(XSD + "integer")), NamedNode(EDTF)
    add(term("related"), failsWith=rdf("object"), stops=rdf("subject"))
    add(term("time"), type=term("Qualifier"))
    label(hub, "hub")
    for n in range(MANY):
        thing, statement, claim = _iri("entity", n), _iri("statement", n), _iri("claim", n)
        figure, inference, conflict = _iri("quantity", n), _iri("inference", n), _iri("conflict", n)
        passage, at, source = _iri("evidence", n), _iri("evidence", n + 5000), _iri("source", n)
        said = {"subject": thing, "predicate": term("related"), "object": hub}
        time = Literal(f"{2000 + n % 9}", datatype=when)
        label(thing, f"thing {n}")
        label(thing, f"other {n}", SKOS + "altLabel")
        add(thing, type=term("State"))
        for name in ("long", "lat"):
            geo = NamedNode(f"http://www.w3.org/2003/01/geo/wgs84_pos#{name}")
            store.add(Quad(thing, geo, Literal(f"{n / 100}"), graph))
        add(statement, type=term("Statement"), **said, status=term("statedAsFact"), hasClaim=claim)
        add(statement, originCount=one, time=time)
        add(claim, type=term("Claim"), **said, modality=term("asserted"), statedIn=source, evidence=passage)
        label(claim, f"gloss {n}", NS + "gloss")
        add(inference, type=term("Inference"), subject=hub, predicate=term("near"), object=thing, rule=hub)
        add(inference, certainty=term("statedAsFact"), restsOn=statement, stepOrder=one, originCount=one)
        add(conflict, type=term("Conflict"), conflictReason=hub, involves=statement, involvesClaim=claim)
        add(conflict, involves=_iri("statement", (n + 1) % MANY))
        add(figure, type=term("Quantity"), unit=hub, value=one)
        add(passage, sha256=Literal("0"))
        store.add(Quad(passage, NamedNode(OA + "hasSource"), source, graph))
        store.add(Quad(passage, NamedNode(OA + "hasSelector"), at, graph))
        store.add(Quad(at, NamedNode(OA + "start"), one, graph))
        store.add(Quad(at, NamedNode(OA + "end"), one, graph))
        label(source, f"source {n}")
    return store


def _rows(kind: str) -> list[dict[str, str]]:
    return [{"statement": iri} for iri in _all(kind)]


def _history(engine: Engine) -> object:
    found = describe(engine, f"{BASE}entity/hub", "en")
    return history(engine, found), found.disputes


def _verdict(engine: Engine) -> object:
    view, hub = View(engine, "en"), f"{BASE}entity/hub"
    one = statements(view, {"object": hub})
    return verdict(view, {"stated": one, "form": one, "rule": inferred(view, {"subject": hub})})


def _network(engine: Engine) -> object:
    told = Told(engine, {*_all("entity")})
    return [told.node(iri) for iri in _all("entity")]


def _chains(engine: Engine) -> object:
    steps = [analysis.Step(f"{BASE}entity/hub", "", [iri]) for iri in _all("statement")]
    return analysis.chain_rows(engine, [steps])


PLACES: dict[str, Callable[[Engine], object]] = {
    "labels": lambda e: labels(e, "en", _all("entity")),
    "quantities": lambda e: quantities(e, {*_all("quantity")}),
    "statements": lambda e: said.statements(e, "en", _all("statement")),
    "claims": lambda e: said.claims(e, "en", _all("claim")),
    "claims of inferences": lambda e: said.claims_of(e, _all("inference")),
    "listed claims": lambda e: listing.claims(e, "en", only=_all("claim")),
    "conflicts": lambda e: listing.conflicts(e, "en", _all("statement")),
    "other sides": lambda e: other_sides(e, _rows("inference"), "en"),
    "grades": lambda e: grades.grades(e, "en", _all("claim")),
    "grounds": lambda e: Grounds(e, "en", Narrow()).under(_rows("statement")),
    "history and all of one thing": _history,
    "narrowed": lambda e: narrow.counting(e, {*_all("inference")}, Narrow(status=NS + "disputed")),
    "classes": lambda e: nothing._classes(View(e, "en"), _all("entity")),
    "references": lambda e: references.references(e, "en", [(s, "x/1-2") for s in _all("source")]),
    "names": lambda e: [*map(Sentences(e, _all("entity")).name, _all("entity"), ["en"] * MANY)],
    "statuses": lambda e: under.statuses(e, _rows("statement")),
    "verdict": _verdict,
    "passages": lambda e: [*prov._passages(e, _all("evidence"))],
    "network": _network,
    "chains": _chains,
    "failure": lambda e: failure.failure(e, "en", f"{BASE}entity/hub"),
    "other names": lambda e: page._aliases(e, _all("entity")),
    "times of grounds": lambda e: page._grounds(e, _all("inference")),
    "positions": lambda e: positions.positions(e, {iri: "" for iri in _all("entity")}),
    "why not": lambda e: whynot._triples(e, {*_all("statement")}),
    "search": lambda e: Search(View(e, "en"), {}).search("thing", limit=MANY),
}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_depends_on_the_parts(place: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which are of 500: of all at once some take minutes."""
    watched = Watched(store)
    found = PLACES[place](watched)
    assert watched.longest == 500
    monkeypatch.setattr(kg.engines, "_MOST", 90)
    assert _plain(PLACES[place](watched)) == _plain(found)


def test_rows_come_in_the_order_of_what_was_asked_of(store: Store) -> None:
    query = f"SELECT ?s ?l {{ VALUES ?s {{ THESE }} ?s <{RDFS}label> ?l }} ORDER BY ?s"
    found = solve(Watched(store), query, these=[*reversed(_all("entity")), *_all("entity")])
    assert [getattr(row["s"], "value", "") for row in found.rows] == _all("entity")


def test_of_nothing_nothing_is_told(store: Store) -> None:
    query = "SELECT ?s ?p { VALUES ?s { THESE } ?s ?p ?o }"
    assert solve(Watched(store), query, these=()) == Result(["s", "p"], [])
    assert solve(Watched(store), query, these=["no IRI"]) == Result(["s", "p"], [])


def test_nobody_else_writes_the_values_of_a_query() -> None:
    """But the languages of a name, terms that are known, and the rows that rules and proofs match."""
    own = {"engines/__init__.py", "engines/binding.py", "reason/matching.py"}
    few = {"ask/names.py", "explain/explain.py", "understand/search.py"}
    for path in sorted((ROOT / "kg").rglob("*.py")):
        name, text = path.relative_to(ROOT / "kg").as_posix(), path.read_text(encoding="utf-8")
        assert name in own | few or not re.search(r"VALUES \S+ \{\{ \{", text), name


def _plain(found: object) -> str:
    """What was found, so that it can be compared, whatever it is."""
    return repr(found.to_dict() if hasattr(found, "to_dict") else found)
