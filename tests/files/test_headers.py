"""What headers say is kept by a build, and read back only for the very same header."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.files import headers
from tests.conftest import ROOT

QUERIES = sorted((ROOT / "queries").glob("*.rq"))


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has read nothing yet."""
    monkeypatch.setattr(headers, "_known", {})
    headers.recall_headers.cache_clear()


@pytest.mark.usefixtures("forgotten")
def test_what_was_kept_is_what_yaml_says_and_is_not_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = [headers.read_header(path) for path in QUERIES]
    headers.keep_headers(QUERIES, tmp_path)
    headers._known.clear()
    headers.recall_headers(tmp_path)
    assert len(headers._known) == len(QUERIES)
    monkeypatch.setattr(yaml, "load", None)
    assert [headers.read_header(path) for path in QUERIES] == parsed
    other = tmp_path / "other.rq"
    other.write_text(QUERIES[0].read_text(encoding="utf-8").replace("#+ tags", "#+ tag"), encoding="utf-8")
    with pytest.raises(headers.KgError, match="NoneType"):  # another header is parsed
        headers.read_header(other)


@pytest.mark.usefixtures("forgotten")
def test_what_json_does_not_have_is_parsed_each_time(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("#+ day: 2024-02-29\n#+ 1: one\nASK {}\n")
    first = headers.read_header(path)
    headers.keep_headers([path], tmp_path)
    headers.recall_headers(tmp_path)
    assert headers.read_header(path) == first and set(first[1]) == {"day", 1} and not headers._known


@given(
    st.binary(max_size=200) | st.sampled_from([b"\0", b"summary: A\0{", b"summary: A\0null\0", b"summary: A"])
)
def test_whatever_was_kept_headers_of_no_use_are_parsed(
    tmp_path_factory: pytest.TempPathFactory, kept: bytes
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    (folder / "headers").write_bytes(kept)
    path = folder / "q.rq"
    path.write_text("#+ summary: A title\nASK {}\n")
    headers.recall_headers(folder)
    assert headers.read_header(path)[1] == {"summary": "A title"}


def test_without_what_was_kept_headers_are_parsed(tmp_path: Path) -> None:
    headers.recall_headers(tmp_path / "nowhere")
    (tmp_path / "headers").mkdir()
    headers.recall_headers(tmp_path)
    assert headers.read_header(QUERIES[0])[1]["summary"]
