"""What stands in a row rests on the statements of that row, and under ``--source`` on what that source says."""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest

import kg
from kg.api.graph import Graph
from kg.ask.answer import Answer
from kg.ask.narrow import grounds_of_rows
from kg.engines import Result, Row, select
from kg.model.project import DEFAULT
from kg.model.vocab import NS, PREFIXES, RDF
from tests.conftest import ROOT
from tests.queries.test_answers import GIVEN, NAMES

SOURCES = ("hamichlol", "paskin", "globes", "report", "commentary")
COUNTED = {
    "grades": "a curator gives them, and no source",
    "joint-shares": "adds up shares",
    "probably-same": "a curator says so, and no source",
    "remainders": "adds up shares",
    "sources": "counts claims",
}
"""Questions whose rows rest on no statement, with the reason."""

BESIDE = {
    (
        "compatible",
        "compatibilityReason",
    ): "why two statements are no conflict: the build or a curator found it",
    ("compatible", "details"): "the qualifiers of the statement in words: ``--cite`` gives its claims",
    ("compatible", "details2"): "as for details",
    ("conflicts", "conflictReason"): "why statements cannot all hold: the build found it",
    ("preferences", "preferenceReason"): "a curator's",
    (
        "office-holders",
        "relation",
    ): "that a company is led by somebody is told from his end: he leads it",
    ("office-holders", "office"): "an office that makes its holder head of the state: as it is described",
    ("office-holders", "organ"): "whose office it is: as the office is described",
    ("heads-of-state", "state"): "as for organ",
    **dict.fromkeys(
        [("durations", column) for column in ("openStart", "openEnd", "countedTo", "years", "yearsAtMost")]
        + [("durations", column) for column in ("months", "days")]
        + [("time-differences", column) for column in ("order", "years", "days", "daysAtMost")]
        + [("comparisons", "difference")],
        "computed from what the statements say",
    ),
}
"""Columns that do not rest on the statement, with the reason; ``over`` is worked out, see below."""

UNSHOWN = {
    ("agreement-statuses", "relativeTime"): "of the date of signing: event-dates shows it",
    ("launches", "relativeTime"): "of the date: event-dates shows it",
    ("signatories", "relativeTime"): "of the status: agreement-statuses shows it",
    ("time-differences", "relativeTime"): "of either date: event-dates shows it",
    ("durations", "product"): "what is bought, and who makes it, is in arms-purchases",
    ("durations", "maker"): "as for product",
    ("joint", "representative"): "who acts for a signatory or mediator: signatories and mediators show it",
    ("not-yet-done", "representative"): "signatories shows it",
    ("supplied-through", "via"): "the pipeline is what it comes through, or on the way to that",
    ("supplied-through", "recipient"): "the recipient is who is supplied",
    (
        "states-behind-supply",
        "share",
    ): "the column tells the share in the pipeline; suppliers shows that of the supply",
    ("states-behind-supply", "shareOf"): "as for share",
}
"""Qualifiers that a question leaves out, with the reason."""

LISTS = {"commonalities", "corroborated", "denials", "preferences", "resting-on-publication", "retellings"}
LISTS |= {"sayings", "silence-and-speech", "single-origin", "single-source", "compatible"}
"""Questions that list statements of any kind by their triples; with ``--cite`` the glosses tell the rest, and
``compatible`` has the details of either in words, see below."""


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


def ask(graph: Graph, name: str) -> Answer:
    """The answer, or those for what must be given: to what the exact answer is for, and the example."""
    given = GIVEN.get(name, [])
    answer = graph.ask(name, **{key[2:]: value for key, value in zip(given[::2], given[1::2], strict=True)})
    if not given:
        return answer
    needed = {p.name: p.example for p in graph.questions()[name].parameters if p.required}
    other = graph.ask(name, **needed).result
    return Answer(graph.engine, Result(answer.columns, [*answer.result.rows, *other.rows]))


def grounds(answer: Answer) -> set[str]:
    return {row[name] for row in answer.rows for name in grounds_of_rows(answer.columns)} - {""}


def support(graph: Graph, nodes: Collection[str], source: str = "") -> dict[str, set[str]]:
    """All that each statement or inference consists of, and its claims; of one source alone if given."""
    of_source = f"VALUES ?from {{ <{source}> }}" if source else ""
    origin = (
        "FILTER(?p != :origin)" if source else ""
    )  # another source's, perhaps; its claims tell the speaker
    found: dict[str, set[str]] = {}
    for row in select(
        graph.engine,
        f"""PREFIX : <{NS}> SELECT ?g ?p ?v {{ VALUES ?g {{ THESE }}
          {{ ?g ?p ?v {origin} }} UNION {{ {of_source} ?g :hasClaim ?c . ?c :statedIn ?from ; ?p ?v }} }}""",
        these=nodes,
    )[1]:
        found.setdefault(row["g"], set()).update((row["p"], row["v"]))
    return found


def sources_of(graph: Graph, nodes: Collection[str]) -> dict[str, list[set[str]]]:
    """The sources of each statement; of an inference, those of each statement that it rests on."""
    leaves: dict[str, dict[str, set[str]]] = {}
    for row in select(
        graph.engine,
        f"""PREFIX : <{NS}> SELECT ?g ?leaf ?source {{ VALUES ?g {{ THESE }}
          {{ ?g :hasClaim/:statedIn ?source BIND(?g AS ?leaf) }} UNION
          {{ ?g :restsOn ?leaf . ?leaf :hasClaim/:statedIn ?source }} }}""",
        these=nodes,
    )[1]:
        leaves.setdefault(row["g"], {}).setdefault(row["leaf"], set()).add(row["source"])
    return {node: list(found.values()) for node, found in leaves.items()}


def unsupported(name: str, answer: Answer, known: dict[str, set[str]]) -> list[tuple[str, str]]:
    """The values of an answer that stand in no statement that they should rest on, by column."""
    hidden = grounds_of_rows(answer.columns)
    whole = [column for column in hidden if "_" not in column]
    found = []
    for row in answer.rows:
        for column in answer.shown:
            if not row[column] or column == "over" or (name, column) in BESIDE:
                continue
            own = f"statement_{column}"
            under = [row[own]] if own in hidden else [row[ground] for ground in whole]
            if not any(row[column] in known.get(ground, ()) for ground in under):
                found.append((column, row[column]))
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if name not in COUNTED])
def test_every_value_of_a_row_stands_in_its_statements(graph: Graph, name: str) -> None:
    answer = ask(graph, name)
    assert "statement" in answer.columns
    assert not unsupported(name, answer, support(graph, grounds(answer)))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in COUNTED])
def test_no_source_is_credited_with_what_another_says(graph: Graph, name: str) -> None:
    for source in SOURCES:
        iri = f"{DEFAULT.prefixes['source']}{source}"
        answer = ask(graph.narrowed(source=iri), name)
        under = grounds(answer)
        for node, leaves in sources_of(graph, under).items():
            assert all(iri in said for said in leaves), node
        assert not unsupported(name, answer, support(graph, under, iri)), source


@cache
def _qualifiers(graph: Graph) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in select(
        graph.engine,
        f"""PREFIX : <{NS}> SELECT ?statement ?qualifier ?value {{
          ?qualifier a ?kind . FILTER(?kind IN (:Qualifier, :UniversalQualifier))
          FILTER(?qualifier != :resolvedAgainst && (!isLiteral(?value) || lang(?value) IN ("", "en")))
          ?statement a :Statement ; ?qualifier ?value }}""",
    )[1]:
        found.setdefault(row["statement"], []).append((row["qualifier"].removeprefix(NS), row["value"]))
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {*COUNTED, *LISTS}])
def test_no_row_says_more_than_its_statement(graph: Graph, name: str) -> None:
    """A qualifier narrows what is said: it is shown, if not in one row of the statement then in another."""
    answer = ask(graph, name)
    shown: dict[str, set[str]] = {}
    for row in answer.rows:
        shown.setdefault(row["statement"], set()).update(row[column] for column in answer.shown)
    joint = "joint" if any(column[-1].isdigit() for column in answer.columns) else name
    hidden = {
        (name, qualifier)
        for row in answer.rows
        for column in grounds_of_rows(answer.columns)
        for qualifier, value in _qualifiers(graph).get(row[column], [])
        if value not in shown[row["statement"]]
        if not {(name, qualifier), (joint, qualifier)} & UNSHOWN.keys()
    }
    assert not hidden


@pytest.mark.parametrize("lang", ["en", "he"])
def test_the_details_of_a_pair_are_the_qualifiers_of_each_in_words(built: Path, lang: str) -> None:
    columns = {"time", "asOf", "over"}
    for row in kg.load(ROOT, built, lang=lang).ask("compatible"):
        for side in ("", "2"):
            told = [
                f"{name}: {value}"
                for name, value in row[f"statement{side}"].qualifiers
                if name.iri.removeprefix(NS) not in columns
            ]
            assert (row[f"details{side}"] or "") == "; ".join(sorted(told))


def _over(graph: Graph, nodes: set[str]) -> dict[str, bool]:
    """Whether each statement is told as past, or is a state that ended before the newest source."""
    newest = max(
        row["d"]
        for row in select(
            graph.engine,
            f"PREFIX : <{NS}> PREFIX dcterms: <{PREFIXES['dcterms']}> SELECT ?d {{ ?s a :Source ; dcterms:issued ?d }}",
        )[1]
    )
    rows = select(
        graph.engine,
        f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}> SELECT ?s ?told ?until ?state {{
          VALUES ?s {{ THESE }} ?s rdf:predicate ?p .
          OPTIONAL {{ ?s :hasClaim ?claim . ?claim :over ?told }} OPTIONAL {{ ?s :holdsUntil ?until }}
          BIND(EXISTS {{ ?p a :StatePredicate }} AS ?state) }}""",
        these=nodes,
    )[1]

    def ended(row: Row) -> bool:
        return row["state"] == "true" and "" < row["until"] < newest

    return {row["s"]: row["told"] == "true" or ended(row) for row in rows}


SHOW_OVER = sorted(
    path.stem for path in ROOT.glob("queries/*.rq") if ":over ?over" in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", SHOW_OVER)
def test_what_is_over_is_marked_and_nothing_else(graph: Graph, name: str) -> None:
    answer = ask(graph, name)
    whole = [column for column in grounds_of_rows(answer.columns) if "_" not in column]
    over = _over(graph, grounds(answer))
    pairs = "over2" in answer.columns  # each of the two has its own
    for row in answer.rows:
        of = ["statement"] if pairs else whole
        assert (row["over"] == "true") == any(over.get(row[column], False) for column in of), row
        assert not pairs or (row["over2"] == "true") == over.get(row["statement2"], False), row


def test_each_question_about_a_state_of_things_tells_what_is_over() -> None:
    states = _declared("StatePredicate")
    for path in ROOT.glob("queries/*.rq"):
        text = path.read_text("utf-8")
        body = re.sub(r"(?s)FILTER NOT EXISTS \{.*?\}", "", text.partition("SELECT")[2])
        main = {m for m in re.findall(r":(\w+)", re.sub(r"\?statement_\w+ [^}]*", "", body)) if m in states}
        if main and path.stem not in {*COUNTED, "supplied-through"}:  # that is inferred from what holds now
            assert "?over" in text, (path.stem, main)


def test_every_relation_that_a_claim_may_have_is_asked_for() -> None:
    asked = "\n".join(path.read_text("utf-8").partition("SELECT")[2] for path in ROOT.glob("queries/*.rq"))
    used = {
        name
        for path in ROOT.glob("graph/claims/*.ttl")
        for name in re.findall(r"rdf:predicate :(\w+)", path.read_text("utf-8"))
    }
    assert not {name for name in used if not re.search(rf":{name}\b", asked)}


def _declared(kind: str) -> set[str]:
    text = "\n".join(
        path.read_text("utf-8") for path in [*ROOT.glob("ontology/*.ttl"), *ROOT.glob("kg/base/*.ttl")]
    )
    return set(re.findall(rf"(?m)^:(\w+) a [^;]*:{kind}\b", text))
