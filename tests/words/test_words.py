"""Whatever is said in one language is said in the other, with the same things filled in."""

import re

import pytest

from kg.words import _COUNTED as COUNTED
from kg.words import WORDS, in_language, many
from tests.conftest import ROOT

HOLE = re.compile(r"\{\w*\}")


@pytest.mark.parametrize("name", WORDS)
def test_both_languages_fill_in_the_same(name: str) -> None:
    english, hebrew = WORDS[name]
    assert english and hebrew
    assert sorted(HOLE.findall(english)) == sorted(HOLE.findall(hebrew))


def test_no_word_is_left_that_nothing_says() -> None:
    """It stands in the code, whole or as a beginning such as «status: », or names a kind of constraint of SHACL."""
    code = "".join(p.read_text(encoding="utf-8") for p in ROOT.glob("kg/**/*.py") if p.name != "table.py")
    for name in WORDS:
        built = re.search(r"""["']""" + re.escape(name.split(":")[0]) + r": \{", code)
        assert f'"{name}"' in code or f"'{name}'" in code or built or name.endswith("ConstraintComponent"), (
            name
        )


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("lang", ["en", "he"])
def test_numbers_agree_with_what_is_counted(name: str, lang: str) -> None:
    words = [many(name, number, lang) for number in range(5)]
    assert len(set(words)) == 5 and all(str(number) in words[number] for number in (3, 4))


def test_a_text_in_another_language_is_better_than_none() -> None:
    assert in_language({"en": "a", "he": "ב"}, "he") == "ב"
    assert in_language({"he": "ב"}, "en") == "ב"
