"""What nodes and edges are called, of which classes things are, and how these are drawn."""

import re

from kg.engines import Engine, labels, project_of, select
from kg.model.vocab import NS, RDFS, Iri, local

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdfs: <{RDFS}> "
_COLOUR = re.compile("#[0-9a-f]{6}")
SYMBOLS = ("circle", "square", "diamond", "triangle", "pentagon", "hexagon")


class Told:
    """What nodes and edges are called, and how the ontology has them drawn (``:colour``, ``:symbol``)."""

    def __init__(self, engine: Engine, iris: set[str]) -> None:
        self._engine = engine
        self._project = project_of(engine)
        self._labels: dict[str, dict[str, str]] = {lang: {} for lang in self._project.languages}
        self._types: dict[str, set[str]] = {}
        self._labelled: set[str] = set()
        self._above: dict[str, list[str]] = {}
        self._looks: dict[str, dict[str, str]] = {}
        query = """SELECT ?c ?above ?colour ?symbol ?own { ?c a <http://www.w3.org/2002/07/owl#Class>
            BIND(EXISTS { ?c rdfs:label ?label } AS ?own)
            OPTIONAL { ?c rdfs:subClassOf ?above } OPTIONAL { ?c :colour ?colour ; :symbol ?symbol } }
            ORDER BY ?c ?above"""
        for row in select(engine, _PREFIXES + query)[1]:
            self._labelled |= {row["c"]} if row["own"] == "true" else set()
            self._above.setdefault(row["c"], []).extend([row["above"]] if row["above"] else [])
            if _COLOUR.fullmatch(row["colour"]) and row["symbol"] in SYMBOLS:
                self._looks[row["c"]] = {"colour": row["colour"], "symbol": row["symbol"]}
        self.add(iris)

    def add(self, iris: set[str]) -> None:
        """Read of some more."""
        for lang, known in self._labels.items():
            known |= labels(self._engine, lang, iris)
        query = "SELECT ?s ?type { VALUES ?s { THESE } ?s a ?type } ORDER BY ?s ?type"
        for row in select(self._engine, query, these=iris)[1]:
            self._types.setdefault(row["s"], set()).add(row["type"])

    def is_thing(self, value: str) -> bool:
        """Whether a qualifier's value is a thing: an IRI that is described, and no term or quantity."""
        types = self._types.get(value, set()) if isinstance(value, Iri) else set()
        return bool(types) and NS + "Quantity" not in types and not self._project.is_term(value)

    def name(self, iri: str, lang: str) -> str:
        """The label of an IRI; else its end."""
        return self._labels[lang].get(iri) or local(iri)

    def names(self, iri: str) -> dict[str, str]:
        """The labels of an IRI in the project's languages."""
        return {f"label_{lang}": self.name(iri, lang) for lang in self._labels}

    def classes(self, iri: str) -> set[str]:
        """The local names of all classes of a thing."""
        return {local(one) for one in self._all(self._types.get(iri, set())) if self._is_own(one)}

    def node(self, iri: str) -> dict[str, str]:
        """The attributes of a node."""
        types = {one for one in self._types.get(iri, set()) if self._is_own(one)}
        above = self._all({broader for one in types for broader in self._above.get(one, [])})
        special = sorted(types - above)
        return {
            **self.names(iri),
            "types": ",".join(map(local, special)),
            "classes": ",".join(sorted(self.classes(iri))),
            **self.look(special),
        }

    def _is_own(self, kind: str) -> bool:
        return self._project.is_own(kind, self._labelled)

    def _all(self, classes: set[str]) -> set[str]:
        found, todo = set(classes), list(classes)
        while todo:
            new = set(self._above.get(todo.pop(), [])) - found
            found |= new
            todo += new
        return found

    def look(self, classes: list[str]) -> dict[str, str]:
        """The look of the nearest class that has one, going upwards."""
        level, seen = classes, set(classes)  # classes may go round in a circle
        while level:
            for one in level:
                if one in self._looks:
                    return {"kind": local(one), **self._looks[one]}
            level = sorted({above for one in level for above in self._above.get(one, [])} - seen)
            seen |= set(level)
        kind = local(classes[0]) if classes else ""
        return {"kind": kind, "colour": "#999999", "symbol": "circle"}
