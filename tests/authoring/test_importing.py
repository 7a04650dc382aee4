"""A table of claims becomes Turtle that builds: each passage found, each line that fails told."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.authoring.rows import read_rows
from kg.errors import KgError
from tests.authoring.conftest import Desk

HEAD = "subject,predicate,object,qualifiers,modality,speaker,passage,gloss,gloss he,source\n"
FULL = (
    HEAD
    + 'Petrel,lands at,Far Point,trips a day: 4; time: 2024/..,expected,harbour office,"it also lands at Far Point",The office expects so.,כך צופה המשרד.,notice\n'
)


WRITTEN = """
claim:petrel-lands-at-far-point-2 a kg:Claim ;
    rdf:subject entity:petrel ; rdf:predicate :landsAt ; rdf:object entity:far-point ;
    :trips 4 ; kg:time "2024/.."^^edtf:EDTF ;
    kg:modality kg:expected ;
    kg:speaker entity:harbour-office ;
    kg:statedIn source:notice ;
    kg:evidence evidence:116-142 ;
    kg:gloss "The office expects so."@en , "כך צופה המשרד."@he .

evidence:116-142 a kg:Evidence ; oa:hasSource source:notice ; oa:hasSelector evidence:116-142.position ;
    kg:sha256 "DIGEST" .
evidence:116-142.position a oa:TextPositionSelector ; oa:start 116 ; oa:end 142 .
"""


def table(desk: Desk, text: str, name: str = "claims.csv") -> str:
    path = desk.root / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_row_becomes_a_claim_that_builds(desk: Desk) -> None:
    told = desk.ok("import", table(desk, FULL))
    assert told.splitlines() == [
        "1 claim written, 0 lines not taken",
        str(desk.root / "graph/claims/notice.ttl"),
    ]
    written = desk.read("graph/claims/notice.ttl")
    assert re.sub("[0-9a-f]{64}", "DIGEST", written).endswith(WRITTEN)
    desk.ok("build", "--strict")
    desk.ok("verify")
    assert desk.ok("import", str(desk.root / "claims.csv")).startswith("0 claims written, 1 there already")
    assert desk.read("graph/claims/notice.ttl") == written


def test_glosses_are_made_of_the_labels(desk: Desk) -> None:
    rows = "subject,predicate,object,qualifiers,modality,speaker,passage\nPetrel,lands at,Far Point,trips a day: 4,possible,harbour office,Mind the wet steps!\n"
    desk.ok("import", table(desk, rows), "--source", "notice")
    assert (
        'kg:gloss "Possible (harbour office): Petrel lands at Far Point (trips a day: 4)."@en , '
        '"אפשרי (משרד הנמל): פטרל עוגנת בקצה הרחוק (הפלגות ביום: 4)."@he'
    ) in desk.read("graph/claims/notice.ttl")


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("Petrel,lands at,Nowhere,,,,Mind,,,notice", "no thing is called 'Nowhere'; there are Elm Quay"),
        ("Petrel,lans at,Far Point,,,,Mind,,,notice", "no claim predicate is called 'lans at'; there are lands at"),
        ("Petrel,lands at,Far Point,trip: 3,,,Mind,,,notice", "no qualifier is called 'trip'"),
        ("Petrel,lands at,Far Point,trips a day: many,,,Mind,,,notice", "trips is a number (integer): 'many' is no number such as"),
        ("Petrel,lands at,Far Point,trips a day: 99999999999999999999,,,Mind,,,notice", "trips is a number (integer of at most 18 digits), not"),
        ("Petrel,lands at,Far Point,trips a day: 1.200,,,Mind,,,notice", "trips is a number (integer): '1.200' may be 1200 or 1.2; write one of these"),
        ("Petrel,lands at,Far Point,share: 99999999999999999999 percent,,,Mind,,,notice", "has more than 18 digits"),
        ("Petrel,lands at,Far Point,trips a day,,,Mind,,,notice", "a qualifier is written NAME: VALUE"),
        ("Petrel,lands at,Far Point,foo: x,,,Mind,,,notice", "no qualifier is called 'foo'; there are amount, approximate, as of, citing, occasion, over, place"),
        ("Petrel,lands at,Far Point,time: soon,,,Mind,,,notice", "soon"),
        ("Petrel,lands at,Far Point,,perhaps,,Mind,,,notice", "no modality is called 'perhaps'"),
        ("Petrel,lands at,Far Point,,,Nobody,Mind,,,notice", "no thing is called 'Nobody'"),
        ("Petrel,lands at,Far Point,,,,Mind us,,,notice", "the passage does not stand in notice"),
        ("Petrel,lands at,Far Point,,,,day,,,notice", "the passage stands 2 times in notice (79-82, 152-155); give a longer one, or say which"),
        ("Petrel,lands at,Far Point,,,,day #3,,,notice", "the passage stands only 2 times in notice, not 3"),
        ("Petrel,lands at,Far Point,,,,Mind,,,", "names no source"),
        ("Petrel,lands at,Far Point,,,,Mind,,,notic", "no source is called 'notic'"),
        ("Petrel,,Far Point,,,,Mind,,,notice", "has no predicate"),
        ("Petrel,lands at,Far Point,,,,,,,notice", "give the words of a passage"),
        ("Petrel,lands at,Far Point,,,,Mind,,,notice,more", "has 11 cells, more than there are columns"),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_is_told_and_the_others_written(desk: Desk, row: str, cause: str) -> None:
    assert desk.run("import", table(desk, FULL + row + "\n")) == 1
    first, *rest = desk.out.splitlines()
    assert first.startswith(f"{desk.root / 'claims.csv'}:3: ") and cause in first
    assert rest[0] == "1 claim written, 1 line not taken"
    desk.ok("build")
    found = desk.json("import", str(desk.root / "claims.csv"))
    assert [(one["line"], one["outcome"]) for one in found] == [("2", "known"), ("3", "refused")]
    assert cause in found[1]["problem"]


def test_several_passages_and_the_nth_of_many(desk: Desk) -> None:
    rows = "subject,predicate,object,passage\nPetrel,lands at,Far Point,«day» #2 «Mind»\nPetrel,lands at,Elm Quay,day #1\n"
    desk.ok("import", table(desk, rows), "--source", "notice")
    assert "kg:evidence evidence:152-155 , evidence:157-161 ;" in desk.read("graph/claims/notice.ttl")
    assert "kg:evidence evidence:79-82 ;" in desk.read("graph/claims/notice.ttl")
    desk.ok("verify")


def test_amounts_become_quantities_that_are_used_again(desk: Desk) -> None:
    desk.ok("term", "add", "qualifier", "load", "--label", "en=load", "--label", "he=מטען", "--definition", "en=How much.",
            "--definition", "he=כמה.", "--range", "quantity", "--of", "landsAt")  # fmt: skip
    rows = (
        "subject · predicate · object\n# the same in both languages\nsource: notice\n"
        "Petrel · lands at · Far Point · load: about 18 million tonnes · «Mind»\n"
        "Petrel · lands at · Elm Quay · load: כ־18 מיליון טון · reported · harbour office · «wet steps»\n"
        "Petrel · lands at · Elm Quay · load: about 18 million tonnes; trips a day: 1 · «steps!»\n"
        "Petrel · lands at · Elm Quay · load: 11 sites · «steps»\n"
    )
    assert desk.run("import", table(desk, rows, "claims.txt")) == 1
    assert [line.partition(": ")[0].rpartition(":")[2] for line in desk.out.splitlines()[:2]] == ["1", "7"]
    told = desk.read("graph/quantities.ttl")
    assert told.count("a kg:Quantity") == 1
    assert 'rdfs:label "about 18 million tonnes"@en , "כ־18 מיליון טון"@he .' in told
    assert "kg:value 18000000.0 ;\n    kg:approximate true" in told
    desk.ok("build", "--strict")


def test_a_text_with_whatever_stands_between(desk: Desk) -> None:
    rows = (
        "source: notice\n"
        "Petrel · lands at · Far Point · «Mind»\n"
        "Petrel · lands at · Far Point · possible · «the»\n"
        "Petrel · lands at · Far Point · · possible · harbour office · «wet» · A gloss. · he: באור.\n"
        "Petrel\tlands at\tFar Point\ttrips a day: 9\t«steps»\n"
    )
    assert desk.run("import", table(desk, rows, "claims.txt")) == 1  # «the» stands there more than once
    assert "stands 2 times" in desk.out and "3 claims written" in desk.out
    assert 'kg:gloss "A gloss."@en , "באור."@he' in desk.read("graph/claims/notice.ttl")


def test_a_passage_may_hold_the_signs_that_part_a_line(desk: Desk) -> None:
    text = "She said «no · never» | twice. «One» «two». He said «yes, and left.\n"
    (desk.root / "texts/talk.txt").write_text(text, encoding="utf-8")
    desk.ok("source", "add", str(desk.root / "texts/talk.txt"), "--label", "en=talk", "--label", "he=שיחה", "--language", "en")  # fmt: skip
    passages = [
        ("«She said «no · never» | twice»", ["She said «no · never» | twice"]),
        ("««no · never»»", ["«no · never»"]),
        ("«One» «two»", ["One", "two"]),
        ("««One» «two»»", ["«One» «two»"]),
        ("«said «yes, and left»", ["said «yes, and left"]),
        ("«said» #2", ["said"]),
    ]
    rows = "מקור: talk\n" + "".join(f"Petrel · lands at · Far Point · {passage}\n" for passage, _ in passages)
    desk.ok("import", table(desk, rows, "claims.txt"))
    told = desk.read("graph/claims/talk.ttl")
    for _, words in passages[:-1]:
        for one in words:
            assert f"evidence:{text.index(one)}-{text.index(one) + len(one)} a kg:Evidence" in told
    cell = text.partition(". «")[0]  # in a cell of CSV, whose words are as they are
    rows = f'subject,predicate,object,passage\nPetrel,lands at,Elm Quay,"{cell}"\n'
    desk.ok("import", table(desk, rows), "--source", "talk")
    assert f"evidence:0-{len(cell)} a kg:Evidence" in desk.read("graph/claims/talk.ttl")


@pytest.mark.parametrize(
    ("end", "cause"),
    [
        (" · one · two", "has more than one gloss without a code"),
        (" · he: א · he: ב", "has more than one gloss in he"),
    ],
)
def test_no_cell_of_a_line_vanishes(desk: Desk, end: str, cause: str) -> None:
    rows = f"source: notice\nPetrel · lands at · Far Point · «Mind»{end}\n"
    assert desk.run("import", table(desk, rows, "claims.txt")) == 1
    assert "claims.txt:2: " in desk.out and cause in desk.out and "0 claims written" in desk.out


def test_a_name_is_that_of_one_claim(desk: Desk) -> None:
    head = "subject,predicate,object,passage,name\n"
    rows = ["Petrel,lands at,Far Point,Mind,one\n", "Petrel,lands at,Elm Quay,wet,one\n"]
    assert desk.run("import", table(desk, head + "".join(rows)), "--source", "notice") == 1
    assert "claims.csv:3: another claim of notice has the name one; give it one of its own" in desk.out
    assert desk.run("import", table(desk, head + rows[1]), "--source", "notice") == 1
    assert "1 there already" in desk.ok("import", table(desk, head + rows[0]), "--source", "notice")


def test_what_belongs_to_the_saying_is_said_among_the_qualifiers(desk: Desk) -> None:
    rows = (
        "source: notice\n"
        "Petrel · lands at · Far Point · said at: Elm Quay; citing: notice; relativeTime: soon · «Mind»\n"
    )
    desk.ok("import", table(desk, rows, "claims.txt"))
    told = desk.read("graph/claims/notice.ttl")
    assert "kg:saidAt entity:elm-quay" in told and "kg:citing source:notice" in told
    assert 'kg:relativeTime "soon"@en' in told
    desk.ok("build")


def test_what_a_shape_refuses_is_told_in_its_words(desk: Desk) -> None:
    rows = "subject,predicate,object,qualifiers,passage\nPetrel,lands at,Far Point,time: 2025,Mind\n"
    assert desk.run("import", table(desk, rows), "--source", "notice") == 1
    assert "claims.csv:2: Give a state an interval" in desk.out


def test_a_workbook_is_read_as_it_was_typed(desk: Desk) -> None:
    from datetime import date

    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ["נושא", "יחס", "מושא", "מאפיינים", "קטע", "מקור", None],
        ["פטרל", "עוגנת ב", "הקצה הרחוק", "הפלגות ביום: 7", "Mind", "notice", None],
        [],
        ["Petrel", "lands at", date(2025, 1, 2), 3, "Mind", "notice"],
    ):
        book.active.append(row)
    path = desk.root / "claims.xlsx"
    book.save(path)
    assert desk.run("import", str(path)) == 1
    assert "claims.xlsx:4: no thing is called '2025-01-02'" in desk.out and "1 claim written" in desk.out
    assert ":trips 7" in desk.read("graph/claims/notice.ttl")


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("claims.csv", "", "is empty"),
        ("claims.txt", "", "is empty; a line is subject · predicate"),
        ("claims.txt", "# none\nsource: notice\n", "is empty"),
        (
            "claims.csv",
            "subject,predicate\na,b\n",
            "has no column object; it needs subject, predicate, object, passage",
        ),
        (
            "claims.csv",
            "subject,predicate,objekt,passage\n",
            "there is no column 'objekt'; did you mean object?",
        ),
        ("claims.csv", "subject,subject,predicate,object,passage\n", "the column subject is there twice"),
        ("claims.csv", 'subject,predicate,object,passage\n"a,b\n', "is no CSV: "),
        ("claims.csv", "subject,predicate,object,passage\na\0,b,c,d\n", ""),
        ("claims.xlsx", "no workbook", "cannot be read as a workbook"),
        ("claims.pdf", "x", "ends in none of .csv, .tsv, .txt"),
    ],
)
def test_what_is_no_table_is_told_with_its_file(desk: Desk, name: str, text: str, cause: str) -> None:
    before = desk.read("graph/claims/notice.ttl")
    told = desk.refused("import", table(desk, text, name), "--source", "notice") if cause else ""
    assert cause in told and (not cause or name in told)
    assert desk.read("graph/claims/notice.ttl") == before


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("harbour office,lands at,Far Point,,,,Mind,,,notice", "which the predicate's domain does not take"),
        ("Petrel,lands at,Far Point,share: 5 percent,,,Mind,,,notice", "which the predicate does not allow"),
        ("Petrel,lands at,Far Point,time: 2025,,,Mind,,,notice", "interval"),
        ("Petrel,lands at,Far Point,trips a day: 0,,,Mind,,,notice", "Count one trip a day, or more."),
    ],
)
def test_what_a_build_would_refuse_is_refused(desk: Desk, row: str, cause: str) -> None:
    for check in (["--check"], []):
        assert desk.run("import", table(desk, FULL + row + "\n"), *check) == 1
        first, *rest = desk.out.splitlines()
        assert first.startswith(f"{desk.root / 'claims.csv'}:3: ") and "1 line not taken" in rest[0]
        assert "1 claim" in rest[0]
    assert not (desk.root / "graph/quantities.ttl").exists()  # of a line that was not taken
    desk.ok("build", "--strict")


def test_a_claim_that_is_mended_in_the_table_is_not_put_beside_the_old_one(desk: Desk) -> None:
    desk.ok("import", table(desk, FULL))
    before = desk.read("graph/claims/notice.ttl")
    for changed in (FULL.replace("trips a day: 4", "trips a day: 5"), FULL.replace("expected", "planned")):
        assert desk.run("import", table(desk, changed)) == 1
        assert (
            "claims.csv:2: petrel-lands-at-far-point-2 says this otherwise of the same passage; mend it at"
            in desk.out
        )
        assert "notice.ttl:" in desk.out and desk.read("graph/claims/notice.ttl") == before
    named = (
        FULL.replace("source\n", "source,name\n")
        .replace("trips a day: 4", "trips a day: 5")
        .replace("notice\n", "notice,other\n")
    )
    desk.ok("import", table(desk, named))
    assert "claim:other a kg:Claim ;" in desk.read("graph/claims/notice.ttl")


def test_a_unit_of_ones_own_and_numbers_of_another_language(french: Desk) -> None:
    terms = french.root / "ontology/terms.ttl"
    unit = ':Swarm a <http://qudt.org/schema/qudt/Unit> ; rdfs:label "essaims"@fr ; skos:definition "Des abeilles."@fr .'
    terms.write_text(french.read("ontology/terms.ttl") + unit + "\n", encoding="utf-8")
    french.ok("term", "add", "qualifier", "load", "--label", "charge", "--definition", "Combien.", "--range", "quantity", "--of", "landsAt")  # fmt: skip
    rows = "subject;predicate;object;qualifiers;passage\nPetrel;lands at;Far Point;load: 1,5 essaims;Mind\n"
    french.ok("import", table(french, rows), "--source", "notice")
    assert 'kg:unit :Swarm ;\n    kg:value 1.5 ;\n    rdfs:label "1,5 essaims"@fr' in french.read(
        "graph/quantities.ttl"
    )
    french.ok("build", "--strict")


def test_bounds_are_told_as_they_are_said(desk: Desk) -> None:
    desk.ok("term", "add", "qualifier", "load", "--label", "en=load", "--label", "he=מטען", "--definition", "en=How much.",
            "--definition", "he=כמה.", "--range", "quantity", "--of", "landsAt")  # fmt: skip
    rows = "source: notice\n" + "".join(
        f"Petrel · lands at · Far Point · load: {words} 5 tonnes · «{passage}»\n"
        for words, passage in (("at least", "Mind"), ("more than", "wet"), ("לפחות", "steps"))
    )
    desk.ok("import", table(desk, rows, "claims.txt"))
    told = desk.read("graph/quantities.ttl")
    assert told.count("kg:lowerBound 5.0") == 2
    assert '"at least 5 tonnes"@en , "לפחות 5 טון"@he' in told and '"more than 5 tonnes"@en' in told
    desk.ok("build", "--strict")


def test_check_writes_nothing(desk: Desk) -> None:
    before = desk.read("graph/claims/notice.ttl")
    assert "1 claim would be written" in desk.ok("import", table(desk, FULL), "--check")
    assert desk.read("graph/claims/notice.ttl") == before


def test_other_languages_have_what_labels_tell(french: Desk) -> None:
    rows = "subject;predicate;object;passage\nPetrel;lands at;Far Point;Mind\n"
    french.ok("import", table(french, rows), "--source", "notice")
    assert 'kg:gloss "Petrel lands at Far Point."@fr .' in french.read("graph/claims/notice.ttl")
    french.ok("build", "--strict")


def test_a_gloss_without_a_code_is_in_the_language_of_its_source(desk: Desk) -> None:
    sources = desk.root / "graph/sources.ttl"
    text = desk.read("graph/sources.ttl")
    sources.write_text(text.replace('dcterms:language "en"', 'dcterms:language "he"'), encoding="utf-8")
    rows = "source: notice\nPetrel · lands at · Far Point · «Mind» · גלוסה.\n"
    desk.ok("import", table(desk, rows, "claims.txt"))
    assert 'kg:gloss "Petrel lands at Far Point."@en , "גלוסה."@he' in desk.read("graph/claims/notice.ttl")
    sources.write_text(text.replace('dcterms:language "en"', 'dcterms:language "fr"'), encoding="utf-8")
    rows = "source: notice\nPetrel · lands at · Far Point · «wet» · A gloss.\n"
    desk.ok("import", table(desk, rows, "claims.txt"))  # not a language of the project
    assert 'kg:gloss "A gloss."@en , ' in desk.read("graph/claims/notice.ttl")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.sampled_from([".csv", ".tsv", ".txt", ".xlsx", ".ods"]),
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
)
def test_any_bytes_are_a_table_or_one_line(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"claims{ending}"
    path.write_bytes(data)
    try:
        read_rows(path)
    except KgError as error:
        assert "\n" not in str(error) and path.name in str(error)
