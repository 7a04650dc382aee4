"""Nothing found is never the whole answer."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (
            ["reserves", "gold", "--status", "possible"],
            "without what narrows it there are two rows (stated as fact)",
        ),
        (["suppliers", "--recipient", "Russia"], "of its kind (state) it is said of China, Iran, Israel"),
        (["suppliers", "Donald Trump"], "Donald Trump (person) is nowhere in the answers to this question"),
        (["rankings", "gold reserves"], "did you mean states by gold reserves (ranking)?"),
        (["reserves", "Gold reserves"], "gold reserves (topic); did you mean gold (resource)?"),
        (["trade", "--state", "Gold reserves"], "did you mean states by gold reserves (ranking)?"),
        (["trade", "--state", "עתודות זהב", "--lang", "he"], "האם הכוונה: מדינות לפי עתודות זהב (דירוג)?"),
        (["embassies", "oil"], "oil (resource) is nowhere in the answers to this question"),
        (["suppliers", "Israel", "China"], "no source says this"),
        (["capitals", "--state", "Iran", "--lang", "he"], "אף מקור אינו אומר זאת על איראן"),
    ],
)
def test_an_empty_answer_says_why(kg: Callable[..., str], arguments: list[str], reason: str) -> None:
    told = kg("query", *arguments)
    assert reason in told and len(told.splitlines()) == 3


@pytest.mark.parametrize(
    ("lang", "told", "name"),
    [
        ("en", "5 rows (stated as fact)", "expected to be signed"),
        ("he", "5 שורות (נאמר כעובדה)", "צפוי להיחתם"),
    ],
)
def test_what_is_called_like_a_status_and_is_a_fact_is_named(
    kg: Callable[..., str], lang: str, told: str, name: str
) -> None:
    """That an agreement is expected to be signed is stated as a fact: who asks for ``expected`` learns it."""
    lines = kg("query", "agreement-statuses", "--status", "expected", "--lang", lang).splitlines()
    assert told in lines[2] and lines[3].endswith(f": {name}") and len(lines) == 4
    assert name in kg("query", "agreement-statuses", name, "--lang", lang)


def test_machines_get_no_reason(kg: Callable[..., str]) -> None:
    assert kg("query", "suppliers", "Israel", "China", "--json").strip() == "[]"
    assert len(kg("query", "suppliers", "Israel", "China", "--csv").splitlines()) == 1
