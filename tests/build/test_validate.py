"""A violation is told in the language asked for, by a core constraint and by a SPARQL constraint."""

import hashlib
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.build.shapes import shapes_of
from kg.build.stages import assemble, validate
from kg.build.validation import check
from kg.cli import main
from kg.errors import KgError
from kg.model.vocab import BASE, GRAPH_NAMES, NS, OA
from tests.conftest import Mini, claim

ROOT = Path(__file__).parent.parent.parent
CLAIM = BASE + "claim/hamichlol/signatory-israel"


def hebrew(text: str) -> bool:
    return any("א" <= char <= "ת" for char in text)


def test_messages_keep_their_language() -> None:
    """Of a core constraint and of one in SPARQL, as the reference finds them too."""
    loaded = assemble(ROOT).loaded
    data = [q for graph in GRAPH_NAMES for q in loaded.graph(graph)]
    wrong = {"via": BASE + "entity/cpc-pipeline", "modality": NS + "modality"}
    data += [Quad(NamedNode(CLAIM), NamedNode(NS + name), NamedNode(value)) for name, value in wrong.items()]
    found = [v for v in check(loaded, shapes_of(loaded), data) if v.claim == CLAIM]
    assert len({v.message("en") for v in found}) > 1
    assert found == [v for v in check(loaded, shapes_of(loaded), data, "pyshacl") if v.claim == CLAIM]
    assert found == check(loaded, shapes_of(loaded), data, focus={CLAIM})
    for violation in found:
        assert [lang for lang, _ in violation.mends] == ["en", "he"]
        assert not hebrew(violation.mend("en"))
        assert hebrew(violation.mend("he"))
        assert hebrew(violation.message("he")) and not hebrew(violation.message("en"))
        assert violation.source == BASE + "source/hamichlol" and violation.file and violation.line


def test_all_that_is_wrong_with_claims_is_told_at_once(
    mini: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    """Malformed claims, each with its place and what to do, before what the shapes find in others."""
    path = mini.claims(
        claim("a", "ardania capital port").replace(":modality :asserted ;", ""),
        claim("b", "ardania capital atlantis").replace(":evidence evidence:0-4 ;", ""),
        claim("c", "ardania capital hill").replace(' ; :gloss "A gloss."@en', ""),
    )
    found = [(v.claim.rpartition("/")[2], v.message(), v.mend()) for v in validate(mini.root)]
    assert found == [
        ("a", "missing: modality", "this needs exactly one :modality and has 0"),
        ("b", "missing: evidence", "this has no evidence; find its passage with kg anchor"),
        (
            "b",
            "not of the class it must have: object",
            f"this names the unknown <{BASE}entity/atlantis>; add it to graph/ or mend the name",
        ),
        ("c", "missing: gloss", "Add a gloss."),
    ]
    capsys.readouterr()
    assert main(["validate", "--root", str(mini.root), "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["source"] for row in rows] == [BASE + "source/gazette"] * 4
    assert all(row["file"] == str(path) and int(row["line"]) > 0 for row in rows)
    assert main(["validate", "--root", str(mini.root), "--lang", "he"]) == 1
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{path}:") and "(source:gazette): חסר: modality. נדרש כאן" in first
    assert last == "4 violations"


PASSAGE = BASE + "evidence/globes/1691-1745"


@pytest.mark.parametrize(
    ("node", "predicate"),
    [
        (PASSAGE, NS + "sha256"),
        (PASSAGE + ".position", OA + "start"),
        (
            BASE
            + "statement/kazakhstan.suppliesResource.oil.recipient-israel.share-about-22-percent.shareOf-israeli-oil-consumption.via-cpc-pipeline",
            NS + "status",
        ),
    ],
)
def test_a_violation_names_its_source(node: str, predicate: str) -> None:
    """Of passages, of where they lie, and of what the build made."""
    loaded = assemble(ROOT).loaded
    data = [q for graph in GRAPH_NAMES for q in loaded.graph(graph)]
    data.append(Quad(NamedNode(node), NamedNode(predicate), Literal("x")))
    found = check(loaded, shapes_of(loaded), data, focus={node})
    assert found and {v.source for v in found} == {BASE + "source/globes"}


def test_terms_in_messages_are_told_by_their_short_names() -> None:
    loaded = assemble(ROOT).loaded
    data = [q for graph in GRAPH_NAMES for q in loaded.graph(graph)]
    data.append(Quad(NamedNode(CLAIM), NamedNode(NS + "via"), NamedNode(BASE + "entity/cpc-pipeline")))
    (found,) = (v for v in check(loaded, shapes_of(loaded), data, focus={CLAIM}))
    assert found.message() == "breaks a rule (:via)"


def test_a_claim_that_rests_on_a_bare_name_is_told(mini: Mini) -> None:
    """However it is written: the name, an alias, a Hebrew letter before it; another passage may state it."""
    labels = 'entity:port rdfs:label "Port"@en , "נמל"@he . entity:ardania rdfs:label "Ardania"@en .'
    mini.write("graph/entities/labels.ttl", labels)

    def passage(text: str, rest: str = "") -> list[str]:
        digest = hashlib.sha256(text.encode()).hexdigest()
        more = f'evidence:0-4 :sha256 "{digest}" . evidence:9-40 a :Evidence ; :sha256 "{"ab" * 32}" .'
        mini.claims(claim("c", "ardania capital port", rest), more)
        return [violation.mend() for violation in validate(mini.root)]

    (told,) = passage("נמל")
    assert "a bare name, which states nothing" in told
    assert passage("בנמל") == passage("Ardania") == [told]
    assert passage("its capital, Port") == []
    assert passage("נמל", ":evidence evidence:9-40 ;") == []


@pytest.mark.parametrize(("severity", "stops"), [("Violation", True), ("Warning", False), ("Info", False)])
def test_what_a_shape_only_warns_of_is_told_and_stops_nothing(
    mini: Mini, severity: str, stops: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    mini.write(
        "ontology/shapes/more.ttl",
        f":PortShape a sh:NodeShape ; sh:targetClass :City ; sh:severity sh:{severity} ; "
        f'sh:property [ sh:path rdfs:comment ; sh:minCount 1 ; sh:severity sh:{severity} ; sh:message "Say more."@en ] .',
    )
    command = ["build", "--root", str(mini.root)]
    assert main(command) == int(stops)
    told = capsys.readouterr().err
    assert "Say more." in told and (f"{severity.lower()}: " in told) is not stops
    assert main(["validate", "--root", str(mini.root)]) == int(stops)
    assert ("0 violations, 2 warnings" in capsys.readouterr().out) is not stops
    assert main([*command, "--strict"]) == 1 == main(["validate", "--strict", "--root", str(mini.root)])


@pytest.mark.parametrize(
    "shape",
    [
        ':S a sh:NodeShape ; sh:targetClass :City ; sh:property [ sh:path :capital ; sh:minCount "two" ] .',
        ':S a sh:NodeShape ; sh:targetClass :City ; sh:property [ sh:path rdfs:label ; sh:pattern "(" ] .',
        ':S a sh:NodeShape ; sh:targetClass :City ; sh:sparql [ sh:message "x" ; sh:select "SELECT $this WHERE { " ] .',
    ],
)
def test_a_shape_that_cannot_be_run_is_told_with_its_file(mini: Mini, shape: str) -> None:
    path = mini.write("ontology/shapes/more.ttl", shape)
    for engine in ("turbo", "pyshacl"):
        with pytest.raises(KgError) as caught:
            validate(mini.root, engine)
        told = str(caught.value)
        assert told.startswith(f"{path}: the shapes cannot be run: ") and "\n" not in told


@pytest.mark.parametrize("engine", ["turbo", "pyshacl"])
@pytest.mark.parametrize(
    ("pattern", "label", "holds"),
    [
        (r"^\\p{L}+$", "נמל", True),
        (r"^\\p{L}+$", "נמל1", False),
        (r"^[\\p{L}-[a-z]]+$", "Port", False),
        (r"^\\p{IsHebrew}+$", "נמל", True),
        ("^[a-z]+$", "port", True),
    ],
)
def test_patterns_are_those_of_xpath(mini: Mini, engine: str, pattern: str, label: str, holds: bool) -> None:
    mini.write(
        "ontology/shapes/more.ttl",
        f':Name a sh:NodeShape ; sh:targetClass :City ; sh:property [ sh:path rdfs:label ; sh:pattern "{pattern}" ] .',
    )
    mini.write("graph/entities/more.ttl", f'entity:port rdfs:label "{label}"@he .')
    assert (validate(mini.root, engine) == []) is holds


def test_a_pattern_that_is_none_is_told_with_its_file(mini: Mini) -> None:
    mini.write(
        "ontology/shapes/more.ttl", ':Name a sh:NodeShape ; sh:targetClass :City ; sh:pattern "\\\\p{Nope}" .'
    )
    with pytest.raises(KgError, match=r"more\.ttl: the shapes cannot be run: .*Nope"):
        validate(mini.root)
