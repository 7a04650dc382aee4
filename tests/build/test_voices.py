"""A statement speaks with one voice, holds when its sources let it, and is a fact only while it does."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_
from hypothesis import strategies as st

from kg.build.stages import assemble, build
from kg.model.vocab import BASE, NS
from tests.build.test_weigh import CURATION, MORE, PERCENT, facts, reasons, since
from tests.conftest import Mini, claim

ISSUED = "<http://purl.org/dc/terms/issued>"
SOURCES = f"""
source:gazette a :Source ; {ISSUED} "2025-11-09"^^edtf:EDTF . source:herald a :Source ; {ISSUED} "2025-11-07"^^edtf:EDTF .
source:old a :Source ; {ISSUED} "1999"^^edtf:EDTF . source:bare a :Source .
"""


@pytest.fixture
def land(mini: Mini) -> Mini:
    mini.write("ontology/more.ttl", MORE)
    mini.write("graph/sources.ttl", SOURCES)
    return mini


def made(mini: Mini) -> dict[str, set[str]]:
    """The statements by the end of their names, each with the claims that make it."""
    ends = {
        s.iri.rpartition("/")[2]: {c.iri.rpartition("/")[2] for c in s.claims}
        for s in assemble(mini.root).statements
    }
    return dict(sorted(ends.items()))


AS_OF = ':asOf "2020"^^edtf:EDTF ;'
SINCE = since("2001/..")


@pytest.mark.parametrize(
    ("qualifiers", "together"),
    [
        (["", ""], ["ab"]),
        ([SINCE, SINCE], ["ab"]),
        ([SINCE, since("1992/..")], ["a", "b"]),
        ([":share 1 ;", ":ordinal 2 ;"], ["a", "b"]),  # neither says what the other does: no one says both
        ([":share 1 ; :ordinal 2 ;", ":share 1 ;"], ["a", "b"]),  # one of them does not say which place
        ([":share 1 ;", ""], ["a", "b"]),
        ([SINCE, ""], ["a", "b"]),  # the second does not say since when
        ([AS_OF + ":over true ;", ""], ["a", "b"]),
        ([':relativeTime "since then"@en ; ' + SINCE, SINCE], ["ab"]),  # a wording is the claim's own
        ([':relativeTime "since then"@en ;', SINCE], ["a", "b"]),
    ],
)
def test_claims_come_together_where_they_agree(
    land: Mini, qualifiers: list[str], together: list[str]
) -> None:
    land.claims(
        *(claim(name, "ardania allied belmora", q) for name, q in zip("abc", qualifiers, strict=False))
    )
    assert sorted("".join(sorted(claims)) for claims in made(land).values()) == together


@pytest.mark.parametrize(
    ("modalities", "statuses"),
    [
        (["asserted", "reported"], ["statedAsFact"]),
        (["asserted", "expected"], ["expected", "statedAsFact"]),
        (["expected", "planned", "possible"], ["expected", "planned", "possible"]),
        (["asserted", "denied"], ["denied", "statedAsFact"]),
    ],
)
def test_each_certainty_is_a_statement_of_its_own(
    land: Mini, modalities: list[str], statuses: list[str]
) -> None:
    land.claims(*(claim(n, "ardania allied belmora", "", m) for n, m in zip("abc", modalities, strict=False)))
    assert sorted(s.status for s in assemble(land.root).statements) == statuses
    told = reasons(land, "conflict") + reasons(land, "compatibility")
    assert set(told) <= {"differentCertainty", "deniedElsewhere"} and bool(told) == (len(statuses) > 1)


def test_an_expected_figure_does_not_lend_itself_to_a_fact(land: Mini) -> None:
    land.claims(
        claim("a", "ardania borders belmora", ":share 40 ;", modality="expected"),
        claim("b", "ardania borders belmora"),
    )
    fact = next(s for s in assemble(land.root).statements if s.is_fact)
    assert fact.values(NS + "share") == () and [c.iri.rpartition("/")[2] for c in fact.claims] == ["b"]


def test_whoever_judges_is_part_of_a_judgement(land: Mini) -> None:
    """A question that one source leaves open does not vanish into what another thinks."""
    land.claims(
        claim("a", "ardania helps belmora", ":speaker entity:hill ;", "reported"),
        claim("b", "ardania helps belmora", "", "possible", "herald"),
        claim("c", "ardania helps belmora", ":speaker entity:hill ;", "reported", "herald"),
        claim("d", "ardania helps belmora", "", "asserted", "gazette"),
    )
    assert sorted(map(sorted, made(land).values())) == [["a", "c"], ["b"], ["d"]]
    assert {s.status for s in assemble(land.root).statements} == {"judgement", "possible"}
    assert facts(land) == set() and reasons(land, "compatibility") == ["differentHolder"]


def test_a_denied_judgement_conflicts_with_one_that_is_made(land: Mini) -> None:
    land.claims(
        claim("a", "ardania helps belmora"), claim("b", "ardania helps belmora", "", "denied", "herald")
    )
    assert reasons(land, "conflict") == ["deniedElsewhere"]


def test_a_set_stays_together(land: Mini) -> None:
    """What one claim says of several makers it says of all of them; another claim has its own."""
    land.claims(
        claim("a", "ardania allied belmora", ":share 1 , 2 ;"),
        claim("b", "ardania allied belmora", ":share 1 ;"),
    )
    assert len(made(land)) == 2


VALUES = st.tuples(
    *(st.sampled_from(("", *values)) for values in (("1", "2"), ("1", "2"), ("2001/..", "1992/..")))
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given_(
    st.lists(st.tuples(VALUES, st.sampled_from(["asserted", "expected", "denied"])), min_size=1, max_size=6)
)
def test_no_statement_says_what_no_claim_says(
    land: Mini, told: list[tuple[tuple[str, str, str], str]]
) -> None:
    """Whatever claims say: the qualifiers of a statement are those of each of its claims."""

    def written(share: str, ordinal: str, time: str) -> str:
        parts = (f":share {share} ;" * bool(share), f":ordinal {ordinal} ;" * bool(ordinal))
        return "".join(parts) + (since(time) if time else "")

    land.claims(*(claim(f"c{n}", "ardania allied belmora", written(*q), m) for n, (q, m) in enumerate(told)))
    statements = assemble(land.root).statements
    assert sum(len(s.claims) for s in statements) == len(told)
    for statement in statements:
        own = {name: list(values) for name, values in statement.qualifiers.items()}
        assert all(claim.qualifiers == own for claim in statement.claims)
    linked = {
        iri
        for found in (assemble(land.root).findings,)
        for c in (*found.conflicts, *found.compatibilities)
        for iri in c.statements
    }
    assert linked == ({s.iri for s in statements} if len(statements) > 1 else set())


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("", True),
        (since("1992/.."), True),
        (since("../2019"), False),
        (since("2007/2009"), False),
        (since("2020/2030"), True),
        (since("2026/.."), False),  # not yet
        (AS_OF, True),
        (AS_OF + ":over true ;", False),
        (":over true ;", False),
    ],
)
def test_what_is_over_is_no_plain_fact(land: Mini, said: str, plain: bool) -> None:
    land.claims(claim("a", "ardania capital port", said))
    assert facts(land) == ({"ardania capital port"} if plain else set())
    assert [s.status for s in assemble(land.root).statements] == ["statedAsFact"]


def test_what_happened_stays_true(land: Mini) -> None:
    land.claims(claim("a", "ardania output port", since("2013")))
    assert facts(land) == {"ardania output port"}


def test_what_is_over_entails_nothing_that_is_told(land: Mini) -> None:
    """Neither by the ontology nor by a rule over triples; a rule that reads its statement sees its time."""
    land.write("ontology/above.ttl", ":holds a owl:ObjectProperty . :capital rdfs:subPropertyOf :holds .")
    land.claims(claim("a", "ardania capital port", since("../2019")))
    assert not [one for one in facts(land, "inferred") if "holds" in one]
    land.claims(claim("a", "ardania capital port", since("1992/..")))
    assert "ardania holds port" in facts(land, "inferred")


def asked(mini: Mini, as_of: str, predicate: str = "allied") -> list[str]:
    """The statements of a relation that count at a date, by the end of their names."""
    out = mini.root / "out"
    build(mini.root, out, lambda _: None)
    from kg.api.opening import load

    graph = load(mini.root, out).as_of(as_of)

    query = f"""PREFIX : <{NS}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?statement {{ ?statement a :Statement ; rdf:predicate :{predicate} }} ORDER BY ?statement"""
    return [row["statement"].rpartition("/")[2] for row in graph.sparql(query).rows]


@pytest.mark.parametrize(
    ("said", "yes", "no"),
    [
        ([since("1996-05/..")], ["1996-05", "2020", "2025"], ["1996-04", "1950"]),
        ([since("../2019")], ["2019", "1950"], ["2020"]),
        ([AS_OF], ["2020", "2023"], ["2019"]),
        ([AS_OF + ":over true ;"], ["2020"], ["2019", "2021"]),
        ([":over true ;"], [], ["1950", "2020", "2025"]),
        ([""], ["2025-11-09", "2026"], ["2020", "2025-11-08"]),
        (
            [since("1992/.."), since("../2019")],
            ["1992", "2019"],
            ["1991", "2020"],
        ),  # beginning and end by two
    ],
)
def test_as_of(land: Mini, said: list[str], yes: list[str], no: list[str]) -> None:
    """What begins lasts until something ends it; the present tense is the source's."""
    land.claims(
        *(claim(name, "ardania allied belmora", rest) for name, rest in zip("ab", said, strict=False))
    )
    assert all(asked(land, date) for date in yes)
    assert not any(asked(land, date) for date in no)


def test_an_end_before_the_beginning(land: Mini) -> None:
    land.claims(
        claim("a", "ardania allied belmora", since("2001/..")),
        claim("b", "ardania allied belmora", since("../1995"), source="herald"),
    )
    assert reasons(land, "conflict") == ["endBeforeBeginning"]


@pytest.mark.parametrize(
    ("first", "second", "conflicts", "plain"),
    [
        (("port", ""), ("hill", ""), ["singleValuedAtATime"], set()),
        (("port", ""), ("hill", ':asOf "2025"^^edtf:EDTF ;'), ["singleValuedAtATime"], set()),
        (("port", ""), ("hill", AS_OF), [], {"port"}),  # the newer one ends what nobody says to go on
        (("port", ""), ("hill", since("../2019")), [], {"port"}),
        (("port", ""), ("hill", ':asOf "1992-08"^^edtf:EDTF ; :over true ;'), [], {"port"}),
        (("port", since("2001/..")), ("hill", ""), ["singleValuedAtATime"], set()),
    ],
)
def test_undated_beside_dated(
    land: Mini, first: tuple[str, str], second: tuple[str, str], conflicts: list[str], plain: set[str]
) -> None:
    """The present tense holds at the source's date: that one has none is no excuse where values differ."""
    land.claims(
        claim("a", f"ardania capital {first[0]}", first[1]),
        claim("b", f"ardania capital {second[0]}", second[1], source="herald"),
    )
    assert reasons(land, "conflict") == conflicts
    assert facts(land) == {f"ardania capital {value}" for value in plain}


def test_two_old_sources_disagree_in_their_own_time(land: Mini) -> None:
    land.claims(claim("a", "ardania capital port", source="old"), claim("b", "ardania capital hill"))
    assert reasons(land, "conflict") == [] and facts(land) == {"ardania capital hill"}
    land.claims(claim("a", "ardania capital port", source="bare"), claim("b", "ardania capital hill"))
    assert reasons(land, "conflict") == ["singleValuedAtATime"]


def test_ranks_that_differ_are_a_conflict_whoever_dates_them(land: Mini) -> None:
    land.claims(
        claim("a", "ardania rankedIn list", ":ordinal 10 ;"),
        claim("b", "ardania rankedIn list", ':ordinal 9 ; :asOf "2025"^^edtf:EDTF ;', source="herald"),
    )
    assert reasons(land, "conflict") == ["functionalQualifier"]
    assert facts(land) == {"ardania rankedIn list"}  # that it is ranked, both say


def test_of_what_conflicts_the_preferred_side_is_a_fact(land: Mini) -> None:
    land.claims(claim("a", "ardania capital port"), claim("b", "ardania capital hill", source="herald"))
    assert facts(land) == set()
    land.write(
        "graph/curation.ttl",
        CURATION + 'statement:ardania.capital.port :rank :preferredRank ; :rankReason "It is newer."@en .',
    )
    assert facts(land) == {"ardania capital port"}


def test_a_dispute_by_a_rule_leaves_no_side_a_fact(land: Mini) -> None:
    """Nor what follows from it; the proofs stay, for those who ask."""
    land.write(
        "ontology/kinds.ttl",
        ":succeeds a owl:ObjectProperty , :Predicate , owl:AsymmetricProperty . :above a owl:ObjectProperty . :succeeds rdfs:subPropertyOf :above .",
    )
    land.claims(
        claim("a", "ardania succeeds belmora"), claim("b", "belmora succeeds ardania", source="herald")
    )
    assert facts(land) == set()
    assert not [one for one in facts(land, "inferred") if "above" in one.split()[1]]
    assert any("Inference" in one for one in facts(land, "inferred"))


def test_what_is_said_from_the_other_end_is_stated(land: Mini) -> None:
    """A symmetric relation, and an inverse: nothing is inferred that a source says the other way round."""
    land.write(
        "ontology/inverse.ttl",
        ":owns a owl:ObjectProperty ; owl:inverseOf :owned . :owned a :LastingPredicate . :owns a :Predicate .",
    )
    land.claims(claim("a", "ardania borders belmora"), claim("b", "port owned ardania"))
    assert facts(land) == {
        "ardania borders belmora",
        "belmora borders ardania",
        "port owned ardania",
        "ardania owns port",
    }
    assert not [one for one in facts(land, "inferred") if one.split()[1] in ("borders", "owns", "owned")]


def test_two_figures_that_nearly_agree_do_not_stop_a_build(land: Mini) -> None:
    land.write(
        "graph/quantities.ttl",
        f"quantity:a a :Quantity ; :value 28.0 ; {PERCENT} . quantity:b a :Quantity ; :value 28.3 ; {PERCENT} .",
    )
    land.claims(*(claim(n, "ardania owned port", f":share quantity:{n} ;") for n in "ab"))
    assert (reasons(land, "conflict"), reasons(land, "compatibility")) == ([], ["rounderFigure"])
    assert facts(land) == {"ardania owned port"}


def test_two_things_that_may_be_one_stay_two(land: Mini) -> None:
    text = 'entity:r a :Resemblance ; :resembles entity:port , entity:hill ; <http://www.w3.org/2000/01/rdf-schema#comment> "Near."@en .'
    land.write("graph/curation.ttl", text)
    quads = list(assemble(land.root).loaded.graph("statements"))
    pairs = [(q.subject.value, q.object.value) for q in quads if q.predicate.value == NS + "probablySameAs"]
    port, hill = BASE + "entity/port", BASE + "entity/hill"
    assert sorted(pairs) == [(hill, port), (port, hill)]


@pytest.mark.parametrize(
    "wrong", [":resembles entity:port ;", ":resembles entity:port , entity:nobody ;", ""]
)
def test_bad_resemblances(land: Mini, wrong: str) -> None:
    from kg.errors import KgError

    both = wrong or ":resembles entity:port , entity:hill ;"
    comment = 'rdfs:comment "Near."@en' if wrong else "rdfs:label 'x'"
    path = land.write("graph/curation.ttl", f"entity:r a :Resemblance ; {both} {comment} .")
    with pytest.raises(KgError, match="names two things") as caught:
        assemble(land.root)
    assert str(caught.value).startswith(str(path))


def test_a_date_of_a_source_that_is_none(land: Mini) -> None:
    from kg.errors import KgError

    land.write("graph/sources.ttl", f'source:gazette a :Source ; {ISSUED} "soon" .')
    with pytest.raises(KgError, match="not an EDTF date"):
        assemble(land.root)
