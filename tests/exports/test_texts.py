"""Whatever a label is: every format is read back, by parsers that are not ours too, as it was written."""

from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.build import build
from kg.exports.export import export, export_tables
from kg.files.cells import records_of
from kg.files.seal import sealed
from kg.files.xml_text import for_xml
from kg.model.vocab import BASE, RDFS
from tests.conftest import Mini

PARSERS = {
    "turtle": (RdfFormat.TURTLE, "turtle"),
    "nquads": (RdfFormat.N_QUADS, "nquads"),
    "ntriples": (RdfFormat.N_TRIPLES, "nt"),
    "trig": (RdfFormat.TRIG, "trig"),
    "rdfxml": (RdfFormat.RDF_XML, "xml"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
}
LABEL = NamedNode(RDFS + "label")
PORT = NamedNode(BASE + "entity/port")
SLOW = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    """The quads of a small build."""
    mini = Mini(tmp_path_factory.mktemp("land"))
    build(mini.root, mini.root / "build", lambda _: None)
    return list(parse((mini.root / "build/accord.nq").read_bytes(), format=RdfFormat.N_QUADS))


def written(lines: list[Quad], text: str, folder: Path) -> Path:
    """A build in which the port has this label."""
    quads = [*lines, Quad(PORT, LABEL, Literal(text, language="en"), NamedNode(BASE + "graph/entities"))]
    path = folder / "accord.nq"
    path.write_bytes(b"".join(sealed([serialize(quads, format=RdfFormat.N_QUADS) or b""])))
    return path


@pytest.mark.parametrize("form", PARSERS)
@SLOW
@given(text=st.text(min_size=1))
@example(text="a\x01b\ufffe\x85\u2028\u2029\x0b\x0c\x1c\r\n\t\x7f\ufeff")
@example(text="]]> --> <!-- &amp; \\u0041 \"\"\" ''' ${x} 🚀 \u202e")
def test_any_label_is_read_back(form: str, text: str, lines: list[Quad], tmp_path: Path) -> None:
    data = export(written(lines, text, tmp_path), form)
    ours, theirs = PARSERS[form]
    kept = for_xml(text) if form == "rdfxml" else text
    assert kept in {
        q.object.value for q in parse(data, format=ours) if (q.subject, q.predicate) == (PORT, LABEL)
    }
    found = rdflib.Dataset().parse(data=data, format=theirs)
    labels = {
        str(label) for *_, label, _ in found.quads((rdflib.URIRef(PORT.value), rdflib.RDFS.label, None, None))
    }
    assert kept in labels


@SLOW
@given(text=st.text(min_size=1))
@example(text="=1+1\r\n,\"'")
def test_any_label_is_read_back_from_the_tables(text: str, lines: list[Quad], tmp_path: Path) -> None:
    export_tables(written(lines, text, tmp_path), tmp_path / "tables")
    _, rows = records_of((tmp_path / "tables/things.csv").read_bytes().decode())
    assert [row["label_en"] for row in rows if row["iri"] == PORT.value] == [text]
