"""A build that is cut, changed or put together from two is seen as such."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.files.seal import fits, record, seal, sealed, unsealed


@given(st.binary(max_size=300), st.data())
def test_what_is_cut_or_changed_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, draw: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "sealed.nq"
    whole = b"".join(sealed([data]))
    path.write_bytes(whole)
    assert unsealed(path) == whole and whole.startswith(seal(path).encode())
    at = draw.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:at])
    for read in (seal, unsealed):
        with pytest.raises(KgError, match=r"sealed\.nq: is damaged; run kg build again"):
            read(path)
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with pytest.raises(KgError, match="is damaged"):
        unsealed(path)


def test_a_store_fits_the_file_that_it_was_made_of_while_no_part_is_damaged(tmp_path: Path) -> None:
    one, other = (b"".join(sealed([data])) for data in (b"one", b"two"))
    for name in ("CURRENT", "MANIFEST-000005", "000010.sst", "000008.log", "LOG"):
        (tmp_path / name).write_text(name)
    record(tmp_path, one)
    first, second = (data.partition(b"\n")[0].decode() + "\n" for data in (one, other))
    assert fits(tmp_path, first) and not fits(tmp_path, second)
    (tmp_path / "LOG").write_text("more of it")
    assert fits(tmp_path, first), "what is only told of it does not count"
    for name in ("CURRENT", "MANIFEST-000005", "000010.sst"):
        (tmp_path / name).write_text("")
        assert not fits(tmp_path, first)
        (tmp_path / name).write_text(name.swapcase())
        assert not fits(tmp_path, first)
        (tmp_path / name).unlink()
        assert not fits(tmp_path, first)
        (tmp_path / name).write_text(name)
    os.mkfifo(tmp_path / "pipe.sst")
    record_of = json.loads((tmp_path / "made-of.json").read_text(encoding="ascii"))
    odd = record_of | {"parts": record_of["parts"] | {"pipe.sst": [0, 0]}}
    (tmp_path / "made-of.json").write_text(json.dumps(odd), encoding="ascii")
    assert not fits(tmp_path, first), "a pipe gives nothing, and is not waited for"
    for text in ("", "5", "[]", "null", '{"seal": 5}', "[" * 100_000, '{"seal": 1, "parts": []}', "\xff"):
        (tmp_path / "made-of.json").write_text(text, encoding="latin-1")
        assert not fits(tmp_path, first)
