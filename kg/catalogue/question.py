"""One question of the catalogue: what it takes, and what is bound for it."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError, short
from kg.model.vocab import XSD

TYPES = ("iri", "date", "integer", "string")
LANGUAGE = "language"  # a parameter that nobody gives: it is that in which the answer is told
ABOUT = "about"  # what stands in a phrasing for something that each row must name
HOLE = re.compile(r"\{(\w+)\}")


class Parameter(NamedTuple):
    """What may be given to a question: its type, and whether it must be."""

    name: str
    type: str
    required: bool
    default: str | None
    example: str | None
    text: dict[str, str]

    def bind(self, value: str, resolve: Callable[[str], str]) -> NamedNode | Literal:
        """The node for a value as a person wrote it; a date becomes its first instant.

        Raises KgError for a value that is not of the type, and for a name that is not known.
        """
        if self.type == "iri":
            return NamedNode(resolve(value))
        if self.type == "string":
            return Literal(value)
        if self.type == "integer":
            if not re.fullmatch(r"[+-]?\d+", value, re.ASCII):
                raise KgError(
                    f"--{self.name} takes a whole number, not {value!r}",
                    he=f"--{self.name} מקבל מספר שלם, ולא {value!r}",
                )
            return Literal(value, datatype=NamedNode(XSD + "integer"))
        from datetime import date

        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise KgError(
                f"--{self.name} takes a date such as 2025-11-06, not {value!r}",
                he=f"--{self.name} מקבל תאריך כגון 2025-11-06, ולא {value!r}",
            ) from None
        return Literal(f"{day.isoformat()}T00:00:00Z", datatype=NamedNode(XSD + "dateTime"))


class Question(NamedTuple):
    """One question: its name, its texts by language, what it takes and shows, and the SPARQL text.

    ``phrasings`` are the question as people ask it, by language (see ``kg.catalogue.read``). Where it
    ``affirms``, a row that has the things named is a yes to whoever asks whether it is so.
    """

    name: str
    title: dict[str, str]
    text: str
    path: Path
    description: dict[str, str]
    parameters: tuple[Parameter, ...]
    tags: tuple[str, ...]
    columns: dict[str, dict[str, str]]
    phrasings: dict[str, tuple[str, ...]]
    affirms: bool

    def __repr__(self) -> str:
        return short(f"<Question {self.name}>")

    @property
    def asked(self) -> list[Parameter]:
        """The parameters that people give."""
        return [parameter for parameter in self.parameters if parameter.name != LANGUAGE]

    @property
    def needed(self) -> list[Parameter]:
        """The parameters that must be given: they are required, and have no value of their own."""
        return [one for one in self.parameters if one.required and one.default is None]

    def filled(self, called: Mapping[str, Mapping[str, str]]) -> "Question":
        """The same with phrasings in which examples stand for what is given: ``called`` has, by parameter,
        what its example is called in each language.
        """

        def told(lang: str, phrasing: str) -> str:
            return HOLE.sub(lambda hole: called.get(hole[1], {}).get(lang, hole[0]), phrasing)

        phrasings = {lang: tuple(told(lang, one) for one in every) for lang, every in self.phrasings.items()}
        return self._replace(phrasings=phrasings)

    def bindings(
        self, given: Mapping[str, str | None], resolve: Callable[[str], str]
    ) -> dict[str, NamedNode | Literal]:
        """The nodes to bind, from what was given by parameter name; ``resolve`` gives the IRI of a name.

        Raises KgError when a required parameter is missing or a value does not fit.
        """
        bound: dict[str, NamedNode | Literal] = {}
        for parameter in self.parameters:
            value = given.get(parameter.name)
            value = parameter.default if value is None else value
            if value is not None:
                bound[parameter.name] = parameter.bind(value, resolve)
            elif parameter.required:
                example = f" (example: {parameter.example})" if parameter.example else ""
                raise KgError(
                    f"{self.name} needs --{parameter.name}{example}",
                    he=f"{self.name} צריכה --{parameter.name}{example.replace('example', 'לדוגמה')}",
                )
        return bound
