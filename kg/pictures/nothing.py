"""Why there is nothing to draw: what to declare in ontology/, or what to leave out of what was asked for."""

from collections.abc import Callable, Collection, Sized

from kg.engines import Engine, select
from kg.errors import KgError
from kg.model.vocab import NS

_PREFIX = f"PREFIX : <{NS}> "
_EDGES = (
    "?one :edge true",
    "no predicate is drawn as a line (:edge true in ontology/)",
    "אף יחס אינו מצויר כקו (‎:edge true ב־ontology/)",
)
# What a kind of picture needs to be declared, in SPARQL, and what is told where it is not.
_NEEDED = {
    "network": _EDGES,
    "map": _EDGES,
    "flows": (
        "?one :flowTo ?end",
        "no predicate tells where something flows (:flowTo, a qualifier, in ontology/)",
        "אף יחס אינו מספר לאן דבר זורם (‎:flowTo, מאפיין, ב־ontology/)",
    ),
}
# What is told where nothing in particular was asked for.
_EMPTY = {
    "ontology": ("no class is declared in ontology/", "אף מחלקה אינה מוגדרת ב־ontology/"),
    "network": ("no such relation is stated as a fact that holds", "אף יחס כזה אינו עובדה תקפה"),
    "timeline": (
        "nothing has a date: no statement a :time or :asOf, no thing one by a predicate with :datesSubject",
        "לשום דבר אין תאריך: לא להיגד, ב־‎:time או ב־‎:asOf, ולא לישות, ביחס שיש לו ‎:datesSubject",
    ),
    "flows": (
        "no fact of a predicate with :flowTo tells where something flows",
        "אף עובדה של יחס עם ‎:flowTo אינה מספרת לאן דבר זורם",
    ),
}
_EMPTY["map"] = _EMPTY["network"]
_OPTIONS = {"status": "status (--certainty)", "predicates": "predicates (--predicate)"}
_OPTIONS |= {"classes": "classes (--class)", "by_class": "by_class (--by-class)"}


def option_names(options: Collection[str]) -> str:
    """The names of options, as Python has them and, where these differ, as the command has them."""
    return ", ".join(_OPTIONS.get(name, name) for name in sorted(options))


def nothing(
    engine: Engine, kind: str, given: Collection[str], is_narrowed: bool, others: Callable[[], Sized]
) -> KgError:
    """The error of a picture of this kind on which there would be nothing.

    ``given`` are the options that were given; ``others`` finds what there would be of any certainty.
    """
    if kind in _NEEDED:
        pattern, *told = _NEEDED[kind]
        if not select(engine, f"{_PREFIX} SELECT ?one {{ {pattern} }} LIMIT 1")[1]:
            return _error(*told)
    if given or is_narrowed:
        names = option_names(given)
        what = [names, "what narrows it (--as-of, --source …)"] if is_narrowed else [names]
        he = [names, "מה שמצמצם (‎--as-of,‏ ‎--source …)"] if is_narrowed else [names]
        return _error(
            f"no statement is as asked for; leave out {' or '.join(filter(None, what))}",
            f"אף היגד אינו כמבוקש; יש להשמיט {' או '.join(filter(None, he))}",
        )
    english, hebrew = _EMPTY[kind]
    if kind in ("network", "map") and len(others()):
        english += "; --certainty any (status=None) draws what is less certain too"
        hebrew += "; ‎--certainty any (‎status=None) מצייר גם את מה שוודאי פחות"
    return _error(english, hebrew)


def _error(english: str, hebrew: str) -> KgError:
    return KgError(f"nothing to draw: {english}", he=f"אין מה לצייר: {hebrew}")
