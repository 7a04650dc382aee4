"""Readable IRIs of statements, conflicts and inferences, that depend on nothing but what they name."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.model.project import Project
from kg.model.vocab import EDTF, XSD, Iri, Node

# What a bare name in a statement's IRI stands for, by its form; whatever else would have it gets a digest.
_ENTITY = r"(?!about-\d|open-)[^\W\d][\w-]*"
_QUANTITY = r"(about-)?\d+(\.\d+)?-(?!open$)[^\W\d][\w-]*"
_PASSAGE = r"(?a)(.+)/(\d+)-(\d+)"
_IRI = r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f<>\"{}|^`\\]+"
_WRITTEN_OUT = r"(?i)[^:]+://.|(urn|tag|did):"
_DATE = r"(D|\.\.)(/(D|\.\.))?".replace("D", r"\d{4}(-\d\d){0,2}")
_NUMBER = r"0|[1-9]\d{0,2}"  # four digits are a year


def statement_iri(
    project: Project,
    subject: str,
    predicate: str,
    value: Node,
    qualifiers: Mapping[str, Sequence[Node]],
    level: str = "",
    holder: str = "",
) -> str:
    """A readable IRI for a statement; a digest tells apart what a name cannot, or shortens it.

    ``level`` is a certainty that is not the usual one, ``holder`` who judges.
    """
    parts = [_subject(project, subject), project.local(predicate), _slug(project, value)]
    named = sorted((project.local(name), name) for name in qualifiers)
    for short_name, name in named:
        parts += [f"{short_name}-{_slug(project, one)}" for one in qualifiers[name]]
    parts += [f"by-{_subject(project, holder)}"] if holder else []
    parts += [level] if level else []
    return project.made("statement", short(".".join(parts)))


def short(name: str) -> str:
    """A name of at most 150 characters: a digest takes the place of what is cut off."""
    if len(name) <= 150:
        return name
    return name[:140].rstrip(".-") + "." + _digest(name)[:8]


def _slug(project: Project, node: Node) -> str:
    """The name of a node, which no other node has."""
    if isinstance(node, NamedNode):
        slug = re.sub(r"[^\w.-]+", "-", project.local(node.value))
        forms = (("entity", _ENTITY), ("quantity", _QUANTITY))
        own = any(node.value == project.made(kind, slug) and re.fullmatch(form, slug) for kind, form in forms)
        return slug if own else f"{slug}-{_digest(str(node))[:8]}"
    text = node.value if isinstance(node, Literal) else str(node)
    kind = node.datatype.value if isinstance(node, Literal) else ""
    if not text.isascii():
        plain = isinstance(node, Literal) and node.language is not None
        return _digest(text if plain else str(node))[:12]
    if kind == EDTF:
        text = text.replace("..", "open")  # 1992/.. is not 1992
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    form = {EDTF: _DATE, XSD + "integer": _NUMBER}.get(Iri(kind))
    bare = bool(form and isinstance(node, Literal) and re.fullmatch(form, node.value))
    bare = bare or (kind == XSD + "boolean" and text in ("true", "false"))
    return slug if bare else f"{slug}-{_digest(str(node))[:8]}".strip("-")


def _subject(project: Project, iri: str) -> str:
    name = project.local(iri)
    bare = iri in (project.made("entity", name), project.made("source", name)) and "." not in name
    return name if bare else f"{name}-{_digest(iri)[:8]}"


def _digest(text: str) -> str:
    from hashlib import sha256  # which takes 3 ms to import, and no question needs

    return sha256(text.encode()).hexdigest()


class Passage(NamedTuple):
    """A passage as its name tells it: the source's name, and offsets in characters (half-open)."""

    source: str
    start: int
    end: int

    @classmethod
    def of(cls, name: str) -> "Passage":
        """Read ``SOURCE/START-END``. Raises ValueError for anything else.

        >>> Passage.of("globes/1691-1745")
        Passage(source='globes', start=1691, end=1745)
        """
        found = re.fullmatch(_PASSAGE, name)
        if found is None:
            raise ValueError(f"{name!r} names no passage")
        return cls(found[1], int(found[2]), int(found[3]))


def is_iri(name: str) -> bool:
    """Whether a text has the form of an IRI (RFC 3987, section 2.2), so that it may stand in a query.

    >>> is_iri("mailto:a@example.org"), is_iri("entity:port"), is_iri("two words: a")
    (True, True, False)
    >>> is_iri("http://[::1]/"), is_iri("http://[::1")
    (True, False)
    """
    if re.fullmatch(_IRI, name) is None:
        return False
    try:
        NamedNode(name)  # which also knows what a host and a port are
    except ValueError:
        return False
    return True


def is_written_out(name: str) -> bool:
    """Whether what a person gives is an IRI as it stands, and neither a name nor a prefixed name.

    >>> is_written_out("https://example.org/a"), is_written_out("urn:a:b"), is_written_out("entity:port")
    (True, True, False)
    """
    return is_iri(name) and re.match(_WRITTEN_OUT, name) is not None
