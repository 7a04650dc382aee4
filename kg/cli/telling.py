"""``kg show``, ``kg claims``, ``kg conflicts`` and ``kg stats``."""

import argparse
from dataclasses import asdict
from typing import Any

from kg.cli.output import Printer
from kg.cli.output import engine as open_engine
from kg.engines import Row
from kg.entity import Entity, describe
from kg.listing import CLAIM_COLUMNS, Dispute, compatibilities
from kg.listing import claims as list_claims
from kg.listing import conflicts as list_conflicts
from kg.names import Names
from kg.stats import stats as count
from kg.vocab import local


def show(arguments: argparse.Namespace) -> int:
    """Tell all that is known of one thing."""
    engine = open_engine(arguments)
    printer = Printer(arguments, engine)
    found = describe(engine, Names(engine).resolve(arguments.entity), printer.lang)
    if printer.json:
        printer.value(_as_json(found, printer))
        return 0
    rows = [_known(k, printer) for k in found.statements]
    columns = ["", "predicate", "value", "qualifiers", "status", "sources"]
    if printer.csv:
        printer.rows(["direction", *columns[1:]], [{"direction": r[""], **r} for r in rows])
        return 0
    _heading(found, printer)
    if not rows:
        printer.line(printer.word("nothing said"))
        return 0
    printer.rows(columns, rows)
    evidence = {c["claim"]: c for k in found.statements for c in k.claims}
    printer.rows(["source", "modality", "speaker", "passage", "gloss"], list(evidence.values()))
    for dispute in found.disputes:
        printer.line()
        _dispute(dispute, printer)
    return 0


_ARROWS = {"out": "→", "in": "←", "part": "·"}


def _heading(found: Entity, printer: Printer) -> None:
    here, other = (printer.lang, "en" if printer.lang == "he" else "he")
    names = [found.labels[lang] for lang in (here, other) if lang in found.labels] or [local(found.iri)]
    types = ", ".join(printer.label(t) for t in found.types)
    printer.line(" · ".join(names) + (f" ({types})" if types else ""))
    if found.aliases:
        printer.line(f"{printer.word('also called')}: {', '.join(found.aliases)}")
    if text := found.descriptions.get(here) or found.descriptions.get(other):
        printer.line(text)
    printer.line()


def _known(known: Any, printer: Printer) -> Row:
    sources = dict.fromkeys(printer.label(c["source"]) for c in known.claims)
    disputed = f", {printer.word('disputed')}" if known.disputed else ""
    return {
        "": _ARROWS[known.direction],
        "predicate": printer.label(known.predicate),
        "value": " → ".join(printer.label(iri) for iri in known.others),
        "qualifiers": ", ".join(f"{printer.label(q)}: {printer.label(v)}" for q, v in known.qualifiers),
        "status": printer.label(known.status) + disputed,
        "sources": ", ".join(sources),
    }


def _as_json(found: Entity, printer: Printer) -> dict[str, Any]:
    page = asdict(found)
    for known in page["statements"]:
        known["claims"] = [printer.labelled(claim) for claim in known["claims"]]
        known.update(printer.labelled({k: known[k] for k in ("predicate", "status")}))
    return page


def claims(arguments: argparse.Namespace) -> int:
    """List the claims that fit what was given."""
    engine = open_engine(arguments)
    printer = Printer(arguments, engine)
    names = Names(engine)
    kinds = {"predicate": "Predicate", "modality": "Modality", "source": "Source"}
    wanted = {
        name: names.resolve(value, kinds.get(name))
        for name in ("subject", "predicate", "object", "modality", "speaker", "source")
        if (value := getattr(arguments, name)) is not None
    }
    found = list_claims(engine, printer.lang, wanted)
    if not found:
        printer.line(printer.word("nothing found"))
    if found or not printer.for_people:
        printer.rows(CLAIM_COLUMNS if not printer.for_people else CLAIM_COLUMNS[:-1], found)
    return 0


def conflicts(arguments: argparse.Namespace) -> int:
    """Show the conflicts, or what only looks like one, with both sides and their claims."""
    engine = open_engine(arguments)
    printer = Printer(arguments, engine)
    about = Names(engine).resolve(arguments.about) if arguments.about else None
    find = compatibilities if arguments.compatible else list_conflicts
    found = find(engine, printer.lang, None if about is None else [about])
    if printer.json:
        printer.value([asdict(dispute) for dispute in found])
        return 0
    if printer.csv:
        printer.rows(["conflict", "reason", *_SIDE, *_SAID], [r for d in found for r in _flat(d, printer)])
        return 0
    for dispute in found:
        _dispute(dispute, printer)
        printer.line()
    if not found:
        printer.line(printer.word("nothing found"))
    return 0


_SIDE = ("subject", "predicate", "object", "qualifiers")
_SAID = ("source", "modality", "speaker", "passage", "gloss")


def _flat(dispute: Dispute, printer: Printer) -> list[Row]:
    return [
        {
            "conflict": dispute.conflict,
            "reason": dispute.reason,
            "subject": side.subject,
            "predicate": side.predicate,
            "object": side.object,
            "qualifiers": claim["qualifiers"],
            **{name: claim[name] for name in _SAID},
        }
        for side in dispute.sides
        for claim in side.claims
    ]


def _dispute(dispute: Dispute, printer: Printer) -> None:
    """One conflict for people: its reason, then each claim with the side that it takes."""
    printer.line(f"{printer.label(dispute.reason)}")
    printer.rows([*_SIDE[:3], "qualifiers", "source", "passage", "gloss"], _flat(dispute, printer))
    preferred = [side for side in dispute.sides if side.preferred]
    for side in preferred:
        value = printer.label(side.object)
        shown = ", ".join([value, *(printer.label(v) for _, v in side.qualifiers)])
        printer.line(f"{printer.word('prefers')} {shown}: {dispute.explanation}")
    if dispute.explanation and not preferred:
        printer.line(dispute.explanation)


def stats(arguments: argparse.Namespace) -> int:
    """Count what the graph holds."""
    engine = open_engine(arguments)
    Printer(arguments, engine).rows(["kind", "of", "count"], count(engine))
    return 0
