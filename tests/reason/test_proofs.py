"""Proofs: their steps, their certainty, their time, and what contradicts what."""

from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, settings
from hypothesis import given as given_
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.model.holding import OVER, PRESENT
from kg.model.project import DEFAULT
from kg.model.vocab import EDTF, NS, OWL, RDF, RDFS, XSD, term
from kg.reason.given import IMPOSSIBLE, Stated, grounds
from kg.reason.proofs import inference_iri, inference_quads, is_told, prove
from kg.reason.reasoner import Reasoner
from kg.reason.rule import Rule
from kg.reason.rules import read_rules
from tests.reason.reasoning import (
    BOTH_WAYS,
    RULE,
    RULES,
    Everything,
    P,
    followed,
    given,
    node,
    quads,
    reasoned,
    stated,
)


def test_every_step_of_a_proof_is_earlier(shipped: list[Stated]) -> None:
    found = followed(reasoned(shipped))

    def walk(triple: Triple, number: int, above: frozenset[Triple]) -> None:
        assert triple not in above
        for premise, at in found[triple][number - 1].inferences:
            walk(premise, at, above | {triple})

    for triple, proofs in found.items():
        for number in range(1, len(proofs) + 1):
            walk(triple, number, frozenset())


@pytest.mark.parametrize(
    ("facts", "expected", "level"),
    [
        ("ardania near belmora. belmora near port", "", 0),
        ("ardania near belmora", "belmora near port", 1),
        ("", "ardania near belmora. belmora near port", 1),
        ("ardania far port", "ardania near belmora. belmora near port", None),
        ("ardania near belmora. belmora near port", "ardania far port", 0),
    ],
)
def test_certainty_is_that_of_the_weakest_ground(
    facts: str, expected: str, level: int | None, tmp_path: Path
) -> None:
    """What denies a conclusion must be as certain as it is."""
    (tmp_path / "a.rq").write_text(
        RULE + P + "CONSTRUCT { ?a :reaches ?c } WHERE { ?a :near ?b . ?b :near ?c "
        "FILTER NOT EXISTS { ?a :far ?c } }"
    )
    found = followed(reasoned(given(facts) + given(expected, 1), tmp_path))
    (reaches,) = quads("ardania reaches port")
    assert {t: ways[0].level for t, ways in found.items()} == (
        {} if level is None else {reaches.triple: level}
    )


@pytest.mark.parametrize(
    ("header", "levels"), [("", {0: 0, 1: 0, 3: 0}), ("statedAsFact", {0: 0, 1: 1, 3: 1})]
)
def test_what_is_denied_may_have_to_be_a_fact(tmp_path: Path, header: str, levels: dict[int, int]) -> None:
    """What may be possible besides takes nothing from what is possible."""
    (tmp_path / "a.rq").write_text(
        RULE + (f"#+ denied: {header}\n" if header else "") + P + "CONSTRUCT { ?a :outside ?b } "
        "WHERE { ?a :awaits ?b FILTER NOT EXISTS { ?a :in ?b } }"
    )
    waiting = given("ardania awaits club", 3)
    for level, count in levels.items():
        assert len(followed(reasoned(waiting + given("ardania in club", level), tmp_path))) == count


def test_a_stronger_proof_makes_a_conclusion_stronger(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(
        RULE + P + "CONSTRUCT { ?a :reaches ?c } WHERE { ?a :near ?b . ?b :near ?c }"
    )
    weak = given("ardania near belmora. belmora near port", 2)
    strong = given("ardania near hill. hill near port")
    (proof,) = next(iter(followed(reasoned(weak + strong, tmp_path)).values()))
    assert proof.level == 0 and all("hill" in leaf for leaf in proof.leaves)


FACTS = st.sampled_from(
    [
        f"{s} {p} {o}"
        for s, p, o in product(
            ("a", "b", "c"), ("crosses", "borders", "wantsToJoin", "joins", "partOf"), ("a", "b", "c")
        )
    ]
)

Said = tuple[str, int, str]

SAID = st.tuples(FACTS, st.integers(0, 3), st.sampled_from(["", "", "1950/1960", "1990", "1955/1995"]))


@pytest.fixture(scope="module")
def denying(tmp_path_factory: pytest.TempPathFactory) -> list[Rule]:
    """The shipped rules, and some that deny what follows by the ontology and by each other."""
    folder = tmp_path_factory.mktemp("denying")
    for path in RULES.glob("*.rq"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for name, rule in (
        ("a", "{ ?a :near ?b } WHERE { ?a :joins ?b FILTER NOT EXISTS { ?a :borders ?b } }"),
        ("b", "{ ?a :alone ?b } WHERE { ?a :crosses ?b FILTER NOT EXISTS { ?a :near ?any } }"),
        ("c", "{ ?a :foreign ?b } WHERE { ?a :joins ?b FILTER NOT EXISTS { ?b a :Part } }"),
        ("d", "{ ?a :called ?text } WHERE { ?a :near ?b BIND(STRAFTER(STR(?b), 'entity/') AS ?text) }"),
        ("e", "{ ?a :quiet ?b } WHERE { ?a :joins ?b FILTER NOT EXISTS { ?b :called ?any } }"),
        ("f", "{ ?a :outside ?b } WHERE { ?a :wantsToJoin ?b FILTER NOT EXISTS { ?a :joins ?b } }"),
    ):
        denied = "#+ denied: statedAsFact\n" if name == "f" else ""
        (folder / f"{name}.rq").write_text(f"{RULE}{denied}{P}CONSTRUCT {rule}")
    return read_rules(folder, [one.triple for one in CHANGING], DEFAULT)


CHANGING = [
    Stated(Triple(NamedNode(NS + name), NamedNode(predicate), NamedNode(value)))
    for name, predicate, value in (
        ("borders", RDF + "type", OWL + "SymmetricProperty"),
        ("partOf", RDF + "type", OWL + "TransitiveProperty"),
        ("partOf", RDFS + "domain", NS + "Part"),
        ("crosses", RDFS + "subPropertyOf", NS + "borders"),
    )
]


@settings(max_examples=60, deadline=None)
@given_(st.lists(SAID, max_size=12), st.lists(st.tuples(st.booleans(), SAID), max_size=6))
@example([("a partOf b", 0, "1950/1960"), ("c partOf a", 0, "")], [(True, ("c partOf a", 0, "1990"))])
def test_a_change_comes_to_what_a_new_start_comes_to(
    denying: list[Rule], first: list[Said], changes: list[tuple[bool, Said]]
) -> None:
    """Ranks and proofs, however facts come and go one by one, with symmetry, chains, dates and denials."""
    held = {said: None for said in first}
    reasoner = Reasoner(denying, Everything(DEFAULT))
    start = {one for said in held for one in given(*said)}
    proofs = prove(reasoner, reasoner.change([*CHANGING, *sorted(start, key=str)]), {})
    for comes, said in changes:
        if comes == (said in held):
            continue
        before = {one for other in held for one in given(*other)}
        if comes:
            held[said] = None
        else:
            del held[said]
        after = {one for other in held for one in given(*other)}
        touched = reasoner.change(sorted(after - before, key=str), sorted(before - after, key=str))
        known = {t: found for t, found in proofs.items() if t not in touched}
        proofs = known | prove(reasoner, touched, known)
    fresh = Reasoner(denying, Everything(DEFAULT))
    fresh.change([*CHANGING, *(one for said in held for one in given(*said))])
    assert reasoner.ranks == fresh.ranks
    assert proofs == followed(fresh)


def test_what_cannot_be_at_one_time_proves_nothing(tmp_path: Path) -> None:
    """Nor does what would rest on it; what follows less surely at one time follows as such."""
    (tmp_path / "a.rq").write_text(
        RULE + P + "CONSTRUCT { ?a :with ?b } WHERE { ?a :in ?c . ?b :in ?c FILTER(?a != ?b) }"
    )
    (tmp_path / "b.rq").write_text(RULE + P + "CONSTRUCT { ?a :knows ?b } WHERE { ?a :with ?b }")
    apart = given("ardania in club", date="1950/1960") + given("belmora in club", date="1990/2000")
    assert followed(reasoned(apart, tmp_path)) == {}
    met = apart + given("ardania in league", date="1950/1960") + given("belmora in league", 1, "1955")
    (with_,), (knows,) = quads("ardania with belmora"), quads("ardania knows belmora")
    found = followed(reasoned(met, tmp_path))
    assert {found[q.triple][0].level for q in (with_, knows)} == {1} and len(found) == 4
    undated = apart + given("ardania in union. belmora in union")
    (proof,) = followed(reasoned(undated, tmp_path))[with_.triple]
    assert proof.level == 0 and all("union" in leaf for leaf in proof.leaves)


def test_a_rule_of_sequence_ranges_over_times(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(
        RULE + "#+ times: any\n" + P + "CONSTRUCT { ?a :after ?b } WHERE { ?a :heads ?c . ?b :heads ?c "
        "FILTER(?a != ?b) }"
    )
    (tmp_path / "b.rq").write_text(RULE + P + "CONSTRUCT { ?a :knows ?b } WHERE { ?a :after ?b }")
    apart = given("mira heads club", date="1950/1960") + given("tolan heads club", date="1990/2000")
    assert len(followed(reasoned(apart, tmp_path))) == 4


def test_what_a_thing_is_it_always_is(tmp_path: Path) -> None:
    axioms_ = [
        Stated(Triple(NamedNode(NS + s), NamedNode(p), NamedNode(NS + o)))
        for s, p, o in (
            ("rules", RDFS + "domain", "Person"),
            ("borders", RDFS + "domain", "State"),
            ("State", OWL + "disjointWith", "Person"),
        )
    ]
    facts = given("ardania rules port", date="1950") + given("ardania borders port", date="1990")
    found = followed(reasoned(axioms_ + facts, tmp_path))
    assert any(triple.object == IMPOSSIBLE for triple in found)


def test_what_is_apart_in_time_contradicts_nothing(tmp_path: Path) -> None:
    axiom = Triple(NamedNode(NS + "leads"), NamedNode(RDF + "type"), NamedNode(OWL + "AsymmetricProperty"))
    early = given("ardania leads belmora", date="1950")
    for date, count in (("1990", 0), ("1950/1951", 2)):
        late = given("belmora leads ardania", date=date)
        assert len(followed(reasoned([Stated(axiom), *early, *late], tmp_path))) == count


def test_every_contradiction_is_kept(tmp_path: Path) -> None:
    """However deep, and however many: those of one thing do not hide each other."""
    axioms_ = [
        (f"{NS}borders", f"{RDF}type", f"{OWL}IrreflexiveProperty"),
        (f"{NS}City", f"{RDFS}subClassOf", f"{NS}Place"),
        (f"{NS}State", f"{OWL}disjointWith", f"{NS}Place"),
        (f"{NS}State", f"{RDF}type", f"{OWL}Class"),
        *((f"{NS}p{n}", f"{RDFS}domain", f"{NS}City") for n in range(12)),
    ]
    ontology = [Stated(Triple(*map(NamedNode, line))) for line in axioms_]
    facts = given("ardania type State. ardania borders ardania")
    facts += [one for n in range(12) for one in given(f"ardania p{n} port")]
    found = followed(reasoned(ontology + facts, tmp_path))
    (ways,) = (ways for triple, ways in found.items() if triple.object == IMPOSSIBLE)
    assert len({proof.leaves for proof in ways}) == 13
    assert {proof.rule for proof in ways} == {"prp-irp", "cax-dw"}
    leaves = {leaf for every in found.values() for way in every for leaf in way.leaves}
    statements: Any = {leaf: SimpleNamespace(iri=leaf, origins={node("x").value}) for leaf in leaves}
    written = [q for triple in found for q in inference_quads(DEFAULT, triple, found, statements)]
    named = {q.object for q in written if q.predicate == term("premise") and "/inference/" in str(q.object)}
    assert named <= {q.subject for q in written}


def test_what_is_stated_too_is_proved_by_others_alone(tmp_path: Path) -> None:
    """Never by way of itself; and nothing rests on such a proof."""
    symmetric = Stated(
        Triple(NamedNode(NS + "borders"), NamedNode(RDF + "type"), NamedNode(OWL + "SymmetricProperty"))
    )
    (there,), (back,) = quads("ardania borders belmora"), quads("belmora borders ardania")
    found = followed(reasoned([symmetric, *given("ardania borders belmora")], tmp_path))
    assert set(found) == {back.triple} and not found[back.triple][0].beside
    both = given("ardania borders belmora. belmora borders ardania")
    found = followed(reasoned([symmetric, *both], tmp_path))
    assert {t: [way.beside for way in ways] for t, ways in found.items()} == {
        there.triple: [True],
        back.triple: [True],
    }
    assert all(not way.inferences for ways in found.values() for way in ways)


def test_nothing_follows_from_a_contradiction(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(
        RULE + P + f"CONSTRUCT {{ ?a :odd ?a }} WHERE {{ ?a a <{IMPOSSIBLE.value}> }}"
    )
    loop = Stated(
        Triple(NamedNode(NS + "near"), NamedNode(RDF + "type"), NamedNode(OWL + "IrreflexiveProperty"))
    )
    found = followed(reasoned([loop, *given("ardania near ardania")], tmp_path))
    assert {triple.object for triple in found} == {IMPOSSIBLE}


def test_values_in_conclusions_are_told_apart() -> None:
    names = {
        inference_iri(DEFAULT, Triple(node("a"), term("title"), value), 1).value
        for value in (
            Literal("1992/2001"),
            Literal("1990/2001"),
            Literal("1990/2001", language="en"),
            Literal("ארדניה"),
            Literal("with a space"),
            Literal(""),
            NamedNode("https://example.org/1990"),
            NamedNode("https://example.org/a%20b"),
        )
    }
    assert len(names) == 8 and all(NamedNode(name) for name in names)


@pytest.mark.parametrize(("holds", "count"), [(True, 2), (False, 0)])
def test_nothing_broader_follows_from_what_is_over(tmp_path: Path, holds: bool, count: int) -> None:
    one, schema = stated("near", over=not holds)
    found = followed(reasoned(BOTH_WAYS + grounds(one, schema, PRESENT if holds else OVER), tmp_path))
    assert sum(is_told(triple, ways) for triple, ways in found.items()) == count


def test_as_of_a_date_may_go_on(tmp_path: Path) -> None:
    """Two that hold as of different dates can hold together, unless the first is over."""
    (tmp_path / "a.rq").write_text(
        RULE + P + "CONSTRUCT { ?a :with ?b } WHERE { ?a :in ?c . ?b :in ?c FILTER(?a != ?b) }"
    )
    both = given("ardania in club. belmora in club")
    first, second = dict.fromkeys(one.statement for one in both)
    dates = [
        Stated(Triple(NamedNode(name), term("asOf"), Literal(date, datatype=NamedNode(EDTF))), name)
        for name, date in ((first, "1990"), (second, "2000"))
    ]
    assert len(followed(reasoned(both + dates, tmp_path))) == 2
    over = Stated(
        Triple(NamedNode(first), term("over"), Literal("true", datatype=NamedNode(XSD + "boolean"))), first
    )
    assert followed(reasoned([*both, *dates, over], tmp_path)) == {}
