"""A language model chooses a question; whatever it says is checked, and the answer is the graph's."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import KgError
from tests.conftest import ROOT
from tests.engines.test_web import Server, http

SUPPLIERS = {"question": "suppliers", "given": {"resource": "oil", "recipient": "Israel"}}


@pytest.fixture(scope="module")
def graph(built: Path) -> kg.Graph:
    return kg.load(ROOT, built, lang="en")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = Server()
    found.url = f"http://127.0.0.1:{found.port}/v1"
    yield found
    found.close()


def says(server: Server, content: Any) -> kg.Model:
    """A model that gives this as its choice."""
    told = content if isinstance(content, str) else json.dumps(content)
    server.requests.clear()
    server.answer = http(json.dumps({"choices": [{"message": {"content": told}}]}), "application/json")
    return kg.Model(server.url, "small", "secret")


def test_the_model_chooses_and_the_graph_answers(graph: kg.Graph, server: Server) -> None:
    reply = graph.ask_in_words("and the black stuff in that country?", says(server, SUPPLIERS))
    assert reply.reading is not None and reply.answer is not None
    assert (reply.reading.question.name, reply.sure, reply.model) == ("suppliers", True, "small")
    assert reply.answer.rows == graph.ask("suppliers", resource="oil", recipient="Israel").rows
    assert all(other.question.name != "suppliers" for other in reply.others)
    head, _, body = server.requests[0].partition("{")
    assert head.startswith("POST /v1/chat/completions ") and "Authorization: Bearer secret" in head
    asked = json.loads("{" + body)
    assert asked["model"] == "small" and asked["temperature"] == 0
    system, user = (one["content"] for one in asked["messages"])
    assert user == "and the black stuff in that country?"
    assert all(f"\n{name}: " in system for name in graph.questions())


def test_a_fenced_choice_is_read_and_time_certainty_source_narrow(graph: kg.Graph, server: Server) -> None:
    choice = {"question": "joining", "about": ["Kazakhstan"], "status": "expected", "as_of": "2025-11"}
    model = says(server, f"```json\n{json.dumps(choice)}\n```")
    reading = graph.ask_in_words("…", model).reading
    assert reading is not None and [graph.label(one) for one in reading.about] == ["Kazakhstan"]
    assert graph.label(reading.narrow["status"]) == "expected" and reading.narrow["as_of"] == "2025-11"


def test_no_question_is_an_answer(graph: kg.Graph, server: Server) -> None:
    reply = graph.ask_in_words("how is the weather?", says(server, {"question": None}))
    assert reply.reading is None and reply.answer is None


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("I would say suppliers", "no choice that can be read"),
        ("[1, 2]", "no choice that can be read"),
        ({"question": "weather"}, "'weather', which is no question of the catalogue"),
        ({"question": ["suppliers"]}, "is no question of the catalogue"),
        ({"question": "suppliers", "given": {"day": "2018-01-01"}}, "'day', which it does not take"),
        ({"question": "suppliers", "given": ["oil"]}, "no names of parameters"),
        ({"question": "suppliers", "given": {"resource": {"a": 1}}}, "where a text belongs"),
        ({"question": "suppliers", "about": ["Uxbrodge"]}, "Uxbrodge"),
        ({"question": "suppliers", "as_of": "yesterday"}, "as of"),
        ({"question": "suppliers", "status": "tasty"}, "tasty"),
    ],
)
def test_a_choice_that_does_not_fit_is_one_line(
    graph: kg.Graph, server: Server, choice: Any, told: str
) -> None:
    with pytest.raises(KgError) as caught:
        graph.ask_in_words("who supplies oil?", says(server, choice))
    assert told in str(caught.value) and "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=8)
        | st.sampled_from(["suppliers", "oil"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["question", "given", "about", "status", "as_of", "source", "choices", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    )
)
def test_whatever_a_model_says_is_a_reply_or_one_line(graph: kg.Graph, server: Server, said: Any) -> None:
    model = says(server, said)
    try:
        graph.ask_in_words("oil", model)
    except KgError as error:
        assert "\n" not in str(error)


def test_a_server_that_refuses_is_one_line(graph: kg.Graph, server: Server) -> None:
    server.answer = http('{"error": "no such model"}', "application/json", "400 Bad Request")
    with pytest.raises(KgError, match=r"did not take what it was asked: .*no such model"):
        graph.ask_in_words("oil", kg.Model(server.url, "small"))
    server.answer = http("{}", "application/json", "401 Unauthorized")
    with pytest.raises(KgError, match="401"):
        graph.ask_in_words("oil", kg.Model(server.url, "small"))
    with pytest.raises(KgError, match="http"):
        graph.ask_in_words("oil", kg.Model("file:///etc/passwd", "small"))


def test_the_command_says_who_chose(
    kg: Callable[..., str], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(server, SUPPLIERS)
    told = kg("ask", "black stuff", "--engine", "llm", "--llm-url", server.url, "--llm-model", "small")
    assert "the question was chosen by small" in told and "CPC pipeline" in told
    monkeypatch.setenv("KG_LLM_URL", server.url)
    monkeypatch.setenv("KG_LLM_MODEL", "small")
    monkeypatch.setenv("KG_LLM_KEY", "hidden")
    found = json.loads(kg("ask", "black stuff", "--engine", "llm", "--json"))
    assert found["model"] == "small" and found["question"] == "suppliers"
    assert "Bearer hidden" in server.requests[-1]
    assert json.loads(kg("ask", "who supplies oil?", "--json"))["model"] is None


def test_the_command_needs_to_know_where_the_model_is(
    kg: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_LLM_URL", raising=False)
    assert "--llm-url (or KG_LLM_URL)" in kg("ask", "oil", "--engine", "llm", code=1)
