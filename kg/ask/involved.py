"""Which statements a conflict involves: asked of all answers, and so without what tells of conflicts."""

from collections.abc import Collection

from kg.engines import Engine, select
from kg.model.vocab import NS

_DISPUTED = f"""PREFIX : <{NS}> SELECT DISTINCT ?s ?leaf {{
  ?conflict a :Conflict ; :involves ?leaf . ?s :restsOn? ?leaf }} ORDER BY ?s ?leaf"""


def disputed(engine: Engine, iris: Collection[str]) -> dict[str, list[str]]:
    """Those of the statements that a conflict involves, or that rest on such: itself, or what it rests on."""
    found: dict[str, list[str]] = {}
    for row in select(engine, _DISPUTED)[1]:
        found.setdefault(row["s"], []).append(row["leaf"])
    return {iri: found[iri] for iri in sorted(found.keys() & {*iris})}
