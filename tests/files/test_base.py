"""The base is imported and never copied; folders are read, and what nothing reads is told."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.build.stages import build
from kg.errors import KgError
from kg.files.base import BASE_FOLDER
from kg.files.load import load, unread
from kg.model.vocab import BASE, NS, OWL, RDFS, rdf
from tests.conftest import Mini, claim

DEFINED = NamedNode(RDFS + "isDefinedBy")
HEADER = "<https://example.org/land> a owl:Ontology ; owl:imports "


def ontology(mini: Mini) -> set[Quad]:
    return {Quad(*quad.triple) for quad in load(mini.root).graph("ontology")}


@pytest.mark.parametrize("name", ["base", "base/1.0.0"])
def test_an_import_brings_terms_and_shapes(mini: Mini, name: str) -> None:
    alone = len(load(mini.root).shapes)
    mini.write("ontology/header.ttl", f"{HEADER}<{BASE}{name}> .")
    loaded = load(mini.root)
    assert len(loaded.shapes) - alone == len(list(BASE_FOLDER.glob("shapes/*.ttl"))) > 4
    quads = ontology(mini)
    assert Quad(NamedNode(NS + "Claim"), rdf("type"), NamedNode(OWL + "Class")) in quads
    assert Quad(NamedNode(NS + "Claim"), DEFINED, NamedNode(BASE + "base")) in quads
    assert not [quad for quad in quads if quad.predicate.value == OWL + "imports"]
    assert [q.subject.value for q in quads if q.object == NamedNode(OWL + "Ontology")] == [
        "https://example.org/land"
    ]


def test_a_project_with_a_copy_goes_on(mini: Mini) -> None:
    names = {getattr(quad.subject, "value", "") for quad in ontology(mini)}
    assert NS + "State" in names and NS + "Conflict" not in names


@pytest.mark.parametrize(
    ("imported", "cause"),
    [
        ("<https://example.org/other>", "which no file of ontology/ declares"),
        (f"<{BASE}base/9.9.9>", f"and the base is <{BASE}base> or <{BASE}base/1.0.0>"),
        ("<http://www.w3.org/ns/prov-o#>", "nothing is fetched: put its file into ontology/"),
    ],
)
def test_nothing_is_fetched(mini: Mini, imported: str, cause: str) -> None:
    path = mini.write("ontology/header.ttl", f"{HEADER}{imported} .")
    with pytest.raises(KgError) as caught:
        load(mini.root)
    assert str(caught.value).startswith(f"{path}:") and cause in str(caught.value)


def test_files_of_a_project_import_each_other(mini: Mini) -> None:
    mini.write("ontology/header.ttl", f"{HEADER}<https://example.org/ports> .")
    mini.write("ontology/more/ports.ttl", "<https://example.org/ports> a owl:Ontology . :Port a owl:Class .")
    quads = ontology(mini)
    assert Quad(NamedNode(NS + "Port"), DEFINED, NamedNode("https://example.org/ports")) in quads
    assert Quad(NamedNode(NS + "City"), DEFINED, NamedNode("https://example.org/land")) in quads


@pytest.mark.parametrize(
    ("path", "name"), [("ontology/header.ttl", "more/ports.ttl"), ("ontology/more/header.ttl", "ports.ttl")]
)
def test_a_file_is_imported_from_where_that_is_written(mini: Mini, path: str, name: str) -> None:
    mini.write(path, f"{HEADER}<{name}> .")
    mini.write("ontology/more/ports.ttl", ":Port a owl:Class .")
    assert not [quad for quad in ontology(mini) if quad.predicate.value == OWL + "imports"]
    mini.write(path, f"{HEADER}<gone.ttl> .")
    with pytest.raises(KgError, match="nothing is fetched"):
        load(mini.root)


def test_an_ontology_without_the_base_says_how_to_import_it(mini: Mini) -> None:
    path = mini.write("ontology/terms.ttl", ":State a owl:Class .")
    with pytest.raises(KgError, match="no file imports the base") as caught:
        load(mini.root)
    assert caught.value.file == str(path) and f"<{OWL}imports> <{BASE}base> ." in caught.value.message


def test_nobody_adds_to_the_base(mini: Mini) -> None:
    mini.write(
        "graph/dataset.ttl",
        "<https://example.org/land> a <http://rdfs.org/ns/void#Dataset> ; "
        '<http://rdfs.org/ns/void#uriSpace> "https://example.org/land/" .',
    )
    path = mini.write("ontology/terms.ttl", f"{HEADER}<{BASE}base> .\n:shade a owl:ObjectProperty .")
    with pytest.raises(KgError, match="declares kg:shade in the namespace of the base") as caught:
        load(mini.root)
    lines = path.read_text("utf-8").splitlines()
    assert caught.value.file == str(path) and lines[(caught.value.line or 0) - 1].startswith(":shade")


def test_folders_are_read_and_what_nothing_reads_is_told(mini: Mini, tmp_path: Path) -> None:
    (mini.root / "graph/claims/gazette.ttl").unlink()
    mini.write("graph/entities/more/ports.ttl", "entity:quay a :City .")
    mini.write(
        "graph/claims/old/gazette.ttl",
        claim("quay", "ardania capital quay").replace(":evidence evidence:0-4", ":evidence evidence:0-4")
        + "evidence:0-4 a :Evidence ; oa:hasSource source:gazette .",
    )
    for name in ("graph/entitys.ttl", "ontology/rules/a.sparql", "queries/odd\x1b.txt", "graph/notes.md"):
        (mini.root / name).parent.mkdir(parents=True, exist_ok=True)
        (mini.root / name).write_text("", encoding="utf-8")
    told: list[str] = []
    build(mini.root, tmp_path / "out", told.append)
    warned = [line for line in told if line.startswith("warning: nothing reads ")]
    assert [line.rpartition(" ")[2] for line in warned] == [
        "graph/entitys.ttl",
        "ontology/rules/a.sparql",
        "queries/odd\\x1b.txt",
    ]
    assert len(unread(mini.root)) == 3
    quad = [q for q in load(mini.root).graph("entities") if q.subject.value.endswith("quay")]
    assert quad


def test_two_of_one_name_are_told(mini: Mini, tmp_path: Path) -> None:
    for folder in ("", "more/"):
        mini.write(f"queries/{folder}ports.rq", "")
    with pytest.raises(KgError, match=r"has the name of .*ports\.rq; give it another one"):
        build(mini.root, tmp_path / "out", lambda _: None)


def test_two_things_of_one_label_are_told(mini: Mini, tmp_path: Path) -> None:
    mini.write(
        "graph/entities/more.ttl", 'entity:port rdfs:label "Port"@en . entity:hill rdfs:label "Port"@en .'
    )
    told: list[str] = []
    build(mini.root, tmp_path / "out", told.append)
    assert "warning: 'Port' is the label of entity:hill, entity:port" in told


def test_a_question_that_names_what_nobody_declares_is_told(mini: Mini, tmp_path: Path) -> None:
    (mini.root / "queries").mkdir()
    (mini.root / "queries/odd.rq").write_text(
        '#+ title: {en: "T", he: "ט"}\nPREFIX a: <https://w3id.org/accord-graph/ontology#>\n'
        "SELECT ?s { ?s a:capitol 'a:nothing' }\n",
        encoding="utf-8",
    )
    told: list[str] = []
    build(mini.root, tmp_path / "out", told.append)
    warned = [line for line in told if line.startswith("warning: queries/odd.rq names")]
    assert [line.partition("names ")[2] for line in warned] == [
        ":capitol, which the ontology does not declare; did you mean :capital?"
    ]
