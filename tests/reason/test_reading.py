"""Rules are read as SPARQL reads them, by their algebra and in strata; bad ones are told."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple, Variable

from kg.build import build
from kg.errors import KgError
from kg.model.project import DEFAULT
from kg.model.vocab import EDTF, NS, OWL, RDF, RDFS, XSD, local, term
from kg.reason.reasoner import Reasoner
from kg.reason.rule import compiled
from kg.reason.rules import read_rules
from tests.conftest import Mini
from tests.reason.reasoning import (
    RULE,
    Everything,
    P,
    followed,
    given,
    quads,
    reasoned,
)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :b ", "not valid SPARQL"),
        (P + "SELECT ?a WHERE { ?a :b ?c }", "a rule is a CONSTRUCT query"),
        (P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c }", "the head names ?d, which the body does not bind"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :b ?c OPTIONAL { ?c :d ?e } }", "it holds OPTIONAL"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { { ?a :b ?c } UNION { ?c :b ?a } }", "it holds UNION"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :b/:d ?c }", "IRIs, literals and variables"),
        (P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c BIND(?e AS ?d) }", "BIND names ?e, which the body"),
        (P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c BIND(?e AS ?d) ?c :d ?e }", "does not bind before it"),
        (P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c { ?a :e ?f BIND(?c AS ?d) } }", "BIND names ?c, which"),
        (P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c BIND(RAND() AS ?d) }", "BIND uses RAND, which gives"),
        (
            P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c BIND(:foo(?c) AS ?d) }",
            "BIND uses the unknown function",
        ),
        (P + "CONSTRUCT { ?d :b ?a } WHERE { ?a :b ?c BIND(STR(?c) AS ?d) }", "where no literal can stand"),
        (P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c BIND(1 AS ?d) ?d :e ?c }", "the body binds already"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :b ?c FILTER EXISTS { ?c :d ?a } }", "not as FILTER EXISTS"),
        (P + "CONSTRUCT { ?a x:b ?c } WHERE { ?a :b ?c }", "not valid SPARQL"),
        (
            P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER NOT EXISTS { ?a :e ?c . ?c :e ?a } }",
            "one pattern",
        ),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER NOT EXISTS { ?a ?p ?c } }", "one pattern"),
        (
            P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER NOT EXISTS { ?a :e ?c FILTER(?c != ?a) } }",
            "one pattern and nothing else, no filter either",
        ),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c VALUES ?c { :x } }", "it holds VALUES"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c { SELECT ?c { ?c :e ?f } } }", "it holds SELECT"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c MINUS { ?c :d ?a } }", "it holds MINUS"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c GRAPH :g { ?c :d ?a } }", "it holds GRAPH"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c } LIMIT 3", "it holds LIMIT"),
        (P + "CONSTRUCT { ?a :b ?c } FROM :g WHERE { ?a :d ?c }", "it holds FROM"),
        (P + "CONSTRUCT WHERE { ?a :d ?c }", "is written CONSTRUCT { … } WHERE { … }"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d [ :e ?c ] }", "no blank nodes"),
        (P + "CONSTRUCT { ?a :b [] } WHERE { ?a :d ?c }", "no blank nodes"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { { ?a :d ?c FILTER(?a != ?c) } ?c :e ?f }", "in one group"),
        (
            P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER(?nothere = 3) }",
            "names ?nothere, which the body",
        ),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER(:foo(?c)) }", "unknown function"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER(STRDT(1) = 2) }", "not valid SPARQL"),
        *(
            (
                P + f"CONSTRUCT {{ ?a :b ?c }} WHERE {{ ?a :d ?c FILTER({call}() = ?c) }}",
                f"uses {call}, which gives another value each time",
            )
            for call in ("RAND", "NOW", "UUID", "STRUUID", "BNODE")
        ),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER(?a = ?c || NOT EXISTS { ?a :e ?c }) }", "own"),
    ],
)
def test_bad_rules_are_told(text: str, cause: str) -> None:
    """With file, line and cause, whatever comes before."""
    with pytest.raises(KgError) as caught:
        compiled("bad", "# a rule\n# with OPTIONAL, LIMIT and ?d in a comment\n" + text, Path("bad.rq"))
    assert cause in str(caught.value) and str(caught.value).startswith("bad.rq:3: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "facts", "follows"),
    [
        (
            "PREFIX construct: <https://w3id.org/accord-graph/ontology#> "
            "CONSTRUCT { ?a construct:far ?b } WHERE { ?a construct:near ?b }",
            "ardania near belmora",
            True,
        ),
        (
            "PREFIX VALUES: <https://w3id.org/accord-graph/ontology#> "
            "CONSTRUCT { ?a VALUES:far ?b } WHERE { ?a VALUES:near ?b }",
            "ardania near belmora",
            True,
        ),
        (
            P + 'CONSTRUCT { ?a :far ?b } { ?a :near ?b FILTER NOT EXISTS { ?a :called "}{" } '
            "FILTER(?a != ?b && (STRLEN(STR(?b)) * 2 - 1 > 3 || !(?a IN (:x, :y))) && REGEX(STR(?a), 'a', 'i')) }",
            "ardania near belmora",
            True,
        ),
        (
            P + "# FILTER NOT EXISTS { ?a :near ?b }\nCONSTRUCT { ?a :far ?b }\n"
            "WHERE { ?a :near ?b FILTER(IF(isIRI(?b), ?a = ?b, false)) # FILTER NOT EXISTS { ?b ?c }\n }",
            "ardania near belmora",
            False,
        ),
    ],
)
def test_rules_are_read_as_sparql_reads_them(text: str, facts: str, follows: bool) -> None:
    reasoner = Reasoner([compiled("good", text)], Everything(DEFAULT))
    reasoner.change(given(facts))
    (far,) = quads("ardania far belmora")
    assert reasoner.holds(far.triple) == follows


@pytest.mark.parametrize(
    "head",
    [
        "?a ?p ?b",
        "?a <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?b",
        f"?a <{RDFS}subClassOf> ?b",
        f"?a <{RDF}type> <{OWL}SymmetricProperty>",
    ],
)
def test_a_rule_names_what_it_concludes(tmp_path: Path, head: str) -> None:
    """Only the rules of OWL 2 RL conclude by any relation: else a rule would reach the ontology."""
    (tmp_path / "a.rq").write_text(RULE + P + f"CONSTRUCT {{ {head} }} WHERE {{ ?b ?p ?a }}")
    with pytest.raises(KgError, match=r"a.rq:3: a rule concludes by relations and classes that it names"):
        read_rules(tmp_path, (), DEFAULT)


@pytest.mark.parametrize("head", ["?b :reliability :gradeA", "?b :assesses ?a", "?b a :Assessment"])
def test_no_rule_grades_a_source_or_a_claim(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.rq").write_text(RULE + P + f"CONSTRUCT {{ {head} }} WHERE {{ ?b :near ?a }}")
    with pytest.raises(KgError, match=r"a.rq:3: no rule grades a source or a claim, which a curator does"):
        read_rules(tmp_path, (), DEFAULT)


@pytest.mark.parametrize(
    ("axioms_", "rules", "outcome"),
    [
        (
            "",
            ["?a :far ?b -> ?a :x ?b", "?a :near ?b : ?a :x ?b -> ?a :y ?b", "?a :y ?b -> ?a :z ?b"],
            [0, 1, 1],
        ),
        ("", ["?a :y ?b : ?a :x ?b -> ?a :z ?b", "?a :near ?b : ?a :far ?b -> ?a :x ?b"], [2, 1]),
        # What the ontology derives of facts alone is there before a denial as well.
        ("", ["?a :near ?b : ?a :far ?b -> ?a :x ?b"], [1]),
        ("", ["?a :x ?b . ?b :x ?c -> ?a :x ?c"], [0]),
        # What follows by the ontology counts as well as what another rule derives.
        (
            f"{NS}calm {RDFS}subPropertyOf {NS}low. {NS}low {OWL}inverseOf {NS}loud",
            ["?a :near ?b : ?a :loud ?b -> ?a :x ?b", "?a :near ?b : ?a :far ?b -> ?a :calm ?b"],
            [2, 1],
        ),
        (
            f"{NS}calm {RDFS}subPropertyOf {NS}loud",
            ["?a :loud ?b -> ?a :x ?b", "?a :near ?b : ?a :far ?b -> ?a :calm ?b"],
            [1, 1],
        ),
        ("", ["?a ?p ?b -> ?a :x ?b", "?a :near ?b : ?a :far ?b -> ?a :calm ?b"], [1, 1]),
        ("", ["?a a ?b -> ?a :x ?b", "?a :near ?b : ?a :far ?b -> ?a a :City"], [1, 1]),
        ("", ["?a :near ?b : ?a :x ?b -> ?a :x ?b"], "0 denies [^ ]*x, which 0 derives"),
        (
            f"{NS}calm {RDFS}subPropertyOf {NS}loud",
            ["?a :near ?b : ?a :loud ?b -> ?a :calm ?b"],
            "0 denies [^ ]*loud, which 0 derives",
        ),
        (
            f"{NS}near {RDFS}domain {NS}City. {NS}City {RDFS}subClassOf {NS}State",
            ["?a :by ?b : ?a a :State -> ?a :near ?b"],
            "0 denies [^ ]*State, which 0 derives",
        ),
        (
            "",
            ["?a :near ?b : ?a :x ?b -> ?a :y ?b", "?a :z ?b -> ?a :x ?b", "?a :y ?b -> ?a :z ?b"],
            "0 denies [^ ]*x, which 1 derives; 1 needs [^ ]*z, which 2 derives; 2 needs [^ ]*y, which 0 derives",
        ),
        (
            "",
            ["?a :near ?b : ?a :x ?b -> ?a :y ?b", "?a :near ?b : ?a :y ?b -> ?a :x ?b"],
            "0 denies [^ ]*x, which 1 derives; 1 denies [^ ]*y, which 0 derives",
        ),
        # A rule that makes new values comes after what it makes them from, and after that alone.
        ("", ["?a :x ?n BIND(?n + 1 AS ?m) -> ?a :y ?m", "?a :near ?n -> ?a :x ?n"], [1, 0]),
        ("", ["?a :x ?n BIND(?n + 1 AS ?m) -> ?a :x ?m"], "0 makes values from [^ ]*x, which 0 derives"),
        (
            f"{NS}y {RDFS}subPropertyOf {NS}x",
            ["?a :x ?n BIND(?n + 1 AS ?k) BIND(STR(?k) AS ?m) -> ?a :z ?m", "?a :z ?n -> ?a :y ?n"],
            "0 makes values from [^ ]*x, which 1 derives; 1 needs [^ ]*z, which 0 derives",
        ),
        ("", ["?a :by ?n . ?a :x ?b BIND(?n + 1 AS ?m) -> ?a :x ?m"], [0]),
        ("", ["?a :x ?n BIND(?n + 1 AS ?m) FILTER(?m > 2) -> ?n :x ?a"], [0]),  # makes no new value
    ],
)
def test_strata_are_worked_out(
    tmp_path: Path, axioms_: str, rules: list[str], outcome: list[int] | str
) -> None:
    """In order, or with the whole circle named, with the file and line of what closes it."""
    for name, rule in enumerate(rules):
        where, head = rule.split(" -> ")
        body, _, denied = where.partition(" : ")
        denial = f" FILTER NOT EXISTS {{ {denied} }}" if denied else ""
        (tmp_path / f"{name}.rq").write_text(f"{RULE}{P}CONSTRUCT {{ {head} }} WHERE {{ {body}{denial} }}")
    ontology = [Triple(*map(NamedNode, line.split())) for line in filter(None, axioms_.split(". "))]
    if isinstance(outcome, list):
        found = read_rules(tmp_path, ontology, DEFAULT)
        assert {rule.name: rule.stratum for rule in found} == {str(n): s for n, s in enumerate(outcome)}
        assert [rule.stratum for rule in found] == sorted(outcome)
        return
    with pytest.raises(
        KgError, match=rf"0\.rq:3: rules go round in a circle through what one .*: {outcome}$"
    ):
        read_rules(tmp_path, ontology, DEFAULT)


def test_what_is_derived_is_there_before_it_is_denied(tmp_path: Path) -> None:
    """However deep, and whatever the order of the files."""
    for name, rule in (
        ("a", "{ ?a :alone ?b } WHERE { ?a :near ?b FILTER NOT EXISTS { ?a :loud ?b } }"),
        ("b", "{ ?a :loud ?b } WHERE { ?a :near ?b FILTER NOT EXISTS { ?a :calm ?b } }"),
        ("c", "{ ?a :calm ?b } WHERE { ?a :soft ?b }"),
    ):
        (tmp_path / f"{name}.rq").write_text(RULE + P + "CONSTRUCT " + rule)
    soft, bare = given("a near b. a soft b"), given("a near b")
    assert {t.predicate for t in followed(reasoned(soft, tmp_path))} == {term("calm"), term("alone")}
    assert {t.predicate for t in followed(reasoned(bare, tmp_path))} == {term("loud")}


@pytest.mark.parametrize(
    ("bind", "facts", "values"),
    [
        ("?n + 1 AS ?m", "a value 2.0. a value 0.5", [("3", "decimal"), ("1.5", "decimal")]),
        ("?n * 2 AS ?k) BIND(?k - 1 AS ?m", "a value 2.0", [("3", "decimal")]),
        ("STRLEN(STR(?n)) AS ?m", "a value true", [("4", "integer")]),
        (
            "xsd:date(STR(?n)) + xsd:dayTimeDuration('P2D') AS ?m",
            "a value 2024-02-28",
            [("2024-03-01", "date")],
        ),
        ("10 / ?n AS ?m", "a value 0.0. a value 5.0", [("2", "decimal")]),  # what fails gives nothing
        ("10 / ?n AS ?k) BIND('x' AS ?m", "a value 0.0", []),
        ("?n AS ?m", "a value b", []),  # a thing is no value
        (
            "IF(?n > 1, 'more', 'less') AS ?m) FILTER(?m = 'more'",
            "a value 2.0. b value 0.5",
            [("more", "string")],
        ),
    ],
)
def test_values_are_worked_out(tmp_path: Path, bind: str, facts: str, values: list[tuple[str, str]]) -> None:
    (tmp_path / "a.rq").write_text(
        f"{RULE}{P}PREFIX xsd: <{XSD}> CONSTRUCT {{ ?a :made ?m }} WHERE {{ ?a :value ?n BIND({bind}) }}"
    )
    made = {Literal(text, datatype=NamedNode(XSD + kind)) for text, kind in values}
    assert {triple.object for triple in followed(reasoned(given(facts), tmp_path))} == made


def test_dates_are_worked_out(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(
        f"{RULE}{P}PREFIX xsd: <{XSD}> CONSTRUCT {{ ?a :endsOn ?m }} WHERE {{ ?a :beganOn ?n "
        f"BIND(STRDT(STR(xsd:date(STR(?n)) + xsd:dayTimeDuration('P2D')), <{EDTF}>) AS ?m) }}"
    )
    found = followed(
        reasoned(given("a beganOn 2024-02-28. b beganOn 2024-02. d beganOn 2024-12-30/.."), tmp_path)
    )
    assert set(found) == {quad.triple for quad in quads("a endsOn 2024-03-01")}


def test_a_rule_that_makes_values_comes_to_an_end(tmp_path: Path) -> None:
    """Also where it goes on from its own conclusions, as long as it makes no value from them."""
    (tmp_path / "a.rq").write_text(
        RULE
        + P
        + "CONSTRUCT { ?b :dated ?m } WHERE { ?a :dated ?any ; :near ?b . ?b :value ?n BIND(?n + 1 AS ?m) }"
    )
    facts = given("a dated 2020. a near b. b near c. c near b. b value 1.0. c value 2.0")
    found = {local(t.subject.value): t.object.value for t in followed(reasoned(facts, tmp_path))}
    assert found == {"b": "2", "c": "3"}


@pytest.mark.parametrize(("values", "met"), [("5 12", True), ("5 13", False), ("2 6", False)])
def test_what_a_made_value_must_be_can_be_asked(values: str, met: bool) -> None:
    """Of what the patterns bind alone, so that it can be told why a value does not follow."""
    rule = compiled(
        "a",
        P + "CONSTRUCT { ?a :y ?m } WHERE { ?a :x ?n BIND(?n + 1 AS ?k) BIND(?k * 2 AS ?m) "
        'FILTER(?k > 3 && STR(?n) != "?k") }',
    )
    filters = " ".join(f"FILTER({one.text})" for one in rule.conditions)
    assert set().union(*(one.variables for one in rule.conditions)) == {Variable("n"), Variable("m")}
    assert bool(Store().query(f"ASK {{ VALUES (?n ?m) {{ ({values}) }} {filters} }}")) == met


def test_numbers_are_found_however_they_are_written(tmp_path: Path) -> None:
    """Oxigraph keeps 1.0 as 1: a fact that is written so is a premise all the same, and can go again."""
    (tmp_path / "a.rq").write_text(RULE + P + "CONSTRUCT { ?a :weighed ?b } WHERE { ?a :value ?n ; :of ?b }")
    facts = given("a value 1.0. a of b")
    reasoner = reasoned(facts, tmp_path)
    (triple,) = followed(reasoner)
    assert reasoner.holds(triple)
    reasoner.change([], facts[:1])
    assert not reasoner.holds(triple)


@pytest.mark.parametrize(
    "rule",
    ["{ ?a :borderz ?b } WHERE { ?b :borders ?a }", "{ ?a :borders ?b } WHERE { ?b a :Stte ; :borders ?a }"],
)
def test_a_rule_names_what_the_ontology_declares(mini: Mini, rule: str) -> None:
    folder = mini.root / "ontology/rules"
    folder.mkdir()
    (folder / "a.rq").write_text(RULE + P + "CONSTRUCT " + rule)
    with pytest.raises(KgError) as caught:
        build(mini.root, mini.root / "build", lambda _: None)
    assert re.search(
        r"a\.rq:3: the rule names (:borderz.* did you mean :borders\?|:Stte.* did you mean :State\?)$",
        str(caught.value),
    )


@pytest.mark.parametrize(
    ("header", "cause"),
    [
        ("", "needs #\\+ summary"),
        ("#+ title: {", "not YAML"),
        (RULE + "#+ stratum: 1\n", "a.rq:3: the strata of rules are worked out"),
        (RULE + "#+ certainty: sure\n", "certainty of a rule is one of statedAsFact"),
        (RULE + "#+ certainty:\n", "certainty of a rule is one of statedAsFact"),
        (RULE + "#+ denied: sure\n", "denied of a rule is one of statedAsFact"),
        (RULE + "#+ times: two\n", "the times of a rule are one"),
        (
            RULE + "#+ times: any\n#+ times: one\n",
            "a.rq:4: the #\\+ header is not YAML: the key 'times' stands",
        ),
        (
            RULE + "#+ times: one\n" + P + "# \n" + "PREFIX a: <urn:a> " * 2_000,
            "longer than 20,000 characters",
        ),
        (RULE + "#+ x: &x 1\n#+ times: *x\n", "has an alias"),
    ],
)
def test_bad_headers_of_rules(tmp_path: Path, header: str, cause: str) -> None:
    (tmp_path / "a.rq").write_text(header + P + "CONSTRUCT { ?a :b ?c } WHERE { ?c :b ?a }")
    with pytest.raises(KgError, match=cause):
        read_rules(tmp_path, (), DEFAULT)
