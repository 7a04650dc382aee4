"""Make a large graph of invented states that follows our ontology: the same one for the same size, always.

Each claim has its statement, its evidence (shared by four claims) and, where it is a fact, its plain triple,
as the build writes them. The ontology and the entities of the shipped graph are in it too, so that every
question finds the terms it asks for.
"""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.model.project import DEFAULT
from kg.model.vocab import BASE, EDTF, OA, RDFS, XSD, rdf, term

SPREAD = 40  # claims for one state, on average: the graph grows in states, not in what is said of one
MODALITIES = ("asserted", "asserted", "asserted", "reported", "expected", "possible")
STATUS = {
    "asserted": "statedAsFact",
    "reported": "statedAsFact",
    "expected": "expected",
    "possible": "possible",
}


def shipped(built: Path) -> Iterator[Quad]:
    """The ontology, entities and sources of a built graph."""
    wanted = {DEFAULT.graphs[name].value for name in ("ontology", "entities", "sources")}
    for quad in parse((built / "accord.nq").read_bytes(), format=RdfFormat.N_QUADS):
        if getattr(quad.graph_name, "value", "") in wanted:
            yield quad


def synthetic(claims: int) -> Iterator[Quad]:
    """The quads of so many claims on ``claims / SPREAD`` states, and their entities."""
    states = max(claims // SPREAD, 4)
    for number in range(states):
        yield from _named(f"state-{number}", "State", f"State {number}", f"מדינה {number}")
    for number in range(max(states // 4, 1)):
        yield from _named(f"pipeline-{number}", "Pipeline", f"Pipeline {number}", f"צינור {number}")
        yield from _named(f"company-{number}", "Company", f"Company {number}", f"חברה {number}")
        yield from _named(f"pact-{number}", "BilateralAgreement", f"Pact {number}", f"הסכם {number}")
    for number in range(claims):
        yield from _claim(number, states)


def _named(name: str, kind: str, english: str, hebrew: str) -> Iterator[Quad]:
    node, graph = _entity(name), DEFAULT.graphs["entities"]
    yield Quad(node, rdf("type"), term(kind), graph)
    yield Quad(node, NamedNode(RDFS + "label"), Literal(english, language="en"), graph)
    yield Quad(node, NamedNode(RDFS + "label"), Literal(hebrew, language="he"), graph)


def _entity(name: str) -> NamedNode:
    return NamedNode(f"{BASE}entity/{name}")


def _said(number: int, states: int) -> tuple[str, str, str, list[tuple[str, NamedNode | Literal]]]:
    """Subject, predicate, object and qualifiers of a claim: ten kinds in turn."""
    here, there = f"state-{number % states}", f"state-{(number * 7 + 3) % states}"
    quarter = max(states // 4, 1)
    pipeline, company = f"pipeline-{number % quarter}", f"company-{(number // 3) % quarter}"
    year = Literal(f"{1950 + number % 75}/..", datatype=NamedNode(EDTF))
    kind = (number // states) % 10
    if kind == 0:
        details = [("recipient", _entity(there)), ("via", _entity(pipeline))]
        return here, "suppliesResource", "oil", [*details, ("share", NamedNode(f"{BASE}quantity/28-percent"))]
    if kind == 1:
        return pipeline, "ownedBy", company, [("share", NamedNode(f"{BASE}quantity/18-percent"))]
    if kind == 2:
        return pipeline, "crosses", here, []
    if kind == 3:
        return here, "memberOf", "sco", []
    if kind == 4:
        return f"pact-{number % quarter}", "signatory", here, []
    if kind == 5:
        return f"pact-{number % quarter}", "mediator", there, []
    if kind == 6:
        return here, "diplomaticRelationsWith", there, [("time", year)]
    if kind == 7:
        place = Literal(str(number % states + 1), datatype=NamedNode(XSD + "integer"))
        return here, "rankedIn", "ranking-states-by-area", [("ordinal", place)]
    if kind == 8:
        return here, "joins", "abraham-accords", []
    return here, "describedAs", "landlocked", []


def _claim(number: int, states: int) -> Iterator[Quad]:
    subject, predicate, value, qualifiers = _said(number, states)
    modality = MODALITIES[number % len(MODALITIES)]
    source = NamedNode(f"{BASE}source/{('globes', 'report', 'commentary')[number % 3]}")
    claim = NamedNode(f"{BASE}claim/synthetic/{number}")
    statement = NamedNode(f"{BASE}statement/synthetic-{number}")
    evidence = NamedNode(f"{BASE}evidence/synthetic/{number // 4}")
    claims, statements = DEFAULT.graphs["claims"], DEFAULT.graphs["statements"]
    triple = (_entity(subject), term(predicate), _entity(value))
    for node, graph in ((claim, claims), (statement, statements)):
        yield Quad(node, rdf("subject"), triple[0], graph)
        yield Quad(node, rdf("predicate"), triple[1], graph)
        yield Quad(node, rdf("object"), triple[2], graph)
        for name, node_value in qualifiers:
            yield Quad(node, term(name), node_value, graph)
    yield Quad(claim, rdf("type"), term("Claim"), claims)
    yield Quad(claim, term("modality"), term(modality), claims)
    yield Quad(claim, term("statedIn"), source, claims)
    yield Quad(claim, term("evidence"), evidence, claims)
    yield Quad(claim, term("gloss"), Literal(f"Gloss {number}.", language="en"), claims)
    yield Quad(claim, term("makesStatement"), statement, claims)
    one = Literal("1", datatype=NamedNode(XSD + "integer"))
    yield Quad(statement, rdf("type"), term("Statement"), statements)
    yield Quad(statement, term("status"), term(STATUS[modality]), statements)
    yield Quad(statement, term("hasClaim"), claim, statements)
    yield Quad(statement, term("origin"), source, statements)
    yield Quad(statement, term("originCount"), one, statements)
    yield Quad(statement, term("sourceCount"), one, statements)
    if number % 4 == 0:
        yield Quad(evidence, rdf("type"), term("Evidence"), claims)
        yield Quad(evidence, NamedNode(OA + "hasSource"), source, claims)
    if STATUS[modality] == "statedAsFact":
        yield Quad(*triple, DEFAULT.graphs["facts"])
