"""Sources, things and terms are added by name: sorted, beside what stands there, whole or not at all."""

import hashlib
from pathlib import Path

import pytest

from kg.cli import main
from tests.authoring.conftest import TEXT, Desk

LOG = ["--label", "en=log", "--label", "he=יומן", "--language", "en"]
LABELS = [
    "--label",
    "en=depth",
    "--label",
    "he=עומק",
    "--definition",
    "en=How deep.",
    "--definition",
    "he=כמה עמוק.",
]


def test_a_source_is_described(desk: Desk) -> None:
    assert desk.ok("source", "add", str(desk.root / "texts/log.txt"), *LOG, "--issued", "2025-04") == (
        f"{desk.root / 'graph/sources.ttl'}\n"
    )
    assert f"{len(TEXT)} characters, counted as they stand in the file: NFC, lines end with LF" in desk.err
    told = desk.read("graph/sources.ttl")
    assert f'kg:sha256 "{hashlib.sha256(TEXT.encode()).hexdigest()}"' in told
    assert told.index("source:log") < told.index("source:notice")  # where it sorts in
    assert 'dcterms:issued "2025-04"^^edtf:EDTF .' in told and 'rdfs:label "log"@en , "יומן"@he' in told
    desk.ok("build")
    desk.ok("verify")
    assert "already" in desk.refused("source", "add", str(desk.root / "texts/log.txt"), *LOG)
    assert desk.read("graph/sources.ttl") == told


@pytest.mark.parametrize(
    ("text", "form"), [("e\u0301\r\n", "NFD"), ("\u00e9", "NFC"), ("\u00e9e\u0301", "no normal form")]
)
def test_the_normal_form_of_a_text_is_told(desk: Desk, text: str, form: str) -> None:
    (desk.root / "texts/odd.txt").write_bytes(text.encode())
    desk.ok("source", "add", str(desk.root / "texts/odd.txt"), *LOG)
    assert f": {form}," in desk.err and ("CR LF" in desk.err) is ("\r" in text)


def test_a_thing_stands_where_others_of_its_class_do(desk: Desk) -> None:
    labels = ["--label", "en=Inlet", "--label", "he=לשון ים", "--alias", "en=the narrows"]
    assert desk.ok("entity", "add", "--class", "landing", *labels).endswith("graph/entities/landing.ttl\n")
    told = desk.read("graph/entities/landing.ttl")
    assert [line.split()[0] for line in told.splitlines() if line.startswith("entity:")] == [
        "entity:elm-quay",
        "entity:far-point",
        "entity:inlet",
    ]
    assert 'skos:altLabel "the narrows"@en .' in told and "@prefix skos:" in told
    assert desk.ok(
        "entity", "add", "gale", "--class", "event", "--label", "en=gale", "--label", "he=סערה"
    ).endswith("graph/entities/event.ttl\n")
    desk.ok("build")
    assert "the narrows" in desk.ok("show", "Inlet")


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["entity", "add", "x", "--class", "landing", "--label", "en=X"], "a label is needed in each language of the project: --label he=…"),
        (["entity", "add", "x", "--class", "landing", "--label", "fr=X"], "the project has no language 'fr'; it has en, he"),
        (["entity", "add", "x", "--class", "landin", "--label", "en=X", "--label", "he=ט"], "did you mean landing?"),
        (["entity", "add", "a b", "--class", "landing", "--label", "en=X", "--label", "he=ט"], "'a b' cannot be a name"),
        (["entity", "add", "a/b", "--class", "landing", "--label", "en=X", "--label", "he=ט"], "cannot be a name"),
        (["entity", "add", "petrel", "--class", "landing", "--label", "en=X", "--label", "he=ט"], "entity:petrel is there already"),
        (["entity", "add", "x", "--label", "en=X", "--label", "he=ט"], "--class"),
        (["entity", "add", "x", "--class", "landing", "--label", "en=X", "--label", "en=Y"], "given twice in English"),
        (["source", "add", "nowhere.txt", *LOG], "nowhere.txt: "),
        (["term", "add", "predicate", "depth", *LABELS], "--holds is needed"),
        (["term", "add", "predicate", "depth", *LABELS, "--holds", "often"], "--holds is one of state, event, lasting, judgement, inferred"),
        (["term", "add", "predicate", "depth", *LABELS, "--holds", "state", "--range", "numbr"], "for values the range is one of date, integer"),
        (["term", "add", "predicate", "depth", *LABELS, "--holds", "state", "--qualifier", "trip"], "no qualifier is called 'trip'"),
        (["term", "add", "predicate", "landsAt", *LABELS, "--holds", "state"], ":landsAt is there already"),
        (["entity", "add", "x", "--class", "claim", "--label", "en=X", "--label", "he=ט"], "entity:x: this needs exactly one rdf:subject"),
        (["entity", "add", "x", "--class", "quantity", "--label", "en=X", "--label", "he=ט"], "entity:x: Give the quantity a value"),
        (["entity", "add", "x", "--class", "source", "--label", "en=X", "--label", "he=ט"], "entity:x: Give the SHA-256"),
        (["entity", "add", "x", "--class", "predicate", "--label", "en=X", "--label", "he=ט"], "entity:x: Say in ontology/ which one the predicate is"),
        (["entity", "add", "x", "--class", "boathouse", "--label", "en=X", "--label", "he=ט"], "no class is called 'boathouse'; kg term add class declares one"),
        (["term", "add", "class", "Depth", *LABELS, "--gender", "feminine", "--colour", "red"], ":Depth: Write the colour as #rrggbb"),
        (["term", "add", "class", "Agent", *LABELS, "--gender", "feminine"], "kg:Agent is there already, in the base"),
        (["term", "add", "predicate", "depth", *LABELS, "--holds", "state", "--sentence", "en={objet} x", "--sentence", "he={object}"], ":depth: In braces stand subject, object or when"),
        (["term", "add", "shape", "Deep", "--path", "trips", "--least", "5", "--most", "1", "--message", "en=x", "--message", "he=ט"], "nothing is at once --least 5 and --most 1"),
        (["term", "add", "shape", "Deep", "--path", "trips", "--min-count", "5", "--max-count", "1", "--message", "en=x", "--message", "he=ט"], "nothing is at once --min-count 5"),
        (["term", "add", "shape", "Deep", "--path", "trips", "--least", "5", "--message", "en=Five.", "--message", "he=ט"], "petrel-lands-at-elm-quay>: Five."),
        (["term", "add", "shape", "Deep", "--path", "altLabel", "--min-count", "1", "--message", "en=x", "--message", "he=ט"], "no property is called 'altLabel'; write it with its prefix"),
        (["term", "add", "question", "new", "--title", "en=x", "--title", "he=ט", "--description", "en=x", "--description", "he=ט", "--query", "ASK { ?a a ?b }"], "a question is a SELECT query"),
        (["term", "add", "rule", "new", "--title", "en=x", "--title", "he=ט", "--description", "en=x", "--description", "he=ט", "--query", "CONSTRUCT { ?a :linkedWith ?b } WHERE { ?a :landsAt ?b FILTER NOT EXISTS { ?a :linkedWith ?b } }"], "rules go round in a circle"),
        (["term", "add", "class", "Depth", *LABELS], "--gender is needed"),
        (["term", "add", "class", "Depth", *LABELS, "--gender", "feminine", "--file", "../x.ttl"], "a .ttl file below ontology/"),
        (["term", "add", "shape", "Deep", "--path", "trips", "--message", "en=x", "--message", "he=ט"], "say what the shape asks for"),
        (["term", "add", "shape", "Trips", "--path", "trips", "--least", "1", "--message", "en=x", "--message", "he=ט"], "shape:Trips is there already"),
        (["term", "add", "shape", "Deep", "--path", "trips", "--least", "x", "--message", "en=x", "--message", "he=ט"], "a bound is a number"),
        (["term", "add", "rule", "linked", "--title", "en=x", "--title", "he=ט", "--description", "en=x", "--description", "he=ט", "--query", "x"], "linked is there already"),
        (["term", "add", "rule", "new", "--title", "en=x", "--title", "he=ט", "--description", "en=x", "--description", "he=ט", "--query", "CONSTRUCT { ?a :landAt ?b } WHERE { ?a :landsAt ?b }"], "the rule names :landAt, which the ontology does not declare; did you mean :landsAt?"),
        (["term", "add", "rule", "new", "--title", "en=x", "--title", "he=ט", "--description", "en=x", "--description", "he=ט", "--query", "CONSTRUCT { ?c :landsAt ?b } WHERE { ?a :landsAt ?b }"], "c"),
        (["term", "add", "question", "new", "--title", "en=x", "--title", "he=ט", "--description", "en=x", "--description", "he=ט", "--query", "SELECT ?a WHERE { ?a :landsAt }"], "SPARQL"),
        (["term", "add", "question", "a/b", "--title", "en=x", "--title", "he=ט", "--description", "en=x", "--description", "he=ט", "--query", "x"], "cannot be a name"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_told_and_nothing_is_written(
    desk: Desk, arguments: list[str], cause: str
) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    assert cause in desk.refused(*arguments)
    assert {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()} == before


def test_terms_are_declared_and_used(desk: Desk) -> None:
    desk.ok("term", "add", "class", "Buoy", "--label", "en=buoy", "--label", "he=מצוף", "--definition", "en=Floats.",
            "--definition", "he=צף.", "--gender", "masculine", "--broader", "landing", "--colour", "#112233", "--symbol", "square")  # fmt: skip
    desk.ok("term", "add", "predicate", "depth", *LABELS, "--holds", "lasting", "--domain", "landing", "--range", "quantity",
            "--one-object", "--sentence", "en={subject} {subject:is|are} {object} deep", "--sentence", "he=עומק {subject} {object}")  # fmt: skip
    desk.ok("term", "add", "qualifier", "tide", "--label", "en=tide", "--label", "he=גאות", "--definition", "en=When.",
            "--definition", "he=מתי.", "--range", "text", "--of", "depth")  # fmt: skip
    desk.ok("term", "add", "predicate", "openedOn", "--label", "en=opened on", "--label", "he=נפתח ב",
            "--definition", "en=When.", "--definition", "he=מתי.", "--holds", "event", "--range", "date")  # fmt: skip
    desk.ok(
        "term",
        "add",
        "shape",
        "Once",
        "--path",
        "tide",
        "--max-count",
        "1",
        "--message",
        "en=One.",
        "--message",
        "he=אחד.",
    )
    told = desk.read("ontology/terms.ttl")
    blocks = [line.split()[0] for line in told.splitlines() if line.startswith(":")]
    assert blocks[:4] == [":Buoy", ":Ferry", ":Landing", ":depth"]
    assert "rdfs:seeAlso edtf:EDTF" in told and "kg:allowedQualifier :tide" in told
    assert "# What there is, and what may be said of it." in told
    claims = (
        "subject,predicate,object,qualifiers,passage,source\n"
        'Elm Quay,depth,about 5 metres,tide: low,"Mind the wet steps!",notice\n'
        'Elm Quay,opened on,1990-05,,"Mind the wet steps!",notice\n'
    )
    (desk.root / "deep.csv").write_text(claims, encoding="utf-8")
    desk.ok("import", str(desk.root / "deep.csv"))
    desk.ok("build", "--strict")
    assert "Elm Quay is about 5 metres deep" in desk.ok("claims", "--subject", "Elm Quay")
    assert "opened on" in desk.ok("show", "Elm Quay")


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("landsAt", ":landsAt is what claims say, and no property of a thing"),
        ("share", "the values of kg:share are quantities"),
    ],
)
def test_a_shape_that_would_see_nothing_is_refused(desk: Desk, path: str, cause: str) -> None:
    assert cause in desk.refused(
        "term",
        "add",
        "shape",
        "One",
        "--path",
        path,
        "--max-count",
        "1",
        "--message",
        "en=x",
        "--message",
        "he=ט",
    )


def test_a_predicate_may_say_all_of_itself(desk: Desk) -> None:
    desk.ok("term", "add", "predicate", "owns", "--label", "en=owns", "--label", "he=מחזיק ב", "--definition", "en=Has it.",
            "--definition", "he=שלו.", "--holds", "state", "--domain", "agent", "--range", "ferry", "--share", "share",
            "--whole", "object", "--starts-once", "--feminine", "he=מחזיקה ב", "--plural", "en=own", "--plural", "he=מחזיקים ב",
            "--one-of-each", "trips")  # fmt: skip
    told = desk.read("ontology/terms.ttl").partition(":owns a ")[2].partition(" .\n")[0]
    for part in (
        "kg:functionalQualifier :trips , kg:share ;",
        "kg:partQualifier kg:share ; kg:wholeKey rdf:object ;",
        "kg:allowedQualifier :trips , kg:share ;",
        "kg:startsOnce true ;",
        'kg:feminineForm "מחזיקה ב"@he ;',
    ):
        assert part in told, told
    for name, share in (("harbour-office", "60 percent"), ("crew", "50 percent")):
        if name == "crew":
            desk.ok(
                "entity",
                "add",
                name,
                "--class",
                "agent",
                "--label",
                "en=crew",
                "--label",
                "he=צוות",
                "--gender",
                "feminine",
            )
        rows = f"subject,predicate,object,qualifiers,passage\nentity:{name},owns,Petrel,share: {share},Mind the wet steps!\n"
        (desk.root / "own.csv").write_text(rows, encoding="utf-8")
        desk.ok("import", str(desk.root / "own.csv"), "--source", "notice")
    desk.ok("build", "--strict")
    assert "60 percent" in desk.ok("conflicts")  # beyond the whole
    assert "צוות מחזיקה בפטרל" in desk.ok("claims", "--lang", "he")


def test_what_is_called_like_another_thing_is_told(desk: Desk) -> None:
    desk.ok("entity", "add", "other", "--class", "ferry", "--label", "en=Petrel", "--label", "he=יסעור")
    assert "'Petrel' is what entity:petrel is called, too" in desk.err


def test_a_text_is_described_once(desk: Desk) -> None:
    (desk.root / "texts/again.txt").write_text(desk.read("texts/notice.txt"), encoding="utf-8")
    assert "source:notice is this text already" in desk.refused(
        "source", "add", str(desk.root / "texts/again.txt"), *LOG
    )
    assert "by its code, such as en" in desk.refused(
        "source", "add", str(desk.root / "texts/log.txt"), *LOG[:-1], "english"
    )
    (desk.root.parent / "far.txt").write_text("far", encoding="utf-8")
    desk.ok("source", "add", str(desk.root.parent / "far.txt"), *LOG)
    assert "kg anchor, import, verify, coverage and --cite look for far.txt there" in desk.err


def test_a_text_may_stand_in_a_folder_of_its_own(desk: Desk) -> None:
    (desk.root / "texts/may/port").mkdir(parents=True)
    path = desk.root / "texts/may/port/log.txt"
    path.write_text(TEXT, encoding="utf-8")
    desk.ok("source", "add", str(path), *LOG)
    assert 'kg:file "may/port/log.txt"' in desk.read("graph/sources.ttl")
    assert "look for" not in desk.err
    desk.ok("anchor", "log", "It carries")
    desk.ok("verify")
    (desk.root.parent / "notice.txt").write_text("Another.", encoding="utf-8")
    assert "source:notice has another text of the name notice.txt" in desk.refused(
        "source", "add", str(desk.root.parent / "notice.txt"), "--name", "other", *LOG
    )


def test_a_text_that_is_missing_stops_what_needs_it_alone(desk: Desk) -> None:
    desk.ok("source", "add", str(desk.root / "texts/log.txt"), *LOG)
    (desk.root / "texts/log.txt").unlink()
    desk.ok("anchor", "notice", "Mind")
    assert "texts/log.txt: " in desk.refused("anchor", "log", "Rain")
    rows = (
        "subject,predicate,object,passage,source\n"
        "Petrel,lands at,Far Point,Mind,notice\nPetrel,lands at,Far Point,It carries,log\n"
    )
    (desk.root / "claims.csv").write_text(rows, encoding="utf-8")
    assert desk.run("import", str(desk.root / "claims.csv")) == 1
    assert "claims.csv:3: " in desk.out and "texts/log.txt: " in desk.out and "1 claim written" in desk.out
    assert desk.run("verify") == 1 and "texts/log.txt: " in desk.out
    assert "kg: error: 1 problem;" in desk.err
    assert desk.run("coverage") == 1
    assert "notice" in desk.out and "texts/log.txt: " in desk.err


def test_help_of_each_kind_tells_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    for kind, option in (("class", "--broader"), ("predicate", "--starts-once"), ("qualifier", "--several"),
                         ("shape", "--max-count"), ("rule", "--sparql"), ("question", "--query")):  # fmt: skip
        with pytest.raises(SystemExit):
            main(["term", "add", kind, "--help"])
        assert option in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["term", "--help"])
    assert "kg term add KIND --help" in " ".join(capsys.readouterr().out.split())


def test_an_incomplete_or_broken_project_can_be_written_into(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "mine"
    assert main(["new", str(root), "--namespace", "https://e.org/", "--empty"]) == 0
    where = ["--root", str(root)]
    dam = ["term", "add", "class", "Dam", "--label", "dam", "--definition", "Holds water back."]
    assert main([*dam, *where]) == 0
    assert main(["entity", "add", "--class", "claim", "--label", "x", *where]) == 1  # nor is this yet
    assert "entity:x: Name the passage that the claim rests on" in capsys.readouterr().err
    assert main(["entity", "add", "--class", "dam", "--label", "Arden", *where]) == 0
    thing = root / "graph/entities/dam.ttl"
    thing.write_text(thing.read_text(encoding="utf-8").replace('"Arden"@en', '""@en'), encoding="utf-8")
    assert main(["entity", "add", "--class", "dam", "--label", "Vell", *where]) == 0  # it was broken before
    assert main(["entity", "add", "--class", "quantity", "--label", "Vela", *where]) == 1
    assert "Give the quantity a value" in capsys.readouterr().err


def test_a_qualifier_joins_what_is_said_of_its_predicates(desk: Desk) -> None:
    terms = desk.root / "ontology/terms.ttl"
    sails = """
:sails a owl:ObjectProperty , kg:Predicate , kg:LastingPredicate ; # a comment; with . signs
    rdfs:label "sails . ;"@en , 'שטה'@he ; skos:definition \"\"\"Goes "far"; 1.5 miles.\"\"\"@en , "שטה."@he .
"""
    terms.write_text(desk.read("ontology/terms.ttl") + sails, encoding="utf-8")
    before = desk.read("ontology/terms.ttl")
    desk.ok("term", "add", "qualifier", "tide", "--label", "en=tide", "--label", "he=גאות", "--definition", "en=When.",
            "--definition", "he=מתי.", "--of", "landsAt", "--of", "sails", "--file", "more.ttl")  # fmt: skip
    after = before.replace("kg:allowedQualifier :trips ;", "kg:allowedQualifier :trips , :tide ;")
    after = after.replace('"שטה."@he .', '"שטה."@he ;\n    kg:allowedQualifier :tide .')
    assert desk.read("ontology/terms.ttl") == after
    assert desk.read("ontology/more.ttl").count("landsAt") == 0
    desk.ok("build", "--strict")


def test_a_rule_and_a_question_are_written_with_their_header(desk: Desk) -> None:
    texts = [
        "--title",
        'en=A "title"',
        "--title",
        "he=כותרת",
        "--description",
        "en=D: d",
        "--description",
        "he=ת",
    ]
    query = "CONSTRUCT { ?two :linkedWith ?two } WHERE { ?one :linkedWith ?two }"
    desk.ok("term", "add", "rule", "selves", *texts, "--query", query)
    assert desk.read("ontology/rules/selves.rq") == (
        '#+ summary: "A \\"title\\""\n#+ description: "D: d"\n'
        '#+ translations:\n#+   he: {summary: "כותרת", description: "ת"}\n'
        f"PREFIX : <https://example.org/f/ontology#>\n{query}\n"
    )
    body = desk.root / "body.rq"
    body.write_text(
        "SELECT ?ferry ?statement { ?statement a kg:Statement ; rdf:subject ?ferry }\n", encoding="utf-8"
    )
    desk.ok("term", "add", "question", "boats", *texts, "--sparql", str(body))
    desk.ok("build")
    assert "Petrel" in desk.ok("query", "boats")
    assert "selves" in desk.err or desk.run("test", "--strict") == 1


def test_one_language_needs_no_code(french: Desk) -> None:
    french.ok("entity", "add", "anse", "--class", "landing", "--label", "Anse")
    assert '"Anse"@fr' in french.read("graph/entities/landing.ttl")
    french.ok("term", "add", "class", "Bouée", "--label", "bouée", "--definition", "Elle flotte.")
    french.ok("build", "--strict")


def test_a_terminal_asks_for_what_is_missing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Inlet\n", "לשון ים\n", "landing\n"])
    monkeypatch.setattr(
        "sys.stdin",
        type("Terminal", (), {"isatty": lambda _: True, "readline": lambda _: next(answers, "")})(),
    )
    monkeypatch.setattr("kg.cli.asked.sys.stderr.isatty", lambda: True, raising=False)
    assert main(["entity", "add", "--root", str(desk.root)]) == 0
    assert 'entity:inlet a :Landing ;\n    rdfs:label "Inlet"@en , "לשון ים"@he .' in desk.read(
        "graph/entities/landing.ttl"
    )
    assert main(["entity", "add", "--root", str(desk.root)]) == 1  # the answers have ended


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["source", "add", "texts/notice.txt"], "source:notice is this text already"),
        (["source", "add", "texts/log.txt", "--name", "notice"], "source:notice is there already"),
        (["term", "add", "shape", "Deep", "--path", "landsAt"], ":landsAt is what claims say"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, arguments: list[str], cause: str
) -> None:
    monkeypatch.setattr("kg.cli.asked.Asked._answer", lambda _: pytest.fail("asked"))
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda _: True})())
    monkeypatch.setattr("kg.cli.asked.sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.chdir(desk.root)
    assert cause in desk.refused(*arguments)


def test_a_judgement_is_told_to_be_somebodys(desk: Desk) -> None:
    desk.ok("term", "add", "predicate", "likes", *LABELS, "--holds", "judgement")
    assert "whose judgement it is a claim tells by its speaker" in desk.err


def test_a_wrong_answer_is_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(
        f"{one}\n"
        for one in ("visits", "visits", "מבקר ב", "Comes by.", "בא.", "often", "event", "fery", "ferry", "", "trip", "trips",
                    "maybe", "y", "", "")
    )  # fmt: skip
    stdin = type("Terminal", (), {"isatty": lambda _: True, "readline": lambda _: next(answers, "")})()
    monkeypatch.setattr("sys.stdin", stdin)
    monkeypatch.setattr("kg.cli.asked.sys.stderr.isatty", lambda: True, raising=False)
    assert main(["term", "add", "predicate", "--root", str(desk.root)]) == 0
    asked = capsys.readouterr().err
    assert "did you mean ferry?" in asked and "no qualifier is called 'trip'" in asked
    told = desk.read("ontology/terms.ttl").partition(":visits a ")[2].partition(" .\n")[0]
    assert (
        "kg:EventPredicate" in told and "rdfs:domain :Ferry" in told and "kg:singleValuedObject true" in told
    )
