"""The one error type that reaches a user: a cause, and where it lies; and how what was given is repeated."""

import re
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache, wraps
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar, cast, get_type_hints

_Named = TypeVar("_Named")

# Controls, line separators, what turns the direction of a text, and halves of characters.
HARMFUL = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_LONG = r"\S{301,}"  # longer than any IRI of ours
MOST = 999_999_999  # of what is counted
_MORE, _EVERY = 4, 8  # CO_VARARGS and CO_VARKEYWORDS of a code object: it has *args, **given
_PREFIX = r"^.*[:/#]"
_HERE = Path(__file__).parent
_WORD, _LINE, _SHOWN = (
    80,
    600,
    110,
)  # characters to which such a word, a line, and what shows a value, are cut


def plain(text: str) -> str:
    """A text without control characters, line breaks and what turns its direction: they are written out.

    Nothing that a source, a file or an address says can move the cursor, end the line or swap its words; half
    a character, which no stream can take, is written out too.

    >>> plain("\\x1b[2J two\\nlines"), plain("\\udcff")
    ('\\\\x1b[2J two\\\\nlines', '\\\\udcff')
    """
    return re.sub(HARMFUL, lambda found: repr(found[0])[1:-1], text)


def whole(text: str) -> str:
    """A text that somebody gives, each half of a character, which is in no encoding, written out.

    Raises KgError for what is no text.

    >>> whole("caf\\udce9"), whole("café")
    ('caf\\\\udce9', 'café')
    """
    if not isinstance(text, str):  # whoever asks in Python may give anything
        kind = type(text).__name__
        raise KgError(
            f"a text is needed here, not a value of {kind}", he=f"נדרש כאן טקסט, ולא ערך מסוג {kind}"
        )
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def brief(text: str) -> str:
    """A text as an error repeats it: on one line, what is very long cut in its middle.

    >>> len(brief("A" * 100_000)), brief("a name")
    (80, 'a name')
    """
    told = plain(re.sub(_LONG, lambda word: _cut(word[0], _WORD), " ".join(text.split())))
    return _cut(told, _LINE)


def short(text: str) -> str:
    """A text as a value shows itself in Python: on one line of some hundred characters.

    >>> len(short("A" * 500)), short("<Cell oil>")
    (110, '<Cell oil>')
    """
    return _cut(plain(text), _SHOWN)


def repeated(value: object, how: Callable[[object], str] = repr) -> str:
    """A value that somebody gives, as a text. Raises KgError for one that has none.

    >>> repeated(5)
    '5'
    """
    try:
        return how(value)
    except Exception:  # whatever a value of another's making does; numbers too long, lists too deep
        raise KgError(f"a value of {type(value).__name__} is given that has no text") from None


def counted(value: object, what: str) -> int:
    """A whole number from 1 up that somebody gives. Raises KgError for any other value.

    >>> counted(3, "chains")
    3
    """
    if not isinstance(value, int) or not 0 < value <= MOST:
        raise KgError(f"{what} are counted in whole numbers from 1 to {MOST:,}, not {repeated(value)}")
    return value


def meant(name: str, known: Iterable[str]) -> tuple[str, str]:
    """The end of a sentence that refuses a name, in English and Hebrew: the known one that is nearest.

    >>> meant(":speeker", [":speaker", ":rank"])[0], meant("x", [":rank"])[0]
    ('; did you mean :speaker?', '')
    """
    from difflib import get_close_matches

    ends = {re.sub(_PREFIX, "", one): one for one in sorted(known)}
    near = get_close_matches(re.sub(_PREFIX, "", brief(name)), ends, n=1, cutoff=0.75)
    return (f"; did you mean {ends[near[0]]}?", f"; האם הכוונה: {ends[near[0]]}?") if near else ("", "")


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Names, those that are like one first, and the others as they come.

    >>> nearest("speeker", ["subject", "source", "speaker"])
    ['speaker', 'subject', 'source']
    """
    from difflib import get_close_matches

    every = list(known)
    return list(dict.fromkeys([*get_close_matches(brief(name), every, n=2), *every]))


def keywords(of: _Named) -> _Named:
    """A function, or a class with its public methods, whose TypeError for a keyword that it does not take
    names those that it takes, the nearest first.

    >>> keywords(lambda subject=None, speaker=None: 0)(speeker="JD Vance")
    Traceback (most recent call last):
    ...
    TypeError: <lambda>() does not take 'speeker'; it takes speaker, subject
    """
    if isinstance(of, type):
        for name, one in [*vars(of).items()]:
            if isinstance(one, FunctionType) and (name == "__init__" or not name.startswith("_")):
                setattr(of, name, keywords(one))
        return cast(_Named, of)
    call = cast(FunctionType, of)

    @wraps(call)
    def checked(*args: Any, **given: Any) -> Any:
        if given and (takes := _takes(call)) is not None:
            only_takes(f"{call.__qualname__.removesuffix('.__init__').rpartition('.')[2]}()", given, takes)
        return call(*args, **given)

    return cast(_Named, checked)


def only_takes(whose: str, given: Iterable[str], takes: Sequence[str]) -> None:
    """Raises TypeError for a keyword that is none of those that something takes, the nearest first."""
    for name in given:
        if name not in takes:
            told = ", ".join(nearest(name, takes)) or "none"
            raise TypeError(f"{whose} does not take {brief(repr(name))}; it takes {told}")


@cache
def _takes(call: FunctionType) -> Sequence[str] | None:
    """The keywords that a function takes, those of a TypedDict too; None where it takes any."""
    code = call.__code__  # which says the same as inspect.signature, that takes 6 ms to import
    end = code.co_argcount + code.co_kwonlyargcount
    names = [name for name in code.co_varnames[code.co_posonlyargcount : end] if name != "self"]
    if code.co_flags & _EVERY:
        rest = code.co_varnames[end + bool(code.co_flags & _MORE)]
        options = getattr(call.__annotations__.get(rest), "__args__", ())  # of Unpack[…]
        return [*names, *get_type_hints(options[0])] if options else None
    return names


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[: most * 3 // 4]}…{text[-(most - most * 3 // 4 - 1) :]}"


class KgError(Exception):
    """Something the user can mend.

    ``str()`` gives one line, ``file:line: message``, with what is known of the place; ``told("he")`` gives it
    in Hebrew where ``he`` says it. Those who ask the graph are told in both languages; of what is wrong in
    its files, Turtle and SPARQL, the message is English.

    >>> str(KgError("unknown predicate", file="claims/a.ttl", line=7))
    'claims/a.ttl:7: unknown predicate'
    >>> KgError("nothing to draw", he="אין מה לצייר").told("he")
    'אין מה לצייר'
    """

    def __init__(
        self, message: str, *, he: str = "", file: Path | str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = brief(message)
        self.hebrew = brief(he)
        self.file = None if file is None else _cut(plain(str(file)), _LINE)  # whole, to be found
        self.line = line

    def __str__(self) -> str:
        return self.told()

    def told(self, lang: str = "en") -> str:
        """The line in a language."""
        message = self.hebrew or self.message if lang == "he" else self.message
        if self.file is None:
            return message
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {message}"


class Told(UserWarning):
    """Something that was taken otherwise than it was written: a line that says so, in both languages.

    >>> Told("'Kazakstan' is read as Kazakhstan", he="").told("he")
    "'Kazakstan' is read as Kazakhstan"
    """

    def __init__(self, message: str, *, he: str = "") -> None:
        super().__init__(message)
        self._said = KgError(message, he=he)

    def told(self, lang: str = "en") -> str:
        """The line in a language."""
        return self._said.told(lang)


def warn(told: Told) -> None:
    """Warn of something where somebody outside this package asked for it."""
    level, frame = 1, sys._getframe()
    while frame.f_back and Path(frame.f_code.co_filename).is_relative_to(_HERE):
        level, frame = level + 1, frame.f_back
    warnings.warn(told, stacklevel=level)


def wrong_ending(path: Path, endings: Sequence[str]) -> KgError:
    """The error of a file whose name ends in none of these."""
    told = ", ".join(endings)
    return KgError(f"ends in none of {told}", he=f"אינו מסתיים באחד מאלה: {told}", file=path)
