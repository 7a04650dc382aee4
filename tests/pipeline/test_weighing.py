"""Conflicts, what only looks like one, certainty, and what curators decide: on invented states."""

from pathlib import Path

import pytest

from kg.build import assemble
from kg.errors import KgError
from kg.merge import Statement
from kg.vocab import BASE
from tests.conftest import Mini, claim

MORE = """
:allied a owl:ObjectProperty , :Predicate ; :startsOnce true .
:born a owl:DatatypeProperty , :Predicate ; :singleValuedObject true .
:helps a owl:ObjectProperty , :Predicate , :JudgementPredicate .
:output a owl:ObjectProperty , :Predicate ; :identifyingQualifier :time ; :functionalQualifier :share .
:rules a owl:ObjectProperty , :Predicate ; :singleValuedSubject true .
:preferredRank a :Rank . :deprecatedRank a :Rank . :differentScope a :CompatibilityReason .
"""


@pytest.fixture
def land(mini: Mini) -> Mini:
    mini.write("ontology/more.ttl", MORE)
    mini.write(
        "graph/entities/more.ttl", "entity:nameless a :UnnamedSpeaker . entity:other a :UnnamedSpeaker ."
    )
    return mini


def since(time: str) -> str:
    return f':time "{time}"^^edtf:EDTF ;'


def reasons(mini: Mini, kind: str) -> list[str]:
    loaded, _, _ = assemble(mini.root)
    return sorted(
        q.object.value.split("#")[1]
        for q in loaded.graph("statements")
        if q.predicate.value.endswith(f"#{kind}Reason")
    )


def only(mini: Mini) -> Statement:
    _, (statement,), _ = assemble(mini.root)
    return statement


@pytest.mark.parametrize(
    ("first", "second", "conflicts", "compatible"),
    [
        ("allied belmora 1992/..", "allied belmora 2001/..", ["differentBeginnings"], []),
        ("allied belmora 1992/..", "allied belmora 1992-04-10/..", [], []),
        ("allied belmora 1992", "allied belmora 2001/..", [], []),
        ("capital port 1990/1995", "capital hill 1997/..", [], ["differentTime"]),
        ("capital port ../1995", "capital hill 1995/..", [], ["differentTime"]),
        ("capital port 1990/..", "capital hill 1995/..", ["singleValuedAtATime"], []),
        ("capital port", "capital hill 1995/..", [], ["undatedBesideDated"]),
        ("output port", "output port 2024", [], ["undatedBesideDated"]),
        ("output port 2023", "output port 2024", [], []),
    ],
)
def test_times(land: Mini, first: str, second: str, conflicts: list[str], compatible: list[str]) -> None:
    def one(name: str, said: str) -> str:
        predicate, value, *time = said.split()
        return claim(name, f"ardania {predicate} {value}", since(time[0]) if time else "")

    land.claims(one("a", first), one("b", second))
    assert reasons(land, "conflict") == conflicts
    assert reasons(land, "compatibility") == compatible


def test_one_subject_at_a_time(land: Mini) -> None:
    land.claims(claim("a", "ardania rules port"), claim("b", "belmora rules port"))
    assert reasons(land, "conflict") == ["singleValuedAtATime"]


def test_a_more_exact_date_is_no_conflict(land: Mini) -> None:
    def born(name: str, date: str) -> str:
        return claim(name, "ardania born port").replace("entity:port", f'"{date}"^^edtf:EDTF')

    land.claims(born("a", "1990-05"), born("b", "1990-05-03"))
    assert (reasons(land, "conflict"), reasons(land, "compatibility")) == ([], ["differentPrecision"])
    land.claims(born("a", "1990-05"), born("b", "1991"))
    assert reasons(land, "conflict") == ["singleValuedAtATime"]


def test_a_conflict_within_one_statement_names_the_claims_at_odds(land: Mini) -> None:
    land.claims(
        claim("a", "ardania allied belmora", since("1992/..")),
        claim("b", "ardania allied belmora", since("2001/..")),
        claim("c", "ardania allied belmora"),
    )
    loaded, _, _ = assemble(land.root)
    named = [
        q.object.value for q in loaded.graph("statements") if q.predicate.value.endswith("#involvesClaim")
    ]
    assert sorted(iri.rpartition("/")[2] for iri in named) == ["a", "b"]


def test_an_expected_figure_does_not_lend_itself_to_a_fact(land: Mini) -> None:
    land.claims(
        claim("a", "ardania borders belmora", ":share 40 ;", modality="expected"),
        claim("b", "ardania borders belmora"),
    )
    statement = only(land)
    assert statement.status == "factual"
    assert statement.values(BASE + "ontology#share") == []
    assert [c.iri.rpartition("/")[2] for c in statement.supporting] == ["b"]


def test_a_judgement_is_attributed_and_no_fact(land: Mini) -> None:
    land.claims(claim("a", "ardania helps belmora"))
    loaded, (statement,), _ = assemble(land.root)
    assert statement.status == "attributedStatus"
    assert list(loaded.graph("facts")) == []


def test_two_unnamed_speakers_of_one_source_are_one_origin(land: Mini) -> None:
    land.claims(
        claim("a", "ardania borders belmora", ":speaker entity:nameless ;"),
        claim("b", "ardania borders belmora", ":speaker entity:other ;"),
    )
    assert only(land).origins == {BASE + "source/gazette"}


def test_an_open_interval_is_another_statement_than_its_year(land: Mini) -> None:
    land.claims(
        claim("a", "ardania output port", since("1992/..")), claim("b", "ardania output port", since("1992"))
    )
    _, statements, _ = assemble(land.root)
    assert len({s.iri for s in statements}) == 2


PORT, HILL = "statement:ardania.capital.port", "statement:ardania.capital.hill"
CURATION = "@prefix statement: <https://w3id.org/accord-graph/statement/> .\n"


def test_a_preference_is_shown_with_its_reason_and_drops_nothing(land: Mini) -> None:
    land.claims(claim("a", "ardania capital port"), claim("b", "ardania capital hill"))
    land.write(
        "graph/curation.ttl", CURATION + f'{PORT} :rank :preferredRank ; :rankReason "It is newer."@en .'
    )
    loaded, statements, _ = assemble(land.root)
    told = {
        q.predicate.value.split("#")[1]: q.object.value
        for q in loaded.graph("statements")
        if "conflict/" in str(q.subject)
    }
    assert told["preferred"].endswith("ardania.capital.port")
    assert told["preferenceReason"] == "It is newer."
    assert [s.status for s in statements] == ["factual", "factual"]


def test_a_deprecated_statement_is_no_fact(land: Mini) -> None:
    land.claims(claim("a", "ardania capital port"))
    land.write(
        "graph/curation.ttl", CURATION + f'{PORT} :rank :deprecatedRank ; :rankReason "A misprint."@en .'
    )
    loaded, _, _ = assemble(land.root)
    assert list(loaded.graph("facts")) == []


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (f'{HILL} :rank :preferredRank ; :rankReason "Why."@en .', "no claim makes the statement"),
        (f"{PORT} :rank :preferredRank .", "needs a :rankReason"),
        (
            f"entity:c a :Compatibility ; :involves {HILL} ; :compatibilityReason :differentScope .",
            "no claim makes the statement",
        ),
    ],
)
def test_bad_curation(land: Mini, text: str, cause: str) -> None:
    path: Path = land.write("graph/curation.ttl", CURATION + text)
    with pytest.raises(KgError) as caught:
        assemble(land.root)
    assert cause in str(caught.value) and str(caught.value).startswith(str(path))
