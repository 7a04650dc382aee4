"""Ask a web address, and get the whole answer in time, or one error (HTTP 1.1, RFC 9110 and 9112)."""

import base64
import io
import re
import socket
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO, Any
from urllib import request as web
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit

from kg.errors import KgError, whole

_MOST = 512 * 1024 * 1024  # bytes of an answer that are read
_PIECE = 1024 * 1024
_LONGEST = 1e6  # seconds that a socket can be told to wait
_KEPT = "/?#[]@!$&'()*+,;=:%~"  # what stays as it is in a path and a query


@dataclass(frozen=True)
class Address:
    """A web address as it is sent and shown, without its user; and what tells the server who asks."""

    url: str
    authorization: str | None = None

    @classmethod
    def of(cls, given: str) -> "Address":
        """What somebody gave: letters of any script are encoded (RFC 3987, section 3.1).

        Raises KgError for what is no address; nothing of a user and a password stands in it.

        >>> Address.of("http://user:secret@example.org/a?b=é").url
        'http://example.org/a?b=%C3%A9'
        """
        shown = _without_user(whole(given))
        odd = next((char for char in given if char.isspace() or unicodedata.category(char)[0] == "C"), None)
        try:
            parts = urlsplit(given)
            if parts.scheme not in ("http", "https"):
                raise KgError(f"an endpoint begins with http:// or https://, not {shown!r}")
            if odd is not None:
                raise ValueError(f"there is {odd!r} in it")
            host, port = _host(parts.hostname or ""), parts.port
        except ValueError as error:
            raise KgError(f"{shown!r} is no address of an endpoint: {error}") from None
        place = host if port is None else f"{host}:{port}"
        query = "?" + quote(parts.query, _KEPT) if parts.query else ""
        url = f"{parts.scheme}://{place}{quote(parts.path, _KEPT) or '/'}{query}"
        if parts.username is None:
            return cls(url)
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        return cls(url, f"Basic {base64.b64encode(pair.encode()).decode()}")


@dataclass(frozen=True)
class Answer:
    """What a server gave: the kind of thing, and the thing."""

    kind: str
    body: bytes


def post(address: Address, data: bytes, headers: dict[str, str], seconds: float) -> Answer:
    """Send something, and get the whole answer within so many seconds from now.

    Raises SyntaxError with what the server says for a bad request (400), and KgError for all else that goes
    wrong.
    """
    url, deadline = address.url, _Deadline(seconds)
    request = web.Request(url, data, headers)
    if address.authorization is not None:
        request.add_unredirected_header("Authorization", address.authorization)
    try:
        with _opener(deadline).open(request) as answer:
            return Answer(answer.headers.get_content_type(), _whole(answer))
    except HTTPError as error:
        said = _said(error)
        if error.code == 400:
            raise SyntaxError(said) from None
        raise KgError(f"{url} answered {error.code} {error.reason}: {said}") from None
    except (OSError, HTTPException, ValueError) as error:
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, TimeoutError):
            raise KgError(f"{url} did not answer within {seconds:g} seconds") from None
        if isinstance(cause, OSError | str):
            raise KgError(f"cannot reach {url}: {cause}") from None
        told = f"{type(cause).__name__}: {cause}" if isinstance(cause, HTTPException) else cause
        raise KgError(f"{url} gave an answer that cannot be read: {told}") from None


def _without_user(given: str) -> str:
    """An address, or what is none, without what may be a user and a password."""
    before, at, after = given.rpartition("@")
    scheme, slashes, _ = before.partition("//")
    return scheme + slashes + after if at and slashes else after


def _host(name: str) -> str:
    """A host as it is asked for; one of another script as IDNA writes it. Raises ValueError."""
    if ":" in name:  # IPv6; urlsplit has seen to the brackets
        return f"[{name}]"
    if not name:
        raise ValueError("it names no host")
    try:
        found = name.encode("idna").decode("ascii")
    except UnicodeError:
        found = ""
    if not re.fullmatch(r"[\w.~-]+", found, re.ASCII):
        raise ValueError("its host is none")
    return found


class _Deadline:
    """The moment at which an answer has to be there."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + min(seconds, _LONGEST)

    def left(self) -> float:
        """Seconds; raises TimeoutError where there is none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def connect(self, address: tuple[str, int], _timeout: object, source: Any = None) -> socket.socket:
        """A connection to the first of a host's addresses that takes one."""
        failed = OSError("the host has no address")
        for found in socket.getaddrinfo(*address, type=socket.SOCK_STREAM):
            try:
                return socket.create_connection((str(found[4][0]), address[1]), self.left(), source)
            except TimeoutError:
                raise
            except OSError as error:
                failed = error
        raise failed


class _Reader(io.RawIOBase):
    """What comes in, for which no wait is longer than what is left."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock, self._raw, self._deadline = sock, sock.makefile("rb", buffering=0), deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.left())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    """An answer whose every byte comes in before the deadline."""

    def __init__(self, deadline: _Deadline, sock: socket.socket, *given: Any, **named: Any) -> None:
        super().__init__(sock, *given, **named)
        self.fp.close()
        self.fp = io.BufferedReader(_Reader(sock, deadline))


class _Http(web.HTTPHandler):
    """http and https, with one deadline."""

    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def _connection(self, kind: Callable[..., HTTPConnection], host: str, **_: object) -> HTTPConnection:
        found = kind(host, timeout=self._deadline.left())
        found.response_class = partial(_Response, self._deadline)  # type: ignore[assignment]
        found._create_connection = self._deadline.connect  # type: ignore[attr-defined]
        return found

    def http_open(self, req: web.Request) -> HTTPResponse:
        return self.do_open(partial(self._connection, HTTPConnection), req)

    def https_open(self, req: web.Request) -> HTTPResponse:
        return self.do_open(partial(self._connection, HTTPSConnection), req)

    https_request = web.HTTPHandler.http_request


class _Redirects(web.HTTPRedirectHandler):
    """Redirects to other web addresses alone; who asks is told to no other server."""

    def redirect_request(
        self, req: web.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> web.Request | None:
        to = Address.of(newurl).url
        found = super().redirect_request(req, fp, code, msg, headers, to)
        asking = req.unredirected_hdrs.get("Authorization")
        if found is not None and asking is not None and urlsplit(to)[:2] == urlsplit(req.full_url)[:2]:
            found.add_unredirected_header("Authorization", asking)
        return found


def _opener(deadline: _Deadline) -> web.OpenerDirector:
    opener = web.OpenerDirector()
    for handler in (
        web.ProxyHandler(),
        web.UnknownHandler(),
        _Http(deadline),
        web.HTTPDefaultErrorHandler(),
        _Redirects(),
        web.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _whole(answer: HTTPResponse) -> bytes:
    """The body to its end; raises ValueError for one that is cut, or longer than any answer."""
    found = bytearray()
    while piece := answer.read(_PIECE):
        found += piece
        if len(found) > _MOST:
            raise ValueError(f"it is longer than {_MOST} bytes")
    if answer.length:  # that it announced, and did not send
        raise ValueError(f"it is cut off after {len(found)} bytes")
    return bytes(found)


def _said(error: HTTPError) -> str:
    """What a server says of a failure, as far as it comes."""
    try:
        said = error.read(2000)
    except (OSError, HTTPException, ValueError):
        return ""
    return " ".join(said.decode("utf-8", "replace").split())[:200]
