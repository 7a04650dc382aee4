"""A change, as it is shown: what comes and goes, and what the shapes find wrong."""

from collections.abc import Mapping

from kg.ask.answer import rows_answer
from kg.ask.dates import Written
from kg.engines import Engine, Row
from kg.model.values import key
from kg.tell.shown import Labels, Shown
from kg.words import word
from kg.workbench.change import Change, News, Said

NEWS = ("subject", "predicate", "object", "status")


def change(engine: Engine, lang: str, found: "Change") -> Shown:
    """What a change brings and takes away, and what the shapes find wrong anew."""
    news = dict.fromkeys(found.comes, "comes") | dict.fromkeys(found.goes, "goes")
    rows = [
        row | {"what": str(word(row["what"], lang))} for row in news_rows(engine, lang, news, found.sides)
    ]
    wrong = [f"{v.message(lang)} → {v.mend(lang)}" for v in found.violations]
    if not rows and not wrong:
        return Shown([str(word("no change", lang))])
    return Shown([*([rows_answer(engine, rows, lang)] if rows else []), *wrong])


def news_rows(
    engine: Engine, lang: str, news: "Mapping[News, str]", sides: Mapping[str, list[Said]]
) -> list[Row]:
    """What comes or goes as rows of labels; ``sides`` are the triples that a conflict is between."""
    triples = {iri: [(key(s), key(p), key(o)) for s, p, o in of] for iri, of in sides.items()}
    rows = [(what, [key(part) if part else "" for part in parts]) for parts, what in news.items()]
    said = {part for of in triples.values() for triple in of for part in triple}
    label = Labels(engine, lang, said.union(*(parts for _, parts in rows)))

    def between(conflict: str) -> str:
        """What a conflict is between."""
        return " ≠ ".join(label.sentences.sentence(*triple, lang) for triple in triples.get(conflict, ()))

    return [
        {
            "what": what,
            "subject": between(subject) or label(subject),
            "predicate": Written(label(predicate), label.sentences.relation(subject, predicate, lang)),
            "object": label.value(predicate, object),
            "status": label(status),
        }
        for what, (subject, predicate, object, status) in rows
    ]
