"""Ties works to authors and topics as an import would, and counts."""

from works import cards, counters
from works.models import Attribution, Authorship, WorkIdentifier, WorkTopic


def join(work, *, places, topics, ids):
    """Write the authorships, attributions, topics, ids and stored card of ``work``."""
    for position, place in enumerate(places, start=1):
        _authorship(work, position, place, len(places))
    WorkTopic.objects.bulk_create(
        WorkTopic(work=work, topic=topic, position=position) for position, topic in enumerate(topics, start=1)
    )
    WorkIdentifier.objects.bulk_create(
        WorkIdentifier(work=work, scheme=scheme, value=value) for scheme, value in ids
    )
    work.authors_count = len(places)
    work.save(update_fields=["authors_count"])
    cards.refresh([work.pk])
    work.refresh_from_db()


def recount():
    """Bring every counter up to date."""
    counters.recompute_all()


def _authorship(work, position, place, authors_count):
    authorship = Authorship.objects.create(
        work=work,
        position=position,
        byline=place.byline or place.author.display_name,
        author=place.author,
        orcid=place.orcid,
        raw_affiliations=place.raw_affiliations,
        is_corresponding=place.is_corresponding,
        is_listed=place.author is not None and not work.is_hidden,
        publication_year=work.publication_year or 0,
        sort_title=work.sort_title,
        authors_count=authors_count,
    )
    authorship.institutions.set(place.institutions)
    if place.author:
        Attribution.objects.create(
            authorship=authorship,
            author=place.author,
            basis=place.basis,
            confidence=place.confidence,
        )
