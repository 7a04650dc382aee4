"""See that what a rule denies is derived before: stratified negation (Apt, Blair and Walker 1988).

What follows by OWL 2 RL counts as well: a rule that concludes a relation derives the broader one, its
inverse, and the classes that domain and range give. Else results would depend on the order of the facts.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from kg.algebra import Pattern, line_of
from kg.errors import KgError
from kg.rules import Rule
from kg.vocab import OWL, RDF, RDFS

# What is derived: a relation ("", IRI) or a class (rdf:type, IRI), any of them where there is no IRI.
_Key = tuple[str, str]


def check_strata(rules: Sequence[Rule], ontology: Iterable[Quad | Triple]) -> None:
    """Raise KgError for a rule that denies what is not derived before it, or needs what comes later.

    The error names the file, the line and the rules.
    """
    above = _above(ontology)
    derives = {rule.name: _closed((_key(pattern) for pattern in rule.head), above) for rule in rules}
    for rule in rules:
        own = _met(rule.denied, derives[rule.name])
        if own:
            raise _error(rule, f"{rule.name} denies {own}, which follows from its own conclusion")
        for verb, patterns, first in (
            ("denies", rule.denied, rule.stratum),
            ("needs", rule.body, rule.stratum + 1),
        ):
            late = {r.name: _met(patterns, derives[r.name]) for r in rules if r.stratum >= first}
            for what in dict.fromkeys(filter(None, late.values())):
                names = ", ".join(name for name, found in late.items() if found == what)
                raise _error(
                    rule,
                    f"{rule.name} {verb} {what}, which {names} derives no earlier; give it a higher stratum",
                )
        if rule.denied and rule.stratum < 1:
            raise _error(rule, f"{rule.name} denies something; give it #+ stratum: 1 or higher")


def _error(rule: Rule, cause: str) -> KgError:
    text = rule.path.read_text(encoding="utf-8") if isinstance(rule.path, Path) else ""
    line = line_of(text, "NOT EXISTS" if rule.denied else "WHERE", "CONSTRUCT")
    return KgError(cause, file=rule.path, line=line)


def _key(pattern: Pattern) -> _Key:
    _, predicate, value = pattern
    name = predicate.value if isinstance(predicate, NamedNode) else ""
    if name != RDF + "type":
        return "", name
    return name, value.value if isinstance(value, NamedNode) else ""


def _met(patterns: Iterable[Pattern], derived: set[_Key]) -> str:
    """What of the patterns is derived, by its IRI; empty where nothing is."""
    for pattern in patterns:
        kind, name = wanted = _key(pattern)
        if (
            wanted in derived
            or (kind, "") in derived
            or (not name and any(kind in ("", k) for k, _ in derived))
        ):
            return name or kind or "any relation"
    return ""


def _above(ontology: Iterable[Quad | Triple]) -> dict[_Key, set[_Key]]:
    """What follows from what by one axiom."""
    found: dict[_Key, set[_Key]] = {}
    for quad in ontology:
        subject, predicate, value = (getattr(node, "value", "") for node in list(quad)[:3])
        of_class, other = (RDF + "type", value), ("", value)
        match predicate.removeprefix(RDFS).removeprefix(OWL):
            case "subPropertyOf":
                found.setdefault(("", subject), set()).add(other)
            case "inverseOf":
                found.setdefault(("", subject), set()).add(other)
                found.setdefault(other, set()).add(("", subject))
            case "domain" | "range":
                found.setdefault(("", subject), set()).add(of_class)
            case "subClassOf":
                found.setdefault((RDF + "type", subject), set()).add(of_class)
    return found


def _closed(keys: Iterable[_Key], above: dict[_Key, set[_Key]]) -> set[_Key]:
    """All that follows from these."""
    reached, todo = set(), list(keys)
    while todo:
        key = todo.pop()
        if key not in reached:
            reached.add(key)
            todo += above.get(key, ())
    return reached
