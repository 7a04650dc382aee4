"""Who repeats whom: statements of more claims than origins, each origin with who carries it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.said import Claim, Statement
from kg.model.values import Thing


@dataclass(frozen=True)
class Echo:
    """A statement, and for each of its origins the claims that carry what it says."""

    statement: Statement
    origins: tuple[tuple[Thing, tuple[Claim, ...]], ...]


def echoes(statements: Iterable[Statement]) -> list[Echo]:
    """The statements that are told more often than they have origins, those with the most claims first."""
    found = []
    for one in statements:
        origins: dict[str, tuple[Thing, list[Claim]]] = {}
        for claim in one.claims:
            who = claim.speaker or claim.source
            origins.setdefault(who.iri, (who, []))[1].append(claim)
        if len(origins) < len(one.claims):
            ordered = sorted(origins.values(), key=lambda pair: (-len(pair[1]), pair[0].iri))
            found.append(Echo(one, tuple((who, tuple(claims)) for who, claims in ordered)))
    return sorted(found, key=lambda one: (-len(one.statement.claims), one.statement.iri))
