"""What the words of a sentence tell besides: whether it wants yes or no, or a number, and at what time."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.ask.dates import MONTHS
from kg.model.edtf import NotEdtfError, bounds
from kg.model.spelling import forms


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


_YES_NO = _all("is are was were do does did has have had will would can could should may might האם")
_WHICH = _all(
    """who whom whose what which when where why how since list show tell name give
    מי מה מהו מהי מהם מהן מתי איפה היכן כמה למה מדוע איך כיצד איזה איזו אילו אלו לאן מאין ממתי למי ממי לכמה
    באיזה באיזו באילו לאיזה לאיזו לאילו מאיזה מאיזו מאילו הצג"""
)
_MANY = (("how", "many"), ("כמה",))
_MUCH = {"much", "הרבה"}
_BOUNDS = _all("since until till before after from by מאז עד לפני אחרי לאחר מן החל")
_CITING = _all("לפי per cites")
_ARTICLES = _all("the a an")
_MONTHS = {name.casefold(): number for months in MONTHS.values() for number, name in enumerate(months, 1)}

_TURNING = _all(
    """not no never only first last most more less fewer longer yet still almost without instead
    לא אין אינו אינה אינם אינן איננו איננה מעולם רק ראשון ראשונה אחרון אחרונה רוב יותר פחות עדיין עוד
    כמעט ללא בלי"""
)
_SAME = [_all(one) for one in ("do does did", "is are was were", "has have had")]  # whoever it is, and when
_LEFT_OUT = _ARTICLES | _all("האם הוא היא הם הן")
_ENDINGS = ("ה", "ת", "ים", "ות")  # of one word in the genders and numbers of Hebrew

YES_NO, MANY, WHICH = "yes or no", "how many", "which"
DATE, FIGURE = "date", "figure"
_FIRST = 3  # words among which one says that a date is wanted
_DATES = _all("when year date מתי ממתי תאריך שנה")
_FIGURES = _all("much many far long large big high fast")
_FIGURE = _all("percent percentage share amount volume value worth כמה אחוז היקף שווי שיעור אורך מרחק")


def is_cited(asked: Sequence[str], place: int) -> bool:
    """Whether what stands at a place is named as a source: «according to», «לפי».

    >>> is_cited(["according", "to", "the", "report"], 3), is_cited(["in", "the", "report"], 2)
    (True, False)
    """
    before = [word for word in asked[max(0, place - 4) : place] if word not in _ARTICLES][-2:]
    return before == ["according", "to"] or bool({*before[-1:]} & _CITING)


def turns(word: str) -> bool:
    """Whether a word makes something else of a question («only», «not»), so that its answer is no yes."""
    return word in _TURNING


def bare(asked: Iterable[str]) -> list[str]:
    """The words without those that say nothing: articles, the Hebrew copula."""
    return [word for word in asked if word not in _LEFT_OUT]


def is_form(one: str, other: str) -> bool:
    """Whether two words are the same one, for whoever does it.

    >>> is_form("does", "did"), is_form("supplies", "supply"), is_form("תלוי", "תלויה")
    (True, True, True)
    >>> is_form("led", "lead")
    False
    """
    if one == other or any({one, other} <= same for same in _SAME):
        return True
    if one.isascii() or other.isascii():
        return forms(one)[-1] == forms(other)[-1]
    ends = ("", *_ENDINGS)
    return any(one.removesuffix(a) == other.removesuffix(b) for a in ends for b in ends)


def kind(asked: Sequence[str], question_mark: bool) -> str:
    """What a sentence wants to know: ``YES_NO``, ``MANY``, or ``WHICH``.

    >>> kind(["does", "iran", "supply", "oil"], False), kind(["קזחסטן", "גובלת", "ברוסיה"], True)
    ('yes or no', 'yes or no')
    >>> kind(["how", "many", "states", "joined"], True), kind(["oil", "suppliers"], False)
    ('how many', 'which')
    """
    if any(tuple(asked[: len(words)]) == words for words in _MANY) and not _MUCH & {*asked}:
        return MANY
    if asked and asked[0] in _YES_NO:
        return YES_NO
    hebrew = any("א" <= word[0] <= "ת" for word in asked)
    return YES_NO if hebrew and question_mark and not _WHICH & {*asked} else WHICH


def wanted(asked: Sequence[str]) -> str:
    """What a sentence wants to be told: a ``DATE``, a ``FIGURE``, or anything.

    >>> wanted(["since", "when", "is", "it"]), wanted(["כמה", "נפט"]), wanted(["who", "is", "it"])
    ('date', 'figure', '')
    """
    first = {form for word in asked[:_FIRST] for _, form in forms(word)}
    if first & _DATES:
        return DATE
    of = {pair[1] for pair in pairwise(asked) if pair[0] == "how"}
    return FIGURE if of & _FIGURES or {form for word in asked for _, form in forms(word)} & _FIGURE else ""


def time(asked: Sequence[str]) -> tuple[str, set[int]]:
    """The date that a sentence names, in EDTF, and the places of its words; of a bound («since 1992»), and
    where it names none or several, no date.

    >>> time(["in", "november", "2025"]), time(["ב", "6", "בנובמבר", "2025"]), time(["since", "1992"])
    (('2025-11', {1, 2}), ('2025-11-06', {1, 2, 3}), ('', set()))
    """
    years = [place for place in range(len(asked)) if _year(asked, place)]
    if len(years) != 1:
        return "", set()
    (place,) = years
    parts, taken = [_year(asked, place)], {place}
    after = [one for one in asked[place + 1 : place + 3] if one.isdigit() and len(one) == 2]
    if len(after) == 2:  # as EDTF has it
        parts, taken = [*parts, *after], {place, place + 1, place + 2}
    elif place and (month := _month(asked[place - 1])):
        parts, taken = [*parts, f"{month:02}"], {place, place - 1}
        if place > 1 and asked[place - 2].isdigit():
            parts, taken = [*parts, f"{int(asked[place - 2]):02}"], {*taken, place - 2}
    first = min(taken)
    if {*asked[max(0, first - 1) : first], *(before for before, _ in forms(asked[first]))} & _BOUNDS:
        return "", set()
    date = "-".join(parts)
    try:
        bounds(date)
    except NotEdtfError:
        return "", set()
    return date, taken


def _year(asked: Sequence[str], place: int) -> str:
    found = [form for _, form in forms(asked[place]) if form.isdigit() and form.isascii() and len(form) == 4]
    return found[0] if found and "1500" <= found[0] <= "2199" else ""


def _month(word: str) -> int:
    return next((_MONTHS[form] for _, form in forms(word) if form in _MONTHS), 0)
