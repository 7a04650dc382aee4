"""The words of tables and pages, in English and Hebrew; the words of the domain are the ontology's."""

import re
from collections.abc import Mapping

WORDS: dict[str, tuple[str, str]] = {
    "ahead": ("not yet", "עדיין לא"),
    "also called": ("also called", "נקרא גם"),
    "any certainty": ("of any certainty", "בכל מידת ודאות"),
    "any": ("any year", "כל שנה"),
    "at a date": ("at a date", "במועד אחד"),
    "at most": ("at most {status}", "לכל היותר {status}"),
    "betweenness": ("betweenness", "מרכזיות ביניים"),
    "cause": ("cause", "סיבה"),
    "certainty only": ("only: {status}", "רק: {status}"),
    "chain": ("chain", "שרשרת"),
    "claim": ("claim", "טענה"),
    "claimed": ("under claims", "תחת טענות"),
    "ClassConstraintComponent": ("not of the class it must have", "אינו מן המחלקה הנדרשת"),
    "classes": ("kinds of things", "סוגי ישויות"),
    "columns": ("for the columns", "לעמודות"),
    "comes": ("comes", "נוסף"),
    "contradiction": ("contradiction", "סתירה"),
    "count": ("count", "מספר"),
    "no lines": ("{} not drawn in networks", "{} בלי קו ברשתות"),
    "to values": ("{} to values such as dates", "{} אל ערכים כגון תאריכים"),
    "true": ("yes", "כן"),
    "false": ("no", "לא"),
    "cuts": ("cuts off others", "מנתק אחרים"),
    "DatatypeConstraintComponent": ("not of the datatype it must have", "אינו מן הטיפוס הנדרש"),
    "direction": ("direction", "כיוון"),
    "disputed": ("disputed", "שנוי במחלוקת"),
    "disputed by": ("but also", "אך גם"),
    "disputed, no fact": (
        "disputed; what is disputed is no plain fact",
        "שנוי במחלוקת; מה ששנוי במחלוקת אינו עובדה",
    ),
    "does not hold": ("does not hold", "אינו מתקיים"),
    "does not hold any longer": ("does not hold any longer", "אינו מתקיים עוד"),
    "does not hold yet": ("does not hold yet", "אינו מתקיים עדיין"),
    "error": ("error", "שגיאה"),
    "EqualsConstraintComponent": ("two values that must be one differ", "שני ערכים שצריכים להיות אחד נבדלים"),
    "expand": ("show its neighbours", "הצגת השכנים"),
    "facts only": ("facts only", "עובדות בלבד"),
    "file": ("file", "קובץ"),
    "follows": ("no longer follows", "אינו נובע עוד"),
    "follows less surely": (
        "follows, but only as {status}; kg explain tells why",
        "נובע, אך רק במעמד: {status}; kg explain מסביר מדוע",
    ),
    "for a while": ("for a while", "לאורך זמן"),
    "goes": ("goes", "נגרע"),
    "group": ("group", "קבוצה"),
    "HasValueConstraintComponent": ("lacks a value that it must have", "חסר ערך נדרש"),
    "hide": ("hide", "הסתרה"),
    "hint": (
        "Click a thing, or the arrow on a line, for its claims.",
        "לחיצה על ישות, או על החץ שעל קו, מציגה את הטענות.",
    ),
    "holds": ("holds; kg explain tells why", "מתקיים; kg explain מסביר מדוע"),
    "InConstraintComponent": ("none of the values allowed", "אינו מן הערכים המותרים"),
    "inferred": ("inferred", "מוסק"),
    "is a": ("is a", "הוא מסוג"),
    "kind": ("kind", "סוג"),
    "kind of": ("is a kind of", "סוג של"),
    "LanguageInConstraintComponent": ("in another language than allowed", "בשפה שאינה מותרת"),
    "left out": (
        "{shown} of {all} things, those most spoken of",
        "{shown} מתוך {all} ישויות, המוזכרות ביותר",
    ),
    "LessThanConstraintComponent": ("not before what it must be before", "אינו לפני מה שצריך לבוא אחריו"),
    "LessThanOrEqualsConstraintComponent": ("after what it must not be after", "אחרי מה שאסור לו לבוא אחריו"),
    "line": ("line", "שורה"),
    "loss": ("what is lost", "מה הולך לאיבוד"),
    "lost": ("ends", "נפסק"),
    "map areas": ("an area stands at one point, such as its capital", "שטח מוצג בנקודה אחת, כגון בירתו"),
    "map beyond": ("an arrow points to what lies beyond the edge", "חץ מצביע אל מה שמעבר לשוליים"),
    "map left": ("left out: {parts}", "לא מוצגים: {parts}"),
    "map lines": (
        "a line in colour joins points that are known, and rings areas",
        "קו צבעוני מחבר נקודות ידועות ומקיף שטחים",
    ),
    "map nothing left": ("nothing is left out", "דבר לא הושמט"),
    "map shows": ("{things}, {relations} ({certainty})", "{things}, {relations} ({certainty})"),
    "marks": ("what is shown", "מה מוצג"),
    "MaxCountConstraintComponent": ("more values than allowed", "יותר ערכים מן המותר"),
    "MaxInclusiveConstraintComponent": ("greater than allowed", "גדול מן המותר"),
    "members": ("among them", "ביניהם"),
    "mend": ("what to do", "מה לעשות"),
    "message": ("message", "הודעה"),
    "MinCountConstraintComponent": ("missing", "חסר"),
    "MinInclusiveConstraintComponent": ("less than allowed", "קטן מן המותר"),
    "more rules": (
        "more rules lack as much or more: {count}; kg whynot --all tells them",
        "כללים נוספים שחסר בהם לפחות כך: {count}; kg whynot --all מציג אותם",
    ),
    "name": ("name", "שם"),
    "neighbours": ("neighbours", "שכנים"),
    "no chain": ("nothing leads from one to the other here", "לא נמצא כאן קשר בין השניים"),
    "no change": ("no fact comes or goes", "אף עובדה אינה נוספת או יורדת"),
    "NodeKindConstraintComponent": ("not the kind of node it must be", "אינו מסוג הצומת הנדרש"),
    "not": ("not", "לא"),
    "nothing found": ("nothing found", "לא נמצא דבר"),
    "nothing lost": ("nothing else would be lost", "שום דבר אחר לא ילך לאיבוד"),
    "nothing said": ("no source says anything of it", "אף מקור אינו אומר עליו דבר"),
    "nothing said of this": ("no source says it, nor the contrary", "אף מקור אינו אומר זאת, ולא את ההפך"),
    "object": ("object", "מושא"),
    "of": ("of", "של"),
    "older build": (
        "the build is older than {file}; kg build makes it anew",
        "הבנייה ישנה מן {file}; kg build בונה מחדש",
    ),
    "only": ("only its neighbours", "רק השכנים"),
    "OrConstraintComponent": ("fits none of what is allowed", "אינו מתאים לאף אחת מן האפשרויות"),
    "origins": ("independent origins", "מקורות בלתי תלויים"),
    "outside": ("from outside the sources", "מחוץ למקורות"),
    "over": ("over", "תם"),
    "probably": ("probably the same as", "כנראה אותו דבר כמו"),
    "parameters": ("parameters", "פרמטרים"),
    "passage": ("passage", "קטע"),
    "PatternConstraintComponent": ("not written as it must be", "אינו כתוב כנדרש"),
    "predicate": ("relation", "יחס"),
    "predicates": ("relations", "יחסים"),
    "prefers": ("a curator prefers", "עורך מעדיף:"),
    "qualifiers": ("qualifiers", "מאפיינים"),
    "reason": ("reason", "סיבה"),
    "qualifier of relations": ("named by a qualifier of relations", "נזכר במאפיין של יחסים"),
    "relation": ("relation", "יחס"),
    "reset": ("start again", "איפוס"),
    "search": ("search", "חיפוש"),
    "shape": ("shape", "תבנית"),
    "size": ("things", "ישויות"),
    "source": ("source", "מקור"),
    "sources": ("sources", "מקורות"),
    "SPARQLConstraintComponent": ("breaks a rule", "מפר כלל"),
    "stated": ("stated", "נאמר"),
    "statements": ("statements", "היגדים"),
    "status": ("status", "מעמד"),
    "statuses": ("status", "מעמד"),
    "step": ("step", "צעד"),
    "stops": ("fails with it", "מושבת עמו"),
    "strength": ("strength (origins)", "חוזק (מקורות בלתי תלויים)"),
    "subject": ("subject", "נושא"),
    "tags": ("tags", "תגיות"),
    "text": ("in the text", "בטקסט"),
    "thing": ("thing", "ישות"),
    "things": ("things", "ישויות"),
    "title": ("title", "כותרת"),
    "undisputed": ("undisputed", "אינו שנוי במחלוקת"),
    "unexplained": ("unexplained", "ללא הסבר"),
    "UniqueLangConstraintComponent": ("two texts in one language", "שני טקסטים בשפה אחת"),
    "value": ("value", "ערך"),
    "waived": ("waived", "מוחרג"),
    "way": ("way", "כיוון"),
    "what": ("what", "מה"),
    "when": ("when", "מתי"),
    "widths": (
        "as wide as the share of its own whole; shares of different wholes cannot be compared or added",
        "רוחבו של זרם הוא חלקו מן השלם שלו; חלקים של שלמים שונים אין להשוות ואין לחבר",
    ),
    "without ends": ("{} without a class at each end", "{} בלי מחלקה בכל קצה"),
    "would need": ("would need {part}: {value}", "נדרש כאן {part}: {value}"),
    "would have to be": ("its {part} would have to be {value}", "נדרש כאן {part}: {value}"),
    "year": ("holds in the year", "נכון לשנת"),
}


# Of none, one, two and more.
_COUNTED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "things": (
        ("no things", "one thing", "two things", "{n} things"),
        ("אין ישויות", "ישות אחת", "שתי ישויות", "{n} ישויות"),
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


_PREPOSITION = re.compile(r"(?:^|[\s(])([בכלמש])\s?$")


def attached(before: str, after: str, article: bool = False) -> tuple[str, str]:
    """Two pieces of a sentence, the first of which may end in a Hebrew preposition of one letter.

    It is written together with what follows, with a hyphen before what is not Hebrew; with ``article``, that
    begins with the Hebrew article, which gives way to some of them.

    >>> "".join(attached("קזחסטן גובלת ב ", "רוסיה")), "".join(attached("בעל עניין ב ", "CPC"))
    ('קזחסטן גובלת ברוסיה', 'בעל עניין ב־CPC')
    >>> "".join(attached("נמצא ב ", "הים השחור", article=True)), "".join(attached("נמצא ב ", "הודו"))
    ('נמצא בים השחור', 'נמצא בהודו')
    """
    found = _PREPOSITION.search(before)
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


def from_right(lang: str) -> bool:
    """Whether a language is written from right to left.

    >>> from_right("he"), from_right("ar"), from_right("fr")
    (True, True, False)
    """
    return lang in ("ar", "arc", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi")
