"""Read Turtle, and tell where in it something stands."""

import re
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg.errors import KgError
from kg.files.plain import decoded, read_bytes
from kg.model.literals import ill_typed
from kg.model.vocab import BASE, XSD, local

_BRACKET = rb"[\[({]|<<|[\])}]|>>"
_DEEPEST = 200  # brackets in each other: more than anybody writes, and less than ends a process
_LONGEST = 2**24  # bytes that the parser takes at once: of a text, and of a comment, which we can spare it
APART = (  # texts, IRIs and comments, in which no sign is one of Turtle's
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n\r]*"
)
_APART = re.compile(APART.encode(), re.DOTALL)
_STRING = XSD + "string"  # of which each value has one form
_OWN = r"^Parser error at line \d+.*?: "


def line_of(turtle: str, iri: str) -> int | None:
    """The line in which the block of a subject begins, as far as it can be found."""
    name = re.escape(local(iri))
    start = re.compile(rf"^(?:[\w-]*:|<[^>]*[/#]|<){name}>?(?=[\s;]|$)")
    for number, line in enumerate(turtle.split("\n"), 1):
        if start.match(line):
            return number
    return None


def read_turtle(path: Path, base: str = BASE) -> list[Quad]:
    """Parse one Turtle file; values as ``read`` has them, relative IRIs against ``base``.

    Raises KgError with file and line when it is missing, unreadable or malformed.
    """
    return read(read_bytes(path), path, base=base)


def read_trig(path: Path, base: str = BASE) -> list[Quad]:
    """Parse one TriG file, in which triples may stand in named graphs; else as ``read_turtle``."""
    return read(read_bytes(path), path, base=base, form=RdfFormat.TRIG)


def read(
    data: bytes,
    path: Path | None = None,
    prefixes: str = "",
    base: str = BASE,
    form: RdfFormat = RdfFormat.TURTLE,
) -> list[Quad]:
    """Parse Turtle; each value that has several forms (9, 09, +9) in the one that stores keep.

    ``prefixes`` may be used without being declared. Raises KgError with the line for what is malformed, for
    nodes of RDF 1.2, and for a value that its type does not have.
    """
    decoded(data, path)
    refuse_depth(data, path)
    try:
        # In one line, so that an error's line is that of the text.
        bare = _APART.sub(_text_alone, data) if len(data) > _LONGEST else data
        quads = list(parse(prefixes.encode() + bare, format=form, base_iri=base))
    except SyntaxError as error:
        cause = re.sub(_OWN, "", str(error.msg))
        raise KgError(f"not valid Turtle: {cause}", file=path, line=error.lineno) from None
    except MemoryError:
        cause = f"a text in it is longer than {_LONGEST >> 20} MB, more than is taken"
        raise KgError(f"not valid Turtle: {cause}", file=path) from None
    except (OSError, ValueError) as error:
        raise KgError(f"not valid Turtle: {error}", file=path) from None
    return [_checked(quad, data, path) for quad in quads]


def refuse_depth(data: bytes, path: Path | None = None) -> None:
    """Raises KgError for brackets so deep in each other that a parser would end the process.

    ``data`` is in Turtle or a language like it; brackets in its texts and comments are none.
    """
    if _depth(data) > _DEEPEST and _depth(_APART.sub(b"", data)) > _DEEPEST:  # slower, for those few
        raise KgError(f"not valid Turtle: brackets are more than {_DEEPEST} deep", file=path)


def _depth(data: bytes) -> int:
    """How deep brackets stand in each other."""
    depth = deepest = 0
    for sign in re.finditer(_BRACKET, data):
        depth = depth + 1 if sign[0] in (b"[", b"(", b"{", b"<<") else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _text_alone(found: re.Match[bytes]) -> bytes:
    return b"" if found[0].startswith(b"#") else found[0]


def _checked(quad: Quad, data: bytes, path: Path | None) -> Quad:
    node = quad.object
    if isinstance(node, NamedNode | BlankNode) and not isinstance(quad.subject, Triple):
        return quad
    cause = ""
    if isinstance(node, Triple) or isinstance(quad.subject, Triple) or getattr(node, "direction", None):
        cause = "triple terms and directions of RDF 1.2 are not taken"
    elif isinstance(node, Literal) and (kind := ill_typed(node)):
        cause = f"{node.value!r} is no {kind}"
    if cause:
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        line = line_of(data.decode(), subject) if subject else None
        of = f"<{subject}>: " if subject else ""
        raise KgError(f"{of}{cause} (in {local(quad.predicate.value)})", file=path, line=line)
    if isinstance(node, Literal) and node.datatype.value.startswith(XSD) and node.datatype.value != _STRING:
        return Quad(quad.subject, quad.predicate, _kept(node), quad.graph_name)
    return quad


@cache
def _kept(value: Literal) -> Literal:
    """A value in the form in which stores keep it."""
    store = Store()
    store.add(Quad(NamedNode(BASE), NamedNode(BASE), value))
    (quad,) = store
    assert isinstance(quad.object, Literal)
    return quad.object
