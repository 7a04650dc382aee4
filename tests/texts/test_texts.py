"""The graph against the texts of its sources, on a text of our own: verify, coverage, anchor."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from kg.errors import KgError
from kg.texts.texts import Texts, digest
from tests.conftest import PREFIXES

TEXT = "Ardania moved its capital to Port. Rain fell. Rain fell.\nBelmora protested."


class Desk:
    """A project with one text; ``evidence`` and ``waiver`` cover spans of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "texts").mkdir(parents=True)
        (root / "texts/gazette.txt").write_bytes(TEXT.encode())
        self.write(
            "graph/sources.ttl",
            f'source:gazette a :Source ; :file "gazette.txt" ; :characters {len(TEXT)} ; :sha256 "{digest(TEXT)}" .',
        )
        self.claim("evidence:0-34", self.span("evidence:0-34", 0, 34, "Evidence"))

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(PREFIXES + text, encoding="utf-8")

    def span(self, name: str, start: int, end: int, kind: str, sha: str | None = None) -> str:
        return (
            f'{name} a :{kind} ; oa:hasSource source:gazette ; oa:hasSelector {name}.position ; :sha256 "{sha or digest(TEXT[start:end])}" .\n'
            f"{name}.position a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .\n"
        )

    def claim(self, passages: str, spans: str) -> None:
        self.write("graph/claims/gazette.ttl", f"claim:c a :Claim ; :evidence {passages} .\n{spans}")

    def run(self, *arguments: str) -> int:
        return main([*arguments, "--root", str(self.root), "--sources", str(self.root / "texts")])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_matches_verifies(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("verify") == 0
    assert capsys.readouterr().out == "1 passages, all match\n"


@pytest.mark.parametrize(
    ("start", "end", "sha", "cause"),
    [
        (0, 34, "0" * 64, "the digest does not match the passage at 0-34"),
        (60, 900, None, f"60-900 does not lie within the {len(TEXT)} characters"),
        (9, 9, None, "9-9 does not lie within"),
    ],
)
def test_what_does_not_is_told_with_file_and_line(
    desk: Desk, capsys: pytest.CaptureFixture[str], start: int, end: int, sha: str | None, cause: str
) -> None:
    desk.claim(f"evidence:{start}-{end}", desk.span(f"evidence:{start}-{end}", start, end, "Evidence", sha))
    assert desk.run("verify") == 1
    told = capsys.readouterr()
    assert cause in told.out and "graph/claims/gazette.ttl:" in told.out
    assert "kg: error: 1 problem; 1 passages and their texts were looked at" in told.err


def test_a_changed_text_is_noticed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.root / "texts/gazette.txt").write_text(TEXT + " More.", encoding="utf-8")
    assert desk.run("verify") == 1
    assert "the text has changed: its digest is " in capsys.readouterr().out


@pytest.mark.parametrize("data", [None, b"\xff\xfe"])
def test_a_missing_or_undecodable_text(
    desk: Desk, capsys: pytest.CaptureFixture[str], data: bytes | None
) -> None:
    path = desk.root / "texts/gazette.txt"
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    for command in ("verify", "coverage"):
        assert desk.run(command) == 1
        told = capsys.readouterr()
        assert "gazette.txt: " in told.out + told.err and told.err.count("\n") == 1


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/../../x", "/etc/passwd", "C:\\\\x", "a\\\\..\\\\x"]
)
def test_no_path_leads_out_of_the_folder(desk: Desk, capsys: pytest.CaptureFixture[str], name: str) -> None:
    desk.write("graph/sources.ttl", f'source:gazette a :Source ; :file "{name}" .')
    for command in (["verify"], ["anchor", "gazette", "Rain"]):
        assert desk.run(*command) == 1
        told = capsys.readouterr()
        assert "(:file) is a path below the folder of texts, not" in told.out + told.err


def measured(desk: Desk, capsys: pytest.CaptureFixture[str], code: int) -> dict[str, Any]:
    assert desk.run("coverage", "--json") == code
    (found,) = json.loads(capsys.readouterr().out)
    return found  # type: ignore[no-any-return]


def test_coverage_lists_what_nothing_explains_and_fails(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measured(desk, capsys, 1)
    assert [(u["start"], u["end"]) for u in found["unexplained"]] == [(34, len(TEXT))]
    assert 0.4 < found["claimed"] < 0.6


def test_a_waiver_needs_its_reason_to_explain(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    span = desk.span("<w:1>", 34, len(TEXT), "Waiver").replace("<w:1>.position", "<w:1p>")
    desk.write("graph/coverage/gazette.ttl", span)
    assert measured(desk, capsys, 1)["unexplained"]
    desk.write("graph/coverage/gazette.ttl", span + "<w:1> :waiverReason :rhetoric .")
    found = measured(desk, capsys, 0)
    assert found["unexplained"] == [] and found["waived"] == pytest.approx(1 - found["claimed"], abs=1e-3)


def test_evidence_that_no_claim_names_explains_nothing(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.claim(
        "evidence:0-34",
        desk.span("evidence:0-34", 0, 34, "Evidence") + desk.span("evidence:35-74", 35, 74, "Evidence"),
    )
    assert measured(desk, capsys, 1)["unexplained"][0]["start"] == 34


def test_anchor_prints_what_verifies(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("anchor", "gazette", "Belmora protested") == 0
    turtle = capsys.readouterr().out
    assert "oa:start 57 ; oa:end 74" in turtle
    desk.claim("evidence:57-74", turtle)
    assert desk.run("verify") == 0


@pytest.mark.parametrize(
    ("source", "passage", "cause"),
    [
        ("gazette", "Rain fell", "stands 2 times in gazette (35-44, 46-55); give a longer one"),
        ("gazette", "fell. Belmora", "with other spaces it stands at 51-64"),
        ("gazette", "Snow", "does not stand in gazette"),
        ("gazette", " ", "give the words"),
        ("herald", "Rain", "no source 'herald'; there are gazette"),
    ],
)
def test_anchor_tells_why_not(
    desk: Desk, capsys: pytest.CaptureFixture[str], source: str, passage: str, cause: str
) -> None:
    assert desk.run("anchor", source, passage) == 1
    assert cause in capsys.readouterr().err


def test_what_has_no_text_is_not_quoted(desk: Desk) -> None:
    """A build may be older than the sources, and evidence may be named in any way."""
    texts = Texts(desk.root, desk.root / "texts")
    assert texts.quote("gazette/0-34") == TEXT[:34]
    for passage in (
        "herald/0-7",
        "gazette",
        "gazette/a-b",
        "gazette/0-" + "9" * 5000,
        "https://example.org/a",
    ):
        with pytest.raises(KgError, match="cannot be quoted"):
            texts.quote(passage)


def test_no_folder_named(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_SOURCES", raising=False)
    elsewhere = (desk.root / "texts").rename(desk.root / "elsewhere")
    assert main(["verify", "--root", str(desk.root)]) == 1
    assert "with --sources DIR or KG_SOURCES" in capsys.readouterr().err
    monkeypatch.setenv("KG_SOURCES", str(elsewhere))
    assert main(["verify", "--root", str(desk.root)]) == 0
    monkeypatch.delenv("KG_SOURCES")
    elsewhere.rename(desk.root / "texts")  # where a project's own are looked for
    assert main(["verify", "--root", str(desk.root)]) == 0
