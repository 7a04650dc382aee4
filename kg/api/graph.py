"""The graph as Python sees it: a thin door, each method of which opens one room."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from pyoxigraph import Literal

from kg.api.asking import Asking
from kg.ask import statements
from kg.ask.answer import Answer, claims_answer, rows_answer
from kg.errors import keywords
from kg.networks.options import AllOptions, Options

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.ask.entity import Entity
    from kg.ask.listing import Dispute
    from kg.ask.said import Claim, Statement
    from kg.ask.schema import Term
    from kg.ask.sides import Disputes
    from kg.explain.explain import Proof
    from kg.explain.whynot import WhyNot
    from kg.model.vocab import Iri
    from kg.networks.failure import Failure
    from kg.pictures.picture import Picture
    from kg.tell.any import Tellable
    from kg.tell.shown import Shown


@keywords
class Graph(Asking):
    """A built graph or an endpoint. Names are given as labels or aliases in any of its languages, or as IRIs.

    ``lang`` is the language of labels, titles and glosses: one of the project's, without it the first. Every
    method that takes a name raises KgError, with suggestions, where it is unknown or stands for several.
    """

    # Look-ups: kg/ask/

    def entity(self, name: str, predicate: str | None = None) -> "Entity":
        """All that is known of one thing and counts, or of it in one relation."""
        from kg.ask.entity import describe

        relation = None if predicate is None else self.predicate(predicate)
        return describe(self.engine, self.resolve(name), self.lang, self.narrow, relation)

    def described(self, name: str, predicate: str | None = None) -> "Entity | Term":
        """What ``schema`` gives of a class or relation, and what ``entity`` gives of anything else."""
        iri = self.resolve(name)
        return self._terms.term(iri) if iri in self._terms else self.entity(iri, predicate)

    def history(self, name: str) -> Answer:
        """What is known of one thing, in the order of time; what nobody dates comes last."""
        from kg.tell.history import history

        return history(self.engine, self.lang, self.entity(name))

    def claims(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,
        modality: str | None = None,
        speaker: str | None = None,
        source: str | None = None,
    ) -> "Answer[Claim]":
        """The claims with this subject, predicate, object, modality, speaker or source, one row each."""
        from kg.ask.listing import CLAIM_COLUMNS, claims

        wanted = {"subject": subject, "predicate": predicate, "object": object}
        said = {"modality": modality, "speaker": speaker, "source": source}
        found = claims(self.engine, self.lang, self.wanted(wanted | said))
        return claims_answer(self.engine, found, self.lang, CLAIM_COLUMNS)

    def statements(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,
        status: str | None = None,
    ) -> "Answer[Statement]":
        """The statements with this subject, predicate, object or status, with their status and origins."""
        wanted = {"subject": subject, "predicate": predicate, "object": object, "status": status}
        return statements.statements(self, self.wanted(wanted))

    def inferred(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,
        status: str | None = None,
    ) -> "Answer[Statement]":
        """What follows and no source states, with this subject, predicate, object or status.

        What a source states in another form, by a narrower relation or from the other end, is not inferred.
        """
        wanted = {"subject": subject, "predicate": predicate, "object": object, "status": status}
        return statements.inferred(self, self.wanted(wanted, claimed=False))

    def verdict(self, subject: str, predicate: str, object: str) -> str:
        """What the sources come to on one triple: the surest status of its statements.

        ``statedAsFact``, ``judgement``, ``expected``, ``planned``, ``possible``, ``denied`` or
        ``deprecated``; ``disputed`` where a conflict concerns every one that is stated as fact, ``over``
        where none of these holds any longer; ``follows`` where no source says so and it is a fact by a rule;
        ``not stated`` where no source says anything of it, and no rule concludes it. What says it by a
        narrower relation, or from the other end, says it too.
        """
        return statements.verdict(self, statements.bearing(self, *self.ends(subject, predicate, object)))

    def conflicts(self, about: str | None = None) -> "Disputes":
        """The conflicts with all their sides; ``about`` keeps those in which it takes part."""
        from kg.ask.listing import conflicts

        return self._disputes(conflicts, about)

    def compatibilities(self, about: str | None = None) -> "Disputes":
        """What only looks like a conflict, with the reason why it is none."""
        from kg.ask.listing import compatibilities

        return self._disputes(compatibilities, about)

    def _disputes(self, of: "Callable[..., list[Dispute]]", about: str | None) -> "Disputes":
        from kg.ask.sides import Disputes

        one = None if about is None else [self.resolve(about)]
        return Disputes(self.engine, self.lang, of(self.engine, self.lang, one))

    def stats(self) -> Answer:
        """Counts of quads, entities, claims, statements, conflicts, by what they are of."""
        from kg.ask.stats import stats

        return rows_answer(self.engine, stats(self.engine), self.lang, ("kind", "of", "count"))

    # Reasons: kg/explain/; words: kg/tell/, kg/ask/sentences.py

    def explain(self, subject: str, predicate: str, object: str) -> "list[Proof]":
        """Why a triple holds: its proofs, the shortest first; none where it is neither stated nor inferred.

        The object may be a value where the predicate takes values; ``rdf:type``, ``is a`` and ``a`` ask for
        a class.
        """
        from kg.explain.explain import proofs

        return proofs(self.engine, self.lang, *self.triple(subject, predicate, object))

    def stated(self, subject: str, predicate: str, object: str) -> "list[Proof]":
        """The statements of a triple, of whatever status, with their claims; names as for ``explain``."""
        from kg.explain.explain import stated

        return stated(self.engine, self.lang, *self.triple(subject, predicate, object))

    def whynot(self, subject: str, predicate: str, object: str) -> "WhyNot":
        """Why a triple does not hold: what sources say of it, and what the nearest rules lack.

        Names as for ``explain``.
        """
        from kg.explain.whynot import why_not

        return why_not(self.engine, self.lang, *self.triple(subject, predicate, object))

    def sentence(self, subject: str, predicate: str, object: str, lang: str | None = None) -> str:
        """A triple as a sentence, in the graph's language or another; names as for ``explain``."""
        from kg.ask.sentences import sentences

        one, relation, value = self.triple(subject, predicate, object)
        triple = (one, relation, value.value if isinstance(value, Literal) else value)
        return sentences(self.engine, lang or self.lang, [triple])[0]

    def tell(self, found: "Tellable") -> "Shown":
        """What another method gave, in words: it prints, and shows itself in Jupyter.

        That is what ``explain``, ``whynot``, ``conflicts``, ``compatibilities``, ``entity``, ``schema``,
        ``stop``, ``groups``, ``paths`` and a workbench's ``add`` and ``retract`` give, or a list of such.
        """
        from kg.tell.any import tell

        return tell(self.engine, self.lang, found)

    # Networks: kg/networks/

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
    ) -> "networkx.MultiDiGraph[str]":
        """The statements as a networkx graph: things are nodes, statements are edges.

        What takes several names takes one too. ``status`` None takes statements of any status; ``classes``
        keeps edges with such a thing at an end;
        ``around`` keeps what is within ``distance`` of a thing; ``fold`` turns things of these classes into
        edges, ``nodes`` statements into nodes; ``inferred`` adds what follows (see
        ``kg.networks.projection``). A narrowed graph gives what counts.
        """
        from kg.networks.asked import network

        return network(self, status, predicates, classes, around, distance, fold, nodes, inferred)

    def central(self, **options: Unpack[Options]) -> Answer:
        """Who stands between whom: betweenness, strength and articulation of the things of a network.

        ``options`` are those of ``network``, but for ``nodes``; see ``kg.networks.analysis.central``.
        """
        from kg.networks.asked import central

        return central(self, options)

    def groups(self, **options: Unpack[Options]) -> "list[list[Iri]]":
        """The groups of a network that hold together (IRIs), the largest first, the most spoken of in front.

        ``options`` are those of ``network``, but for ``nodes``.
        """
        from kg.networks.asked import groups

        return groups(self, options)

    def paths(self, start: str, end: str, most: int = 3, **options: Unpack[Options]) -> list[Answer]:
        """The shortest chains from one thing to another, each an answer with a row for each statement.

        ``way`` tells whether the chain follows it (→) or goes against it (←). ``options`` are those of
        ``network``, but for ``nodes``. Raises KgError for a thing and itself, and for fewer than one chain.
        """
        from kg.networks.asked import paths

        return paths(self, start, end, most, options)

    def stop(self, thing: str) -> "Failure":
        """What would no longer hold if a thing failed."""
        from kg.networks.failure import failure

        return failure(self.engine, self.lang, self.resolve(thing))

    # Pictures: kg/pictures/

    def draw(
        self,
        path: Path | str,
        title: str = "",
        kind: str = "network",
        most: int = 400,
        by_class: bool = False,
        **options: Unpack[AllOptions],
    ) -> Path:
        """Draw into an SVG or PNG file, or write an interactive page where the name ends in .html.

        ``kind`` is ``network``, ``map``, ``timeline``, ``flows`` or ``ontology``. ``options`` are those of
        ``network``; ``by_class`` draws one node for each class. Of a network of more than ``most`` things
        those are drawn that most origins speak of, and the picture says so. Raises KgError for another
        ending or kind, an unknown name, and where the extra «pictures» is not installed.
        """
        from kg.pictures.picture import Look, write

        return write(self, Path(path), Look(kind, title, most, by_class), options)

    def picture(
        self,
        title: str = "",
        kind: str = "network",
        most: int = 150,
        by_class: bool = False,
        **options: Unpack[AllOptions],
    ) -> "Picture":
        """What ``draw`` draws, as a picture that Jupyter shows, interactive where it can."""
        from kg.pictures.picture import Look, picture

        return picture(self, Look(kind, title, most, by_class), options)

    # Other libraries: kg/engines/

    def rdflib(self) -> "rdflib.Dataset":
        """The graph as an rdflib dataset, its default graph the union. Raises KgError for an endpoint."""
        from kg.engines.rdf import dataset

        return dataset(self.engine)
