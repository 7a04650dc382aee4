"""Nanopublications of what sources state: assertion, provenance and publication information kept apart.

What is only expected, planned, possible or denied, and what is somebody's judgement, is no bare assertion,
and gets none. A claim that says more than its triple asserts the triple with its qualifiers, reified.
(Nanopublication Guidelines 2016, http://nanopub.net/guidelines/working_draft/.)
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.exports.header import CREATOR, LICENCE, creators, licences
from kg.model.dataset import version
from kg.model.project import Project
from kg.model.schema import Schema
from kg.model.statement import FACT
from kg.model.vocab import OWL, PROV, SOFTWARE, Iri, rdf, term

NP = Iri("http://www.nanopub.org/nschema#")


def nanopubs(graphs: Mapping[str, list[Quad]], project: Project) -> Iterator[Quad]:
    """The quads of all nanopublications, from the named graphs of a build, in the order of the claims."""
    schema = Schema.of(graphs["ontology"], project)
    claims, statements = _blocks(graphs["claims"]), _blocks(graphs["statements"])
    about: list[tuple[NamedNode, NamedNode | Literal]] = [
        *((CREATOR, maker) for maker in creators(graphs, project)),
        *((LICENCE, licence) for licence in licences(graphs, project)),
        *((NamedNode(OWL + "versionInfo"), Literal(one)) for one in [version(graphs, project)] if one),
    ]
    graded: dict[str, list[Quad]] = {}
    for assessment in statements.values():
        for quad in assessment:
            if quad.predicate == term("assesses") and isinstance(quad.object, NamedNode):
                graded.setdefault(quad.object.value, []).extend(assessment)
    for iri in sorted(claims):
        block = claims[iri]
        made = [quad.object for quad in statements.get(iri, ()) if quad.predicate == term("makesStatement")]
        stated = [s for s in made if isinstance(s, NamedNode) and _is_fact(statements[s.value])]
        if stated:
            yield from _nanopub(iri, block, statements[stated[0].value], graded, schema, about)


def _blocks(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject.value, []).append(quad)
    return found


def _is_fact(statement: Iterable[Quad]) -> bool:
    return any(quad.predicate == term("status") and quad.object == term(FACT) for quad in statement)


def _nanopub(
    iri: str,
    claim: list[Quad],
    statement: list[Quad],
    graded: Mapping[str, list[Quad]],
    schema: Schema,
    about: Iterable[tuple[NamedNode, NamedNode | Literal]],
) -> Iterator[Quad]:
    project = schema.project
    name = iri.removeprefix(project.made("claim", ""))
    own = NamedNode(project.made("np", name if name != iri else sha256(iri.encode()).hexdigest()))
    head, assertion, provenance, publication = (
        NamedNode(f"{own.value}.{part}") for part in ("head", "assertion", "provenance", "pubinfo")
    )
    yield Quad(own, rdf("type"), NamedNode(NP + "Nanopublication"), head)
    for name, graph in (
        ("Assertion", assertion),
        ("Provenance", provenance),
        ("PublicationInfo", publication),
    ):
        yield Quad(own, NamedNode(f"{NP}has{name}"), graph, head)
    for triple in _asserted(statement, schema):
        yield Quad(triple.subject, triple.predicate, triple.object, assertion)
    for quad in claim:
        if quad.predicate == term("evidence"):
            yield Quad(assertion, NamedNode(PROV + "wasQuotedFrom"), quad.object, provenance)
        elif quad.predicate == term("statedIn"):
            yield Quad(assertion, NamedNode(PROV + "hadPrimarySource"), quad.object, provenance)
        elif quad.predicate == term("speaker"):
            yield Quad(assertion, NamedNode(PROV + "wasAttributedTo"), quad.object, provenance)
    yield Quad(assertion, NamedNode(PROV + "wasDerivedFrom"), NamedNode(iri), provenance)
    # What a curator thinks of the claim and of its source.
    sources = (quad.object for quad in claim if quad.predicate == term("statedIn"))
    for thing in (NamedNode(iri), *sources):
        for quad in graded.get(getattr(thing, "value", ""), ()):
            yield Quad(quad.subject, quad.predicate, quad.object, provenance)
    yield Quad(own, NamedNode(PROV + "wasGeneratedBy"), NamedNode(SOFTWARE), publication)
    for relation, value in about:
        yield Quad(own, relation, value, publication)


def _asserted(statement: list[Quad], schema: Schema) -> list[Triple]:
    """The triple alone where that is all that is said; else the statement, reified, with its qualifiers."""
    said = {quad.predicate: quad.object for quad in statement}
    subject, predicate = said[rdf("subject")], said[rdf("predicate")]
    assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode)
    qualified = [quad for quad in statement if quad.predicate.value in schema.qualifiers]
    if not qualified and not schema.predicates[predicate.value].only_qualified:
        return [Triple(subject, predicate, said[rdf("object")])]
    links = {rdf(name) for name in ("subject", "predicate", "object")}
    return [quad.triple for quad in statement if quad.predicate in links or quad in qualified]
