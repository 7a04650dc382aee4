"""``--cite``, ``--quote`` and ``--citation`` on the command line, in both languages."""

import argparse
import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from kg.ask.bibliography import FORMS
from kg.cli import options
from kg.cli.command import Command
from tests.press import HOSTILE, Press, press

__all__ = ["press"]
ASKED = ("query", "capitals")


def test_rows_are_numbered_and_the_evidence_is_told_row_by_row(press: Press) -> None:
    told = press.kg(*ASKED, "--cite").splitlines()
    assert told[1].split()[:3] == ["#", "state", "city"] and [told[3][0], told[4][0]] == ["1", "2"]
    assert told[6:] == [
        "1  state, city, when, share, status: =1+1 \\x1b[2J «{oil}» 100%",
        "     Gazette · asserted · gazette/0-47, gazette/48-75",
        "   state, city, status: Port is the capital.",
        "     Herald · asserted · herald/0-30",
        "   length: rests on no passage",
        "2  state, city, status: Hill is to be the capital.",
        "     Gazette · the mayor · expected · gazette/76-90",
        "   length: rests on no passage",
    ]


def test_in_hebrew_it_stands_right(press: Press) -> None:
    told = press.kg(*ASKED, "--cite", "--lang", "he").splitlines()
    evidence = [line for line in told[6:] if "·" in line or ":" in line]
    assert any(line.rstrip().endswith("אורך: לא נשען על קטע") for line in evidence)
    assert "העיתון · ראש העיר · צפוי · gazette/76-90" in "\n".join(evidence)
    assert [line[-1] for line in evidence if line[-1].isdigit() and "/" not in line] == ["1", "2"]


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_no_line_is_wider_than_the_terminal(
    press: Press, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for lang in ("en", "he"):
        told = press.kg(*ASKED, "--quote", "--lang", lang).splitlines()
        assert max(map(len, told)) <= int(columns)


def test_a_row_that_one_claim_bears_is_told_as_a_whole(kg: Callable[..., str]) -> None:
    told = kg("query", "suppliers", "--recipient", "Israel", "--cite")
    assert "1  the whole row: Kazakhstan supplies about 22 percent" in told


def test_csv_is_one_flat_table(press: Press) -> None:
    printed = press.kg(*ASKED, "--cite", "--csv")
    lines = list(csv.DictReader(io.StringIO(printed)))
    assert len(lines) == 18 and lines[0]["gloss"] == "'" + HOSTILE
    assert {line["approximate"] for line in lines if line["column"] == "share"} == {"true"}
    assert {line["gloss"] for line in csv.DictReader(io.StringIO(press.kg(*ASKED, "--cite", "--csv", "--raw")))} >= {HOSTILE}  # fmt: skip


def test_json_is_one_document(press: Press) -> None:
    printed = press.kg(*ASKED, "--cite", "--json")
    told = json.loads(printed)
    assert printed.count("\n") == 1 and "\x1b" not in printed
    assert told["title"] == "Which capitals?" and [row["row"] for row in told["rows"]] == [1, 2]
    share = told["rows"][0]["cells"]["share"]
    assert (share["value"]["label"], share["number"], share["unit"], share["approximate"], share["low"]) == (
        "about 3 percent", 3, "PERCENT", True, None,
    )  # fmt: skip
    assert share["certainty"]["label"] == "stated as fact"
    assert share["evidence"][0] == {
        "claim": "https://w3id.org/accord-graph/claim/gazette/since",
        "modality": {"iri": "https://w3id.org/accord-graph/ontology#asserted", "label": "asserted"},
        "speaker": None,
        "source": {"iri": "https://w3id.org/accord-graph/source/gazette", "label": "Gazette"},
        "reliability": None,
        "passage": "gazette/0-47",
        "credibility": None,
        "gloss": HOSTILE,
    }
    assert told["rows"][0]["cells"]["length"]["evidence"] == []


def test_a_query_of_ones_own_is_cited_with_its_certainty(press: Press) -> None:
    query = "SELECT ?city ?statement { ?statement rdf:predicate :capital ; rdf:object ?city } ORDER BY ?city"
    told = press.kg("sparql", "-e", query, "--cite")
    assert (
        "1  the whole row: Hill is to be the capital." in told and "mayor · expected · gazette/76-90" in told
    )
    assert press.json("sparql", "-e", query, "--cite")["title"] is None


def test_the_words_of_a_passage_are_verified(press: Press) -> None:
    told = press.kg(*ASKED, "--quote").splitlines()
    place = told.index("     Gazette · asserted · gazette/0-47")
    assert told[place + 1] == "     «Ardania has had its capital at Port since 2001,»"
    first = press.json(*ASKED, "--quote")["rows"][0]["cells"]["city"]["evidence"]
    assert first[2]["quote"] == "The capital of Ardania is Port"
    lines = csv.DictReader(io.StringIO(press.kg(*ASKED, "--quote", "--csv")))
    assert next(lines)["quote"].startswith("Ardania has")
    (press.root / "texts/herald.txt").write_text("Another text, which is as long.", encoding="utf-8")
    for lang, cause in (("en", "its digest does not match"), ("he", "טביעת האצבע אינה תואמת")):
        said = press.kg(*ASKED, "--quote", "--lang", lang, code=1)
        assert said.count("\n") == 1 and "herald/0-30" in said and cause in said and "kg verify" in said


def test_without_texts_one_line_says_what_to_do(press: Press) -> None:
    (press.root / "texts/herald.txt").unlink()
    said = press.kg(*ASKED, "--quote", code=1)
    assert said.count("\n") == 1 and "herald/0-30 cannot be quoted" in said and "--sources DIR" in said
    elsewhere = (press.root / "texts").rename(press.root / "elsewhere")
    for lang, cause in (("en", "name the folder"), ("he", "יש לציין את תיקיית")):
        said = press.kg(*ASKED, "--quote", "--lang", lang, code=1)
        assert said.count("\n") == 1 and cause in said and "KG_SOURCES" in said
    said = press.kg(*ASKED, "--sources", str(elsewhere), code=1)
    assert "cannot read" in said
    press.write("elsewhere/herald.txt", "The capital of Ardania is Port.")
    assert "«The capital of Ardania is Port»" in press.kg(*ASKED, "--sources", str(elsewhere))


def test_what_is_cited_is_printed_alone_or_below(press: Press) -> None:
    lines = press.kg(*ASKED, "--citation").splitlines()
    assert len(lines) == 2 and lines[0].startswith("J. Doe_Roe. ") and lines[1] == "Herald. [herald/0-30]"
    assert press.kg(*ASKED, "--cite", "--citation").splitlines()[-2:] == lines
    assert (
        press.json(*ASKED, "--citation") == lines == press.json(*ASKED, "--cite", "--citation")["citations"]
    )
    entries = press.kg(*ASKED, "--citation", "bibtex")
    assert re.findall("^@misc{(.*),$", entries, re.MULTILINE) == ["gazette", "herald"]
    items = json.loads(press.kg(*ASKED, "--citation", "csl-json"))
    assert [item["id"] for item in items] == ["gazette", "herald"]
    assert press.kg(*ASKED, "--citation=line", "--lang", "he").splitlines()[1] == "המבשר. [herald/0-30]"
    for lang, cause in (("en", "is no table"), ("he", "אינו טבלה")):
        assert cause in press.kg(*ASKED, "--citation", "--csv", "--lang", lang, code=1)


def test_what_is_to_be_pasted_has_no_marks(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.output.in_terminal", lambda: True)
    for form in FORMS:
        assert not re.search("[\u200e\u200f\u2066-\u2069\x1b]", press.kg(*ASKED, "--citation", form))
    assert "\u2068" in press.kg(*ASKED, "--cite", "--lang", "he")


def test_a_terminal_colours_what_is_only_expected(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.output.in_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "the mayor · \x1b[33mexpected\x1b[0m · gazette/76-90" in press.kg(*ASKED, "--cite")


def test_claims_are_quoted_and_cited(press: Press) -> None:
    rows = press.json("claims", "--source", "Herald", "--quote")
    assert [row["quote"] for row in rows] == ["The capital of Ardania is Port"]
    assert press.kg("claims", "--source", "Herald", "--citation") == "Herald. [herald/0-30]\n"
    assert "«" not in press.kg("claims", "--source", "Herald") and "quote" not in rows[0]["passage"]
    assert "is no table" in press.kg("claims", "--citation", "--csv", code=1)


def test_a_question_in_words_is_cited_too(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    asked = ("ask", "who supplies oil to Israel?")
    told = kg(*asked)
    assert re.search(
        r"^1  the whole row: .*\n(.*\n)?     Globes, .* · asserted · globes/1691-1745$", told, re.MULTILINE
    )
    assert "claims" in kg_json(*asked) and "claims" not in kg_json(*asked, "--cite")
    cell = kg_json(*asked, "--cite")["rows"][0]["cells"]["supplier"]
    assert cell["value"]["label"] == "Kazakhstan" and cell["evidence"][0]["passage"] == "globes/1691-1745"
    lines = list(csv.DictReader(io.StringIO(kg(*asked, "--cite", "--csv"))))
    assert {line["row"] for line in lines} == {"1"} and "via" in {line["column"] for line in lines}
    assert kg(*asked, "--citation").startswith("Globes, 9 November 2025. [globes/")
    assert kg(*asked, "--cite", "--citation").splitlines()[-1].startswith("Globes, 9 November 2025. [")


def test_what_follows_is_told_with_its_steps(kg: Callable[..., str]) -> None:
    told = kg("query", "inferred", "--cite")
    assert "a step of the inference: " in told and "by the rule: rests on no passage" in told


def test_the_options_offer_every_form() -> None:
    command = Command(prog="kg")
    options.citing(command)
    (action,) = (one for one in command._actions if "--citation" in one.option_strings)
    assert isinstance(action, argparse.Action) and list(action.choices or ()) == list(FORMS)
