"""A language model of the user's own may choose the question and what it is given, and never the answer.

It is asked as OpenAI's Chat Completions are, which llama.cpp, Ollama, vLLM and others answer as well. What it
chooses is checked against the header of the question before anything is asked of the graph.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.ask.view import View
from kg.catalogue.question import Question
from kg.engines.web import Address, post
from kg.errors import KgError, keywords, repeated, whole
from kg.model.spelling import words
from kg.understand import cues
from kg.understand.reading import Reading
from kg.words import in_language

_NARROW = ("as_of", "status", "source")
_TASK = """You choose which question of a catalogue a sentence asks, and what it is given. Answer with one
JSON object and nothing else: {"question": NAME, "given": {PARAMETER: TEXT}, "about": [NAME OF A THING],
"as_of": DATE, "status": TEXT, "source": TEXT}. "given" has parameters of that question alone; "about" other
things that the sentence names; "as_of" (2018, 2018-05), "status" (such as: expected) and "source" only what
the sentence says of time, certainty and source. Names stand as the sentence has them. Leave out what is not
said. Where no question fits: {"question": null}. The catalogue, a line a question:
"""


@keywords
@dataclass(frozen=True)
class Model:
    """Where a model is asked, and what it is called there; ``timeout`` is in seconds.

    ``url`` is what comes before ``/chat/completions``, such as ``http://localhost:11434/v1``. The key is sent
    to that server, and to no other one to which it may lead.
    """

    url: str
    name: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0


def choose(model: Model, view: View, questions: Mapping[str, Question], sentence: str) -> Reading | None:
    """The reading that a model chooses; None where it says that no question fits.

    Raises KgError for a server that cannot be asked, and for a choice that does not fit the catalogue.
    """
    if not isinstance(model, Model):
        raise KgError(f"a model is a kg.Model, not a value of {type(model).__name__}")
    address = Address.of(whole(model.url).rstrip("/") + "/chat/completions")
    if model.key:
        address = replace(address, authorization=f"Bearer {whole(model.key)}")
    catalogue = "\n".join(_line(one, view.lang) for one in questions.values())
    asked = {
        "model": model.name,
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": [
            {
                "role": "system",
                "content": _TASK + catalogue,
            },
            {"role": "user", "content": sentence},
        ],
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "accord-graph"}
    try:
        answer = post(address, json.dumps(asked).encode(), headers, model.timeout)
    except SyntaxError as error:  # the server does not take the request
        raise KgError(f"{address.url} did not take what it was asked: {error}") from None
    return _checked(_content(answer.body, address.url), view, questions, sentence)


def _line(question: Question, lang: str) -> str:
    """A question of the catalogue, for the model."""
    told = [f"{p.name} ({p.type}{', required' if p.required else ''})" for p in question.parameters]
    return f"{question.name}: {in_language(question.title, lang)} [{'; '.join(told)}]"


def _content(body: bytes, url: str) -> dict[str, Any]:
    """The object in a reply."""
    try:
        said = json.loads(body)["choices"][0]["message"]["content"].strip()
        found = json.loads(said[said.index("{") : said.rindex("}") + 1])
        if not isinstance(found, dict):
            raise TypeError("no object")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise KgError(f"{url} gave no choice that can be read: {type(error).__name__}: {error}") from None
    return found


def _checked(
    found: dict[str, Any], view: View, questions: Mapping[str, Question], asked: str
) -> Reading | None:
    """A choice as a reading. Raises KgError for what catalogue and graph do not know."""
    name = found.get("question")
    if name is None:
        return None
    if not isinstance(name, str) or name not in questions:
        raise KgError(f"the model chose {repeated(name)}, which is no question of the catalogue")
    question = questions[name]
    given = found.get("given") or {}
    if not isinstance(given, dict) or not isinstance(about := found.get("about") or [], list):
        raise KgError("the model gave no names of parameters, or no list of things")
    takes = {p.name: p for p in question.parameters}
    if unknown := sorted(given.keys() - takes.keys()):
        raise KgError(f"the model gave {name} {', '.join(map(repr, unknown))}, which it does not take")
    told = {key: _text(value) for key, value in given.items() if value is not None}
    things = {key: view.resolve(v) if takes[key].type == "iri" else v for key, v in told.items()}
    question.bindings(things, str)  # what is missing or ill-typed is told before the graph is asked
    said = {key: _text(found[key]) for key in _NARROW if found.get(key)}
    narrow: dict[str, Any] = said | view.wanted({key: said[key] for key in said if key != "as_of"})
    view.narrowed(**narrow)  # a date that is none is told here
    named = tuple(view.resolve(_text(one)) for one in about)
    return Reading(question, 1.0, cues.kind(words(asked), asked.endswith("?")), things, named, narrow)


def _text(value: object) -> str:
    if not isinstance(value, str | int):
        raise KgError(f"the model gave {repeated(value)} where a text belongs")
    return whole(str(value))
