"""The pages of a site in one language: what stands on each, for its template."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.api.graph import Graph
from kg.ask.answer import Answer
from kg.ask.cited import CitedRow
from kg.ask.dates import told as dated
from kg.ask.narrow import of_facts
from kg.ask.said import Statement
from kg.catalogue.question import Question
from kg.catalogue.read import NoQuestionsError
from kg.engines import select
from kg.errors import KgError
from kg.model.vocab import NS, PREFIXES, RDFS, local
from kg.site import ladder, timeline
from kg.site.desk import Desk
from kg.site.echoes import echoes
from kg.site.links import Links, slug
from kg.site.proofs import follows
from kg.site.said import Piece, Quoted, Said, Teller
from kg.site.shares import bars
from kg.site.strip import Strip, strips
from kg.words import in_language, word

_THINGS = f"""SELECT DISTINCT ?s {{ GRAPH ?g {{ ?s a ?class . ?s <{RDFS}label> ?label }}
  FILTER(?class != <{NS}Quantity>) FILTER(STRSTARTS(STR(?s), "SPACE")) }} ORDER BY ?s"""
_DATASET = f"""PREFIX dcterms: <{PREFIXES["dcterms"]}> SELECT ?title ?description {{
  OPTIONAL {{ <SPACE> dcterms:title ?title FILTER(lang(?title) = "LANG") }}
  OPTIONAL {{ <SPACE> dcterms:description ?description FILTER(lang(?description) = "LANG") }} }}"""


@dataclass(frozen=True)
class Page:
    """A page: its address in the folder of its language, its template, its title, what it shows in a
    sentence, and what the template needs."""

    path: str
    template: str
    title: str
    caption: str
    content: Mapping[str, Any]


class Pages:
    """The pages of one language."""

    def __init__(self, graph: Graph, progress: Callable[[str], None] = lambda _: None) -> None:
        self.graph = graph
        self.lang = graph.lang
        self._progress = progress
        self._statements = graph.statements()
        self._strips = strips(graph.engine, self.lang)
        space = graph.project.made("entity", "")
        things = [row["s"] for row in select(graph.engine, _THINGS.replace("SPACE", space))[1]]
        self.links = Links(graph.project, things, self._strips)
        self._things = things
        self._teller = Teller(graph, self.links, self._statements)
        self._said = {one.iri: self._teller.said(one) for one in self._statements}
        self._claims = {claim.iri: (claim, one) for one in self._statements for claim in one.claims}
        self._desk = Desk(graph.project, self._teller, self._said)
        self._disputes = [*map(self._desk.dispute, graph.conflicts())]
        self._matters = ladder.matters(self._statements)
        self._sources = [
            {"label": graph.label(iri), "link": self.links(iri), "strip": strip}
            for iri, strip in self._strips.items()
        ]

    @cached_property
    def dataset(self) -> tuple[str, str]:
        """Title and description of the whole."""
        query = _DATASET.replace("SPACE", self.graph.project.space).replace("LANG", self.lang)
        row = next(iter(select(self.graph.engine, query)[1]), {})
        return row.get("title") or self.graph.project.name, row.get("description") or ""

    def __iter__(self) -> Iterator[Page]:
        yield self._home()
        yield self._dispute_desk()
        for matter in self._matters:
            yield from self._ladder(matter)
        yield self._timeline()
        yield self._shares()
        yield self._echoes()
        yield self._follows()
        yield from self._of_sources()
        yield from self._of_things()
        yield from self._questions()

    def _word(self, name: str, /, **values: object) -> str:
        return str(word(f"site: {name}", self.lang)).format(**values)

    def _home(self) -> Page:
        title, description = self.dataset
        matters = [*map(self._matter, self._matters)]
        content = {"matters": matters, "disputes": self._disputes, "sources": self._sources}
        return Page("index.html", "home.html", title, description, content)

    def _dispute_desk(self) -> Page:
        seeming = [*map(self._desk.dispute, self.graph.compatibilities())]
        caption = self._word("disputes caption", n=len(self._disputes), m=len(seeming))
        content = {"disputes": self._disputes, "compatible": seeming}
        return Page("disputes.html", "disputes.html", self._word("disputes"), caption, content)

    def _matter(self, one: ladder.Matter) -> dict[str, Any]:
        said = self._said[one.statements[0].iri]
        marks = one.marks(self._teller.issued)
        return {
            "path": f"certainty/{slug('.'.join(map(self.graph.project.local, one.triple)))}",
            "pieces": said.pieces,
            "sentence": said.sentence,
            "rungs": ladder.RUNGS,
            "used": one.rungs,
            "marks": [(rung, self._teller.quoted(claim)) for rung, claim in marks],
        }

    def _ladder(self, one: ladder.Matter) -> Iterator[Page]:
        told = self._matter(one)
        caption = self._word("ladder caption", n=len(told["marks"]), m=len(one.rungs))
        path, title = told["path"], told["sentence"]
        for form in ("html", "svg"):  # to read, and to print
            yield Page(f"{path}.{form}", f"ladder.{form}", title, caption, {"matter": told})

    def _timeline(self) -> Page:
        found = timeline.years(self._statements, self._said, self.lang)
        caption = self._word("time caption", n=sum(len(entries) for _, entries in found))
        last = max(self._teller.issued.values(), default="")
        content = {"years": found, "end": last.partition("-")[0], "last": dated(last, self.lang)}
        return Page("time.html", "time.html", self._word("time"), caption, content)

    def _shares(self) -> Page:
        found = [
            {
                "whole": " · ".join(one.whole),
                "relation": one.relation.label,
                "time": dated(one.time, self.lang),
                "parts": [
                    (self._teller.thing(part.holder), part.percent, self._said[part.statement.iri])
                    for part in one.parts
                ],
                "rest": one.rest,
            }
            for one in bars(self.graph.engine, self._statements)
        ]
        caption = self._word("shares caption", n=len(found))
        return Page("shares.html", "shares.html", self._word("shares"), caption, {"bars": found})

    def _echoes(self) -> Page:
        found = [
            (
                self._said[one.statement.iri],
                [
                    (self._teller.thing(who), [*map(self._teller.quoted, claims)])
                    for who, claims in one.origins
                ],
            )
            for one in echoes(self._statements)
        ]
        caption = self._word("echoes caption", n=len(found))
        return Page("echoes.html", "echoes.html", self._word("echoes"), caption, {"echoes": found})

    def _follows(self) -> Page:
        found = follows(self.graph, self.links, self._teller)
        caption = self._word("follows caption", n=sum(len(trees) for _, trees in found), m=len(found))
        return Page("follows.html", "follows.html", self._word("follows"), caption, {"follows": found})

    def _of_sources(self) -> Iterator[Page]:
        caption = self._word("sources caption", n=len(self._sources))
        content = {"sources": self._sources}
        yield Page("sources.html", "sources.html", self._word("sources"), caption, content)
        for iri, strip in self._strips.items():
            told = [
                (
                    span,
                    [
                        (self._teller.quoted(claim), self._said[one.iri])
                        for claim, one in map(self._claims.__getitem__, of)
                    ],
                )
                for span, of in strip.claims.items()
            ]
            yield self._source(iri, strip, told)

    def _source(self, iri: str, strip: Strip, told: list[tuple[str, Any]]) -> Page:
        caption = self._word(
            "source caption",
            n=sum(len(some) for _, some in told),
            claimed=round(100 * strip.claimed),
            waived=round(100 * strip.waived),
        )
        content = {"strip": strip, "passages": told, "names": self.graph.project.local(iri)}
        return Page(self.links(iri), "source.html", self.graph.label(iri), caption, content)

    def _of_things(self) -> Iterator[Page]:
        labels: list[tuple[str, str, str]] = []
        for number, iri in enumerate(self._things):
            if number % 100 == 0:
                self._progress(f"{self.lang}: {number} of {len(self._things)} things")
            entity = self.graph.entity(iri)
            name = in_language(entity.labels, self.lang) or local(iri)
            kinds = ", ".join(one.label for one in entity.types)
            labels.append((name, kinds, self.links(iri)))
            content = {
                "entity": entity,
                "kinds": kinds,
                "others": [text for lang, text in sorted(entity.labels.items()) if lang != self.lang],
                "description": entity.descriptions.get(self.lang, ""),
                "groups": self._grouped(iri, entity.statements),
                "disputes": [*map(self._desk.dispute, entity.disputes)],
                "twins": [(twin.thing.label, self.links(twin.thing.iri), twin.why) for twin in entity.twins],
            }
            caption = self._word("thing caption", name=name, n=len(entity.statements))
            yield Page(self.links(iri), "thing.html", name, caption, content)
        labels.sort()
        caption = self._word("things caption", n=len(labels))
        yield self._list("things", caption, labels)

    def _grouped(self, iri: str, statements: list[Statement]) -> list[tuple[str, list[Said]]]:
        """The statements about a thing by relation, in the order in which they are told."""
        found: dict[str, list[Said]] = {}
        for one in statements:
            name = self._teller.relation(one.triple[0], one.triple[1])
            found.setdefault(name, []).append(self._said.get(one.iri) or self._teller.said(one))
        return [*found.items()]

    def _questions(self) -> Iterator[Page]:
        listed = []
        for name, question in self._asked().items():
            title, tags = question.title.get(self.lang, name), ", ".join(question.tags)
            page = Page(
                f"question/{slug(name)}.html",
                "question.html",
                title,
                question.description.get(self.lang, ""),
                {"name": name, **self._table(self.graph.ask(name))},
            )
            listed.append((title, tags, page.path))
            yield page
        yield self._list("questions", self._word("questions caption", n=len(listed)), listed, wide=True)

    def _list(
        self, name: str, caption: str, listed: Sequence[tuple[str, str, str]], wide: bool = False
    ) -> Page:
        """A page that leads to others: names, what stands beside each, and where they lead."""
        return Page(f"{name}.html", "list.html", self._word(name), caption, {"listed": listed, "wide": wide})

    def _asked(self) -> dict[str, Question]:
        """The questions that need nothing to be given; none of a project that has none."""
        try:
            found = self.graph.questions()
        except NoQuestionsError:
            return {}
        return {name: question for name, question in found.items() if not question.needed}

    def _table(self, answer: Answer) -> dict[str, Any]:
        """The rows of an answer that say more than another one, with links, and the claims under each."""
        try:
            cited = {row.index: row for row in answer.cited()}
        except KgError:  # of what no claim is under: a count
            cited = {}
        names = [*answer.shown, *([""] if answer.disputed else [])]
        told = [
            (
                [Piece(text, self.links(row.get(name, ""))) for text, name in zip(cells, names, strict=True)],
                self._under(cited[place]) if cited else [],
            )
            for place, (cells, row) in enumerate(zip(answer.cells(), answer.rows, strict=True))
            if not cited or place in cited
        ]
        headings = [answer.heading(name) if name else self._word("disputed") for name in names]
        facts = of_facts(answer.rows, answer.shown)  # of what all is so, nobody need be told
        needless = [n for n, name in enumerate(answer.shown) if name in facts]
        kept = [n for n in range(len(headings)) if n not in needless and any(c[n].text for c, _ in told)]
        rows = [([cells[n] for n in kept], claims) for cells, claims in told]
        return {"headings": [headings[n] for n in kept], "rows": rows}

    def _under(self, row: CitedRow) -> list[Quoted]:
        """The claims under a row, each once."""
        names = dict.fromkeys(one.claim for one in row.all_evidence())
        return [self._teller.quoted(self._claims[name][0]) for name in names if name in self._claims]
