"""Why an answer is empty: what narrows it, a thing that it never names, or that no source says it."""

from collections.abc import Collection, Iterable, Mapping

from kg.ask import asking
from kg.ask.tables import folded
from kg.ask.view import View
from kg.catalogue.question import Question
from kg.engines import labels, select
from kg.model.spelling import normal
from kg.model.vocab import RDFS, Iri
from kg.words import many, word


def reasons(
    view: View, question: Question, given: Mapping[str, object], about: Iterable[object] = ()
) -> list[str]:
    """In words, in the language of the view; of a question whose answer, given this, has no row.

    Raises KgError for an unknown name.
    """
    wide = View(view.engine, view.lang)
    if view.is_narrowed:
        rest = asking.answer(wide, question, given, about)
        if len(rest):
            rows = many("rows", len(folded(rest.cells())), view.lang)
            others = str(word("nothing: narrowed", view.lang)).format(rows=rows)
            # Who asks for what is expected learns that what there is are facts.
            statuses = dict.fromkeys(rest.show(row["status"]) for row in rest.rows if row.get("status"))
            return [f"{others} ({', '.join(statuses)})" if statuses else others]
    needed = {p.name: given[p.name] for p in question.parameters if p.required and p.name in given}
    whole = asking.answer(wide, question, needed)
    shown = {row[name] for row in whole.rows for name in whole.columns if isinstance(row[name], Iri)}
    things = {p.name for p in question.parameters if p.type == "iri"} - needed.keys()
    named = [view.resolve(str(name)) for name in (*about, *(given[n] for n in given if n in things))]
    told = [_strange(view, iri, shown) for iri in named if iri not in shown]
    return told or [nobody(view, question)]


def nobody(view: View, question: Question, said: str = "nothing: said") -> str:
    """That nobody says it, in words: no curator, of a question with the tag ``curation``, else no source."""
    return str(word("nothing: curated" if "curation" in question.tags else said, view.lang))


def _strange(view: View, iri: str, shown: set[str]) -> str:
    """That an answer never names a thing, of which kind that is, and which of its kind it names."""
    kinds = _classes(view, {iri, *shown})
    names = labels(view.engine, view.lang, {iri, *shown, *kinds.get(iri, set())})
    kind = ", ".join(sorted(names.get(one, "") for one in kinds.get(iri, set())))
    own, name = kinds.get(iri, set()), names.get(iri, iri)
    alike = sorted(names[one] for one in shown if kinds.get(one, set()) & own and one in names)
    longer = sorted(names[one] for one in shown if normal(name) in normal(names.get(one, "")))
    text = "other of its kind" if alike else "kind"
    told = str(word(f"nothing: {'meant' if longer else text}", view.lang))
    return told.format(thing=name, kind=kind, alike=", ".join((longer or alike)[:3]))


def _classes(view: View, iris: Collection[str]) -> dict[str, set[str]]:
    query = f"""SELECT DISTINCT ?s ?class {{
      VALUES ?s {{ THESE }} ?s a ?class FILTER(isIRI(?class))
      FILTER EXISTS {{ ?class <{RDFS}isDefinedBy> ?home }}
      FILTER NOT EXISTS {{ ?s a ?narrower . ?narrower <{RDFS}subClassOf> ?class
        FILTER(?narrower != ?class) }} }} ORDER BY ?s ?class"""
    found: dict[str, set[str]] = {}
    for row in select(view.engine, query, these=iris)[1]:
        found.setdefault(row["s"], set()).add(row["class"])
    return found
