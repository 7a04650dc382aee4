"""``kg term``: what declares classes, predicates and qualifiers, and writes shapes, rules and questions."""

import argparse
from collections.abc import Callable
from functools import partial

from kg.authoring.queries import QUESTIONS, RULES, add_query
from kg.authoring.terms import (
    KINDS,
    VALUES,
    Limits,
    OfPredicate,
    Term,
    add_class,
    add_predicate,
    add_qualifier,
    add_shape,
    shaped,
)
from kg.authoring.written import Written
from kg.cli.asked import Asked
from kg.cli.output import note, tell_file
from kg.files.plain import read_text

_BODY = {
    "rule": "CONSTRUCT { … } WHERE { … }, on one line",
    "question": "SELECT ?statement … WHERE { … }, on one line",
}
_RANGE = f"what {{}}: a class (quantity: amounts), or {', '.join(VALUES)}"
_KIND = "whether it holds for a time, happens, lasts with its things, is a judgement, or only inferred"


def term(arguments: argparse.Namespace) -> int:
    """Add one, of whichever kind."""
    written = Written(arguments.root)
    asked = Asked(arguments, written.project.languages)
    name = asked.text("name", "its name in IRIs, such as Harbour, landsAt")
    if arguments.kind in ("rule", "question"):
        return _query(asked, written, name, arguments)
    if arguments.kind == "shape":
        return _shape(asked, written, name, arguments)
    told = Term(
        name,
        asked.texts("label", "what it is called"),
        asked.texts("definition", "what it means"),
        arguments.file or "",
    )
    if arguments.kind == "class":
        gender = ""
        if "he" in written.project.languages:
            gender = asked.text("gender", "the gender of its things in Hebrew", ("masculine", "feminine"))
        broader = asked.text(
            "broader", "which class it is a kind of", needed=False, check=written.named_class
        )
        path = add_class(written, told, broader, gender, arguments.colour or "", arguments.symbol or "")
    elif arguments.kind == "qualifier":
        range_ = _range(asked, written, "its values are")
        of = asked.several("of", "which predicates take it", _of_kind(written, "Predicate"))
        path = add_qualifier(written, told, range_, of, arguments.several)
    else:
        more = _of_predicate(asked, written, arguments)
        path = add_predicate(written, told, more)
        if more.kind == "judgement":
            note("whose judgement it is a claim tells by its speaker; without one it is that of its source")
    tell_file(arguments, path)
    return 0


def _of_kind(written: Written, kind: str) -> Callable[[str], str]:
    """What finds a term of a kind by its name."""
    return lambda name: written.names.resolve(name, kind)


def _range(asked: Asked, written: Written, what: str) -> str:
    def check(name: str) -> None:
        if name not in VALUES:
            written.named_class(name)

    return asked.text("range", _RANGE.format(what), needed=False, check=check)


def _of_predicate(asked: Asked, written: Written, arguments: argparse.Namespace) -> OfPredicate:
    qualifier = _of_kind(written, "Qualifier")
    return OfPredicate(
        kind=asked.text("holds", _KIND, tuple(KINDS)),
        domain=asked.text(
            "domain", "of which class its subjects are", needed=False, check=written.named_class
        ),
        range=_range(asked, written, "its objects are"),
        qualifiers=asked.several("qualifier", "which qualifiers its claims may carry", qualifier),
        required=arguments.requires or (),
        one_object=asked.yes("one_object", "has a subject one object at a time?"),
        one_subject=asked.yes("one_subject", "has an object one subject at a time?"),
        one_of_each=arguments.one_of_each or (),
        starts_once=arguments.starts_once,
        share=asked.text("share", "which qualifier is a share of a whole", needed=False, check=qualifier),
        whole=tuple(arguments.whole or ("subject",)),
        sentences=asked.by_language("sentence"),
        forms={
            "feminineForm": asked.by_language("feminine"),
            "pluralForm": asked.by_language("plural"),
            "femininePluralForm": asked.by_language("feminine_plural"),
        },
    )


def _shape(asked: Asked, written: Written, name: str, arguments: argparse.Namespace) -> int:
    property_ = partial(shaped, written)
    if arguments.path:  # before anything is asked
        property_(arguments.path)
    limits = Limits(
        asked.text("path", "which property it looks at", check=property_),
        arguments.min_count,
        arguments.max_count,
        arguments.least or "",
        arguments.most or "",
    )
    message = asked.texts("message", "what to do about it")
    path, check = add_shape(written, name, limits, message, arguments.of or "")
    tell_file(arguments, path)
    note(f"write data that it must refuse into {check}")
    return 0


def _query(asked: Asked, written: Written, name: str, arguments: argparse.Namespace) -> int:
    """Write a rule or a question."""
    kind = arguments.kind
    texts = {
        "title": asked.texts("title", "its title"),
        "description": asked.texts("description", "what it says"),
    }
    body = read_text(arguments.sparql) if arguments.sparql else asked.text("query", _BODY[kind])
    tell_file(arguments, add_query(written, RULES if kind == "rule" else QUESTIONS, name, texts, body))
    if kind == "question" and "?statement" not in body:
        note("it selects no ?statement, so that its answer can be neither cited nor narrowed")
    note(f"next: kg build; kg test --strict tells which check {name} still needs")
    return 0
