"""Commands that tell of things: show, claims, conflicts, history, explain, whynot, stats."""

import argparse
from typing import Any

from kg.ask.answer import Answer, rows_answer
from kg.ask.bibliography import citations
from kg.ask.references import references
from kg.ask.values import for_json
from kg.cli.asking import narrowed
from kg.cli.citing import quoting, refuse_csv, tell_citations
from kg.cli.output import Printer, open_graph, terminal_width
from kg.errors import KgError
from kg.model.values import key

EVIDENCE = ("source", "reliability", "passage", "credibility")  # of a claim, in a table of proofs


def show(arguments: argparse.Namespace) -> int:
    """Tell what is known of one thing: what fits on a screen, or all of it."""
    from kg.ask.entity import Entity
    from kg.cli.finding import tell_schema
    from kg.tell.entity import known_rows, mentioned
    from kg.tell.screen import screen
    from kg.tell.shown import Labels

    graph = narrowed(open_graph(arguments), arguments)
    printer = Printer(arguments)
    found = graph.described(arguments.entity, arguments.predicate)
    if not isinstance(found, Entity):
        tell_schema(graph, found, arguments)
    elif printer.json:
        printer.value(found)
    elif printer.csv:
        label = Labels(graph.engine, graph.lang, mentioned(found))
        printer.answer(rows_answer(graph.engine, known_rows(found, label, graph.lang), graph.lang))
    else:
        relation = arguments.predicate and graph.predicate(arguments.predicate)
        printer.shown(screen(graph, found, relation, terminal_width(), arguments.all))
    return 0


def claims(arguments: argparse.Namespace) -> int:
    """List the claims that fit what was given, with the words of their passages, or the sources of them."""
    graph = open_graph(arguments)
    printer = Printer(arguments)
    refuse_csv(printer, arguments)
    names = ("subject", "predicate", "object", "modality", "speaker", "source")
    found: Answer[Any] = graph.claims(**{name: getattr(arguments, name) for name in names})
    quote = quoting(arguments)
    if arguments.citation and not quote:
        pairs = [(row["source"], one) for row in found.rows for one in row["passage"].split(", ")]
        cited = citations(references(graph.engine, graph.lang, pairs), arguments.citation, graph.lang)
        tell_citations(printer, cited, arguments.citation)
        return 0
    if quote:
        found = found.with_column("quote", lambda row: " … ".join(map(quote, row["passage"].split(", "))))
    if not found:
        printer.line(printer.word("nothing found"))
    if found or not printer.for_people:
        shown = [name for name in found.columns if name != "claim"]
        printer.answer(found if not printer.for_people else found.only(shown))
    return 0


def conflicts(arguments: argparse.Namespace) -> int:
    """Show the conflicts, or what only looks like one, with both sides and their claims."""
    from kg.explain.explain import chains
    from kg.tell.dispute import dispute

    graph = open_graph(arguments)
    printer = Printer(arguments)
    found = (graph.compatibilities if arguments.compatible else graph.conflicts)(arguments.about)
    if printer.json:
        told = [{**for_json(one), "proofs": for_json(chains(graph.engine, graph.lang, one))} for one in found]
        printer.value(told)
        return 0
    if printer.csv:
        printer.answer(found.sides())
        return 0
    for one in found:
        printer.shown(dispute(graph.engine, graph.lang, one), "\n\n")
    if not found:
        printer.line(printer.word("nothing found"))
    return 0


def stats(arguments: argparse.Namespace) -> int:
    """Count what the graph holds."""
    Printer(arguments).answer(open_graph(arguments).stats())
    return 0


def history(arguments: argparse.Namespace) -> int:
    """Order what is known of one thing in time."""
    graph = open_graph(arguments)
    Printer(arguments).answer(graph.history(arguments.entity))
    return 0


def explain(arguments: argparse.Namespace) -> int:
    """Tell why a triple holds; 1 where nobody states it, however surely, and it does not follow."""
    from kg.ask.said import row_of
    from kg.explain.prov import to_quads
    from kg.files.serialize import turtle
    from kg.tell.proof import to_text

    graph = open_graph(arguments)
    printer = Printer(arguments)
    triple = (arguments.subject, arguments.predicate, arguments.object)
    # What is no fact is told with its status and its claims.
    found = graph.explain(*triple)
    shown_proofs = (found if arguments.all else found[:1]) or graph.stated(*triple)
    if arguments.turtle:
        print(turtle({"proofs": to_quads(graph.engine, shown_proofs)}, graph.project).decode(), end="")
    elif printer.json:
        printer.value(shown_proofs)
    elif printer.csv:
        rows = [
            {
                "proof": str(number),
                "statement": leaf.node,
                **row_of(claim, EVIDENCE),
            }
            for number, proof in enumerate(shown_proofs, 1)
            for leaf in proof.leaves()
            for claim in leaf.claims
        ]
        printer.rows(["proof", "statement", *EVIDENCE], rows)
    else:
        told = (to_text(graph.engine, graph.lang, proof) for proof in shown_proofs)
        for line in "\n\n".join(told).splitlines():
            printer.line(line)
    if not shown_proofs:
        raise KgError(
            f"neither stated nor inferred: {graph.sentence(*triple, lang='en')}; "
            "kg whynot tells what is missing",
            he=f"לא נאמר ואינו נובע: {graph.sentence(*triple, lang='he')}; kg whynot אומר מה חסר",
        )
    return 0


def whynot(arguments: argparse.Namespace) -> int:
    """Tell why a triple does not hold; 1 where it does."""
    from kg.tell.whynot import MOST, to_text

    graph = open_graph(arguments)
    printer = Printer(arguments)
    found = graph.whynot(arguments.subject, arguments.predicate, arguments.object)
    if printer.json:
        printer.value(found)
    elif printer.csv:
        rows = [
            {
                "rule": near.rule.iri,
                "met": str(one.met).lower(),
                "condition": one.filter or " ".join(map(key, (one.subject, one.predicate, one.object))),
            }
            for near in found.nearest
            for one in near.conditions
        ]
        printer.rows(["rule", "met", "condition"], rows)
    else:
        most = None if arguments.all else MOST
        for line in to_text(graph.engine, graph.lang, found, most).splitlines():
            printer.line(line)
    return 1 if found.holds else 0


def verdict(arguments: argparse.Namespace) -> int:
    """Tell in a word what the sources come to on one triple, with what they state, of it or in its place."""
    from kg.ask import statements
    from kg.tell.verdict import COLUMNS, verdict_rows
    from kg.tell.verdict import verdict as told

    graph = open_graph(arguments)
    printer = Printer(arguments)
    found = statements.bearing(graph, *graph.ends(arguments.subject, arguments.predicate, arguments.object))
    name = statements.verdict(graph, found)
    if printer.json:
        rows = [{"how": how, **row} for how, answer in found.items() for row in answer.to_records()]
        printer.value([{"verdict": name, **row} for row in rows or [{}]])
    elif printer.csv:
        rows = verdict_rows(graph, name, found)
        printer.answer(rows_answer(graph.engine, rows, graph.lang, COLUMNS))
    else:
        printer.shown(told(graph, name, found))
    return 0


def prefixes(arguments: argparse.Namespace) -> int:
    """List the prefixes that a query need not declare."""
    known = open_graph(arguments).project.prefixes
    rows = [{"prefix": f"{name}:", "namespace": start} for name, start in known.items()]
    Printer(arguments).rows(["prefix", "namespace"], rows)
    return 0
