"""Read rules: SPARQL CONSTRUCT queries of triple patterns, filters and BIND, with a header of ``#+`` lines.

    #+ summary: "…"
    #+ description: "…"
    #+ translations: {he: {summary: "…", description: "…"}}
    #+ certainty: expected
    #+ denied: statedAsFact
    #+ times: any

A rule may deny what is derived before it, one pattern in each FILTER NOT EXISTS, and make new values with
BIND; which rule comes before which is worked out (see ``kg.reason.strata``). What follows is as certain as
the least certain premise, and no more certain than the rule's ``certainty``. What is denied counts where it
is as certain as the conclusion would be, or as ``denied`` says. The premises must hold at one time, but for a
rule that is of what follows in time: ``times: any``.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError, meant
from kg.files.headers import DESCRIBING, described, files_by_name, read_header
from kg.files.plain import read_text
from kg.model.project import Project
from kg.model.vocab import GRADING, OWL, RDFS, rdf, term
from kg.reason.algebra import line_of
from kg.reason.rule import LEVELS, PAST, Rule, compiled

_KEYS = {*DESCRIBING, "certainty", "denied", "times"}


def read_rules(folder: Path, ontology: Iterable[Quad], project: Project) -> list[Rule]:
    """The rules of a folder, by stratum and then by name; the ontology tells what follows from what.

    Raises KgError naming the file (and line, where it is known) for a rule that is malformed or unsafe, and
    naming the rules that go round in a circle through what one of them denies or makes.
    """
    from kg.reason.strata import stratified

    rules = stratified([_read(path, project) for path in files_by_name(folder).values()], ontology)
    return sorted(rules, key=lambda rule: (rule.stratum, rule.name))


def check_names(rules: Iterable[Rule], ontology: Iterable[Quad], project: Project) -> None:
    """Raises KgError, with file and line, for a rule that names what the ontology does not declare."""
    declared = {quad.subject for quad in ontology if quad.predicate == rdf("type")}
    for rule in rules:
        for node in (node for pattern in (*rule.head, *rule.body, *rule.denied) for node in pattern):
            if isinstance(node, NamedNode) and project.is_term(node.value) and node not in declared:
                name = project.prefixed(node.value)
                known = (project.prefixed(getattr(one, "value", "")) for one in declared)
                raise KgError(
                    f"the rule names {name}, which the ontology does not declare{meant(name, known)[0]}",
                    file=rule.path,
                    line=line_of(read_text(rule.path), name) if rule.path else None,
                )


def _read(path: Path, project: Project) -> Rule:
    text, header = read_header(path)
    raw: dict[str, Any] = header if isinstance(header, dict) else {}
    title, description = described(raw, path)
    if not set(title) == set(description) == set(project.languages):
        languages = " and ".join(project.languages)
        raise KgError(f"a rule needs #+ summary and #+ description, each in {languages}", file=path)
    if "stratum" in raw:
        raise KgError(
            "the strata of rules are worked out from what they use and derive; take #+ stratum out",
            file=path,
            line=next(
                (n for n, one in enumerate(text.splitlines(), 1) if one.startswith("#+ stratum")), None
            ),
        )
    if unknown := sorted(map(str, raw.keys() - _KEYS)):
        raise KgError(
            f"the header has the unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}", file=path
        )
    level, denial = _certainty(raw, "certainty", 0, path), _certainty(raw, "denied", PAST, path)
    times = raw.get("times", "one")
    if times not in ("one", "any"):
        raise KgError("the times of a rule are one, at which its premises hold together, or any", file=path)
    rule = compiled(path.stem, text, path)
    for _, predicate, value in rule.head:
        named = isinstance(predicate, NamedNode) and not predicate.value.startswith((OWL, RDFS))
        if named and predicate == rdf("type"):
            kind = value.value if isinstance(value, NamedNode) else OWL
            named = kind == OWL + "Nothing" or not kind.startswith(OWL)
        if not named:
            raise KgError(
                f"a rule concludes by relations and classes that it names, and not about the ontology; its "
                f"head has {predicate} {value}",
                file=path,
                line=line_of(text, "CONSTRUCT"),
            )
        if predicate in GRADING or (predicate == rdf("type") and value == term("Assessment")):
            raise KgError(
                f"no rule grades a source or a claim, which a curator does; its head has {predicate} {value}",
                file=path,
                line=line_of(text, "CONSTRUCT"),
            )
    rule = replace(rule, title=title, description=description, together=times == "one")
    return replace(rule, level=level, denial=denial)


def _certainty(header: dict[str, Any], name: str, default: int, path: Path) -> int:
    """A certainty that a header gives, as an index of ``LEVELS``."""
    if name not in header:
        return default
    if header[name] not in LEVELS:
        raise KgError(f"#+ {name} of a rule is one of {', '.join(LEVELS)}", file=path)
    return LEVELS.index(header[name])
