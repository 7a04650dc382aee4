"""A header that is no good is refused, in one line that names the file."""

from pathlib import Path

import pytest
import yaml

from kg.build.stages import build
from kg.catalogue.read import read_question
from kg.cli import main
from kg.errors import KgError
from tests.conftest import ROOT, Mini


@pytest.mark.parametrize(
    ("header", "cause"),
    [
        ("", "needs a header line"),
        ("#+ title: {en: 'A', he: 'א'", "not YAML"),
        ("#+ title: !!timestamp x", "not YAML"),
        ("#+ title: !!bool x", "not YAML"),
        ("#+ title: !!int x", "not YAML"),
        ("#+ title: !!float {}", "not YAML"),
        ("#+ title: 2018-02-30", "not YAML"),
        ("#+ title: {}", "the header tells no summary"),
        ("#+ description: D", "the header tells no summary"),
        ("#+ summary: {en: A}", "summary is one text; other languages have theirs in translations"),
        ("#+ summary: A\n#+ description: [D]", "description is one text"),
        ("#+ summary: ' '", "summary must be texts by language"),
        ("#+ summary: A\n#+ language: English", "summary has 'English' where a language's code"),
        ("#+ summary: A\n#+ translations: א", "translations are {CODE: {summary: …, description: …}}"),
        ("#+ summary: A\n#+ translations: {he: א}", "translations are {CODE: {summary: …, description: …}}"),
        ("#+ summary: A\n#+ translations: {he: {title: א}}", "translations are {CODE: {summary"),
        ("#+ summary: A\n#+ translations: {en: {summary: B}}", "of other languages than en"),
        ("#+ summary: A\n#+ title: {en: A}", "the header has title beside summary; take title out"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ colour: red", "unknown key 'colour'"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {x: {type: date}}", "put ?x into the SELECT clause"),
        (
            "#+ title: {en: 'A', he: 'א'}\n#+ parameters: {x: {type: date, default: 1}}",
            "put ?x into the query",
        ),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {s: {type: colour}}", "needs a type: iri, date"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {lang: {type: iri}}", "cannot be an option"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {s: {type: iri, required: 1}}", "true or false"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {o: {type: iri}}", "COALESCE instead of BOUND"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ affirms: yes, it does", "affirms must be true or false"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ phrasings: [who]", "lists of questions by language"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ phrasings: {en: who}", "phrasings en must be a list of words"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ phrasings: {English: [who]}", "a language's code such as en"),
        (
            "#+ title: {en: 'A', he: 'א'}\n#+ phrasings: {en: ['who is in {x}?']}",
            "{x} is none of about, o, s",
        ),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {about: {type: iri}}", "cannot be an option"),
    ],
)
def test_bad_headers(tmp_path: Path, capsys: pytest.CaptureFixture[str], header: str, cause: str) -> None:
    (tmp_path / "queries").mkdir()
    text = "SELECT ?s ?o { ?s a ?o FILTER(BOUND(?o)) }"
    (tmp_path / "queries/q.rq").write_text(f"{header}\n{text}\n", encoding="utf-8")
    assert main(["queries", "--root", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    assert cause in error and "queries/q.rq" in error and error.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("SELECT ?s { ?s ?p ", "not valid SPARQL"),
        ("SELECT ?s { ?s ?p ?o } SELECT ?s { ?s ?p ?o }", "not valid SPARQL"),
        ("DROP ALL", "updates are refused"),
        ("SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "another address"),
    ],
)
def test_a_question_that_cannot_be_asked_stops_the_build(mini: Mini, text: str, cause: str) -> None:
    header = '#+ title: {en: "Which?", he: "מה?"}\n'
    path = mini.root / "queries/which.rq"
    path.parent.mkdir()
    path.write_text(header + text, encoding="utf-8")
    with pytest.raises(KgError, match=cause) as caught:
        build(mini.root, mini.root / "build", lambda _: None)
    assert str(caught.value).startswith(str(path))


def test_a_default_that_does_not_fit_stops_the_build(mini: Mini) -> None:
    path = mini.root / "queries/which.rq"
    path.parent.mkdir()
    path.write_text(
        '#+ title: {en: "Which?", he: "מה?"}\n#+ parameters:\n'
        '#+   n: {type: integer, en: "n", he: "n", default: "many"}\nSELECT ?n { ?s ?p ?n }',
        encoding="utf-8",
    )
    with pytest.raises(KgError, match="default: --n takes a whole number"):
        build(mini.root, mini.root / "build", lambda _: None)


@pytest.mark.parametrize(
    ("header", "title", "description"),
    [
        ("summary: A\n#+ description: B", {"en": "A"}, {"en": "B"}),
        ("summary: A\n#+ language: fr", {"fr": "A"}, {}),
        (
            "summary: A\n#+ description: B\n#+ language: fr\n#+ translations:\n"
            "#+   he: {summary: א, description: ב}\n#+   de: {summary: C}",
            {"fr": "A", "he": "א", "de": "C"},
            {"fr": "B", "he": "ב"},
        ),
        ("title: {en: A, he: א}\n#+ description: {en: B}", {"en": "A", "he": "א"}, {"en": "B"}),
    ],
)
def test_a_header_tells_its_texts_by_language(
    tmp_path: Path, header: str, title: dict[str, str], description: dict[str, str]
) -> None:
    path = tmp_path / "q.rq"
    path.write_text(f"#+ {header}\nSELECT ?s {{ ?s ?p ?o }}\n", encoding="utf-8")
    found = read_question(path)
    assert (found.title, found.description) == (title, description)


SHIPPED = [
    path for folder in ("queries", "ontology", "examples") for path in sorted((ROOT / folder).rglob("*.rq"))
]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_header_is_what_grlc_reads(path: Path) -> None:
    """As grlc reads it: YAML of the lines that begin with ``#+``, these taken off, and texts under its names."""
    text = path.read_text(encoding="utf-8")
    told = yaml.safe_load("\n".join(line.lstrip("#+") for line in text.split("\n") if line.startswith("#+")))
    assert all(isinstance(told[key], str) and told[key].strip() for key in ("summary", "description"))
    assert all(isinstance(tag, str) for tag in told.get("tags", []))
    # What grlc's decorators mean is said by them alone: no key of ours has the name of another of them.
    assert not told.keys() & {"endpoint", "pagination", "method", "defaults", "enumerate", "transform"}
