"""What the sources date, in the order of time, year by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from kg.ask.dates import told
from kg.ask.said import Statement
from kg.model.values import Time
from kg.site.said import Said


@dataclass(frozen=True)
class Entry:
    """A time that a statement tells: in words, the year in which it begins (or ends, where it only ends)."""

    order: tuple[str, str, str]
    year: str
    words: str
    said: Said


def years(
    statements: Iterable[Statement], said: Mapping[str, Said], lang: str
) -> list[tuple[str, list[Entry]]]:
    """The times of statements by year, the earliest first; what only differs in details is told once."""
    every = [
        entry
        for one in statements
        for value in (one.object, *(value for _, value in one.qualifiers))
        if isinstance(value, Time) and (entry := _entry(value, said[one.iri], lang))
    ]
    every.sort(key=lambda one: one.order)
    once = {(one.words, one.said.sentence, one.said.rung): one for one in reversed(every)}
    return [(year, list(some)) for year, some in groupby(reversed(once.values()), key=lambda one: one.year)]


def _entry(time: Time, said: Said, lang: str) -> Entry | None:
    at = time.earliest or time.latest
    if at is None:
        return None
    day = str(at)
    year = day.rpartition("-")[0].rpartition("-")[0]
    return Entry((day, str(time.latest or "~"), said.iri), year, told(time.text, lang), said)
