"""The catalogue in the built graph: as many questions as files, each running as it stands there."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyshacl import validate
from rdflib import RDF, RDFS, Graph
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery

import kg
from kg.build.publish import question_quads
from kg.catalogue.read import questions
from kg.engines import solve
from kg.model.project import Project
from kg.model.vocab import BASE
from tests.conftest import ROOT
from tests.queries.test_answers import NAMES, UNANSWERED

JENA = """
import json, sys
from importlib.util import find_spec
from pathlib import Path
import jpype
jars = (Path(find_spec("owlready2").origin).parent / "pellet").glob("*.jar")
jpype.startJVM(classpath=sorted(map(str, jars)))
factory = jpype.JClass("com.hp.hpl.jena.query.QueryFactory")
for name, text in json.loads(sys.stdin.buffer.read()).items():
    try:
        factory.create(text)
    except jpype.JException as error:
        print(name, " ".join(str(error).split()))
"""
SCHEMA = rdflib.Namespace("https://schema.org/")
# The format of the SIB's SPARQL examples, as its documentation tells it.
FORMAT = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix spex: <https://purl.expasy.org/sparql-examples/ontology#> .
<urn:question> a sh:NodeShape ; sh:targetClass sh:SPARQLExecutable ; sh:class sh:SPARQLSelectExecutable ;
  sh:property [ sh:path sh:select ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path rdfs:label ; sh:minCount 1 ; sh:uniqueLang true ; sh:datatype rdf:langString ] ,
    [ sh:path rdfs:comment ; sh:minCount 1 ; sh:uniqueLang true ; sh:datatype rdf:langString ] ,
    [ sh:path schema:target ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path schema:keywords ; sh:minCount 1 ; sh:pattern "^\\\\S.*\\\\S$" ] ,
    [ sh:path schema:keyword ; sh:maxCount 0 ] , [ sh:path sh:ask ; sh:maxCount 0 ] ,
    [ sh:path sh:construct ; sh:maxCount 0 ] , [ sh:path spex:describe ; sh:maxCount 0 ] ,
    [ sh:path spex:federatesWith ; sh:maxCount 0 ] ,
    [ sh:path sh:prefixes ; sh:minCount 1 ; sh:maxCount 1 ; sh:node <urn:prefixes> ] ,
    [ sh:path sh:parameter ; sh:node <urn:parameter> ] .
<urn:prefixes> a sh:NodeShape ; sh:property [ sh:path sh:declare ; sh:minCount 1 ; sh:node <urn:prefix> ] .
<urn:prefix> a sh:NodeShape ;
  sh:property [ sh:path sh:prefix ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path sh:namespace ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:anyURI ] .
<urn:parameter> a sh:NodeShape ; sh:class sh:Parameter ;
  sh:property [ sh:path sh:path ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
"""


def test_every_question_is_published_and_runs_as_it_is_published(built: Path) -> None:
    graph = Graph().parse(built / "accord.ttl")
    found = {
        str(s).removeprefix(BASE + "query/"): s for s in graph.subjects(RDF.type, SH.SPARQLSelectExecutable)
    }
    assert sorted(found) == NAMES
    for node in found.values():
        assert {label.language for label in graph.objects(node, RDFS.label)} == {"en", "he"}  # type: ignore[attr-defined]
        graph.query(str(graph.value(node, SH.select)))
    assert len(list(graph.subjects(RDF.type, SH.Parameter))) > 30


def test_the_catalogue_can_be_queried(built: Path) -> None:
    graph = Graph().parse(built / "accord.ttl")
    query = """SELECT ?q { ?q a sh:SPARQLExecutable ; schema:keywords "mediation" ; sh:parameter/sh:name "agreement" }"""
    rows = graph.query(query, initNs={"sh": SH, "schema": "https://schema.org/"})
    assert [str(row.q).rpartition("/")[2] for row in rows] == ["mediators"]  # type: ignore[union-attr]


def test_the_catalogue_keeps_to_the_format_of_the_sib_examples(built: Path) -> None:
    graph = Graph().parse(built / "accord.ttl")
    conforms, _, told = validate(graph, shacl_graph=Graph().parse(data=FORMAT), inference="none")
    assert conforms, told
    targets = set(graph.objects(None, SCHEMA.target))
    assert targets == {rdflib.URIRef(BASE)}
    # Its own tests read each query, with two parsers, run it with a limit, and want a row.
    engine = kg.load(ROOT, built).engine
    for node in graph.subjects(RDF.type, SH.SPARQLExecutable):
        text = str(graph.value(node, SH.select))
        prepareQuery(text)
        assert "SERVICE" not in text  # else it would have to say with whom it federates
        limited = text if re.search(r"\bLIMIT\b", text) else f"{text} LIMIT 1"
        answered = str(node).rpartition("/")[2] not in UNANSWERED
        assert len(solve(engine, limited).rows) == answered, node


@pytest.mark.skipif(shutil.which("java") is None, reason="no Java is here")
def test_jena_reads_what_is_published(built: Path) -> None:
    """Which is stricter than others, and by which the SIB's tester reads each query; owlready2 brings it."""
    graph = Graph().parse(built / "accord.ttl")
    texts = {str(node): str(text) for node, text in graph.subject_objects(SH.select)}
    told = json.dumps(texts | {"wrong": "SELECT ?a { ?a , }"})
    command = [sys.executable, "-c", JENA]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=True, encoding="utf-8")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["wrong"], done.stdout


def test_a_parameter_has_the_name_of_its_variable(built: Path) -> None:
    graph = Graph().parse(built / "accord.ttl")
    for node, parameter in graph.subject_objects(SH.parameter):
        name = str(graph.value(parameter, SH.path)).rpartition("/")[2]
        assert name == str(graph.value(parameter, SH.name))
        assert re.search(rf"[?$]{name}\b", str(graph.value(node, SH.select)))


def test_the_prefixes_that_are_published_are_those_of_the_texts(built: Path) -> None:
    """Each text declares its own as well: declared once more before it, they change nothing."""
    graph = Graph().parse(built / "accord.ttl")
    declared = {
        str(graph.value(one, SH.prefix)): str(graph.value(one, SH.namespace))
        for one in graph.objects(None, SH.declare)
    }
    for text in graph.objects(None, SH.select):
        told = dict(re.findall(r"(?m)^PREFIX (\w*): <(.*)>$", str(text)))
        assert told.items() <= declared.items(), text


def test_the_target_is_the_endpoint_that_the_dataset_names() -> None:
    project, named = Project(), pyoxigraph.NamedNode("https://example.org/sparql")
    endpoint = pyoxigraph.NamedNode("http://rdfs.org/ns/void#sparqlEndpoint")
    outside = [pyoxigraph.Quad(pyoxigraph.NamedNode(project.space), endpoint, named)]
    asked = list(questions([ROOT / "queries"]).values())[:1]
    quads = question_quads(asked, project, outside)
    assert [q.object for q in quads if q.predicate.value == SCHEMA + "target"] == [named]


@pytest.mark.parametrize("name", NAMES)
def test_without_binding_it_gives_the_rows_of_its_defaults(name: str, built: Path) -> None:
    """So whoever runs the file elsewhere, or the text that is published, is answered as ``kg query`` answers."""
    graph = kg.load(ROOT, built)
    question = graph.questions()[name]
    defaults = {p.name: p.bind(p.default, str) for p in question.parameters if p.default is not None}
    assert solve(graph.engine, question.text) == solve(graph.engine, question.text, defaults)


def test_what_else_is_shipped_has_no_defaults() -> None:
    for folder in ("examples", "kg/authoring/template"):
        for path in (ROOT / folder).rglob("*.rq"):
            assert "default:" not in path.read_text(encoding="utf-8"), path
