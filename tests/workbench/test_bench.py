"""A change comes to what a full build of the same claims comes to: quads and violations alike."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg.api.workbench import Workbench
from kg.build.stages import build, validate
from kg.errors import KgError
from kg.model.vocab import BASE, NS, term
from tests.build.test_weigh import MORE, PERCENT
from tests.conftest import PREFIXES, ROOT, Mini, claim

RULE = """#+ title: {en: "T", he: "ט"}
#+ description: {en: "D", he: "ד"}
PREFIX : <https://w3id.org/accord-graph/ontology#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
RULES = {
    "a": RULE + "CONSTRUCT { ?a :near ?b } WHERE { ?a :borders ?b }",
    "b": RULE + "CONSTRUCT { ?a :calm ?b } WHERE { ?a :allied ?b FILTER NOT EXISTS { ?a :near ?b } }",
    "c": RULE + "CONSTRUCT { ?a a owl:Nothing } WHERE { ?a :borders ?b ; :precedes ?b }",
}
NEAR = ":calm a owl:ObjectProperty . :near a owl:ObjectProperty , :Predicate . :borders a owl:IrreflexiveProperty ."
SAYINGS = [
    *(
        f"{a} {p} {b}"
        for p in ("borders", "allied", "before", "after", "precedes")
        for a, b in (("ardania", "belmora"), ("belmora", "ardania"))
    ),
    "ardania capital port",
    "ardania capital hill",
    "ardania owned port",
    "ardania owned hill",
    "belmora owned hill",
    "ardania met 2020",
    "belmora met 2019",
    "belmora precedes hill",
    "hill precedes ardania",
    "hill follows belmora",
    "hill met 2019",
    "ardania near belmora",
    "ardania borders ardania",
    "ardania output port",
    "ardania rankedIn list",
]
EXTRAS = [
    "",
    ':time "1990/1995"^^edtf:EDTF ;',
    ':time "1993/.."^^edtf:EDTF ;',
    ':time "../1992"^^edtf:EDTF ;',
    ':asOf "2020"^^edtf:EDTF ;',
    ":over true ;",
    ":share quantity:a ;",
    ":share quantity:b ;",
    ":ordinal 1 ;",
]
CLAIMS = st.tuples(
    st.sampled_from(SAYINGS),
    st.sampled_from(EXTRAS),
    st.sampled_from(["asserted", "expected", "possible", "denied"]),
    st.sampled_from(["gazette", "herald"]),
    st.booleans(),
)


def written(number: int, one: tuple[str, str, str, str, bool]) -> str:
    """A claim as Turtle; one without a gloss is invalid."""
    said, rest, modality, source, glossed = one
    text = claim(f"c{number}", said, rest, modality, source)
    for year in ("2019", "2020"):
        text = text.replace(f"entity:{year}", f'"{year}"^^edtf:EDTF')
    return text if glossed else text.replace(' ; :gloss "A gloss."@en', "")


def land(root: Path) -> Mini:
    mini = Mini(root)
    mini.write("ontology/more.ttl", MORE + NEAR)
    for name, text in RULES.items():
        path = mini.root / f"ontology/rules/{name}.rq"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    mini.write(
        "graph/quantities.ttl",
        f"quantity:a a :Quantity ; :value 60.0 ; {PERCENT} . quantity:b a :Quantity ; :value 50.0 ; {PERCENT} .",
    )
    issued = "<http://purl.org/dc/terms/issued>"
    mini.write(
        "graph/sources.ttl",
        f'source:gazette a :Source ; {issued} "2020-05-01"^^edtf:EDTF . source:herald a :Source .',
    )
    return mini


def rebuilt(root: Path, out: Path) -> set[Quad]:
    """The quads of a full build, which must be valid."""
    build(root, out, lambda _: None)
    return set(Store.read_only(str(out / "store")))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given_(st.lists(CLAIMS, min_size=2, max_size=8), st.lists(st.integers(0, 7), max_size=5), st.data())
def test_changes_come_to_what_a_build_comes_to(
    tmp_path_factory: pytest.TempPathFactory,
    claims: list[tuple[str, str, str, str, bool]],
    toggled: list[int],
    data: st.DataObject,
) -> None:
    mini = land(tmp_path_factory.mktemp("land") / "project")
    here = set(range(data.draw(st.integers(1, len(claims)))))
    mini.claims(*(written(n, claims[n]) for n in sorted(here)))
    bench = Workbench(mini.root)
    if data.draw(st.booleans()):  # then all of it is validated now, and each change by itself
        assert bench.violations is not None
    for number in (n % len(claims) for n in toggled):
        if here == {number}:
            continue  # a graph without claims is no graph
        bench.retract(f"gazette/c{number}") if number in here else bench.add(
            "@prefix claim: <https://w3id.org/accord-graph/claim/gazette/> ."
            "@prefix evidence: <https://w3id.org/accord-graph/evidence/gazette/> ."
            "@prefix oa: <http://www.w3.org/ns/oa#> ." + written(number, claims[number])
        )
        here ^= {number}
    mini.claims(*(written(n, claims[n]) for n in sorted(here)))
    assert [(v.claim, v.shape) for v in bench.violations] == sorted(
        (v.claim, v.shape) for v in validate(mini.root)
    )
    mini.write(
        "ontology/shapes/claims.ttl",
        "shape:None a sh:NodeShape ; sh:targetClass :Nobody .".replace("shape:", ":"),
    )
    assert bench.quads() == rebuilt(mini.root, mini.root / "out")


def test_what_rests_on_a_statement_has_the_origins_of_all_its_claims(tmp_path: Path) -> None:
    """Also of one that came later and says the same: the statement stays, and who says it does not."""
    mini = land(tmp_path / "project")
    mini.claims(written(0, ("ardania borders belmora", "", "expected", "gazette", False)))
    bench = Workbench(mini.root)
    later = written(1, ("ardania borders belmora", "", "expected", "herald", False))
    bench.add(PREFIXES + later)
    counts = {q.object.value for q in bench.quads() if q.predicate == term("originCount")}
    assert counts == {"2"}
    mini.claims(written(0, ("ardania borders belmora", "", "expected", "gazette", False)), later)
    mini.write("ontology/shapes/claims.ttl", ":None a sh:NodeShape ; sh:targetClass :Nobody .")
    assert bench.quads() == rebuilt(mini.root, mini.root / "out")


def test_the_shipped_graph_on_the_workbench(built: Path, tmp_path: Path) -> None:
    """What is retracted and added again is as before; what stays away is as in a build without it."""
    bench = Workbench(ROOT)
    assert repr(bench) == f"<Workbench of {len(bench.store)} quads>"
    before = bench.quads()
    assert before == set(Store.read_only(str(built / "store"))) and bench.violations == []
    names = ["globes/oil-to-israel", "hamichlol/signatory-israel", "report/memorandum-before-announcement"]
    blocks = {name: bench.turtle(name) for name in names}
    change = bench.retract("globes/oil-to-israel")
    gone = {predicate.iri.rpartition("#")[2] for _, predicate, _, _ in change.goes}
    assert gone == {
        "suppliesResource",
        "suppliesThrough",
        "suppliedBy",
        "suppliedThrough",
        "homeOfPartOwnerInSupplyOf",
    }
    assert change.comes == [] and change.violations == []
    assert len(bench.graph.ask("supplied-through", state="Israel")) == 0
    bench.retract(*names[1:])
    root = tmp_path / "project"
    for folder in ("ontology", "graph", "queries"):
        shutil.copytree(ROOT / folder, root / folder)
    for name in names:
        source, _, own = name.partition("/")
        path = root / f"graph/claims/{source}.ttl"
        text = path.read_text(encoding="utf-8")
        start = text.index(f"\nclaim:{own} a ")
        path.write_text(text[:start] + text[text.index(" .\n", start) + 2 :], encoding="utf-8")
    assert bench.quads() == rebuilt(root, tmp_path / "out")
    for name in names:
        bench.add(blocks[name])
    assert bench.quads() == before and bench.violations == []


def test_a_violation_comes_and_goes(tmp_path: Path) -> None:
    mini = land(tmp_path / "project")
    bench = Workbench(mini.root)
    head = "@prefix claim: <https://w3id.org/accord-graph/claim/gazette/> . @prefix evidence: <https://w3id.org/accord-graph/evidence/gazette/> ."
    text = head + written(1, ("ardania borders belmora", "", "asserted", "gazette", False))
    (violation,) = bench.add(text).violations
    assert violation.mend() == "Add a gloss." and bench.violations == [violation]
    with pytest.raises(KgError, match="already"):
        bench.add(text)
    assert bench.retract("gazette/c1").violations == [] and bench.violations == []


@pytest.mark.parametrize("is_whole", [False, True])
def test_what_was_wrong_before_is_not_anew(tmp_path: Path, is_whole: bool) -> None:
    """Also where nobody asked for all that is wrong: then no more is validated than what changes touch."""
    mini = land(tmp_path / "project")
    borders, allied = "ardania borders belmora", "belmora allied ardania"
    mini.claims(
        *(written(n, (one, "", "asserted", "gazette", False)) for n, one in enumerate([borders, allied]))
    )
    bench = Workbench(mini.root)
    if is_whole:
        assert [violation.claim[-2:] for violation in bench.violations] == ["c0", "c1"]
    change = bench.add(PREFIXES + written(2, (borders, "", "expected", "herald", True)))
    assert change.violations == []
    assert [violation.claim[-2:] for violation in bench.violations_met][:1] == ["c0"]
    assert [violation.claim[-2:] for violation in bench.violations] == ["c0", "c1"]


def test_a_new_thing_comes_with_its_claim(tmp_path: Path) -> None:
    mini = land(tmp_path / "project")
    bench = Workbench(mini.root)
    head = "@prefix claim: <https://w3id.org/accord-graph/claim/gazette/> . @prefix evidence: <https://w3id.org/accord-graph/evidence/gazette/> ."
    bench.add(head + "entity:carda a :State ." + claim("n", "carda borders ardania"))
    assert (
        bench.graph.sparql(f"ASK {{ <{BASE}entity/carda> <{NS}near> <{BASE}entity/ardania> }}").rows[0][
            "answer"
        ]
        == "true"
    )


HEAD = (
    "@prefix claim: <https://w3id.org/accord-graph/claim/gazette/> ."
    "@prefix evidence: <https://w3id.org/accord-graph/evidence/gazette/> ."
)
NEW = claim("n", "ardania borders belmora")


def test_a_chain_of_things_comes_and_goes(tmp_path: Path) -> None:
    """Each link and date by itself: the order is weighed as a build weighs it."""
    mini = land(tmp_path / "project")
    said = ["ardania precedes belmora", "hill follows belmora", "hill precedes port", "ardania met 2020"]
    said += ["port met 2019", "port precedes belmora"]
    claims = [written(n, (text, "", "asserted", "gazette", True)) for n, text in enumerate(said)]
    claims[4] = claims[4].replace("rdf:object entity:2019", 'rdf:object "2019"^^edtf:EDTF')
    mini.claims(claims[0])
    bench = Workbench(mini.root)
    here, found = {0}, []
    for number in (1, 2, 3, 4, 5, 1, 3, 1, 5):
        bench.retract(f"gazette/c{number}") if number in here else bench.add(HEAD + claims[number])
        here ^= {number}
        mini.claims(*(claims[n] for n in sorted(here)))
        assert bench.quads() == rebuilt(mini.root, mini.root / "out")
        reason = NamedNode(NS + "impossibleOrder")
        found.append(sum(quad.object == reason for quad in bench.quads()))
    assert found == [0, 0, 0, 1, 2, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("entity:a", "not valid Turtle"),
        ("entity:a a :State .", "no claim in this"),
        ("<c> a :Claim ; rdf:subject entity:nobody .", "needs exactly one"),
        (HEAD + NEW.replace("entity:belmora", "[]"), "blank node as its rdf:object"),
        (HEAD + NEW.replace(":asserted", ":asserted ; :time []"), "blank node as its :time"),
        (HEAD + NEW + "[] a :State .", "claims and what they name need IRIs"),
        (HEAD + NEW.replace("entity:belmora", '"soon"^^edtf:EDTF'), "not an EDTF date"),
        (
            HEAD + NEW + "statement:x :rank :deprecatedRank .",
            r"for a curator to judge, in graph/curation\.ttl",
        ),
        (HEAD + NEW + "entity:x a :Compatibility ; :involves statement:x .", "for a curator to judge"),
        (HEAD + NEW + "entity:x a :Assessment ; :assesses source:gazette .", "for a curator to judge"),
        (
            HEAD + NEW.replace(":asserted", ":asserted ; :zzNope 1"),
            "has :zzNope, which the ontology does not",
        ),
        (HEAD + NEW.replace(":asserted", ":asserted ; :gloss ' '@en"), "has an empty :gloss"),
        (HEAD + NEW.replace(":asserted", ":asserted ; :earliest 1950"), "the build itself works out"),
        (HEAD + NEW + ":borders a owl:TransitiveProperty .", "is a term of the ontology"),
        (HEAD + NEW + 'entity:new rdfs:label "Newland"@en .', "has no class"),
        (HEAD + NEW + "quantity:a :value 10.0 .", "quantity:a is there already.*change its :value"),
        (HEAD + NEW + "entity:port a :UnnamedSpeaker .", "entity:port is there already"),
        (
            HEAD + NEW + 'source:herald <http://purl.org/dc/terms/issued> "2030"^^edtf:EDTF .',
            "its date decides what holds now",
        ),
    ],
)
def test_bad_additions_change_nothing(tmp_path: Path, text: str, cause: str) -> None:
    bench = Workbench(land(tmp_path / "project").root)
    before = bench.quads()
    with pytest.raises(KgError, match=cause):
        bench.add(text)
    with pytest.raises(KgError, match="there is no claim"):
        bench.retract("gazette/nothing")
    assert bench.quads() == before


def test_a_curated_statement_keeps_its_last_claim(tmp_path: Path) -> None:
    mini = land(tmp_path / "project")
    mini.write(
        "graph/curation.ttl",
        '<https://w3id.org/accord-graph/statement/ardania.capital.port> :rank :preferredRank ; :rankReason "Old."@en .',
    )
    with pytest.raises(KgError, match="a curator judged"):
        Workbench(mini.root).retract("gazette/capital")


def test_a_thing_that_cannot_be_leaves_the_workbench_whole(tmp_path: Path) -> None:
    """A new thing of two classes that exclude each other is no conflict of statements; the change goes through."""
    mini = land(tmp_path / "project")
    mini.write("ontology/apart.ttl", ":State owl:disjointWith :City .")
    bench = Workbench(mini.root)
    head = "@prefix claim: <https://w3id.org/accord-graph/claim/gazette/> . @prefix evidence: <https://w3id.org/accord-graph/evidence/gazette/> ."
    bench.add(head + "entity:odd a :State , :City ." + claim("n", "odd borders ardania"))
    assert bench.graph.sparql(f"ASK {{ ?s a <{NS}Conflict> }}").rows[0]["answer"] == "false"
    assert bench.retract("gazette/n").goes


@pytest.mark.parametrize("step", ["_change", "_checking.after", "_find"])
def test_a_change_that_fails_is_no_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Wherever it fails, what is asked, weighed, inferred and validated later is as if nothing had been tried."""
    mini = land(tmp_path / "project")
    mini.claims(*(claim(name, said) for name, said in zip("ab", SAYINGS[:2], strict=True)))
    bench, other = Workbench(mini.root), Workbench(mini.root)
    new = "entity:carda a :State . quantity:c a :Quantity ; :value 60.0 ; " + PERCENT + " . "
    text = HEAD + new + claim("n", "carda borders ardania")
    owner = getattr(bench, step.partition(".")[0]) if "." in step else bench
    step = step.rpartition(".")[2]
    failing = getattr(owner, step)

    def fail(*arguments: object) -> None:
        monkeypatch.setattr(owner, step, failing)
        failing(*arguments)
        raise RuntimeError

    for change, given in ((bench.add, text), (bench.retract, "gazette/a")):
        monkeypatch.setattr(owner, step, fail)
        with pytest.raises(RuntimeError):
            change(given)
        assert bench.quads() == other.quads() and bench.violations == other.violations
    for one in (bench, other):
        one.retract("gazette/b")
        one.add(text)
    assert bench.quads() == other.quads() and bench.inferred() == other.inferred()


def test_the_workbench_and_a_build_agree_on_what_contradicts_itself(tmp_path: Path) -> None:
    """One claim that by a rule cannot be is a conflict and no violation, here and there."""
    mini = land(tmp_path / "project")
    shutil.copy(ROOT / "kg/base/shapes/statements.ttl", mini.root / "ontology/shapes/statements.ttl")
    text = (ROOT / "kg/base/shapes/claims.ttl").read_text(encoding="utf-8")
    start = text.index("<https://w3id.org/accord-graph/shapes> a")
    prefixes = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    mini.write("ontology/shapes/own.ttl", prefixes + text[start : text.index("shape:Claim a")])
    mini.write(
        "ontology/kinds.ttl",
        ":Rule a owl:Class . :singleValuedAtATime a :ConflictReason . :statedAsFact a :StatementStatus .",
    )
    mini.claims(claim("a", "ardania borders ardania"))
    bench = Workbench(mini.root)
    assert bench.violations == validate(mini.root) == []
    assert bench.quads() == rebuilt(mini.root, mini.root / "out")
    assert sum(q.object == NamedNode(NS + "Conflict") for q in bench.quads()) == 1
