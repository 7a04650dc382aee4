"""Give variables of a query their values, in its text, so that every engine gets the same query.

A variable that is given is a constant wherever it is in scope (SPARQL 1.1 Query, sections 12 and 18.2.1): it
is replaced in the query's pattern, also in groups within it, and joined to the pattern's solutions under its
name, for what is selected, grouped, ordered and constructed (pre-binding as in SHACL, section 5.3.1;
SPARQL-dev SEP-0007). A selection within the query that does not give it back has a variable of its own of
that name, which is left as it is. Where the query itself gives it a value, by AS or VALUES, only that value
counts which is the given one, in the group in which it is given. Where it matters that solutions have the
variable, it stays in the triples and its value is joined to them: MINUS takes away what shares a variable.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kg.engines.tokens import Token, tokens
from kg.errors import KgError

Bindings = Mapping[str, NamedNode | Literal]
_ESCAPE = r"(?s)(\\\\)([uU])|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\."
_LETTERS = {"u": r"\U00000075", "U": r"\U00000055"}  # of eight digits, which no digit after them makes longer
_SPECIAL = {'"': r"\"", "'": r"\'", "\\": r"\\", "\n": r"\n", "\r": r"\r"}


def bind(query: str, bound: Bindings) -> str:
    """The query with what is bound in its place.

    No value can end its place or change the query: each is written as an RDF term. Raises KgError, naming the
    variables there are, where the query has no such one, and where only selections within it have one.

    >>> from pyoxigraph import Literal
    >>> bind('SELECT ?x { ?y ?p ?x }', {"x": Literal('a" } #')})
    'SELECT ?x { { VALUES (?x) { ("a\\\\" } #") } ?y ?p ?x } VALUES (?x) { ("a\\\\" } #") } }'
    >>> bind("SELECT ?x { ?y ?p ?x FILTER(?y != ?x) }", {"x": NamedNode("urn:a")})
    'SELECT ?x { { ?y ?p <urn:a> FILTER(?y != <urn:a>) } VALUES (?x) { (<urn:a>) } }'
    """
    if not bound and "\\" not in query:
        return query
    found = list(tokens(query))
    names = {token.text[1:] for token in found if token.kind == "variable"}
    missing = sorted(set(bound) - names)
    if missing:
        there = ", ".join(f"?{name}" for name in sorted(names)) or "none"
        raise KgError(f"the query has no variable ?{missing[0]}; there are: {there}")
    terms = {name: written(str(node)) for name, node in bound.items()}
    changes = _Changes(query)
    for token in found:
        if token.kind == "text":
            changes.put(token, written(token.text))
    if terms:
        _bind(changes, found, terms)
    return changes.made()


def written(text: str) -> str:
    r"""A literal as every parser reads it: some look for ``\u`` before they know where texts begin and end.

    (SPARQL 1.1 Query, section 19.2.)

    >>> written(r'"\\u0022"'), written(r'"\u0022 \u05d0"')
    ('"\\\\\\U000000750022"', '"\\" א"')
    """

    def plain(found: re.Match[str]) -> str:
        if found[2]:
            return found[1] + _LETTERS[found[2]]
        code = int(found[3] or found[4] or "0", 16)
        if not code or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            return found[0]
        return _SPECIAL.get(chr(code), chr(code))

    return re.sub(_ESCAPE, plain, text)


class _Changes:
    """What is put into a text in place of its tokens, or beside them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._put: list[tuple[int, int, str]] = []

    def put(self, token: Token, text: str, last: Token | None = None) -> None:
        """In place of a token, or of all from it to the last one."""
        end = last or token
        self._put.append((token.at, end.at + len(end.text), text))

    def made(self) -> str:
        """The text with all changes."""
        parts, at = [], 0
        for start, end, text in sorted(self._put):
            parts += [self._text[at:start], text]
            at = end
        return "".join([*parts, self._text[at:]])


def _bind(changes: _Changes, found: Sequence[Token], terms: Mapping[str, str]) -> None:
    """Replace variables within the query's pattern, and join the values to it and to selections below it."""
    start = _pattern(found, 0)
    if start is None:  # DESCRIBE alone
        for token in found:
            if _name(token) in terms:
                changes.put(token, terms[token.text[1:]])
        return
    end = _closing(found, start)
    short = found[start - 1].text.upper() == "WHERE" and found[start - 2].text.upper() == "CONSTRUCT"
    kept, own = _kept(found, start, end), _own(found, start, end, terms)
    shared = any(token.kind == "word" and token.text.upper() == "MINUS" for token in found[start:end])
    # What is joined where a group begins, as its triples have it, and where it ends, as it gives it a value.
    has, makes = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for at, group, depth in _places(found, start, end):
        name = _name(found[at])
        if name not in terms or at in own[name]:
            continue
        if at in kept:
            if found[at - 1].text.upper() == "AS" or _is_of_values(found, at):
                makes[group].add(name)
        elif [t.text.upper() for t in found[at - 2 : at]] == ["BOUND", "("]:
            changes.put(found[at - 2], "true", found[at + 1])
        elif not short and not depth and (shared or not terms[name].startswith("<")):
            has[group].add(name)
        else:
            changes.put(found[at], terms[name])
    if short:
        return
    patterns = {start: terms.keys() - _made(found[:start])}
    for at in _selections(found, start, end):
        if (pattern := _pattern(found, at)) is not None:
            outer = {name for name in terms if at not in own[name]}
            patterns[pattern] = outer - _made(found[at:pattern])
    for group in {*patterns, *has, *makes}:
        before = _values(has[group] - makes[group], terms)
        wrapped = group in patterns or found[group + 1].text.upper() == "SELECT"
        after = _values(patterns.get(group, makes[group]), terms)
        if before or after:
            opened, closed = ("{ ", "} ") if wrapped and after else ("", "")
            changes.put(found[group], f"{opened}{{ {before}".rstrip())
            changes.put(found[_closing(found, group)], f"{closed}{after} }}".lstrip())


def _own(found: Sequence[Token], start: int, end: int, names: Collection[str]) -> dict[str, set[int]]:
    """The places at which a name is that of a selection's own variable, which it does not give back.

    Raises KgError for a name that stands at no others in the pattern.
    """
    own: dict[str, set[int]] = {name: set() for name in names}
    for at in _selections(found, start, end):
        if (group := _pattern(found, at)) is None:
            continue
        bare = [found[place] for place in sorted(_bare(found, at, group))]
        given = {_name(token) for token in bare} | _made(found[at:group])
        if all(token.text != "*" for token in bare):
            last = _closing(found, _closing(found, group) + 1, depth=1)
            for name in own.keys() - given:
                own[name].update(range(at, last))
    for name, places in own.items():
        used = {place for place in range(start, end) if _name(found[place]) == name}
        if used and used <= places:
            raise KgError(
                f"?{name} stands only in a selection that does not give it back; name it in its SELECT"
            )
    return own


def _made(clause: Sequence[Token]) -> set[str]:
    """The variables that the clause of a selection itself works out."""
    return {_name(two) for one, two in pairwise(clause) if one.text.upper() == "AS"}


def _is_of_values(found: Sequence[Token], at: int) -> bool:
    """Whether a variable is one of those that VALUES gives."""
    while found[at - 1].kind == "variable" or found[at - 1].text == "(":
        at -= 1
    return found[at - 1].text.upper() == "VALUES"


def _places(found: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Each place of a pattern with the group that it stands in, and how deep in brackets within that."""
    groups: list[int] = []
    depths: list[int] = []
    for at in range(start, end):
        text = found[at].text
        if text == "{" and found[at + 1].text != "|":  # which begins what is said of a triple
            groups.append(at)
            depths.append(0)
        elif text == "}" and found[at - 1].text != "|":
            groups.pop()
            depths.pop()
        else:
            depths[-1] += (text == "(") - (text == ")")
            yield at, groups[-1], depths[-1]


def _values(names: Collection[str], terms: Mapping[str, str]) -> str:
    """The given values of some names as a row to join."""
    rest = {name: term for name, term in terms.items() if name in names}
    variables = " ".join(f"?{name}" for name in rest)
    return f"VALUES ({variables}) {{ ({' '.join(rest.values())}) }}" if rest else ""


def _name(token: Token) -> str:
    return token.text[1:] if token.kind == "variable" else ""


def _pattern(found: Sequence[Token], at: int) -> int | None:
    """Where the group begins that a query, or a selection within one, asks for."""
    depth = 0
    while at < len(found):
        text = found[at].text
        depth += (text == "(") - (text == ")")
        if text.upper() == "CONSTRUCT" and found[at + 1 : at + 2] and found[at + 1].text == "{":
            at = _closing(found, at + 1)
        elif text == "{" and not depth:
            return at
        at += 1
    return None


def _closing(found: Sequence[Token], at: int, depth: int = 0) -> int:
    """Where a group ends that begins here, or holds this place so deep. Raises SyntaxError for none."""
    for place in range(at, len(found)):
        depth += (found[place].text == "{") - (found[place].text == "}")
        if not depth:
            return place
    raise SyntaxError(f"error at 1:1: a group that begins at character {found[at].at + 1} does not end")


def _selections(found: Sequence[Token], start: int, end: int) -> Iterator[int]:
    """Where a selection within the pattern begins."""
    return (at for at in range(start, end) if found[at].kind == "word" and found[at].text.upper() == "SELECT")


def _kept(found: Sequence[Token], start: int, end: int) -> set[int]:
    """Where a variable is named and not used: where it is given a value, selected, grouped or ordered by."""
    kept: set[int] = set()
    for at in range(start, end):
        word = found[at].text.upper() if found[at].kind == "word" else ""
        if word == "AS":
            kept.add(at + 1)
        elif word == "VALUES":
            kept |= set(range(at, _pattern_of_values(found, at)))
    for at in _selections(found, start, end):
        group = _pattern(found, at)
        if group is None:
            continue
        kept |= _bare(found, at, group)
        last = _closing(found, group)
        kept |= set(range(last, _closing(found, last + 1, depth=1)))
    return kept


def _pattern_of_values(found: Sequence[Token], at: int) -> int:
    return next((place for place in range(at, len(found)) if found[place].text == "{"), len(found))


def _bare(found: Sequence[Token], start: int, end: int) -> set[int]:
    """The places between two that stand in no brackets."""
    depth, kept = 0, set()
    for at in range(start, end):
        depth += (found[at].text == "(") - (found[at].text == ")")
        if not depth:
            kept.add(at)
    return kept
