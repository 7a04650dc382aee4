"""The quantities that rows tell of: those that a project has, and those that are to be written for it."""

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.authoring.amounts import Amount, Units, read_amount, told
from kg.authoring.blocks import Block, Line
from kg.authoring.describe import tagged
from kg.authoring.written import Written
from kg.errors import KgError
from kg.model.figures import figures
from kg.model.vocab import RDF, RDFS, XSD, term

_DECIMAL = {"value": "value", "low": "lowerBound", "high": "upperBound"}


class Quantities:
    """Finds the quantity of an amount; ``new`` are those that the project lacks."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._project = written.project
        self._units = Units(written.loaded.graph("ontology"))
        self._figures = {
            (one.value, one.low, one.high, one.unit, one.approximate, ""): iri
            for iri, one in sorted(figures(written.loaded.graph("entities")).items(), reverse=True)
        }
        self.new: list[Block] = []

    def find(self, text: str, languages: Collection[str]) -> str:
        """The quantity that a text names, or tells in one of some languages; one that is new is kept."""
        try:
            return self._written.names.resolve(text, "Quantity")
        except KgError:
            amount = read_amount(text, self._units, languages)
        labels = {code: told(amount, self._units, code) for code in self._project.languages}
        if amount.bound:  # of these a number does not tell which is meant: the words do
            with suppress(KgError):
                return self._written.names.resolve(labels[self._project.languages[0]], "Quantity")
        key = (amount.value, amount.low, amount.high, amount.unit, amount.approximate, amount.bound)
        if key not in self._figures:
            name = re.sub(r"-(?=\d)", "minus ", told(amount, self._units, "en"))
            block = _described(self._project.made("quantity", slugged(name)), amount, labels)
            self.new.append(block)
            self._figures[key] = block.subject
            quads = [
                Quad(NamedNode(block.subject), NamedNode(name), node)
                for line in block.lines
                for name, nodes in line
                for node in nodes
            ]
            self._written.engine.store.extend(quads)  # so that sentences know what it is called
        return self._figures[key]


def _described(iri: str, amount: Amount, labels: Mapping[str, str]) -> Block:
    numbers: Line = [
        (term(name).value, [_decimal(value)])
        for field, name in _DECIMAL.items()
        if (value := getattr(amount, field)) is not None
    ]
    about: Line = [(term("approximate").value, [Literal(True)])] if amount.approximate else []
    unit: Line = [(term("unit").value, [NamedNode(amount.unit)])]
    return Block(
        iri, [[(RDF + "type", [term("Quantity")])], unit, numbers, about, [(RDFS + "label", tagged(labels))]]
    )


def _decimal(value: Decimal) -> Literal:
    """A number as Turtle has it for a decimal, with its point."""
    text = f"{value:f}"
    return Literal(text if "." in text else f"{text}.0", datatype=NamedNode(XSD + "decimal"))


def slugged(text: str) -> str:
    """A text as a name in an IRI."""
    return re.sub(r"[^\w.]+", "-", text.lower()).strip("-.") or "claim"
