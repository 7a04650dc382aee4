"""Where each thing has its page: short addresses that are the same after each build."""

import hashlib
import re
from collections.abc import Iterable

from kg.model.project import Project

_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


def slug(name: str) -> str:
    """A name as a file may be called everywhere; where letters alone will not do, a digest tells names apart.

    >>> slug("cpc-pipeline"), slug("A"), slug("נפט")
    ('cpc-pipeline', 'a-559aead0', '-977a3691')
    """
    if _PLAIN.fullmatch(name):
        return name
    letters = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
    return f"{letters}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


class Links:
    """The addresses of pages, from the folder of their language on."""

    def __init__(self, project: Project, things: Iterable[str], sources: Iterable[str]) -> None:
        self._project = project
        self._folders = dict.fromkeys(things, "thing") | dict.fromkeys(sources, "source")

    def __call__(self, iri: str) -> str:
        """The address of the page of a thing or a source; nothing where it has none."""
        folder = self._folders.get(iri)
        return f"{folder}/{slug(self._project.local(iri))}.html" if folder else ""

    def passage(self, passage: str) -> str:
        """The place of a passage (``source/start-end``) on the page of its source."""
        source, _, span = passage.rpartition("/")
        page = self(self._project.made("source", source))
        return f"{page}#p{span}" if page else ""
