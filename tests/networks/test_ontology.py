"""The picture of the ontology: what only a qualifier of relations leads to is in it, and told apart."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from kg import load
from kg.cli import main
from kg.model.vocab import local
from kg.networks.ontology import ontology
from kg.pictures.style import LINES
from tests.conftest import ROOT, Mini

TERMS = """
:ships a owl:ObjectProperty , :Predicate ; :edge true ; rdfs:domain :Port ; rdfs:range :City ;
    :allowedQualifier :cargo , :pilot , :berths , :harbour .
:unloads a owl:ObjectProperty , :Predicate ; :edge true ; rdfs:range :City ; :allowedQualifier :crane .
:docks a owl:ObjectProperty , :Predicate ; :edge true ; rdfs:domain :Haven ; rdfs:range :City ; :allowedQualifier :cargo .
:hidden a owl:ObjectProperty , :Predicate ; rdfs:domain :Port ; :allowedQualifier :secret .
:cargo a owl:ObjectProperty , :Qualifier ; rdfs:range :Goods ; rdfs:label "cargo"@en , "מטען"@he .
:pilot a owl:ObjectProperty , :UniversalQualifier ; rdfs:range :Guild .
:berths a owl:DatatypeProperty , :Qualifier .
:harbour a owl:ObjectProperty , :Qualifier ; rdfs:range :City .
:crane a owl:ObjectProperty , :Qualifier ; rdfs:range :Machine .
:secret a owl:ObjectProperty , :Qualifier ; rdfs:range :Vault .
"""
CLASSES = ("Port", "Goods", "Guild", "Machine", "Vault", "Grain", "Haven")


@pytest.fixture
def ports(mini: Mini) -> Mini:
    classes = "".join(f":{name} a owl:Class ; rdfs:isDefinedBy :it . " for name in CLASSES)
    mini.write(
        "ontology/ports.ttl",
        TERMS + classes + ":Grain rdfs:subClassOf :Goods . :Haven rdfs:subClassOf :Port .",
    )
    assert main(["build", "--root", str(mini.root)]) == 0
    return mini


def edges(net: Any, status: str) -> set[tuple[str, str, str]]:
    """The edges of a status: from where, by what, to where."""
    return {(local(a), d["predicate"], local(b)) for a, b, d in net.edges(data=True) if d["status"] == status}


def test_what_only_a_qualifier_leads_to_is_there(ports: Mini) -> None:
    """From what its relation leads from, or leads to; by no second way, and not what no picture shows."""
    net = ontology(load(ports.root).engine, "en")
    assert edges(net, "Qualifier") == {
        ("Port", "cargo", "Goods"),  # and so of the havens, which are ports
        ("Port", "pilot", "Guild"),
        ("City", "crane", "Machine"),
    }
    assert {"Grain", "Goods"} <= {local(one) for one in net}


def test_all_classes_are_there_and_what_is_not_is_counted(ports: Mini) -> None:
    """Those to which nothing leads too; relations without a line are told in the note."""
    ports.write(
        "ontology/more.ttl",
        ":alone a owl:ObjectProperty , :Predicate ; :edge true ; rdfs:domain :Port ."
        " :size a owl:DatatypeProperty , :Predicate . :near a owl:ObjectProperty , :Predicate ; :edge true ;"
        " rdfs:domain :Port ; rdfs:range :Port . :Old a owl:Class ; owl:deprecated true .",
    )
    assert main(["build", "--root", str(ports.root)]) == 0
    net = ontology(load(ports.root).engine, "en")
    there = {local(one) for one in net}
    assert {*CLASSES} <= there and "Old" not in there
    assert [key for _, _, key in net.edges(keys=True) if local(key) == "near"]
    left = net.graph["left"]
    assert left["to values"] == 1 and left["without ends"] == 2 and left["no lines"] > 0  # :alone, :unloads
    page = load(ports.root).draw(ports.root / "a.html", kind="ontology").read_text(encoding="utf-8")
    assert "one relation to values such as dates, two relations without a class at each end" in page
    drawn = load(ports.root).draw(ports.root / "a.svg", kind="ontology").read_text(encoding="utf-8")
    assert "one relation to values such as dates" in drawn


def test_of_the_base_only_what_the_project_leads_to_is_there(tmp_path: Path) -> None:
    root = tmp_path / "lakes"
    shutil.copytree(ROOT / "examples/lakes", root, ignore=shutil.ignore_patterns("build"))
    assert main(["build", "--root", str(root)]) == 0
    there = {local(one) for one in ontology(load(root).engine, "en")}
    assert there == {"Company", "Dam", "Good", "Lake", "Town", "Agent", "Quantity"}


@pytest.mark.parametrize(("lang", "told"), [("en", "named by a qualifier of relations"), ("he", "נזכר במאפיין של יחסים")])  # fmt: skip
def test_its_line_has_a_look_and_a_word_of_its_own(
    ports: Mini, lang: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Any] = []
    monkeypatch.setattr("kg.pictures.drawing.save", lambda figure, path: drawn.append(figure))
    load(ports.root, lang=lang).draw("a.svg", kind="ontology")
    (axes,) = drawn[0].axes
    assert told in [text.get_text() for text in axes.get_legend().get_texts()]
    assert {"en": "cargo", "he": "מטען"}[lang] in [text.get_text() for text in axes.texts]
    assert LINES["Qualifier"] not in [line for name, line in LINES.items() if name != "Qualifier"]


def test_the_page_of_an_ontology_with_qualifiers_is_written(ports: Mini, tmp_path: Path) -> None:
    page = load(ports.root).draw(tmp_path / "a.html", kind="ontology").read_text(encoding="utf-8")
    assert '"status": "Qualifier"' in page


def test_few_lines_are_added_to_the_shipped_one(built: Path) -> None:
    engine = load(ROOT, built).engine
    net = ontology(engine, "en")
    added = edges(net, "Qualifier")
    assert {end for *_, end in added} == {"Quantity", "Topic", "Attitude", "Sector"}
    assert len({(start, end) for start, _, end in added}) < 9
