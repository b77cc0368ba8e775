from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bzpeer.core.models import Outbox
from profiles.models import Follow, Profile, TrustSnapshot
from profiles.tasks import refresh_every_trust
from profiles.trust import evidence, refresh
from profiles.trust.evidence import Followers, Trust
from tests.factories.accounts import UserFactory
from tests.factories.works import AuthorFactory

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=30)


def sample(**fields):
    return AuthorFactory(
        **{"works_count": 82, "topics_count": 14, "close_collaborators_count": 4, **fields},
    )


def test_the_sample_is_21_emerging_on_level_1():
    trust = Trust.of(sample(), claimed=False, followers=Followers())

    assert (trust.result.score, trust.result.band, trust.verdict.level) == (21, "Emerging", 1)


def test_a_record_without_works_is_unsourced():
    trust = Trust.of(sample(works_count=0, topics_count=0), claimed=False, followers=Followers())

    assert trust.verdict.level == 0


def test_a_mixed_record_is_unsourced():
    assert Trust.of(sample(is_mixed=True), claimed=False, followers=Followers()).verdict.level == 0


def test_followers_count_only_once_their_account_has_settled():
    author = sample()
    for joined in (LONG_AGO, timezone.now()):
        Follow.objects.create(author=author, follower=UserFactory(date_joined=joined))

    trust = evidence.gather([author.pk])[author.pk]

    assert (trust.inputs.followers_verified, trust.inputs.followers_other) == (0, 1)


def test_followers_who_own_a_claimed_record_of_level_2_are_verified():
    author, own = sample(), sample()
    follower = UserFactory(date_joined=LONG_AGO)
    Profile.objects.create(author=own, owner=follower)
    TrustSnapshot.objects.create(
        author=own,
        version="trust-v1",
        level=2,
        score=40,
        band="Established",
        inputs={},
        components={},
        reason="test",
    )
    Follow.objects.create(author=author, follower=follower)

    trust = evidence.gather([author.pk])[author.pk]

    assert (trust.inputs.followers_verified, trust.inputs.followers_other) == (1, 0)


def test_gather_reads_many_authors_with_the_queries_of_one(django_assert_num_queries):
    authors = [sample() for _ in range(12)]

    with django_assert_num_queries(3):
        found = evidence.gather([author.pk for author in authors])

    assert len(found) == 12


def test_refresh_keeps_history_and_one_current_snapshot():
    author = sample()
    refresh.refresh(author_ids=[author.pk], reason="first")
    author.works_count = 83
    author.save()

    refresh.refresh(author_ids=[author.pk], reason="a new work")

    snapshots = TrustSnapshot.objects.filter(author=author).order_by("pk")
    assert [each.is_current for each in snapshots] == [False, True]
    assert snapshots.last().inputs["works"] == 83
    assert snapshots.last().components["score"] == snapshots.last().score == 21


def test_refresh_of_unchanged_facts_writes_nothing():
    author = sample()
    refresh.refresh(author_ids=[author.pk], reason="first")

    assert refresh.refresh(author_ids=[author.pk], reason="again") == 0
    assert TrustSnapshot.objects.count() == 1


def test_refresh_bumps_the_page():
    author = sample()
    profile = Profile.objects.create(author=author)

    refresh.refresh(author_ids=[author.pk], reason="first")

    assert Profile.objects.get(pk=profile.pk).revision == profile.revision + 1


def test_what_is_shown_never_contradicts_the_counts_beside_it():
    author = sample()
    refresh.refresh(author_ids=[author.pk], reason="first")
    author.works_count = 10
    snapshot = TrustSnapshot.objects.get()

    trust = Trust.shown(author, None, snapshot)

    assert trust.inputs.works == 10


def test_verify_finds_and_mends_what_was_written_past_the_formula(capsys):
    author = sample()
    refresh.refresh(author_ids=[author.pk], reason="first")
    TrustSnapshot.objects.update(inputs={"works": 1})

    with pytest.raises(CommandError):
        call_command("verify_trust")
    call_command("verify_trust", mend=True)
    call_command("verify_trust")

    assert capsys.readouterr().out.split("\n")[:3] == ["1 differences", "1 differences", "0 differences"]


def test_the_nightly_run_enqueues_everybody_once():
    authors = [sample() for _ in range(3)]

    refresh_every_trust.run()
    refresh_every_trust.run()

    assert Outbox.objects.get().kwargs["author_ids"] == sorted(author.pk for author in authors)
