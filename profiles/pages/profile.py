"""Everything the researcher page shows, read in five queries at most."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from graph.models import GraphSlice
from graph.pages import panel
from graph.pages.panel import Panel
from profiles.models import Profile, TrustSnapshot
from profiles.pages import header, neighbours, works_list
from profiles.pages.header import Header
from profiles.pages.neighbours import Collaborator, Neighbours
from profiles.pages.works_list import WorksList
from works.models import Author, Institution

JSON_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028"})


@dataclass(frozen=True)
class ProfilePage:
    """One researcher's page, the same for every viewer.

    Each part is read when it is first shown: a page whose other parts are kept reads its list alone.
    """

    public_id: str
    query: QueryDict

    @cached_property
    def record(self) -> "Record":
        found = find(self.public_id)
        if found is None:
            raise Author.DoesNotExist
        return found

    @property
    def author(self) -> Author:
        return self.record.author

    @cached_property
    def near(self) -> Neighbours:
        return neighbours.load(self.author)

    @cached_property
    def header(self) -> Header:
        record = self.record
        return header.load(record.author, record.profile, record.snapshot, record.institution, self.near)

    @cached_property
    def works(self) -> WorksList:
        return works_list.load(self.author, self.query, lambda: self.near)

    @cached_property
    def slice(self) -> Panel:
        return panel.stored(GraphSlice.FocusKind.RESEARCHER, self.public_id)

    @property
    def close_collaborators(self) -> tuple[Collaborator, ...]:
        return tuple(one for one in self.near.collaborators if one.is_close)


# Written out, since the same through the ORM takes longer to put into SQL than PostgreSQL needs to answer.
FIND: Final = """
SELECT a.*, p.id AS profile_pk, p.owner_id, p.tagline, p.open_to_collaborate, p.followers_count,
       t.inputs::text AS trust_inputs, t.computed_at AS trust_computed_at,
       i.public_id AS institution_public_id, i.slug AS institution_slug, i.display_name AS institution_name
FROM works_author a
LEFT JOIN profiles_profile p ON p.author_id = a.id
LEFT JOIN profiles_trustsnapshot t ON t.author_id = a.id AND t.is_current
LEFT JOIN works_institution i ON i.id = a.last_known_institution_id
WHERE a.public_id = %s
"""


@dataclass(frozen=True, slots=True)
class Record:
    """An author record with what stands beside it in one row; only the fields the page shows are set."""

    author: Author
    profile: Profile | None
    snapshot: TrustSnapshot | None
    institution: Institution | None


def find(public_id: str) -> Record | None:
    """Read the author record under an id, whatever its state, in one query."""
    author: Any = next(iter(Author.objects.raw(FIND, [public_id])), None)
    if author is None:
        return None
    profile = snapshot = institution = None
    if author.profile_pk:
        profile = Profile(
            pk=author.profile_pk,
            owner_id=author.owner_id,
            tagline=author.tagline,
            open_to_collaborate=author.open_to_collaborate,
            followers_count=author.followers_count,
        )
    if author.trust_inputs:
        inputs = json.loads(author.trust_inputs)
        snapshot = TrustSnapshot(inputs=inputs, computed_at=author.trust_computed_at)
    if author.institution_public_id:
        institution = Institution(
            public_id=author.institution_public_id,
            slug=author.institution_slug,
            display_name=author.institution_name,
        )
    return Record(author, profile, snapshot, institution)


def linked_data(page: ProfilePage, url: str) -> SafeString:
    """Write the page as JSON-LD (schema.org ProfilePage) for crawlers, inert inside HTML."""
    person: dict[str, Any] = {
        "@type": "Person",
        "@id": url,
        "name": page.author.display_name,
        "url": url,
        "description": page.header.tagline,
        "identifier": page.author.public_id,
        "alternateName": list(page.header.other_names),
        "sameAs": [one.url for one in page.header.identifiers],
        "knowsAbout": [one.name for one in page.near.topics],
    }
    if page.header.institution:
        person["affiliation"] = {"@type": "Organization", "name": page.header.institution.display_name}
    data = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "dateCreated": page.author.created_at.isoformat(),
        "dateModified": page.author.updated_at.isoformat(),
        "mainEntity": {name: value for name, value in person.items() if value},
    }
    # All that could end the script element is written as JSON escapes.
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES))  # noqa: S308
