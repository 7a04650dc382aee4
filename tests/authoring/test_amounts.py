"""Amounts as people write them are read as what they say, and told again as that."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.authoring.amounts import Amount, Units, read_amount, told
from kg.errors import KgError
from kg.model.vocab import PREFIXES, RDFS

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
        ("10,00 km", "is no amount such as"),
        ("1e5 km", "is no amount such as"),
        ("", "is no amount such as"),
        ("11 sites", "no unit is called 'sites'; label it in ontology/"),
        ("5", "has no unit; say of what, such as 5 percent"),
        ("-3 euros", "is no amount such as"),
        ("€3 dollars", "has two units, € and dollars"),
        ("3m euros", "no unit is called 'm euros'"),
        ("5 kilometers per", "did you mean kilometer"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, cause: str) -> None:
    with pytest.raises(KgError, match=r"is no amount|no unit|two units") as caught:
        read_amount(text, UNITS)
    assert cause in str(caught.value)


def test_a_project_calls_units_what_it_likes() -> None:
    unit = NamedNode(UNIT + "NUM")
    own = Units([Quad(unit, NamedNode(RDFS + "label"), Literal("sites", language="en"))])
    assert told(read_amount("11 sites", own), own, "en") == "11 sites"
    french = Units(
        [Quad(NamedNode(UNIT + "TONNE"), NamedNode(RDFS + "label"), Literal("tonnes", language="fr"))]
    )
    assert told(read_amount("about 3 million tonnes", french), french, "fr") == "≈ 3,000,000 tonnes"


numbers = st.decimals(min_value="0.001", max_value=10**14, places=3).map(Decimal.normalize)
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
