"""Work out which rule comes before which: stratified negation (Apt, Blair and Walker 1988).

A rule comes after those that derive what it denies, and no earlier than those that derive what it needs, as
in RDFox and Soufflé. One that makes new values comes after what it makes them from as well: no value is made
from itself, so that the rules always come to an end. What follows by OWL 2 RL counts as derived: a rule that
concludes a relation derives the broader one, its inverse, and the classes that domain and range give. Else
results would depend on the order of the facts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import KgError
from kg.files.plain import read_text
from kg.model.closure import closed
from kg.model.vocab import OWL, RDF, RDFS
from kg.reason.algebra import Pattern, line_of
from kg.reason.rule import Rule

# What is derived: a relation ("", IRI) or a class (rdf:type, IRI), any of them where there is no IRI.
_Key = tuple[str, str]


@dataclass(frozen=True)
class _Use:
    """What a rule uses that another one derives, or the same; ``after``: it has to be there before."""

    user: str
    verb: str
    what: str
    maker: str
    after: bool


def stratified(rules: Sequence[Rule], ontology: Iterable[Quad | Triple]) -> list[Rule]:
    """The rules with their strata.

    Raises KgError, with file and line, where rules go round in a circle through what one denies or makes: it
    names each with what leads to the next.
    """
    uses = _uses(rules, _above(ontology))
    for use in uses:
        circle = _circle(use, uses) if use.after else None
        if circle:
            raise _error(next(rule for rule in rules if rule.name == use.user), circle)
    # What the ontology derives of facts alone is there before a denial as well.
    strata = {rule.name: int(bool(rule.denied)) for rule in rules}
    higher = True
    while higher:
        higher = False
        for use in uses:
            least = strata[use.maker] + use.after
            if strata[use.user] < least:
                strata[use.user], higher = least, True
    return [replace(rule, stratum=strata[rule.name]) for rule in rules]


def _uses(rules: Sequence[Rule], above: dict[_Key, set[_Key]]) -> list[_Use]:
    derives = {rule.name: closed((_key(pattern) for pattern in rule.head), above) for rule in rules}
    found = []
    for rule in rules:
        for verb, patterns, after in (
            ("denies", rule.denied, True),
            ("makes values from", rule.made_from, True),
            ("needs", rule.body, False),
        ):
            for maker, derived in derives.items():
                what = _met(patterns, derived)
                if what:
                    found.append(_Use(rule.name, verb, what, maker, after))
    return found


def _circle(first: _Use, uses: Sequence[_Use]) -> list[_Use] | None:
    """The shortest way from a use back to the rule that makes it, if there is one."""
    ways, met = [[first]], {first.maker}
    for way in ways:  # which grows meanwhile
        if way[-1].maker == first.user:
            return way
        for use in uses:
            if use.user == way[-1].maker and use.maker not in met:
                met.add(use.maker)
                ways.append([*way, use])
    return None


def _error(rule: Rule, circle: Sequence[_Use]) -> KgError:
    """What goes round in a circle, told from the rule on that denies something or makes new values."""
    text = read_text(rule.path) if rule.path else ""
    verb = circle[0].verb
    line = line_of(text, "NOT EXISTS" if verb == "denies" else "BIND")
    told = "; ".join(f"{use.user} {use.verb} {use.what}, which {use.maker} derives" for use in circle)
    return KgError(f"rules go round in a circle through what one {verb}: {told}", file=rule.path, line=line)


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
