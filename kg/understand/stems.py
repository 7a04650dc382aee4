"""Words of either language without what grammar adds to them, as far as letters tell."""

import re

from kg.model.spelling import forms

_FINAL = str.maketrans("ךםןףץ", "כמנפצ")  # a letter that is written otherwise at the end of a word
_HEBREW = re.compile(r"(?<=...)(יות|יימ|ימ|ות|ית|ה|ת|י)$")
_ENGLISH = re.compile(r"(?<=...)(ings?|ed|es|e|(?<!s)s)$")


def stem(word: str) -> str:
    """A word without its ending, in one spelling.

    >>> stem("organizations") == stem("organisation"), stem("replaced") == stem("replaces")
    (True, True)
    >>> stem("crosses") == stem("cross"), stem("sign") == stem("signal")
    (True, False)
    >>> stem("משקיעות") == stem("משקיע"), stem("מצטרפת") == stem("מצטרף")
    (True, True)
    """
    if word.isascii():
        return _ENGLISH.sub("", word).replace("z", "s")
    return _HEBREW.sub("", word.translate(_FINAL))


def stems(word: str) -> list[str]:
    """The stems of what a word may be, with and without a Hebrew prefix."""
    return list(dict.fromkeys(stem(form) for _, form in forms(word)))


def even(word: str) -> str:
    """A word whose letters are written the same wherever they stand."""
    return word.translate(_FINAL)
