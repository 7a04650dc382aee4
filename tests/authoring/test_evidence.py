"""What ``kg anchor`` prints can be pasted: as evidence or as a waiver, of one of several passages."""

import pytest

from tests.authoring.conftest import Desk


def test_a_waiver_can_be_pasted_or_put_in_place(desk: Desk) -> None:
    desk.ok(
        "source",
        "add",
        str(desk.root / "texts/log.txt"),
        "--label",
        "en=log",
        "--label",
        "he=יומן",
        "--language",
        "en",
    )
    told = desk.ok(
        "anchor",
        "log",
        "Rain.",
        "--nth",
        "2",
        "--waiver",
        "rhetoric",
        "--comment",
        "en=Weather.",
        "--comment",
        "he=מזג.",
    )
    assert "@prefix waiver: <https://example.org/f/waiver/log/> .\n" in told
    assert 'kg:waiverReason kg:rhetoric ; rdfs:comment "Weather."@en , "מזג."@he ;' in told
    path = desk.root / "graph/coverage/log.ttl"
    path.write_text(told, encoding="utf-8")
    assert desk.run("coverage") == 1
    assert "log 0-91" in desk.out  # the first one is still there
    desk.ok(
        "anchor",
        "log",
        "Rain.",
        "--nth",
        "1",
        "--waiver",
        "rhetoric",
        "--comment",
        "en=Weather.",
        "--comment",
        "he=מזג.",
        "--write",
    )
    assert desk.read("graph/coverage/log.ttl").count("a kg:Waiver") == 2
    assert "has this passage already" in desk.refused(
        "anchor", "log", "Rain.", "--nth", "1", "--waiver", "rhetoric", "--write"
    )
    desk.ok("verify")
    desk.ok("build", "--strict")


def test_evidence_needs_no_prefix_that_its_file_has(desk: Desk) -> None:
    told = desk.ok("anchor", "notice", "wet steps")
    assert "@prefix" not in told and told.startswith(
        "evidence:166-175 a kg:Evidence ; oa:hasSource source:notice ;"
    )
    path = desk.root / "graph/claims/notice.ttl"
    path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")
    desk.ok("verify")
    assert desk.json("anchor", "notice", "wet steps")["start"] == 166


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["notice", "day"], "say which (--nth"),
        (["notice", "day", "--nth", "3"], "stands only 2 times"),
        (["notice", "Mind", "--waiver", "because"], "no reason of a waiver is called 'because'; there are"),
    ],
)
def test_what_cannot_be_anchored_is_told(desk: Desk, arguments: list[str], cause: str) -> None:
    assert cause in desk.refused("anchor", *arguments)
