"""What a graph declares and how it is used: its classes, its relations, and one term with what it says."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kg.ask.sentences import sentences
from kg.ask.statements import restated
from kg.ask.view import View
from kg.engines import Row, labels, number, select
from kg.errors import KgError, meant, short, whole
from kg.model.values import Thing
from kg.model.vocab import NS, OWL, RDF, RDFS, SKOS, Iri

CLASS, RELATION = "class", "relation"
_KINDS = (NS + "Predicate", NS + "Qualifier", NS + "UniversalQualifier")
_PROPERTIES = (OWL + "ObjectProperty", OWL + "DatatypeProperty")
_SHOWN = 5  # things of a class
_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> PREFIX owl: <{OWL}> "
_NAMING = (
    *(RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range"),
    *(OWL + "inverseOf", NS + "allowedQualifier"),
)
_TYPES = """SELECT DISTINCT ?s ?o { VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty
  :Predicate :Qualifier :UniversalQualifier } ?s a ?kind ; a ?o FILTER(isIRI(?s)) } ORDER BY ?s ?o"""
_NAMED = "SELECT DISTINCT ?s ?o { ?s <TERM> ?o FILTER(isIRI(?s) && isIRI(?o) && ?o != ?s) } ORDER BY ?s ?o"
_THINGS = "SELECT ?of (COUNT(DISTINCT ?s) AS ?n) { ?s a ?of } GROUP BY ?of"
_STATED = "SELECT ?of (COUNT(DISTINCT ?s) AS ?n) { ?s a :Statement ; rdf:predicate ?of } GROUP BY ?of"
_INFERRED = """SELECT DISTINCT ?subject ?predicate ?object {
  ?s a :Inference ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object }"""
_QUALIFYING = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a :Statement ; <TERM> ?o }"
_SOME = "SELECT DISTINCT ?s { ?s a <TERM> FILTER(isIRI(?s)) } ORDER BY ?s"
_EXAMPLE = """SELECT ?subject ?predicate ?object {
  ?s PROPERTY ; a KIND ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  OPTIONAL { ?s :originCount ?n } } ORDER BY DESC(?n) ?s LIMIT 1"""
_DEFINITION = f"""SELECT ?o (lang(?o) AS ?g) {{
  VALUES ?p {{ <{SKOS}definition> rdfs:comment }} <TERM> ?p ?o }} ORDER BY ?g ?o"""


@dataclass(frozen=True, repr=False)
class Term:
    """A class or a relation (also a qualifier) of the ontology; what names others has things.

    ``types`` are the kinds of properties that it is of; ``above`` and ``below`` are wider and narrower terms.
    Of a class ``things`` counts what is of it, with some of them in ``some``, and ``relations_from`` and
    ``relations_to`` have it as domain and range. Of a relation ``statements`` counts where it is used,
    ``inferred`` the triples that follow and no source states in another form; ``qualifiers`` are those that
    it takes, ``qualifies`` the relations that take it; ``example`` is a sentence and ``query`` SPARQL that
    asks for it.
    """

    iri: Iri
    kind: str
    label: str
    definition: str
    types: list[Thing]
    above: list[Thing]
    below: list[Thing]
    things: int = 0
    some: list[Thing] = field(default_factory=list)
    relations_from: list[Thing] = field(default_factory=list)
    relations_to: list[Thing] = field(default_factory=list)
    domain: list[Thing] = field(default_factory=list)
    range: list[Thing] = field(default_factory=list)
    inverses: list[Thing] = field(default_factory=list)
    symmetric: bool = False
    transitive: bool = False
    qualifiers: list[Thing] = field(default_factory=list)
    qualifies: list[Thing] = field(default_factory=list)
    statements: int = 0
    inferred: int = 0
    example: str = ""
    query: str = ""

    def __repr__(self) -> str:
        return short(f"<Term {self.label}: {self.kind}>")


@dataclass(frozen=True, repr=False)
class Overview:
    """All classes, each below each wider one (``class``, ``depth``, ``things``), and all relations
    (``predicate``, ``domain``, ``range``, ``statements``, ``inferred``), those that claims use before those
    that are only inferred.
    """

    classes: list[dict[str, Any]]
    predicates: list[dict[str, Any]]

    def __repr__(self) -> str:
        return f"<Overview {len(self.classes)} classes, {len(self.predicates)} relations>"


class Terms:
    """The classes and relations of a graph."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._told: dict[str, dict[str, list[str]]] = {}
        for row in self._select(_TYPES):
            self._told.setdefault(row["s"], {}).setdefault(RDF + "type", []).append(row["o"])
        for name in _NAMING:  # one at a time: rdflib would join all of the graph with each of several
            for row in self._select(_NAMED.replace("TERM", name)):
                if row["s"] in self:
                    self._told[row["s"]].setdefault(name, []).append(row["o"])

    def _select(self, query: str) -> list[Row]:
        return select(self._view.engine, _PREFIXES + query)[1]

    def _counts(self, query: str) -> dict[str, int]:
        return {row["of"]: number(row, "n") for row in self._select(query)}

    @cached_property
    def _things(self) -> dict[str, int]:
        return self._counts(_THINGS)

    @cached_property
    def _stated(self) -> dict[str, int]:
        return self._counts(_STATED)

    @cached_property
    def _inferred(self) -> dict[str, int]:
        """How many triples of each relation follow; 0 where a source states each in another form."""
        known = {*restated(self._view.engine).values()}
        found: dict[str, int] = {}
        for row in self._select(_INFERRED):
            triple = (row["subject"], row["predicate"], row["object"])
            found[row["predicate"]] = found.get(row["predicate"], 0) + (triple not in known)
        return found

    @cached_property
    def _labels(self) -> dict[str, str]:
        return labels(self._view.engine, self._view.lang)

    def _of(self, iri: str, *properties: str) -> list[str]:
        return [value for name in properties for value in self._told[iri].get(name, ())]

    def _to(self, name: str, iri: str) -> list[str]:
        return self._sorted(one for one, told in self._told.items() if iri in told.get(name, ()))

    def _sorted(self, iris: Collection[str] | Iterator[str]) -> list[str]:
        return sorted(iris, key=lambda iri: ((self._labels.get(iri) or iri).casefold(), iri))

    def _are(self, *kinds: str) -> list[str]:
        """The project's terms of some kinds."""
        own = self._view.project.vocabularies
        found = (iri for iri in self._told if iri.startswith(own))
        return self._sorted(iri for iri in found if {*kinds} & {*self._of(iri, RDF + "type")})

    def _thing(self, iri: str) -> Thing:
        return Thing(iri, self._labels.get(iri) or self._view.project.local(iri))

    def _things_of(self, iris: Iterable[str]) -> list[Thing]:
        return [self._thing(iri) for iri in iris]

    def overview(self) -> Overview:
        """All classes as a tree, and all relations."""
        classes = self._are(OWL + "Class")
        tops = [one for one in classes if not {*classes} & {*self._of(one, RDFS + "subClassOf")}]
        claimed = self._are(_KINDS[0])
        only = [one for one in self._are(*_PROPERTIES) if one in self._inferred and one not in claimed]
        return Overview(
            [row for one in tops for row in self._tree(one, {*classes}, ())],
            [
                {
                    "predicate": self._thing(one),
                    "domain": self._things_of(self._of(one, RDFS + "domain")),
                    "range": self._things_of(self._of(one, RDFS + "range")),
                    "statements": self._stated.get(one, 0),
                    "inferred": self._inferred.get(one, 0),
                }
                for one in (*claimed, *only)
            ],
        )

    def _tree(self, one: str, classes: set[str], above: Sequence[str]) -> Iterator[dict[str, Any]]:
        yield {"class": self._thing(one), "depth": len(above), "things": self._things.get(one, 0)}
        for below in self._to(RDFS + "subClassOf", one):
            if below in classes and below not in above:
                yield from self._tree(below, classes, (*above, one))

    def named(self, name: str) -> str:
        """The IRI of a term. Raises KgError, with the nearest, where none is called so."""
        for kind in (*_KINDS, OWL + "Class", *_PROPERTIES):
            try:
                iri = self._view.resolve(name, kind)
            except KgError:
                continue
            if iri in self:
                return iri
        with suppress(KgError):  # a relation named from its other end
            return self._view.predicate(name)
        english, hebrew = meant(whole(name), [self._labels[iri] for iri in self._told if iri in self._labels])
        raise KgError(
            f"no class or relation is called {name!r}{english}; kg schema lists them",
            he=f"אין מחלקה או יחס בשם {name!r}{hebrew}; kg schema מפרט אותם",
        )

    def __contains__(self, iri: str) -> bool:
        return iri in self._told

    def term(self, iri: str) -> Term:
        """All about a class or relation of the graph."""
        view, types = self._view, self._of(iri, RDF + "type")
        told = {row["g"]: row["o"] for row in self._select(_DEFINITION.replace("TERM", iri))}
        is_class = OWL + "Class" in types
        wider = RDFS + ("subClassOf" if is_class else "subPropertyOf")
        name, label = Iri(iri), self._labels.get(iri, view.project.local(iri))
        definition = next((told[g] for g in (view.lang, *view.project.languages, "") if g in told), "")
        of_kind = [one for one in types if one.startswith(view.project.vocabularies)]
        of = self._things_of
        above, below = of(self._of(iri, wider)), of(self._to(wider, iri))
        if is_class:
            some = [row["s"] for row in self._select(_SOME.replace("TERM", iri))]
            named = [one for one in some if one in self._labels] or some
            return Term(
                *(name, CLASS, label, definition, of(of_kind), above, below, self._things.get(iri, 0)),
                some=of(self._sorted(named)[:_SHOWN]),
                relations_from=of(self._to(RDFS + "domain", iri)),
                relations_to=of(self._to(RDFS + "range", iri)),
            )
        qualifies = self._to(NS + "allowedQualifier", iri)
        is_qualifier = bool({*_KINDS[1:]} & {*types})
        stated = self._stated.get(iri, 0)
        if is_qualifier:
            stated += number(self._select(_QUALIFYING.replace("TERM", iri))[0], "n")
        qualifiers = self._sorted(self._of(iri, NS + "allowedQualifier"))
        return Term(
            *(name, RELATION, label, definition, of(of_kind), above, below),
            domain=of(self._of(iri, RDFS + "domain")),
            range=of(self._of(iri, RDFS + "range")),
            inverses=of(self._sorted({*self._of(iri, OWL + "inverseOf"), *self._to(OWL + "inverseOf", iri)})),
            symmetric=OWL + "SymmetricProperty" in types,
            transitive=OWL + "TransitiveProperty" in types,
            qualifiers=of(qualifiers),
            qualifies=of(qualifies),
            statements=stated,
            inferred=self._inferred.get(iri, 0),
            example=self._example(iri, is_qualifier),
            query=self._query(iri, qualifiers, is_qualifier),
        )

    def _example(self, iri: str, is_qualifier: bool) -> str:
        """A sentence in which it stands: what most origins say, or where none says it, what follows."""
        property = f"<{iri}> ?value" if is_qualifier else f"rdf:predicate <{iri}>"
        for kind in (":Statement", ":Inference"):
            rows = self._select(_EXAMPLE.replace("KIND", kind).replace("PROPERTY", property))
            if rows:
                triple = (rows[0]["subject"], rows[0]["predicate"], rows[0]["object"])
                return sentences(self._view.engine, self._view.lang, [triple])[0]
        return ""

    def _query(self, iri: str, qualifiers: Sequence[str], is_qualifier: bool) -> str:
        """SPARQL that asks for where a relation is used; the project's prefixes need no declaration."""
        if not (is_qualifier or iri in self._are(_KINDS[0])):
            return f"SELECT ?subject ?object {{ ?subject {self._short(iri)} ?object }}"
        kg, rdf = self._short(NS + "status"), "rdf:"
        shown, relation = ["?subject", "?object", "?status"], self._short(iri)
        own = ""
        if is_qualifier:
            shown, relation = ["?subject", "?predicate", "?object", "?status", "?value"], "?predicate"
            own = f" ; {self._short(iri)} ?value"
        found = (
            f"?statement {rdf}subject ?subject ; {rdf}predicate {relation} ; {rdf}object ?object ; "
            f"{kg} ?status{own} ."
        )
        for qualifier in qualifiers:
            variable = "?" + re.sub(r"\W", "_", self._view.project.local(qualifier), flags=re.ASCII)
            variable += "_" * (variable in ("?statement", *shown))
            shown.append(variable)
            found += f" OPTIONAL {{ ?statement {self._short(qualifier)} {variable} }}"
        return f"SELECT {' '.join(shown)} ?statement {{ {found} }}"

    def _short(self, iri: str) -> str:
        short = self._view.project.prefixed(iri)
        return short if re.fullmatch(r"[\w-]*:[A-Za-z]\w*", short, re.ASCII) else f"<{iri}>"
