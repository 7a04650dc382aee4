"""Any text is an interval with exact bounds, or is refused in one line."""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.edtf import Instant, NotEdtfError, bounds, edtf_year, may_be
from kg.model.values import Time


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1992", "1992-01-01T00:00:00Z", "1992-12-31T23:59:59Z"),
        ("2000-02", "2000-02-01T00:00:00Z", "2000-02-29T23:59:59Z"),
        ("1992-04-10", "1992-04-10T00:00:00Z", "1992-04-10T23:59:59Z"),
        ("1992-04-10T10:00:00", "1992-04-10T10:00:00Z", "1992-04-10T10:00:00Z"),
        ("1992-04-10T23:30:00-05:00", "1992-04-11T04:30:00Z", "1992-04-11T04:30:00Z"),
        ("0000-01-01T00:00:00+05:00", "-0001-12-31T19:00:00Z", "-0001-12-31T19:00:00Z"),
        ("0000", "0000-01-01T00:00:00Z", "0000-12-31T23:59:59Z"),
        ("-0004-02-29", "-0004-02-29T00:00:00Z", "-0004-02-29T23:59:59Z"),
        ("-0044-03-15", "-0044-03-15T00:00:00Z", "-0044-03-15T23:59:59Z"),
        ("Y170000002", "170000002-01-01T00:00:00Z", "170000002-12-31T23:59:59Z"),
        ("Y-17000", "-17000-01-01T00:00:00Z", "-17000-12-31T23:59:59Z"),
        ("1992-04-10T10:00:00+00:00", "1992-04-10T10:00:00Z", "1992-04-10T10:00:00Z"),
        ("-0044-XX", "-0044-01-01T00:00:00Z", "-0044-12-31T23:59:59Z"),
        ("-004X", "-0049-01-01T00:00:00Z", "-0040-12-31T23:59:59Z"),
        ("1992-22", "1992-06-01T00:00:00Z", "1992-08-31T23:59:59Z"),
        ("1992-24", "1992-12-01T00:00:00Z", "1993-02-28T23:59:59Z"),
        ("9999-24", "9999-12-01T00:00:00Z", "10000-02-29T23:59:59Z"),
        ("199X", "1990-01-01T00:00:00Z", "1999-12-31T23:59:59Z"),
        ("19XX", "1900-01-01T00:00:00Z", "1999-12-31T23:59:59Z"),
        ("1992-XX", "1992-01-01T00:00:00Z", "1992-12-31T23:59:59Z"),
        ("2000-02-XX", "2000-02-01T00:00:00Z", "2000-02-29T23:59:59Z"),
        ("1992-XX-XX", "1992-01-01T00:00:00Z", "1992-12-31T23:59:59Z"),
        ("1992?", "1992-01-01T00:00:00Z", "1992-12-31T23:59:59Z"),
        ("1992-21~", "1992-03-01T00:00:00Z", "1992-05-31T23:59:59Z"),
        ("1992-04-10%", "1992-04-10T00:00:00Z", "1992-04-10T23:59:59Z"),
        ("1992/..", "1992-01-01T00:00:00Z", None),
        ("1992/", "1992-01-01T00:00:00Z", None),
        ("../1992", None, "1992-12-31T23:59:59Z"),
        ("/1992-04", None, "1992-04-30T23:59:59Z"),
        ("1992-XX/1993", "1992-01-01T00:00:00Z", "1993-12-31T23:59:59Z"),
        ("1984~/2004-06", "1984-01-01T00:00:00Z", "2004-06-30T23:59:59Z"),
        ("-0044/0014", "-0044-01-01T00:00:00Z", "0014-12-31T23:59:59Z"),
        ("9999-12-31/Y10000", "9999-12-31T00:00:00Z", "10000-12-31T23:59:59Z"),
        ("1992-04/1992-04-10", "1992-04-01T00:00:00Z", "1992-04-10T23:59:59Z"),
    ],
)
def test_exact_bounds(text: str, first: str | None, last: str | None) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1993-02-29",
            "1900-02-29",
            "1992-04-31",
            "1992-13",
            "1992-1X",
            "1992-X1",
            "1992-X1-XX",
            "1992-04-1X",
            "-0044-0X",
            "Y9999999999",
            "1992-04-10T1X:00:00",
            *("1992-04-10T10:00:00-00:00", "1992-04-10T10:00", "1992-04-10T24:00:00", "199X-04", "Y12345-04"),
            "1992-00",
            "1992-01-00",
            "-0000",
            "-0001-02-29",
        ),
        *("1992-04-10T24:00:00Z", "1992-04-10T10:00", "1992-04-10T10:60:00Z", "1992-04-10T10:00:00Z~"),
        *("/", "..", "../..", "/..", "../", "1992//1993", "1992/1993/1994", "1992/soon"),
        *("1995/1992", "1992-04-10/1992-03", "1993/1992-12-31", "-0014/-0044"),
        *(
            "[1992,1994]",
            "{1992}",
            "1992..1994",
            "?1992",
            "1992?-04",
            "1XXX",
            "XXXX",
            "199X-04",
            "1992-XX-10",
        ),
        *(
            "1992-25",
            "1992-41",
            "1950S2",
            "Y17E7",
            "Y1992",
            "199x",
            "92",
            "19922",
            "1992-4",
            "1992??",
            "1992-",
        ),
        *("", " ", " 1992", "1992 ", "1992\n", "\uff11\uff19\uff19\uff12", "soon", "1992\0", "9" * 100_000),
    ],
)
def test_refused_in_one_line(text: str) -> None:
    with pytest.raises(NotEdtfError) as error:
        bounds(text)
    told = str(error.value)
    assert "is not an EDTF date" in told and "\n" not in told and "\0" not in told and len(told) < 300


PARTS = st.sampled_from(
    [*"0123456789XYTZ?~%/.:+-[], ", "1992", "-04", "-10", "..", "T10:00:00", "2000-02-29"]
)


@given(st.one_of(st.text(), st.lists(PARTS, max_size=8).map("".join)))
def test_any_text_is_an_interval_or_refused(text: str) -> None:
    try:
        first, last = bounds(text)
    except NotEdtfError as error:
        assert "\n" not in str(error)
        return
    assert first or last
    assert first is None or last is None or first <= last
    wide = may_be(text)
    assert (wide[0] or "") <= (first or "") and (last or "~") <= (wide[1] or "~")
    assert Time.of(text).text == text


@given(st.integers(-9999, 9999), st.integers(1, 12), st.integers(1, 31))
def test_a_day_is_read_where_there_is_one(year: int, month: int, day: int) -> None:
    text = f"{edtf_year(year)}-{month:02d}-{day:02d}"
    if day <= monthrange(2000 + year % 400, month)[1]:
        first, last = bounds(text)
        assert first and last and first.year == year
        assert first.plus(timedelta(days=1, seconds=-1)) == last
    else:
        with pytest.raises(NotEdtfError):
            bounds(text)


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.integers(-(10**9), 10**9))
def test_instants_are_in_the_order_of_time(moment: datetime, seconds: int) -> None:
    instant = Instant(moment.replace(microsecond=0, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20))
    change = timedelta(seconds=seconds)
    later = instant.plus(change)
    assert (instant < later, instant > later) == (seconds > 0, seconds < 0)
    assert later.plus(-change) == instant
    assert "" < instant < "~" and not instant < "" and max("", instant) == instant


def test_a_time_that_python_has_no_date_for_is_a_text() -> None:
    time = Time.of("-0044-03-15/Y12000")
    assert (time.earliest, time.latest) == ("-0044-03-15", "12000-12-31")


_YEAR = st.integers(100, 9998).map("{:04d}".format)
_MONTH, _DAY = (st.one_of(st.integers(0, most).map("{:02d}".format), st.just("XX")) for most in (23, 33))
_PARTS = st.tuples(_YEAR, _MONTH, _DAY)


@given(_PARTS, st.integers(1, 3), st.sampled_from(["", "X", "XX"]), st.sampled_from(["", "?", "~", "%"]))
def test_one_date_is_read_as_the_reference_reads_it(
    parts: tuple[str, str, str], most: int, masked: str, mark: str
) -> None:
    """The package ``edtf`` reads levels 0 and 1 too, but for a winter, which it ends in December."""
    from edtf import EDTFParseException, parse_edtf

    year, *rest = parts[:most]
    text = "-".join([year[: 4 - len(masked)] + masked, *rest])
    if rest and (masked or (rest[0] == "XX" and rest[1:] not in ([], ["XX"]))):
        return  # of level 2
    try:
        date = parse_edtf(text)
        day = [(*moment[:3],) for moment in (date.lower_strict(), date.upper_strict())]
        datetime(*day[0]), datetime(*day[1])
    except (EDTFParseException, ValueError):
        with pytest.raises(NotEdtfError):
            bounds(text + mark)
        return
    told = [[int(part) for part in re.split("[-T]", str(one))[:3]] for one in bounds(text + mark)]
    assert [one[:2] for one in told] == [[*one[:2]] for one in day]
    if type(date).__name__ != "Season":  # whose last day is told above
        assert told == [[*one] for one in day]
