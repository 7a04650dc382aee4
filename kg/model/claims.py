"""One claim: who says what, where, how surely."""

from dataclasses import dataclass, field

from kg.model.vocab import Node


@dataclass
class Claim:
    """One claim; ``qualifiers`` maps a property IRI to its values; ``unnamed``: nobody names the speaker."""

    iri: str
    subject: str
    predicate: str
    object: Node
    modality: str
    source: str
    speaker: str | None
    rank: str | None
    unnamed: bool = False
    qualifiers: dict[str, list[Node]] = field(default_factory=dict)
