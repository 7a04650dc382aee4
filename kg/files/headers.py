"""Read a SPARQL file and its header: the lines that begin with ``#+``, which are YAML as grlc has it."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.files.plain import read_text


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
    import yaml

    text = read_text(path)
    # Other lines stay as empty ones, so that YAML's line numbers are the file's.
    header = "\n".join(
        re.sub(r"^#\+ ?", "", line) if line.startswith("#+") else "" for line in text.split("\n")
    )
    try:
        if "*" in header and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(header)):
            raise KgError("the #+ header has an alias (*name), which is not taken", file=path)
        return text, yaml.load(header, _loader())
    except KgError:
        raise
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise KgError(f"the #+ header is not YAML: {error.problem}", file=path, line=line) from None
    except Exception as error:  # bare ones of all kinds for values that are not of the type of their tag
        raise KgError(f"the #+ header is not YAML: {error}", file=path) from None


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
