"""Sources as others cite them, a line, BibTeX or CSL-JSON, with nothing in it that the graph does not say.

Names are not taken apart into given and family names, and no kind of document is guessed: an entry is
``@misc`` (BibTeX) or ``document`` (CSL 1.0.2, appendix III), whoever wrote it a ``literal`` name.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from kg.ask.dates import told
from kg.ask.references import Reference
from kg.errors import KgError, plain, repeated

Citation = str | dict[str, Any]
_NO_KEY = re.compile("[^A-Za-z0-9:_.-]+")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?([~?%]?)", re.ASCII)
# Characters that TeX obeys; a brace alone would end the field, also behind a backslash.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: "\\" + char for char in "%&#_$"},
}


def citations(found: Sequence[Reference], form: str, lang: str) -> list[Citation]:
    """The sources in one of ``FORMS``: each a line, a BibTeX entry, or a CSL item, in the same order.

    Raises KgError for another form.
    """
    if form not in FORMS:
        raise KgError(f"sources are cited as {', '.join(FORMS)}, not as {repeated(form)}")
    return FORMS[form](found, lang)


def _lines(found: Sequence[Reference], lang: str) -> list[Citation]:
    """Whoever wrote it, title, publisher, date (if the title has it not), address; passages in brackets."""
    lines: list[Citation] = []
    for one in found:
        date = told(one.issued, lang)
        published = [*one.publishers, *([date] if date and date not in one.title else [])]
        parts = [", ".join(one.authors), one.title, ", ".join(published)]
        line = [_ended(_flat(part)) for part in parts if part]
        lines.append(" ".join([*line, *([_flat(one.url)] if one.url else []), f"[{_passages(one)}]"]))
    return lines


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _bibtex(found: Sequence[Reference], lang: str) -> list[Citation]:
    """Entries; the date in EDTF, as BibLaTeX takes it, and where that is a plain one its year, for BibTeX."""
    keys = _keys([one.name for one in found], [one.source for one in found])
    entries: list[Citation] = []
    for one, key in zip(found, keys, strict=True):
        plain_date = _DATE.fullmatch(one.issued)
        fields = {
            "author": " and ".join(f"{{{_tex(name)}}}" for name in one.authors),
            "title": f"{{{_tex(one.title)}}}",
            "howpublished": ", ".join(map(_tex, one.publishers)),
            "date": _tex(one.issued).replace(r"\textasciitilde{}", "~").replace(r"\%", "%"),
            "year": plain_date[1] if plain_date and not plain_date[4] else "",
            "language": _tex(one.language),
            "url": _tex_url(one.url),
            "note": _tex(_passages(one)),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        entries.append("\n".join([f"@misc{{{key},", *lines, "}"]))
    return entries


def _keys(names: Sequence[str], iris: Sequence[str]) -> list[str]:
    """A key for each entry: the name of the source; where that is no key, or another's too, with a digest."""
    plain_names = [_NO_KEY.sub("-", name).strip("-") or "source" for name in names]
    many = Counter(key.lower() for key in plain_names)
    return [
        key
        if key == name and many[key.lower()] == 1
        else f"{key}-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"
        for key, name, iri in zip(plain_names, names, iris, strict=True)
    ]


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in _flat(text))


def _tex_url(text: str) -> str:
    """An address, in which nothing but a brace or a backslash ends or changes the field: they are encoded."""
    return re.sub(r"[\\{}]", lambda found: f"%{ord(found[0]):02X}", _flat(text))


def _csl(found: Sequence[Reference], lang: str) -> list[Citation]:
    """Items (CSL 1.0.2, appendix on CSL-JSON); one without a date has no ``issued``."""
    items: list[Citation] = []
    for one in found:
        item: dict[str, Any] = {"id": one.name, "type": "document"}
        if one.authors:
            item["author"] = [{"literal": _flat(name)} for name in one.authors]
        item["title"] = _flat(one.title)
        if one.publishers:
            item["publisher"] = ", ".join(map(_flat, one.publishers))
        if one.issued:
            item["issued"] = _issued(one.issued)
        for name, value in (("language", one.language), ("URL", one.url), ("note", _passages(one))):
            if value:
                item[name] = _flat(value)
        items.append(item)
    return items


def _issued(date: str) -> dict[str, Any]:
    """An EDTF date as date-parts, of an interval both ends; what has no such form stays a text."""
    ends = [_DATE.fullmatch(end) for end in date.split("/")]
    if len(ends) > 2 or not all(ends):
        return {"literal": _flat(date)}
    found: dict[str, Any] = {"date-parts": [[int(n) for n in end.groups()[:3] if n] for end in ends if end]}
    return found | ({"circa": True} if any(end and end[4] for end in ends) else {})


def _passages(one: Reference) -> str:
    return ", ".join(map(_flat, one.passages))


def _flat(text: str) -> str:
    """A text on one line, without what a terminal or an editor would obey."""
    return plain(" ".join(text.split()))


FORMS: dict[str, Callable[[Sequence[Reference], str], list[Citation]]] = {
    "line": _lines,
    "bibtex": _bibtex,
    "csl-json": _csl,
}
