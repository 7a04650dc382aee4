"""Write the outputs that the documentation shows, and docs/queries.md; with --check, fail where they are old.

In Markdown, a block that begins with ```console holds a command after «$ », which may have several lines in
single quotes, and then what it prints.
"""

import contextlib
import hashlib
import io
import os
import re
import shlex
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import kg
from kg.catalogue.question import Question
from kg.catalogue.read import questions
from kg.cli import main
from kg.networks.ontology import ontology
from kg.pictures.flows import flows
from kg.pictures.timeline import dated
from kg.site.pages import Pages
from kg.site.site import rendered

sys.path.insert(0, str(Path(__file__).parent))
import house
import terms
import walkthrough

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "docs/pictures/house.svg"
LADDER = ROOT / "docs/pictures/certainty.svg"
PICTURES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "pipeline.svg": ("en", "Around the CPC pipeline", {"around": "CPC pipeline", "inferred": True}),
    "pipeline-he.svg": ("he", "סביב צינור CPC", {"around": "CPC pipeline", "inferred": True}),
    "timeline.svg": ("en", "What the texts date", {"kind": "timeline"}),
    "flows-he.svg": ("he", "מי מספק למי, ודרך מה", {"kind": "flows"}),
    "ontology.svg": ("en", "The ontology", {"kind": "ontology"}),
    "lakes.svg": ("en", "Dams and lakes", {"status": None, "inferred": True}),
}
BLOCK = re.compile(r"""(```console\n\$ kg )((?:'[^']*'|"[^"\n]*"|[^'"\n])*)\n(.*?)(```)""", re.DOTALL)


def printed(command: str, build: Path) -> str:
    """What a command prints in a terminal of 110 columns. Raises RuntimeError when it fails."""
    out = io.StringIO()
    out.isatty = lambda: True  # type: ignore[method-assign]
    terminal = patch.dict(os.environ, {"COLUMNS": "110", "NO_COLOR": "1"})
    with terminal, contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        if main([*shlex.split(command), "--root", str(ROOT), "--build", str(build)]) != 0:
            raise RuntimeError(f"kg {command} failed")
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines()) + "\n"


def filled(text: str, build: Path) -> str:
    """The page with what each of its commands really prints."""
    return BLOCK.sub(lambda m: f"{m[1]}{m[2]}\n{printed(m[2], build)}{m[4]}", text)


def catalogue(build: Path) -> str:
    """The page of all questions, by tag, each with what it takes, its columns and its answer."""
    found = questions([ROOT / "queries"])
    tags = sorted({question.tags[0] for question in found.values()})
    parts = [
        "# Questions\n\nMade from the headers in `queries/` by `make docs`. Each one runs unchanged in any "
        "SPARQL 1.1 engine. A question that must be told something is answered for its example; of a long "
        "answer the first rows are shown. How to write one is told in [sparql.md](sparql.md).\n"
    ]
    parts += [f"- [{tag}](#{tag}): {', '.join(_names(found, tag))}\n" for tag in tags]
    for tag in tags:
        parts.append(f"\n## {tag}\n")
        parts += [_question(found[name], build) for name in sorted(found) if found[name].tags[0] == tag]
    return "".join(parts)


def _names(found: dict[str, Question], tag: str) -> list[str]:
    return [f"[{name}](#{name})" for name in sorted(found) if found[name].tags[0] == tag]


def _question(question: Question, build: Path) -> str:
    lines = [f"\n### {question.name}\n", f"{question.title['en']} · {question.title['he']}\n"]
    lines.append(f"{question.description.get('en', '')} Tags: {', '.join(question.tags)}.\n")
    command = f"query {question.name}"
    for parameter in question.asked:
        needed = "required" if parameter.required else f"default {parameter.default or 'any'}"
        lines.append(
            f"- `--{parameter.name}` ({parameter.type}, {needed}): {parameter.text['en']}, "
            f"such as `{parameter.example}`\n"
        )
        if parameter.required:
            command += f" --{parameter.name} {shlex.quote(parameter.example or '')}"
    answer = printed(command, build).splitlines()
    shown = answer[:22] + ([f"… {len(answer) - 22} more lines"] if len(answer) > 22 else [])
    return "\n".join(lines) + f"\n```text\n$ kg {command}\n" + "\n".join(shown) + "\n```\n"


def pages(build: Path) -> dict[Path, str]:
    """Every page that holds an output, as it should be."""
    found = {
        ROOT / "docs/queries.md": catalogue(build),
        ROOT / "docs/ontology.md": terms.page(),
        HOUSE: house.picture(),
        **walkthrough.pages(),
    }
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        if path not in found:
            found[path] = filled(path.read_text(encoding="utf-8"), build)
    return found


def content(graph: kg.Graph, options: dict[str, Any]) -> str:
    """A digest of what a picture shows: places of nodes may differ between machines, its content not."""
    if options.get("kind") == "timeline":
        shown = repr(dated(graph.engine, graph.lang))
    elif options.get("kind") == "flows":
        shown = repr(flows(graph.engine, graph.lang))
    else:
        of_terms = options.get("kind") == "ontology"
        net = ontology(graph.engine, graph.lang) if of_terms else graph.network(**options)
        shown = repr(sorted(net.nodes(data=True))) + repr(sorted(net.edges(keys=True, data=True), key=str))
    return f"<!-- shows {hashlib.sha256(shown.encode()).hexdigest()} -->\n"


def pictures(check: bool, build: Path) -> int:
    """Draw the pictures that the pages show, where their content changed; how many were old."""
    old = 0
    for name, (lang, title, options) in PICTURES.items():
        of_example = name == "lakes.svg"
        graph = kg.load(walkthrough.project()) if of_example else kg.load(ROOT, build, lang)
        path = ROOT / "docs/pictures" / name
        mark = content(graph, options)
        if not path.exists() or not path.read_text(encoding="utf-8").endswith(mark):
            old += 1
            print(f"docs/pictures/{name}: {'out of date; run make docs' if check else 'drawn'}")
            if not check:
                graph.draw(path, title, **options)
                path.write_text(path.read_text(encoding="utf-8") + mark, encoding="utf-8")
    return old


def ladder(build: Path) -> str:
    """How certain the sources are of the matter that most claims are about, as the site draws it."""
    found = Pages(kg.load(ROOT, build, "en"))
    return rendered(found, next(page for page in found if page.path.endswith(".svg")), ("en", "he"))


def run(check: bool) -> int:
    """Write the pages, or tell which are old: 1 when there is one."""
    old = pictures(check, ROOT / "build")
    made = pages(ROOT / "build") | {LADDER: ladder(ROOT / "build")}
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            old += 1
            print(f"{path.relative_to(ROOT)}: {'out of date; run make docs' if check else 'written'}")
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for path in walkthrough.left_over():
        old += 1
        print(f"{path.relative_to(ROOT)}: {'is no longer made; run make docs' if check else 'removed'}")
        if not check:
            path.unlink()
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv))
