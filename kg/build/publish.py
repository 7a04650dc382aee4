"""Publish the questions as RDF, so that the catalogue can itself be queried and SPARQL editors can list it.

A question is one resource in the format of the SIB's SPARQL examples: an ``sh:SPARQLSelectExecutable``
(SHACL, section 5.2.1) with its summary as label, what it says as comment, its tags as ``schema:keywords``,
the project's prefixes (``sh:prefixes``) and, as ``schema:target``, where it is asked: the endpoint that the
dataset names (``void:sparqlEndpoint``), else the dataset. A parameter is an ``sh:Parameter`` (SHACL Advanced
Features, section 5.1): the local name of its path is the variable's.
"""

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.catalogue.question import Question
from kg.model.project import Project
from kg.model.vocab import PREFIXES, RDFS, XSD, rdf, term
from kg.reason.given import IMPOSSIBLE
from kg.reason.rule import LEVELS, Rule

_SH, _SCHEMA = PREFIXES["sh"], PREFIXES["schema"]
_ENDPOINT = NamedNode(PREFIXES["void"] + "sparqlEndpoint")
_TYPES = {"date": "dateTime", "integer": "integer", "string": "string"}


def question_quads(
    questions: Iterable[Question], project: Project, outside: Iterable[Quad] = ()
) -> list[Quad]:
    """The questions as RDF, in the order given, and the prefixes; ``outside`` tells of the dataset."""
    dataset = NamedNode(project.space)
    named = {quad.object for quad in outside if quad.subject == dataset and quad.predicate == _ENDPOINT}
    targets = sorted((node for node in named if isinstance(node, NamedNode)), key=str) or [dataset]
    asked = [quad for question in questions for quad in _question(question, project, targets)]
    return [*asked, *(_prefixes(project) if asked else ())]


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


def _prefixes(project: Project) -> Iterator[Quad]:
    """What the prefixes stand for: in SHACL's words (section 5.2.1), of what all questions are in."""
    for prefix, namespace in project.prefixes.items():
        one = NamedNode(project.made("prefix", prefix))
        yield Quad(_all(project), NamedNode(_SH + "declare"), one)
        yield Quad(one, NamedNode(_SH + "prefix"), Literal(prefix))
        yield Quad(one, NamedNode(_SH + "namespace"), _literal(namespace, "anyURI"))


def _all(project: Project) -> NamedNode:
    return NamedNode(project.made("query", ""))


def _question(question: Question, project: Project, targets: Sequence[NamedNode]) -> list[Quad]:
    node = NamedNode(project.made("query", question.name))
    text = "\n".join(line for line in question.text.splitlines() if not line.startswith("#+"))
    quads = [
        Quad(node, rdf("type"), NamedNode(_SH + "SPARQLExecutable")),
        Quad(node, rdf("type"), NamedNode(_SH + "SPARQLSelectExecutable")),
        Quad(node, NamedNode(_SH + "prefixes"), _all(project)),
        Quad(node, NamedNode(_SH + "select"), Literal(text.strip() + "\n")),
        *(Quad(node, NamedNode(_SCHEMA + "target"), target) for target in targets),
        *(Quad(node, NamedNode(_SCHEMA + "keywords"), Literal(tag)) for tag in question.tags),
        *_texts(node, RDFS + "label", question.title),
        *_texts(node, RDFS + "comment", question.title | question.description),
    ]
    for place, parameter in enumerate(question.parameters, 1):
        one = NamedNode(f"{node.value}.{parameter.name}")
        quads += [
            Quad(node, NamedNode(_SH + "parameter"), one),
            Quad(one, rdf("type"), NamedNode(_SH + "Parameter")),
            Quad(one, NamedNode(_SH + "path"), NamedNode(project.made("parameter", parameter.name))),
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
