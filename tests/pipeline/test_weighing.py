"""Conflicts, what only looks like one, certainty, and what curators decide: on invented states."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.build import assemble, build
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
:met a owl:DatatypeProperty , :Predicate ; :datesSubject true .
:precedes a owl:ObjectProperty , :Predicate ; :putsFirst rdf:subject .
:follows a owl:ObjectProperty , :Predicate ; :putsFirst rdf:object .
:owned a owl:ObjectProperty , :Predicate ; :partQualifier :share ; :wholeKey rdf:subject ; :functionalQualifier :share .
:size a owl:ObjectProperty , :Predicate ; :singleValuedObject true .
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


def dated(name: str, subject: str, date: str) -> str:
    return claim(name, f"{subject} met port").replace("entity:port", f'"{date}"^^edtf:EDTF')


@pytest.mark.parametrize(
    ("order", "first", "second", "expected"),
    [
        ("ardania precedes belmora", "2020", "2019-05", ["impossibleOrder"]),
        ("ardania precedes belmora", "2019", "2019-05", []),
        ("ardania precedes belmora", "2018", "2019-05", []),
        ("ardania follows belmora", "2018", "2019-05", ["impossibleOrder"]),
        ("ardania follows belmora", "2020", "2019-05", []),
    ],
)
def test_an_impossible_order(land: Mini, order: str, first: str, second: str, expected: list[str]) -> None:
    land.claims(claim("a", order), dated("b", "ardania", first), dated("c", "belmora", second))
    assert reasons(land, "conflict") == expected


PERCENT = ":unit <http://qudt.org/vocab/unit/PERCENT>"


def test_shares_beyond_the_whole(land: Mini) -> None:
    land.write(
        "graph/quantities.ttl",
        f"quantity:a a :Quantity ; :value 60.0 ; {PERCENT} . quantity:b a :Quantity ; :value 50.0 ; {PERCENT} .",
    )
    land.claims(
        claim("a", "ardania owned port", ":share quantity:a ;"),
        claim("b", "ardania owned hill", ":share quantity:b ;"),
    )
    assert reasons(land, "conflict") == ["sharesBeyondWhole"]
    land.claims(
        claim("a", "ardania owned port", ":share quantity:a ;"),
        claim("b", "belmora owned hill", ":share quantity:b ;"),
    )
    assert reasons(land, "conflict") == []
    land.claims(
        claim("a", "ardania owned port", ":share quantity:a ;"),
        claim("b", "ardania owned hill", ":share quantity:b ;", "expected"),
    )
    assert reasons(land, "conflict") == []


@pytest.mark.parametrize(
    ("first", "second", "conflicts", "compatible"),
    [
        (":value 5000.0", ":value 5020.0", [], ["rounderFigure"]),
        (":value 30.0", ":value 25.0", ["singleValuedAtATime"], []),
        (":value 30.0 ; :approximate true", ":value 28.0", [], ["approximateFigure"]),
        (":value 30.0 ; :approximate true", ":value 40.0", ["singleValuedAtATime"], []),
        (":lowerBound 20.0 ; :upperBound 30.0", ":value 28.0", [], ["withinRange"]),
        (":lowerBound 20.0", ":value 28.0", [], ["withinRange"]),
        (":lowerBound 20.0 ; :upperBound 30.0", ":value 31.0", ["singleValuedAtATime"], []),
    ],
)
def test_figures_that_nearly_agree(
    land: Mini, first: str, second: str, conflicts: list[str], compatible: list[str]
) -> None:
    """Rounding, «about» and ranges are no disagreement; as objects, and as qualifiers alike."""
    land.write(
        "graph/quantities.ttl",
        f"quantity:a a :Quantity ; {first} ; {PERCENT} . quantity:b a :Quantity ; {second} ; {PERCENT} .",
    )
    sides = [claim(name, "ardania size port").replace("entity:port", f"quantity:{name}") for name in "ab"]
    land.claims(*sides)
    assert (reasons(land, "conflict"), reasons(land, "compatibility")) == (conflicts, compatible)
    land.claims(*(claim(name, "ardania output port", f":share quantity:{name} ;") for name in "ab"))
    assert len(reasons(land, "conflict")) == len(conflicts)
    assert reasons(land, "compatibility") == compatible


def test_different_units_are_not_compared(land: Mini) -> None:
    land.write(
        "graph/quantities.ttl",
        f"quantity:a a :Quantity ; :value 5000.0 ; {PERCENT} . quantity:b a :Quantity ; :value 5020.0 ; :unit :km .",
    )
    land.claims(*(claim(n, "ardania size port").replace("entity:port", f"quantity:{n}") for n in "ab"))
    assert reasons(land, "conflict") == ["singleValuedAtATime"]


RULE = """#+ title: {en: "Nobody borders what they precede", he: "ט"}
#+ description: {en: "D", he: "ד"}
PREFIX : <https://w3id.org/accord-graph/ontology#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
CONSTRUCT { ?a a owl:Nothing } WHERE { ?a :borders ?b ; :precedes ?b }
"""


def test_what_contradicts_itself_by_what_follows(land: Mini, tmp_path: Path) -> None:
    """A rule that finds the impossible makes a conflict of the statements under it, and of facts alone."""
    (land.root / "ontology/rules").mkdir()
    (land.root / "ontology/rules/a.rq").write_text(RULE, encoding="utf-8")

    def conflicts(modality: str) -> list[tuple[str, list[str]]]:
        land.claims(
            claim("a", "ardania borders belmora"), claim("b", "belmora precedes ardania", "", modality)
        )
        build(land.root, tmp_path / "out", lambda _: None)
        store = Store.read_only(str(tmp_path / "out/store"))
        query = """PREFIX : <https://w3id.org/accord-graph/ontology#>
            SELECT ?reason ?c { ?x :conflictReason ?reason ; :involvesClaim ?c } ORDER BY ?c"""
        found: dict[str, list[str]] = {}
        for row in store.query(query, use_default_graph_as_union=True):
            found.setdefault(row["reason"].value, []).append(row["c"].value.rpartition("/")[2])
        return list(found.items())

    assert conflicts("asserted") == [(BASE + "rule/a", ["a", "b"])]
    assert conflicts("expected") == []


def test_entities_that_cannot_be_are_an_error(land: Mini, tmp_path: Path) -> None:
    land.write("ontology/apart.ttl", ":State owl:disjointWith :City .")
    land.write("graph/entities/odd.ttl", "entity:odd a :State , :City .")
    with pytest.raises(KgError, match=r"odd\.ttl.*cannot be what it is said to be \(cax-dw\)"):
        build(land.root, tmp_path / "out", lambda _: None)


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
