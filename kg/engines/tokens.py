"""What a SPARQL query is made of, told apart without parsing it (SPARQL 1.1 Query, section 19.8).

Only so much is needed to see what a query would do before an engine gets it: a word inside a text, an IRI, a
comment, a variable or a prefixed name is none of its keywords.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

_KINDS = {
    "space": r"(?:\s|#[^\n\r]*)+",
    "text": r'"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}|\'{3}(?:\'{0,2}(?:[^\'\\]|\\.))*\'{3}'
    r'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\'',
    "iri": r'<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>',
    "variable": r"[?$][\w\u00b7]+",
    "name": r"(?:[^\W\d_][\w.\u00b7-]*|_)?:(?:[\w:.\u00b7-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-])*",
    "language": r"@[A-Za-z]+(?:-+[A-Za-z0-9]+)*",
    "number": r"\d+(?:\.\d+)?",
    "word": r"\w+",
    "sign": r".",
}
_TOKEN = "(?s)" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())


class Token(NamedTuple):
    """A piece of a query: its kind (a key of ``_KINDS``), its text, and at which character it begins."""

    kind: str
    text: str
    at: int


def tokens(query: str) -> Iterator[Token]:
    """The pieces of a query but for spaces and comments.

    >>> [token.text for token in tokens("ASK { ?a :p 'SERVICE' } # DROP")]
    ['ASK', '{', '?a', ':p', "'SERVICE'", '}']
    """
    for found in re.finditer(_TOKEN, query):
        if found.lastgroup and found.lastgroup != "space":
            yield Token(found.lastgroup, found[0], found.start())


def names(query: str) -> set[str]:
    """The IRIs in a query, written out or as prefixed names whose prefixes it declares.

    >>> sorted(names("PREFIX a: <urn:a:> ASK { ?x a:b <urn:c> , 'a:c' }"))
    ['urn:a:b', 'urn:c']
    """
    found = list(tokens(query))
    prefixes = {
        name.text: iri
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }
    used = (one.text.partition(":") for one in found if one.kind == "name" and not one.text.endswith(":"))
    told = {prefixes[f"{start}:"].text[1:-1] + end for start, _, end in used if f"{start}:" in prefixes}
    return told | {one.text[1:-1] for one in found if one.kind == "iri" and one not in prefixes.values()}


def undeclared(query: str) -> list[str]:
    """The prefixes that a query uses and does not declare, in its order.

    >>> undeclared("PREFIX a: <urn:a:> ASK { a:b p:b :c }")
    ['p', '']
    """
    told, used, before = {"_"}, dict[str, bool](), ""
    for token in tokens(query):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            told |= {prefix} if before == "PREFIX" else set()
            used[prefix] = True
        before = token.text.upper() if token.kind == "word" else ""
    return [prefix for prefix in used if prefix not in told]


def missing(query: str, known: Callable[[], Mapping[str, str]]) -> str:
    """The declarations of the prefixes that a query uses and does not declare, of those that are ``known``.

    They stand on one line, that of what follows; what is known is asked for only where a prefix is missing.

    >>> missing("ASK { :a p:b 'q:c' } # r:d", lambda: {"": "urn:x:", "q": "urn:q:", "r": "urn:r:"})
    'PREFIX : <urn:x:> '
    """
    lacking = undeclared(query)
    names = known() if lacking else {}
    return "".join(f"PREFIX {one}: <{names[one]}> " for one in lacking if one in names)


def forbidden(query: str) -> str | None:
    """What a question must not do, where a query does it: change the graph, ask another address, never end.

    >>> forbidden("PREFIX : <urn:x:> ASK { SERVICE :y { ?a ?b ?c } }")
    'SERVICE, which would ask another address, is refused here'
    >>> forbidden("PREFIX drop: <urn:x:> DROP ALL")
    'updates are refused here'
    """
    first, before, depth = "", "", 0
    for count, token in enumerate(tokens(query)):
        depth += (token.text in "([{") - (token.text in ")]}") if token.kind == "sign" else 0
        if depth > _DEEPEST:
            return f"brackets are more than {_DEEPEST} deep"
        if count > _LONGEST:
            return f"it is longer than {_LONGEST} words and signs"
        word = token.text.upper() if token.kind == "word" else ""
        if not first and word not in ("PREFIX", "BASE"):
            first = word
        # A parser needs no space behind a keyword: it may read one where what we take for a name begins.
        begins = token.text.partition(":")[0].upper() if token.kind == "name" and before != "PREFIX" else word
        if "SERVICE" in begins:
            return _ELSEWHERE
        before = word
    return "updates are refused here" if first in _UPDATES else None


_DEEPEST, _LONGEST = 1_000, 100_000  # brackets in each other, and tokens: more than anybody writes
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_ELSEWHERE = "SERVICE, which would ask another address, is refused here"


class Clauses(NamedTuple):
    """The graphs that a query is asked of, and the query without the clauses that say so."""

    default: list[str]
    named: list[str]
    query: str


def clauses(query: str) -> Clauses:
    """Which graphs FROM and FROM NAMED tell, by their IRIs (SPARQL 1.1 Query, section 13.2).

    >>> clauses("PREFIX g: <urn:g:> SELECT * FROM g:a FROM NAMED <urn:b> { ?s ?p 'FROM' }")
    Clauses(default=['urn:g:a'], named=['urn:b'], query="PREFIX g: <urn:g:> SELECT *   { ?s ?p 'FROM' }")
    """
    if "from" not in query.casefold():
        return Clauses([], [], query)
    found = list(tokens(query))
    prefixes, told, parts, at = {"": ""}, Clauses([], [], query), [], 0
    for place, token in enumerate(found):
        word = token.text.upper() if token.kind == "word" else ""
        following = found[place + 1 : place + 3]
        if token.text == "{":
            break
        if word == "PREFIX" and len(following) == 2:
            prefixes[following[0].text.removesuffix(":")] = following[1].text[1:-1]
        elif word == "FROM" and following:
            named = following[0].text.upper() == "NAMED" and len(following) == 2
            graph = following[1 if named else 0]
            prefix, _, local = graph.text.partition(":")
            iri = graph.text[1:-1] if graph.kind == "iri" else prefixes.get(prefix, "") + local
            (told.named if named else told.default).append(iri)
            parts.append(query[at : token.at])
            at = graph.at + len(graph.text)
    return told._replace(query="".join([*parts, query[at:]]))
