"""Read amounts as people write them, in English and Hebrew: «about 18 million tonnes», «כ־3 אחוזים».

Numbers are in digits, with «,» between thousands. What units of QUDT are called stands in ``units.ttl``, and
in what a project labels itself.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.ask.names import normal
from kg.errors import KgError, meant
from kg.files.turtle import read_turtle
from kg.model.vocab import PREFIXES, RDFS, SKOS, term

_UNITS = Path(__file__).parent / "units.ttl"
_LABEL, _PLURAL, _ALSO = NamedNode(RDFS + "label"), term("pluralForm"), NamedNode(SKOS + "altLabel")
_SCALES = {
    Decimal(10) ** 3: ("thousand", "אלף", "אלפים", "אלפי"),
    Decimal(10) ** 6: ("million", "מיליון", "מיליוני"),
    Decimal(10) ** 9: ("billion", "מיליארד", "מיליארדי"),
    Decimal(10) ** 12: ("trillion", "טריליון", "טריליוני"),
}
_SCALE = {word: scale for scale, words in _SCALES.items() for word in words}
_ABOUT = r"about|around|some|roughly|approximately|nearly|almost|~|בערך|כמעט|קרוב ל|סביב|כ"
_ABOVE = r"more than|over|at least|above|upwards of|יותר מ|למעלה מ|מעל|לפחות"
_BELOW = r"less than|up to|at most|under|below|no more than|פחות מ|עד|לכל היותר|מתחת ל"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALED = rf"(?:({_NUMBER})\s*)?({'|'.join(_SCALE)})?"
_BEFORE = {
    "en": {"about": "about ", "above": "more than ", "below": "up to "},
    "he": {"about": "כ־", "above": "יותר מ־", "below": "עד "},
    "": {"about": "≈ ", "above": "≥ ", "below": "≤ "},
}
_FORM = re.compile(
    rf"(?:(?P<about>{_ABOUT})|(?P<above>{_ABOVE})|(?P<below>{_BELOW})|between|בין)?[\s-]*"
    rf"(?P<sign>[$€£₪¥₽])?\s*{_SCALED}"
    rf"(?:\s*(?:-|to|and|עד|ל-|ועד)\s*({_NUMBER})\s*({'|'.join(_SCALE)})?)?\s*(?P<unit>\D*)",
    re.IGNORECASE,
)
_DASHES = {ord(sign): "-" for sign in "‐‑‒–—−־"}


@dataclass(frozen=True)
class Amount:
    """A quantity as it is said: a value or bounds (None is open), the unit's IRI, and «about»."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    approximate: bool = False


class Units:
    """What units are called: by the package, and by a project's own ontology."""

    def __init__(self, ontology: Iterable[Quad] = ()) -> None:
        self._called: dict[str, str] = {}
        self._forms: dict[tuple[str, NamedNode, str], str] = {}
        own = [quad for quad in ontology if getattr(quad.subject, "value", "").startswith(PREFIXES["unit"])]
        for quad in [*own, *_shipped()]:
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
                iri, name = quad.subject.value, quad.object
                self._called.setdefault(_plain(name.value), iri)
                self._forms.setdefault((iri, quad.predicate, name.language or ""), name.value)

    def find(self, name: str) -> str:
        """The IRI of a unit. Raises KgError, with the nearest name, for an unknown one."""
        found = self._called.get(_plain(name))
        if found is None:
            near = meant(name, self._called)[0]
            how = "label it in ontology/, or describe the quantity in graph/quantities.ttl and name it"
            raise KgError(f"no unit is called {name.strip()!r}{near or f'; {how}'}")
        return found

    def name(self, iri: str, number: Decimal, lang: str) -> str:
        """What so many of a unit are called, in the language, else in English."""
        for code in (lang, "en"):
            forms = [self._forms.get((iri, of, code)) for of in (_LABEL, _PLURAL)]
            if forms[0]:
                return forms[0] if number == 1 or not forms[1] else forms[1]
        return iri.rpartition("/")[2]


@cache
def _shipped() -> tuple[Quad, ...]:
    return tuple(read_turtle(_UNITS))


def _plain(name: str) -> str:
    """A unit's name without what people write in different ways; signs such as % stay."""
    return normal(name) or name.strip()


def read_amount(text: str, units: Units) -> Amount:
    """The amount that a text tells. Raises KgError for one that tells none, and for an unknown unit.

    >>> read_amount("about 18 million tonnes", Units()).value
    Decimal('18000000')
    >>> read_amount("כ־3 אחוזים", Units()).approximate, read_amount("2–3 km", Units()).high
    (True, Decimal('3'))
    """
    kept = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    found = _FORM.fullmatch("".join(kept).translate(_DASHES).strip())
    if found is None or not (found[5] or found[6]):
        raise KgError(f"{text!r} is no amount such as 18 million tonnes, about 3 percent or 2-3 km")
    first, scale, second, last_scale = found[5], found[6], found[7], found[8]
    unit = units.find(found["sign"] or found["unit"])
    last = _times(second, last_scale) if second else None
    # «2–3 million»: the scale is that of both.
    low = _times(first, scale or (last_scale if second else None))
    if last is not None:
        return Amount(None, low, last, unit, bool(found["about"]))
    if found["above"] or found["below"]:
        return Amount(None, low if found["above"] else None, low if found["below"] else None, unit)
    return Amount(low, None, None, unit, bool(found["about"]))


def _times(number: str | None, scale: str | None) -> Decimal:
    return Decimal((number or "1").replace(",", "")) * (_SCALE[scale.lower()] if scale else 1)


def told(amount: Amount, units: Units, lang: str) -> str:
    """An amount in words, as the label of a quantity.

    >>> told(read_amount("כ־18 מיליון טון", Units()), Units(), "en")
    'about 18 million tonnes'
    """
    most = next(one for one in (amount.value, amount.high, amount.low) if one is not None)
    numbers = [_number(one, lang) for one in (amount.value, amount.low, amount.high) if one is not None]
    ends = {end for _, end in numbers}
    if len(ends) == 1:  # «2–3 million», not «2 million–3 million»
        number = f"{'–'.join(first for first, _ in numbers)}{ends.pop()}"
    else:  # «1–2 million» would be two million
        number = "–".join(f"{one.normalize():,f}" for one in (amount.low, amount.high) if one is not None)
    kind = "about" if amount.approximate else ""
    if amount.value is None and not (amount.low is not None and amount.high is not None):
        kind = "below" if amount.low is None else "above"
    before = _BEFORE.get(lang, _BEFORE[""])[kind] if kind else ""
    return f"{before}{number} {units.name(amount.unit, most, lang)}"


def _number(value: Decimal, lang: str) -> tuple[str, str]:
    """A number, and the word of its scale, where English or Hebrew is spoken."""
    for scale, words in sorted(_SCALES.items(), reverse=True):
        if abs(value) >= scale > 1000 and lang in _BEFORE:
            return f"{(value / scale).normalize():f}", f" {words[1 if lang == 'he' else 0]}"
    return f"{value.normalize():,f}", ""
