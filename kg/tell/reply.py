"""The reply to a question in words: what was understood, the verdict, rows, evidence, other readings."""

import shlex
from collections.abc import Iterator

from kg.ask.answer import Answer
from kg.ask.cited import Quoting
from kg.ask.dates import told
from kg.ask.nothing import nobody
from kg.ask.view import View
from kg.catalogue.question import Question
from kg.model.vocab import NS
from kg.tell.cited import cited
from kg.tell.shown import Part, Shown
from kg.understand.reading import Reading
from kg.understand.reply import Reply
from kg.words import capital, in_language, word

LINES = 40  # of a reply, at most, where not all is shown
# Rows of an answer, claims under them, and claims in such words, that are shown then: as many as fit.
_AMOUNTS = (
    (12, 10, 3),
    (12, 6, 3),
    (12, 4, 2),
    (8, 4, 2),
    (6, 3, 1),
    (4, 2, 1),
    (2, 1, 1),
    (1, 1, 1),
    (1, 0, 0),
)
_Amounts = tuple[int | None, int | None, int | None]
_EVIDENCE = ["source", "reliability", "speaker", "passage", "credibility", "gloss"]


def reply(
    view: View, found: Reply, every: bool = False, quote: Quoting | None = None, columns: int | None = None
) -> Shown:
    """A reply for people, of ``LINES`` at most where they are of ``columns``, or ``every`` row and claim;
    ``quote`` gives the words of a passage.
    """
    if every:
        return _reply(view, found, (None, None, None), quote)
    for amounts in _AMOUNTS:
        shown = _reply(view, found, amounts, quote)
        if shown.to_text(columns).count("\n") < LINES:
            break
    return shown


def _reply(view: View, found: Reply, amounts: _Amounts, quote: Quoting | None) -> Shown:
    rows, claims, told = amounts
    parts: list[str | Part] = []
    if found.reading is None:
        parts.append(_word(view, "ask: unclear"))
    else:
        parts.append(understood(view, found.reading))
        parts += [_word(view, "ask: guessed")] if not found.sure else []
        parts += [_word(view, "ask: chosen").format(name=found.model)] if found.model else []
    parts += [
        _word(view, "ask: corrected").format(what=what, name=name)
        for what, name in (found.corrected or {}).items()
    ]
    parts += [_word(view, "ask: unknown").format(what=what) for what in found.unknown]
    unread = [what for what in found.reading.missed if what not in found.unknown] if found.reading else []
    parts += [_word(view, "ask: unread").format(what="», «".join(dict.fromkeys(unread)))] if unread else []
    if found.verdict:
        what = [found.unstated] if found.unstated else []
        parts.append(": ".join([verdict(view, found.verdict), *what]))
    if found.answer:
        parts += ["", *_rows(view, found.answer, rows, claims, quote)]
    elif found.reading is not None:
        # That nobody says it is only known where it is sure what is asked, and nothing comes near.
        said = "ask: none fits" if found.near or found.told else "ask: nothing"
        parts += [] if found.unstated else [nobody(view, found.reading.question, said)]
        if found.near:
            parts += ["", _word(view, "ask: nearest"), *_rows(view, found.near, rows, claims, quote)]
    if found.told and told != 0:
        parts += [
            "",
            _word(view, "ask: told"),
            found.told.head(len(found.told) if told is None else told).only(_EVIDENCE),
        ]
    if found.others:
        parts += ["", _word(view, "ask: or")]
        parts += [f"  {command(view, one)}   {_title(view, one.question)}" for one in found.others]
    return Shown(parts)


def understood(view: View, reading: Reading) -> str:
    """What a sentence was understood as: the question, of what, and what narrows it."""
    parts = [_title(view, reading.question)]
    for name, value in reading.given.items():
        heading = in_language(reading.question.columns.get(name, {}), view.lang)
        heading = heading or in_language(_parameter(reading.question, name), view.lang)
        parts.append(f"{heading}: {_value(view, value)}" if heading else _value(view, value))
    parts += [_value(view, value) for value in reading.about]
    parts += [_value(view, value) for _, value in sorted(reading.narrow.items())]
    return " · ".join(parts)


def command(view: View, reading: Reading) -> str:
    """The command that asks the same."""
    words = ["kg", "query", reading.question.name, *(_value(view, value) for value in reading.about)]
    for name, value in reading.given.items():
        words += [f"--{name}", _value(view, value)]
    for name, value in sorted(reading.narrow.items()):
        words += [f"--{name.replace('_', '-')}", value if name == "as_of" else _value(view, value)]
    return shlex.join(words)


def verdict(view: View, name: str) -> str:
    """Yes, no, or what else the sources come to."""
    return word(f"verdict: {name}", view.lang) or capital(view.label(NS + name))


def _rows(
    view: View, answer: Answer, most: int | None, claims: int | None, quote: Quoting | None
) -> Iterator[str | Part]:
    """The first rows, or every one, and the first claims that they rest on, or each."""
    shown = answer if most is None else answer.head(most)
    if "statement" in answer.columns:
        table, *under = cited(shown, shown.cited(quote), claims)
    else:
        table, under = shown, []
    yield table
    if len(answer) > len(shown):
        yield _word(view, "ask: more").format(n=len(answer) - len(shown))
    yield from under


def _word(view: View, name: str) -> str:
    return str(word(name, view.lang))


def _title(view: View, question: Question) -> str:
    return in_language(question.title, view.lang)


def _parameter(question: Question, name: str) -> dict[str, str]:
    return next((p.text for p in question.parameters if p.name == name), {})


def _value(view: View, value: str) -> str:
    """A thing by its label, a date in words."""
    return view.label(value) if "/" in value and ":" in value else told(value, view.lang)
