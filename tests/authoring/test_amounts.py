"""Amounts as people write them are read as what they say, and told again as that."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.authoring.amounts import Amount, Units, read_amount, told
from kg.errors import KgError
from kg.model.vocab import PREFIXES, RDF, RDFS

UNITS = Units()
UNIT = PREFIXES["unit"]


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit", "about", "english", "hebrew"),
    [
        ("18 million tonnes", "18000000", None, None, "TONNE", False, "18 million tonnes", "18 מיליון טון"),
        ("about 22%", "22", None, None, "PERCENT", True, "about 22 percent", "כ־22 אחוזים"),
        ("כ־3 אחוזים", "3", None, None, "PERCENT", True, "about 3 percent", "כ־3 אחוזים"),
        ("כ-22%", "22", None, None, "PERCENT", True, "about 22 percent", "כ־22 אחוזים"),
        ("$17.2 billion", "17.2E9", None, None, "CCY_USD", False, "17.2 billion US dollars", "17.2 מיליארד דולר"),
        ("17.2 מיליארד דולר", "17.2E9", None, None, "CCY_USD", False, "17.2 billion US dollars", "17.2 מיליארד דולר"),
        ("2–3 km", None, "2", "3", "KiloM", False, "2–3 kilometres", "2–3 קילומטרים"),
        ("between 2 and 3 million barrels", None, "2000000", "3000000", "BBL", False, "2–3 million barrels", "2–3 מיליון חביות"),
        ("בין 2 ל־3 מיליון חביות", None, "2000000", "3000000", "BBL", False, "2–3 million barrels", "2–3 מיליון חביות"),
        ("more than 1,460 kilometres", None, "1460", None, "KiloM", False, "more than 1,460 kilometres", "יותר מ־1,460 קילומטרים"),
        ("€3m", "3000000", None, None, "CCY_EUR", False, "3 million euros", "3 מיליון אירו"),
        ("$17.2bn", "17.2E9", None, None, "CCY_USD", False, "17.2 billion US dollars", "17.2 מיליארד דולר"),
        ("at least 3 million euros", None, "3000000", None, "CCY_EUR", False, "at least 3 million euros", "לפחות 3 מיליון אירו"),
        ("פחות מ־5 שנים", None, None, "5", "YR", False, "less than 5 years", "פחות מ־5 שנים"),
        ("עד 5 ימים", None, None, "5", "DAY", False, "up to 5 days", "עד 5 ימים"),
        ("1 day", "1", None, None, "DAY", False, "1 day", "1 יום"),
        ("million tonnes", "1000000", None, None, "TONNE", False, "1 million tonnes", "1 מיליון טון"),
        ("3.5 ק״מ", "3.5", None, None, "KiloM", False, "3.5 kilometres", "3.5 קילומטרים"),
        ("40 000 tonnes", "40000", None, None, "TONNE", False, "40,000 tonnes", "40,000 טון"),
        ("40\u00a0000 tonnes", "40000", None, None, "TONNE", False, "40,000 tonnes", "40,000 טון"),
        ("40\u2009000 tonnes", "40000", None, None, "TONNE", False, "40,000 tonnes", "40,000 טון"),
        ("40’000 tonnes", "40000", None, None, "TONNE", False, "40,000 tonnes", "40,000 טון"),
        ("1.234 tonnes", "1.234", None, None, "TONNE", False, "1.234 tonnes", "1.234 טון"),
        ("1.200.000 tonnes", "1200000", None, None, "TONNE", False, "1.2 million tonnes", "1.2 מיליון טון"),
        ("-5 °C", "-5", None, None, "DEG_C", False, "-5 degrees Celsius", "-5 מעלות צלזיוס"),
        ("about −5 °C", "-5", None, None, "DEG_C", True, "about -5 degrees Celsius", "כ־-5 מעלות צלזיוס"),
        ("-5 to -3 °C", None, "-5", "-3", "DEG_C", False, "-5–-3 degrees Celsius", "-5–-3 מעלות צלזיוס"),
        ("900 thousand to 1.2 million barrels", None, "900000", "1200000", "BBL", False, "900,000–1,200,000 barrels", "900,000–1,200,000 חביות"),
    ],
)  # fmt: skip
def test_an_amount(
    text: str,
    value: str | None,
    low: str | None,
    high: str | None,
    unit: str,
    about: bool,
    english: str,
    hebrew: str,
) -> None:
    numbers = (None if one is None else Decimal(one) for one in (value, low, high))
    found = read_amount(text, UNITS)
    assert found == Amount(*numbers, UNIT + unit, about, found.bound)
    assert (told(found, UNITS, "en"), told(found, UNITS, "he")) == (english, hebrew)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("hello", "is no amount such as"),
        ("three cows", "is no amount such as"),
        ("1e5 km", "is no amount such as"),
        ("", "is no amount such as"),
        ("11 sites", "no unit is called 'sites'; label it in ontology/"),
        ("5", "has no unit; write it behind the number, such as tonnes or percent"),
        ("18 million", "'18 million' has no unit; write it behind the number"),
        (
            "18 millions de tonnes",
            "no unit is called 'millions de tonnes'; label it in ontology/ (the unit alone",
        ),
        ("1.200 tonnes", "'1.200' may be 1200 or 1.2; write one of these"),
        ("10,00 km", "'10,00' is no number such as"),
        ("1 00 km", "'1 00' is no number such as"),
        ("3-2 km", "'3-2 km' ends before it begins"),
        ("99999999999999999999 metres", "has more than 18 digits"),
        ("1000000 trillion metres", "has more than 18 digits"),
        ("-$3", "is no amount such as"),
        ("€3 dollars", "has two units, € and dollars"),
        ("3m euros", "no unit is called 'm euros'"),
        ("5 kilometers per", "did you mean kilometer"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, cause: str) -> None:
    with pytest.raises(KgError, match=r"is no |no unit|two units|may be|ends before|18 digits") as caught:
        read_amount(text, UNITS)
    assert cause in str(caught.value)


def test_a_project_calls_units_what_it_likes() -> None:
    unit = NamedNode(UNIT + "NUM")
    own = Units([Quad(unit, NamedNode(RDFS + "label"), Literal("sites", language="en"))])
    assert told(read_amount("11 sites", own), own, "en") == "11 sites"
    french = Units(
        [Quad(NamedNode(UNIT + "TONNE"), NamedNode(RDFS + "label"), Literal("tonnes", language="fr"))]
    )
    assert told(read_amount("about 3 million tonnes", french), french, "fr") == "≈ 3\u00a0000\u00a0000 tonnes"
    swarm = NamedNode("https://example.org/bees/ontology#Swarm")
    bees = Units(
        [
            Quad(swarm, NamedNode(RDF + "type"), NamedNode(PREFIXES["qudt"] + "Unit")),
            Quad(swarm, NamedNode(RDFS + "label"), Literal("swarms", language="en")),
            Quad(swarm, NamedNode(RDFS + "comment"), Literal("bees", language="en")),
        ]
    )
    assert read_amount("11 swarms", bees).unit == swarm.value
    with pytest.raises(KgError, match="no unit is called 'bees'"):
        read_amount("11 bees", bees)


@pytest.mark.parametrize(
    ("text", "languages", "value"),
    [
        ("1,5 km", ["fr"], "1.5"),
        ("1.5 km", ["fr"], "1.5"),
        ("1.200,5 km", ["de", "en"], "1200.5"),
        ("1 200,5 km", ["fr"], "1200.5"),
        ("0,125 km", ["es"], "0.125"),
        ("1,200,000 km", ["fr"], "1200000"),
        ("1.2340 km", ["de"], "1.234"),
        ("٤٠٬٠٠٠ km", ["ar"], "40000"),
    ],
)
def test_numbers_are_as_a_language_has_them(text: str, languages: list[str], value: str) -> None:
    assert read_amount(text, UNITS, languages).value == Decimal(value)


@pytest.mark.parametrize("text", ["1,460", "1.460", "1.234", "12.000"])
def test_what_languages_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(KgError, match=r"may be (\d+) or (\d+(?:\.\d+)?); write one of these") as caught:
        read_amount(f"{text} km", UNITS, ["en", "fr"])
    one, other = re.findall(r"\d+(?:\.\d+)?(?= or|;)", str(caught.value))
    for number in (one, other):  # what is said to be written is taken
        assert read_amount(f"{number} km", UNITS, ["en", "fr"]).value == Decimal(number)


def test_a_billion_is_not_the_same_everywhere() -> None:
    assert read_amount("3 billion tonnes", UNITS, ["fr", "en"]).value == Decimal(3 * 10**9)
    with pytest.raises(KgError, match="write the number in digits"):
        read_amount("3 billion tonnes", UNITS, ["fr"])


numbers = st.decimals(min_value=-(10**14), max_value=10**14, places=3).map(Decimal.normalize)
names = sorted({iri for iri in UNITS._called.values()})


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    unit = draw(st.sampled_from(names))
    kind = draw(st.sampled_from(["value", "about", "range", "low", "high"]))
    first, second = sorted(draw(st.tuples(numbers, numbers)))
    if kind == "range":
        return Amount(None, first, second, unit, draw(st.booleans()))
    if kind in ("low", "high"):
        ends, bounds = (
            ((first, None), ["above", "least"]) if kind == "low" else ((None, first), ["below", "most"])
        )
        return Amount(None, *ends, unit, False, draw(st.sampled_from(bounds)))
    return Amount(first, None, None, unit, kind == "about")


@given(amounts(), st.sampled_from(["en", "he"]))
def test_what_is_told_is_read_as_the_same(amount: Amount, lang: str) -> None:
    assert read_amount(told(amount, UNITS, lang), UNITS) == amount


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_amount(text, UNITS)
    except KgError as error:
        assert "\n" not in str(error)
