"""The scholarly record: one factory for each kind of page, and a world of works in one call each."""

from dataclasses import dataclass, field

import factory
from factory.django import DjangoModelFactory

from tests.factories.world import join, recount
from works.models import Author, AuthorIdentifier, AuthorName, Institution, Source, Topic, Work
from works.text import names, slugs

__all__ = [
    "AuthorFactory",
    "AuthorIdentifierFactory",
    "AuthorNameFactory",
    "InstitutionFactory",
    "Place",
    "SourceFactory",
    "TopicFactory",
    "WorkFactory",
    "recount",
]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in an author list that says more than who, as in ``by=[Place(author=anna, orcid=...)]``."""

    author: Author | None = None
    byline: str = ""
    institutions: list[Institution] = field(default_factory=list)
    orcid: str = ""
    is_corresponding: bool = False
    raw_affiliations: list[str] = field(default_factory=list)
    basis: str = "first_seen"
    confidence: float = 0.5


def _key(name):
    return names.key(name) if names.is_full(name) else ""


def _slug(page, fallback):
    return slugs.slug(getattr(page, "title", "") or page.display_name) or fallback


class SourceFactory(DjangoModelFactory):
    """arXiv and its like."""

    class Meta:
        model = Source
        django_get_or_create = ("key",)

    display_name = factory.Sequence(lambda number: f"Journal {number}")
    key = factory.LazyAttribute(lambda source: f"name:{source.display_name.lower()}")
    slug = factory.LazyAttribute(lambda source: _slug(source, "source"))
    kind = "journal"

    class Params:
        arxiv = factory.Trait(display_name="arXiv", key="openalex:S4306400194", kind="repository")


class TopicFactory(DjangoModelFactory):
    """A topic that no work is about yet."""

    class Meta:
        model = Topic
        django_get_or_create = ("key",)

    display_name = factory.Sequence(lambda number: f"Topic {number}")
    key = factory.LazyAttribute(lambda topic: f"test:{slugs.slug(topic.display_name)}")
    slug = factory.LazyAttribute(lambda topic: _slug(topic, "topic"))


class InstitutionFactory(DjangoModelFactory):
    """A university that nobody states yet."""

    class Meta:
        model = Institution

    display_name = factory.Sequence(lambda number: f"University {number}")
    slug = factory.LazyAttribute(lambda institution: _slug(institution, "institution"))
    openalex_id = factory.Sequence(lambda number: f"I{900_000_000 + number}")
    kind = "education"
    country_code = "NL"


class AuthorFactory(DjangoModelFactory):
    """A researcher without works; nobody has claimed the record."""

    class Meta:
        model = Author
        skip_postgeneration_save = True

    class Params:
        suppressed = factory.Trait(status=Author.Status.SUPPRESSED)
        memorial = factory.Trait(status=Author.Status.MEMORIAL)
        merged = factory.Trait(
            status=Author.Status.MERGED,
            merged_into=factory.SubFactory("tests.factories.works.AuthorFactory"),
        )

    display_name = factory.Sequence(lambda number: f"Ada Number{number}")
    name_key = factory.LazyAttribute(lambda author: _key(author.display_name))
    slug = factory.LazyAttribute(lambda author: _slug(author, "researcher"))

    @factory.post_generation
    def orcid(self, create, value):
        """``AuthorFactory(orcid="0000-...")`` states an iD of the author."""
        if value:
            AuthorIdentifierFactory(author=self, scheme="orcid", value=value)


class AuthorNameFactory(DjangoModelFactory):
    """Another name of an author."""

    class Meta:
        model = AuthorName

    author = factory.SubFactory(AuthorFactory)
    name = factory.Sequence(lambda number: f"A. Number{number}")
    key = factory.LazyAttribute(lambda name: names.key(name.name))


class AuthorIdentifierFactory(DjangoModelFactory):
    """An id that a file states, which nobody verified."""

    class Meta:
        model = AuthorIdentifier

    author = factory.SubFactory(AuthorFactory)
    scheme = "openalex"
    value = factory.Sequence(lambda number: f"A{5_000_000_000 + number}")
    asserted_by = "jsonl"


class WorkFactory(DjangoModelFactory):
    """A preprint of 2024, listed.

    ``by`` takes authors, bylines without an author, and places, in printed order; ``topics`` takes topics,
    the primary one first; ``ids`` takes (scheme, value) pairs. ``counted=True`` brings every counter up to
    date at once; after many works, ``recount()`` is cheaper.
    """

    class Meta:
        model = Work
        skip_postgeneration_save = True

    class Params:
        hidden = factory.Trait(is_hidden=True)
        retracted = factory.Trait(is_retracted=True)
        withdrawn = factory.Trait(is_withdrawn=True)
        summarised = factory.Trait(abstract="What it is about.", abstract_origin=Work.AbstractOrigin.SUMMARY)

    kind = Work.Kind.PREPRINT
    title = factory.Sequence(lambda number: f"On the number {number}")
    sort_title = factory.LazyAttribute(lambda work: work.title.lower()[:200])
    slug = factory.LazyAttribute(lambda work: _slug(work, "work"))
    publication_year = 2024

    @classmethod
    def _create(cls, model_class, *args, by=(), topics=(), ids=(), counted=False, **kwargs):
        work = super()._create(model_class, *args, **kwargs)
        places = [_place(one) for one in by]
        join(work, places=places, topics=topics, ids=ids)
        if counted:
            recount()
            for place in places:
                if place.author:
                    place.author.refresh_from_db()
        return work


def _place(one):
    if isinstance(one, Place):
        return one
    return Place(byline=one) if isinstance(one, str) else Place(author=one)
