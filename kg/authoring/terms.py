"""Declare terms: classes, predicates and qualifiers of the ontology, shapes, rules and questions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.authoring.blocks import Block, Line, with_blocks
from kg.authoring.describe import Texts, in_all, tagged
from kg.authoring.trying import put
from kg.authoring.written import Written
from kg.errors import KgError
from kg.files.load import CHECKS
from kg.files.turtle import read_turtle
from kg.model.schema import EVENT, JUDGEMENT, LASTING, STATE
from kg.model.vocab import EDTF, OWL, PREFIXES, RDF, RDFS, SKOS, XSD, Node, integer, rdf, term

KINDS = {"state": STATE, "event": EVENT, "lasting": LASTING, "judgement": JUDGEMENT, "inferred": ""}
VALUES = {"date": RDFS + "Literal", "integer": XSD + "integer", "decimal": XSD + "decimal"}
VALUES |= {"text": XSD + "string", "boolean": XSD + "boolean"}
_SH = PREFIXES["sh"]


@dataclass(frozen=True)
class Term:
    """What is given of any term: its name, labels and definitions by language, and the file it goes to."""

    name: str
    labels: Texts
    definitions: Texts
    file: str = ""


@dataclass(frozen=True)
class OfPredicate:
    """What is given of a predicate besides: see ``ontology/README.md``.

    ``one_of_each`` are qualifiers that have one value at a time, as a ``share`` of a ``whole`` has; ``forms``
    are its label as it agrees with others, by the local name of the property.
    """

    kind: str
    domain: str = ""
    range: str = ""
    qualifiers: Sequence[str] = ()
    required: Sequence[str] = ()
    one_object: bool = False
    one_subject: bool = False
    one_of_each: Sequence[str] = ()
    starts_once: bool = False
    share: str = ""
    whole: Sequence[str] = ("subject",)
    sentences: Texts = field(default_factory=dict)
    forms: Mapping[str, Texts] = field(default_factory=dict)


def add_class(
    written: Written, told: Term, broader: str = "", gender: str = "", colour: str = "", symbol: str = ""
) -> Path:
    """Declare a class, a kind of ``broader``; ``gender`` is that of its things in Hebrew, ``colour``
    (#rrggbb) and ``symbol`` are how pictures show them.
    """
    if "he" in written.project.languages and gender not in ("masculine", "feminine"):
        raise KgError("say the gender of its things in Hebrew: --gender masculine, or feminine")
    above = [NamedNode(written.named_class(broader))] if broader else []
    looks = {"colour": colour, "symbol": symbol}
    lines: list[Line] = [
        [(RDFS + "subClassOf", above)] if above else [],
        [(term("gender").value, [Literal(gender)])] if gender else [],
        [(term(name).value, [Literal(text)]) for name, text in looks.items() if text],
    ]
    return _declare(written, told, ["Class"], [], lines)


def add_predicate(written: Written, told: Term, more: OfPredicate) -> Path:
    """Declare a predicate of claims. Raises KgError for an unknown class or qualifier."""
    if more.kind not in KINDS:
        raise KgError(f"a predicate is one of {', '.join(KINDS)}, not {more.kind!r}")
    property_, ranged = _ranged(written, more.range)
    required = _qualifiers(written, more.required)
    allowed = list(dict.fromkeys([*_qualifiers(written, more.qualifiers), *required]))
    part = _qualifiers(written, [more.share] if more.share else [])
    single = list(dict.fromkeys([*_qualifiers(written, more.one_of_each), *part]))
    allowed = list(dict.fromkeys([*allowed, *single]))
    allowed = list(dict.fromkeys([*allowed, *part]))
    sentences = more.sentences and in_all(
        more.sentences, written.project.languages, "a sentence", "--sentence"
    )
    lines: list[Line] = [
        [(term(name).value, tagged(texts)) for name, texts in more.forms.items() if texts],
        [(term("sentence").value, tagged(sentences))] if sentences else [],
        [(RDFS + "domain", [NamedNode(written.named_class(more.domain))])] if more.domain else [],
        ranged,
        [(term("allowedQualifier").value, allowed)] if allowed else [],
        [(term("requiredQualifier").value, required)] if required else [],
        [(term("functionalQualifier").value, single)] if single else [],
        [(term("partQualifier").value, part), (term("wholeKey").value, _keys(written, more.whole))]
        if part
        else [],
        [(term("singleValuedObject").value, [Literal(True)])] if more.one_object else [],
        [(term("singleValuedSubject").value, [Literal(True)])] if more.one_subject else [],
        [(term("startsOnce").value, [Literal(True)])] if more.starts_once else [],
        [(term("edge").value, [Literal(True)])] if property_ == "ObjectProperty" else [],
    ]
    kinds = ["Predicate", KINDS[more.kind]] if KINDS[more.kind] else []  # of the latter no claim speaks
    return _declare(written, told, [property_], kinds, lines)


def add_qualifier(
    written: Written, told: Term, range: str = "", of: Sequence[str] = (), several: bool = False
) -> Path:
    """Declare a qualifier, and let the predicates ``of`` take it."""
    property_, ranged = _ranged(written, range)
    predicates = dict.fromkeys(written.names.resolve(name, "Predicate") for name in of)
    kinds = ["Qualifier", *(["SetQualifier"] if several else [])]
    iri = NamedNode(written.project.terms + told.name)
    also = [Block(one, [[(term("allowedQualifier").value, [iri])]]) for one in predicates]
    return _declare(written, told, [property_], kinds, [ranged], also)


def _ranged(written: Written, name: str) -> tuple[str, Line]:
    """The kind of property for a range, and the range: a class, or a kind of value."""
    if name in VALUES:
        line: Line = [(RDFS + "range", [NamedNode(VALUES[name])])]
        return "DatatypeProperty", [
            *line,
            *([(RDFS + "seeAlso", [NamedNode(EDTF)])] if name == "date" else []),
        ]
    if not name:
        return "ObjectProperty", []
    try:
        return "ObjectProperty", [(RDFS + "range", [NamedNode(written.named_class(name))])]
    except KgError as error:
        raise KgError(f"{error.message}; for values the range is one of {', '.join(VALUES)}") from None


def _keys(written: Written, names: Sequence[str]) -> list[Node]:
    """What names the whole of a share: the subject, the object, or qualifiers."""
    ends = {"subject": rdf("subject"), "object": rdf("object")}
    return [ends.get(name) or NamedNode(written.names.resolve(name, "Qualifier")) for name in names]


def _qualifiers(written: Written, names: Sequence[str]) -> list[Node]:
    return [NamedNode(written.names.resolve(name, "Qualifier")) for name in names]


def _declare(
    written: Written,
    told: Term,
    owl: Sequence[str],
    kinds: Sequence[str],
    lines: Sequence[Line],
    also: Sequence[Block] = (),
) -> Path:
    """Write a term into the ontology; ``also`` is said of other terms.

    Raises KgError for a name that is taken, also by the base, and for what would stop a build.
    """
    iri = written.new("", told.name)
    if written.is_there(term(told.name).value):
        raise KgError(f"kg:{told.name} is there already, in the base; use it, or take another name")
    labels = in_all(told.labels, written.project.languages, "a label", "--label")
    definitions = in_all(told.definitions, written.project.languages, "a definition", "--definition")
    types = [*(NamedNode(OWL + name) for name in owl), *map(term, kinds)]
    block = Block(
        iri,
        [
            [(RDF + "type", types)],
            [(RDFS + "label", tagged(labels))],
            [(SKOS + "definition", tagged(definitions))],
            *lines,
        ],
    )
    path = _ontology_file(written, told.file)
    blocks = {path: [block]}
    for one in also:  # in the file where it stands, but for what the base says
        home = written.loaded.files.get(one.subject, path)
        blocks.setdefault(home if written.root in home.parents else path, []).append(one)
    put(written, {at: with_blocks(at, parts, written.project, {}) for at, parts in blocks.items()})
    return path


def _ontology_file(written: Written, given: str) -> Path:
    path = written.root / "ontology" / (given or "terms.ttl")
    if path.suffix != ".ttl" or ".." in Path(given).parts or Path(given).is_absolute():
        raise KgError(f"a file of the ontology is a .ttl file below ontology/, not {given!r}")
    return path


@dataclass(frozen=True)
class Limits:
    """What a shape asks of the values of a property: how many there are, and within which bounds they lie."""

    path: str
    least: int | None = None
    most: int | None = None
    lower: str = ""
    upper: str = ""


def add_shape(
    written: Written, name: str, limits: Limits, messages: Texts, of: str = ""
) -> tuple[Path, Path]:
    """Write a shape of one property, of all that has it or of things of a class ``of``; gives its file, and
    that in which its check belongs.

    Raises KgError for unknown names, a message that lacks a language, and limits that are none.
    """
    project = written.project
    iri = project.made("shape", name)
    shapes = (quad for path in written.loaded.shapes for quad in read_turtle(path, project.space))
    if any(quad.subject == NamedNode(iri) for quad in shapes):
        raise KgError(f"{project.prefixed(iri)} is there already")
    says = in_all(messages, project.languages, "a message", "--message")
    property_ = NamedNode(shaped(written, limits.path))
    bounds: list[tuple[str, Sequence[Node]]] = [
        (_SH + sh, [value])
        for sh, value in (
            ("minCount", None if limits.least is None else integer(limits.least)),
            ("maxCount", None if limits.most is None else integer(limits.most)),
            ("minInclusive", _number(limits.lower)),
            ("maxInclusive", _number(limits.upper)),
        )
        if value is not None
    ]
    _refuse_crossed(limits)
    if not bounds:
        raise KgError("say what the shape asks for: --min-count, --max-count, --least or --most")
    kind = "targetClass" if of else "targetSubjectsOf"
    target = NamedNode(written.named_class(of)) if of else property_
    block = Block(
        iri,
        [
            [(RDF + "type", [NamedNode(_SH + "PropertyShape")])],
            [(_SH + kind, [target])],
            [(_SH + "path", [property_]), *bounds],
            [(_SH + "severity", [NamedNode(_SH + "Violation")])],
            [(_SH + "message", tagged(says))],
        ],
    )
    path = written.root / "ontology/shapes/terms.ttl"
    put(written, {path: with_blocks(path, [block], project, {})})
    return path, path.parent / CHECKS / f"{name}.ttl"


def _refuse_crossed(limits: Limits) -> None:
    """Raises KgError for limits between which nothing lies."""
    lower, upper = (None if not text else Decimal(text) for text in (limits.lower, limits.upper))
    pairs = (("--least", lower, "--most", upper), ("--min-count", limits.least, "--max-count", limits.most))
    for one, low, other, high in pairs:
        if low is not None and high is not None and low > high:
            raise KgError(f"nothing is at once {one} {low} and {other} {high}")


def shaped(written: Written, name: str) -> str:
    """The property of that name. Raises KgError for an unknown one, and for one of which a shape of this form
    would see nothing, or not what is meant.
    """
    property_ = written.named_property(name)
    name = written.project.prefixed(property_)
    if property_ in written.schema.predicates and property_ not in written.schema.qualifiers:
        raise KgError(
            f"{name} is what claims say, and no property of a thing: let kg term add predicate take "
            "--one-object or --requires, or write a shape in SPARQL over kg:Statement (kg docs extending)"
        )
    if term("Quantity").value in written.ranges(property_):
        raise KgError(
            f"the values of {name} are quantities, which have a kg:value and a kg:unit of their own: write "
            "the shape by hand, with the path ( PROPERTY kg:value )"
        )
    return property_


def _number(text: str) -> Literal | None:
    if not text:
        return None
    if re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII) is None:
        raise KgError(f"a bound is a number, not {text!r}")
    return Literal(text, datatype=NamedNode(XSD + ("integer" if text.lstrip("+-").isdigit() else "decimal")))
