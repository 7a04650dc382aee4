"""Tools of others hold the published graph: owlrl finds no contradiction, OWLAPI a clean profile, HermiT sense.

OWLAPI and HermiT come with owlready2 and run where Java is.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from kg.model.vocab import NS
from tests.conftest import ROOT

AG = rdflib.Namespace(NS)
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="no Java is here")
OWLAPI = """
import sys
from importlib.util import find_spec
from pathlib import Path

import jpype
import jpype.imports

home = Path(find_spec("owlready2").origin).parent
hermit = sys.argv[1] == "hermit"
jars = [home / "hermit/HermiT.jar"] if hermit else sorted((home / "pellet").glob("*.jar"))
jpype.startJVM(classpath=list(map(str, jars)))
from java.io import File

manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
ontology = manager.loadOntologyFromOntologyDocument(File(sys.argv[2]))
if hermit:
    settings = jpype.JClass("org.semanticweb.HermiT.Configuration")()
    settings.ignoreUnsupportedDatatypes = True  # EDTF
    print(jpype.JClass("org.semanticweb.HermiT.Reasoner")(settings, ontology).isConsistent())
else:
    for name in ("OWL2RLProfile", "OWL2DLProfile"):
        report = jpype.JClass("org.semanticweb.owlapi.profiles." + name)().checkOntology(ontology)
        print(name, *map(str, report.getViolations()), sep="\\n")
"""


def asked(what: str, path: Path) -> str:
    command = [sys.executable, "-c", OWLAPI, what, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def contradictions(graph: rdflib.Graph) -> list[str]:
    """What owlrl finds wrong (OWL 2 Profiles, section 4.3: the rules that conclude false)."""
    import owlrl

    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(
        [str(error) for error in graph.objects(None, ERROR)]
        + [f"{thing} is impossible" for thing in graph.subjects(RDF.type, OWL.Nothing)]
    )


def test_owlrl_finds_no_contradiction_in_the_published_graph(built: Path) -> None:
    assert contradictions(rdflib.Graph().parse(built / "accord.ttl")) == []


def test_owlrl_finds_a_contradiction_where_there_is_one() -> None:
    graph = rdflib.Graph()
    graph.add((AG.before, OWL.propertyDisjointWith, AG.after))
    graph.add((AG.one, AG.before, AG.other))
    graph.add((AG.one, AG.after, AG.other))
    assert contradictions(graph)


def test_the_published_graph_uses_no_term_that_it_does_not_declare(built: Path) -> None:
    assert undeclared(rdflib.Graph().parse(built / "accord.ttl")) == set()


def undeclared(graph: rdflib.Graph) -> set[str]:
    """Terms that are used as relations or classes, and declared as none (OWL 2 Structural Spec., 5.8.2)."""
    builtin = (str(OWL), str(RDF), str(RDFS))
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
    declared = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    used = {p for _, p, _ in graph} | set(graph.objects(None, RDF.type))
    for link in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf):
        used |= set(graph.objects(None, link))
    plain = {term for term in used - declared if isinstance(term, rdflib.URIRef)}
    return {str(term) for term in plain if not str(term).startswith(builtin) and "XMLSchema" not in term}


def test_every_term_of_the_published_ontology_is_declared(built: Path) -> None:
    graph = rdflib.Graph().parse(built / "ontology.ttl")
    assert undeclared(graph) == set()
    graph.remove((rdflib.URIRef("http://www.w3.org/ns/prov#Agent"), RDF.type, OWL.Class))
    assert undeclared(graph) == {"http://www.w3.org/ns/prov#Agent"}


@needs_java
def test_owlapi_finds_the_ontology_in_the_profile(built: Path, tmp_path: Path) -> None:
    assert asked("profile", built / "ontology.ttl").split() == ["OWL2RLProfile", "OWL2DLProfile"]
    broken = tmp_path / "broken.ttl"
    text = (built / "ontology.ttl").read_text(encoding="utf-8")
    broken.write_text(text + "\n:Claim rdfs:subClassOf [ owl:unionOf ( :Event :Place ) ; a owl:Class ] .\n")
    assert "superclass" in asked("profile", broken)


@needs_java
def test_hermit_finds_the_published_graph_consistent(built: Path, tmp_path: Path) -> None:
    assert asked("hermit", built / "accord.ttl").strip() == "True"
    broken = tmp_path / "broken.ttl"
    text = (built / "accord.ttl").read_text(encoding="utf-8")
    broken.write_text(text + "\nentity:israel a owl:Nothing .\n", encoding="utf-8")
    assert asked("hermit", broken).strip() == "False"


def test_the_ontology_tells_what_it_is(built: Path) -> None:
    graph = rdflib.Graph().parse(built / "ontology.ttl")
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    vann = rdflib.Namespace("http://purl.org/vocab/vann/")
    dcterms = rdflib.Namespace("http://purl.org/dc/terms/")
    one = [vann.preferredNamespacePrefix, vann.preferredNamespaceUri, OWL.versionIRI, OWL.versionInfo]
    for predicate in [*one, dcterms.license, dcterms.creator, dcterms.created, dcterms.modified]:
        assert len(list(graph.objects(ontology, predicate))) == 1, predicate
    assert str(graph.value(ontology, vann.preferredNamespaceUri)) == NS
    for predicate in (dcterms.title, dcterms.description):
        assert {text.language for text in graph.objects(ontology, predicate)} == {"en", "he"}
    import kg

    assert str(graph.value(ontology, OWL.versionInfo)) == kg.__version__, ROOT
