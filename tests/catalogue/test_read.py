"""A header that is no good is refused, in one line that names the file."""

from pathlib import Path

import pytest

from kg.cli import main


@pytest.mark.parametrize(
    ("header", "cause"),
    [
        ("", "needs a header line"),
        ("#+ title: {en: 'A', he: 'א'", "not YAML"),
        ("#+ title: {en: 'A'}", "the title needs en and he"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ colour: red", "unknown key 'colour'"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {x: {type: date}}", "put ?x into the SELECT clause"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {s: {type: colour}}", "needs a type: iri, date"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {lang: {type: iri}}", "cannot be an option"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {s: {type: iri, required: 1}}", "true or false"),
        ("#+ title: {en: 'A', he: 'א'}\n#+ parameters: {o: {type: iri}}", "COALESCE instead of BOUND"),
    ],
)
def test_bad_headers(tmp_path: Path, capsys: pytest.CaptureFixture[str], header: str, cause: str) -> None:
    (tmp_path / "queries").mkdir()
    text = "SELECT ?s ?o { ?s a ?o FILTER(BOUND(?o)) }"
    (tmp_path / "queries/q.rq").write_text(f"{header}\n{text}\n", encoding="utf-8")
    assert main(["queries", "--root", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    assert cause in error and "queries/q.rq" in error and error.count("\n") == 1
