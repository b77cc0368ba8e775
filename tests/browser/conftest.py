"""The addresses of the pages that browser tests look at."""

import pytest

FEATURED = "Zhangyang Wang"


class Places:
    """Where the demo's pages are on the live site."""

    def __init__(self, live):
        self.live = live
        self.author_id, slug = live.sql(
            "SELECT public_id, slug FROM works_author WHERE display_name = %s ORDER BY works_count DESC LIMIT 1",
            FEATURED,
        )[0]
        self.profile = f"/researchers/{self.author_id}/{slug}/"
        self.explorer = f"/explorer/?focus=researcher:{self.author_id}"
        self.slice = f"/slices/researcher/{self.author_id}/"

    @property
    def first_topic(self):
        return self._most("topics", "works_topic")

    @property
    def first_institution(self):
        return self._most("institutions", "works_institution")

    @property
    def first_work(self):
        row = self.live.sql(
            "SELECT work.public_id, work.slug FROM works_work work JOIN works_authorship place ON place.work_id = work.id"
            " JOIN works_author author ON author.id = place.author_id WHERE author.public_id = %s"
            " ORDER BY work.publication_year DESC, work.sort_title LIMIT 1",
            self.author_id,
        )[0]
        return "/works/{}/{}/".format(*row)

    def _most(self, word, table):
        row = self.live.sql(f"SELECT public_id, slug FROM {table} ORDER BY works_count DESC, id LIMIT 1")[0]
        return "/{}/{}/{}/".format(word, *row)


@pytest.fixture
def places(live):
    return Places(live)
