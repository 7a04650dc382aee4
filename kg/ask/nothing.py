"""Why an answer is empty: what narrows it, a thing that it never names, or that no source says it."""

from collections.abc import Collection, Iterable, Mapping

from kg.ask import asking
from kg.ask.answer import Answer
from kg.ask.tables import folded
from kg.ask.view import View
from kg.catalogue.question import Question
from kg.engines import labels, select, thing
from kg.model.spelling import within
from kg.model.vocab import NS, RDFS, Iri, local
from kg.words import many, word

# What claims say of a thing is no description of it.
_DESCRIBED = f"""PREFIX : <{NS}> SELECT DISTINCT ?s {{
  ?s ?p ?thing FILTER(isIRI(?s) && NOT EXISTS {{ ?p a :Predicate }}) }} ORDER BY ?s"""


def reasons(
    view: View, question: Question, given: Mapping[str, object], about: Iterable[object] = ()
) -> list[str]:
    """In words, in the language of the view; of a question whose answer, given this, has no row.

    Raises KgError for an unknown name.
    """
    given, about = asking.placed(question, given, about)
    wide = View(view.engine, view.lang)
    if view.is_narrowed:
        rest = asking.answer(wide, question, given, about)
        if len(rest):
            return [_left_out(view, rest), *_called_so(view, rest)]
    needed = {p.name: given[p.name] for p in question.parameters if p.required and p.name in given}
    if len(needed) == 1:  # all that can be asked for; of two at a time that would be too much
        free = tuple(p._replace(required=False) for p in question.parameters)
        question, needed = question._replace(parameters=free), {}
    whole = asking.answer(wide, question, needed)
    shown = {row[name] for row in whole.rows for name in whole.columns if isinstance(row[name], Iri)}
    details = {local(row["s"]) for row in select(view.engine, f"SELECT ?s {{ ?s a <{NS}Qualifier> }}")[1]}
    details -= {p.name for p in question.parameters}
    places = {row[name] for row in whole.rows for name in {*whole.columns} - details} & shown
    things = {p.name for p in question.parameters if p.type == "iri"} - needed.keys()
    asked = {name: view.resolve(str(value)) for name, value in given.items() if name in things}
    named = [*(view.resolve(str(name)) for name in about), *asked.values()]
    told = [_strange(view, iri, places) for iri in named if iri not in shown]
    for name, iri in asked.items():  # what is named elsewhere, and never where it was given
        own = {row[name] for row in whole.rows if name in whole.columns} & shown
        if own and iri in shown and iri not in own and not told:
            told.append(_strange(view, iri, own))
    return told or [nobody(view, question)]


def _left_out(view: View, rest: Answer) -> str:
    """How many rows there are of what other status: who asks for what is expected learns of facts."""
    rows = many("rows", len(folded(rest.cells())), view.lang)
    others = str(word("nothing: narrowed", view.lang)).format(rows=rows)
    statuses = dict.fromkeys(rest.show(row["status"]) for row in rest.rows if row.get("status"))
    return f"{others} ({', '.join(statuses)})" if statuses else others


def _called_so(view: View, rest: Answer) -> list[str]:
    """What rows name that is called like the status asked for: a stage «expected to be signed» is a fact."""
    shown = {row[name] for row in rest.rows for name in {*rest.columns} - {"status"}}
    called = labels(view.engine, view.lang, {one for one in shown if isinstance(one, Iri)})
    status = view.label(view.narrow.status) if view.narrow.status else ""
    found = sorted(name for name in called.values() if status and within(status, name))
    text = str(word("nothing: called so", view.lang))
    return [text.format(status=status, name=", ".join(found))] if found else []


def nobody(view: View, question: Question, said: str = "nothing: said") -> str:
    """That nobody says it, in words: no curator, of a question with the tag ``curation``, else no source."""
    return str(word("nothing: curated" if "curation" in question.tags else said, view.lang))


def _strange(view: View, iri: str, places: set[str]) -> str:
    """That an answer never names a thing, of which kind that is, and what may be meant: a thing in its places
    whose name has the words of this one, or that has words of it; else one elsewhere that is described by it;
    else what it names of this kind.
    """
    kinds = _classes(view, {iri, *places})
    own, name = kinds.get(iri, set()), view.label(iri)
    alike = {one for one in places if kinds.get(one, set()) & own}
    called = labels(view.engine, view.lang, places)
    meant = {
        one for one, known in called.items() if within(name, known) or (not alike and within(known, name))
    }
    if not (meant or alike):
        rows = select(view.engine, _DESCRIBED, {"thing": thing(iri)})[1]
        called = labels(view.engine, view.lang, {row["s"] for row in rows if view.project.is_thing(row["s"])})
        kinds |= _classes(view, called)
        meant = {one for one, known in called.items() if within(name, known) and one in kinds}
    names = labels(
        view.engine, view.lang, {*meant, *alike, *own, *(c for one in meant for c in kinds.get(one, ()))}
    )
    told = sorted(f"{names[one]} ({_kind(names, kinds.get(one, ()))})" for one in meant if one in names)
    told = told or sorted(names[one] for one in alike if one in names)
    text = "meant" if meant else "other of its kind" if alike else "kind"
    sentence = str(word(f"nothing: {text}", view.lang))
    return sentence.format(thing=name, kind=_kind(names, own), alike=", ".join(told[:3]))


def _kind(names: Mapping[str, str], kinds: Iterable[str]) -> str:
    return ", ".join(sorted(names.get(one, "") for one in kinds))


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
