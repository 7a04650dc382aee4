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
        (["rankings", "gold reserves"], "did you mean states by gold reserves?"),
        (["suppliers", "Israel", "China"], "no source says this"),
        (["capitals", "--state", "Iran", "--lang", "he"], "אף מקור אינו אומר זאת על איראן"),
    ],
)
def test_an_empty_answer_says_why(kg: Callable[..., str], arguments: list[str], reason: str) -> None:
    told = kg("query", *arguments)
    assert reason in told and len(told.splitlines()) == 3


def test_machines_get_no_reason(kg: Callable[..., str]) -> None:
    assert kg("query", "suppliers", "Israel", "China", "--json").strip() == "[]"
    assert len(kg("query", "suppliers", "Israel", "China", "--csv").splitlines()) == 1
