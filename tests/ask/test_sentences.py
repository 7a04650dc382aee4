"""Triples as sentences, dates as people write them, and what data keep."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.api.graph import Graph
from kg.ask.answer import rows_answer
from kg.ask.dates import Written, told, when
from kg.ask.sentences import Sentences, sentences
from kg.engines import select
from kg.model.vocab import BASE, NS, OWL, RDF
from tests.conftest import ROOT, Mini, claim


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


@pytest.mark.parametrize(
    ("triple", "english", "hebrew"),
    [
        (("Kazakhstan", "supplies", "oil"), "Kazakhstan supplies oil", "קזחסטן מספקת נפט"),
        (("Kazakhstan", "borders", "Russia"), "Kazakhstan borders Russia", "קזחסטן גובלת ברוסיה"),
        (("CPC pipeline", "crosses", "Russia"), "The CPC pipeline crosses Russia", "צינור CPC חוצה את רוסיה"),
        (
            ("CPC pipeline", "ends at", "Black Sea"),
            "The CPC pipeline ends at the Black Sea",
            "צינור CPC מסתיים בים השחור",
        ),
        (
            ("United States", "home of a part owner of", "CPC pipeline"),
            "The United States is the home of a part owner of the CPC pipeline",
            "ארצות הברית היא מדינת האם של שותפה בצינור CPC",
        ),
        (
            ("Kazakhs", "belongs to", "Turkic peoples"),
            "The Kazakhs belong to the Turkic peoples",
            "הקזחים נמנים עם העמים הטורקיים",
        ),
        (
            ("Israel-Kazakhstan agreement", "signatory", "Israel"),
            "Israel is a signatory of the Israel-Kazakhstan agreement",
            "ישראל חותמת על הסכם ישראל–קזחסטן",
        ),
        (
            ("Israel-Kazakhstan agreement", "status", "expected to be signed"),
            "The Israel-Kazakhstan agreement is expected to be signed",
            "הסכם ישראל–קזחסטן צפוי להיחתם",
        ),
        (
            ("Embassy of Kazakhstan in Israel", "founded", "1996-05"),
            "The Embassy of Kazakhstan in Israel was founded in May 1996",
            "שגרירות קזחסטן בישראל נוסדה במאי 1996",
        ),
        (("Israel", "is a", "state"), "Israel is a state", "ישראל היא מדינה"),
        (
            ("Abraham Accords", "is a", "agreement"),
            "The Abraham Accords are an agreement",
            "הסכמי אברהם הם הסכם",
        ),
    ],
)
def test_sentences(graph: Graph, triple: tuple[str, str, str], english: str, hebrew: str) -> None:
    """Verbs agree, prepositions of one letter join, articles come and go, in either language."""
    assert graph.sentence(*triple, lang="en") == english
    assert graph.sentence(*triple, lang="he") == hebrew


def test_every_triple_of_the_graph_makes_a_sentence(graph: Graph) -> None:
    """None is told with an IRI, a hole or a preposition that stands alone."""
    query = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}> SELECT DISTINCT ?s ?p ?o {{ VALUES ?kind {{ :Statement :Inference }}
      ?x a ?kind ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }}"""
    triples = [(row["s"], row["p"], row["o"]) for row in select(graph.engine, query)[1]]
    assert len(triples) > 800
    for lang in ("en", "he"):
        for sentence in sentences(graph.engine, lang, triples):
            assert not any(mark in sentence for mark in ("{", "}", "  ")), sentence
            assert "entity:" not in sentence and "://" not in sentence, sentence
            assert not any(f" {letter} " in sentence for letter in "בלמכ"), sentence


def test_what_is_not_described_is_told_all_the_same(mini: Mini) -> None:
    """By its short name, as masculine; a contradiction as one; forms fall back to what there is."""
    mini.write(
        "ontology/grammar.ttl",
        ':capital rdfs:label "capital"@en ; :sentence "{object} {object:is|are} the capital of {subject}"@en .\n'
        ':borders :pluralForm "border"@en ; rdfs:label "borders"@en , "גובל ב"@he ; :feminineForm "גובלת ב"@he .\n'
        ':State :gender "feminine" . :City :article "the"@en .\n'
        'entity:belmora :number "plural" ; rdfs:label "i7land"@en , "הארץ"@he ; :article "ה"@he .\n'
        'entity:hill :article ""@en .',
    )
    mini.claims(claim("a", "ardania borders belmora"))
    from kg.build.stages import build

    build(mini.root, mini.root / "build", lambda _: None)
    engine = kg.load(mini.root).engine
    entity = BASE + "entity/"
    names = {name: entity + name for name in ("ardania", "belmora", "port", "hill")}
    known = Sentences(engine, {*names.values(), NS + "borders", NS + "capital"})

    def one(lang: str, subject: str, relation: str, object: str) -> str:
        return known.sentence(names[subject], relation, names.get(object, object), lang)

    assert one("en", "belmora", NS + "borders", "ardania") == "i7land border entity:ardania"
    assert one("he", "belmora", NS + "borders", "ardania") == "הארץ גובלת ב־entity:ardania"
    assert one("he", "ardania", NS + "borders", "belmora") == "entity:ardania גובלת בארץ"
    assert one("en", "ardania", NS + "capital", "port") == "The entity:port is the capital of entity:ardania"
    assert one("en", "ardania", NS + "capital", "hill") == "entity:hill is the capital of entity:ardania"
    assert one("he", "ardania", RDF + "type", OWL + "Nothing") == "entity:ardania: סתירה"
    assert known.sentence("?state", NS + "borders", names["port"], "en") == "?state borders the entity:port"
    assert known.pieces(names["ardania"], NS + "borders", names["belmora"], "he") == [
        ("subject", "entity:ardania"),
        ("", " גובלת ב"),
        ("object", "ארץ"),
    ]


def test_people_are_told_dates_in_words_and_data_keep_edtf(
    kg: Callable[..., str], kg_json: Callable[..., Any]
) -> None:
    seat = ("claims", "--subject", "Embassy of Kazakhstan in Israel", "--predicate", "seated in")
    assert "time: since 1992" in kg(*seat) and "time: since May 1996" in kg(*seat)
    assert "זמן: מאז מאי 1996" in kg(*seat, "--lang", "he")
    assert {one["value"]["text"] for row in kg_json(*seat) for one in row["qualifiers"]} == {
        "1992/..",
        "1996-05/..",
    }
    for more in ([], ["--ids"]):
        rows = csv.DictReader(io.StringIO(kg(*seat, "--csv", *more)))
        assert {row["qualifiers"] for row in rows} == {"time: 1992/..", "time: 1996-05/.."}
    founded = ("claims", "--subject", "Embassy of Kazakhstan in Israel", "--predicate", "founded")
    assert "May 1996" in kg(*founded) and "מאי 1996" in kg(*founded, "--lang", "he")
    assert "1996-05" in kg(*founded, "--ids") and "1996-05" in kg(*founded, "--csv")
    history = kg("history", "Embassy of Kazakhstan in Israel", "--lang", "he")
    assert "מאז 1992" in history and "1992/.." not in history
    told_json = kg_json("history", "Embassy of Kazakhstan in Israel")
    assert "1992/.." in {row["when"]["text"] for row in told_json if row["when"]}
    assert "1992/.." in kg("query", "embassies", "--csv") and "since 1992" in kg("query", "embassies")


def test_relations_are_found_by_the_form_that_people_read(graph: Graph) -> None:
    assert graph.resolve("מספקת") == graph.resolve("supplies") == graph.resolve("מספק")


@pytest.mark.parametrize(
    ("date", "english", "hebrew"),
    [
        ("1992", "in 1992", "ב־1992"),
        ("1992?", "perhaps in 1992", "אולי ב־1992"),
        ("1992-04~", "about April 1992", "בסביבות אפריל 1992"),
        ("1992%", "perhaps about 1992", "אולי בסביבות 1992"),
        ("2001-23", "in autumn 2001", "בסתיו 2001"),
        ("199X", "in the 1990s", "בשנות ה־90"),
        ("186X", "in the 1860s", "בשנות ה־60 של המאה ה־19"),
        ("201X", "in the 2010s", "בשנות ה־2010"),
        ("19XX", "in the 20th century", "במאה ה־20"),
        ("-0043-03-15", "on 15 March 44 BC", 'ב־15 במרץ 44 לפנה"ס'),
        ("0000", "in 1 BC", 'ב־1 לפנה"ס'),
        ("../2019", "until 2019", "עד 2019"),
        ("/2019", "until 2019", "עד 2019"),
        ("2019/", "from 2019 onwards", "מ־2019 ואילך"),
        ("1992-04-10/1993-05-02", "from 10 April 1992 to 2 May 1993", "מ־10.4.1992 עד 2.5.1993"),
    ],
)
def test_dates_in_sentences(date: str, english: str, hebrew: str) -> None:
    assert (when(date, "en"), when(date, "he")) == (english, hebrew)


@pytest.mark.parametrize(
    ("date", "english", "hebrew"),
    [
        ("1992-04-10/1992-04-12", "10–12 April 1992", "10–12.4.1992"),
        ("1992-04/1992-05", "April–May 1992", "אפריל–מאי 1992"),
        ("1992~/2001", "about 1992 – 2001", "בסביבות 1992 – 2001"),
        ("2001-21/2001-23", "spring 2001 – autumn 2001", "אביב 2001 – סתיו 2001"),
    ],
)
def test_intervals(date: str, english: str, hebrew: str) -> None:
    assert (told(date, "en"), told(date, "he")) == (english, hebrew)


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "../..",
        "Y170000002",
        "[1667,1668]",
        "2004-01-01T10:10:10Z",
        "1992-13",
        "199X-04",
        "-004X",
        "soon",
        "/",
    ],
)
def test_what_cannot_be_told_stays(odd: str) -> None:
    for lang in ("en", "he"):
        assert told(odd, lang) == when(odd, lang) == odd


def test_words_for_people_beside_what_data_keep(graph: Graph) -> None:
    answer = rows_answer(graph.engine, [{"when": Written("1992/..", "since 1992")}], "en")
    for one in (
        answer,
        answer.head(),
        answer.only(["when"]),
        answer.numbered([0]),
    ):
        assert one.cells()[0][-1] == "since 1992"
        assert one.cells(ids=True)[0][-1] == "1992/.."
    assert json.loads(answer.to_json()) == [{"when": "1992/.."}]
