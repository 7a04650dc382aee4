"""Read amounts as people write them, in English and Hebrew: «about 18 million tonnes», «כ־3 אחוזים».

Numbers are in digits. What units of QUDT are called stands in ``units.ttl``, and in what a project labels
itself, of these and of units of its own.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.authoring.numbers import NUMBER, read_number, written
from kg.errors import KgError, meant
from kg.files.turtle import read_turtle
from kg.model.literals import ill_typed
from kg.model.spelling import normal
from kg.model.vocab import PREFIXES, RDFS, SKOS, XSD, local, rdf, term

_UNITS = Path(__file__).parent / "units.ttl"
_LABEL, _PLURAL, _ALSO = NamedNode(RDFS + "label"), term("pluralForm"), NamedNode(SKOS + "altLabel")
_UNIT = NamedNode(PREFIXES["qudt"] + "Unit")
_SCALES = {
    Decimal(10) ** 3: ("thousand", "אלף", "אלפים", "אלפי"),
    Decimal(10) ** 6: ("million", "מיליון", "מיליוני"),
    Decimal(10) ** 9: ("billion", "מיליארד", "מיליארדי"),
    Decimal(10) ** 12: ("trillion", "טריליון", "טריליוני"),
}
_SCALE = {word: scale for scale, words in _SCALES.items() for word in words}
_SHORT = {"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12}  # of a number behind the sign of a currency
_SCALE_WORDS = rf"(?:{'|'.join(_SCALE)})(?!\w)"
_LONG = ("billion", "trillion")  # of which other languages have more zeros
# What stands before an amount, in each language the first as it is told.
_BEFORE: dict[str, dict[str, tuple[str, ...]]] = {
    "about": {
        "en": ("about ", "around ", "some ", "roughly ", "approximately ", "nearly ", "almost ", "~"),
        "he": ("כ־", "כ", "בערך ", "כמעט ", "קרוב ל", "סביב "),
        "": ("≈ ", "≈"),
    },
    "above": {
        "en": ("more than ", "over ", "above ", "upwards of "),
        "he": ("יותר מ־", "יותר מ", "למעלה מ", "מעל "),
        "": ("> ", ">"),
    },
    "least": {"en": ("at least ",), "he": ("לפחות ",), "": ("≥ ", "≥")},
    "below": {
        "en": ("less than ", "under ", "below "),
        "he": ("פחות מ־", "פחות מ", "מתחת ל"),
        "": ("< ", "<"),
    },
    "most": {"en": ("up to ", "at most ", "no more than "), "he": ("עד ", "לכל היותר "), "": ("≤ ", "≤")},
}
_WORDS = {
    kind: "|".join(sorted((re.escape(word) for one in words.values() for word in one), key=len, reverse=True))
    for kind, words in _BEFORE.items()
}
_FORM = re.compile(
    f"(?:(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _WORDS.items())}|between |בין )"
    rf"(?:(?<=[א-ת])-)?\s*)?"
    rf"(?P<sign>[$€£₪¥₽])?\s*(?P<first>{NUMBER})?\s*(?P<scale>{_SCALE_WORDS})?"
    rf"(?:\s*(?:-|to|and|עד|ל-|ועד)\s*(?P<second>{NUMBER})\s*(?P<last>{_SCALE_WORDS})?)?\s*(?P<unit>\D*)",
    re.IGNORECASE,
)
_DASHES = {ord(sign): "-" for sign in "‐‑‒–—−־"}


@dataclass(frozen=True)
class Amount:
    """A quantity as it is said: a value or bounds (None is open), the unit's IRI, and «about».

    ``bound`` tells how one bound is meant: ``above`` it, at ``least`` it, ``below`` it, at ``most`` it.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    approximate: bool = False
    bound: str = ""


class Units:
    """What units are called: by the package, and by a project's own ontology."""

    def __init__(self, ontology: Iterable[Quad] = ()) -> None:
        self._called: dict[str, str] = {}
        self._forms: dict[tuple[str, NamedNode, str], str] = {}
        told = sorted(ontology, key=str)
        units = {quad.subject for quad in told if (quad.predicate, quad.object) == (rdf("type"), _UNIT)}
        own = [
            quad
            for quad in told
            if quad.subject in units or getattr(quad.subject, "value", "").startswith(PREFIXES["unit"])
        ]
        for quad in [*own, *_shipped()]:
            is_name = quad.predicate in (_LABEL, _PLURAL, _ALSO)
            if is_name and isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
                iri, name = quad.subject.value, quad.object
                self._called.setdefault(_plain(name.value), iri)
                self._forms.setdefault((iri, quad.predicate, name.language or ""), name.value)

    def find(self, name: str) -> str:
        """The IRI of a unit. Raises KgError, with the nearest name, for an unknown one."""
        found = self._called.get(_plain(name))
        if found is None:
            near = meant(name, self._called)[0]
            how = "label it in ontology/ (the unit alone, all of the number is in digits), or describe the "
            how += "quantity in graph/quantities.ttl and name it"
            raise KgError(f"no unit is called {name.strip()!r}{near or f'; {how}'}")
        return found

    def name(self, iri: str, number: Decimal, lang: str) -> str:
        """What so many of a unit are called, in the language, else in English."""
        for code in (lang, "en"):
            forms = [self._forms.get((iri, of, code)) for of in (_LABEL, _PLURAL)]
            if forms[0]:
                return forms[0] if number == 1 or not forms[1] else forms[1]
        return local(iri)


@cache
def _shipped() -> tuple[Quad, ...]:
    return tuple(read_turtle(_UNITS))


def _plain(name: str) -> str:
    """A unit's name without what people write in different ways; signs such as % stay."""
    return normal(name) or name.strip()


def read_amount(text: str, units: Units, languages: Collection[str] = ("en", "he")) -> Amount:
    """The amount that a text tells, with numbers as they are written in one of some languages.

    Raises KgError for one that tells none, or may tell two, for an unknown unit, and for more digits than a
    value can have.

    >>> read_amount("about 18 million tonnes", Units()).value
    Decimal('18000000')
    >>> read_amount("כ־3 אחוזים", Units()).approximate, read_amount("2–3 km", Units()).high
    (True, Decimal('3'))
    """
    kept = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    found = _FORM.fullmatch("".join(kept).translate(_DASHES).strip())
    if found is None or not (found["first"] or found["scale"]):
        raise KgError(f"{text!r} is no amount such as 18 million tonnes, about 3 percent or 2-3 km")
    unit, scale = _unit(found, text, units)
    last = _times(found["second"], found["last"], languages) * scale if found["second"] else None
    # «2–3 million»: the scale is that of both.
    shared = found["scale"] or (found["last"] if last is not None else None)
    low = _times(found["first"], shared, languages) * scale
    for number in (low, last):
        if number is not None and ill_typed(Literal(f"{number:f}", datatype=NamedNode(XSD + "decimal"))):
            raise KgError(f"{text!r} has more than 18 digits on a side of its point; take a larger unit")
    if last is not None and last < low:
        raise KgError(f"{text!r} ends before it begins; write the smaller number first")
    if last is not None:
        return Amount(None, low, last, unit, bool(found["about"]))
    bound = next((kind for kind in ("above", "least", "below", "most") if found[kind]), "")
    if bound:
        is_low = bound in ("above", "least")
        return Amount(None, low if is_low else None, None if is_low else low, unit, False, bound)
    return Amount(low, None, None, unit, bool(found["about"]))


def _unit(found: re.Match[str], text: str, units: "Units") -> tuple[str, Decimal]:
    """The unit's IRI, and what a short word behind the number of a currency multiplies it by («€3m»)."""
    name = found["unit"].strip()
    if not found["sign"]:
        if not name:
            raise KgError(f"{text!r} has no unit; write it behind the number, such as tonnes or percent")
        return units.find(name), Decimal(1)
    unit = units.find(found["sign"])
    if name and name.lower() in _SHORT and not (found["scale"] or found["last"]):
        return unit, Decimal(10) ** _SHORT[name.lower()]
    if name and units.find(name) != unit:
        raise KgError(f"{text!r} has two units, {found['sign']} and {name}")
    return unit, Decimal(1)


def _times(number: str | None, scale: str | None, languages: Collection[str]) -> Decimal:
    if scale and scale.lower() in _LONG and "en" not in languages:
        raise KgError(f"a {scale.lower()} has not as many zeros in each language; write the number in digits")
    return read_number(number or "1", languages) * (_SCALE[scale.lower()] if scale else 1)


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
        number = "–".join(written(one, lang) for one in (amount.low, amount.high) if one is not None)
    kind = amount.bound or ("about" if amount.approximate else "")
    if not kind and amount.value is None and None in (amount.low, amount.high):
        kind = "most" if amount.low is None else "least"
    before = _BEFORE[kind].get(lang, _BEFORE[kind][""])[0] if kind else ""
    return f"{before}{number} {units.name(amount.unit, most, lang)}"


def _number(value: Decimal, lang: str) -> tuple[str, str]:
    """A number, and the word of its scale, where English or Hebrew is spoken."""
    for scale, words in sorted(_SCALES.items(), reverse=True):
        if abs(value) >= scale > 1000 and lang in ("en", "he"):
            return f"{(value / scale).normalize():f}", f" {words[1 if lang == 'he' else 0]}"
    return written(value, lang), ""
