"""Write the outputs that the documentation shows, and docs/queries.md; with --check, fail where they are old.

In Markdown, a block that begins with ```console holds a command after «$ » and then what it prints.
"""

import contextlib
import io
import os
import re
import shlex
import sys
from pathlib import Path

from kg.catalogue import Question, questions
from kg.cli import main

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(```console\n\$ kg )([^\n]*)\n(.*?)(```)", re.DOTALL)


def printed(command: str, build: Path) -> str:
    """What a command prints in a terminal of 110 columns. Raises RuntimeError when it fails."""
    out, before = io.StringIO(), os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "110"
    try:
        with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
            if main([*shlex.split(command), "--root", str(ROOT), "--build", str(build)]) != 0:
                raise RuntimeError(f"kg {command} failed")
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
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
        "answer the first rows are shown.\n"
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
    for parameter in question.parameters:
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
    found = {ROOT / "docs/queries.md": catalogue(build)}
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        if path not in found:
            found[path] = filled(path.read_text(encoding="utf-8"), build)
    return found


def run(check: bool) -> int:
    """Write the pages, or tell which are old: 1 when there is one."""
    old = 0
    for path, text in pages(ROOT / "build").items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            old += 1
            print(f"{path.relative_to(ROOT)}: {'out of date; run make docs' if check else 'written'}")
            if not check:
                path.write_text(text, encoding="utf-8")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv))
