"""Write rules and questions: the header of what is told of them, then the SPARQL, if it can be run."""

import re
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Store

from kg.authoring.describe import Texts, in_all
from kg.authoring.trying import put
from kg.authoring.written import Written
from kg.catalogue.read import undeclared
from kg.engines import solve
from kg.engines.oxigraph import Oxigraph
from kg.engines.tokens import tokens
from kg.errors import KgError
from kg.files.headers import describing, files_by_name
from kg.reason.rule import compiled
from kg.reason.rules import check_names

RULES, QUESTIONS = "ontology/rules", "queries"
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def add_query(written: Written, folder: str, name: str, texts: Mapping[str, Texts], body: str) -> Path:
    """Write a rule (``RULES``) or a question (``QUESTIONS``) with its header; gives its file.

    ``texts`` are its ``title`` and its ``description``, ``body`` is the SPARQL, in which the project's
    prefixes may be used. Raises KgError for a name that is taken, for texts that lack a language, for SPARQL
    that is malformed or no SELECT of a question, for what is named and not declared, and for what would stop
    a build.
    """
    project = written.project
    if not re.fullmatch(r"\w[\w-]*", name):
        raise KgError(f"{name!r} cannot be a name; take letters, digits and hyphens")
    there = files_by_name(written.root / folder)
    if name in there:
        raise KgError(f"{name} is there already", file=there[name])
    told = (in_all(texts[key], project.languages, f"a {key}", f"--{key}") for key in ("title", "description"))
    head = describing(*told)
    declared = [
        f"PREFIX {prefix}: <{iri}>"
        for prefix, iri in project.prefixes.items()
        if f"{prefix}:" in body and f"PREFIX {prefix}:" not in body
    ]
    query = "\n".join([*declared, body.strip(), ""])
    if folder == RULES:
        check_names([compiled(name, query)], written.loaded.graph("ontology"), project)
    else:
        solve(Oxigraph(Store()), query)
        if next((one.text.upper() for one in tokens(query) if one.text.upper() in _FORMS), "") != "SELECT":
            raise KgError("a question is a SELECT query, of rows with columns; kg sparql runs others")
        terms = {getattr(quad.subject, "value", "") for quad in written.loaded.graph("ontology")}
        for unknown, meant in undeclared(query, terms, project):
            raise KgError(f"the question names {unknown}, which the ontology does not declare{meant}")
    path = written.root / folder / f"{name}.rq"
    put(written, {path: (head + query).encode()})
    return path
