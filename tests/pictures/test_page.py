"""The interactive page in a real browser: searched, filtered, clicked, in both languages, without a network."""

import json
import shutil
import sys
import unicodedata
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

import kg
from kg.files.xml_text import for_xml
from kg.model.spelling import normal
from kg.pictures.style import DISPUTED, INFERRED
from tests.conftest import ROOT
from tests.networks.hostile import LABELS, relabelled

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with its driver is here")
Driver = webdriver.Chrome


@pytest.fixture(scope="module")
def browser() -> Iterator[Driver]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER or ""
    for flag in (
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "disable-background-networking",
        "window-size=1400,900",
    ):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def page(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    graph = kg.load(ROOT, built)
    path = graph.draw(tmp_path_factory.mktemp("page") / "all.html", "Everything", status=None, inferred=True)
    return path.as_uri()


@pytest.fixture(scope="module")
def hostile(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page whose title and labels another format would take for something else."""
    graph = relabelled(kg.load(ROOT, built))
    path = tmp_path_factory.mktemp("page") / "hostile.html"
    return graph.draw(path, LABELS[10], around="entity:kazakhstan").as_uri()


@pytest.fixture
def opened(browser: Driver, page: str) -> Driver:
    return show(browser, page)


def show(browser: Driver, address: str) -> Driver:
    browser.get("about:blank")
    browser.get(address)
    WebDriverWait(browser, 20).until(
        lambda b: b.find_elements(By.CSS_SELECTOR, "#picture .scatterlayer .trace")
    )
    assert isinstance(browser, Driver)
    return browser


def counts(browser: Driver) -> tuple[int, int]:
    """How many things and statements the page says that it shows."""
    things, statements = browser.find_element(By.ID, "count").text.split(" — ")[0].split(",")
    return int(things.split()[0]), int(statements.split()[0])


def state(browser: Driver) -> dict[str, object]:
    found: dict[str, object] = json.loads(urllib.parse.unquote(browser.current_url.partition("#")[2]))
    return found


def type_in(browser: Driver, text: str) -> None:
    box = browser.find_element(By.ID, "search")
    box.clear()
    box.send_keys(text)


def test_it_opens_without_errors_or_requests(opened: Driver) -> None:
    assert opened.title == "Everything" and counts(opened)[0] > 200
    assert [e for e in opened.get_log("browser") if e["level"] == "SEVERE"] == []
    sent = [json.loads(e["message"])["message"] for e in opened.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))] == []


def test_what_is_inferred_and_what_is_disputed_has_its_colour(opened: Driver) -> None:
    colours = opened.execute_script(
        "return document.getElementById('picture').data.filter(t => t.mode === 'lines').map(t => t.line.color)"
    )
    assert {DISPUTED, INFERRED} <= {*colours}


@pytest.mark.parametrize("text", ["CPC", "צינור CPC", "caspian pipeline"])
def test_search_in_both_languages_and_by_alias(opened: Driver, text: str) -> None:
    type_in(opened, text)
    found = opened.find_elements(By.CSS_SELECTOR, "#found button")
    assert "CPC pipeline" in [button.text for button in found]
    next(button for button in found if button.text == "CPC pipeline").click()
    panel = opened.find_element(By.ID, "panel").text
    assert (
        "צינור CPC" in panel
        and "Chevron is a partner in the CPC pipeline with a share of 28 percent." in panel
        and "globes/1736-1794" in panel
    )


def test_filters_by_certainty_class_relation_and_year(opened: Driver) -> None:
    everything = counts(opened)
    opened.find_element(By.CSS_SELECTOR, "#statuses input[value=possible]").click()
    fewer = counts(opened)
    assert fewer[1] < everything[1]
    opened.find_element(By.CSS_SELECTOR, "#classes input[value=Topic]").click()
    assert counts(opened)[0] < fewer[0]
    opened.find_element(By.CSS_SELECTOR, "#predicates input[value=ownedBy]").click()
    before = counts(opened)
    opened.execute_script("const y = document.getElementById('year'); y.value = 1993; y.oninput();")
    assert counts(opened)[1] < before[1]
    assert "1993" in opened.find_element(By.ID, "year-value").text
    opened.find_element(By.ID, "reset").click()
    assert counts(opened) == everything


def test_what_is_inferred_or_disputed_can_be_left_out(opened: Driver) -> None:
    everything = counts(opened)
    opened.find_element(By.CSS_SELECTOR, "#marks input[value=inferred]").click()
    stated = counts(opened)
    assert stated[1] < everything[1]
    opened.find_element(By.CSS_SELECTOR, "#marks input[value=undisputed]").click()
    disputed = counts(opened)
    assert 0 < disputed[1] < 15
    opened.find_element(By.CSS_SELECTOR, "#marks input[value=inferred]").click()
    opened.find_element(By.CSS_SELECTOR, "#marks input[value=undisputed]").click()
    assert counts(opened) == everything


def test_names_have_room_and_what_is_searched_stands_out(opened: Driver) -> None:
    names = "return [...document.querySelectorAll('#picture text')].filter(t => t.textContent)"
    shown = (
        names
        + ".map(t => { const b = t.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; });"
    )
    WebDriverWait(opened, 10).until(lambda b: 10 < len(b.execute_script(shown)) < counts(b)[0])
    boxes = opened.execute_script(shown)
    slack = 3  # a letter's width is estimated before it is drawn
    assert not [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[:n]
        if min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack
    ]
    assert "Kazakhstan" in opened.execute_script(names + ".map(t => t.textContent);")
    type_in(opened, "CPC")
    told = "return document.getElementById('picture').data.at(-1).marker.opacity.filter(o => o === 1).length;"
    WebDriverWait(opened, 10).until(lambda b: 0 < b.execute_script(told) < 20)


def test_a_click_in_the_picture_shows_the_claims(opened: Driver) -> None:
    picture = opened.find_element(By.ID, "picture")
    name, x, y = opened.execute_script(  # the thing with the most room around it, wherever the layout puts it
        "const of = id => data.nodes.find(n => n.id === id), l = document.getElementById('picture')._fullLayout;"
        "const lines = data.edges.map(e => [of(e.source), of(e.target)]);"
        "const middles = lines.map(([a, b]) => ({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}));"
        "const room = n => Math.min(...[...data.nodes, ...middles]"
        "  .filter(m => m !== n).map(m => Math.hypot(m.x - n.x, m.y - n.y)));"
        "const n = data.nodes.reduce((best, n) => room(n) > room(best) ? n : best);"
        "return [n.en, l.xaxis.l2p(n.x) + l.xaxis._offset, l.yaxis.l2p(n.y) + l.yaxis._offset];"
    )
    middle = picture.size["width"] / 2, picture.size["height"] / 2
    ActionChains(opened).move_to_element_with_offset(picture, x - middle[0], y - middle[1]).pause(
        0.3
    ).click().perform()
    WebDriverWait(opened, 5).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#panel h2"))
    assert name in opened.find_element(By.CSS_SELECTOR, "#panel h2").text
    edge = "const e = data.edges.find(e => e.disputed && !e.inferred);"
    opened.execute_script(
        edge + "document.getElementById('picture').emit('plotly_click', {points: [{customdata: e.id}]});"
    )
    assert "disputed" in opened.find_element(By.ID, "panel").text


def test_neighbours_alone_hidden_and_expanded(opened: Driver) -> None:
    type_in(opened, "CPC")
    opened.find_element(By.CSS_SELECTOR, "#found button").click()
    opened.find_element(By.ID, "only").click()
    few = counts(opened)
    assert few[0] < 20
    type_in(opened, "Chevron")
    opened.find_element(By.CSS_SELECTOR, "#found button").click()
    opened.find_element(By.ID, "hide").click()
    assert counts(opened)[0] == few[0] - 1
    type_in(opened, "Kazakhstan")
    next(b for b in opened.find_elements(By.CSS_SELECTOR, "#found button") if b.text == "Kazakhstan").click()
    opened.find_element(By.ID, "expand").click()
    assert counts(opened)[0] > few[0]


def test_a_view_is_shared_by_its_address(opened: Driver) -> None:
    opened.find_element(By.ID, "language").click()
    opened.find_element(By.CSS_SELECTOR, "#statuses input[value=possible]").click()
    type_in(opened, "צינור")
    opened.find_element(By.CSS_SELECTOR, "#found button").click()
    address, seen = opened.current_url, counts(opened)
    assert state(opened)["lang"] == "he"
    opened.get("about:blank")
    opened.get(address)
    WebDriverWait(opened, 20).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#panel h2"))
    assert counts(opened) == seen and opened.find_element(By.CSS_SELECTOR, "#panel h2").text == "צינור CPC"
    assert opened.execute_script("return document.body.dir") == "rtl"
    assert "חלק: 28 אחוז" in opened.find_element(By.ID, "panel").text
    assert not opened.find_element(By.CSS_SELECTOR, "#statuses input[value=possible]").is_selected()


def test_names_and_titles_are_shown_as_they_are_written(browser: Driver, hostile: str) -> None:
    show(browser, hostile)
    assert browser.title == browser.find_element(By.ID, "title").text == LABELS[10]
    names = browser.execute_script("return data.nodes.map(n => n.en);")
    assert {*names} < {*LABELS} and len({*names}) > 14
    drawn = "return [...document.querySelectorAll('#picture .textpoint text')].map(t => t.textContent);"
    WebDriverWait(browser, 10).until(lambda b: len([*filter(None, b.execute_script(drawn))]) > 5)
    shown = {" ".join(text.split()) for text in browser.execute_script(drawn) if text}
    assert shown <= {" ".join(for_xml(name).split()) for name in names}
    hovered = "return document.querySelector('#picture .hoverlayer').textContent;"
    for name in {*names}:
        browser.execute_script(
            "const p = document.getElementById('picture'), at = data.nodes.findIndex(n => n.en === arguments[0]);"
            "Plotly.Fx.hover(p, [{curveNumber: p.data.length - 1, pointNumber: at}]);",
            name,
        )
        expected = " ".join(for_xml(name).split())
        WebDriverWait(browser, 5, 0.05).until(
            lambda b, told=expected: " ".join(b.execute_script(hovered).split()) == told
        )
    assert browser.find_elements(By.CSS_SELECTOR, "#picture a, #picture [style*='bold']") == []
    marked = next(name for name in LABELS if name in names and "<" in name)
    browser.execute_script("select(data.nodes.find(n => n.en === arguments[0]).id);", marked)
    assert browser.find_element(By.CSS_SELECTOR, "#panel h2").text == marked
    assert browser.find_elements(By.CSS_SELECTOR, "#panel a") == []


def test_search_forgives_what_the_command_forgives(opened: Driver) -> None:
    """Every letter that people use, as ``kg.ask.names.normal`` has it."""
    cherokee = {
        *range(0x13A0, 0x1400),
        *range(0xAB70, 0xABC0),
    }  # of two cases the other one is kept: no matter
    letters = [chr(c) for c in range(sys.maxunicode + 1) if c < 0x10000 and c not in cherokee]
    letters = [c for c in letters if unicodedata.category(c) not in ("Cn", "Cs", "Co")]
    texts = [c for c in letters if normal(c) != c] + [f"x{c}y" for c in letters if normal(c) in ("", " ")]
    texts += [
        "Straße ẞ STRASSE",
        "ΣΊΣΥΦΟΣ ς",
        "İstanbul ıI",
        "\u202eA\ufeff–B\u00ad  \x1c C_ -",
        "U.S.–Israel  “Deal”",
        "צה״ל תֵּל־אָבִיב אזרבייג’ן",
        "O´Brien O`Brien O’Brien",
        "𝐀𝐁 ﬁ ㎅ Å",
    ]
    wrong = opened.execute_script(
        "return arguments[0].filter(([text, wanted]) => plain(text) !== wanted);",
        [[text, normal(text)] for text in texts],
    )
    assert wrong == []
    same = "".join(c for c in letters if normal(c) == c)
    assert opened.execute_script("return [...arguments[0]].filter(c => plain(c) !== c);", same) == []


@pytest.mark.parametrize("typed", ["Armenia-Azerbaijan", "ARMENIA AZERBAIJAN", "ארמניה־אזרבייג״ן", "'"])
def test_a_thing_is_found_however_its_name_is_typed(opened: Driver, typed: str) -> None:
    type_in(opened, typed)
    found = [button.text for button in opened.find_elements(By.CSS_SELECTOR, "#found button")]
    assert ("Armenia–Azerbaijan agreement" in found) is (typed != "'")


NONSENSE = [
    {"lang": "xx"},
    {"lang": ["he"]},
    {"lang": None, "off": None, "hidden": None},
    {"off": {}},
    {"off": {"statuses": 5, "marks": "x", "classes": [1, None, "x"], "nonsense": ["x"]}},
    {"off": [], "only": 5, "hidden": "x", "selected": {}},
    {"year": "1993"},
    {"year": 1e9},
    {"only": []},
    {"only": ["urn:none"], "hidden": ["urn:none"], "selected": "urn:none"},
    {"__proto__": {"lang": "he"}, "constructor": 1},
    [],
    None,
    5,
    "text",
]
ADDRESSES = [*(urllib.parse.quote(json.dumps(one)) for one in NONSENSE), "%", "%7B%22lang", "[" * 100_000]


def test_an_address_of_nonsense_is_passed_over(opened: Driver, page: str) -> None:
    everything = counts(opened)
    show(opened, f"{page}#{ADDRESSES[0]}")
    for address in ADDRESSES:
        found = opened.execute_script(
            "history.replaceState(null, '', '#' + arguments[0]); window.onhashchange();"
            "return JSON.stringify(state) === JSON.stringify(START);",
            address,
        )
        assert found and counts(opened) == everything, address[:60]
    assert opened.title == "Everything"


def test_of_an_address_what_is_known_is_kept(opened: Driver, page: str) -> None:
    given = {
        "lang": "he",
        "year": "x",
        "off": {"statuses": ["possible", "x"]},
        "hidden": ["urn:none"],
        "more": 1,
    }
    show(opened, f"{page}#{urllib.parse.quote(json.dumps(given))}")
    assert opened.execute_script("return [state.lang, state.year, state.off.statuses, state.hidden];") == [
        "he",
        None,
        ["possible"],
        [],
    ]
    assert opened.execute_script("return 'more' in state;") is False
