"""Words are alike whatever grammar adds to them."""

import pytest

from kg.understand.stems import stem, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organizations", "organisation"),
        ("replaced", "replace"),
        ("signing", "signed"),
        ("משקיעות", "משקיע"),
        ("מצטרפת", "מצטרף"),
        ("חברות", "חברה"),
    ],
)
def test_endings_and_spellings_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("sign", "signal"), ("מכר", "מכירה"), ("led", "lead")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_word_may_have_a_prefix() -> None:
    assert stem("הסכם") in stems("בהסכמים")
