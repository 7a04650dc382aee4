"""Tell in words why a triple does not hold."""

import re
from collections.abc import Iterator

from kg.ask.dates import told as dated
from kg.ask.sentences import Sentences
from kg.engines import Engine, Row, select
from kg.explain.whynot import REIFIED, Condition, WhyNot
from kg.model.holding import OVER
from kg.model.values import key
from kg.model.vocab import NS, RDF, Iri
from kg.reason.rule import LEVELS
from kg.tell.proof import evidence
from kg.tell.proof import to_text as proof_text
from kg.words import word

_IRI = re.compile(r"<([A-Za-z][\w+.-]*:[^<>\s]*)>")


MOST = 3  # rules that a person is told of, the nearest first


def to_text(engine: Engine, lang: str, found: WhyNot, most: int | None = MOST) -> str:
    """The answer for a person: what sources say, of it or in its place, then the nearest rules.

    ``most`` is how many rules; None tells all.
    """
    return "\n".join(_Teller(engine, lang, found).lines(most))


class _Teller:
    """Tells an answer in one language."""

    def __init__(self, engine: Engine, lang: str, found: WhyNot) -> None:
        self._engine = engine
        self._lang = lang
        self._found = found
        conditions = [condition for near in found.nearest for condition in near.conditions]
        iris = {*found.triple, *(iri for one in found.said for iri in (*one.triple, key(one.status)))}
        iris |= {key(claim.source) for one in found.said for claim in one.claims}
        iris |= {key(one) for near in found.nearest for one in (near.rule, near.certainty)}
        iris |= {iri for c in conditions for iri in _parts(c)} | {
            key(c.nearly) for c in conditions if c.nearly
        }
        iris |= {iri for c in conditions for iri in map(Iri, _IRI.findall(c.filter))}
        iris |= {key(proof.status) for proof in found.follows}
        leaves = [leaf for proof in found.withheld for leaf in proof.leaves()]
        iris |= {iri for leaf in leaves for iri in leaf.triple}
        self._nodes = _triples(engine, iris)
        iris |= {iri for row in self._nodes.values() for iri in row.values()}
        self._known = Sentences(engine, iris)

    def lines(self, most: int | None) -> Iterator[str]:
        found = self._found
        told = self._triple(*found.triple)
        if found.holds:
            yield f"{told}: {self._word('holds')}"
            return
        yield f"{told}: {self._standing()}"
        for leaf in dict.fromkeys(self._disputed()):
            yield f"  {leaf}"
        for status in dict.fromkeys(proof.status for proof in found.follows):
            yield "  " + self._word("follows less surely").format(status=self._name(key(status)))
        for one in found.said:
            yield f"  {self._triple(*one.triple)} ({self._name(key(one.status))})"
            for claim in one.claims:
                yield f"    {evidence(claim, self._name(key(claim.source)), self._lang)}"
        # Whose other side is told already has its other values there.
        others = (
            [] if any(leaf.disputed for proof in found.withheld for leaf in proof.leaves()) else found.instead
        )
        if not found.said:
            yield f"  {self._word('not said of this' if others else 'nothing said of this')}"
        if others:
            yield f"  {self._word('verdict: instead')}"
        for proof in others:
            yield from (f"    {line}" for line in proof_text(self._engine, self._lang, proof).splitlines())
        for near in found.nearest[:most]:
            sure = near.certainty.iri == NS + LEVELS[0]
            cap = self._word("at most").format(status=self._name(key(near.certainty)))
            yield f"  [{self._name(key(near.rule))}]" + ("" if sure else f" ({cap})")
            for condition in near.conditions:
                # Of a statement its name tells the predicate, and a met condition on values tells nothing.
                if not (condition.met and (condition.filter or _parts(condition)[1] == RDF + "predicate")):
                    yield f"    {'✓' if condition.met else '✗'} {self._condition(condition)}"
        if more := len(found.nearest) - len(found.nearest[:most]):
            yield "  " + self._word("more rules").format(count=more)

    def _standing(self) -> str:
        """That it does not hold, and whether that is for a dispute or for its time."""
        found, withheld = self._found, self._found.withheld
        if not withheld:  # what nobody says may hold for all that
            is_known = found.said or found.follows or found.instead
            return self._word("does not hold" if is_known else "neither said nor inferred")
        if any(not leaf.tense for proof in withheld for leaf in proof.leaves() if leaf.disputed):
            return self._word("disputed, no fact")
        leaves = [leaf for one in withheld for leaf in one.leaves() if leaf.tense]
        is_over = leaves[0].tense == OVER
        times = [leaf.time for leaf in leaves if leaf.time and leaf.tense == leaves[0].tense]
        # The last that is told of what is over: others tell only some time at which it held.
        times.sort(key=lambda one: str(one.latest if is_over else one.earliest))
        held = self._word("does not hold any longer" if is_over else "does not hold yet")
        return held + (f" ({dated(times[-is_over].text, self._lang)})" if times else "")

    def _disputed(self) -> Iterator[str]:
        """What the other side says, of each statement that is disputed."""
        found = self._found
        for leaf in [leaf for proof in found.withheld for leaf in proof.leaves() if leaf.disputed]:
            about = "" if leaf.predicate == found.predicate else f"{self._triple(*leaf.triple)}; "
            yield f"{about}{self._word('disputed by')} {leaf.disputed}"

    def _condition(self, condition: Condition) -> str:
        if condition.filter:
            return self._filter(condition.filter)
        denied = f"{self._word('not')}: " if condition.denied else ""
        subject, predicate, end = _parts(condition)
        if subject in self._nodes:
            part = self._name(predicate)
            value = self._known.value(predicate, end, self._lang)
            statement = self._name(subject)
            if condition.met or condition.denied:
                return f"{denied}{statement} ({part}: {value})"
            if not end.startswith("?"):
                wanted = "would have to be" if predicate in REIFIED else "would need"
                return f"{statement}: {self._word(wanted).format(part=part, value=value)}"
        nearly = f" ({self._name(key(condition.nearly))})" if condition.nearly else ""
        return denied + self._triple(subject, predicate, end) + nearly

    def _filter(self, text: str) -> str:
        """A filter with labels, and the signs that people write."""
        bare = text[1:-1] if text.startswith("(") else text
        told = _IRI.sub(lambda iri: self._name(Iri(iri[1])), bare)
        for written, sign in ((" != ", " ≠ "), (" <= ", " ≤ "), (" >= ", " ≥ ")):
            told = told.replace(written, sign)
        return told

    def _name(self, iri: str) -> str:
        if iri in self._nodes:
            node = self._nodes[iri]
            return self._triple(node["subject"], node["predicate"], node["object"])
        own = word(iri.removeprefix(RDF), self._lang) if iri in REIFIED else None
        return own or self._known.name(iri, self._lang)

    def _triple(self, subject: str, predicate: str, object: str) -> str:
        if subject in self._nodes or predicate.startswith("?"):
            return " ".join(map(self._name, (subject, predicate, object)))
        return self._known.sentence(subject, predicate, object, self._lang)

    def _word(self, name: str) -> str:
        return word(name, self._lang) or name


def _parts(condition: Condition) -> tuple[str, str, str]:
    return key(condition.subject), key(condition.predicate), key(condition.object)


def _triples(engine: Engine, iris: set[str]) -> dict[str, Row]:
    """What those of the IRIs that are statements state."""
    query = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
      SELECT ?s ?subject ?predicate ?object {{ VALUES ?s {{ THESE }}
        ?s a :Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object }}"""
    return {row.pop("s"): row for row in select(engine, query, these=iris)[1]}
