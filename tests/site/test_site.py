"""The site: every page there, every link leads somewhere, nothing of the data obeyed as markup."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from selenium import webdriver

import kg
from kg.cli import main
from kg.errors import KgError
from kg.site.echoes import echoes
from kg.site.ladder import DONE, RUNGS, matters, rung
from kg.site.links import slug
from kg.site.shares import bars
from kg.site.site import write
from kg.site.strip import strips
from tests.conftest import ROOT, Mini, claim

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
LANGUAGES = ("en", "he")


class Read(HTMLParser):
    """The links, anchors, titles and tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.tags: list[str] = []
        self.root: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.links += [value for name in ("href", "src") if (value := told.get(name))]
        self.anchors |= {value for value in [told.get("id")] if value}
        if tag == "html":
            self.root = told


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "out"
    assert main(["site", str(folder), "--root", str(ROOT), "--build", str(built)]) == 0
    return folder


@pytest.fixture(scope="module")
def graph(built: Path) -> "kg.Graph":
    return kg.load(ROOT, built)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Read]:
    return {path: Read(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_to_a_page_and_a_place_of_the_site(site: Path, pages: dict[Path, Read]) -> None:
    broken = set()
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc, f"{path} asks {link}"
            meant = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if meant.suffix == ".html" and (
                meant not in pages or (parts.fragment and parts.fragment not in pages[meant].anchors)
            ):
                broken.add((path.relative_to(site), link))
            assert meant.is_file() or meant in pages, (path, link)
    assert broken == set()


def test_every_page_has_its_language_direction_and_one_heading(site: Path, pages: dict[Path, Read]) -> None:
    for path, page in pages.items():
        lang = path.relative_to(site).parts[0]
        if lang in LANGUAGES:
            assert page.root == {"lang": lang, "dir": "rtl" if lang == "he" else "ltr"}
        assert page.tags.count("h1") == 1 and page.tags.count("main") == 1


def test_both_languages_have_the_same_pages(site: Path, pages: dict[Path, Read]) -> None:
    one, other = (
        {path.relative_to(site / lang) for path in pages if (site / lang) in path.parents}
        for lang in LANGUAGES
    )
    assert one == other and len(one) > 500


def test_the_desk_shows_every_dispute_with_both_sides(site: Path, graph: "kg.Graph") -> None:
    told = (site / "en/disputes.html").read_text(encoding="utf-8")
    for dispute in graph.conflicts():
        assert f'id="{slug(graph.project.local(dispute.iri))}"' in told
        for side in dispute.sides:
            for one in side.claims:
                assert one.passage.split(", ")[0] in told
    assert told.count('class="choice"') == sum(side.preferred for d in graph.conflicts() for side in d.sides)


def test_a_matter_is_what_sources_are_not_equally_certain_of(graph: "kg.Graph") -> None:
    statements = graph.statements()
    found = matters(statements)
    assert "Kazakhstan joins Abraham Accords" in {one.statements[0].told for one in found}
    for one in found:
        assert len({*one.rungs} - {DONE}) > 1 and set(one.rungs) <= set(RUNGS)
    told = {one.triple for one in found}
    alike = [s for s in statements if s.triple not in told and s.status.label == "expected"]
    assert alike, "what all call expected is no matter"


def test_what_is_told_with_its_day_is_done_and_what_is_not_is_stated(graph: "kg.Graph") -> None:
    rungs = {rung(one) for one in graph.statements(predicate="joins")}
    assert "statedAsFact" in rungs and DONE not in rungs
    assert DONE in {rung(one) for one in graph.statements()}


def test_marks_come_in_the_order_of_their_sources(graph: "kg.Graph") -> None:
    (first, *_) = matters(graph.statements())
    claims = [
        mark
        for _, mark in first.marks(
            {claim.source.iri: "2020" for s in first.statements for claim in s.claims[:1]}
        )
    ]
    dated = [
        claim.source.iri in {c.source.iri for s in first.statements for c in s.claims[:1]} for claim in claims
    ]
    assert dated == sorted(dated, reverse=True)


def test_a_strip_has_each_character_once_and_the_rest_is_bare(graph: "kg.Graph") -> None:
    for one in strips(graph.engine, "en").values():
        assert 0 < one.claimed <= 1 and one.claimed + one.waived <= 1 + 1e-9
        assert len(one.lines) == -(-one.characters // 600)
        for whole, line in one.lines:
            assert 0 < whole <= 100
            assert all(stretch.start >= 0 and stretch.start + stretch.length <= 100.001 for stretch in line)


def test_nothing_of_the_data_is_obeyed_as_markup(mini: Mini) -> None:
    wild = "<script>alert(1)</script><img src=x onerror=alert(1)>\\\"' {{ 7*7 }}"
    mini.write("graph/entities/wild.ttl", f'entity:wild a :Port ; rdfs:label "{wild}"@en , "פרא"@he .')
    mini.claims(claim("c", "ardania capital wild"))
    assert main(["build", "--root", str(mini.root)]) == 0
    out = mini.root / "out"
    assert main(["site", str(out), "--root", str(mini.root)]) == 0
    for path in out.rglob("*.html"):
        page = Read(path.read_text(encoding="utf-8"))
        assert "script" not in page.tags and "img" not in page.tags
    assert "49" not in re.sub(r"\d{3,}", "", (out / "en/thing/wild.html").read_text(encoding="utf-8"))


def test_a_folder_of_something_else_stays(
    mini: Mini, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--root", str(mini.root)]) == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear", encoding="utf-8")
    assert main(["site", str(tmp_path / "mine"), "--root", str(mini.root)]) == 1
    assert "no site" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    with pytest.raises(KgError, match="no site"):
        write({}, tmp_path / "mine/letter.txt")


def test_the_same_graph_gives_the_same_bytes(mini: Mini) -> None:
    assert main(["build", "--root", str(mini.root)]) == 0
    made = []
    for _ in range(2):
        assert main(["site", str(mini.root / "out"), "--root", str(mini.root)]) == 0
        made.append({path: path.read_bytes() for path in (mini.root / "out").rglob("*") if path.is_file()})
    assert made[0] == made[1]


def test_a_ladder_is_a_picture_too(site: Path) -> None:
    """Its text stays text, and as XML it is whole."""
    found = sorted(site.glob("*/certainty/*.svg"))
    assert len(found) == len(sorted(site.glob("*/certainty/*.html"))) > 2
    for path in found:
        root = ElementTree.parse(path).getroot()
        assert root.get("direction") == ("rtl" if path.parts[-3] == "he" else "ltr")
        texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
        assert len(texts) > 8 and root[0].text and root[1].text


def test_times_come_in_order_and_each_once(site: Path) -> None:
    told = (site / "en/time.html").read_text(encoding="utf-8")
    years = [int(year) for year in re.findall(r'id="y(-?\d+)"', told)]
    assert years == sorted(set(years)) and len(years) > 5
    assert "10 April 1992" in told and 'class="end"' in told


def test_a_bar_has_the_rest_that_nobody_states(graph: "kg.Graph") -> None:
    found = {(one.whole, str(one.relation), one.time): one for one in bars(graph.engine, graph.statements())}
    owners = found[("CPC pipeline",), "owned wholly or partly by", ""]
    assert [(str(part.holder), part.percent) for part in owners.parts] == [
        ("Chevron", 28),
        ("ExxonMobil", 18),
    ]
    assert owners.rest == 54
    # One whole that is told with its time and without is one bar; periods of one whole are two.
    assert [time for whole, _, time in found if "world uranium output" in whole] == ["2024"]
    assert all(sum(part.percent for part in one.parts) + one.rest >= 100 for one in found.values())


def test_an_echo_is_told_more_often_than_it_has_origins(graph: "kg.Graph") -> None:
    statements = graph.statements()
    found = echoes(statements)
    assert {one.statement.iri for one in found} == {
        s.iri for s in statements if len(s.claims) > (s.origins or 0)
    }
    for one in found:
        assert sum(len(claims) for _, claims in one.origins) == len(one.statement.claims)
        assert len(one.origins) == one.statement.origins


def test_what_follows_opens_down_to_the_passages(graph: "kg.Graph", site: Path) -> None:
    told = (site / "en/follows.html").read_text(encoding="utf-8")
    some = [one for one in graph.inferred() if not one.predicate.iri.endswith("#type")]
    assert told.count("<article") == len(some) > 10
    assert "Israel is supplied through Russia" in told and "globes/1815-1867" in told


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    if not BROWSER or not DRIVER:
        pytest.skip("no Chromium here")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    found = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    yield found
    found.quit()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1400])
def test_a_browser_shows_each_kind_of_page_whole_and_asks_nobody(
    site: Path, driver: webdriver.Chrome, lang: str, width: int
) -> None:
    names = [
        "index",
        "disputes",
        "time",
        "shares",
        "echoes",
        "follows",
        "sources",
        "things",
        "questions",
        "thing/kazakhstan",
        "source/globes",
        "question/trade",
    ]
    names += [f"certainty/{path.stem}" for path in sorted((site / lang / "certainty").glob("*.html"))[:1]]
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    for name in names:
        driver.get((site / lang / f"{name}.html").as_uri())
        wide = driver.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"
        assert (
            driver.execute_script("return getComputedStyle(document.querySelector('.mast')).display")
            == "flex"
        )
        said = [entry["message"] for entry in driver.get_log("browser") if "favicon" not in entry["message"]]
        assert said == []
    asked = "".join(entry["message"] for entry in driver.get_log("performance"))
    assert not re.findall(r'"url":"(https?:[^"]*)"', asked)
