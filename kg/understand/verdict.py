"""Yes or no: what the rows of an answer come to, where they are certainly about what was asked."""

from collections.abc import Callable, Collection
from dataclasses import replace

from kg.ask.answer import Answer
from kg.ask.asking import told_of
from kg.ask.narrow import grounds_of_rows, statuses_of_columns
from kg.ask.sentences import sentences
from kg.ask.statements import come_to
from kg.ask.view import View
from kg.engines import Result
from kg.model.statement import FACT, SUREST
from kg.model.vocab import NS, Iri
from kg.understand.answers import Answers
from kg.understand.reading import Reading

YES, UNSTATED = "yes", "not stated"
_ORDER: dict[str, int] = {NS + name: place for place, name in enumerate(SUREST)}


def verdict(
    view: View, reading: Reading, answer: Answer, answers: Answers, ask: Callable[[Reading], Answer]
) -> str:
    """``YES``, ``over``, ``disputed``, ``not stated``, or the local name of a status, of the answer to a
    reading; ``ask`` answers others.

    Nothing where the rows may not be what is meant: of a question whose rows are no yes to it, where things
    may change places, where a word of the sentence was not read («only», «first») or stands with the others
    in no phrasing («former»), and where the relations in the rows are none that the sentence names.
    """
    is_meant = reading.question.affirms and reading.is_asked_so and not reading.unread
    if not (is_meant and (reading.about or reading.given) and "statement" in answer.columns):
        return ""
    if not answer and {*reading.about} - {*reading.at.values()}:
        return ""  # a source may say something near («a firm of Israel's»)
    if reading.unsure and not (answer and _is_mutual(reading, answer, ask)):
        return ""
    if answer and "relation" in answer.columns and not (reading.literal and reading.is_bare):
        answer = _kept(view, answer, "relation", answers.meant(reading.question, reading.free))
        if not answer:
            return ""
    named = {*reading.given, *reading.at}
    found = come_to(_bearing(view, answer, named), lambda row: row.get("over") == "true")
    return YES if found == FACT else found


def unstated(view: View, reading: Reading, answers: Answers) -> str:
    """What a reading asks for that has no row, as a sentence: the triple under a row, with what is named in
    the place of what stands there. Nothing where that is not clear, or is not all that is asked.
    """
    named = {**reading.given, **reading.at}
    others = [iri for iri in reading.about if iri not in named.values()]
    predicate, *ends = answers.pattern(reading.question) or ("",)
    free = [end for end in ends if end not in named]
    told = named | dict(zip(free, others, strict=False))
    if not predicate or len(free) != len(others) or told.keys() != {*ends} or len(others) > 1:
        return ""
    (subject, object) = (Iri(told[end]) for end in ends)
    return sentences(view.engine, view.lang, [(subject, Iri(predicate), object)])[0]


def under(answer: Answer) -> set[str]:
    """The statements on which an answer rests."""
    return {row[name] for row in answer.rows for name in grounds_of_rows(answer.columns) if row[name]}


def _is_mutual(reading: Reading, answer: Answer, ask: Callable[[Reading], Answer]) -> bool:
    """Whether the two things that might change places may: rows rest on the same statements then."""
    places = [name for name, value in reading.given.items() if value in reading.unsure]
    others = [one for one in reading.about if one in reading.unsure]
    if len(places) != 1 or len(others) != 1:
        return False
    (place,), (other,) = places, others
    given = {**reading.given, place: other}
    about = tuple(reading.given[place] if one == other else one for one in reading.about)
    return under(ask(replace(reading, given=given, about=about))) == under(answer)


def _kept(view: View, answer: Answer, column: str, values: set[str]) -> Answer:
    """The rows that have one of these values in a column."""
    kept = [
        nodes for nodes, row in zip(answer.result.rows, answer.rows, strict=True) if row[column] in values
    ]
    return told_of(view, Result(answer.columns, kept))


def _bearing(view: View, answer: Answer, named: Collection[str]) -> Answer:
    """What the rows say of these columns: the least sure of the statements on which they rest.

    A column rests on a statement of its own (``statement_X``), or on that of the row.
    """
    own = statuses_of_columns(answer.columns)
    if own.keys().isdisjoint(named):
        return answer
    told = []
    for nodes, row in zip(answer.result.rows, answer.rows, strict=True):
        rests = [(own[name], f"statement_{name}") for name in sorted(named) if name in own]
        if {*named} - own.keys():
            rests.insert(0, ("status", "statement"))
        status, statement = max(rests, key=lambda one: _ORDER.get(row[one[0]], -1))
        over = nodes.get("over") if statement == "statement" else None
        told.append({"statement": nodes[statement], "status": nodes[status], "over": over})
    return told_of(view, Result(["statement", "status", "over"], told))
