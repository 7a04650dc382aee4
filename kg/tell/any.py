"""Any answer of the graph, in words."""

from collections.abc import Sequence
from typing import TypeAlias, get_args

from kg.ask.answer import Answer, rows_answer
from kg.ask.entity import Entity
from kg.ask.listing import Dispute
from kg.ask.schema import Overview, Term
from kg.engines import Engine
from kg.errors import KgError
from kg.explain.explain import Proof
from kg.explain.whynot import WhyNot
from kg.networks.failure import Failure
from kg.tell import proof, schema, whynot
from kg.tell.change import change
from kg.tell.dispute import dispute
from kg.tell.entity import entity
from kg.tell.network import FAILURE, failure_rows, group_rows
from kg.tell.shown import Part, Shown
from kg.words import word
from kg.workbench.change import Change

One: TypeAlias = Answer | Change | Dispute | Entity | Failure | Overview | Proof | Term | WhyNot
Tellable: TypeAlias = One | Sequence[One] | Sequence[list[str]]


def tell(engine: Engine, lang: str, found: Tellable) -> Shown:
    """Any of the graph's answers that is no table, for people; of a list each, after an empty line."""
    if isinstance(found, Answer):
        return Shown([found])
    if isinstance(found, Change):
        return change(engine, lang, found)
    if isinstance(found, Entity):
        return entity(engine, lang, found)
    if isinstance(found, Dispute):
        return dispute(engine, lang, found)
    if isinstance(found, Failure):
        return Shown([rows_answer(engine, failure_rows(engine, lang, found), lang, FAILURE)])
    if isinstance(found, Overview):
        return schema.overview(engine, lang, found)
    if isinstance(found, Term):
        return schema.term(engine, lang, found)
    if isinstance(found, Proof):
        return Shown([*proof.to_text(engine, lang, found).splitlines()])
    if isinstance(found, WhyNot):
        return Shown([*whynot.to_text(engine, lang, found).splitlines()])
    if not isinstance(found, list | tuple):
        kinds = ", ".join(kind.__name__ for kind in get_args(One))
        raise KgError(f"there is nothing to tell of a {type(found).__name__}; give an answer: {kinds}")
    if groups := [one for one in found if isinstance(one, list)]:
        return Shown([rows_answer(engine, group_rows(engine, lang, groups), lang)])
    parts: list[str | Part] = []
    for one in found:
        if isinstance(one, get_args(One)):
            parts += ["", *tell(engine, lang, one).parts] if parts else tell(engine, lang, one).parts
    return Shown(parts or [str(word("nothing found", lang))])
