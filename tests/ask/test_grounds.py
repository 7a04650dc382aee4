"""The claims under an answer tell which columns of a row each of them stands for."""

import json
from pathlib import Path

import pytest

from kg import load
from kg.api.graph import Graph
from kg.cli import main
from tests.conftest import ROOT, Mini, claim

QUESTION = """#+ title: {en: "Which capitals?", he: "אילו בירות?"}
#+ description: {en: "Capitals.", he: "בירות."}
#+ columns: {state: {en: state, he: מדינה}, city: {en: city, he: עיר}, time: {en: when, he: מתי}}
PREFIX : <https://w3id.org/accord-graph/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?state ?city ?time ?neighbour ?statement ?statement_neighbour {
  ?statement rdf:predicate :capital ; rdf:subject ?state ; rdf:object ?city .
  OPTIONAL { ?statement :time ?time }
  OPTIONAL { ?statement_neighbour rdf:predicate :borders ; rdf:subject ?state ; rdf:object ?neighbour } }
ORDER BY ?state ?city ?time
"""


def asked(mini: Mini, *claims: str) -> Graph:
    """The graph of a project whose sources say this, with a question of capitals."""
    mini.write("graph/sources.ttl", ' source:gazette a :Source ; rdfs:label "Gazette"@en , "העיתון"@he .'
               ' source:herald a :Source ; rdfs:label "Herald"@en , "המבשר"@he .')  # fmt: skip
    mini.claims(*claims)
    (mini.root / "queries").mkdir()
    (mini.root / "queries/capitals.rq").write_text(QUESTION, encoding="utf-8")
    assert main(["build", "--root", str(mini.root)]) == 0
    return load(mini.root)


def columns(graph: Graph) -> dict[str, str]:
    """For each claim the columns that it stands for."""
    return {row["claim"].rpartition("/")[2]: row["columns"] for row in graph.ask("capitals").grounds().rows}


SINCE = ':time "2001/.."^^<http://id.loc.gov/datatypes/edtf/EDTF> ;'
DATED = claim("dated", "ardania capital port", SINCE)
PLAIN = claim("plain", "ardania capital port", source="herald")


def test_who_dates_it_is_told_apart_from_who_only_says_it(
    mini: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    """People see one row, which says it all, and under it the claims of both sources."""
    graph = asked(mini, DATED, PLAIN)
    assert columns(graph) == {"dated": "state, city, time", "plain": "state, city"}
    said = {}
    for lang in ("en", "he"):
        capsys.readouterr()
        assert main(["query", "capitals", "--cite", "--root", str(mini.root), "--lang", lang]) == 0
        said[lang] = capsys.readouterr().out
    assert "1  the whole row: A gloss.\n     Gazette · " in said["en"]
    assert "   state, city: A gloss.\n     Herald · " in said["en"]
    assert "כל השורה: A gloss." in said["he"] and "מדינה, עיר: A gloss." in said["he"]
    capsys.readouterr()
    assert main(["query", "capitals", "--cite", "--json", "--root", str(mini.root)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    told = {
        name: [e["source"]["label"] for e in cell["evidence"]] for name, cell in row["cells"].items() if cell
    }
    assert told == {"state": ["Gazette", "Herald"], "city": ["Gazette", "Herald"], "time": ["Gazette"]}


def test_what_joins_two_statements_tells_what_rests_on_which(mini: Mini) -> None:
    graph = asked(mini, DATED, claim("next", "ardania borders belmora", source="herald"))
    assert columns(graph) == {"dated": "state, city, time", "next": "state, neighbour"}


def test_where_all_claims_stand_for_all_of_it_nothing_is_added(
    mini: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = asked(mini, DATED, claim("again", "ardania capital port", SINCE, source="herald"))
    assert columns(graph) == {"dated": "", "again": ""}
    capsys.readouterr()
    assert main(["query", "capitals", "--cite", "--root", str(mini.root)]) == 0
    assert capsys.readouterr().out.count("the whole row: A gloss.") == 2


def test_a_thing_and_a_list_of_claims_show_each_statement_with_its_own_sources(
    mini: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(mini, DATED, PLAIN)
    for command in (["show", "entity:ardania"], ["claims", "--subject", "entity:ardania"]):
        capsys.readouterr()
        assert main([*command, "--root", str(mini.root)]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [("Gazette" in line, "Herald" in line) for line in lines if "2001" in line] == [(True, False)]


def test_what_follows_tells_which_part_each_claim_gives(built: Path) -> None:
    answer = load(ROOT, built).ask("supplied-through", state="Israel")
    by_passage = {row["passage"]: row["columns"] for row in answer.grounds().rows}
    assert by_passage == {
        "globes/1691-1745": "state, share, shareOf",
        "globes/1815-1867": "whence",
    }
