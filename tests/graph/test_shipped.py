"""The shipped graph: plain queries, its evidence, its words, and that nothing is left unexplained."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store
from rdflib import RDF, RDFS, Graph, Literal
from rdflib.namespace import SKOS

from kg.build.stages import assemble
from kg.model.holding import PRESENT
from kg.model.project import DEFAULT
from kg.model.schema import EVENT
from kg.model.statement import triples
from kg.model.vocab import BASE, NS
from kg.reason.given import Stated, is_impossible
from kg.reason.reasoner import Reasoner
from kg.reason.scope import Scope
from tests.conftest import ROOT, SOURCES, needs_sources


@pytest.fixture(scope="module")
def plain(built: Path) -> Graph:
    """The Turtle file as somebody loads it who knows rdflib and nothing of us."""
    return Graph().parse(built / "accord.ttl")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("?agreement :mediator ?x", {"united-states", "kazakhstan"}),
        ("entity:israel-kazakhstan-agreement :mediator ?x", {"united-states"}),
        ("entity:israel-kazakhstan-agreement :signatory ?x", {"israel", "kazakhstan"}),
        ("?x :suppliesResource entity:oil", {"kazakhstan", "iran"}),
        ("entity:cpc-pipeline :ownedBy ?x", {"chevron", "exxonmobil"}),
        ("?x :headOfState entity:kazakhstan", {"kassym-jomart-tokayev"}),
        ("entity:kazakhstan :capital ?x", {"astana"}),
        ("entity:kazakhstan :suppliesResource ?x", {"oil", "uranium"}),
        ("entity:kazakhstan :borders ?x", {"russia", "china"}),
        ("?x :memberOf entity:abraham-accords", set()),
        ("entity:israel-kazakhstan-agreement :signedOn ?x", set()),
        ("entity:baikonur-cosmodrome :usedBy ?x", set()),
        ("?x :headOfState entity:united-states", {"donald-trump"}),
        ("?x :suppliesResource entity:gold", set()),
        ("entity:uzbekistan :joins ?x", set()),
        ("entity:russia :opposes ?x", set()),
    ],
)
def test_plain_queries_in_plain_rdflib(plain: Graph, pattern: str, expected: set[str]) -> None:
    query = f"PREFIX : <{NS}> PREFIX entity: <{BASE}entity/> SELECT ?x {{ {pattern} }}"
    assert {str(row.x).rsplit("/", 1)[1] for row in plain.query(query)} == expected


def test_turtle_round_trips_and_reads_well(built: Path, plain: Graph) -> None:
    again = Graph().parse(data=plain.serialize(format="turtle"), format="turtle")
    assert len(plain) == len(again) > 20_000
    text = (built / "accord.ttl").read_text(encoding="utf-8")
    assert text.startswith("@prefix")
    block = text[text.index("entity:cpc-pipeline a :Pipeline") :].partition("\n\n")[0]
    assert ":ownedBy entity:chevron , entity:exxonmobil" in block and 'rdfs:label "CPC pipeline"@en' in block
    assert "_:" not in text.partition("# Entities")[2]


def test_every_entity_is_labelled_in_both_languages_and_spoken_of(plain: Graph) -> None:
    for entity in sorted({s for s in plain.subjects(RDF.type) if str(s).startswith(BASE + "entity/")}):
        labels = [o for o in plain.objects(entity, RDFS.label) if isinstance(o, Literal)]
        assert sorted(str(o.language) for o in labels) == ["en", "he"], entity
        assert any(p for s, p in plain.subject_predicates(entity)) or (entity, None, None) in plain, entity


def test_no_name_means_two_entities(plain: Graph) -> None:
    seen: dict[Literal, Any] = {}
    for name in (RDFS.label, SKOS.altLabel):
        for entity, label in sorted(plain.subject_objects(name)):
            if str(entity).startswith(BASE + "entity/"):
                assert seen.setdefault(label, entity) == entity, label


def test_every_pair_of_qualifiers_is_what_a_claim_says(built: Path) -> None:
    """A statement speaks with one voice: no row of two of its qualifiers is made up of what two claims say."""
    store = Store.read_only(str(built / "store"))
    rows = store.query(
        f"""PREFIX : <{NS}> SELECT ?s ?q1 ?a ?q2 ?b WHERE {{
          ?s a :Statement ; ?q1 ?a ; ?q2 ?b . FILTER(STR(?q1) < STR(?q2))
          {{ ?q1 a :Qualifier }} UNION {{ ?q1 a :UniversalQualifier }}
          {{ ?q2 a :Qualifier }} UNION {{ ?q2 a :UniversalQualifier }}
          FILTER(?q1 != :over && ?q2 != :over)  # which the build works out of the dates
          FILTER NOT EXISTS {{ ?s :hasClaim ?c . ?c ?q1 ?a ; ?q2 ?b }} }}""",
        use_default_graph_as_union=True,
    )
    assert list(rows) == []
    several = store.query(
        f"""PREFIX : <{NS}> SELECT DISTINCT ?s ?q WHERE {{ ?s a :Statement ; ?q ?a , ?b . FILTER(?a != ?b)
          {{ ?q a :Qualifier }} UNION {{ ?q a :UniversalQualifier }}
          FILTER(isIRI(?a) || LANG(?a) = LANG(?b)) FILTER NOT EXISTS {{ ?q a :SetQualifier }} }}""",
        use_default_graph_as_union=True,
    )
    assert list(several) == []


def test_statements_of_one_triple_are_linked() -> None:
    """Whoever sees two of them can learn why they are two."""
    made = assemble(ROOT)
    linked = [set(one.statements) for one in made.findings.conflicts]
    linked += [set(one.statements) for one in made.findings.compatibilities]
    groups: dict[tuple[str, str, str], list[str]] = {}
    for statement in made.statements:
        groups.setdefault((statement.subject, statement.predicate, str(statement.object)), []).append(
            statement.iri
        )
    several = [pair for group in groups.values() for pair in combinations(group, 2)]
    assert len(several) > 30
    assert [pair for pair in several if not any(set(pair) <= one for one in linked)] == []


def test_plain_triples_are_facts_that_hold_now_and_do_not_contradict_each_other(built: Path) -> None:
    """Each is of a statement that is stated as fact and is not over; all of them together are consistent."""
    store = Store.read_only(str(built / "store"))
    facts = [q.triple for q in store.quads_for_pattern(None, None, None, DEFAULT.graphs["facts"])]
    made = assemble(ROOT)
    tense = made.weighing.tense
    said = {
        t for s in made.statements if s.is_fact and tense(s.iri) == PRESENT for t in triples(s, made.schema)
    }
    assert len(facts) > 300 and set(facts) <= said
    assert not [s.iri for s in made.statements if s.over and tense(s.iri) == PRESENT and s.kind != EVENT]
    inferred = [q.triple for q in store.quads_for_pattern(None, None, None, DEFAULT.graphs["inferred"])]
    scope = Scope(made.loaded.project, made.loaded.graph("ontology"))
    reasoner = Reasoner([], scope)
    described = [*made.loaded.graph("entities"), *made.loaded.graph("sources")]
    given = [*scope.axioms(), *scope.describe(described)]
    plain = [triple for triple in inferred if scope.is_told(triple)]
    reasoner.change([*given, *(Stated(triple) for triple in {*facts, *plain})])
    assert [triple for triple in reasoner.ranks if is_impossible(triple)] == []


@needs_sources
def test_every_digest_matches_the_texts(kg: Callable[..., str]) -> None:
    assert re.match(
        r"9\d\d passages, all match|[1-9]\d{2,} passages, all match", kg("verify", "--sources", str(SOURCES))
    )


@needs_sources
def test_nothing_is_left_unexplained(kg_json: Callable[..., Any]) -> None:
    found = {row["source"].rpartition("/")[2]: row for row in kg_json("coverage", "--sources", str(SOURCES))}
    assert sorted(found) == ["commentary", "globes", "hamichlol", "paskin", "report"]
    assert all(row["unexplained"] == [] for row in found.values())
    assert min(row["claimed"] for row in found.values()) > 0.6


@needs_sources
def test_the_project_holds_no_sentence_of_the_sources(plain: Graph) -> None:
    """No text of ours shares six words in a row with a source, but for titles, which are facts."""

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    def runs(text: str) -> set[tuple[str, ...]]:
        found = words(text)
        return {tuple(found[i : i + 6]) for i in range(len(found) - 5)}

    said = set().union(*(runs(path.read_text(encoding="utf-8")) for path in SOURCES.glob("*.txt")))
    titles = {
        o
        for claim in plain.subjects(RDF.predicate, plain.namespace_manager.expand_curie(":title"))
        for o in plain.objects(claim, RDF.object)
    }
    titles |= set(plain.objects(None, plain.namespace_manager.expand_curie(":title")))
    ours = {o for o in plain.objects() if isinstance(o, Literal)} - titles
    assert len(titles) == 10
    assert [str(text) for text in ours if runs(str(text)) & said] == []
