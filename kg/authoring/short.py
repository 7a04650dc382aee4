"""The short form of a claim: one row of names, amounts and words, made out into Turtle."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.ask.sentences import Sentences
from kg.authoring.blocks import Block, Line
from kg.authoring.describe import dated, refuse_unknown, tagged
from kg.authoring.numbers import read_number
from kg.authoring.quantities import Quantities, slugged
from kg.authoring.rows import Row
from kg.authoring.written import Written
from kg.errors import KgError
from kg.model.iris import short
from kg.model.literals import ill_typed
from kg.model.vocab import EDTF, OWL, PREFIXES, RDF, RDFS, XSD, Iri, Node, local, rdf, term
from kg.texts.texts import Locator
from kg.words import capital

_QUANTITY, _GLOSS = term("Quantity"), term("gloss")
_LANGUAGE = NamedNode(PREFIXES["dcterms"] + "language")
_VALUED, _DATED = NamedNode(OWL + "DatatypeProperty"), NamedNode(RDFS + "seeAlso")
_GIST = {rdf(part).value for part in ("subject", "predicate", "object")} | {term("evidence").value}
_TRUE = {"true": True, "yes": True, "כן": True, "false": False, "no": False, "לא": False}


@dataclass(frozen=True)
class Said:
    """A claim made out: its IRI and its block; ``is_known`` where the project says the same already."""

    iri: str
    block: Block
    is_known: bool


class Short:
    """Makes out rows, one after the other."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._project = written.project
        self._quantities = Quantities(written)
        self._named = {
            quad.subject.value
            for quad in written.loaded.graph("claims")
            if isinstance(quad.subject, NamedNode)
        }
        self._said = self._all_said()
        self._gists = {_gist(says): iri for says, iri in self._said.items()}

    @property
    def quantities(self) -> list[Block]:
        """The quantities to be written."""
        return self._quantities.new

    def first(self, passage: str) -> bool:
        """Whether a passage is new, once."""
        iri = self._project.made("evidence", passage)
        is_new = iri not in self._named
        self._named.add(iri)
        return is_new

    def claim(self, row: Row, source: str, passages: Sequence[Locator]) -> Said:
        """The claim of a row. Raises KgError for an unknown name, and for a value that does not fit."""
        for name in ("subject", "predicate", "object"):
            if not row.cell(name):
                raise KgError(f"has no {name}")
        subject = self._written.thing(row.cell("subject"))
        predicate = self._written.names.resolve(row.cell("predicate"), "Predicate")
        spoken = self._spoken(source)
        value = self._value(predicate, row.cell("object"), spoken)
        qualifiers = self._qualifiers(row.cell("qualifiers"), spoken)
        names = self._written.names
        modality = NamedNode(names.resolve(row.cell("modality") or "asserted", "Modality"))
        speaker = [NamedNode(self._written.thing(row.cell("speaker")))] if row.cell("speaker") else []
        evidence: list[Node] = [NamedNode(self._project.made("evidence", at.name)) for at in passages]
        lines: list[Line] = [
            [(RDF + "type", [term("Claim")])],
            [
                (rdf("subject").value, [NamedNode(subject)]),
                (rdf("predicate").value, [NamedNode(predicate)]),
                (rdf("object").value, [value]),
            ],
            [(name, values) for name, values in sorted(qualifiers.items())],
            [(term("modality").value, [modality])],
            [(term("speaker").value, speaker)] if speaker else [],
            [(term("statedIn").value, [NamedNode(self._project.made("source", source))])],
            [(term("evidence").value, evidence)],
        ]
        says = frozenset((name, node) for line in lines for name, nodes in line for node in nodes)
        if says in self._said:
            block = Block(self._said[says], lines)
            return Said(block.subject, block, True)
        if not row.cell("name"):
            self._refuse_other(_gist(says))
        iri = self._name(source, row.cell("name"), self._slug(subject, predicate, value))
        self._said[says] = iri
        aside = [*([modality] if local(modality.value) != "asserted" else []), *speaker]
        glosses = self._glosses(row, self._first(spoken), (subject, predicate, value), qualifiers, aside)
        return Said(iri, Block(iri, [*lines, [(_GLOSS.value, tagged(glosses))]]), False)

    def _refuse_other(self, gist: frozenset[tuple[str, Node]]) -> None:
        """Raises KgError where a claim of the project says the same triple of the same passages otherwise."""
        if gist in self._gists:
            iri = self._gists[gist]
            path, line = self._written.loaded.place(iri)
            raise KgError(
                f"{iri.rpartition('/')[2]} says this otherwise of the same passage; mend it at {path}:{line} "
                "or take it out and import again; a row with a name of its own is a claim beside it"
            )

    def _all_said(self) -> dict[frozenset[tuple[str, Node]], str]:
        """What each claim of the project says, but for its gloss."""
        blocks: dict[str, set[tuple[str, Node]]] = {}
        for quad in self._written.loaded.graph("claims"):
            if isinstance(quad.subject, NamedNode) and quad.predicate != _GLOSS:
                blocks.setdefault(quad.subject.value, set()).add((quad.predicate.value, quad.object))
        kind = (RDF + "type", term("Claim"))
        return {frozenset(block): iri for iri, block in sorted(blocks.items(), reverse=True) if kind in block}

    def _value(self, property_: str, text: str, spoken: Sequence[str]) -> Node:
        """A value of a predicate or qualifier, as the ontology wants it, told in such a language."""
        store, node = self._written.engine.store, NamedNode(property_)
        ranges = self._written.ranges(property_)
        if _QUANTITY.value in ranges:
            return NamedNode(self._quantities.find(text, spoken))
        if any(store.quads_for_pattern(node, _DATED, NamedNode(EDTF))):
            return dated(text)
        if not any(store.quads_for_pattern(node, rdf("type"), _VALUED)):
            return NamedNode(self._written.thing(text))
        kind = next((one for one in sorted(ranges) if one.startswith(XSD)), "")
        if kind == XSD + "boolean":
            if text.lower() not in _TRUE:
                raise KgError(f"{local(property_)} is yes or no, not {text!r}")
            return Literal(_TRUE[text.lower()])
        if not kind or kind == XSD + "string":
            return Literal(text) if kind else Literal(text, language=self._first(spoken))
        is_number = kind in (XSD + "integer", XSD + "decimal")
        try:
            plain = f"{read_number(text, spoken):f}" if is_number else text
        except KgError as error:
            raise KgError(f"{local(property_)} is a number ({local(kind)}): {error.message}") from None
        literal = Literal(plain, datatype=NamedNode(kind))
        if wrong := ill_typed(literal):
            raise KgError(
                f"{local(property_)} is {'a number' if is_number else 'a value'} ({wrong}), not {text!r}"
            )
        return literal

    def _qualifiers(self, cell: str, spoken: Sequence[str]) -> dict[str, list[Node]]:
        """The qualifiers of a cell, ``name: value; name: value``."""
        found: dict[str, list[Node]] = {}
        for part in filter(None, (part.strip() for part in cell.split(";"))):
            name, sign, text = (one.strip() for one in part.partition(":"))
            if not sign or not text:
                raise KgError(f"a qualifier is written NAME: VALUE, not {part!r}")
            iri = self._written.qualifier(name)
            found.setdefault(iri, []).append(self._value(iri, text, spoken))
        return found

    def _name(self, source: str, given: str, slug: str) -> str:
        """A new IRI for a claim, by the name that is given, else by one of its own.

        Raises KgError for a name that no IRI can have, and for one that is taken.
        """
        slug = given or slug
        if not re.fullmatch(r"[\w.-]+", slug):
            raise KgError(f"{slug!r} cannot be a claim's name; take letters, digits and hyphens")
        if given and self._project.made("claim", f"{source}/{given}") in self._named:
            raise KgError(f"another claim of {source} has the name {given}; give it one of its own")
        names = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(self._named) + 3))
        iri = next(
            one
            for one in (self._project.made("claim", f"{source}/{name}") for name in names)
            if one not in self._named
        )
        self._named.add(iri)
        return iri

    def _slug(self, subject: str, predicate: str, value: Node) -> str:
        text = value.value if isinstance(value, Literal) else getattr(value, "value", "")
        last = self._project.local(text) if isinstance(value, NamedNode) else text
        apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", self._project.local(predicate))
        return short(slugged("-".join((self._project.local(subject), apart, last))))

    def _glosses(
        self,
        row: Row,
        lang: str,
        triple: tuple[str, str, Node],
        qualifiers: Mapping[str, Sequence[Node]],
        aside: Sequence[NamedNode],
    ) -> dict[str, str]:
        """The glosses that are given, without a code in ``lang``, and of the others what the labels tell."""
        languages = self._project.languages
        given = {code or lang: text for code, text in row.glosses.items()}
        refuse_unknown(given, languages)
        parts = (Iri(triple[0]), Iri(triple[1]), _text(triple[2]))
        pairs = [(Iri(name), _text(node)) for name, nodes in sorted(qualifiers.items()) for node in nodes]
        named = [*parts, *(one for pair in pairs for one in pair), *(Iri(node.value) for node in aside)]
        known = Sentences(self._written.engine, named)
        for code in languages:
            if code not in given:
                how = [known.name(Iri(node.value), code) for node in aside]
                before = f"{capital(how[0])}{f' ({how[1]})' if how[1:] else ''}: " if how else ""
                more = f" ({known.pairs(pairs, code).words})" if pairs else ""
                given[code] = f"{before}{known.sentence(*parts, code)}{more}."
        return {code: given[code] for code in languages}

    def _spoken(self, source: str) -> list[str]:
        """The languages in which a row may be written: that of its source, and then the project's."""
        node = NamedNode(self._project.made("source", source))
        told = self._written.engine.store.quads_for_pattern(node, _LANGUAGE, None)
        spoken = {quad.object.value for quad in told if isinstance(quad.object, Literal)}
        return [*sorted(spoken), *self._project.languages]

    def _first(self, spoken: Sequence[str]) -> str:
        """The language of a text without a code: the first that is the project's."""
        return next(code for code in spoken if code in self._project.languages)


def _gist(says: frozenset[tuple[str, Node]]) -> frozenset[tuple[str, Node]]:
    """Of what a claim says, the triple and the passages."""
    return frozenset((name, node) for name, node in says if name in _GIST)


def _text(node: Node) -> str:
    return Iri(node.value) if isinstance(node, NamedNode) else getattr(node, "value", "")
