"""Passages as Turtle: evidence that a claim rests on, or a waiver of what no claim does."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.authoring.blocks import Block, Line, declared, text_of, with_blocks
from kg.authoring.describe import Texts, tagged
from kg.authoring.trying import with_folder
from kg.errors import KgError
from kg.files.plain import read_text
from kg.files.replace import replace_all
from kg.model.project import Project
from kg.model.vocab import OA, RDF, RDFS, integer, term
from kg.texts.texts import Locator


def prefixes_of(project: Project, source: str) -> dict[str, str]:
    """The prefixes of what is kept of one source: its claims, passages and waivers."""
    return {kind: project.made(kind, f"{source}/") for kind in ("claim", "evidence", "waiver")}


def passage_block(project: Project, at: Locator, reason: str = "", comment: Texts | None = None) -> Block:
    """A passage and its place; with a ``reason`` (an IRI) as a waiver, else as evidence."""
    iri = project.made("waiver" if reason else "evidence", at.name)
    kind = term("Waiver" if reason else "Evidence")
    why = [(term("waiverReason").value, [NamedNode(reason)])] if reason else []
    told = [(RDFS + "comment", tagged(comment))] if comment else []
    place = Block(
        iri + ".position",
        [
            [
                (RDF + "type", [NamedNode(OA + "TextPositionSelector")]),
                (OA + "start", [integer(at.start)]),
                (OA + "end", [integer(at.end)]),
            ]
        ],
    )
    where: Line = [
        (RDF + "type", [kind]),
        (OA + "hasSource", [NamedNode(project.made("source", at.source))]),
        (OA + "hasSelector", [NamedNode(place.subject)]),
    ]
    return Block(iri, [where, [*why, *told], [(term("sha256").value, [Literal(at.sha256)])]], [place])


def pasteable(project: Project, source: str, block: Block, path: Path) -> str:
    """A block as it can be pasted into a file: with the prefixes that it does not declare."""
    prefixes = {**project.prefixes, **prefixes_of(project, source)}
    return declared(path, [block], prefixes) + text_of(block, prefixes)


def add_passage(project: Project, source: str, block: Block, path: Path) -> None:
    """Put a passage into a file. Raises KgError where it is there already."""
    comment = f"Passages of «{source}», and why no claim rests on them."
    prefixes = prefixes_of(project, source)
    if path.exists() and text_of(block, {**project.prefixes, **prefixes}).split()[0] in read_text(path):
        raise KgError("has this passage already", file=path)
    replace_all({with_folder(path): with_blocks(path, [block], project, prefixes, comment)})
