"""The questions in queries/: one .rq file each, with a header of ``#+`` lines in YAML."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import KgError


@dataclass(frozen=True)
class Question:
    """One question: its name, title by language, and the SPARQL text."""

    name: str
    title: dict[str, str]
    text: str
    path: Path


def questions(root: Path) -> dict[str, Question]:
    """All questions by name. Raises KgError for a header that is missing or malformed."""
    found = {}
    for path in sorted(root.glob("queries/*.rq")):
        text = path.read_text(encoding="utf-8")
        header = "\n".join(line[2:].strip() for line in text.splitlines() if line.startswith("#+"))
        try:
            title = yaml.safe_load(header)["title"]
            found[path.stem] = Question(path.stem, {"en": title["en"], "he": title["he"]}, text, path)
        except (yaml.YAMLError, KeyError, TypeError):
            raise KgError("needs a header line: #+ title: {en: …, he: …}", file=path) from None
    return found
