"""Tell when a statement holds: what begins lasts, what is over does not, the present is the source's."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.edtf import Span, bounds
from kg.model.issued import Issued
from kg.model.schema import EVENT, LASTING
from kg.model.statement import AS_OF, TIME, WHEN, Statement
from kg.model.times import open_end, start
from kg.model.vocab import XSD, term

Held = Span | None  # None: it held at some time that nobody gives
ALWAYS: Span = (None, None)
OVER, PRESENT, AHEAD = "over", "present", "ahead"


def said(statement: Statement, issued: Issued, subject: Iterable[str] = ()) -> list[str]:
    """When a statement says that it holds, as EDTF texts; none where it holds whenever its things do.

    ``subject`` are the dates of its subject: when an event took place, all that is said of it did. A state
    that is told in the present tense holds in the year of its source.
    """
    own = [*statement.dates(TIME), *statement.dates(AS_OF)]
    if own or statement.over or statement.kind == LASTING:
        return own
    if statement.kind == EVENT:
        return sorted(subject)
    return sorted({issued.year(claim.source) for claim in statement.claims})


def holds(statement: Statement, issued: Issued, subject: Iterable[str] = ()) -> Held:
    """The span in which a statement lets its triple hold, taken by itself.

    What begins lasts until something ends it; «as of» a date lasts from then on, unless it is over.
    """
    if texts := statement.dates(TIME):
        spans = [bounds(text) for text in texts]
        return _whole(spans)
    if texts := statement.dates(AS_OF):
        first, last = bounds(texts[0])
        return (first, last) if statement.over else (first, None)
    if statement.over:
        return None
    if statement.kind == LASTING or not issued.known:
        return ALWAYS
    if statement.kind == EVENT and (dates := sorted(subject)):
        spans = [bounds(date) for date in dates]
        return _whole(spans)
    return _whole([bounds(issued.of(claim.source)) for claim in statement.claims])[0], None


def _whole(spans: list[Span]) -> Span:
    """From the first beginning to the last end; open where one of them is."""
    firsts, lasts = ([one for one in ends if one] for ends in zip(*spans, strict=True))
    return (
        min(firsts) if len(firsts) == len(spans) else None,
        max(lasts) if len(lasts) == len(spans) else None,
    )


def begins_only(statement: Statement) -> bool:
    """Whether a state is told with its beginning and without its end: «since 1992»."""
    return any(start(text) and open_end(text) for text in statement.dates(TIME))


def ends_only(statement: Statement) -> bool:
    """Whether a state is told with its end and without its beginning: «until 2019»."""
    return any(not start(text) and "/" in text and not open_end(text) for text in statement.dates(TIME))


def assumed_open(statement: Statement) -> bool:
    """Whether nobody says that a state goes on: it is told of one date, and lasts as far as anyone knows."""
    return statement.kind not in (EVENT, LASTING) and not statement.dates(TIME) and not statement.over


def together(statement: Statement, held: Held, others: Iterable[tuple[Statement, Held]]) -> Held:
    """The span of a state, where one source tells its beginning and another its end: what both leave."""
    if held is None:
        return None
    first, last = held
    told = [
        span for other, span in others if span and _same_but_when(statement, other) and _ends(other, span)
    ]
    begun = [
        span for other, span in others if span and _same_but_when(statement, other) and begins_only(other)
    ]
    if last is None and first and not ends_only(statement):
        after = [end for _, end in told if end and end >= first]
        return first, min(after, default=None)
    if first is None and last and ends_only(statement):
        before = [beginning for beginning, _ in begun if beginning and beginning <= last]
        return max(before, default=None), last
    return held


def _ends(statement: Statement, span: Span) -> bool:
    return ends_only(statement) and span[1] is not None


def _same_but_when(left: Statement, right: Statement) -> bool:
    """Whether two statements of one triple agree in all but their time, or one leaves it open."""
    shared = (left.qualifiers.keys() & right.qualifiers.keys()) - WHEN
    return (left.level, left.holder) == (right.level, right.holder) and all(
        left.qualifiers[name] == right.qualifiers[name] for name in shared
    )


def holds_at(held: Held, when: Span) -> bool:
    """Whether a span reaches into another one."""
    if held is None:
        return False
    return (held[0] or "") <= (when[1] or "~") and (when[0] or "") <= (held[1] or "~")


def span_quads(statement: Statement, held: Held, tense: str) -> Iterator[Quad]:
    """``:holdsFrom`` and ``:holdsUntil``, for the ends that are known, and ``:over`` where that is so by now.

    What held at some time that nobody gives holds until before it began: at no date.
    """
    if tense == OVER and not statement.over:
        yield Quad(NamedNode(statement.iri), term("over"), Literal(True))
    moment = NamedNode(XSD + "dateTime")
    ends = held if held is not None else ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z")
    for name, instant in zip(("holdsFrom", "holdsUntil"), ends, strict=True):
        if instant:
            yield Quad(NamedNode(statement.iri), term(name), Literal(instant, datatype=moment))
