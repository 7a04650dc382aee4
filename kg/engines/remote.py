"""A SPARQL 1.1 endpoint as an engine (SPARQL 1.1 Protocol, section 2.1.3: query via POST directly)."""

from collections.abc import Callable
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.engines import Result
from kg.engines.oxigraph import result_of
from kg.errors import KgError

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_MOST = 512 * 1024 * 1024  # bytes of an answer that are read


class Remote:
    """Answers from an endpoint; its default graph should be the union of all graphs.

    ``timeout`` is in seconds, for each wait on the network.
    """

    def __init__(self, url: str, timeout: float = 30.0, open_url: Callable[..., object] = urlopen) -> None:
        if urlsplit(url).scheme not in ("http", "https"):
            raise KgError(f"an endpoint begins with http:// or https://, not {url!r}")
        self.url = url
        self.timeout = timeout
        self._open = open_url

    def run(self, query: str) -> Result:
        """Answer one query."""
        request = Request(
            self.url,
            data=query.encode(),
            headers={
                "Content-Type": "application/sparql-query",
                "Accept": _ACCEPT,
                "User-Agent": "accord-graph",
            },
        )
        try:
            with self._open(request, timeout=self.timeout) as answer:  # type: ignore[attr-defined]
                kind = answer.headers.get_content_type()
                body = answer.read(_MOST)
        except HTTPError as error:
            said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
            if error.code == 400:
                raise SyntaxError(said) from None
            raise KgError(f"{self.url} answered {error.code} {error.reason}: {said}") from None
        except TimeoutError:
            raise KgError(f"{self.url} did not answer within {self.timeout:g} seconds") from None
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise KgError(f"{self.url} did not answer within {self.timeout:g} seconds") from None
            raise KgError(f"cannot reach {self.url}: {error.reason}") from None
        except OSError as error:
            raise KgError(f"cannot reach {self.url}: {error}") from None
        return self._read(kind, body)

    def _read(self, kind: str, body: bytes) -> Result:
        try:
            if kind in ("application/n-triples", "text/turtle"):
                form = RdfFormat.TURTLE if kind == "text/turtle" else RdfFormat.N_TRIPLES
                return result_of(quad.triple for quad in parse(body, format=form))
            return result_of(parse_query_results(body, format=QueryResultsFormat.JSON))
        except (SyntaxError, ValueError) as error:
            raise KgError(f"{self.url} gave an answer ({kind}) that cannot be read: {error}") from None
