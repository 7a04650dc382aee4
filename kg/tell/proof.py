"""A proof in words, as a tree."""

from kg.ask.dates import told as dated
from kg.ask.grades import told as graded
from kg.ask.said import Claim
from kg.ask.sentences import Sentences
from kg.engines import Engine
from kg.explain.explain import Proof
from kg.model.values import key
from kg.model.vocab import NS
from kg.words import word


def to_text(engine: Engine, lang: str, proof: Proof) -> str:
    """The proof as a tree: rule, axioms, statements, and under each its claims with source and passage."""
    known = Sentences(engine, _iris(proof))

    def told(one: Proof, depth: int) -> list[str]:
        pad = "  " * depth
        lines = [pad + known.sentence(*one.triple, lang)]
        if one.status.iri != NS + "statedAsFact":
            lines[0] += f" ({known.name(key(one.status), lang)})"
        if one.tense:
            at = [dated(one.time.text, lang)] if one.time else []
            lines[0] += f" ({': '.join([str(word(one.tense, lang)), *at])})"
        if one.rule:
            form = f"{word('verdict: form', lang)} " if one.restated else ""
            lines[0] += f"  [{form}{known.name(key(one.rule), lang).removeprefix('rule:')}]"
        lines += [f"{pad}  · {axiom}" for axiom in one.axioms]
        for claim in one.claims:
            lines.append(f"{pad}  {evidence(claim, known.name(key(claim.source), lang), lang)}")
        if one.disputed:
            lines.append(f"{pad}  {word('disputed', lang)}; {word('disputed by', lang)} {one.disputed}")
        for premise in one.premises:
            lines += told(premise, depth + 1)
        return lines

    return "\n".join(told(proof, 0))


def evidence(claim: Claim, source: str, lang: str) -> str:
    """A claim in one line: its gloss, what its source is called, its passages, and what curators think."""
    return "; ".join(filter(None, (f"{claim.gloss} — {source}, {claim.passage}", graded(claim, lang))))


def _iris(proof: Proof) -> set[str]:
    said = [one for one in (proof.status, proof.rule, *(claim.source for claim in proof.claims)) if one]
    return {*proof.triple, *map(key, said)}.union(*(_iris(premise) for premise in proof.premises))
