"""Conflicts, what only looks like one, certainty, and what curators decide: on invented states."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.build.stages import assemble, build
from kg.errors import KgError
from kg.model.project import DEFAULT
from kg.model.statement import Statement
from kg.model.vocab import BASE, NS
from tests.conftest import Mini, claim

MORE = """
:allied a owl:ObjectProperty , :Predicate , :StatePredicate ; :startsOnce true .
:born a owl:DatatypeProperty , :Predicate ; :singleValuedObject true .
:helps a owl:ObjectProperty , :Predicate , :JudgementPredicate .
:output a owl:ObjectProperty , :Predicate , :EventPredicate ; :functionalQualifier :share .
:rules a owl:ObjectProperty , :Predicate , :StatePredicate ; :singleValuedSubject true .
:met a owl:DatatypeProperty , :Predicate , :EventPredicate ; :datesSubject true .
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
    loaded = assemble(mini.root).loaded
    return sorted(
        q.object.value.split("#")[1]
        for q in loaded.graph("statements")
        if q.predicate.value.endswith(f"#{kind}Reason")
    )


def facts(mini: Mini, graph: str = "facts") -> set[str]:
    """The plain triples of a full build, by the ends of their names."""
    build(mini.root, mini.root / "out", lambda _: None)
    store = Store.read_only(str(mini.root / "out/store"))
    found = store.quads_for_pattern(None, None, None, DEFAULT.graphs[graph])
    triples = [(q.subject.value, q.predicate.value, q.object.value) for q in found]
    return {" ".join(iri.rpartition("#" if "#" in iri else "/")[2] for iri in triple) for triple in triples}


def only(mini: Mini) -> Statement:
    (statement,) = assemble(mini.root).statements
    return statement


@pytest.mark.parametrize(
    ("first", "second", "conflicts", "compatible"),
    [
        ("allied belmora 1992/..", "allied belmora 2001/..", ["differentBeginnings"], []),
        ("allied belmora 1992/..", "allied belmora 1992-04-10/..", [], ["differentPrecision"]),
        ("allied belmora ../1992", "allied belmora 2001/..", ["endBeforeBeginning"], []),
        ("allied belmora ../2001", "allied belmora 1992/..", [], ["differentTime"]),
        ("rankedIn list 2025-01/..", "rankedIn list 2025-02/..", [], ["differentTime"]),
        ("rankedIn list 2025/..", "rankedIn list 2025-02/..", [], ["differentPrecision"]),
        ("rankedIn list ../2025-01", "rankedIn list ../2025-02", [], ["differentTime"]),
        ("rankedIn list 2020/2024", "rankedIn list 2022/2026", [], ["differentTime"]),
        ("output port 2023", "output port 2023-04", [], ["differentPrecision"]),
        ("capital port 1990/1995", "capital hill 1997/..", [], ["differentTime"]),
        ("capital port ../1995", "capital hill 1995/..", [], ["differentTime"]),
        ("capital port 1990/..", "capital hill 1995/..", ["singleValuedAtATime"], []),
        ("capital port", "capital hill 1995/..", ["singleValuedAtATime"], []),
        ("capital port", "capital hill ../1995", [], ["differentTime"]),
        ("output port", "output port 2024", [], ["undatedBesideDated"]),
        ("output port 2023", "output port 2024", [], ["differentTime"]),
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


def told(mini: Mini, kind: str) -> list[tuple[str, list[str]]]:
    """What a full build finds: each reason with the claims, or the statements, that it involves."""
    build(mini.root, mini.root / "out", lambda _: None)
    store = Store.read_only(str(mini.root / "out/store"))
    name = "involvesClaim" if kind == "conflict" else "involves"
    rows = store.query(
        f"""PREFIX : <{NS}> SELECT ?x ?reason ?c {{ ?x :{kind}Reason ?reason ; :{name} ?c }} ORDER BY ?x ?c""",
        use_default_graph_as_union=True,
    )
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        reason = row["reason"].value.rpartition("#" if "#" in row["reason"].value else "/")[2]
        found.setdefault((row["x"].value, reason), []).append(row["c"].value.rpartition("/")[2])
    return sorted((reason, sides) for (_, reason), sides in found.items())


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (["ardania precedes belmora", "belmora precedes hill", "ardania 2020", "hill 2010"], "abcd"),
        (["ardania precedes belmora", "hill follows belmora", "ardania 2020", "hill 2010"], "abcd"),
        (["ardania precedes belmora", "belmora precedes hill", "ardania 2009", "hill 2010"], ""),
        (["ardania precedes belmora", "belmora precedes hill", "hill precedes ardania"], "abc"),
        (["ardania precedes belmora", "belmora precedes hill", "ardania precedes hill"], ""),
        (["ardania precedes belmora", "belmora precedes ardania"], "ab"),
        (["ardania before belmora", "ardania after belmora"], "disjoint"),
    ],
)
def test_an_impossible_order_along_a_chain(land: Mini, claims: list[str], expected: str) -> None:
    """Dates at the ends of a chain, and what comes before itself; two relations are told as such."""
    land.write("ontology/order.ttl", ":before :putsFirst rdf:subject . :after :putsFirst rdf:object .")
    land.claims(
        *(
            dated(name, *said.split()) if said[-1].isdigit() else claim(name, said)
            for name, said in zip("abcd", claims, strict=False)
        )
    )
    found = [("impossibleOrder", list(expected))] if expected else []
    assert told(land, "conflict") == ([("disjointPredicates", ["a", "b"])] if "j" in expected else found)


@pytest.mark.parametrize(
    ("predicate", "kinds", "claims", "rule"),
    [
        (
            "succeeds",
            "owl:AsymmetricProperty",
            ["ardania succeeds belmora", "belmora succeeds ardania"],
            "prp-asyp",
        ),
        ("borders", "owl:IrreflexiveProperty", ["ardania borders ardania"], "prp-irp"),
    ],
)
def test_what_cannot_be_of_a_relation(
    land: Mini, predicate: str, kinds: str, claims: list[str], rule: str
) -> None:
    land.write("ontology/kinds.ttl", f":{predicate} a owl:ObjectProperty , :Predicate , {kinds} .")
    names = "ab"[: len(claims)]
    land.claims(*(claim(name, said) for name, said in zip(names, claims, strict=True)))
    assert told(land, "conflict") == [(rule, list(names))]


@pytest.mark.parametrize(
    ("first", "second", "conflicts", "compatible"),
    [
        ("before belmora 1990/1995", "after belmora 2000/2005", [], ["differentTime"]),
        ("before belmora 1990/1995", "after belmora", ["disjointPredicates"], []),
        ("before belmora 1990/1995", "after belmora 1995-02", ["disjointPredicates"], []),
        ("before belmora", "after belmora", ["disjointPredicates"], []),
        ("precedes belmora 1990/1995", "borders belmora 2000/2005", [], []),  # proves nothing
        ("precedes belmora ../1995", "borders belmora 1995/..", [], ["differentTime"]),
        ("precedes belmora 1990/1995", "borders belmora 1994/2005", ["a"], []),
    ],
)
def test_times_that_do_not_touch_do_not_contradict(
    land: Mini, first: str, second: str, conflicts: list[str], compatible: list[str]
) -> None:
    """Whether a declaration or a rule says that the two cannot be."""
    (land.root / "ontology/rules").mkdir()
    (land.root / "ontology/rules/a.rq").write_text(RULE, encoding="utf-8")

    def one(name: str, said: str) -> str:
        predicate, value, *time = said.split()
        return claim(name, f"ardania {predicate} {value}", since(time[0]) if time else "")

    land.claims(one("a", first), one("b", second))
    assert [reason for reason, _ in told(land, "conflict")] == conflicts
    assert [reason for reason, _ in told(land, "compatibility")] == compatible


def test_the_fewest_statements_that_contradict_each_other_are_told(land: Mini) -> None:
    """What one statement contradicts by itself is not told again with another beside it."""
    land.write("ontology/kinds.ttl", ":inside a owl:ObjectProperty , :Predicate , owl:IrreflexiveProperty .")
    (land.root / "ontology/rules").mkdir()
    (land.root / "ontology/rules/a.rq").write_text(
        RULE.replace("?a :borders ?b ; :precedes ?b", "?a :inside ?a ; :borders ?b"), encoding="utf-8"
    )
    land.claims(claim("a", "ardania inside ardania"), claim("b", "ardania borders belmora"))
    assert told(land, "conflict") == [("prp-irp", ["a"])]


@pytest.mark.parametrize(
    ("yes", "no", "conflicts", "compatible"),
    [
        (":via entity:hill ; :recipient entity:belmora ;", ":recipient entity:belmora ;", True, []),
        (":via entity:hill ; :recipient entity:belmora ;", "", True, []),
        (
            ":recipient entity:belmora ;",
            ":via entity:hill ; :recipient entity:belmora ;",
            False,
            ["differentCertainty"],
        ),
        (":recipient entity:ardania ;", ":recipient entity:belmora ;", False, ["differentDetails"]),
        (since("1990/1995"), since("2000/.."), False, ["differentTime"]),
        (since("1990/1995"), since("1993/.."), True, []),
        (since("1990/1995"), "", False, ["differentTime"]),
        (since("1990/.."), "", True, []),
        (":via entity:hill ; " + since("1990/1995"), since("2000/.."), False, ["differentTime"]),
    ],
)
def test_a_denial_covers_what_is_told_in_more_detail(
    land: Mini, yes: str, no: str, conflicts: bool, compatible: list[str]
) -> None:
    land.write(
        "ontology/supply.ttl",
        ":via a :Qualifier . :recipient a :Qualifier ."
        " :supplies a owl:ObjectProperty , :Predicate , :StatePredicate .",
    )
    land.claims(
        claim("a", "ardania supplies port", yes),
        claim("b", "ardania supplies port", no, "denied", "herald"),
    )
    assert told(land, "conflict") == ([("deniedElsewhere", ["a", "b"])] if conflicts else [])
    assert [reason for reason, _ in told(land, "compatibility")] == compatible


@pytest.mark.parametrize(
    ("yes", "no", "conflicts"),
    [("", "", True), (since("1990"), since("2000"), False), (since("1990"), since("1990"), True)],
)
def test_a_denial_is_held_against_what_follows(land: Mini, yes: str, no: str, conflicts: bool) -> None:
    """One source denies what follows from what another says."""
    land.write(
        "ontology/leads.ttl",
        ":leads a owl:ObjectProperty , :Predicate . :heads a owl:ObjectProperty , :Predicate ;"
        " rdfs:subPropertyOf :leads .",
    )
    land.claims(
        claim("a", "ardania heads port", yes), claim("b", "ardania leads port", no, "denied", "herald")
    )
    assert told(land, "conflict") == ([("deniedElsewhere", ["a", "b"])] if conflicts else [])
    assert [reason for reason, _ in told(land, "compatibility")] == ([] if conflicts else ["differentTime"])
    land.claims(
        claim("a", "ardania heads port", yes, "expected"), claim("b", "ardania leads port", no, "denied")
    )
    assert told(land, "conflict") == []


def test_a_deprecated_denial_denies_nothing(land: Mini) -> None:
    land.claims(
        claim("a", "ardania capital port"),
        claim("b", "ardania capital port", ":rank :deprecatedRank ;", "denied", "herald"),
    )
    assert reasons(land, "conflict") == []


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
        (":lowerBound 60.0", ":lowerBound 50.0", ["sharesBeyondWhole"], []),
        (":lowerBound 60.0 ; :upperBound 70.0", ":upperBound 50.0", [], []),
        (":value 50.4 ; :approximate true", ":value 50.0 ; :approximate true", [], ["approximateFigure"]),
        (":value 70.0 ; :approximate true", ":value 50.0 ; :approximate true", ["sharesBeyondWhole"], []),
        (":value 50.4", ":value 50.0", [], ["rounderFigure"]),
        (":value 60.0", ":value 40.0", [], []),
    ],
)
def test_shares_within_what_the_figures_allow(
    land: Mini, first: str, second: str, conflicts: list[str], compatible: list[str]
) -> None:
    """Bounds count, and what is rounded or «about» may be a little less."""
    land.write(
        "graph/quantities.ttl",
        f"quantity:a a :Quantity ; {first} ; {PERCENT} . quantity:b a :Quantity ; {second} ; {PERCENT} .",
    )
    land.claims(
        claim("a", "ardania owned port", ":share quantity:a ;"),
        claim("b", "ardania owned hill", ":share quantity:b ;"),
    )
    assert (reasons(land, "conflict"), reasons(land, "compatibility")) == (conflicts, compatible)


@pytest.mark.parametrize(
    ("times", "conflicts", "compatible"),
    [
        (["2024", "2024/.."], ["sharesBeyondWhole"], []),
        (["2023/..", "2024"], ["sharesBeyondWhole"], []),
        (["", "2024"], [], ["undatedBesideDated"]),
        (["2023", "2024"], [], []),
        (["../2024", "2024/.."], [], []),
    ],
)
def test_shares_at_a_time(land: Mini, times: list[str], conflicts: list[str], compatible: list[str]) -> None:
    """Shares whose times overlap make one whole, others do not."""
    land.write("graph/quantities.ttl", f"quantity:a a :Quantity ; :value 60.0 ; {PERCENT} .")
    land.claims(
        *(
            claim(name, f"ardania owned {value}", ":share quantity:a ;" + (since(time) if time else ""))
            for name, value, time in zip("ab", ("port", "hill"), times, strict=True)
        )
    )
    assert (reasons(land, "conflict"), reasons(land, "compatibility")) == (conflicts, compatible)


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


def test_a_conflict_names_the_claims_at_odds(land: Mini) -> None:
    land.claims(
        claim("a", "ardania allied belmora", since("1992/..")),
        claim("b", "ardania allied belmora", since("2001/..")),
        claim("c", "ardania allied belmora"),
    )
    loaded = assemble(land.root).loaded
    named = [
        q.object.value for q in loaded.graph("statements") if q.predicate.value.endswith("#involvesClaim")
    ]
    assert sorted(iri.rpartition("/")[2] for iri in named) == ["a", "b"]


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
    statements = assemble(land.root).statements
    assert len({s.iri for s in statements}) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('"2019?"^^edtf:EDTF', '"2019"^^edtf:EDTF'),
        ("-5", "5"),
        ("2019", '"2019"^^edtf:EDTF'),
        ('"C++"', '"C"'),
        ('"c"', '"C"'),
        ('"Port"', "entity:port"),
        ("quantity:port", "entity:port"),
        ('"נמל"', '"נמל"@he'),
    ],
)
def test_different_objects_make_different_statements(land: Mini, first: str, second: str) -> None:
    """However alike their names are; and a name does not depend on what else is said."""
    land.write("graph/quantities.ttl", f"quantity:port a :Quantity ; :value 60.0 ; {PERCENT} .")

    def iris(*objects: str) -> set[str]:
        land.claims(
            *(
                claim(f"c{n}", "ardania met port").replace("entity:port", value)
                for n, value in enumerate(objects)
            )
        )
        return {statement.iri for statement in assemble(land.root).statements}

    assert len(iris(first, second)) == 2
    assert iris(first, second) == iris(first) | iris(second)


def test_a_source_and_a_thing_of_one_name_are_told_apart(land: Mini) -> None:
    land.write("graph/entities/gazette.ttl", "entity:gazette a :State .")
    path = land.claims(
        claim("a", "gazette allied belmora"),
        claim("b", "gazette allied belmora").replace("entity:gazette", "source:gazette"),
    )
    with pytest.raises(KgError, match="say different things with one name") as caught:
        assemble(land.root)
    assert str(caught.value).startswith(f"{path}:")


PORT, HILL = "statement:ardania.capital.port", "statement:ardania.capital.hill"
CURATION = "@prefix statement: <https://w3id.org/accord-graph/statement/> .\n"


def test_a_preference_is_shown_with_its_reason_and_drops_nothing(land: Mini) -> None:
    land.claims(claim("a", "ardania capital port"), claim("b", "ardania capital hill"))
    land.write(
        "graph/curation.ttl", CURATION + f'{PORT} :rank :preferredRank ; :rankReason "It is newer."@en .'
    )
    made = assemble(land.root)
    told = {
        q.predicate.value.split("#")[1]: q.object.value
        for q in made.loaded.graph("statements")
        if "conflict/" in str(q.subject)
    }
    assert told["preferred"].endswith("ardania.capital.port")
    assert told["preferenceReason"] == "It is newer."
    assert [s.status for s in made.statements] == ["statedAsFact", "statedAsFact"]


def test_a_deprecated_statement_is_no_fact(land: Mini) -> None:
    land.claims(claim("a", "ardania capital port"))
    assert facts(land) == {"ardania capital port"}
    land.write(
        "graph/curation.ttl", CURATION + f'{PORT} :rank :deprecatedRank ; :rankReason "A misprint."@en .'
    )
    assert facts(land) == set()


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
