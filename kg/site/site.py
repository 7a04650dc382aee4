"""Write the site: each page of each language, with its style, into a folder that needs nothing behind it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.api.graph import Graph
from kg.errors import KgError
from kg.files.replace import replace_all
from kg.site.pages import Page, Pages
from kg.words import called, from_right, word

MARK = "site.css"  # by which a folder is known as a site


def write(graphs: Mapping[str, Graph], out: Path, progress: Callable[[str], None] = lambda _: None) -> int:
    """Write the site of a graph, given in each of its languages, into a folder; gives the number of pages.

    The folder is replaced as a whole. Raises KgError where it holds something else, or cannot be written.
    """
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise KgError("holds something that is no site; name a new or an empty folder", file=out)
    written: dict[str, str] = {MARK: (files("kg.site") / "templates" / MARK).read_text(encoding="utf-8")}
    for lang, graph in graphs.items():
        pages = Pages(graph, progress)
        written |= {f"{lang}/{page.path}": rendered(pages, page, graphs) for page in pages}
    site, _ = pages.dataset
    named = [(lang, called(lang)) for lang in graphs]
    written["index.html"] = _templates().get_template("languages.html").render(languages=named, site=site)

    def fill(folder: Path) -> None:
        for path, text in written.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())

    replace_all({out: fill})
    return len(written) - 1


def rendered(pages: Pages, page: Page, languages: Iterable[str]) -> str:
    """A page as HTML or SVG; the site has it in these languages."""
    lang, depth = pages.lang, page.path.count("/")
    site, _ = pages.dataset
    return (
        _templates()
        .get_template(page.template)
        .render(
            page=page,
            site=site,
            lang=lang,
            direction="rtl" if from_right(lang) else "ltr",
            base="../" * depth,
            root="../" * (depth + 1),
            languages=[(one, called(one)) for one in languages if one != lang],
            word=lambda name: str(word(f"site: {name}", lang)),
            **page.content,
        )
    )


@cache
def _templates() -> Environment:
    """The templates, in which whatever comes from the data is escaped."""
    return Environment(
        loader=PackageLoader("kg.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
