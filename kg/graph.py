"""The graph as Python sees it: ask questions, look things up, list claims and conflicts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kg.answer import Answer, rows_answer
from kg.catalogue import Question, find_question, questions
from kg.disputes import other_sides
from kg.engines import Engine, Node, Result, Row, labels, select, solve, values
from kg.errors import KgError
from kg.listing import CLAIM_COLUMNS, Dispute, claims, compatibilities, conflicts, grounds
from kg.narrow import Narrow, counting, grounds_of_rows, narrowed
from kg.vocab import BASE, NS, OWL, RDF, XSD

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.entity import Entity
    from kg.explain import Proof
    from kg.names import Names
    from kg.networks.failure import Failure
    from kg.pictures import Picture
    from kg.shown import Shown, Tellable
    from kg.whynot import WhyNot

_STATEMENTS = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
SELECT ?subject ?predicate ?object ?status ?originCount ?statement {{
  ?statement a :Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :status ?status ; :originCount ?originCount }} ORDER BY ?statement"""
_INFERRED = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
SELECT ?subject ?predicate ?object ?status ?originCount ?rule ?statement {{
  ?statement a :Inference ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :certainty ?status ; :rule ?rule ; :stepOrder ?order .
  OPTIONAL {{ ?statement :originCount ?originCount }} }} ORDER BY ?subject ?predicate ?object ?order"""


class Graph:
    """A built graph or an endpoint. Names are given as labels or aliases in either language, or as IRIs.

    ``lang`` (``en`` or ``he``) is the language of labels, titles and glosses.
    """

    def __init__(
        self, engine: Engine, folders: Sequence[Path], lang: str = "en", narrow: Narrow | None = None
    ) -> None:
        self.engine = engine
        self.lang = lang
        self._folders = list(folders)
        self._narrow = narrow or Narrow()

    @cached_property
    def names(self) -> "Names":
        """What the things of the graph are called."""
        from kg.names import Names

        return Names(self.engine)

    def questions(self) -> dict[str, Question]:
        """The questions of the catalogue by name. Raises KgError for a malformed header."""
        return questions(self._folders)

    def ask(self, name: str, /, **given: object) -> Answer:
        """Answer a question of the catalogue; ``given`` are its parameters.

        Raises KgError for an unknown question, a missing or ill-typed parameter, and an unknown name.
        """
        return self.answer(self.question(name), given)

    def question(self, name: str) -> Question:
        """One question of the catalogue. Raises KgError, with suggestions, for an unknown one."""
        return find_question(self._folders, name)

    def answer(self, question: Question, given: Mapping[str, object]) -> Answer:
        """Answer a question, given its parameters by name; raises what ``ask`` raises."""
        unknown = sorted(set(given) - {p.name for p in question.parameters})
        if unknown:
            takes = ", ".join(p.name for p in question.parameters) or "nothing"
            raise KgError(
                f"{question.name} does not take {', '.join(unknown)}; it takes {takes}",
                he=f"{question.name} אינה מקבלת {', '.join(unknown)}; היא מקבלת {takes}",
            )
        told = {key: None if value is None else str(value) for key, value in given.items()}
        if any(p.name == "language" for p in question.parameters):
            told.setdefault("language", self.lang)
            told["language"] = told["language"] or self.lang
        bound = question.bindings(told, self.resolve)
        result = solve(self.engine, question.text, bound, file=str(question.path))
        plain = {p.name for p in question.parameters if p.type != "iri"}  # they only tell back what was given
        result = Result([n for n in result.names if n not in plain], result.rows)
        titles = {name: texts.get(self.lang, "") for name, texts in question.columns.items()}
        return self._answer(result, question.title[self.lang], titles)

    def sparql(self, query: str, /, *, file: str | None = None, **bound: object) -> Answer:
        """Answer a SELECT, ASK or CONSTRUCT query; ``bound`` gives variables of its SELECT clause a value.

        A value is a Python number or text; an IRI is given as a text that begins with http.
        Raises KgError, with the place where it is known, for a malformed query or an update.
        """
        result = solve(self.engine, query, {name: _node(value) for name, value in bound.items()}, file=file)
        return self._answer(result)

    def _answer(self, result: Result, title: str = "", titles: dict[str, str] | None = None) -> Answer:
        if self._narrow:
            result = narrowed(self.engine, result, self._narrow)
        return Answer(
            self.engine,
            Result(result.names, _once(result.rows)),
            self.lang,
            title=title,
            titles=titles,
            ground=self._grounds,
            dispute=lambda rows: other_sides(self.engine, rows, self.lang),
        )

    def _grounds(self, rows: list[Row]) -> list[Row]:
        """The claims under rows; of a graph narrowed to a source or modality, those that have it."""
        want = {"source": self._narrow.source, "modality": self._narrow.modality}
        return [
            claim
            for claim in grounds(self.engine, rows, self.lang)
            if all(value in (None, claim[name]) for name, value in want.items())
        ]

    def resolve(self, name: str, kind: str | None = None) -> str:
        """The IRI that a name stands for. Raises KgError, with suggestions, where there is no such one."""
        return self.names.resolve(name, kind)

    def label(self, iri: str) -> str:
        """The label of an IRI in the graph's language, else the IRI."""
        return labels(self.engine, self.lang, [iri]).get(iri, iri)

    def entity(self, name: str) -> "Entity":
        """All that is known of one thing. Raises KgError for an unknown or ambiguous name."""
        from kg.entity import describe

        return describe(self.engine, self.resolve(name), self.lang)

    def explain(self, subject: str, predicate: str, object: str) -> "list[Proof]":
        """Why a triple holds: its proofs, the shortest first; none where it is neither stated nor inferred.

        The object may be a value where the predicate takes values; ``rdf:type``, ``is a`` and ``a`` ask for
        a class. Raises KgError for an unknown or ambiguous name.
        """
        from kg.explain import proofs

        return proofs(self.engine, self.lang, *self._triple(subject, predicate, object))

    def stated(self, subject: str, predicate: str, object: str) -> "list[Proof]":
        """The statements of a triple, of whatever status, with their claims; names as for ``explain``."""
        from kg.explain import stated

        return stated(self.engine, self.lang, *self._triple(subject, predicate, object))

    def whynot(self, subject: str, predicate: str, object: str) -> "WhyNot":
        """Why a triple does not hold: what sources say of it, and what the nearest rules lack.

        Names as for ``explain``. Raises KgError for an unknown or ambiguous name.
        """
        from kg.whynot import why_not

        return why_not(self.engine, self.lang, *self._triple(subject, predicate, object))

    def sentence(self, subject: str, predicate: str, object: str, lang: str | None = None) -> str:
        """A triple as a sentence, in the graph's language or another; names as for ``explain``.

        Raises KgError for an unknown or ambiguous name.
        """
        from kg.sentences import sentences

        one, relation, value = self._triple(subject, predicate, object)
        triple = (one, relation, value.value if isinstance(value, Literal) else value)
        return sentences(self.engine, lang or self.lang, [triple])[0]

    def _triple(self, subject: str, predicate: str, object: str) -> tuple[str, str, str | Literal]:
        """A triple by its names: IRIs, or a literal as the object."""
        from kg.names import IS_A, normal, value

        if normal(predicate) in IS_A:
            impossible = OWL + "Nothing"
            known = object in ("owl:Nothing", impossible)
            kind = impossible if known else self.resolve(object, OWL + "Class")
            return self.resolve(subject), RDF + "type", kind
        relation = self._predicate(predicate)
        literal = value(self.engine, relation, object)
        return self.resolve(subject), relation, literal or self.resolve(object)

    def history(self, name: str) -> Answer:
        """What is known of one thing, in the order of time; what nobody dates comes last.

        Raises KgError for an unknown or ambiguous name.
        """
        from kg.dates import Written, told
        from kg.history import history
        from kg.shown import Labels, known_rows, mentioned

        found = self.entity(name)
        label = Labels(self.engine, self.lang, mentioned(found))
        shown = zip(known_rows(found, label, self.lang), found.statements, strict=True)
        rows = {known.statement + known.direction: row for row, known in shown}
        ordered = [
            {"when": Written(date, told(date, self.lang)), **rows[known.statement + known.direction]}
            for date, known in history(self.engine, found)
        ]
        return rows_answer(self.engine, ordered, self.lang)

    def claims(self, **wanted: str | None) -> Answer:
        """The claims with this subject, predicate, object, modality, speaker or source, one row each.

        Raises KgError for an unknown or ambiguous name.
        """
        kinds = {"predicate": "Predicate", "modality": "Modality", "source": "Source"}
        iris = {
            key: self.names.resolve(name, kinds.get(key)) for key, name in wanted.items() if name is not None
        }
        return rows_answer(self.engine, claims(self.engine, self.lang, iris), self.lang, CLAIM_COLUMNS)

    def statements(self, **wanted: str | None) -> Answer:
        """The statements with this subject, predicate, object or status, with their status and origins.

        Raises KgError for an unknown or ambiguous name.
        """
        kinds = {"predicate": "Predicate", "status": "StatementStatus"}
        bound = {
            key: NamedNode(self.names.resolve(name, kinds.get(key)))
            for key, name in wanted.items()
            if name is not None
        }
        return self._answer(solve(self.engine, _STATEMENTS, bound))

    def inferred(self, **wanted: str | None) -> Answer:
        """What follows and no source states, with this subject, predicate, object or status.

        Raises KgError for an unknown or ambiguous name.
        """
        bound = {
            key: NamedNode(self.names.resolve(name, "StatementStatus" if key == "status" else None))
            for key, name in wanted.items()
            if name is not None
        }
        return self._answer(solve(self.engine, _INFERRED, bound))

    def verdict(self, subject: str, predicate: str, object: str) -> str:
        """What the sources come to on one triple: the surest status of its statements.

        ``statedAsFact``, ``judgement``, ``expected``, ``planned``, ``possible``, ``denied`` or
        ``deprecated``; ``disputed`` where a conflict concerns every one that is stated as fact, ``over``
        where none of these holds any longer; ``not stated`` where no source says anything of it.
        Raises KgError for an unknown name.
        """
        from kg.explain import either_way

        triple = (self.resolve(subject), self._predicate(predicate), self.resolve(object))
        found = [
            self.statements(subject=s, predicate=p, object=str(o))
            for s, p, o in either_way(self.engine, *triple)
        ]
        order = ["statedAsFact", "judgement", "expected", "planned", "possible", "denied", "deprecated"]
        statuses = {row["status"].rpartition("#")[2] for answer in found for row in answer.rows}
        best = next((name for name in order if name in statuses), "not stated")
        if best != order[0]:
            return best
        factual = [row for answer in found for row in answer.rows if row["status"].endswith("#" + best)]
        if all(any(row["statement"] in answer.disputed for answer in found) for row in factual):
            return "disputed"
        plain = f"""PREFIX rdf: <{RDF}> ASK {{ VALUES ?x {{ {values([row["statement"] for row in factual])} }}
          ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }}"""
        return best if select(self.engine, plain)[1][0]["answer"] == "true" else "over"

    def conflicts(self, about: str | None = None) -> list[Dispute]:
        """The conflicts with all their sides; ``about`` keeps those in which it takes part."""
        return conflicts(self.engine, self.lang, None if about is None else [self.resolve(about)])

    def compatibilities(self, about: str | None = None) -> list[Dispute]:
        """What only looks like a conflict, with the reason why it is none."""
        return compatibilities(self.engine, self.lang, None if about is None else [self.resolve(about)])

    def stats(self) -> Answer:
        """Counts of quads, entities, claims, statements, conflicts, by what they are of."""
        from kg.stats import stats

        return rows_answer(self.engine, stats(self.engine), self.lang, ("kind", "of", "count"))

    def narrowed(self, **want: Any) -> "Graph":
        """The graph with answers narrowed to what counts: see ``kg.narrow.Narrow`` for what may be given.

        Raises KgError for an unknown name and for a date that is none.
        """
        kinds = {"status": "StatementStatus", "modality": "Modality", "source": "Source"}
        iris: dict[str, Any] = {
            key: self.names.resolve(value, kinds[key]) if key in kinds and value is not None else value
            for key, value in want.items()
        }
        narrow = replace(self._narrow, **iris)
        narrow.span()
        return Graph(self.engine, self._folders, self.lang, narrow)

    @property
    def is_narrowed(self) -> bool:
        """Whether answers are narrowed to what counts."""
        return bool(self._narrow)

    def keeps(self, around: str | Sequence[str] | None = None) -> Callable[[list[Row]], list[Row]]:
        """What keeps of rows with a statement ``s`` those that count, and name a thing of ``around``.

        Raises KgError for an unknown name.
        """
        things = None if around is None else {self.resolve(name) for name in _several(around)}

        def kept(rows: list[Row]) -> list[Row]:
            counts = {row["s"] for row in rows}
            counts = counting(self.engine, counts, self._narrow) if self._narrow else counts
            return [
                row for row in rows if row["s"] in counts and (things is None or things & set(row.values()))
            ]

        return kept

    def as_of(self, date: str) -> "Graph":
        """The graph with answers narrowed to what is said to hold at an EDTF date, or is not dated."""
        return self.narrowed(as_of=date)

    def network(
        self,
        status: str | None = "statedAsFact",
        predicates: str | Sequence[str] | None = None,
        classes: str | Sequence[str] | None = None,
        around: str | Sequence[str] | None = None,
        distance: int = 1,
        fold: str | Sequence[str] = (),
        nodes: bool = False,
        inferred: bool = False,
    ) -> "networkx.MultiDiGraph":
        """The statements as a networkx graph: things are nodes, statements are edges.

        What takes several names takes one too. ``status`` None takes statements of any status; ``classes``
        keeps edges with such a thing at an end;
        ``around`` keeps what is within ``distance`` of a thing; ``fold`` turns things of these classes into
        edges, ``nodes`` statements into nodes; ``inferred`` adds what follows (see
        ``kg.networks.projection``). A narrowed graph gives what counts. Raises KgError for an unknown name.
        """
        from kg.networks.projection import Choice, network

        def iris(names: str | Sequence[str] | None, kind: str | None) -> list[str] | None:
            return None if names is None else [self.resolve(name, kind) for name in _several(names)]

        choice = Choice(
            statuses=None if status is None else [self.resolve(status, "StatementStatus")],
            predicates=None if predicates is None else [self._predicate(n) for n in _several(predicates)],
            classes=iris(classes, OWL + "Class"),
            narrow=self._narrow,
            around=iris(around, None),
            distance=distance,
            fold=iris(fold, OWL + "Class") or (),
            nodes=nodes,
            inferred=inferred,
        )
        return network(self.engine, self.lang, choice)

    def draw(
        self,
        path: Path | str,
        title: str = "",
        kind: str = "network",
        most: int = 400,
        by_class: bool = False,
        **options: Any,
    ) -> Path:
        """Draw into an SVG or PNG file, or write an interactive page where the name ends in .html.

        ``kind`` is ``network``, ``map``, ``timeline``, ``flows`` or ``ontology``. ``options`` are those of
        ``network``; ``by_class`` draws one node for each class. Of a network of more than ``most`` things
        those are drawn that most origins speak of, and the picture says so. Raises KgError for another
        ending or kind, an unknown name, and where the extra «pictures» is not installed.
        """
        from kg.pictures import Look, write

        return write(self, Path(path), Look(kind, title, most, by_class), options)

    def picture(
        self,
        title: str = "",
        kind: str = "network",
        most: int = 150,
        by_class: bool = False,
        **options: Any,
    ) -> "Picture":
        """What ``draw`` draws, as a picture that Jupyter shows, interactive where it can."""
        from kg.pictures import Look, picture

        return picture(self, Look(kind, title, most, by_class), options)

    def central(self, **options: Any) -> Answer:
        """Who stands between whom: betweenness, strength and articulation of the things of a network.

        ``options`` are those of ``network``, but for ``nodes``; see ``kg.networks.analysis.central``.
        """
        from kg.networks.analysis import central

        rows: list[dict[str, Node | None]] = [
            {
                name: NamedNode(value) if name == "thing" else Literal(value)  # type: ignore[arg-type]
                for name, value in row.items()
            }
            for row in central(self._of_things(options))
        ]
        names = ["thing", "betweenness", "strength", "cuts", "neighbours"]
        return Answer(self.engine, Result(names, rows), self.lang)

    def groups(self, **options: Any) -> list[list[str]]:
        """The groups of a network that hold together (IRIs), the largest first, the most spoken of in front.

        ``options`` are those of ``network``, but for ``nodes``.
        """
        from kg.networks.analysis import groups

        return groups(self._of_things(options))

    def paths(self, start: str, end: str, most: int = 3, **options: Any) -> list[Answer]:
        """The shortest chains from one thing to another, each an answer with a row for each statement.

        ``way`` tells whether the chain follows it (→) or goes against it (←). ``options`` are those of
        ``network``, but for ``nodes``. Raises KgError for an unknown name, for a thing and itself, and for
        fewer than one chain.
        """
        from kg.networks.analysis import chain_rows, chains

        ends = self.resolve(start), self.resolve(end)
        if ends[0] == ends[1]:
            raise KgError(
                f"{start!r} and {end!r} are one thing; name two",
                he=f"{start!r} ו־{end!r} הם אותה ישות; יש לנקוב בשתיים",
            )
        if most < 1:
            raise KgError(f"{most} chains cannot be told; ask for at least 1")
        net = self._of_things(options)
        told = chain_rows(self.engine, chains(net, *ends, most))
        return [self._answer(rows_answer(self.engine, one, self.lang).result) for one in told]

    def _of_things(self, options: dict[str, Any]) -> "networkx.MultiDiGraph":
        if options.get("nodes"):
            raise KgError(
                "a network with statements as nodes can be drawn and written, and not analysed",
                he="רשת שההיגדים בה הם צמתים אפשר לצייר ולכתוב, ולא לנתח",
            )
        return self.network(**options)

    def tell(self, found: "Tellable") -> "Shown":
        """What another method gave, in words: it prints, and shows itself in Jupyter.

        That is what ``explain``, ``whynot``, ``conflicts``, ``compatibilities``, ``entity``, ``stop``,
        ``groups``, ``paths`` and a workbench's ``add`` and ``retract`` give, or a list of such.
        """
        from kg.shown import tell

        return tell(self.engine, self.lang, found)

    def stop(self, thing: str) -> "Failure":
        """What would no longer hold if a thing failed. Raises KgError for an unknown name."""
        from kg.networks.failure import failure

        return failure(self.engine, self.lang, self.resolve(thing))

    def _predicate(self, name: str) -> str:
        """A predicate that claims use, or one that only rules infer."""
        try:
            return self.names.resolve(name, "Predicate")
        except KgError:
            return self.names.resolve(name)

    def rdflib(self) -> "rdflib.Dataset":
        """The graph as an rdflib dataset, its default graph the union. Raises KgError for an endpoint."""
        import rdflib
        from pyoxigraph import RdfFormat, serialize

        from kg.engines.oxigraph import Oxigraph
        from kg.engines.rdf import Rdflib

        if isinstance(self.engine, Rdflib):
            found = rdflib.Dataset(default_union=True)
            return found + self.engine.graph  # type: ignore[return-value]
        if not isinstance(self.engine, Oxigraph):
            raise KgError("an endpoint's graph stays there; export it with the endpoint's own means")
        data = serialize(self.engine.store, format=RdfFormat.N_QUADS)
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=data, format="nquads")
        return dataset


def _several(names: str | Sequence[str]) -> Sequence[str]:
    return [names] if isinstance(names, str) else names


def _once(rows: list[dict[str, Node | None]]) -> list[dict[str, Node | None]]:
    """The rows, none twice; what several inferences come to is told once, by the first, the shortest."""
    kept: dict[tuple[object, ...], dict[str, Node | None]] = {}
    for row in rows:
        named = getattr(row.get("statement"), "value", "")
        hidden = grounds_of_rows(row) if named.startswith(BASE + "inference/") else ()
        kept.setdefault(tuple(value for name, value in row.items() if name not in hidden), row)
    return list(kept.values())


def _node(value: object) -> NamedNode | Literal:
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=NamedNode(XSD + "boolean"))
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD + "integer"))
    written = str(value)
    return NamedNode(written) if written.startswith(("http://", "https://")) else Literal(written)
