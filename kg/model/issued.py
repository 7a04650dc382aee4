"""When the sources were published: what they tell in the present tense holds then."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError
from kg.model.edtf import NotEdtfError, bounds, edtf_year
from kg.model.vocab import PREFIXES

ISSUED = NamedNode(PREFIXES["dcterms"] + "issued")
_UNKNOWN = "9999"  # where no source has a date, the present is later than all that is dated


@dataclass(frozen=True)
class Issued:
    """The date of each source that has one, as EDTF text by its IRI."""

    dates: dict[str, str]

    @classmethod
    def of_sources(cls, quads: Iterable[Quad]) -> "Issued":
        """Read ``dcterms:issued`` of the sources. Raises KgError for what is no EDTF date."""
        found: dict[str, str] = {}
        for quad in quads:
            if quad.predicate == ISSUED and isinstance(quad.subject, NamedNode):
                text = quad.object.value if isinstance(quad.object, Literal) else str(quad.object)
                try:
                    bounds(text)
                except NotEdtfError as error:
                    raise KgError(f"<{quad.subject.value}> dcterms:issued: {error}") from None
                newest = max((found.get(quad.subject.value, text), text), key=_age)
                found[quad.subject.value] = newest
        return cls(found)

    @property
    def known(self) -> bool:
        """Whether any source has a date."""
        return bool(self.dates)

    @cached_property
    def now(self) -> str:
        """The date of the newest source: what holds then is a plain fact."""
        return max(self.dates.values(), key=_age, default=_UNKNOWN)

    def year(self, source: str) -> str:
        """The year of the date of a source, as EDTF text; an open one as it is."""
        first, _ = bounds(self.of(source))
        return edtf_year(first.year) if first else self.of(source)

    def of(self, source: str) -> str:
        """The date of a source; one without a date is taken to be as new as the newest."""
        return self.dates.get(source, self.now)


def _age(text: str) -> tuple[str, str]:
    return bounds(text)[1] or "~", text
