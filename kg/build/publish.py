"""Publish the questions as RDF, so that the catalogue can itself be queried and SPARQL editors can list it.

A question is an ``sh:SPARQLSelectExecutable`` (SHACL, section 5.2.1) with its titles as labels, its tags as
``schema:keywords``, and its parameters as ``sh:Parameter`` (SHACL Advanced Features, section 5.1).
"""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.catalogue.question import Question
from kg.model.project import Project
from kg.model.vocab import PREFIXES, RDFS, XSD, rdf, term
from kg.reason.given import IMPOSSIBLE
from kg.reason.rule import LEVELS, Rule

_SH, _SCHEMA = PREFIXES["sh"], PREFIXES["schema"]
_TYPES = {"date": "dateTime", "integer": "integer", "string": "string"}


def question_quads(questions: Iterable[Question], project: Project) -> list[Quad]:
    """The questions as RDF, in the order given."""
    return [quad for question in questions for quad in _question(question, project)]


def rule_quads(rules: Iterable[Rule], project: Project) -> list[Quad]:
    """The rules as RDF: an ``sh:SPARQLRule`` (SHACL Advanced Features, section 8.5) with its titles.

    One that finds contradictions is a reason of conflicts; one by which nothing follows as a fact has the
    certainty that it gives at most.
    """
    quads: list[Quad] = []
    for rule in rules:
        node = NamedNode(project.made("rule", rule.name))
        quads.append(Quad(node, rdf("type"), term("Rule")))
        quads.append(Quad(node, rdf("type"), NamedNode(_SH + "SPARQLRule")))
        quads.append(Quad(node, NamedNode(_SH + "construct"), Literal(rule.construct)))
        if any(value == IMPOSSIBLE for _, _, value in rule.head):
            quads.append(Quad(node, rdf("type"), term("ConflictReason")))
        if rule.level:
            quads.append(Quad(node, term("certainty"), term(LEVELS[rule.level])))
        quads += [
            *_texts(node, RDFS + "label", rule.title),
            *_texts(node, RDFS + "comment", rule.description),
        ]
    return quads


def _question(question: Question, project: Project) -> list[Quad]:
    node = NamedNode(project.made("query", question.name))
    text = "\n".join(line for line in question.text.splitlines() if not line.startswith("#+"))
    quads = [
        Quad(node, rdf("type"), NamedNode(_SH + "SPARQLExecutable")),
        Quad(node, rdf("type"), NamedNode(_SH + "SPARQLSelectExecutable")),
        Quad(node, NamedNode(_SH + "select"), Literal(text.strip() + "\n")),
        *(Quad(node, NamedNode(_SCHEMA + "keywords"), Literal(tag)) for tag in question.tags),
        *_texts(node, RDFS + "label", question.title),
        *_texts(node, RDFS + "comment", question.description),
    ]
    for place, parameter in enumerate(question.parameters, 1):
        one = NamedNode(f"{node.value}.{parameter.name}")
        quads += [
            Quad(node, NamedNode(_SH + "parameter"), one),
            Quad(one, rdf("type"), NamedNode(_SH + "Parameter")),
            Quad(one, NamedNode(_SH + "path"), NamedNode(project.terms + "parameter-" + parameter.name)),
            Quad(one, NamedNode(_SH + "name"), Literal(parameter.name)),
            Quad(one, NamedNode(_SH + "order"), _literal(str(place), "integer")),
            Quad(one, NamedNode(_SH + "optional"), _literal(str(not parameter.required).lower(), "boolean")),
            *_texts(one, _SH + "description", parameter.text),
        ]
        if parameter.type == "iri":
            quads.append(Quad(one, NamedNode(_SH + "nodeKind"), NamedNode(_SH + "IRI")))
        else:
            quads.append(Quad(one, NamedNode(_SH + "datatype"), NamedNode(XSD + _TYPES[parameter.type])))
        if parameter.default is not None:
            kind = _TYPES.get(parameter.type, "string")
            quads.append(Quad(one, NamedNode(_SH + "defaultValue"), _literal(parameter.default, kind)))
    return quads


def _literal(value: str, kind: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + kind))


def _texts(node: NamedNode, name: str, texts: dict[str, str]) -> list[Quad]:
    return [Quad(node, NamedNode(name), Literal(text, language=lang)) for lang, text in texts.items()]
