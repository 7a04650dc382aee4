"""The dispute desk: each conflict as a question, with what either side answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from kg.ask.listing import Dispute
from kg.ask.said import Statement
from kg.model.project import Project
from kg.model.values import key
from kg.site.links import slug
from kg.site.said import Piece, Said, Teller


class Desk:
    """Tells disputes, and what only looks like one; ``said`` are the statements of the graph by IRI."""

    def __init__(self, project: Project, teller: Teller, said: Mapping[str, Said]) -> None:
        self._project = project
        self._teller = teller
        self._said = said

    def dispute(self, one: Dispute) -> dict[str, Any]:
        """A dispute: what is asked, and each answer with who gives it, and where."""
        question, answers = self._asked([side.statement for side in one.sides])
        sides = []
        for side, answer in zip(one.sides, answers, strict=True):
            said = self._said[side.statement.iri]
            told = "".join(piece.text for piece in answer)
            sides.append(
                {
                    "said": said,
                    "answer": answer,
                    "details": said.details if told != said.details else "",
                    "preferred": side.preferred,
                    "claims": [self._teller.quoted(claim) for claim in side.claims],
                    "origins": len({key(claim.speaker or claim.source) for claim in side.claims}),
                }
            )
        return {
            "anchor": slug(self._project.local(one.iri)),
            "question": question or one.reason.label,
            "reason": one.reason.label,
            "explanation": one.explanation,
            "sides": sides,
        }

    def _asked(self, sides: Sequence[Statement]) -> tuple[str, list[Sequence[Piece]]]:
        """What statements at odds differ in, as a question, and the answer of each.

        Where they are not of one subject and relation no question is made of it: each is told as it is.
        """
        subjects, relations, values = (
            set(parts) for parts in zip(*(one.triple for one in sides), strict=True)
        )
        first = sides[0]
        if len(subjects) > 1 or len(relations) > 1:
            return "", [self._said[one.iri].pieces for one in sides]
        if len(values) > 1:
            relation = self._teller.relation(*first.triple[:2])
            return f"{first.subject.label}: {relation} …?", [[self._teller.value(one)] for one in sides]
        shared = set(first.pairs).intersection(*(one.pairs for one in sides))
        differing = {
            name.iri: name.label
            for one in sides
            for name, value in one.qualifiers
            if (name.iri, key(value)) not in shared
        }
        names = ", ".join(differing[iri] for iri in sorted(differing))
        return f"{self._said[first.iri].sentence}: {names}?", [
            [Piece(self._said[one.iri].details)] for one in sides
        ]
