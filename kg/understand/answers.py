"""The whole answers of questions: which things stand where in them, on which statements rows rest, and by
which words their relations go."""

from collections import Counter
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.ask import asking
from kg.ask.answer import Answer
from kg.ask.narrow import grounds_of_rows
from kg.ask.view import View
from kg.catalogue.question import Question
from kg.engines import Engine, Result, select
from kg.engines.patience import solve_patiently
from kg.errors import KgError
from kg.model.spelling import words
from kg.model.vocab import EDTF, PREFIXES, RDF, RDFS, SKOS, XSD, Iri
from kg.understand.cues import DATE, FIGURE, bare
from kg.understand.stems import stem, stems

_SHORT = 2  # letters of a word that names no relation
_NAMED = f"""PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}> PREFIX owl: <{PREFIXES["owl"]}>
SELECT DISTINCT ?relation ?label {{ VALUES ?relation {{ THESE }}
  ?relation (owl:inverseOf|^owl:inverseOf)?/(rdfs:label|skos:altLabel|skos:hiddenLabel) ?label }}
ORDER BY ?relation ?label"""
_TRIPLES = f"""PREFIX rdf: <{RDF}> SELECT ?s ?subject ?predicate ?object {{ VALUES ?s {{ THESE }}
  ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object }} ORDER BY ?s"""


class Answers:
    """The answers of questions that are given nothing, each worked out once."""

    def __init__(self, engine: Engine) -> None:
        self._view = View(engine)
        self._whole: dict[str, Answer | None] = {}
        self._things: dict[str, dict[str, set[str]]] = {}
        self._rests: dict[str, list[tuple[str, str, str]]] = {}

    def whole(self, question: Question) -> Answer | None:
        """The whole answer; None of a question that must be given something."""
        if question.name not in self._whole:
            try:
                self._whole[question.name] = asking.answer(self._view, question, {})
            except KgError:  # it needs something
                self._whole[question.name] = None
        return self._whole[question.name]

    def things(self, question: Question) -> dict[str, set[str]]:
        """The things in each column; of a question that must be given something, for whatever it is given.

        No columns of one that must be given several: that would be each with each.
        """
        if question.name not in self._things:
            needed = sum(parameter.required for parameter in question.parameters)
            if needed > 1:
                found = Result([], [])
            elif (answer := self.whole(question)) is not None:
                found = answer.result
            else:
                found = solve_patiently(self._view.engine, question.text, {}, file=str(question.path))
            self._things[question.name] = {
                name: {Iri(node.value) for row in found.rows if isinstance(node := row[name], NamedNode)}
                for name in found.names
            }
        return self._things[question.name]

    def meant(self, question: Question, asked: Sequence[str]) -> set[str]:
        """The relations (IRIs) in the answer that the words of a sentence name, in whichever language.

        One goes by its labels and aliases, and by those of its inverse. It has all of the words that are in
        those of any («economic relations» are no diplomatic ones), and the sentence all those of one of them:
        who «refrains from criticising» does not criticise.
        """
        relations = {predicate for predicate, *_ in self._patterns(question)}
        stemmed = [{*stems(word)} for word in bare(asked)]
        told: dict[str, set[int]] = {relation: set() for relation in relations}
        whole: set[str] = set()
        for row in select(self._view.engine, _NAMED, these=relations)[1]:
            label = {stem(one) for one in words(row["label"]) if len(one) > _SHORT}
            found = {place for place, forms in enumerate(stemmed) if not label.isdisjoint(forms)}
            told[row["relation"]] |= found
            if label and all(any(one in forms for forms in stemmed) for one in label):
                whole.add(row["relation"])
        every = set().union(*told.values())
        return {relation for relation in whole if told[relation] == every}

    def pattern(self, question: Question) -> tuple[str, str, str] | None:
        """The relation (an IRI) in the triples under the rows, and in which columns their ends stand mostly.
        None where there are several relations.
        """
        found = self._patterns(question)
        return found[0] if len({predicate for predicate, *_ in found}) == 1 else None

    def _patterns(self, question: Question) -> list[tuple[str, str, str]]:
        if question.name not in self._rests:
            counted: Counter[tuple[str, str, str]] = Counter()
            answer = self.whole(question)
            rows = [row for row in answer.rows if row.get("statement")] if answer is not None else []
            triples = select(self._view.engine, _TRIPLES, these={row["statement"] for row in rows})[1]
            of = {one["s"]: (one["subject"], one["predicate"], one["object"]) for one in triples}
            for row in rows:
                subject, predicate, object = of.get(row["statement"], ("", "", ""))
                names = {value: name for name, value in row.items() if value}
                if subject in names and object in names:
                    counted[predicate, names[subject], names[object]] += 1
            self._rests[question.name] = sorted(counted, key=lambda one: (-counted[one], one))
        return self._rests[question.name]

    def has(self, answer: Answer, wanted: str) -> bool:
        """Whether a row has a date, or a figure, as ``kg.understand.cues.wanted`` tells."""
        project = self._view.project
        kinds = (EDTF, XSD + "date", XSD + "gYear")
        for row in answer.result.rows:
            for node in row.values():
                if wanted == DATE and isinstance(node, Literal) and node.datatype.value.startswith(kinds):
                    return True
                if (
                    wanted == FIGURE
                    and isinstance(node, NamedNode)
                    and project.is_made(node.value, "quantity")
                ):
                    return True
        return False

    def statements(self, question: Question) -> set[str]:
        """The statements on which the rows rest."""
        answer = self.whole(question)
        if answer is None:
            return set()
        columns = grounds_of_rows(answer.columns)
        return {row[name] for row in answer.rows for name in columns if row[name]}
