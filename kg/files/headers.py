"""Read a SPARQL file and its header: the lines that begin with ``#+``, which are YAML as grlc has it."""

import re
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.files.plain import read_text


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
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it is
    try:
        return text, yaml.load(header, loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise KgError(f"the #+ header is not YAML: {error.problem}", file=path, line=line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # control characters, dates that are none
        raise KgError(f"the #+ header is not YAML: {error}", file=path) from None
