"""The sources of an answer as others cite them, with nothing in it that the graph does not say."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ask.bibliography import FORMS, citations
from kg.ask.references import Reference, references
from tests.press import Press, press

__all__ = ["press"]

FULL = Reference(
    "https://example.org/source/gazette", "gazette", ("J. Doe", "Office"), "Of {oil} & 100%", ("Type & Sons",),
    "2024-05-02", "en", "https://example.org/a_b?c={1}", ("gazette/3-9",),
)  # fmt: skip
BARE = Reference("https://example.org/source/עיתון", "עיתון", (), "העיתון", (), "", "", "", ("עיתון/0-4",))


def balanced(entry: str) -> bool:
    """Whether braces nest as BibTeX counts them: also behind a backslash."""
    depth = 0
    for char in entry:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


def test_the_graph_is_asked_for_what_it_says_of_a_source(press: Press) -> None:
    graph = press.graph()
    cited = [("gazette", "gazette/48-75"), ("herald", "herald/0-30"), ("gazette", "gazette/0-47")]
    pairs = [(f"https://w3id.org/accord-graph/source/{name}", passage) for name, passage in cited]
    full, bare = references(graph.engine, "en", pairs)
    assert full == Reference(
        pairs[0][0], "gazette", ("J. Doe_Roe",), "הבירה: {100% ~ \\x} #1", ("Type & Sons",), "2024-05-02", "he",
        "https://example.org/a_b?c=1%20", ("gazette/0-47", "gazette/48-75"),
    )  # fmt: skip
    assert bare == Reference(pairs[1][0], "herald", (), "Herald", (), "", "", "", ("herald/0-30",))
    assert references(graph.engine, "he", pairs)[1].title == "המבשר"


def test_a_line_has_what_is_known() -> None:
    assert citations([FULL, BARE], "line", "en") == [
        "J. Doe, Office. Of {oil} & 100%. Type & Sons, 2 May 2024. https://example.org/a_b?c={1} [gazette/3-9]",
        "העיתון. [עיתון/0-4]",
    ]


def test_bibtex_is_escaped_and_its_keys_are_keys() -> None:
    full, bare = map(str, citations([FULL, BARE], "bibtex", "en"))
    assert full == (
        "@misc{gazette,\n  author = {{J. Doe} and {Office}},\n"
        "  title = {{Of \\textbraceleft{}oil\\textbraceright{} \\& 100\\%}},\n"
        "  howpublished = {Type \\& Sons},\n  date = {2024-05-02},\n  year = {2024},\n  language = {en},\n"
        "  url = {https://example.org/a_b?c=%7B1%7D},\n  note = {gazette/3-9},\n}"
    )
    assert re.match(r"@misc\{source-[0-9a-f]{8},\n  title = \{\{העיתון\}\},\n", bare)


def test_two_sources_of_one_name_have_two_keys() -> None:
    other = Reference("https://example.com/source/Gazette", "Gazette", *[()] * 1, "x", (), "", "", "", ())
    keys = {str(one).partition(",")[0] for one in citations([FULL, other], "bibtex", "en")}
    assert len({key.lower() for key in keys}) == 2


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2024-05-02", {"date-parts": [[2024, 5, 2]]}),
        ("2024", {"date-parts": [[2024]]}),
        ("2024-05~", {"date-parts": [[2024, 5]], "circa": True}),
        ("2023/2024-02", {"date-parts": [[2023], [2024, 2]]}),
        ("2024/..", {"literal": "2024/.."}),
        ("2024-21", {"literal": "2024-21"}),
    ],
)
def test_csl_has_dates_in_parts(date: str, issued: dict[str, Any]) -> None:
    dated = Reference("s", "s", (), "t", (), date, "", "", ("s/0-1",))
    (item,) = citations([dated], "csl-json", "en")
    assert isinstance(item, dict) and item["issued"] == issued


def test_csl_has_nothing_that_is_not_known() -> None:
    full, bare = citations([FULL, BARE], "csl-json", "en")
    assert bare == {"id": "עיתון", "type": "document", "title": "העיתון", "note": "עיתון/0-4"}
    assert isinstance(full, dict) and full["author"] == [{"literal": "J. Doe"}, {"literal": "Office"}]
    assert full["URL"] == FULL.url and full["publisher"] == "Type & Sons"


texts = st.text(max_size=15)


@given(
    st.builds(Reference, texts, texts, st.tuples(texts), texts, st.tuples(texts), texts, texts, texts, st.tuples(texts)),
    st.sampled_from(sorted(FORMS)),
)  # fmt: skip
def test_nothing_that_a_source_is_called_breaks_a_form(one: Reference, form: str) -> None:
    (told,) = citations([one], form, "en")
    every = (
        [told]
        if isinstance(told, str)
        else [v for v in told.values() if isinstance(v, str) and v != one.name]
    )
    assert not any(re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text) for text in every)
    if form == "bibtex":
        assert balanced(str(told)) and re.match(r"@misc\{[A-Za-z0-9:_.-]+,\n", str(told))
    elif form == "line":
        assert "\n" not in str(told)
