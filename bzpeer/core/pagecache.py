"""Public pages for people without a session: answered by their version, from memory, or rendered once."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.autoreload import file_changed
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

MOST_BYTES: Final = 48 * 1024 * 1024
"""Compressed bodies kept by one process; some 1,500 profiles."""
LARGEST_SHARE: Final = 16
"""A body larger than this part of the whole is not kept."""
LEVEL: Final = 2
PUBLIC: Final = "public, max-age=0, must-revalidate"
PRIVATE: Final = "private, no-store"
VARY: Final = ("Cookie", "Accept-Encoding")
OK: Final = 200
STAMP: Final = "_page_stamp"
CODE_FOLDERS: Final = ("templates", "static", "bzpeer", "works", "graph", "profiles")
CODE_ENDINGS: Final = {".py", ".html", ".css", ".js", ".svg"}


class Store:
    """Compressed bodies by address and version; the one used longest ago leaves first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self._kept: OrderedDict[str, tuple[str, bytes, str]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, etag: str) -> tuple[bytes, str] | None:
        """Give body and content type, if this very version is kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[0] != etag:
                return None
            self._kept.move_to_end(key)
            return found[1], found[2]

    def put(self, key: str, etag: str, body: bytes, content_type: str) -> None:
        """Keep a body in place of any other version of it."""
        if len(body) > self.most_bytes // LARGEST_SHARE:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = (etag, body, content_type)
            self.size += len(body)
            while self.size > self.most_bytes:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.size = 0

    def _drop(self, key: str) -> None:
        gone = self._kept.pop(key, None)
        if gone:
            self.size -= len(gone[1])


STORE: Final = Store(MOST_BYTES)
PARTS: Final = Store(MOST_BYTES)
"""Parts of pages that are the same for every signed-in reader, as the template tag ``kept`` stores them."""


def public_page(read_stamp: Callable[P, str | None]) -> Callable[[View[P]], View[P]]:
    """Wrap a view whose page, to people without a session, depends on nothing but its address and a stamp.

    ``read_stamp`` gets the view's URL arguments and gives the versions of all that the page shows, in one
    query; None sends the request to the view, uncached.
    """

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if has_session(request):
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Cache-Control", PRIVATE)
                return response
            stamped = read_stamp(*args, **kwargs)
            if stamped is None:
                return view(request, *args, **kwargs)
            etag = etag_of(stamped)
            asked = request.headers.get("If-None-Match", "")
            # Nearly always it is this one tag alone, and then there is nothing to take apart.
            if asked == etag or etag in parse_etags(asked):
                return _public(HttpResponseNotModified(), etag)
            key = request.build_absolute_uri()
            kept = STORE.get(key, etag)
            if kept is None:
                setattr(request, STAMP, stamped)
                response = view(request, *args, **kwargs)
                if not isinstance(response, HttpResponse) or not _is_public(response):
                    return response
                kept = _keep(response, key, etag)
            return _public(_answer(request, *kept), etag)

        return answer

    return wrap


def has_session(request: HttpRequest) -> bool:
    """Tell whether the answer may depend on more than the address: on who asks, or on a message for them."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


def stamp(request: HttpRequest) -> str | None:
    """Give the versions that ``public_page`` has read for this request; None if the page has none."""
    found: str | None = getattr(request, STAMP, None)
    return found


def part_key(address: str, stamped: str) -> tuple[str, str]:
    """Name what parts of a page may be kept under: the address they depend on, and their version."""
    return address, etag_of(stamped)


def etag_of(stamped: str) -> str:
    """Make an ETag; weak, since the same page goes out compressed and not."""
    digest = hashlib.blake2b(f"{code_version()} {stamped}".encode(), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


@cache
def code_version() -> str:
    """Name the code, templates and static files that pages are made of; the same wherever they run."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in CODE_FOLDERS:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in CODE_ENDINGS:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def forget(**_: Any) -> None:
    """Drop every page and read the code's version anew; the development server calls it on every save."""
    STORE.clear()
    PARTS.clear()
    code_version.cache_clear()


file_changed.connect(forget, dispatch_uid="bzpeer.core.pagecache.forget")


def _is_public(response: HttpResponse) -> bool:
    """Tell whether an answer may be kept: a view that asks for no-store, or sets a cookie, has its way."""
    forbidden = "no-store" in response.headers.get("Cache-Control", "")
    return response.status_code == OK and not response.cookies and not forbidden


def _keep(response: HttpResponse, key: str, etag: str) -> tuple[bytes, str]:
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    # Without a time stamp, so that equal pages are equal bytes.
    body = gzip.compress(response.content, LEVEL, mtime=0)
    content_type = response.headers["Content-Type"]
    STORE.put(key, etag, body, content_type)
    return body, content_type


def _answer(request: HttpRequest, body: bytes, content_type: str) -> HttpResponse:
    if accepts_gzip(request):
        response = HttpResponse(body, content_type=content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(body), content_type=content_type)
    response.headers["Content-Length"] = str(len(response.content))
    return response


def accepts_gzip(request: HttpRequest) -> bool:
    """Read Accept-Encoding (RFC 9110, 12.5.3): gzip is named, and not with a weight of 0."""
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _public(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = PUBLIC
    if response.has_header("Vary"):
        patch_vary_headers(response, VARY)
    else:
        response.headers["Vary"] = ", ".join(VARY)
    return response
