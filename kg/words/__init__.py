"""The words of the interface: the name of one comes in, the word goes out, in English or Hebrew."""

import re
from collections.abc import Mapping, Sequence

from kg.words.site import SITE
from kg.words.table import WORDS as TABLE

WORDS = TABLE | SITE

# Of none, one, two and more.
_COUNTED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "things": (
        ("no things", "one thing", "two things", "{n} things"),
        ("אין ישויות", "ישות אחת", "שתי ישויות", "{n} ישויות"),
    ),
    "rows": (
        ("no rows", "one row", "two rows", "{n} rows"),
        ("אין שורות", "שורה אחת", "שתי שורות", "{n} שורות"),
    ),
    "relations": (
        ("no relations", "one relation", "two relations", "{n} relations"),
        ("אין יחסים", "יחס אחד", "שני יחסים", "{n} יחסים"),
    ),
    "things without a position": (
        (
            "no things whose position is not known",
            "one thing whose position is not known",
            *["{n} things whose position is not known"] * 2,
        ),
        (
            "אין ישויות שמקומן אינו ידוע",
            "ישות אחת שמקומה אינו ידוע",
            "שתי ישויות שמקומן אינו ידוע",
            "{n} ישויות שמקומן אינו ידוע",
        ),
    ),
    "things of other kinds": (
        (
            "no things of kinds that stand on no map",
            "one thing of a kind that stands on no map",
            *["{n} things of kinds that stand on no map"] * 2,
        ),
        (
            "אין ישויות מסוגים שאין להם מקום על מפה",
            "ישות אחת מסוג שאין לו מקום על מפה",
            "שתי ישויות מסוגים שאין להם מקום על מפה",
            "{n} ישויות מסוגים שאין להם מקום על מפה",
        ),
    ),
}


def many(name: str, number: int, lang: str) -> str:
    """A number of something, in words that agree with it.

    >>> many("things", 1, "en"), many("relations", 7, "en"), many("relations", 2, "he")
    ('one thing', '7 relations', 'שני יחסים')
    """
    return _COUNTED[name][lang == "he"][min(number, 3)].format(n=number)


_PREPOSITION = r"(?:^|[\s(])([בכלמש])\s?$"


def attached(before: str, after: str, article: bool = False) -> tuple[str, str]:
    """Two pieces of a sentence, the first of which may end in a Hebrew preposition of one letter.

    It is written together with what follows, with a hyphen before what is not Hebrew; with ``article``, that
    begins with the Hebrew article, which gives way to some of them.

    >>> "".join(attached("קזחסטן גובלת ב ", "רוסיה")), "".join(attached("בעל עניין ב ", "CPC"))
    ('קזחסטן גובלת ברוסיה', 'בעל עניין ב־CPC')
    >>> "".join(attached("נמצא ב ", "הים השחור", article=True)), "".join(attached("נמצא ב ", "הודו"))
    ('נמצא בים השחור', 'נמצא בהודו')
    """
    found = re.search(_PREPOSITION, before)
    if not found:
        return before, after
    if article and found[1] in "בכל":
        after = after.removeprefix("ה")
    letter = next((char for char in after if char.isalnum()), "")
    return before.rstrip() + ("" if "א" <= letter <= "ת" else "־"), after


def capital(text: str) -> str:
    """A text as it stands at the beginning: with a capital, unless it is a name such as i24NEWS or an IRI.

    >>> capital("oil"), capital("i24NEWS"), capital("entity:oil"), capital("נפט")
    ('Oil', 'i24NEWS', 'entity:oil', 'נפט')
    """
    first = text.partition(" ")[0]
    return text if ":" in first or not first[1:2].islower() else text[0].upper() + text[1:]


def joined(*parts: str) -> str:
    """Words of one sentence: a Hebrew preposition of one letter is written together with what follows it.

    >>> joined("קזחסטן", "גובל ב", "רוסיה"), joined("ישראל", "בעל עניין ב", "CPC")
    ('קזחסטן גובל ברוסיה', 'ישראל בעל עניין ב־CPC')
    >>> joined("Iran", "borders", "Iraq")
    'Iran borders Iraq'
    """
    told = ""
    for part in filter(None, parts):
        told = "".join(attached(f"{told} ", part)) if told else part
    return told


def word(name: str, lang: str) -> str | None:
    """A word in the language asked for; None for what the command line has no word for."""
    found = WORDS.get(name)
    return None if found is None else found[lang == "he"]


_CALLED = {"ar": "العربية", "de": "Deutsch", "en": "English", "es": "español", "fa": "فارسی"}
_CALLED |= {"fr": "français", "he": "עברית", "kk": "қазақша", "ru": "русский", "tr": "Türkçe"}
_CALLED |= {"uk": "українська"}


def called(lang: str) -> str:
    """What a language is called in it; its code where that is not known."""
    return _CALLED.get(lang, lang)


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """A text in a language, else in English, else in any; nothing where there is none.

    >>> in_language({"fr": "Qui ?"}, "he")
    'Qui ?'
    """
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def spoken(lang: str) -> str:
    """The language in which what is not the project's is told: Hebrew, and English for all others."""
    return "he" if lang == "he" else "en"


def spoken_in(text: str, known: Sequence[str]) -> str:
    """The language of a text: Hebrew where it has Hebrew letters and that is known, else the first known.

    >>> spoken_in("מי?", ("en", "he")), spoken_in("מי?", ("fr",)), spoken_in("", ("en", "he"))
    ('he', 'fr', 'en')
    """
    return "he" if "he" in known and any("א" <= char <= "ת" for char in text) else known[0]


def from_right(lang: str) -> bool:
    """Whether a language is written from right to left.

    >>> from_right("he"), from_right("ar"), from_right("fr")
    (True, True, False)
    """
    return lang in ("ar", "arc", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi")
