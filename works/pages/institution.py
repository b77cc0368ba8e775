"""What the page of an institution shows."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from works.models import Institution
from works.pages import listed, neighbours
from works.pages.countries import COUNTRIES
from works.pages.listed import WorksList
from works.pages.neighbours import Ranked


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """One institution with its people, topics, works and the institutions it works with."""

    institution: Institution
    country: str
    works: WorksList
    people: Ranked
    topics: Ranked
    institutions: Ranked

    @property
    def ror_url(self) -> str:
        return f"https://ror.org/{self.institution.ror}" if self.institution.ror else ""

    @property
    def openalex_url(self) -> str:
        return f"https://openalex.org/{self.institution.openalex_id}" if self.institution.openalex_id else ""


def find(public_id: str) -> Institution | None:
    return Institution.objects.filter(public_id=public_id).first()


def load(institution: Institution, query: QueryDict) -> InstitutionPage:
    """Read the page of ``institution`` in two queries, whatever its size."""
    beside = neighbours.around_institution(institution.pk)
    return InstitutionPage(
        institution=institution,
        country=COUNTRIES.get(institution.country_code, institution.country_code),
        works=listed.load(
            _WORKS,
            {"institution": institution.pk},
            total=institution.works_count,
            query=query,
        ),
        people=beside["researcher"],
        topics=beside["topic"],
        institutions=beside["institution"],
    )


# Asked this way round, the database walks the newest works where the institution is large, and gathers its
# works where it is small.
_WORKS: Final = f"""
SELECT w.publication_year, w.card_html FROM works_work w
WHERE NOT w.is_hidden AND EXISTS (
    SELECT FROM works_authorship a JOIN works_authorship_institutions s ON s.authorship_id = a.id
    WHERE a.work_id = w.id AND s.institution_id = %(institution)s)
{listed.NEWEST_FIRST}
"""  # noqa: S608 - the parts are constants of this app
