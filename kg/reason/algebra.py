"""Take a CONSTRUCT query apart: the patterns of its head and body, its filters, what it works out and denies.

What stands in a filter or BIND is written anew from the algebra, so that a rule asks nothing that was not
looked at: no function that another engine may lack, and none that gives another answer each time.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from pyoxigraph import Literal, NamedNode, Variable

from kg.engines.rdf import algebra
from kg.errors import KgError
from kg.model.vocab import XSD

Part = NamedNode | Literal | Variable
Pattern = tuple[Part, Part, Part]

# What else a group can hold, as it is written, by the names that rdflib's algebra gives them.
_WRITTEN = {
    "LeftJoin": ("OPTIONAL",),
    "Union": ("UNION",),
    "ToMultiSet": ("VALUES", "SELECT"),
    "values": ("VALUES",),
    "Graph": ("GRAPH",),
    "Minus": ("MINUS",),
    "ServiceGraphPattern": ("SERVICE",),
    "Slice": ("LIMIT", "OFFSET"),
    "OrderBy": ("ORDER BY",),
    "Group": ("GROUP BY",),
    "AggregateJoin": ("GROUP BY", "HAVING"),
}
_CHANGING = {"RAND", "NOW", "UUID", "STRUUID", "BNODE"}
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\?(\w+)')  # a text, which may hold anything, or a variable
_ARGUMENTS = ("arg", "text", "arg1", "arg2", "arg3", "start", "length", "pattern", "replacement", "flags")


@dataclass(frozen=True)
class Filter:
    """A condition on values: an expression of SPARQL in full IRIs, and the variables that it names."""

    text: str
    variables: frozenset[Variable]


@dataclass(frozen=True)
class Bind:
    """A value that is worked out: the variable that takes it, and the expression as in a filter."""

    variable: Variable
    value: Filter


@dataclass(frozen=True)
class Parts:
    """What a rule's query comes to. ``denied`` are the patterns that nothing may match."""

    head: tuple[Pattern, ...]
    body: tuple[Pattern, ...]
    denied: tuple[Pattern, ...]
    filters: tuple[Filter, ...]
    binds: tuple[Bind, ...]


def taken_apart(text: str, path: Path | None = None) -> Parts:
    """The parts of a CONSTRUCT query of triple patterns, filters, BINDs and denials of one pattern each.

    Raises KgError, with the line where it is known, for anything else.
    """
    return _Reader(text, path).parts()


def variables(patterns: Iterable[Pattern]) -> set[Variable]:
    """The variables of some patterns."""
    return {part for pattern in patterns for part in pattern if isinstance(part, Variable)}


def substituted(one: Filter, values: Mapping[Variable, Filter]) -> Filter:
    """An expression with others in the place of variables."""
    texts = {str(name): value.text for name, value in values.items()}
    text = _TOKEN.sub(lambda token: texts.get(token[0], token[0]), one.text)
    put = [value.variables for name, value in values.items() if name in one.variables]
    return Filter(text, (one.variables - values.keys()).union(*put))


def line_of(text: str, *words: str) -> int | None:
    """The first line of a query, comments apart, that holds one of the words; None where none does."""
    whole = [r"\s+".join(map(re.escape, word.split())) for word in words]
    found = [
        re.compile(rf"(?i)(?<![\w?]){word}" + (r"(?!\w)" if word[-1].isalnum() else "")) for word in whole
    ]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.lstrip().startswith("#") and any(one.search(line) for one in found):
            return number
    return None


class _Reader:
    def __init__(self, text: str, path: Path | None) -> None:
        self._text = text
        self._path = path
        self._binds: list[Bind] = []

    def parts(self) -> Parts:
        algebra = self._parsed()
        if algebra.name != "ConstructQuery":
            self._fail("a rule is a CONSTRUCT query", algebra.name.removesuffix("Query"))
        if algebra.template is None:
            self._fail("a rule is written CONSTRUCT { … } WHERE { … }", "CONSTRUCT")
        if algebra.datasetClause:
            self._fail("a rule is asked of the whole graph; it holds FROM", "FROM")
        head = tuple(self._pattern(triple) for triple in algebra.template)
        group = algebra.p.p if algebra.p.name == "Project" else algebra.p
        conditions: list[Any] = []
        while group.name == "Filter":
            conditions += _conjuncts(group.expr)
            group = group.p
        body = tuple(self._patterns(group))
        if not head or not body:
            self._fail("a rule needs a head and a body", "CONSTRUCT")
        bound = variables(body)
        self._check_binds(head, bound)
        bound |= {bind.variable for bind in self._binds}
        for one in sorted(variables(head) - bound, key=str):
            self._fail(f"the head names {one}, which the body does not bind", str(one))
        denied = tuple(self._denied(c, bound) for c in conditions if _name(c) == "Builtin_NOTEXISTS")
        filters = tuple(self._filter(c, bound) for c in conditions if _name(c) != "Builtin_NOTEXISTS")
        return Parts(head, body, denied, filters, tuple(self._binds))

    def _check_binds(self, head: Iterable[Pattern], bound: set[Variable]) -> None:
        """What is worked out is a value and matches nothing; it stands where a literal can."""
        taken = [bind.variable for bind in self._binds]
        for one in sorted({one for one in taken if one in bound or taken.count(one) > 1}, key=str):
            self._fail(f"BIND gives {one}, which the body binds already", "BIND")
        for pattern in head:
            for part in pattern[:2]:
                if part in taken:
                    cause = f"the head names {part}, which BIND gives, where no literal can stand"
                    self._fail(cause, str(part))

    def _parsed(self) -> Any:
        from pyparsing import ParseException

        try:
            return algebra(self._text)
        except ParseException as error:
            raise KgError(f"not valid SPARQL: {error.msg}", file=self._path, line=error.lineno) from None
        except Exception as error:  # rdflib raises bare ones
            cause = str(error)
            unknown = re.match(r"Unknown namespace prefix : (\S*)", cause)
            line = line_of(self._text, f"{unknown[1]}:") if unknown else None
            raise KgError(f"not valid SPARQL: {cause}", file=self._path, line=line) from None

    def _fail(self, cause: str, *words: str) -> NoReturn:
        raise KgError(cause, file=self._path, line=line_of(self._text, *words))

    def _patterns(self, group: Any) -> Iterator[Pattern]:
        if group.name == "BGP":
            for triple in group.triples:
                yield self._pattern(triple)
        elif group.name == "Join":
            yield from self._patterns(group.p1)
            yield from self._patterns(group.p2)
        elif group.name == "Extend":
            others = len(self._binds)
            patterns = list(self._patterns(group.p))
            # As in SPARQL, an expression knows what stands before it in its own group.
            before = variables(patterns) | {bind.variable for bind in self._binds[others:]}
            value = self._filter(group.expr, before, "BIND")
            self._binds.append(Bind(Variable(str(group.var)), value))
            yield from patterns
        elif group.name == "Filter":
            self._fail(
                "a rule's filters stand in one group with all its patterns, not in one of their own", "{"
            )
        else:
            words = _WRITTEN.get(group.name, (group.name,))
            here = [word for word in words if line_of(self._text, word)] or list(words)
            self._fail(f"a rule's body is triple patterns, filters and BIND; it holds {here[0]}", here[0])

    def _denied(self, condition: Any, bound: set[Variable]) -> Pattern:
        found = [self._pattern(triple) for triple in _only_triples(condition.graph)]
        own = [
            part for pattern in found for part in pattern if isinstance(part, Variable) and part not in bound
        ]
        if len(found) != 1 or not isinstance(found[0][1], NamedNode) or len(own) != len(set(own)):
            self._fail(
                "each FILTER NOT EXISTS of a rule holds one pattern and nothing else, no filter either, its "
                "predicate an IRI; a variable of its own stands in it once",
                "NOT EXISTS",
            )
        return found[0]

    def _filter(self, condition: Any, bound: set[Variable], where: str = "FILTER") -> Filter:
        """An expression; ``where`` it stands is FILTER or BIND."""
        named: set[Variable] = set()
        text = self._told(condition, named, where)
        for one in sorted(named - bound, key=str):
            self._fail(f"a {where} names {one}, which the body does not bind before it", str(one))
        return Filter(text, frozenset(named))

    def _told(self, expression: Any, named: set[Variable], where: str) -> str:
        """An expression in SPARQL; the variables in it are added to ``named``."""

        def told(one: Any) -> str:
            return self._told(one, named, where)

        kind = _name(expression)
        match kind:
            case "":
                part = self._part(expression)
                if isinstance(part, Variable):
                    named.add(part)
                return str(part)
            case "RelationalExpression":
                other = expression.other
                values = f"({', '.join(map(told, other))})" if isinstance(other, list) else told(other)
                return f"({told(expression.expr)} {expression.op} {values})"
            case "ConditionalAndExpression" | "ConditionalOrExpression":
                sign = " && " if kind == "ConditionalAndExpression" else " || "
                return f"({sign.join(map(told, [expression.expr, *expression.other]))})"
            case "AdditiveExpression" | "MultiplicativeExpression":
                pairs = zip(expression.op, expression.other, strict=True)
                return f"({told(expression.expr)}{''.join(f' {op} {told(other)}' for op, other in pairs)})"
            case "UnaryNot" | "UnaryMinus" | "UnaryPlus":
                sign = {"UnaryNot": "!", "UnaryMinus": "-", "UnaryPlus": "+"}[kind]
                return f"({sign} {told(expression.expr)})"
            case "Function":
                if not str(expression.iri).startswith(XSD):
                    self._fail(f"a {where} uses the unknown function <{expression.iri}>", where)
                return f"<{expression.iri}>({', '.join(map(told, expression.expr))})"
        function = kind.removeprefix("Builtin_").upper()
        if function in ("EXISTS", "NOTEXISTS"):
            self._fail(
                "write what a rule needs as a pattern, not as FILTER EXISTS, and what it denies as a FILTER "
                "NOT EXISTS of its own",
                "EXISTS",
            )
        if function in _CHANGING:
            self._fail(f"a {where} uses {function}, which gives another value each time", function)
        if not kind.startswith("Builtin_"):
            self._fail(f"a {where} holds {kind}, which no rule can use", where)
        given = [expression[name] for name in _ARGUMENTS if name in expression]
        flat = [one for value in given for one in (value if isinstance(value, list) else [value])]
        return f"{function}({', '.join(map(told, flat))})"

    def _pattern(self, triple: Any) -> Pattern:
        subject, predicate, value = (self._part(node) for node in triple)
        return subject, predicate, value

    def _part(self, node: Any) -> Part:
        import rdflib

        if isinstance(node, rdflib.Variable):
            return Variable(str(node))
        if isinstance(node, rdflib.URIRef):
            return NamedNode(str(node))
        if isinstance(node, rdflib.Literal):
            if node.language:
                return Literal(str(node), language=node.language)
            kind = None if node.datatype is None else NamedNode(str(node.datatype))
            return Literal(str(node), datatype=kind)
        if isinstance(node, rdflib.BNode):
            self._fail(
                "a rule's patterns hold no blank nodes; give what [ ] or _: stands for a ?name", "[", "_:"
            )
        self._fail(
            f"a rule's patterns hold IRIs, literals and variables, not the path {_path(node)}", *"/|^*+"
        )


def _name(expression: Any) -> str:
    name = getattr(expression, "name", "")
    return name.rstrip("_") if isinstance(name, str) else ""


def _conjuncts(expression: Any) -> list[Any]:
    """The conditions that must all hold."""
    if _name(expression) != "ConditionalAndExpression":
        return [expression]
    return [one for part in (expression.expr, *expression.other) for one in _conjuncts(part)]


def _only_triples(group: Any) -> list[Any]:
    """The triples of a group that holds nothing else; none of any other."""
    if group.name == "BGP":
        return list(group.triples)
    if group.name != "Join":
        return []
    parts = [_only_triples(part) for part in (group.p1, group.p2)]
    others = [part for part in (group.p1, group.p2) if part.name not in ("BGP", "Join")]
    return [] if others else [triple for part in parts for triple in part]


def _path(node: Any) -> str:
    return node.n3() if hasattr(node, "n3") else str(node)
