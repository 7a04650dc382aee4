"""void.ttl is true of the files beside it."""

import hashlib
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, VOID

from kg.cli import main
from kg.model.project import DEFAULT
from kg.model.vocab import BASE, NS
from tests.conftest import ROOT, Mini

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DATASET = rdflib.URIRef(BASE)


@pytest.fixture(scope="module")
def void(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "void.ttl")


def test_every_file_is_told_with_its_digest_and_size(void: rdflib.Graph, built: Path) -> None:
    dumps = {str(dump).removeprefix(BASE): dump for dump in void.objects(DATASET, VOID.dataDump)}
    written = {path.name for path in built.iterdir() if path.is_file()}
    assert set(dumps) == written - {"void.ttl"}
    for name, dump in dumps.items():
        data = (built / name).read_bytes()
        (checksum,) = void.objects(dump, SPDX.checksum)
        told = void.value(checksum, SPDX.checksumValue)
        assert told is not None and str(told).lower() == hashlib.sha256(data).hexdigest()
        assert int(str(void.value(dump, DCAT.byteSize))) == len(data)


def test_counts_are_those_of_the_graph(void: rdflib.Graph, built: Path) -> None:
    data = rdflib.Dataset(default_union=True).parse(built / "accord.nq", format="nquads")
    triples = {(s, p, o) for s, p, o, _ in data.quads()}
    expected = {
        VOID.triples: len(triples),
        VOID.distinctSubjects: len({s for s, _, _ in triples}),
        VOID.properties: len({p for _, p, _ in triples}),
        VOID.classes: len({o for _, p, o in triples if p == RDF.type}),
    }
    assert {name: int(str(void.value(DATASET, name))) for name in expected} == expected
    for name, iri in ((name, node.value) for name, node in DEFAULT.graphs.items()):
        count = void.value(rdflib.URIRef(iri), VOID.triples)
        assert int(str(count)) == len(data.graph(rdflib.URIRef(iri))), name
    states = void.value(predicate=VOID["class"], object=rdflib.URIRef(NS + "State"))
    told = void.value(states, VOID.entities)
    assert int(str(told)) == len(
        {
            s
            for s in data.graph(rdflib.URIRef(DEFAULT.graphs["entities"].value)).subjects(
                RDF.type, rdflib.URIRef(NS + "State")
            )
        }
    )


def test_how_it_was_made_is_told_without_a_clock(void: rdflib.Graph) -> None:
    (made,) = void.objects(DATASET, PROV.wasGeneratedBy)
    used = {str(one).removeprefix(BASE) for one in void.objects(made, PROV.used)}
    files = [p for top in ("ontology", "graph", "queries") for p in (ROOT / top).rglob("*")]
    ours = (p for p in files if p.suffix in (".ttl", ".rq") and p.parent.name != "tests")
    read = {p.relative_to(ROOT).as_posix() for p in ours}
    assert used == read
    digest = hashlib.sha256((ROOT / "graph/sources.ttl").read_bytes()).hexdigest()
    (checksum,) = void.objects(rdflib.URIRef(BASE + "graph/sources.ttl"), SPDX.checksum)
    assert str(void.value(checksum, SPDX.checksumValue)) == digest
    for dump in void.objects(DATASET, VOID.dataDump):
        assert (dump, PROV.wasGeneratedBy, made) in void
    assert not {p for _, p, _ in void} & {PROV.startedAtTime, PROV.endedAtTime, PROV.generatedAtTime}


def test_the_dataset_has_its_own_title_and_somebody_who_made_it(void: rdflib.Graph) -> None:
    titles = {str(title) for title in void.objects(DATASET, DCTERMS.title)}
    assert titles == {"Accord Graph"}
    assert set(void.objects(DATASET, DCTERMS.creator)) == {rdflib.URIRef(BASE + "project")}


def test_a_small_project_is_described_too(mini: Mini, tmp_path: Path) -> None:
    assert main(["build", "--root", str(mini.root), "--build", str(tmp_path / "out")]) == 0
    graph = rdflib.Graph().parse(tmp_path / "out/void.ttl")
    assert (DATASET, RDF.type, VOID.Dataset) in graph
    assert rdflib.Graph().parse(tmp_path / "out/shapes.ttl")
