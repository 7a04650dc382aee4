"""Every check and view asks for the project's languages: one, two or three, whichever they are."""

import json
from pathlib import Path

import pytest

from kg import load
from kg.build.stages import validate
from kg.cli import main
from kg.errors import KgError
from tests.conftest import Mini, claim

TERMS = """
<https://example.org/land> a owl:Ontology ; owl:imports <https://w3id.org/accord-graph/base> .
"""
LABEL = {"fr": "capitale", "ar": "عاصمة", "en": "capital", "he": "בירה"}


def texts(name: str, text: str, languages: tuple[str, ...]) -> str:
    return f"{name} " + " , ".join(f'"{text} {code}"@{code}' for code in languages)


@pytest.fixture
def land(tmp_path: Path) -> Mini:
    return Mini(tmp_path / "land")


def speaking(mini: Mini, *languages: str) -> Mini:
    """The tiny project on the base, all of whose texts are in these languages."""
    codes = " , ".join(f'"{code}"' for code in languages)
    mini.write(
        "graph/dataset.ttl",
        "@prefix void: <http://rdfs.org/ns/void#> . @prefix dcterms: <http://purl.org/dc/terms/> ."
        " @prefix vann: <http://purl.org/vocab/vann/> . <https://w3id.org/accord-graph/> a void:Dataset ;"
        ' void:uriSpace "https://w3id.org/accord-graph/" ; vann:preferredNamespacePrefix "land" ;'
        ' vann:preferredNamespaceUri "https://w3id.org/accord-graph/ontology#" ;'
        f" dcterms:language {codes} .",
    )
    skos = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."

    def term(name: str, kind: str, more: str = "") -> str:
        labels = texts("rdfs:label", name, languages)
        return f":{name} a {kind} ; {labels} ; {texts('skos:definition', name, languages)} {more} .\n"

    mini.write(
        "ontology/terms.ttl",
        skos
        + TERMS
        + term("State", "owl:Class", '; :gender "feminine"')
        + term("City", "owl:Class", '; :gender "feminine"')
        + term("capital", "owl:ObjectProperty , :Predicate , :StatePredicate", "; rdfs:range :City"),
    )
    (mini.root / "ontology/shapes/claims.ttl").unlink()
    things = "".join(
        f"entity:{name} a :{kind} ; {texts('rdfs:label', name, languages)} .\n"
        for name, kind in (("ardania", "State"), ("port", "City"))
    )
    mini.write("graph/entities/all.ttl", things)
    digest = f':characters 900 ; <http://purl.org/dc/terms/language> "fr" ; :sha256 "{"ab" * 32}"'
    mini.write(
        "graph/sources.ttl", f"source:gazette a :Source ; {digest} ; {texts('rdfs:label', 'g', languages)} ."
    )
    said = claim("capital", "ardania capital port").replace(
        ':gloss "A gloss."@en', texts(":gloss", "gloss", languages)
    )
    mini.write(
        "graph/claims/gazette.ttl",
        said + f'evidence:0-4 a :Evidence ; oa:hasSource source:gazette ; :sha256 "{"ab" * 32}" ;'
        " oa:hasSelector evidence:0-4.position . evidence:0-4.position a oa:TextPositionSelector ;"
        " oa:start 0 ; oa:end 4 .",
    )
    return mini


@pytest.mark.parametrize("languages", [("fr",), ("he",), ("en", "ar", "fr")])
def test_a_project_tells_in_its_own_languages(
    land: Mini, languages: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(speaking(land, *languages).root)
    assert validate(land.root) == []
    assert main(["build", "--root", root]) == 0
    assert (land.root / "build/land.nq").is_file() and (land.root / "build/land.ttl").is_file()
    for code in languages:
        capsys.readouterr()
        assert main(["show", f"ardania {languages[0]}", "--root", root, "--lang", code]) == 0
        assert f"port {code}" in capsys.readouterr().out
    assert load(land.root).lang == languages[0]
    assert main(["show", "entity:ardania", "--root", root, "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["labels"]) == set(languages)


def test_another_language_is_refused_with_those_that_there_are(
    land: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(speaking(land, "fr", "ar").root)
    assert main(["build", "--root", root]) == 0
    assert main(["show", "entity:ardania", "--root", root, "--lang", "he"]) == 1
    assert "no language 'he'; there are ar, fr" in capsys.readouterr().err
    with pytest.raises(KgError, match="no language 'he'; there are ar, fr"):
        load(land.root, lang="he")


@pytest.mark.parametrize(
    ("file", "old", "new", "cause"),
    [
        (
            "graph/entities/all.ttl",
            '"port fr"@fr',
            '"port"@en',
            "Label it once in each language of the project (ar, fr)",
        ),
        (
            "graph/entities/all.ttl",
            ', "port fr"@fr',
            "",
            "Label it once in each language of the project (ar, fr)",
        ),
        ("graph/claims/gazette.ttl", '"gloss ar"@ar , ', "", "once in each language of the project (ar, fr)"),
        (
            "ontology/terms.ttl",
            '"City fr"@fr ; skos',
            '"City"@en ; skos',
            "Label the term once in each language",
        ),
    ],
)
def test_a_text_in_each_language_is_asked_for(land: Mini, file: str, old: str, new: str, cause: str) -> None:
    path = speaking(land, "ar", "fr").root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [one.mend() for one in validate(land.root) if cause in one.mend()]


def test_rules_and_questions_have_titles_in_each_language(land: Mini, tmp_path: Path) -> None:
    mini = speaking(land, "fr")
    path = mini.root / "ontology/rules/a.rq"
    path.parent.mkdir()
    path.write_text('#+ title: {en: "T"}\n#+ description: {en: "D"}\nCONSTRUCT {} WHERE {}', encoding="utf-8")
    assert main(["build", "--root", str(mini.root)]) == 1
    path.unlink()
    question = mini.root / "queries/ports.rq"
    question.parent.mkdir()
    question.write_text('#+ title: {en: "T"}\nSELECT ?s { ?s ?p ?o }', encoding="utf-8")
    with pytest.raises(KgError, match="the summary lacks fr: #"):
        from kg.build.stages import build

        build(mini.root, tmp_path / "out", lambda _: None)


def test_dates_networks_and_pictures_need_no_english(land: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    """What has no words in a language is told in English; what is the project's is told in its own."""
    root = speaking(land, "fr").root
    for file, old, new in (
        ("ontology/terms.ttl", ":StatePredicate ;", ":StatePredicate ; :edge true ;"),
        ("graph/claims/gazette.ttl", ":gloss", ':time "2001-05/.."^^edtf:EDTF ; :gloss'),
    ):
        path = root / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert main(["build", "--root", str(root)]) == 0
    capsys.readouterr()
    assert main(["history", "entity:ardania", "--root", str(root)]) == 0
    assert "since May 2001" in capsys.readouterr().out
    for name in ("n.graphml", "n.gexf", "n.cyjs", "n.json", "n.csv"):
        assert main(["network", str(root / name), "--root", str(root)]) == 0
    edges = (root / "n.edges.csv").read_text(encoding="utf-8")
    assert "source_label_fr,target_label_fr" in edges and "port fr" in edges
    for name, kind in (("a.svg", "network"), ("b.svg", "timeline"), ("c.html", "network")):
        assert main(["draw", str(root / name), "--kind", kind, "--root", str(root)]) == 0
    assert "port fr" in (root / "c.html").read_text(encoding="utf-8")
