"""How a graph is looked at: in which language, and what counts in it. Every room above asks through this."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

from pyoxigraph import Literal

from kg.ask.names import IS_A, Names, value
from kg.ask.narrow import Narrow, counting
from kg.ask.relations import ANY, CLAIMED, relation
from kg.engines import Engine, Row, labels, project_of, select
from kg.errors import KgError, keywords, repeated, whole
from kg.model.project import Project
from kg.model.spelling import normal
from kg.model.vocab import OWL, RDF, RDFS, Iri

_IMPOSSIBLE = OWL + "Nothing"
_KINDS = {"status": "StatementStatus", "modality": "Modality", "source": "Source"}
_TURNED = {"subject": "object", "object": "subject"}
_OF_DOMAIN = f"ASK {{{{ <{{}}> <{RDFS}domain> ?d . <{{}}> a/<{RDFS}subClassOf>* ?d }}}}"


@keywords
class View:
    """An engine, the language to tell in (one of the project's; none is its first), and what counts."""

    def __init__(self, engine: Engine, lang: str | None = None, narrow: Narrow | None = None) -> None:
        self.engine = engine
        self._lang = None if lang is None else repeated(lang, str)
        self.narrow = narrow or Narrow()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} on {type(self.engine).__name__}{', narrowed' if self.narrow else ''}>"

    @cached_property
    def project(self) -> Project:
        """What the graph says of its project: its namespace and its languages."""
        return project_of(self.engine)

    @cached_property
    def lang(self) -> str:
        """The language to tell in. Raises KgError for one that is not the project's."""
        known = self.project.languages
        if self._lang is not None and self._lang not in known:
            raise KgError(f"no language {repeated(self._lang)}; there are {', '.join(known)}")
        return self._lang or known[0]

    def _with(self, narrow: Narrow) -> Self:
        return type(self)(self.engine, self._lang, narrow)

    @cached_property
    def names(self) -> Names:
        """What the things of the graph are called."""
        return Names(self.engine)

    def resolve(self, name: str, kind: str | None = None) -> str:
        """The IRI that a name stands for, or the one that is nearly called so (``Names.nearly``).

        Raises KgError, with suggestions, where there is no such one.
        """
        return self.names.nearly(name, kind)

    def wanted(self, given: dict[str, str | None], claimed: bool = True) -> dict[str, str]:
        """The IRIs of what was given by part: subject, predicate, status, source …; None asks for nothing.

        Where not ``claimed``, the predicate may be one that only rules infer. Where it is told from its other
        end, subject and object change places.
        """
        found = {
            key: self.resolve(name, _KINDS.get(key))
            for key, name in given.items()
            if name is not None and key != "predicate"
        }
        predicate = given.get("predicate")
        if predicate is not None:
            iri, turned = self._directed(predicate, CLAIMED if claimed else ANY, found)
            found = {_TURNED.get(key, key) if turned else key: one for key, one in found.items()}
            found["predicate"] = iri
        return found

    def predicate(self, name: str) -> str:
        """A predicate that claims use, or one that only rules infer. Raises KgError for an unknown name."""
        return relation(self.names, name)[0]

    def _directed(self, name: str, kinds: tuple[Iri, ...], ends: Mapping[str, str]) -> tuple[str, bool]:
        """A predicate, and whether its name tells it from the other end of what is given (IRIs).

        A name that may be told from either end is told from that whose things the predicate takes.
        """
        iri, turned = relation(self.names, name, kinds)
        if turned is None:
            own = {
                key: select(self.engine, _OF_DOMAIN.format(iri, ends[key])) for key in _TURNED.keys() & ends
            }
            takes = {key: result[1][0]["answer"] == "true" for key, result in own.items()}
            turned = not takes.get("subject", True) or takes.get("object", False)
        return iri, turned

    def triple(self, subject: str, predicate: str, object: str) -> tuple[str, str, str | Literal]:
        """A triple by its names: IRIs, or a literal as the object.

        The object may be a value where the predicate takes values; ``rdf:type``, ``is a`` and ``a`` ask for
        a class. Raises KgError for an unknown or ambiguous name.
        """
        if normal(whole(predicate)) in IS_A:
            known = object in ("owl:Nothing", _IMPOSSIBLE)
            kind = _IMPOSSIBLE if known else self.resolve(object, OWL + "Class")
            return self.resolve(subject), RDF + "type", kind
        literal = value(self.engine, self.predicate(predicate), object)
        if literal is not None:
            return self.resolve(subject), self.predicate(predicate), literal
        return self.ends(subject, predicate, object)

    def ends(self, subject: str, predicate: str, object: str) -> tuple[str, str, str]:
        """The IRIs of a triple between two things, whichever end its predicate is told from.

        Raises KgError for an unknown or ambiguous name, and for a class, which no source states.
        """
        if normal(whole(predicate)) in IS_A:
            raise KgError(
                "of which kind a thing is its description tells, and no source; see kg explain",
                he="מאיזה סוג דבר הוא אומר תיאורו, ולא מקור; ראו kg explain",
            )
        given = {"subject": subject, "predicate": predicate, "object": object}
        found = self.wanted(dict(given), claimed=False)
        return found["subject"], found["predicate"], found["object"]

    def label(self, iri: str) -> str:
        """The label of an IRI in the graph's language, else the IRI."""
        return labels(self.engine, self.lang, [iri]).get(iri, iri)

    def narrowed(
        self,
        *,
        status: str | None = None,
        as_of: str | None = None,
        source: str | None = None,
        modality: str | None = None,
        min_origins: int | None = None,
    ) -> Self:
        """The same with answers narrowed to what counts as well: see ``kg.ask.narrow.Narrow``.

        Raises KgError for an unknown name and for a date that is none.
        """
        if not isinstance(min_origins, int | None):
            raise KgError(f"a number of origins is a whole number, not {repeated(min_origins)}")
        want: dict[str, Any] = {"as_of": as_of, "min_origins": min_origins}
        want = {key: value for key, value in want.items() if value is not None}
        want |= self.wanted({"status": status, "source": source, "modality": modality})
        narrow = self.narrow._replace(**want)
        narrow.span()
        return self._with(narrow)

    @property
    def is_narrowed(self) -> bool:
        """Whether answers are narrowed to what counts."""
        return bool(self.narrow)

    def as_of(self, date: str) -> Self:
        """The same with answers narrowed to what is said to hold at an EDTF date, or is not dated."""
        return self.narrowed(as_of=date)

    def keeps(self, around: str | Sequence[str] | None = None) -> Callable[[list[Row]], list[Row]]:
        """What keeps of rows with a statement ``s`` those that count, and name a thing of ``around``.

        Raises KgError for an unknown name.
        """
        things = None if around is None else {self.resolve(name) for name in several(around)}

        def kept(rows: list[Row]) -> list[Row]:
            counts = {row["s"] for row in rows}
            counts = counting(self.engine, counts, self.narrow) if self.narrow else counts
            return [
                row for row in rows if row["s"] in counts and (things is None or things & set(row.values()))
            ]

        return kept


def several(names: str | Sequence[str]) -> Sequence[str]:
    """One name as a list of names."""
    return [names] if isinstance(names, str) else names
