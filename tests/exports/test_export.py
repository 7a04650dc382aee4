"""Exports that other tools read without a script."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDF, RDFS

from kg.cli import main
from kg.exports.context import compact, context
from kg.exports.export import FORMATS, export
from kg.exports.nanopubs import NP
from kg.model.project import DEFAULT
from kg.model.vocab import NS, PREFIXES
from tests.conftest import ROOT, Mini, claim

AG = rdflib.Namespace(NS)


@pytest.fixture(scope="module")
def quads(built: Path) -> set[Quad]:
    return set(parse((built / "accord.nq").read_bytes(), format=RdfFormat.N_QUADS))


@pytest.mark.parametrize(("form", "rdf"), [("ntriples", RdfFormat.N_TRIPLES), ("rdfxml", RdfFormat.RDF_XML)])
def test_formats_without_graphs_hold_the_union(
    form: str, rdf: RdfFormat, built: Path, quads: set[Quad]
) -> None:
    found = {quad.triple for quad in parse(export(built / "accord.nq", form), format=rdf)}
    assert found == {quad.triple for quad in quads}


def test_owlready_reads_what_is_written(built: Path, tmp_path: Path) -> None:
    import owlready2

    path = tmp_path / "accord.owl"
    path.write_bytes(export(built / "accord.nq", "rdfxml"))
    found = owlready2.World().get_ontology(path.as_uri()).load()
    states = found.world[NS + "State"].instances()
    assert found.world["https://w3id.org/accord-graph/entity/kazakhstan"] in states


def test_json_ld_is_compact_and_says_the_same(built: Path, quads: set[Quad]) -> None:
    data = export(built / "accord.nq", "jsonld")
    assert set(parse(data, format=RdfFormat.JSON_LD)) == quads
    told = json.loads(data)
    (facts,) = [one for one in told["@graph"] if one["@id"].endswith("graph/facts")]
    (kazakhstan,) = [one for one in facts["@graph"] if one["@id"] == "entity:kazakhstan"]
    assert "entity:russia" in kazakhstan["borders"]
    assert json.dumps(told["@graph"]).count("https://w3id.org/accord-graph/ontology#") < 2000, (
        "in texts alone"
    )
    alone = json.loads(export(built / "accord.nq", "context"))
    assert told["@context"] == alone["@context"]


def test_the_context_tells_what_values_are() -> None:
    prefixes = (
        f"@prefix : <{NS}> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
        " @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        " @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    )
    ontology = ":near a owl:ObjectProperty . :count a owl:DatatypeProperty ; rdfs:range xsd:integer ."
    terms = context(parse(prefixes + ontology, format=RdfFormat.TURTLE), DEFAULT)
    assert terms["@context"]["near"] == {"@id": NS + "near", "@type": "@id"}
    assert terms["@context"]["count"]["@type"].endswith("#integer")
    data = list(parse(prefixes + ":a :near :b ; :count 3 .", format=RdfFormat.TURTLE))
    told = json.loads(compact(data, terms))
    assert "3" in str(told) and NS + "near" not in json.dumps(told["@graph"])
    assert set(parse(compact(data, terms), format=RdfFormat.JSON_LD)) == set(data)


@pytest.fixture
def small(mini: Mini, tmp_path: Path) -> Callable[..., rdflib.Dataset]:
    """The nanopublications of a tiny project."""

    def made(*claims: str) -> rdflib.Dataset:
        mini.claims(*claims)
        assert main(["build", "--root", str(mini.root), "--build", str(tmp_path / "out")]) == 0
        return rdflib.Dataset().parse(data=export(tmp_path / "out/accord.nq", "nanopubs"), format="trig")

    return made


def test_a_stated_claim_is_a_nanopublication(small: Callable[..., rdflib.Dataset]) -> None:
    data = small(claim("one", "ardania capital port"))
    np = rdflib.Namespace(NP)
    (head,) = data.quads((None, RDF.type, np.Nanopublication, None))
    parts = {}
    for name in ("hasAssertion", "hasProvenance", "hasPublicationInfo"):
        (quad,) = data.quads((head[0], np[name], None, None))
        parts[name] = data.graph(quad[2])
        assert len(parts[name]) > 0
    ends = ("ardania", "port")
    entity = rdflib.Namespace("https://w3id.org/accord-graph/entity/")
    assert list(parts["hasAssertion"]) == [(entity[ends[0]], AG.capital, entity[ends[1]])]
    told = {p for _, p, _ in parts["hasProvenance"]}
    assert {PROV.hadPrimarySource, PROV.wasQuotedFrom, PROV.wasDerivedFrom} <= told


def test_a_qualified_claim_asserts_its_qualifiers_too(small: Callable[..., rdflib.Dataset]) -> None:
    data = small(claim("one", "ardania rankedIn list", ":ordinal 3 ;"))
    told = {(p, str(o)) for _, p, o, g in data.quads() if str(g).endswith(".assertion")}
    assert (AG.ordinal, "3") in told and RDF.subject in {p for p, _ in told}
    assert AG.rankedIn not in {p for p, _ in told}, "the triple alone would say more"


@pytest.mark.parametrize("modality", ["expected", "planned", "possible", "denied"])
def test_what_is_not_stated_is_no_assertion(modality: str, small: Callable[..., rdflib.Dataset]) -> None:
    data = small(claim("one", "ardania capital port", modality=modality))
    assert len(data) == 0


def test_nanopublications_of_the_shipped_graph_are_its_stated_claims(built: Path, quads: set[Quad]) -> None:
    data = rdflib.Dataset().parse(data=export(built / "accord.nq", "nanopubs"), format="trig")
    assertions = {s for s, *_ in data.quads((None, RDF.type, rdflib.URIRef(NP + "Nanopublication"), None))}
    plain = NamedNode(NS + "statedAsFact")
    facts = {q.subject for q in quads if q.predicate.value == NS + "status" and q.object == plain}
    made = {
        q.subject.value
        for q in quads
        if q.predicate.value == NS + "makesStatement" and q.object in facts and hasattr(q.subject, "value")
    }
    assert {str(one).replace("/np/", "/claim/") for one in assertions} == made


def tables(folder: Path) -> tuple[dict[str, list[dict[str, str]]], dict[str, dict]]:
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    rows = {}
    for one in told["resources"]:
        with (folder / one["path"]).open(encoding="utf-8", newline="") as file:
            rows[one["name"]] = list(csv.DictReader(file))
    return rows, {one["name"]: one["schema"] for one in told["resources"]}


def test_the_data_package_is_whole(kg: Callable[..., str], tmp_path: Path) -> None:
    """Columns, types, keys and foreign keys as Table Schema has them."""
    kg("export", "csv", "--out", str(tmp_path / "package"))
    rows, schemas = tables(tmp_path / "package")
    assert {path.name for path in (tmp_path / "package").iterdir()} == {f"{n}.csv" for n in rows} | {
        "datapackage.json"
    }
    for name, schema in schemas.items():
        assert rows[name] or name == "grades", name  # nobody graded the five texts
        for field in schema["fields"]:
            values = [row[field["name"]] for row in rows[name]]
            if field.get("constraints", {}).get("required"):
                assert all(values), (name, field["name"])
            if field["type"] == "integer":
                assert all(value.isdigit() for value in values)
            if field["type"] == "number":
                assert all(Decimal(value).is_finite() for value in values if value)
            if field.get("format") == "uri":
                assert all(re.match(r"https?://[^\s]+$", value) for value in values if value)
            assert field["description"]
        key = [schema["primaryKey"]] if isinstance(schema["primaryKey"], str) else schema["primaryKey"]
        assert len({tuple(row[one] for one in key) for row in rows[name]}) == len(rows[name])
        for link in schema.get("foreignKeys", ()):
            known = {row["iri"] for row in rows[link["reference"]["resource"]]} | {""}
            assert {row[link["fields"]] for row in rows[name]} <= known, (name, link)
    assert len(rows["claims"]) == 683 and len(rows["statements"]) == 624
    for row in rows["statements"] + rows["claims"] + rows["qualifiers"]:
        assert bool(row["object"]) != bool(row["value"])


def test_numbers_languages_and_all_classes_are_in_the_tables(kg: Callable[..., str], tmp_path: Path) -> None:
    kg("export", "csv", "--out", str(tmp_path / "package"))
    rows, _ = tables(tmp_path / "package")
    sold = {row["iri"].rpartition("/")[2]: row for row in rows["quantities"]}["about-17.2-billion-usd"]
    assert Decimal(sold["value"]) == Decimal("17.2e9") and sold["approximate"] == "true"
    assert sold["unit"].endswith("CCY_USD")
    assert {row["language"] for row in rows["qualifiers"] if row["value"]} >= {"en", "he", ""}
    state = [row["class_he"] for row in rows["classes"] if row["thing"].endswith("/entity/kazakhstan")]
    assert "מדינה" in state
    told = json.loads((tmp_path / "package/datapackage.json").read_text(encoding="utf-8"))
    assert told["title"] == "Accord Graph" and told["licenses"][0]["path"].endswith("by/4.0/")


LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"


@pytest.mark.parametrize(
    ("dataset", "ontology", "told"),
    [
        ("", "", ([], [])),
        (f'dcterms:license <{LICENCE}> ; owl:versionInfo "7"', "", ([LICENCE], ["7"])),
        ('dcat:version "7"', f"dcterms:license <{LICENCE}>", ([LICENCE], ["7"])),
        ('owl:versionInfo "7"', 'owl:versionInfo "8"', ([], ["7"])),
    ],
)
def test_licence_and_version_are_those_that_the_project_tells(
    dataset: str, ontology: str, told: tuple[list[str], list[str]], tmp_path: Path
) -> None:
    """Never those of the base, which a project imports, nor of the software."""
    root = tmp_path / "lakes"
    shutil.copytree(ROOT / "examples/lakes", root, ignore=shutil.ignore_patterns("build"))
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in ("dcterms", "dcat", "owl"))
    for path, node, text in (
        ("graph/dataset.ttl", "", dataset),
        ("ontology/ontology.ttl", "ontology", ontology),
    ):
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(f"{prefixes}\n<https://example.org/lakes/{node}> {text} .\n" if text else "")
    assert main(["build", "--root", str(root)]) == 0
    assert main(["export", "csv", "--root", str(root), "--out", str(tmp_path / "package")]) == 0
    package = json.loads((tmp_path / "package/datapackage.json").read_text(encoding="utf-8"))
    found = [one["path"] for one in package.get("licenses", ())], [*filter(None, [package.get("version")])]
    assert found == told
    void = rdflib.Graph().parse(root / "build/void.ttl")
    data = rdflib.URIRef("https://example.org/lakes/")
    pubs = rdflib.Dataset(default_union=True)
    pubs.parse(data=export(root / "build/lakes.nq", "nanopubs"), format="trig")
    made = next(pubs.subjects(RDF.type, rdflib.URIRef(NP + "Nanopublication")))
    for graph, node in ((void, data), (pubs, made)):
        said = [
            [str(one) for one in graph.objects(node, name)] for name in (DCTERMS.license, OWL.versionInfo)
        ]
        assert tuple(said) == told
    assert [str(one) for one in void.objects(data, rdflib.URIRef(DCAT + "version"))] == told[1]


def test_the_data_package_speaks_of_no_domain() -> None:
    text = files("kg.exports").joinpath("datapackage.json").read_text("utf-8")
    data = rdflib.Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        data.parse(path)
    classes = {
        str(label) for one in data.subjects(RDF.type, OWL.Class) for label in data.objects(one, RDFS.label)
    }
    told = re.findall(r'"(?:title|description)": "(.*)"', text)
    words = set(re.findall(r"\w+", " ".join(told)))
    assert "state" in classes and "statements" in words
    assert not {f"{one}s" for one in classes} & words


def test_all_tables_are_written_or_none(kg: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "statements.csv").mkdir()
    assert "statements.csv: cannot write" in kg("export", "csv", "-o", str(tmp_path), code=1)
    assert [path.name for path in tmp_path.iterdir()] == ["statements.csv"]


def test_tables_need_a_folder(kg: Callable[..., str]) -> None:
    assert "name it with --out" in kg("export", "csv", code=1)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_told_in_the_documentation(form: str) -> None:
    assert f"`{form}`" in (ROOT / "docs/commands.md").read_text(encoding="utf-8")
