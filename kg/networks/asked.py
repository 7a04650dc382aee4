"""Networks as people ask for them: by names, of what counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.ask.answer import Answer, rows_answer
from kg.ask.asking import told_of
from kg.ask.view import View, several
from kg.engines import Result
from kg.errors import KgError, counted
from kg.model.vocab import OWL, Iri, Node
from kg.networks import analysis
from kg.networks.options import Options
from kg.networks.projection import Choice
from kg.networks.projection import network as projected

if TYPE_CHECKING:
    import networkx

_CENTRAL = ["thing", "betweenness", "strength", "cuts", "neighbours"]


def network(
    view: View,
    status: str | None = "statedAsFact",
    predicates: str | Sequence[str] | None = None,
    classes: str | Sequence[str] | None = None,
    around: str | Sequence[str] | None = None,
    distance: int = 1,
    fold: str | Sequence[str] = (),
    nodes: bool = False,
    inferred: bool = False,
) -> "networkx.MultiDiGraph":
    """The statements that count as a networkx graph; see ``kg.Graph.network``."""

    def iris(names: str | Sequence[str] | None, kind: str | None) -> list[str] | None:
        return None if names is None else [view.resolve(name, kind) for name in several(names)]

    choice = Choice(
        statuses=None if status is None else [view.resolve(status, "StatementStatus")],
        predicates=None if predicates is None else [view.predicate(name) for name in several(predicates)],
        classes=iris(classes, OWL + "Class"),
        narrow=view.narrow,
        around=iris(around, None),
        distance=counted(distance, "edges"),
        fold=iris(fold, OWL + "Class") or (),
        nodes=nodes,
        inferred=inferred,
    )
    return projected(view.engine, view.lang, choice)


def central(view: View, options: Options) -> Answer:
    """Who stands between whom in a network; see ``kg.networks.analysis.central``."""
    rows: list[dict[str, Node | None]] = [
        {
            name: NamedNode(value) if name == "thing" else Literal(value)  # type: ignore[arg-type]
            for name, value in row.items()
        }
        for row in analysis.central(network(view, **options))
    ]
    return Answer(view.engine, Result(_CENTRAL, rows), view.lang)


def groups(view: View, options: Options) -> list[list[Iri]]:
    """The groups of a network that hold together; see ``kg.networks.analysis.groups``."""
    found = analysis.groups(network(view, **options))
    return [[Iri(thing) for thing in group] for group in found]


def paths(view: View, start: str, end: str, most: int, options: Options) -> list[Answer]:
    """The shortest chains from one thing to another; see ``kg.Graph.paths``."""
    ends = view.resolve(start), view.resolve(end)
    if ends[0] == ends[1]:
        raise KgError(
            f"{start!r} and {end!r} are one thing; name two",
            he=f"{start!r} ו־{end!r} הם אותה ישות; יש לנקוב בשתיים",
        )
    found = analysis.chains(network(view, **options), *ends, counted(most, "chains"))
    told = analysis.chain_rows(view.engine, found)
    return [told_of(view, rows_answer(view.engine, one, view.lang).result) for one in told]
