"""Asks arXiv's API: slowly, patiently, and from one host only."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Self

import httpx2
import stamina

from works.imports.arxiv import feed
from works.imports.arxiv.parse import Feed, parse_feed
from works.imports.politeness import ARXIV_INTERVAL, Pace

# arXiv API user manual: 2,000 entries at a time, 30,000 of one query.
LARGEST_PAGE: Final = 2000
MOST_RESULTS: Final = 30_000
PAGE_SIZE: Final = 200
ATTEMPTS: Final = 6
LONGEST_PAUSE: Final = 120.0
# Beyond this the run ends and says when to come back, rather than sleep.
LONGEST_RETRY_AFTER: Final = 600.0
JITTER: Final = 2.0
MOST_REDIRECTS: Final = 2
TIMEOUT: Final = httpx2.Timeout(60.0, connect=10.0)
SLOWEST: Final = 300.0
TRANSIENT: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class ArxivError(OSError):
    """What arXiv answered, where that is no result, and what to do about it."""


class _TransientError(ArxivError):
    """A failure that may pass; ``retry_after`` is the pause in seconds arXiv asks for."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ArxivClient:
    """A connection to the API; ``pace`` says when it may be used, ``contact`` whom arXiv can write to."""

    def __init__(
        self,
        base_url: str,
        contact: str,
        *,
        pace: Pace,
        version: str = "0",
        transport: httpx2.BaseTransport | None = None,
        timeout: httpx2.Timeout = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = httpx2.URL(base_url)
        self._pace = pace
        self._clock = clock
        self._client = httpx2.Client(
            headers={
                "User-Agent": f"BZPEER/{version} (+{contact})",
                "Accept": "application/atom+xml",
                "Accept-Encoding": "gzip",
            },
            timeout=timeout,
            transport=transport,
            follow_redirects=False,
            trust_env=transport is None,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def fetch(
        self,
        *,
        query: str = "",
        id_list: Sequence[str] = (),
        start: int = 0,
        size: int = PAGE_SIZE,
        known_total: int | None = None,
        place: str = "arXiv",
    ) -> Feed:
        """Ask for one page, oldest submissions first, and again while arXiv is busy or answers an empty page.

        ``place`` names the page in the places of its items.

        :raises ArxivError: if arXiv refuses, fails for good, or has more results than it hands out.
        """
        if not 0 < size <= LARGEST_PAGE:
            raise ValueError(f"A page has 1 to {LARGEST_PAGE} entries, not {size}.")
        _refuse_beyond(max(start + 1, known_total or 0))
        parameters: dict[str, str | int] = {"start": start, "max_results": min(size, MOST_RESULTS - start)}
        if id_list:
            parameters["id_list"] = ",".join(id_list)
        else:
            parameters |= {"search_query": query, "sortBy": "submittedDate", "sortOrder": "ascending"}
        with self._pace.turn():
            for attempt in _attempts():
                with attempt:
                    found = self._ask(self._url.copy_merge_params(parameters), place)
                    _refuse_beyond(found.total or 0)
                    if not found.items and start < (found.total or known_total or 0):
                        raise _TransientError(
                            f"arXiv gave an empty page at {start}, although more is to come."
                        )
        return found

    def _ask(self, url: httpx2.URL, place: str) -> Feed:
        status, body = self._answer(url)
        try:
            found = parse_feed(body, place=place)
        except feed.BadFeedError as error:
            reason = str(error).removeprefix("It ")
            message = f"arXiv answered {status} with something else than a result, which {reason}"
            raise (_TransientError if status == httpx2.codes.OK else ArxivError)(message) from error
        if found.refusal:
            raise ArxivError(f"arXiv refuses: {found.refusal}. Correct what is asked for.")
        if status != httpx2.codes.OK:
            raise ArxivError(f"arXiv answered {status}.")
        return found

    def _answer(self, url: httpx2.URL) -> tuple[int, bytes]:
        """Get status and body, following redirects within the host; transient failures raise."""
        for _ in range(MOST_REDIRECTS + 1):
            with _network_errors(), self._client.stream("GET", url) as response:
                if response.status_code in TRANSIENT:
                    raise _TransientError(f"arXiv answered {response.status_code}.", _retry_after(response))
                if response.next_request is None:
                    return response.status_code, self._body(response)
                url = self._same_host(response.next_request.url)
        raise ArxivError(f"arXiv redirected more than {MOST_REDIRECTS} times. Check ARXIV_API_URL.")

    def _body(self, response: httpx2.Response) -> bytes:
        body = bytearray()
        deadline = self._clock() + SLOWEST
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > feed.LARGEST:
                raise ArxivError(f"arXiv's answer is larger than {feed.LARGEST >> 20} MiB. Ask for less.")
            if self._clock() > deadline:
                raise _TransientError(f"arXiv's answer took longer than {SLOWEST:.0f} s.")
        return bytes(body)

    def _same_host(self, url: httpx2.URL) -> httpx2.URL:
        """Let a redirect pass within the host, and from http to https."""
        kept = (self._url.scheme, self._url.host, self._url.port)
        if url.host != self._url.host or (
            (url.scheme, url.host, url.port) != kept and not (url.scheme == "https" and url.port is None)
        ):
            raise ArxivError(
                f"arXiv redirected to {url.scheme}://{url.host}, another place. Check ARXIV_API_URL."
            )
        return url


def _attempts() -> Iterator[stamina.Attempt]:
    return iter(
        stamina.retry_context(
            on=_pause,
            attempts=ATTEMPTS,
            timeout=None,
            wait_initial=ARXIV_INTERVAL,
            wait_max=LONGEST_PAUSE,
            wait_jitter=JITTER,
        )
    )


def _pause(error: Exception) -> bool | float:
    """Tell stamina whether to try again, and after how many seconds where arXiv says so."""
    if not isinstance(error, _TransientError):
        return False
    if error.retry_after is None:
        return True
    return max(error.retry_after, ARXIV_INTERVAL)


def _refuse_beyond(total: int) -> None:
    if total > MOST_RESULTS:
        raise ArxivError(
            f"This asks for {total:,} results, and arXiv hands out {MOST_RESULTS:,} of a query. Narrow it,"
            " for example by adding: AND submittedDate:[202401010000 TO 202412312359]"
        )


def _retry_after(response: httpx2.Response) -> float | None:
    """Read Retry-After, in seconds or as a date; one that asks for longer than is sensible ends the run."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        seconds = float(value[:9])
    else:
        try:
            seconds = (parsedate_to_datetime(value) - _now(response)).total_seconds()
        except (TypeError, ValueError):
            return None
    if seconds > LONGEST_RETRY_AFTER:
        raise ArxivError(
            f"arXiv asks to come back in {seconds / 60:.0f} minutes. The run goes on where it stopped."
        )
    return max(seconds, 0.0)


def _now(response: httpx2.Response) -> datetime:
    """Take the time from arXiv's own clock, by which it counts, or else from ours."""
    try:
        return parsedate_to_datetime(response.headers.get("Date", ""))
    except (TypeError, ValueError):
        return datetime.now(tz=UTC)  # noqa: TID251 - no Django here


@contextmanager
def _network_errors() -> Iterator[None]:
    try:
        yield
    except httpx2.HTTPError as error:
        raise _TransientError(f"arXiv could not be reached ({type(error).__name__}: {error}).") from error
