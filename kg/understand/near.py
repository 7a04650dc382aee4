"""What comes nearest to an answer that has no row: less of what was asked, or what joins the same things."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from kg.ask import asking
from kg.ask.answer import Answer
from kg.ask.view import View
from kg.engines import Result, solve, text
from kg.model.vocab import NS, RDF
from kg.understand.joint import naming
from kg.understand.reading import Reading

_TWO = 2
_MOST = 12  # statements of one thing that are told
_COLUMNS = ["subject", "predicate", "object", "status", "statement"]
_JOINING = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}> SELECT DISTINCT ?{" ?".join(_COLUMNS)} {{
  PARTS ?statement a :Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :status ?status }} ORDER BY ?statement"""


def nearest(
    view: View,
    reading: Reading,
    ask: Callable[..., Answer],
    like: Sequence[str],
    akin: Callable[[str], Collection[str]],
) -> Answer | None:
    """What is stated of all the things that are named, in the rows of the same question or in any; else of
    those in whose names they are named; else the rows that name one of them, and what is stated of one.

    ``ask`` answers a reading, ``akin`` gives the things in whose names a thing is named, ``like`` are
    statements that are told in the words of the sentence, the likest first. None where nothing is stated.
    """
    things = reading.things
    named = reading.about or reading.given
    ways = [less for less in _less(reading) if less.about or less.given or not named]
    whole = [less for less in ways if {*things} <= {*less.things}]
    pairs = [
        some for some in dict.fromkeys([tuple(things), *combinations(things, _TWO)]) if len(some) >= _TWO
    ]
    wide = {one: {one, *akin(one)} for one in things}

    def about(less: Reading) -> Answer:
        return ask(less, naming([wide[one] for one in things if one not in less.things]))

    tries: list[Callable[[], Answer]] = [
        *(lambda less=less: ask(less) for less in whole),
        *(lambda less=less: about(less) for less in ways if less not in whole),
        *(lambda some=some: joining(view, [{one} for one in some], like) for some in pairs),
        *(lambda some=some: joining(view, [wide[one] for one in some], like) for some in pairs),
        *(lambda less=less: ask(less) for less in ways if less not in whole),
        *(lambda one=one: joining(view, [wide[one]], like).head(_MOST) for one in things),
    ]
    return next((answer for one in tries if (answer := one())), None)


def joining(view: View, some: Iterable[Collection[str]], like: Sequence[str] = ()) -> Answer:
    """The statements that name one of each of some things (IRIs), as whatever part or qualifier."""
    parts = "".join(
        f"VALUES ?thing{n} {{ <{'> <'.join(sorted(these))}> }} ?statement ?part{n} ?thing{n} . "
        for n, these in enumerate(some)
    )
    found = solve(view.engine, _JOINING.replace("PARTS", parts))
    places = {one: place for place, one in enumerate(like)}
    rows = sorted(found.rows, key=lambda row: places.get(text(row["statement"]), len(places)))
    return asking.told_of(view, Result(_COLUMNS, rows))


def _less(reading: Reading) -> Iterable[Reading]:
    if reading.at:
        yield replace(reading, at={})
    if reading.narrow:
        yield replace(reading, at={}, narrow={})
    for place in range(len(reading.about) - 1, -1, -1):
        yield replace(reading, at={}, narrow={}, about=reading.about[:place] + reading.about[place + 1 :])
    needed = {p.name for p in reading.question.parameters if p.required}
    given = {name: value for name, value in reading.given.items() if name in needed}
    named = [value for name, value in reading.given.items() if name not in needed] + list(reading.about)
    yield replace(reading, at={}, narrow={}, given=given, about=tuple(named))  # whatever is in which place
    for name in sorted(reading.given.keys() - needed):
        less = {key: value for key, value in reading.given.items() if key != name}
        yield replace(reading, at={}, narrow={}, given=less)
    for value in named:
        yield replace(reading, at={}, narrow={}, given=given, about=(value,))
