"""How names and words are compared, whatever way they are typed."""

import re
import unicodedata

_MARKS = {ord(c): None for c in "'\"`´‘’‚‛“”„‟′″׳״«»"}  # quotes, geresh, gershayim
_DASHES = {ord(c): " " for c in "-‐‑‒–—―−־_"}
_APART = re.compile(r"[^\w+]+")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_ARTICLES = {"the", "a", "an"}
_SHORT = 3  # letters of a Hebrew word that no article is taken from
_BEFORE = "ושהכלבמ"  # Hebrew letters that are written together with the word that follows them


def normal(name: str) -> str:
    """A name without what people type in different ways: case, quotes, geresh, dashes, vowel points.

    >>> normal("U.S.–Israel  “Deal”") == normal("u.s.-israel deal")
    True
    >>> normal("צה״ל") == normal('צה"ל')
    True
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in decomposed.translate(_DASHES) if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(kept.translate(_MARKS).split())


def words(text: str) -> list[str]:
    """The words of a text, as ``normal`` gives them, without what stands between them.

    >>> words("Who sells Kazakhstan's oil (and gas)?"), words('מי חבר בארה"ב־ישראל?'), words("the U.S.")
    (['who', 'sells', 'kazakhstans', 'oil', 'and', 'gas'], ['מי', 'חבר', 'בארהב', 'ישראל'], ['the', 'us'])
    """
    whole = _INITIALS.sub(lambda found: found[0].replace(".", ""), normal(text))
    return [word for word in _APART.split(whole) if word]


def loose(text: str) -> tuple[str, ...]:
    """The words of a name without articles, the Hebrew one too, and the English ending of more than one.

    >>> loose("The Abraham Accords") == loose("abraham accord"), loose("הנפט") == loose("נפט")
    (True, True)
    """
    kept = [word for word in words(text) if word not in _ARTICLES]
    return tuple(
        word[1:] if word[0] == "ה" and len(word) > _SHORT else forms(word)[-1][1] if word.isascii() else word
        for word in kept
    )


def within(name: str, longer: str) -> bool:
    """Whether all words of a name stand in another one, one after the other, but for articles and endings.

    >>> within("gold reserve", "states by gold reserves"), within("old", "gold"), within("", "gold")
    (True, False, False)
    """
    wanted, words = loose(name), loose(longer)
    starts = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(words[at : at + len(wanted)] == wanted for at in starts)


def forms(word: str) -> list[tuple[str, str]]:
    """A word, and what it may be without a Hebrew prefix or an English ending: each with the prefix.

    >>> forms("ולישראל"), forms("kazakhstans")
    ([('', 'ולישראל'), ('ו', 'לישראל'), ('ול', 'ישראל')], [('', 'kazakhstans'), ('', 'kazakhstan')])
    """
    found = [("", word)]
    if "א" <= word[0] <= "ת":
        for end in range(1, min(4, len(word) - 1)):
            if word[end - 1] not in _BEFORE:
                break
            found.append((word[:end], word[end:]))
    elif word.isascii() and len(word) > 3 and word.endswith("s"):
        found.append(("", word[:-3] + "y" if word.endswith("ies") else word[:-1]))
    return found


def is_slip(one: str, other: str) -> bool:
    """Whether one letter is missing, too many, another one, or changed places with the next.

    >>> is_slip("astna", "astana"), is_slip("asatna", "astana"), is_slip("תעשיות", "תשתיות")
    (True, True, False)
    """
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
