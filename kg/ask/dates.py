"""EDTF dates as people write them, in English and Hebrew; what cannot be told so stays as it is."""

import re
from typing import NamedTuple

from kg.words import joined, spoken

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "he": [
        "ינואר",
        "פברואר",
        "מרץ",
        "אפריל",
        "מאי",
        "יוני",
        "יולי",
        "אוגוסט",
        "ספטמבר",
        "אוקטובר",
        "נובמבר",
        "דצמבר",
    ],
}
_SEASONS = {"en": ["spring", "summer", "autumn", "winter"], "he": ["אביב", "קיץ", "סתיו", "חורף"]}
_PHRASES = {
    "since": ("since {}", "מאז {}"),
    "until": ("until {}", "עד {}"),
    "onwards": ("{} onwards", "{} ואילך"),
    "?": ("perhaps {}", "אולי {}"),
    "~": ("about {}", "בסביבות {}"),
    "%": ("perhaps about {}", "אולי בסביבות {}"),
}
_DATE = r"(-?\d{4}|\d{3}X|\d\dXX)(?:-(\d\d))?(?:-(\d\d))?([?~%]?)"


class Written(str):
    """A text as data keeps it, that people are shown in other words: a date, or what names one.

    >>> Written("1992/..", "since 1992").words, Written("1992/..", "since 1992") == "1992/.."
    ('since 1992', True)
    """

    words: str

    def __new__(cls, text: str, words: str = "") -> "Written":
        """The text, with its words."""
        made = super().__new__(cls, text)
        made.words = words or text
        return made


class Dated(Written):
    """An EDTF date with its words."""


class _Told(NamedTuple):
    """A date in words: alone («April 1992»), and as a sentence takes it («in April 1992»)."""

    alone: str
    when: str


def told(date: str, lang: str) -> str:
    """A date or interval in words; what is no EDTF of level 1, or has a clock time, stays as it is.

    >>> told("1992-04-10", "en"), told("1992-04-10", "he"), told("1992-04", "he")
    ('10 April 1992', '10.4.1992', 'אפריל 1992')
    >>> told("1992/..", "en"), told("../2019", "he"), told("2007/2009", "en"), told("2025-11/", "he")
    ('since 1992', 'עד 2019', '2007–2009', 'נובמבר 2025 ואילך')
    >>> told("1992~", "en"), told("199X", "en"), told("-0043", "en"), told("soon", "en")
    ('about 1992', 'the 1990s', '44 BC', 'soon')
    """
    return _told(date, spoken(lang)).alone


def when(date: str, lang: str) -> str:
    """A date or interval in words as a sentence takes it, with its preposition.

    >>> when("1992-04-10", "en"), when("1992-04", "en"), when("1992/..", "en"), when("2007/2009", "en")
    ('on 10 April 1992', 'in April 1992', 'since 1992', 'from 2007 to 2009')
    >>> when("1992-04-10", "he"), when("1992-04", "he"), when("1992/..", "he"), when("2007/2009", "he")
    ('ב־10.4.1992', 'באפריל 1992', 'מאז 1992', 'בשנים 2007–2009')
    """
    return _told(date, spoken(lang)).when


def _told(date: str, lang: str) -> _Told:
    first, slash, last = date.partition("/")
    start, end = (None if part in ("", "..") else _one(part, lang) for part in (first, last))
    same = _Told(date, date)
    if not slash:
        return start or same
    if start and end:
        return _between(first, last, start.alone, end.alone, lang)
    if start and last == "..":
        return _phrase("since", start.alone, lang)
    if start and not last:  # nobody knows when it ends, but that it does
        open_end = _phrase("onwards", start.alone, lang).alone
        return _Told(open_end, _from(open_end, lang))
    if end and first in ("", ".."):
        return _phrase("until", end.alone, lang)
    return same


def _one(date: str, lang: str) -> _Told | None:
    """One date; None for what cannot be told."""
    found = re.fullmatch(_DATE, date)
    if found is None:
        return None
    year, month, day, mark = found.groups()
    if month is None:
        alone = _year(year, lang)
    elif "X" in year:
        return None
    elif 1 <= int(month) <= 12:
        alone = _day(_year(year, lang), int(month), day, lang)
    elif 21 <= int(month) <= 24 and day is None:
        alone = f"{_SEASONS[lang][int(month) - 21]} {_year(year, lang)}"
    else:
        return None
    # The article of a Hebrew century gives way to the preposition.
    at = joined("ב", alone.removeprefix("ה")) if lang == "he" else f"{'on' if day else 'in'} {alone}"
    if not mark:
        return _Told(alone, at)
    phrase = _phrase(mark, alone, lang)
    return _Told(phrase.alone, _phrase(mark, at, lang).alone) if mark == "?" else phrase


def _day(year: str, month: int, day: str | None, lang: str) -> str:
    name = MONTHS[lang][month - 1]
    if day is None:
        return f"{name} {year}"
    if lang == "en":
        return f"{int(day)} {name} {year}"
    return f"{int(day)}.{month}.{year}" if year.isdigit() else f"{int(day)} ב{name} {year}"


def _year(year: str, lang: str) -> str:
    """A year, decade or century."""
    hebrew = lang == "he"
    if year.endswith("XX"):
        number = int(year[:-2]) + 1
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
        return f"המאה ה־{number}" if hebrew else f"the {number}{ending} century"
    if year.endswith("X"):
        decade = int(year[:-1]) * 10
        if not hebrew:
            return f"the {decade}s"
        if decade >= 2000 or decade % 100 == 0:
            return f"שנות ה־{decade}"
        century = "" if decade >= 1900 else f" של המאה ה־{decade // 100 + 1}"
        return f"שנות ה־{decade % 100}{century}"
    number = int(year)
    if number > 0:
        return str(number)
    return f'{1 - number} לפנה"ס' if hebrew else f"{1 - number} BC"


def _between(first: str, last: str, start: str, end: str, lang: str) -> _Told:
    """Both ends, with what they have in common told once."""
    dash = "–" if " " not in start + end else " – "
    alone = f"{start}{dash}{end}"
    if found := re.fullmatch(r"(\d{4}-\d\d)-(\d\d)/\1-(\d\d)", f"{first}/{last}"):
        alone = f"{int(found[2])}–{end}"
    elif re.fullmatch(r"(\d{4})-(0\d|1[012])/\1-(0\d|1[012])", f"{first}/{last}"):
        alone = f"{start.split()[0]}–{end}"
    if lang == "he" and re.fullmatch(r"\d{4}/\d{4}", f"{first}/{last}"):
        return _Told(alone, f"בשנים {alone}")
    return _Told(alone, f"{_from(start, lang)} {'עד' if lang == 'he' else 'to'} {end}")


def _from(start: str, lang: str) -> str:
    return joined("מ", start) if lang == "he" else f"from {start}"


def _phrase(name: str, date: str, lang: str) -> _Told:
    text = _PHRASES[name][lang == "he"].format(date)
    return _Told(text, text)
