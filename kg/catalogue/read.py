"""The questions in queries/: one .rq file each, with a header of ``#+`` lines in YAML as grlc has it.

    #+ summary: "Who supplies whom?"
    #+ description: "…"
    #+ translations: {he: {summary: "מי מספק למי?", description: "…"}}
    #+ parameters:
    #+   recipient: {type: iri, en: "who receives", he: "מי מקבל", example: "Israel"}
    #+ phrasings: {en: ["who sells to {recipient}?", …], he: […]}
    #+ affirms: true
    #+ tags: [resources]
    #+ columns: {supplier: {en: supplier, he: ספק}}

The first three are read as ``kg.files.headers`` tells; grlc reads the first two, and the tags.

A phrasing is a question as people ask it: ``{recipient}`` stands where the parameter is named, ``{about}``
where something is that each row must name, in whichever column, and the name of a column where it is in that
one. Where the question affirms, such a row is a yes to whoever asks whether it is so, where a sentence says
just what such a phrasing does: not of one whose rows tell how far something is.

A parameter is a variable of the SELECT clause; what is given for it is bound, never pasted into the text.
Where it may be left out, a filter tests it with COALESCE: engines differ on BOUND of what they were given.
One with a default may stand in filters alone, ``COALESCE(?least, 2)``: the text by itself answers the same.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.catalogue.question import ABOUT, HOLE, TYPES, Parameter, Question
from kg.engines.oxigraph import Oxigraph
from kg.engines.patience import solve_patiently
from kg.engines.tokens import names
from kg.errors import KgError, meant
from kg.files.headers import DESCRIBING, LANGUAGE, described, files_by_name, read_header, texts
from kg.files.project import is_folder
from kg.model.project import Project

RESERVED = {"help", "root", "build", "lang", "json", "csv", "ids", "cite", "name", "status", "as_of"}
RESERVED |= {"source", "modality", "min_origins", "sources", "endpoint", "timeout", "queries", "raw", "about"}
_KEYS = {*DESCRIBING, "parameters", "phrasings", "affirms", "tags", "columns"}
_PARAMETER_KEYS = {"type", "required", "default", "example"}


class NoQuestionsError(KgError):
    """The error of a folder in which no question stands."""


def questions(folders: Sequence[Path]) -> dict[str, Question]:
    """All questions of these folders by name, in the order of their names; a later folder goes before.

    Raises KgError for a header that is missing or malformed, and for a folder without questions.
    """
    return {name: read_question(path) for name, path in sorted(paths_of(folders).items())}


def written_questions(folder: Path) -> list[Question]:
    """The questions of a project's folder, as they are written; none where there is no file."""
    return [read_question(path) for path in files_by_name(folder).values()]


def checked_questions(folder: Path, project: Project) -> list[Question]:
    """The questions of a project's folder, each of which could be asked; none where there is no file.

    Raises KgError with the file for one without a summary in each language of the project, for one whose
    query is malformed, an update or asks another address, and for defaults that do not fit.
    """
    found = written_questions(folder)
    nothing = Oxigraph(Store())
    for question in found:
        if missing := [code for code in project.languages if code not in question.title]:
            form = ", ".join(f"{code}: {{summary: …}}" for code in missing)
            told = f"the summary lacks {', '.join(missing)}"
            raise KgError(f"{told}: #+ translations: {{{form}}}, or #+ language: CODE", file=question.path)
        solve_patiently(nothing, question.text, file=str(question.path))
        for parameter in question.parameters:
            if parameter.default is not None and parameter.type != "iri":
                try:
                    parameter.bind(parameter.default, str)
                except KgError as error:
                    raise KgError(f"default: {error.message}", file=question.path) from None
    return found


def undeclared(query: str, declared: Collection[str], project: Project) -> list[tuple[str, str]]:
    """The project's terms that a query names and nobody ``declared`` (IRIs), and what may be meant."""
    unknown = sorted(iri for iri in names(query) if project.is_term(iri) and iri not in declared)
    known = [project.prefixed(iri) for iri in declared if project.is_term(iri)] if unknown else []
    return [(project.prefixed(iri), meant(project.prefixed(iri), known)[0]) for iri in unknown]


def find_question(folders: Sequence[Path], name: str) -> Question:
    """One question, without reading the others.

    Raises KgError, with suggestions, for an unknown one, and for a malformed header.
    """
    paths = paths_of(folders)
    if name not in paths:
        from difflib import get_close_matches

        close = get_close_matches(name, paths) or sorted(paths)
        raise KgError(
            f"no question {name!r}; there are {', '.join(close)}",
            he=f"אין שאלה {name!r}; יש: {', '.join(close)}",
        )
    return read_question(paths[name])


def paths_of(folders: Sequence[Path]) -> dict[str, Path]:
    """The files of these folders by name; a later folder goes before.

    Raises KgError for a folder without questions, and for two of one name in a folder.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        paths = files_by_name(folder) if is_folder(folder) else {}
        if not paths:
            raise NoQuestionsError("holds no questions; kg term add question writes one", file=folder)
        found |= paths
    return found


def read_question(path: Path) -> Question:
    """One question. Raises KgError, with the line where it is known, for a malformed header."""
    text, raw = read_header(path)
    if not isinstance(raw, dict):
        raise KgError("needs a header line: #+ summary: …", file=path)
    check = _Checker(path)
    check.keys("the header", raw, _KEYS)
    title, description = described(raw, path)
    if not title:
        raise KgError("the header tells no summary: #+ summary: …", file=path)
    parameters = [check.parameter(name, value) for name, value in check.mapping("parameters", raw).items()]
    check.variables(text, parameters)
    return Question(
        path.stem,
        title,
        text,
        path,
        description,
        tuple(parameters),
        check.words("tags", raw.get("tags", [])),
        {name: check.texts(f"column {name}", v) for name, v in check.mapping("columns", raw).items()},
        check.phrasings(raw.get("phrasings", {}), {p.name for p in parameters} | _columns(text)),
        check.truth("affirms", raw.get("affirms", False)),
    )


def _columns(text: str) -> set[str]:
    """The variables in the SELECT clause of a query."""
    query = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return {*re.findall(r"[?$](\w+)", query.partition("{")[0])}


class _Checker:
    """Reads the parts of one header and names the file in every complaint."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, message: str) -> KgError:
        return KgError(message, file=self.path)

    def keys(self, what: str, raw: Mapping[Any, Any], known: set[str]) -> None:
        for key in raw:
            if key not in known:
                raise self.fail(f"{what} has the unknown key {key!r}; known are {', '.join(sorted(known))}")

    def mapping(self, what: str, raw: Mapping[str, Any]) -> dict[str, Any]:
        value = raw.get(what, {})
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise self.fail(f"{what} must be a mapping of names")
        return value

    def texts(self, what: str, value: Any) -> dict[str, str]:
        return texts(what, value, self.path)

    def variables(self, text: str, parameters: list[Parameter]) -> None:
        """Each parameter is a variable that the query gives back, or has, with a default; none in BOUND."""
        query = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        for parameter in parameters:
            name, has_default = parameter.name, parameter.default is not None
            if not re.search(rf"[?$]{name}\b", query if has_default else query.partition("{")[0]):
                where = "query" if has_default else "SELECT clause"
                raise self.fail(f"parameter {name}: put ?{name} into the {where}")
            if re.search(rf"(?i)\bBOUND\s*\(\s*[?$]{name}\b", query):
                raise self.fail(f"parameter {name}: test it with COALESCE instead of BOUND")

    def phrasings(self, value: Any, names: set[str]) -> dict[str, tuple[str, ...]]:
        """Questions as people ask them, by language; each hole is a parameter's or column's, or ``about``."""
        if not isinstance(value, dict):
            raise self.fail('phrasings are lists of questions by language: {en: ["who …?"], he: […]}')
        found = {}
        for code, asked in value.items():
            self.texts("phrasings", {code: "…"})
            found[code] = self.words(f"phrasings {code}", asked)
            for one in found[code]:
                if unknown := set(HOLE.findall(one)) - names - {ABOUT}:
                    known = ", ".join(sorted({*names, ABOUT}))
                    raise self.fail(f"phrasing {one!r}: {{{min(unknown)}}} is none of {known}")
        return found

    def truth(self, what: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.fail(f"{what} must be true or false")
        return value

    def words(self, what: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.fail(f"{what} must be a list of words")
        return tuple(value)

    def parameter(self, name: str, value: Any) -> Parameter:
        what = f"parameter {name}"
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) or name in RESERVED:
            raise self.fail(f"{what}: this name cannot be an option of kg query")
        if not isinstance(value, dict):
            raise self.fail(f"{what} must be a mapping with type, en, he, example, required, default")
        self.keys(what, value, _PARAMETER_KEYS | {key for key in value if re.fullmatch(LANGUAGE, str(key))})
        if value.get("type") not in TYPES:
            raise self.fail(f"{what} needs a type: {', '.join(TYPES)}")
        if not isinstance(value.get("required", False), bool):
            raise self.fail(f"{what}: required is true or false")
        default, example = (None if value.get(k) is None else str(value[k]) for k in ("default", "example"))
        texts = self.texts(what, {k: v for k, v in value.items() if k not in _PARAMETER_KEYS})
        return Parameter(name, value["type"], value.get("required", False), default, example, texts)
