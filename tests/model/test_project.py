"""What a project says of itself is read as it is written, or refused in one line."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError
from kg.model.project import DATASET, DEFAULT, FIRST, LANGUAGE, NAME, SPACE, TERMS, Project
from kg.model.vocab import NS, Iri, rdf

NODE = NamedNode("https://example.org/")


def described(**told: str) -> list[Quad]:
    names = {"space": SPACE, "terms": TERMS, "name": NAME, "language": LANGUAGE, "first": FIRST}
    quads = [Quad(NODE, rdf("type"), DATASET)]
    for name, values in told.items():
        quads += [Quad(NODE, names[name], Literal(value)) for value in values.split()]
    return quads


def test_a_project_without_a_description_has_the_default() -> None:
    assert Project.of([]) == Project.of(described(name="ports")) == DEFAULT
    assert DEFAULT.vocabularies == (NS,) and "kg" not in DEFAULT.prefixes


def test_what_is_not_told_follows_from_the_namespace() -> None:
    found = Project.of(described(space="https://example.org/ports/"))
    assert found == Project(
        Iri("https://example.org/ports/"), Iri("https://example.org/ports/ontology#"), "ports"
    )
    assert Project.of(described(space="urn:x:")).name == "urn-x"


def test_english_comes_first_and_the_others_by_their_codes() -> None:
    assert Project.of(described(space="urn:x:", language="he fr en ar")).languages == ("en", "ar", "fr", "he")
    assert Project.of(described(space="urn:x:", language="he")).languages == ("he",)


def test_another_language_comes_first_where_it_is_said() -> None:
    found = Project.of(described(space="urn:x:", language="he fr en ar", first="fr"))
    assert found.languages == ("fr", "en", "ar", "he")
    assert Project.of(found.quads()) == found


@pytest.mark.parametrize(
    "project", [DEFAULT, Project(Iri("https://e.org/"), Iri("https://e.org/t#"), "e", ("fr",))]
)
def test_a_description_is_read_as_it_was_written(project: Project) -> None:
    assert Project.of(project.quads()) == project


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({"space": "https://example.org"}, "void:uriSpace is an IRI that ends with /, # or :"),
        ({"space": "ports/"}, "void:uriSpace is an IRI"),
        ({"space": "https://a/ https://b/"}, "a project has one void:uriSpace, not 2"),
        ({"space": "http://www.w3.org/2002/07/owl#"}, "a namespace of its own, not that of owl:"),
        ({"space": "urn:x:", "terms": "http://www.w3.org/"}, "a namespace of its own"),
        ({"space": "urn:x:", "name": "ontology"}, "ontology, shapes, store and void are reserved"),
        ({"space": "urn:x:", "name": "../x"}, "vann:preferredNamespacePrefix is a word"),
        (
            {"space": "urn:x:", "language": "fr he", "first": "de"},
            "oa:processingLanguage is one of its dcterms:language (fr, he), not 'de'",
        ),
        ({"space": "urn:x:", "language": "en-GB"}, "dcterms:language is a language's code such as en"),
    ],
)
def test_what_cannot_be_is_refused(told: dict[str, str], cause: str) -> None:
    with pytest.raises(KgError) as caught:
        Project.of(described(**told))
    assert cause in str(caught.value) and "\n" not in str(caught.value)


def test_a_project_is_one_dataset() -> None:
    other = [
        Quad(NamedNode("urn:b"), rdf("type"), DATASET),
        Quad(NamedNode("urn:b"), SPACE, Literal("urn:b:")),
    ]
    with pytest.raises(KgError, match="a project is one void:Dataset"):
        Project.of([*described(space="urn:a:"), *other])
