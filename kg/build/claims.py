"""Read the claims out of the loaded graph and check what no shape can be asked before merging."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.build.validation import InvalidGraphError, Violation
from kg.errors import KgError, meant
from kg.files.loaded import Loaded
from kg.model.claims import Claim
from kg.model.edtf import NotEdtfError, bounds
from kg.model.schema import Schema
from kg.model.vocab import EDTF, Node, rdf, term

# What to do, by the SHACL component that tells best what is wrong.
_MENDS = {
    "one": ("this needs exactly one {0} and has {1}", "נדרש כאן {0} אחד בדיוק, ויש {1}"),
    "iri": ("this has {1} as its {0}, where an IRI is needed", "ה־{0} כאן הוא {1}, ונדרש IRI"),
    "predicate": (
        "this has the unknown predicate <{1}>; declare it in ontology/",
        "היחס <{1}> אינו ידוע; יש להגדיר אותו ב־ontology/",
    ),
    "evidence": (
        "this has no evidence; find its passage with kg anchor",
        "חסרה ראיה; kg anchor מוצא את הקטע",
    ),
    "unknown": (
        "this names the unknown <{1}>; add it to graph/ or mend the name",
        "נזכר כאן <{1}> שאינו ידוע; יש להוסיף אותו ל־graph/ או לתקן את השם",
    ),
    "blank": (
        "this has a blank node as its {0}; give it an IRI or write a literal",
        "ה־{0} כאן הוא צומת ריק; יש לתת לו IRI או לכתוב ערך",
    ),
    "edtf": (
        "this has {1} as its {0}, which is not an EDTF date such as 1992-04-10, 1992-04 or 1992/..",
        "ה־{0} כאן הוא {1}, ואינו תאריך EDTF כגון 1992-04-10, 1992-04 או 1992/..",
    ),
}
_COMPONENTS = {
    "one": "MinCount",
    "iri": "NodeKind",
    "predicate": "Class",
    "evidence": "MinCount",
    "unknown": "Class",
    "blank": "NodeKind",
    "edtf": "Datatype",
}


_UNITS = "http://qudt.org/"  # described elsewhere


@dataclass
class Registry:
    """The IRIs of everything that is described somewhere, and of the speakers whom nobody names."""

    known: set[str]
    unnamed: set[str]

    @classmethod
    def of(cls, loaded: Loaded) -> "Registry":
        """Read them from the loaded graph."""
        typed = [
            (q.subject.value, q.object)
            for name in ("entities", "sources", "ontology", "claims")
            for q in loaded.graph(name)
            if q.predicate == rdf("type") and isinstance(q.subject, NamedNode)
        ]
        unnamed = {iri for iri, kind in typed if kind == term("UnnamedSpeaker")}
        return cls({iri for iri, _ in typed}, unnamed)


_Block = dict[str, list[Node]]


def read_claims(
    loaded: Loaded, schema: Schema, quads: Iterable[Quad] | None = None, registry: Registry | None = None
) -> list[Claim]:
    """The claims among the quads (all that were loaded where it is None), sorted by IRI.

    Raises InvalidGraphError with all that is wrong with single claims: a part that is missing or given
    twice, an unknown predicate or name, a blank node, what is no EDTF date. Raises KgError where there is no
    claim, and for a blank node that is described: nothing could name it in a change.
    """
    registry = registry or Registry.of(loaded)
    blocks: dict[str, _Block] = {}
    nameless: list[Quad] = []
    for quad in loaded.graph("claims") if quads is None else quads:
        if not isinstance(quad.subject, NamedNode):
            nameless.append(quad)
        else:
            blocks.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    found = {
        iri: block
        for iri, block in sorted(blocks.items())
        if term("Claim") in block.get(rdf("type").value, [])
    }
    may: dict[str, Iterable[str]] = {"predicate": schema.predicates, "unknown": registry.known}
    problems = [
        _violation(loaded, iri, block, problem, may.get(problem[0], ()))
        for iri, block in sorted(blocks.items())
        for problem in (*(_parts(schema, registry.known, block) if iri in found else ()), *_values(block))
    ]
    if problems:
        raise InvalidGraphError(problems)
    for quad in nameless:
        path, line = loaded.place(str(quad.subject))
        said = f"{loaded.project.prefixed(quad.predicate.value)} {quad.object}"
        cause = f"a blank node has {said}; claims and what they name need IRIs"
        raise KgError(cause, file=path, line=line)
    if not found:
        raise KgError("graph/claims holds no claim" if quads is None else "there is no claim in this")
    claims = [_claim(schema, iri, block) for iri, block in found.items()]
    for claim in claims:
        claim.unnamed = claim.speaker in registry.unnamed
    return claims


_Problem = tuple[str, str, str]  # the kind of mistake, the property that has it, and the value or count


def _parts(schema: Schema, known: set[str], block: _Block) -> Iterator[_Problem]:
    """What is wrong with the parts of a claim."""
    links = (rdf("subject"), rdf("predicate"), term("modality"), term("statedIn"))
    for name in (*links, rdf("object")):
        values = block.get(name.value, [])
        if len(values) != 1:
            yield "one", name.value, str(len(values))
        elif name in links and isinstance(values[0], Literal):
            yield "iri", name.value, str(values[0])
    if not block.get(term("evidence").value):
        yield "evidence", term("evidence").value, ""
    for property_, values in block.items():
        for iri in (value.value for value in values if isinstance(value, NamedNode)):
            if property_ == rdf("predicate").value:
                if iri not in schema.predicates:
                    yield "predicate", property_, iri
            elif property_ != rdf("type").value and iri not in known and not iri.startswith(_UNITS):
                yield "unknown", property_, iri


def _values(block: _Block) -> Iterator[_Problem]:
    """What no value of a claim, or of what stands beside it, may be."""
    for property_, values in block.items():
        for value in values:
            if isinstance(value, BlankNode | Triple):
                yield "blank", property_, ""
            elif isinstance(value, Literal):
                dated = value.datatype.value == EDTF or property_ == term("time").value
                if dated and (why := _no_date(value)) is not None:
                    yield "edtf", property_, str(value) + (f" ({why})" if why else "")


def _no_date(value: Literal) -> str | None:
    """Why a value is no date, as far as that is known; None for a date."""
    try:
        bounds(value.value)
    except NotEdtfError as error:
        return error.why
    return None if value.datatype.value == EDTF else ""


def _violation(loaded: Loaded, iri: str, block: _Block, problem: _Problem, known: Iterable[str]) -> Violation:
    """The violation; ``known`` are names that may have been meant."""
    kind, name, value = problem
    path, line = loaded.place(iri)
    prefixed = loaded.project.prefixed
    nearest = meant(prefixed(value), map(prefixed, known))
    english, hebrew = (
        text.format(prefixed(name), value) + end for text, end in zip(_MENDS[kind], nearest, strict=True)
    )
    more = kind == "one" and value != "0"
    component = "MaxCount" if more else _COMPONENTS[kind]
    source = next((v.value for v in block.get(term("statedIn").value, []) if isinstance(v, NamedNode)), "")
    return Violation(
        iri,
        source,
        None if path is None else str(path),
        line,
        "",
        component + "ConstraintComponent",
        name,
        None,
        (("en", english), ("he", hebrew)),
    )


def _claim(schema: Schema, iri: str, block: _Block) -> Claim:
    def maybe(name: NamedNode) -> str | None:
        values = block.get(name.value, [])
        return values[0].value if values and isinstance(values[0], NamedNode) else None

    subject, predicate, modality, source = (
        maybe(name) or "" for name in (rdf("subject"), rdf("predicate"), term("modality"), term("statedIn"))
    )
    return Claim(
        iri=iri,
        subject=subject,
        predicate=predicate,
        object=block[rdf("object").value][0],
        modality=modality,
        source=source,
        speaker=maybe(term("speaker")),
        rank=maybe(term("rank")),
        qualifiers={
            name: sorted(values, key=str)
            for name, values in sorted(block.items())
            if name in schema.qualifiers
        },
    )
