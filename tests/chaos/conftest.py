"""A reader who is logged in before anything breaks, and the pages they go to."""

import re
import time

import httpx2
import pytest

from tests.support.browser import READER

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """Somebody at the live site, by plain HTTP: each answer with the seconds it took."""

    def __init__(self, live):
        self.live = live
        self.client = httpx2.Client(base_url=live.url, timeout=30)
        self.author_id, slug = live.sql(
            "SELECT public_id, slug FROM works_author WHERE display_name = 'Zhangyang Wang' ORDER BY works_count DESC LIMIT 1"
        )[0]
        self.profile = f"/researchers/{self.author_id}/{slug}/"
        self.panel = f"/slices/researcher/{self.author_id}/parts/panel/"
        self.work = "/works/{}/{}/".format(
            *live.sql("SELECT public_id, slug FROM works_work ORDER BY id LIMIT 1")[0]
        )

    def get(self, path):
        return self._timed(self.client.get, path)

    def post(self, path, form_of, **fields):
        """Send a form of the page ``form_of``, which is read beforehand and not timed."""
        token = TOKEN.search(self.client.get(form_of).text).group(1)
        return self._timed(self.client.post, path, data={"csrfmiddlewaretoken": token, **fields})

    def log_in(self):
        email, password = READER
        return self.post("/accounts/login/", "/accounts/login/", login=email, password=password)

    def follow(self, want=1):
        return self.post(f"{self.profile}follow/", self.profile, want=want)

    @staticmethod
    def _timed(ask, *args, **kwargs):
        began = time.monotonic()
        status = ask(*args, **kwargs).status_code
        return status, time.monotonic() - began


@pytest.fixture
def visitor(live):
    visitor = Visitor(live)
    yield visitor
    visitor.client.close()


@pytest.fixture
def reader(visitor):
    visitor.log_in()
    return visitor


@pytest.fixture(autouse=True)
def consistent(live):
    """After every fault: the counters are what is counted, and no slice is newer than its record."""
    yield
    miscounted = live.sql(
        "SELECT profile.id FROM profiles_profile profile WHERE followers_count <>"
        " (SELECT count(*) FROM profiles_follow follow WHERE follow.author_id = profile.author_id)"
    )
    assert miscounted == []
    assert live.sql("SELECT id FROM graph_graphslice WHERE built > wanted") == []
