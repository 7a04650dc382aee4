"""Read a SPARQL file and its header: the lines that begin with ``#+``, which are YAML as grlc has it.

Of what a header tells, ``summary`` and ``description`` are grlc's and plain texts, in English where no
``language`` says otherwise; in other languages they stand in ``translations``:

    #+ summary: "Who supplies whom?"
    #+ description: "Suppliers, and whom they supply."
    #+ translations:
    #+   he: {summary: "מי מספק למי?", description: "ספקים, ולמי הם מספקים."}

A ``title`` and a ``description`` by language, as in ``#+ title: {en: …, he: …}``, say the same.
"""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.files.plain import read_bytes, read_text

DESCRIBING = {"summary", "description", "language", "translations", "title"}  # the keys of what it tells
_FORM = "{CODE: …}, with the code of each language of the project"
LANGUAGE = "[a-z]{2,3}"


def files_by_name(folder: Path) -> dict[str, Path]:
    """The SPARQL files of a folder and of those in it, by their names without the ending, sorted.

    Raises KgError for two of one name.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.rq"), key=lambda path: (path.stem, path)):
        if path.stem in found:
            raise KgError(f"has the name of {found[path.stem]}; give it another one", file=path)
        found[path.stem] = path
    return found


def read_header(path: Path) -> tuple[str, Any]:
    """The text of a file, and what its header says; None for a file without one.

    Raises KgError for a file that cannot be read, and with the line for a header that is not YAML.
    """
    text = read_text(path)
    header = _header(text)
    with suppress(KeyError, TypeError, ValueError, RecursionError):
        return text, json.loads(_known[header.encode()])
    found = _parsed(header, path)
    with suppress(TypeError, ValueError, RecursionError):  # not all that YAML tells has a form in JSON
        told = json.dumps(found, ensure_ascii=False)
        if json.loads(told) == found:
            _known[header.encode()] = told.encode()
    return text, found


_known: dict[bytes, bytes] = {}  # what headers say, as JSON by their text: they are read more than once
_INDEX = "headers"


def keep_headers(paths: Sequence[Path], folder: Path) -> None:
    """Write into a folder what the headers of these files say, so that others need not parse them."""
    headers = [_header(read_header(path)[0]).encode() for path in paths]
    kept = (part for header in headers if header in _known for part in (header, _known[header]))
    (folder / _INDEX).write_bytes(b"\0".join(kept))  # YAML and JSON have no such sign


@cache
def recall_headers(folder: Path) -> None:
    """Read what was kept in a folder. It counts for headers of the same text, and whatever is wrong with it,
    such headers are parsed."""
    with suppress(KgError):
        parts = read_bytes(folder / _INDEX).split(b"\0")
        _known.update(zip(parts[::2], parts[1::2], strict=False))


def _header(text: str) -> str:
    """The YAML in a file; other lines stay as empty ones, so that its line numbers are the file's."""
    lines = (line[2:].removeprefix(" ") if line.startswith("#+") else "" for line in text.split("\n"))
    return "\n".join(lines).rstrip("\n")


def _parsed(header: str, path: Path) -> Any:
    import yaml

    try:
        if "*" in header and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(header)):
            raise KgError("the #+ header has an alias (*name), which is not taken", file=path)
        return yaml.load(header, _loader())
    except KgError:
        raise
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise KgError(f"the #+ header is not YAML: {error.problem}", file=path, line=line) from None
    except Exception as error:  # bare ones of all kinds for values that are not of the type of their tag
        raise KgError(f"the #+ header is not YAML: {error}", file=path) from None


def described(header: Mapping[Any, Any], path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What a header tells: its summary and its description, each by language; nothing of what it lacks.

    Raises KgError with the file for what are no texts, and for what is told twice.
    """
    if "title" in header:
        if twice := sorted({"summary", "language", "translations"} & header.keys()):
            raise KgError(f"the header has title beside {twice[0]}; take title out", file=path)
        title, description = header["title"], header.get("description", {})
        return texts("title", title, path), texts("description", description, path)
    code, others = header.get("language", "en"), header.get("translations", {})
    if not isinstance(others, dict) or code in others:
        raise KgError(f"translations are {_OTHERS}, of other languages than {code}", file=path)
    for one in others.values():
        if not isinstance(one, dict) or not one.keys() <= {"summary", "description"}:
            raise KgError(f"translations are {_OTHERS}", file=path)
    found = []
    for key in ("summary", "description"):
        if not isinstance(header.get(key, ""), str):
            raise KgError(
                f"{key} is one text; other languages have theirs in translations: {_OTHERS}", file=path
            )
        by_language = {lang: one[key] for lang, one in {code: header, **others}.items() if key in one}
        found.append(texts(key, by_language, path))
    return found[0], found[1]


_OTHERS = "{CODE: {summary: …, description: …}}"


def describing(summary: Mapping[str, str], description: Mapping[str, str]) -> str:
    """The lines of a header that tell this, each of the two by language, in the order of the first's.

    >>> print(describing({"en": "Who?", "he": "מי?"}, {"en": "All.", "he": "כולם."}), end="")
    #+ summary: "Who?"
    #+ description: "All."
    #+ translations:
    #+   he: {summary: "מי?", description: "כולם."}
    >>> print(describing({"fr": "Qui ?"}, {"fr": "Tous."}), end="")
    #+ summary: "Qui ?"
    #+ description: "Tous."
    #+ language: fr
    """
    first, *others = summary
    lines = [f"summary: {_quoted(summary[first])}", f"description: {_quoted(description[first])}"]
    lines += [f"language: {first}"] if first != "en" else []
    lines += ["translations:"] if others else []
    for code in others:
        told = f"{{summary: {_quoted(summary[code])}, description: {_quoted(description[code])}}}"
        lines.append(f"  {code}: {told}")
    return "".join(f"#+ {line}\n" for line in lines)


def texts(what: str, value: Any, path: Path) -> dict[str, str]:
    """Texts by language, as a header gives them. Raises KgError with the file for what are none."""
    if not isinstance(value, dict) or not all(
        isinstance(x, str) and x.strip() for pair in value.items() for x in pair
    ):
        raise KgError(f"{what} must be texts by language: {_FORM}", file=path)
    if unknown := [key for key in value if not re.fullmatch(LANGUAGE, key)]:
        raise KgError(f"{what} has {unknown[0]!r} where a language's code such as en is needed", file=path)
    return value


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@cache
def _loader() -> Any:
    """A loader that refuses a key that stands twice: YAML leaves open which of the two counts."""
    import yaml

    def mapping(loader: Any, node: Any) -> Any:
        keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        known: set[str] = set()
        for key in keys:
            if key.value in known:
                cause = f"the key {key.value!r} stands twice"
                raise yaml.constructor.ConstructorError(None, None, cause, key.start_mark)
            known.add(key.value)
        return loader.construct_yaml_map(node)

    made: Any = type("Loader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {})  # in C where it is
    made.add_constructor("tag:yaml.org,2002:map", mapping)
    return made
