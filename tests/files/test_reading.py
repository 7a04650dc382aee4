"""Files that people wrote are read in every odd form, or refused in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.build.stages import assemble
from kg.cli import main
from kg.errors import KgError
from kg.files.plain import decoded, read_bytes, read_text
from kg.files.serialize import turtle
from kg.files.turtle import read
from kg.model.literals import ill_typed
from kg.model.project import DEFAULT
from kg.model.vocab import NS, XSD
from tests.conftest import Mini, claim

VALUE = '<urn:a> <urn:b> "VALUE"^^<http://www.w3.org/2001/XMLSchema#KIND> .'


def test_a_byte_order_mark_is_none_of_the_text(mini: Mini, tmp_path: Path) -> None:
    for path in mini.root.rglob("*.ttl"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(assemble(mini.root).statements) == 1
    marked = tmp_path / "q.rq"
    marked.write_bytes(b"\xef\xbb\xbfASK {}")
    assert read_text(marked) == "ASK {}" == decoded(b"\xef\xbb\xbfASK {}")


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        ("a b c".encode("utf-16"), ": is not UTF-8 text from line 1 on (it looks like UTF-16)"),
        (b'@prefix : <urn:x:> .\n:a :b "caf\xe9" .', ": is not UTF-8 text from line 2 on"),
        (b'<urn:a> <urn:b> "x"@en--ltr .', "directions of RDF 1.2 are not taken"),
        (b"<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", "RDF 1.2"),
        (
            b"<urn:a> <urn:b> " + b"[ <urn:b> " * 100_000 + b"1" + b" ]" * 100_000 + b" .",
            "brackets are more than 200 deep",
        ),
        (
            b"<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * 1000 + b"1" + b" )>>" * 1000 + b" .",
            "more than 200 deep",
        ),
        (b'<urn:a> <urn:b> "' + b"x" * 20_000_000 + b'" .', "a text in it is longer than 16 MB"),
        (
            b'<urn:a> <urn:b> "9,5"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
            "<urn:a>: '9,5' is no decimal",
        ),
        *(
            (f'<urn:a> <urn:b> "{text}"^^<{XSD}{kind}> .'.encode(), f"<urn:a>: '{text}' is no {kind}")
            for kind, text in (
                ("byte", "300"),
                ("unsignedByte", "-1"),
                ("short", "99999"),
                ("unsignedInt", "4294967296"),
                ("time", "13:61:00"),
                ("hexBinary", "zz"),
                ("gYear", "19x"),
                ("duration", "P1"),
                ("language", "e n"),
                ("integr", "1"),
            )
        ),
        (
            b"<urn:a> <urn:b> 99999999999999999999999999999999 .",
            "is no integer of at most 18 digits",
        ),
        (
            b"<urn:a> <urn:b> 28.30000000000000000000000000000001 .",
            "is no decimal of at most 18 digits",
        ),
    ],
)
def test_odd_turtle_is_refused_in_one_line(mini: Mini, data: bytes, cause: str) -> None:
    path = mini.root / "graph/entities/odd.ttl"
    path.write_bytes(data)
    with pytest.raises(KgError) as caught:
        assemble(mini.root)
    told = str(caught.value)
    assert told.startswith(str(path)) and cause in told and len(told) < 900


def test_brackets_and_comments_count_for_what_they_are() -> None:
    """A text may hold brackets without end, and a comment is as long as it likes."""
    smiles = b":( " * 300
    data = b'<urn:a> <urn:b> "# none' + smiles + b'" , """# nor\n# these " \\""" """ , <urn:#> . # ' + smiles
    given = [str(quad.object) for quad in read(data)]
    assert len(given) == 3 and [str(q.object) for q in read(data + b"x" * 20_000_000)] == given


def test_only_plain_files_are_read(mini: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = mini.root / "graph/claims/zz.ttl"
    os.mkfifo(pipe)
    with pytest.raises(KgError, match=r"zz\.ttl: is no plain file"):
        assemble(mini.root)
    assert main(["whatif", str(pipe), "--root", str(mini.root)]) == 1
    assert main(["sparql", str(pipe), "--root", str(mini.root)]) == 1
    assert capsys.readouterr().err.count("is no plain file") == 2
    with pytest.raises(KgError, match="is no plain file"):
        read_bytes(mini.root)
    with pytest.raises(KgError, match="cannot read"):
        read_bytes(Path("a\0b"))


def test_what_the_shell_opens_is_read(built: Path) -> None:
    kg = Path(sys.executable).with_name("kg")
    command = f"{kg} sparql --build {built} <(printf 'ASK {{}}')"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.returncode == 0 and "yes" in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("kind", "values", "kept"),
    [
        ("integer", ["9", "09", "+9"], "9"),
        ("int", ["9"], "9"),
        ("nonNegativeInteger", ["9"], "9"),
        ("decimal", ["28.30", "28.3", "+28.3"], "28.3"),
        ("double", ["15", "1.5e1", "15.0"], "15"),
        ("boolean", ["1", "true"], "true"),
    ],
)
def test_a_value_has_one_form(kind: str, values: list[str], kept: str) -> None:
    found = {read(VALUE.replace("VALUE", v).replace("KIND", kind).encode())[0].object for v in values}
    assert {node.value for node in found if isinstance(node, Literal)} == {kept}
    assert {node.datatype.value for node in found if isinstance(node, Literal)} <= {
        XSD + kind,
        XSD + "integer",
    }


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("decimal", v) for v in ("1,5", "1,000", "NaN", "1e3", "", " 1", "abc", "9" * 5000)),
        *(("double", v) for v in ("NaN", "INF", "-INF", "1,5", "1e9999")),
        *(("integer", v) for v in ("a", "1.0", "9" * 5000, "\u0661")),
        ("nonNegativeInteger", "-1"),
        ("boolean", "yes"),
        ("dateTime", "2020-13-01T00:00:00Z"),
        ("date", "2020"),
    ],
)
def test_a_value_that_its_type_does_not_have_is_refused(kind: str, value: str) -> None:
    with pytest.raises(KgError, match=f"is no {kind}") as caught:
        read(VALUE.replace("VALUE", value).replace("KIND", kind).encode())
    assert len(str(caught.value)) < 300


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_every_number_of_python_is_one(number: object) -> None:
    kind = "integer" if isinstance(number, int) else "decimal"
    if abs(number) < 10**18:  # type: ignore[operator]
        assert (
            ill_typed(
                Literal(f"{number:f}" if kind == "decimal" else str(number), datatype=NamedNode(XSD + kind))
            )
            == ""
        )


def test_identity_does_not_hang_on_the_form_of_a_number(mini: Mini) -> None:
    forms = ('"9"^^<http://www.w3.org/2001/XMLSchema#int>', "09", "+9", "9")
    ranks = [claim(f"a{n}", "ardania rankedIn list", f":ordinal {form} ;") for n, form in enumerate(forms)]
    mini.claims(*ranks)
    made = assemble(mini.root)
    assert len(made.statements) == 1 and not made.findings.conflicts


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=20))
def test_what_is_written_is_read_back(text: str) -> None:
    """Also signs that some readers take for the end of a line."""
    quads = read(turtle({"entities": read(f"<urn:a> <{NS}b> {Literal(text)} .".encode())}, DEFAULT))
    assert [quad.object for quad in quads] == [Literal(text)]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x7f"])
def test_signs_that_look_like_a_line_s_end(sign: str, mini: Mini, tmp_path: Path) -> None:
    mini.write("graph/entities/more.ttl", f'entity:one a :State ; rdfs:label "a{sign}b"@en .')
    assert main(["build", "--root", str(mini.root), "--build", str(tmp_path / "out")]) == 0
    written = (tmp_path / "out/accord.ttl").read_bytes()
    assert sign.encode() not in written
    assert any(getattr(quad.object, "value", "") == f"a{sign}b" for quad in read(written))


def test_what_never_ends_is_not_read_for_ever(
    mini: Mini, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that claims to be endless, a stream that is, and a pipe in the build's place."""
    monkeypatch.setattr("kg.files.plain.MOST", 2**22)
    huge = mini.root / "graph/claims/zz.ttl"
    huge.touch()
    os.truncate(huge, 2**40)
    assert main(["build", "--root", str(mini.root)]) == 1
    assert capsys.readouterr().err == f"kg: error: {huge}: is larger than 4 MB, more than is read\n"
    huge.unlink()
    with open("/dev/zero") as zeros:
        monkeypatch.setattr("sys.stdin", zeros)
        assert main(["sparql", "-", "--root", str(mini.root)]) == 1
    assert "is larger than 4 MB" in capsys.readouterr().err
    assert main(["build", "--root", str(mini.root)]) == 0
    (mini.root / "build/accord.nq").unlink()
    os.mkfifo(mini.root / "build/accord.nq")
    assert main(["stats", "--root", str(mini.root)]) == 1
    assert "accord.nq: is no plain file" in capsys.readouterr().err
    (mini.root / "graph/deep").mkdir()
    os.mkfifo(mini.root / "graph/deep/unread.ttl")
    assert main(["build", "--root", str(mini.root)]) == 1
    assert "accord.nq: is no plain file" in capsys.readouterr().err
