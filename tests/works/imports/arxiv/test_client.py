"""Asking arXiv's API."""

from itertools import count

import httpx2
import pytest

from tests.works.imports.arxiv import atoms
from tests.works.imports.arxiv.answering import Answer, ArxivServer
from tests.works.imports.arxiv.conftest import CountedPace
from tests.works.imports.payloads import payload
from works.imports.arxiv import client as module
from works.imports.arxiv import feed
from works.imports.arxiv.client import ATTEMPTS, ArxivClient, ArxivError

ONE = atoms.feed(atoms.entry(), total=1)
TRANSIENT = [
    Answer(status=429),
    Answer(status=500, body=b"<html>"),
    Answer(status=503),
    Answer(ONE[:100], missing=50),
    Answer(ONE[:-30]),
    Answer(b"Rate exceeded."),
    Answer(b"<!doctype html><html><body>Wait</body></html>"),
    Answer(is_late=True),
    Answer(atoms.feed(total=1)),
]


def test_a_search_asks_for_a_page_in_an_order_that_new_papers_leave_alone(
    client: ArxivClient, server: ArxivServer, pace: CountedPace
) -> None:
    server.will_answer(payload("arxiv_one_paper.xml"))

    found = client.fetch(query='au:"Zhangyang Wang"', place="page 1")

    assert [item.place for item in found.items] == ["page 1, entry 1"]
    assert pace.turns == 1
    assert server.asked == [
        {
            "search_query": 'au:"Zhangyang Wang"',
            "start": "0",
            "max_results": "200",
            "sortBy": "submittedDate",
            "sortOrder": "ascending",
        }
    ]
    assert server.headers[0]["user-agent"] == "BZPEER/1.2 (+contact@example.org)"


def test_ids_are_asked_for_together(client: ArxivClient, server: ArxivServer) -> None:
    server.will_answer(ONE)

    client.fetch(id_list=["0704.0644", "hep-th/9809096v1"], size=2)

    assert server.asked == [{"id_list": "0704.0644,hep-th/9809096v1", "start": "0", "max_results": "2"}]


@pytest.mark.parametrize("bad", TRANSIENT, ids=lambda bad: f"{bad.status} {bad.body[:20]!r} {bad.is_late}")
def test_what_may_pass_is_tried_again_within_the_same_turn(
    client: ArxivClient, server: ArxivServer, pace: CountedPace, pauses: list[float], bad: Answer
) -> None:
    server.will_answer(bad, ONE)

    found = client.fetch(query="all:knots")

    assert len(found.items) == 1
    assert len(server.asked) == 2
    assert pace.turns == 1
    assert len(pauses) == 1
    assert 3 <= pauses[0] <= 5


def test_pauses_grow_and_end_in_the_reason(
    client: ArxivClient, server: ArxivServer, pauses: list[float]
) -> None:
    server.will_answer(Answer(status=503))

    with pytest.raises(ArxivError, match="arXiv answered 503"):
        client.fetch(query="all:knots")

    assert len(server.asked) == ATTEMPTS
    for number, pause in enumerate(pauses):
        assert 3 * 2**number <= pause <= 3 * 2**number + 2


@pytest.mark.parametrize(
    ("retry_after", "pause"),
    [("40", 40), ("1", 3), ("Sun, 12 Apr 2026 22:10:26 GMT", 60), ("Sun, 12 Apr 2020 22:10:26 GMT", 3)],
)
def test_arxiv_says_how_long_to_pause(
    client: ArxivClient, server: ArxivServer, pauses: list[float], retry_after: str, pause: float
) -> None:
    bad = Answer(status=429, headers={"Retry-After": retry_after, "Date": "Sun, 12 Apr 2026 22:09:26 GMT"})
    server.will_answer(bad, ONE)

    client.fetch(query="all:knots")

    assert pauses == [pause]


def test_a_pause_until_a_date_is_counted_from_our_clock_where_arxiv_does_not_tell_its_own(
    client: ArxivClient, server: ArxivServer, pauses: list[float]
) -> None:
    server.will_answer(Answer(status=429, headers={"Retry-After": "Sun, 12 Apr 2020 22:10:26 GMT"}), ONE)

    client.fetch(query="all:knots")

    assert pauses == [3]


def test_a_senseless_retry_after_falls_back_to_the_usual_pause(
    client: ArxivClient, server: ArxivServer, pauses: list[float]
) -> None:
    server.will_answer(Answer(status=429, headers={"Retry-After": "soon"}), ONE)

    client.fetch(query="all:knots")

    assert 3 <= pauses[0] <= 5


def test_a_very_long_retry_after_ends_the_run(
    client: ArxivClient, server: ArxivServer, pauses: list[float]
) -> None:
    server.will_answer(Answer(status=429, headers={"Retry-After": "3600"}))

    with pytest.raises(ArxivError, match="come back in 60 minutes"):
        client.fetch(query="all:knots")

    assert pauses == []


@pytest.mark.parametrize("status", [400, 200])
def test_a_refusal_comes_in_arxivs_own_words_and_is_not_repeated(
    client: ArxivClient, server: ArxivServer, status: int
) -> None:
    server.will_answer(Answer(payload("arxiv_refusal.xml"), status=status))

    with pytest.raises(ArxivError, match="incorrect id format for abc"):
        client.fetch(id_list=["abc"], size=1)

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(b"<html>No</html>", status=403), "answered 403 with something else than a result.*web page"),
        (Answer(ONE, status=404), "answered 404"),
        (Answer(status=302, headers={"Location": "/api/query"}), "redirected more than 2 times"),
        (
            Answer(status=302, headers={"Location": "http://127.0.0.2/api/query"}),
            "redirected to http://127.0.0.2",
        ),
        (Answer(status=302, headers={"Location": "http://127.0.0.1:1/x"}), "redirected to"),
        (Answer(status=302, headers={"Location": "ftp://127.0.0.1/x"}), "redirected to|could not be reached"),
    ],
)
def test_an_answer_that_will_not_change_ends_the_run(
    client: ArxivClient, server: ArxivServer, pauses: list[float], answer: Answer, message: str
) -> None:
    server.will_answer(answer)

    with pytest.raises(ArxivError, match=message):
        client.fetch(query="all:knots")


def test_a_redirect_within_the_host_is_followed(client: ArxivClient, server: ArxivServer) -> None:
    server.will_answer(Answer(status=301, headers={"Location": "/elsewhere?start=0"}), ONE)

    assert len(client.fetch(query="all:knots").items) == 1


def test_an_answer_over_the_limit_is_not_read_to_its_end(
    client: ArxivClient, server: ArxivServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "LARGEST", 1000)
    server.will_answer(b" " * 5000)

    with pytest.raises(ArxivError, match="larger than"):
        client.fetch(query="all:knots")

    assert len(server.asked) == 1


def test_an_answer_that_drips_is_given_up(
    server: ArxivServer, pace: CountedPace, pauses: list[float]
) -> None:
    clock = count(step=200.0)
    server.will_answer(ONE)
    with (
        ArxivClient(
            server.url,
            "contact@example.org",
            pace=pace,
            transport=httpx2.HTTPTransport(),
            clock=lambda: next(clock) * 2,
        ) as client,
        pytest.raises(ArxivError, match="took longer than 300 s"),
    ):
        client.fetch(query="all:knots")


def test_a_host_that_does_not_answer_is_named_as_the_trouble(pace: CountedPace, pauses: list[float]) -> None:
    with (
        ArxivClient(
            "http://127.0.0.1:1/", "contact@example.org", pace=pace, transport=httpx2.HTTPTransport()
        ) as client,
        pytest.raises(ArxivError, match="could not be reached"),
    ):
        client.fetch(query="all:knots")

    assert len(pauses) == ATTEMPTS - 1


def test_more_results_than_arxiv_hands_out_are_refused_with_a_remedy(
    client: ArxivClient, server: ArxivServer
) -> None:
    server.will_answer(payload("arxiv_search.xml"))

    with pytest.raises(ArxivError, match=r"214,881 results.*30,000.*submittedDate"):
        client.fetch(query="all:testing")

    assert len(server.asked) == 1


def test_nothing_is_asked_beyond_the_last_result_arxiv_hands_out(
    client: ArxivClient, server: ArxivServer
) -> None:
    with pytest.raises(ArxivError, match="30,000"):
        client.fetch(query="all:testing", start=module.MOST_RESULTS)

    assert server.asked == []


@pytest.mark.parametrize("size", [0, 2001])
def test_a_page_has_one_to_two_thousand_entries(client: ArxivClient, size: int) -> None:
    with pytest.raises(ValueError, match="1 to 2000"):
        client.fetch(query="all:knots", size=size)


def test_an_empty_result_is_no_empty_page(client: ArxivClient, server: ArxivServer) -> None:
    server.will_answer(payload("arxiv_nothing_found.xml"))

    found = client.fetch(query="all:nothing")

    assert found.items == ()
    assert len(server.asked) == 1


def test_an_empty_page_of_a_result_known_to_be_longer_is_asked_for_again(
    client: ArxivClient, server: ArxivServer
) -> None:
    server.will_answer(atoms.feed(total=0), atoms.feed(atoms.entry(), total=3, start=2))

    found = client.fetch(query="all:knots", start=2, known_total=3)

    assert len(found.items) == 1
