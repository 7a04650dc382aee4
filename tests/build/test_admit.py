"""What may not stand in graph/ is refused with its file and line, whatever would come of it."""

from pathlib import Path

import pytest

from kg.build.admit import MADE, MADE_KINDS
from kg.build.stages import assemble, build
from kg.errors import KgError
from kg.files.load import load
from kg.model.vocab import rdf
from tests.conftest import ROOT, Mini, claim

AND_MORE = claim("b", "ardania capital port", "MORE")


def refused(mini: Mini) -> str:
    with pytest.raises(KgError) as caught:
        assemble(mini.root)
    told = str(caught.value)
    assert "\n" not in told
    return told


@pytest.mark.parametrize(
    ("file", "text", "cause"),
    [
        (
            "graph/entities/more.ttl",
            "entity:ardania :borders entity:belmora .",
            "has :borders without a claim",
        ),
        ("graph/outside.ttl", "entity:ardania :capital entity:port .", "has :capital without a claim"),
        ("graph/entities/more.ttl", ':borders rdfs:label "x"@en .', "is a term of the ontology"),
        ("graph/entities/more.ttl", "entity:one rdfs:subClassOf :State .", "changes what follows"),
        ("graph/entities/more.ttl", "entity:one a owl:SymmetricProperty .", "changes what follows"),
        ("graph/entities/more.ttl", "entity:one owl:inverseOf entity:port .", "changes what follows"),
        ("graph/entities/more.ttl", "entity:one a :Inference .", "which the build itself works out"),
        ("graph/entities/more.ttl", 'entity:one rdfs:label "One"@en .', "has no class"),
        ("graph/entities/more.ttl", "[] a :State .", "a blank node has rdf:type"),
        ("graph/entities/more.ttl", "entity:port owl:sameAs entity:hill .", "changes what follows"),
        ("graph/entities/more.ttl", "entity:port :foo 1 .", "has :foo, which the ontology does not declare"),
        ("graph/sources.ttl", "source:gazette a :Source ; :fil 'a.txt' .", "did you mean :file"),
        ("graph/entities/more.ttl", "entity:port rdfs:lable 'P'@en .", "did you mean rdfs:label"),
        ("graph/entities/more.ttl", 'entity:one a :State ; rdfs:label " "@he .', "has an empty rdfs:label"),
        ("graph/entities/more.ttl", 'entity:port rdfs:label "\u200e\ufeff"@en .', "has an empty rdfs:label"),
        (
            "graph/entities/more.ttl",
            'entity:port rdfs:label "Harbour"@en-GB .',
            "in a language of one region (en-gb), in which nobody asks; write it in en",
        ),
        ("ontology/more.ttl", ':borders rdfs:label "x"@he-IL .', "in a language of one region (he-il)"),
        ("ontology/more.ttl", ':borders rdfs:label ""@he .', "has an empty rdfs:label"),
        ("graph/curation.ttl", "[] :rank :preferredRank .", "a blank node has :rank"),
        ("graph/entities/more.ttl", "entity:port :reliability :gradeB .", "stands in graph/assessments.ttl"),
        ("graph/outside.ttl", "entity:a :assesses source:gazette .", "stands in graph/assessments.ttl"),
        (
            "graph/curation.ttl",
            'entity:port :zzNope "x" .',
            "has :zzNope, which the ontology does not declare",
        ),
        ("graph/curation.ttl", "entity:port :rank :one , :two .", "has more than one :rank"),
    ],
)
def test_what_may_not_be_written(mini: Mini, file: str, text: str, cause: str) -> None:
    path = mini.write(file, text)
    told = refused(mini)
    assert cause in told
    assert told.startswith(str(path))


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        (":zzQualifier entity:hill ;", "has :zzQualifier, which the ontology does not declare"),
        (":status entity:port ;", "has :status, which the build itself works out"),
        (':earliest "2050-01-01T00:00:00Z" ;', "has :earliest, which the build itself works out"),
        (":borders entity:belmora ;", "has :borders without a claim"),
        (':gloss "  "@he ;', "has an empty :gloss"),
    ],
)
def test_what_a_claim_may_not_have(mini: Mini, more: str, cause: str) -> None:
    path = mini.claims(AND_MORE.replace("MORE", more))
    told = refused(mini)
    assert told.startswith(str(path)) and cause in told


def test_a_modality_is_one_of_those_there_are(mini: Mini) -> None:
    mini.claims(claim("a", "ardania capital port").replace(":asserted", "entity:port"))
    assert "has entity:port as its :modality; it is one of asserted, denied" in refused(mini)


def test_all_is_told_at_once_and_nothing_is_built(mini: Mini, tmp_path: Path) -> None:
    mini.write("graph/entities/more.ttl", "entity:ardania :borders entity:belmora ; a :Inference .")
    with pytest.raises(KgError, match="2 violations; kg validate lists them"):
        build(mini.root, tmp_path / "out", lambda _: None)
    assert not (tmp_path / "out").exists()


def test_what_a_build_makes_is_what_nobody_writes() -> None:
    """The list has no term that the shipped files use."""
    loaded = load(ROOT)
    written = {
        q.predicate
        for name in ("entities", "outside", "sources", "claims", "statements")
        for q in loaded.graph(name)
    }
    kinds = {q.object for q in loaded.graph("claims") if q.predicate == rdf("type")}
    assert not written & MADE and not kinds & MADE_KINDS


def test_a_link_that_leads_nowhere_is_told(mini: Mini) -> None:
    for name in ("curation.ttl", "quantities.ttl"):
        link = mini.root / "graph" / name
        link.symlink_to(name)
        assert refused(mini).startswith(f"{link}: cannot read")
        link.unlink()


def test_why_a_time_is_none(mini: Mini) -> None:
    mini.claims(claim("a", "ardania capital port", ':time "2020/1990"^^edtf:EDTF ;'))
    assert "(it ends before it begins) as its :time, which is not an EDTF date" in refused(mini)
