"""Questions in words are read as they are meant, and answered with a verdict, evidence and other readings."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.api.graph import Graph
from kg.api.opening import load
from kg.catalogue.question import HOLE
from kg.tell.reply import reply
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return load(ROOT, built, lang="en")


@pytest.mark.parametrize(
    ("sentence", "question", "named"),
    [
        ("who supplies oil to Israel?", "suppliers", {"oil", "Israel"}),
        ("מי מספק נפט לישראל ובאיזה צינור?", "suppliers", {"oil", "Israel"}),
        ("who mediates between Israel and Kazakhstan?", "mediated-parties", {"Israel", "Kazakhstan"}),
        ("who owns the CPC pipeline?", "owners", {"CPC pipeline"}),
        ("who borders Kazakhstan?", "borders", {"Kazakhstan"}),
        ("עם מי גובלת קזחסטן?", "borders", {"Kazakhstan"}),
        ("what is the capital of Kazakhstan?", "capitals", {"Kazakhstan"}),
        ("מהי בירת קזחסטן?", "capitals", {"Kazakhstan"}),
        ("who opposes what?", "attitudes", set()),
    ],
)
def test_what_is_asked_is_understood(graph: Graph, sentence: str, question: str, named: set[str]) -> None:
    found = graph.ask_in_words(sentence)
    assert found.reading is not None and found.reading.question.name == question
    assert {graph.label(iri) for iri in (*found.reading.given.values(), *found.reading.about)} == named
    assert found.answer and len(found.others) <= 2 and not found.unknown


def test_a_day_is_given_where_a_question_takes_one(graph: Graph) -> None:
    found = graph.ask_in_words("who was head of state of Kazakhstan on 1 May 2018?")
    assert found.reading is not None and found.answer is not None
    assert found.reading.given["day"] == "2018-05-01"
    assert [row.person.label for row in found.answer] == ["Nursultan Nazarbayev"]


def test_a_source_and_a_certainty_narrow_the_answer(graph: Graph) -> None:
    found = graph.ask_in_words("according to Globes, who supplies oil to Israel?")
    assert found.reading is not None and found.answer
    assert graph.label(found.reading.narrow["source"]) == "Globes, 9 November 2025"
    assert {claim.source.label for claim in found.answer.grounds()} == {"Globes, 9 November 2025"}
    for sentence in ("according to Paskin, where is the embassy of Kazakhstan?", "לפי פסקין, היכן השגרירות?"):
        found = graph.ask_in_words(sentence)  # a text that is called after its author is found by his name
        assert found.reading is not None and found.reading.narrow["source"].endswith("source/paskin")
    found = graph.ask_in_words("who is expected to join the Abraham Accords?")
    assert found.reading is not None and graph.label(found.reading.narrow["status"]) == "expected"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Does Iran supply oil to China?", "yes"),
        ("does Kazakhstan border Russia?", "yes"),
        ("does China supply oil to Iran?", "not stated"),
        ("does Narnia supply oil to Israel?", ""),
        ("is Almaty the capital of Kazakhstan?", "over"),
        ("האם איראן מספקת נפט לסין?", "yes"),
        ("האם נרניה מספקת נפט לסין?", ""),
        ("who supplies oil to Israel?", ""),
        ("Does the CPC pipeline cross Russia?", "yes"),
        ("Does the CPC pipeline cross China?", ""),
        # Rows are no yes where they only tell how it stands, or something else of the same things.
        ("Is Syria a member of the Abraham Accords?", ""),
        ("has the agreement been signed?", ""),
        ("האם ישראל חתמה על ההסכם?", ""),
        ("Will Russia oppose the accession?", ""),
        ("Do the sources agree on where the embassy of Kazakhstan is?", ""),
        ("is the agreement between Israel and Kazakhstan signed?", ""),
        # Nor where a word of the sentence was not read.
        ("Does Kazakhstan supply oil to Israel?", "yes"),
        ("Does only Kazakhstan supply oil to Israel?", ""),
        ("Does Kazakhstan supply most of the oil of Israel?", ""),
        ("האם קזחסטן היא המדינה הראשונה שהצטרפה להסכמי אברהם?", ""),
        ("האם אזרבייג'ן תצטרף להסכמי אברהם?", "possible"),
        # What says just what a question is asked with asks that one; of several, the one that has an answer.
        ("Is Tokayev president of Kazakhstan?", "yes"),
        ("Is Nazarbayev president of Kazakhstan?", "over"),
        ("Is JD Vance president of the United States?", "not stated"),
        ("Did Tokayev replace Nazarbayev?", "yes"),
        ("Did Nazarbayev replace Tokayev?", "not stated"),
        ("האם טוקאייב החליף את נזרבייב?", "yes"),
        ("Is Kazakhstan landlocked?", "yes"),
        ("Is Israel landlocked?", "not stated"),
        ("האם קזחסטן מדינה מוסלמית?", "yes"),
        ("Is Turkey the leader of the Organization of Turkic States?", "judgement"),
        ("Was Dror 1 launched from the United States?", "yes"),
        ("Was Dror 1 launched from Baikonur?", "not stated"),
        ("Does Kazakhstan have an embassy in Jerusalem?", "disputed"),
        ("האם יש לקזחסטן שגרירות בירושלים?", "disputed"),
        ("Does Russia oppose Kazakhstan's accession?", "expected"),
        ("Is Tengiz in Kazakhstan?", "yes"),
        # What nobody says in one form may be said in another.
        ("Is China the leader in rare earths?", ""),
        ("Does Kazakhstan buy drones from Israel?", ""),
    ],
)
def test_yes_or_no(graph: Graph, sentence: str, verdict: str) -> None:
    assert graph.ask_in_words(sentence).verdict == verdict


_PLACED = [  # a sentence, its verdict, the same with the two things in each other's place, and its verdict
    ("does Kazakhstan depend on Russia?", "yes", "does Russia depend on Kazakhstan?", "not stated"),
    ("is Kazakhstan dependent on Russia?", "yes", "is Russia dependent on Kazakhstan?", "not stated"),
    ("האם קזחסטן תלויה ברוסיה?", "yes", "האם רוסיה תלויה בקזחסטן?", "not stated"),
    ("is Iran a supplier of oil to China?", "yes", "is China a supplier of oil to Iran?", "not stated"),
    ("does China get oil from Iran?", "yes", "does Iran get oil from China?", "not stated"),
    ("does Iran provide China with oil?", "yes", "does China provide Iran with oil?", "not stated"),
    ("האם סין קונה נפט מאיראן?", "yes", "האם איראן קונה נפט מסין?", "not stated"),
    # What holds both ways is true both ways.
    ("does Israel trade with Kazakhstan?", "yes", "does Kazakhstan trade with Israel?", "yes"),
    ("does Israel cooperate with Kazakhstan?", "yes", "does Kazakhstan cooperate with Israel?", "yes"),
    (
        "does Israel have an embassy in Kazakhstan?",
        "yes",
        "does Kazakhstan have an embassy in Israel?",
        "yes",
    ),
    (
        "does Iran have an embassy in China?",
        "not stated",
        "does China have an embassy in Iran?",
        "not stated",
    ),
    # What cannot be meant has no verdict.
    ("האם אלמטי היא בירת קזחסטן?", "over", "האם קזחסטן היא בירת אלמטי?", ""),
    ("is Astana the capital of Kazakhstan?", "yes", "is Kazakhstan the capital of Astana?", ""),
    ("does Kazakhstan take part in the SCO?", "yes", "does the SCO take part in Kazakhstan?", ""),
]


@pytest.mark.parametrize(("sentence", "verdict", "turned", "other"), _PLACED)
def test_a_verdict_is_given_where_it_is_sure_who_does_what(
    graph: Graph, sentence: str, verdict: str, turned: str, other: str
) -> None:
    assert (graph.ask_in_words(sentence).verdict, graph.ask_in_words(turned).verdict) == (verdict, other)


def test_no_phrasing_says_yes_to_the_things_in_each_others_place(graph: Graph) -> None:
    """Of each question with a yes, each phrasing of two things, filled from a row: turned, it is no yes unless
    a row says that too."""
    tried = 0
    for name, question in graph.questions().items():
        rows = graph.ask(name).rows if question.affirms else []
        for one in {text for every in question.phrasings.values() for text in every}:
            holes = HOLE.findall(one)
            if len(holes) != 2 or not rows or not {*holes} <= rows[0].keys():
                continue
            row = next((row for row in rows if all(row[hole] for hole in holes)), None)
            if row is None:
                continue
            left, right = (row[hole] for hole in holes)
            sentence = one.format(**{holes[0]: graph.label(right), holes[1]: graph.label(left)})
            found = graph.ask_in_words(sentence)
            said = any(row[holes[0]] == right and row[holes[1]] == left for row in rows)
            is_same = found.reading is not None and found.reading.question.name == name
            assert said or not is_same or found.verdict in ("", "not stated"), sentence
            tried += 1
    assert tried > 40


def test_what_the_relation_of_a_row_does_not_say_is_no_yes(graph: Graph) -> None:
    # neighbours across water, participants of whom nobody says that they are members, «the company of»
    for sentence in (
        "does Kazakhstan border Azerbaijan?",
        "is Kazakhstan a member of the SCO?",
        "does Elon Musk lead SpaceX?",
    ):
        found = graph.ask_in_words(sentence)
        assert found.answer and not found.verdict


def test_what_is_of_another_kind_is_no_parameter(graph: Graph) -> None:
    """A person and a company are both agents: none stands for the other."""
    for sentence in ("which pipeline does Elon Musk own?", "what is the C5+1 summit about?"):
        understood = graph.ask_in_words(sentence)
        for reading in (understood.reading, *understood.others):
            assert reading is not None
            for name, value in reading.given.items():
                assert (name, graph.label(value)) not in {
                    ("company", "Elon Musk"),
                    ("agreement", "C5+1 summit"),
                }


def test_an_agreement_may_be_named_by_its_parties(graph: Graph) -> None:
    for sentence in (
        "is the agreement between Israel and Kazakhstan signed?",
        "האם ההסכם בין ישראל לקזחסטן נחתם?",
    ):
        found = graph.ask_in_words(sentence)
        assert found.reading is not None and found.reading.question.name == "agreement-statuses"
        assert graph.label(found.reading.given["agreement"]) == "Israel-Kazakhstan agreement"
        assert (found.answer or found.near) and not found.verdict


@pytest.mark.parametrize(
    "sentence", ["Who was president of Kazakhstan in 2018?", "מי היה נשיא קזחסטן ב-2018?"]
)
def test_who_held_an_office_at_a_time(graph: Graph, sentence: str) -> None:
    found = graph.ask_in_words(sentence)
    assert found.reading is not None and found.reading.narrow == {"as_of": "2018"}
    assert found.answer is not None and [row.person.label for row in found.answer] == ["Nursultan Nazarbayev"]


@pytest.mark.parametrize(
    ("sentence", "question", "named"),
    [
        ("when did Kazakhstan become independent?", "event-dates", "independence of Kazakhstan"),
        ("מתי קיבלה קזחסטן עצמאות?", "event-dates", "independence of Kazakhstan"),
        ("מי גובל בקזחסטן?", "borders", "Kazakhstan"),
        ("who owns the rest of the CPC pipeline?", "remainders", "CPC pipeline"),
        ("how long did Nazarbayev rule Kazakhstan?", "durations", "Nursultan Nazarbayev"),
        ("how long has Kazakhstan had relations with Israel?", "durations", "Israel"),
        ("כמה זמן יש לקזחסטן יחסים עם ישראל?", "durations", "Israel"),
        ("what rank has Kazakhstan in mineral reserves?", "rankings", "Kazakhstan"),
    ],
)
def test_what_people_ask_is_reached(graph: Graph, sentence: str, question: str, named: str) -> None:
    found = graph.ask_in_words(sentence)
    assert found.reading is not None and found.reading.question.name == question and found.answer
    assert named in {graph.label(iri) for iri in (*found.reading.given.values(), *found.reading.about)}


@pytest.mark.parametrize(
    ("sentence", "unstated", "near"),
    [
        # what says it the other way round, of what is named after it, or of the same two things otherwise
        ("does China supply oil to Iran?", "«does China supply oil to Iran?»", {"Iran", "oil", "China"}),
        (
            "Does Israel sell weapons to Kazakhstan?",
            "Kazakhstan buys from Israel",
            {"Israeli defence industry"},
        ),
        (
            "Does Qatar invest in Kazakhstan?",
            "«Does Qatar invest in Kazakhstan?»",
            {"government of Kazakhstan"},
        ),
        (
            "Is Turkey a member of the OTS?",
            "«Is Turkey a member of the OTS?»",
            {"Turkey", "leader of the Organization of Turkic States"},
        ),
    ],
)
def test_what_nobody_states_is_told_with_what_is_nearest(
    graph: Graph, kg: Callable[..., str], sentence: str, unstated: str, near: set[str]
) -> None:
    found = graph.ask_in_words(sentence)
    assert (found.verdict, found.unstated) == ("not stated", unstated)
    assert not found.answer and found.near
    assert near <= {graph.label(value) for row in found.near.rows for value in row.values() if value}
    told = kg("ask", sentence)
    assert f"Not stated: {unstated}" in told and "no source says" not in told


@pytest.mark.parametrize("sentence", ["האם קטאר משקיעה בקזחסטן?", "האם סוריה הצטרפה להסכמי אברהם?"])
def test_what_is_nearest_is_shown_in_hebrew_too(kg: Callable[..., str], sentence: str) -> None:
    told = kg("ask", sentence, "--lang", "he")
    assert "הקרוב ביותר שהמקורות אומרים" in told and "אף מקור" not in told


def test_what_states_another_relation_of_two_things_is_near(graph: Graph) -> None:
    found = graph.ask_in_words("Has Syria joined the Abraham Accords?")
    assert not found.answer and found.near is not None
    (row,) = found.near.rows
    assert [graph.label(row[name]) for name in ("subject", "object")] == ["Syria", "Abraham Accords"]


def test_what_is_stated_of_one_thing_is_near_where_nothing_else_is(graph: Graph) -> None:
    found = graph.ask_in_words("what is the Middle Corridor?")
    assert not found.answer and found.near
    assert all("middle-corridor" in " ".join(filter(None, row.values())) for row in found.near.rows)


def test_what_is_like_no_question_is_not_answered(kg: Callable[..., str]) -> None:
    assert kg("ask", "qqqq xxxx", code=1) == ""


def test_the_command_in_either_language(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    told = kg("ask", "who supplies oil to Israel?")
    assert told.splitlines()[0].startswith("Who supplies which resource")
    assert "Kazakhstan" in told and "the whole row: " in told and "or did you mean:" in told
    assert len(told.splitlines()) <= 40
    hebrew = kg("ask", "מי מספק נפט לישראל?")
    assert "קזחסטן" in hebrew and "כל השורה: " in hebrew and "או שהכוונה" in hebrew
    record = kg_json("ask", "does Iran supply oil to China?")
    assert record["question"] == "suppliers" and record["verdict"] == "yes"
    assert record["rows"] and record["claims"] and record["others"] == []


def test_a_question_is_likelier_where_its_answer_has_what_is_told_in_such_words(graph: Graph) -> None:
    found = graph.ask_in_words("how much did trade with Central Asia grow?")
    assert found.reading is not None and found.reading.question.name == "trade"


def test_a_guess_comes_with_claims_in_such_words(graph: Graph) -> None:
    found = graph.ask_in_words("is it a symbolic gesture?")
    assert not found.sure and found.told and len(found.told) <= 3
    under = {row[name] for row in found.answer.rows for name in ("statement",)} if found.answer else set()
    told = {claim.iri for claim in found.told}
    assert told.isdisjoint(c.iri for c in (found.answer.grounds() if under and found.answer else ()))
    sure = graph.ask_in_words("who borders Kazakhstan?")
    assert sure.sure and sure.told is None
    globes = graph.narrowed(source="Globes, 9 November 2025").ask_in_words("is it a symbolic gesture?")
    assert {row.source.label for row in globes.told or ()} <= {"Globes, 9 November 2025"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Do the sources agree on the area rank of Kazakhstan?",
        "Do the sources agree on when the embassy of Kazakhstan was founded?",
        "האם המקורות מסכימים על מיקום שגרירות קזחסטן?",
    ],
)
def test_whether_the_sources_agree_is_told_by_who_says_what(graph: Graph, sentence: str) -> None:
    found = graph.ask_in_words(sentence)
    assert found.reading is not None and found.reading.question.name == "conflicts"
    assert found.answer and not found.verdict


def test_that_nobody_says_it_is_only_told_where_it_is_sure(kg: Callable[..., str]) -> None:
    told = kg("ask", "Does Kazakhstan buy drones from Israel?")
    assert "no answer to this has all of it" in told and "no source says" not in told
    assert "לאף תשובה על כך אין כל זה" in kg("ask", "Does Kazakhstan buy drones from Israel?", "--lang", "he")


def test_a_table_has_the_verdict_and_whether_it_is_sure(kg: Callable[..., str]) -> None:
    def lines(*words: str) -> list[list[str]]:
        return [*csv.reader(kg("ask", *words, "--csv").splitlines())]

    names, first, *_ = lines("does Iran supply oil to China?")
    assert names[0] == "supplier" and names[-2:] == ["verdict", "sure"]
    assert first[0] == "Iran" and first[-2:] == ["Yes", "yes"]
    assert {tuple(line[-2:]) for line in lines("who supplies oil to Israel?")[1:]} == {("", "yes")}
    (_, hebrew) = lines("האם סין מספקת נפט לאיראן?", "--lang", "he")  # no row but of the verdict
    assert [*filter(None, hebrew)] == ["לא נאמר", "כן"]
    names, *cited = lines("Who opposes the accession?", "--cite")
    assert {line[-1] for line in cited} == {"no"} and {len(line) for line in cited} == {len(names)}


def test_an_option_takes_no_word_of_the_sentence(kg: Callable[..., str]) -> None:
    line = kg("ask", "--citation", "who", "supplies", "oil", "to", "Israel?")
    assert line == kg("ask", "who supplies oil to Israel?", "--citation")
    assert kg("ask", "--citation", "bibtex", "who supplies oil to Israel?").count("@") == line.count("@") + 1
    assert kg("ask", "--citation", "--all", "who supplies oil to Israel?") == line


_LONG = [
    *(sentence for sentence, *_ in _PLACED),
    "how long has Kazakhstan had relations with Israel?",
    "what did Trump say about Kazakhstan?",
    "what is disputed?",
    "what does Israel want?",
    "what is said of Kazakhstan?",
    "who reacts to the accession, and how?",
    "which agreements are there with Kazakhstan?",
    "what happened at the C5+1 summit?",
    "is it a symbolic gesture?",
    "מה נאמר על קזחסטן?",
    "מה אמר טראמפ?",
    "אילו הסכמים יש עם קזחסטן?",
    "כמה סחר יש בין ישראל לקזחסטן?",
]


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("columns", [80, 100])
def test_a_reply_has_forty_lines_at_most(graph: Graph, built: Path, lang: str, columns: int) -> None:
    asked = load(ROOT, built, lang=lang)
    for sentence in _LONG:
        found = asked.ask_in_words(sentence)
        text = reply(asked, found, columns=columns).to_text(columns)
        assert text.count("\n") < 40, sentence
        every = reply(asked, found, every=True, columns=columns).to_text(columns)
        assert every.count("\n") >= text.count("\n"), sentence
        if found.answer is not None and every.count("\n") >= 40:
            assert "--all" in text, sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Is Astana the former capital of Kazakhstan?",  # a word of another question about the same
        "Has Kazakhstan joined the Abraham Accords?",  # that it is joining is no yes
        "האם קזחסטן הצטרפה להסכמי אברהם?",
        "האם ישראל ביטלה ויזה לקזחים?",  # the other way round
        "Did Turkey criticise the accession of Kazakhstan?",  # it refrains from criticising
        "האם טורקיה ביקרה את הצטרפות קזחסטן?",
    ],
)
def test_no_yes_is_given_to_more_or_other_than_phrasings_ask(graph: Graph, sentence: str) -> None:
    assert not graph.ask_in_words(sentence).verdict


@pytest.mark.parametrize(
    ("sentence", "word"),
    [("Who supplies gas to Israel?", "gas"), ("Who has the most uranium reserves?", "most")],
)
def test_what_was_not_understood_is_told(
    graph: Graph, kg: Callable[..., str], sentence: str, word: str
) -> None:
    assert not graph.ask_in_words(sentence).sure
    assert f"not understood: «{word}»" in kg("ask", sentence)


def test_other_readings_that_are_told_have_an_answer(graph: Graph) -> None:
    for sentence in (
        "who supplies oil to Israel?",
        "who mediates?",
        "is Kazakhstan joining the Abraham Accords?",
    ):
        for other in graph.ask_in_words(sentence).others:
            assert graph.answer(other.question, other.given, other.about) or other.narrow


@pytest.mark.parametrize(
    ("sentence", "column", "each"),
    [
        ("Did Israel and Kazakhstan sign the agreement?", "signatory", {"Israel", "Kazakhstan"}),
        ("Who supplies more oil to China, Iran or Kazakhstan?", "supplier", {"Iran", "Kazakhstan"}),
        ("מי מספקת יותר נפט לסין, איראן או קזחסטן?", "supplier", {"Iran", "Kazakhstan"}),
    ],
)
def test_what_no_row_names_together_is_told_one_by_one(
    graph: Graph, sentence: str, column: str, each: set[str]
) -> None:
    found = graph.ask_in_words(sentence)
    assert found.answer and not found.verdict
    assert {graph.label(row[column]) for row in found.answer.rows} == each


def test_what_is_said_of_one_alone_is_not_told_of_both(graph: Graph) -> None:
    assert not graph.ask_in_words("Do Iran and China supply oil to Israel?").answer


def test_a_word_to_ask_with_is_no_name_where_that_fits_better(graph: Graph) -> None:
    found = graph.ask_in_words("How fast is Kazakhstan's economy growing?")
    assert found.reading is not None and [graph.label(one) for one in found.reading.things] == ["Kazakhstan"]
    assert found.answer


def test_what_may_be_a_word_to_ask_with_leaves_out_no_row(graph: Graph) -> None:
    found = graph.ask_in_words("is the agreement signed?")
    assert found.reading is not None and not found.reading.things and not found.verdict and found.answer
    statuses = {graph.label(row["agreementStatus"]) for row in found.answer.rows if row["agreementStatus"]}
    assert {"signed", "expected to be signed"} <= statuses


def test_a_table_has_no_empty_row(kg: Callable[..., str]) -> None:
    told = [*csv.reader(kg("ask", "what is the Middle Corridor?", "--csv").splitlines())]
    assert len(told) == 1  # the names of the columns


def test_what_a_question_never_answers_of_is_no_sure_reading(graph: Graph) -> None:
    found = graph.ask_in_words("how large is the trade of Dror 1?")
    assert not found.sure and not found.answer


def test_many_names_that_fit_nowhere_are_no_failure(graph: Graph) -> None:
    names = "Israel China Iran Russia Turkey Syria Qatar Bahrain Morocco Armenia Azerbaijan Uzbekistan"
    assert graph.ask_in_words(f"who leads {names} and {names}?").sentence


@pytest.mark.parametrize(
    "sentence", ["who is the king of Jordan?", "what is the weather in Paris?", "מי מלך ירדן?"]
)
def test_words_that_name_nothing_get_no_rows_of_whatever_is_like_them(graph: Graph, sentence: str) -> None:
    found = graph.ask_in_words(sentence)
    assert not found.answer and not found.near and not found.sure
    assert graph.ask_in_words("who is the king of Turkey?").answer  # this one is named


@pytest.mark.parametrize("sentence", ["When will the agreement be signed?", "מתי ייחתם ההסכם?"])
def test_a_phrasing_without_a_thing_is_said_as_well(graph: Graph, sentence: str) -> None:
    """«Signed» is what is asked, and no thing that the rows must name: the one to come would be left out."""
    found = graph.ask_in_words(sentence)
    assert found.reading is not None and not found.reading.things and found.answer
    assert {row["agreement"].rpartition("/")[2] for row in found.answer.rows} == {
        "israel-kazakhstan-agreement"
    }
