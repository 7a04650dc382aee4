"""Write Turtle as people do: a block a subject, sorted, put into a file that keeps all else as it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import KgError
from kg.files.plain import read_text
from kg.files.turtle import APART, line_of, read
from kg.model.project import Project
from kg.model.vocab import RDF, XSD, Node

_LOCAL = re.compile(r"[^\W_](?:[\w.-]*[\w-])?")  # of a prefixed name, without escapes (Turtle, section 6.5)
_PREFIX = re.compile(r"^@prefix\s+([\w-]*):\s*<([^>]*)>\s*\.[ \t]*$", re.MULTILINE)
_TOKEN = re.compile(  # what stands apart, signs, and words, to which a full stop at the end does not belong
    APART + r"|[\[\](),;]|\.(?=\s|$|\#)|[^\s\[\](),;\"\'<#]+?(?=\.?(?:[\s\[\](),;\"\'<#]|$))",
    re.DOTALL,
)
_PLAIN = {XSD + "integer", XSD + "boolean", XSD + "decimal"}

Line = Sequence[tuple[str, Sequence[Node]]]  # properties with their values, which are written in one line


@dataclass(frozen=True)
class Block:
    """What is said of one subject, by its IRI, line by line; ``beside`` stands right below it."""

    subject: str
    lines: Sequence[Line]
    beside: Sequence["Block"] = ()


def text_of(block: Block, prefixes: Mapping[str, str]) -> str:
    """A block in Turtle."""
    lines = [
        " ; ".join(
            f"{_verb(name, prefixes)} {' , '.join(_node(value, prefixes) for value in values)}"
            for name, values in line
        )
        for line in block.lines
        if line
    ]
    first = f"{_short(block.subject, prefixes)} " + " ;\n    ".join(lines) + " .\n"
    return first + "".join(text_of(one, prefixes) for one in block.beside)


def with_blocks(
    path: Path,
    blocks: Sequence[Block],
    project: Project,
    prefixes: Mapping[str, str],
    comment: str = "",
    in_order: bool = True,
) -> bytes:
    """A file's text with more blocks; ``comment`` begins a file that is new.

    What is said of a subject that has a block there joins it. Where the file is sorted by subject, each other
    block takes its place; where it is not, or ``in_order`` is not wanted, they come last as they are given.
    What stood there stays as it is, but for prefixes that are added. ``prefixes`` may be used besides those
    of the project. Raises KgError for a file that is malformed, and where the outcome would be.
    """
    text = read_text(path) if path.exists() else ""
    known = dict(_PREFIX.findall(text))
    asked = {**project.prefixes, **prefixes}
    missing = {name: iri for name, iri in asked.items() if name not in known and iri not in known.values()}
    told = {**missing, **known}
    parts = [text_of(block, told) for block in blocks]
    used = {name for part in parts for name in told if _uses(part, name)}
    head = "".join(f"@prefix {name}: <{told[name]}> .\n" for name in told if name in used - known.keys())
    old = _quads(text, project, path) if text else []
    is_new = [line_of(text, block.subject) is None for block in blocks]
    named = [(block.subject, part) for block, part, new in zip(blocks, parts, is_new, strict=True) if new]
    body = _placed(text, named, old, in_order)
    for block in (block for block, new in zip(blocks, is_new, strict=True) if not new):
        body = _joined(body, block, told)
    if not text:
        body = (f"\n# {comment}\n" if comment else "") + body
    elif known and head:
        last = list(_PREFIX.finditer(body))[-1].end()
        head, body = body[:last] + "\n" + head.rstrip("\n"), body[last:]
    whole = head + body
    new = _quads(whole, project, path)
    said = [quad for part in parts for quad in _quads(part, project, path, told)]
    if len({*new}) != len({*old, *said}) or not {q.triple for q in said} <= {q.triple for q in new}:
        raise KgError("cannot be added to without changing what it says; write into another file", file=path)
    return whole.encode()


def declared(path: Path, blocks: Sequence[Block], prefixes: Mapping[str, str]) -> str:
    """The lines that declare the prefixes which blocks use and a file does not declare."""
    text = "".join(text_of(block, prefixes) for block in blocks)
    known = _PREFIX.findall(read_text(path)) if path.exists() else []
    used = {name: iri for name, iri in prefixes.items() if _uses(text, name) and (name, iri) not in known}
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in used.items())


def _uses(text: str, prefix: str) -> bool:
    return re.search(rf"(?<![\w\"]){prefix}:\w", text) is not None


def _quads(text: str, project: Project, path: Path, prefixes: Mapping[str, str] | None = None) -> list[Quad]:
    declared = " ".join(f"@prefix {name}: <{iri}> ." for name, iri in (prefixes or {}).items())
    return read(text.encode(), path, prefixes=declared + " " if declared else "", base=project.space)


def _placed(text: str, parts: Sequence[tuple[str, str]], old: Sequence[Quad], in_order: bool) -> str:
    """The text with each part where its subject sorts in, if the text is sorted; else at the end."""
    subjects = dict.fromkeys(quad.subject.value for quad in old if isinstance(quad.subject, NamedNode))
    found = sorted((line, iri) for iri in subjects if (line := line_of(text, iri)) is not None)
    is_sorted = in_order and [iri for _, iri in found] == sorted(iri for _, iri in found)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    at: dict[int, list[tuple[str, str]]] = {}
    for subject, part in sorted(parts) if is_sorted else parts:
        after = [line for line, iri in found if iri > subject] if is_sorted else []
        at.setdefault(_above(lines, min(after)) if after else len(lines) + 1, []).append((subject, part))
    out: list[str] = []
    for number, written in enumerate([*lines, ""], 1):
        for _, part in at.get(number, ()):
            out.append(part + "\n" if number <= len(lines) else "\n" + part)
        out.append(written)
    return "".join(out)


def _joined(text: str, block: Block, prefixes: Mapping[str, str]) -> str:
    """The text with what a block says put into the one that its subject has."""
    for name, values in (pair for line in block.lines for pair in line):
        verb, told = _verb(name, prefixes), " , ".join(_node(value, prefixes) for value in values)
        ends = _ends(text, block.subject)
        at = ends.get(verb) or max(ends.values(), default=len(text))
        text = text[:at] + (f" , {told}" if verb in ends else f" ;\n    {verb} {told}") + text[at:]
    return text


def _ends(text: str, subject: str) -> dict[str, int]:
    """By each property in the block of a subject, as it is written, the place where its values end."""
    start = sum(len(line) + 1 for line in text.split("\n")[: (line_of(text, subject) or 1) - 1])
    ends: dict[str, int] = {}
    depth, verb, is_next = 0, "", False
    for found in list(_TOKEN.finditer(text, start))[1:]:
        sign = found[0]
        if sign.startswith("#"):
            continue
        if sign == "." and not depth:
            break
        depth += (sign in "([") - (sign in ")]")
        if not verb or is_next:
            verb = sign
        is_next = sign == ";" and not depth
        if not is_next:
            ends[verb] = found.end()
    return ends


def _above(lines: Sequence[str], line: int) -> int:
    """The line, or that of the comment which stands right above it."""
    while line > 1 and lines[line - 2].startswith("#"):
        line -= 1
    return line


def _verb(name: str, prefixes: Mapping[str, str]) -> str:
    return "a" if name == RDF + "type" else _short(name, prefixes)


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    """The shortest form of an IRI."""
    fits = [(len(start), name) for name, start in prefixes.items() if iri.startswith(start)]
    for length, name in sorted(fits, reverse=True):
        if _LOCAL.fullmatch(iri[length:]):
            return f"{name}:{iri[length:]}"
    return f"<{iri}>"


def _node(node: Node, prefixes: Mapping[str, str]) -> str:
    if isinstance(node, NamedNode):
        return _short(node.value, prefixes)
    if not isinstance(node, Literal) or node.language or node.datatype.value == XSD + "string":
        return str(node)
    if node.datatype.value in _PLAIN and _is_plain(node):
        return node.value
    return f"{Literal(node.value)}^^{_short(node.datatype.value, prefixes)}"


def _is_plain(node: Literal) -> bool:
    """Whether a value without its datatype is read as what it is."""
    quads = parse(f"<urn:a> <urn:b> {node.value} .".encode(), format=RdfFormat.TURTLE)
    return [quad.object for quad in quads] == [node]
