"""Make a project that builds at once: a copy of the template, in a namespace and in languages of its own.

The template (``template/``) is a project in English and Hebrew. A text that has one in each of the two gets
one in each language of the new project: the English one where the template does not speak it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.authoring.describe import refuse_unknown
from kg.errors import KgError
from kg.files.headers import describing
from kg.files.replace import replace_all
from kg.model.project import DATASET, FIRST, LANGUAGE, NAME, SPACE, Project
from kg.model.vocab import BASE, rdf
from kg.texts.texts import digest

TEMPLATE = Path(__file__).parent / "template"
_LANGUAGES = ("en", "he")  # of the template
_FRAME = ("README.md", "graph/dataset.ttl", "ontology/ontology.ttl")  # what every project has
_TEXT = r'"((?:[^"\\]|\\.)*)"'
_TURTLE = re.compile(rf"{_TEXT}@en , {_TEXT}@he")
_HEADER = re.compile(rf"en: {_TEXT}, he: {_TEXT}")
_DESCRIBING = re.compile(
    rf"#\+ summary: {_TEXT}\n#\+ description: {_TEXT}\n"
    rf"#\+ translations:\n#\+   he: \{{summary: {_TEXT}, description: {_TEXT}\}}\n"
)
_HEBREW_ONLY = re.compile(r" ;\n    kg:(gender \"\w+\"|article \"\w+\"@he)")
_CHOICE = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_CELL = re.compile(r"\{(\w+)\}")
_TITLE = "{title}"  # which each language may have of its own


@dataclass(frozen=True)
class Wanted:
    """What is given of a new project: its namespace and languages, its name (else made of the namespace), its
    titles by language (one without a code serves all that have none, else the name), and whether it says
    nothing yet.
    """

    namespace: str
    languages: Sequence[str]
    name: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    is_empty: bool = False

    def project(self) -> Project:
        """Its description. Raises KgError for a namespace, name or language that cannot be one."""
        space = self.namespace if self.namespace.endswith(("/", "#", ":")) else self.namespace + "/"
        node = NamedNode("urn:project")
        told = [Quad(node, rdf("type"), DATASET), Quad(node, SPACE, Literal(space))]
        told += [Quad(node, NAME, Literal(self.name))] if self.name else []
        told += [Quad(node, LANGUAGE, Literal(code)) for code in self.languages]
        told += [Quad(node, FIRST, Literal(self.languages[0]))]
        return Project.of(told)


def make(folder: Path, wanted: Wanted) -> list[Path]:
    """Write the project; gives its files.

    Raises KgError for a folder that is not empty, and for values that are none.
    """
    project = wanted.project()
    if project.space.startswith(BASE):
        raise KgError(f"a project of yours has a namespace of its own, not one below {BASE}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KgError("is there and not empty; name a new folder", file=folder)
    titles = _titles(project, wanted.titles)
    text = (TEMPLATE / "texts/notice.txt").read_text(encoding="utf-8")
    cells = {
        "space": project.space,
        "terms": project.terms,
        "ontology": project.ontology.value,
        "name": project.name,
        "codes": " , ".join(f'"{code}"' for code in project.languages),
        "characters": str(len(text)),
        "sha256": digest(text),
        "first": project.languages[0],
        "languages": ", ".join(project.languages),
        "translate": _to_translate(project),
    }
    found = {path.relative_to(TEMPLATE): path for path in sorted(TEMPLATE.rglob("*")) if path.is_file()}
    if wanted.is_empty:
        found = {at: path for at, path in found.items() if at.as_posix() in _FRAME}
    made = {folder / at: _filled(path, project, cells, titles) for at, path in found.items()}
    if wanted.is_empty:
        made[folder / "README.md"] = made[folder / "README.md"].partition("\n## The example")[0]
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_all({path: text.encode() for path, text in made.items()})
    return sorted(made)


def untranslated(languages: Iterable[str]) -> list[str]:
    """Those of some languages that a new project has nothing in: what is tagged so is English."""
    return [code for code in languages if code not in _LANGUAGES]


def _to_translate(project: Project) -> str:
    """What the README says of what is in no language of its own yet."""
    codes = untranslated(project.languages)
    plain = {project.languages[0]: ", `summary` and `description`"}
    tags = ", ".join(
        f"`@{code}` (in `queries/` and `ontology/rules/`: `{code}:`{plain.get(code, '')})" for code in codes
    )
    return f"A new project speaks English still where it says {tags}: translate that.\n\n" if codes else ""


def _titles(project: Project, given: Mapping[str, str]) -> dict[str, str]:
    """The title in each language. Raises KgError for one in a language that is not the project's."""
    refuse_unknown(given.keys() - {""}, project.languages)
    return {code: given.get(code) or given.get("") or project.name for code in project.languages}


def _filled(path: Path, project: Project, cells: dict[str, str], titles: Mapping[str, str]) -> str:
    """One file of the template, in the project's namespace and languages."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return text
    text = _CELL.sub(lambda m: cells.get(m[1], m[0]), text)
    if "he" not in project.languages:
        text = _HEBREW_ONLY.sub("", text)
    codes = project.languages
    text = _TURTLE.sub(
        lambda m: " , ".join(
            f'"{_own(m, code).replace(_TITLE, _escaped(titles[code]))}"@{code}' for code in codes
        ),
        text,
    )
    text = _DESCRIBING.sub(lambda m: _described(m, codes), text)
    text = _HEADER.sub(lambda m: ", ".join(f'{code}: "{_own(m, code)}"' for code in codes), text)
    if "queries" in path.parts:
        text = _CHOICE.sub(lambda m: m[2] if codes[0] == "he" else m[1], text)
    return text.replace(_TITLE, titles[codes[0]]) if path.suffix == ".md" else text


def _described(found: re.Match[str], codes: Sequence[str]) -> str:
    """The summary and the description of a header, in the order of the languages."""
    summary, description, *hebrew = (json.loads(f'"{text}"') for text in found.groups())
    told = [hebrew if code == "he" else (summary, description) for code in codes]
    return describing(*(dict(zip(codes, texts, strict=True)) for texts in zip(*told, strict=True)))


def _own(found: re.Match[str], code: str) -> str:
    """The text in a language, of the two that the template has."""
    return found[2] if code == "he" else found[1]


def _escaped(text: str) -> str:
    """A text as it stands in Turtle between quotation marks."""
    return str(Literal(text))[1:-1]
