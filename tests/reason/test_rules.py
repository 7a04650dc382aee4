"""Each shipped rule has a title in both languages, and checks of its own (``ontology/rules/tests/``)."""

from kg.model.project import DEFAULT
from kg.reason.rules import read_rules
from tests.reason.reasoning import RULES


def test_every_rule_is_checked_and_titled() -> None:
    rules = read_rules(RULES, (), DEFAULT)
    assert {rule.name for rule in rules} == {path.stem for path in RULES.glob("tests/*.trig")}
    assert len(rules) >= 15
    assert all(set(rule.title) == set(rule.description) == {"en", "he"} for rule in rules)
