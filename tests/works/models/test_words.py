"""The database folds the words of names as works.text.fold does."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from works.models.words import beginnings, whole, words
from works.text.fold import unaccented

LETTERS = st.sampled_from("aàáâãäåæbcçdðđeéèêëfghħiíìıjklłmnñoóòôöøœpqrsßtþŧuúüvwxyÿzžŁØÉИйЁёάΩ")


@pytest.mark.django_db
@given(name=st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_every_name_is_found_by_its_own_words(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT works_words(%s) @@ to_tsquery('simple', %s)", [name, whole(name)])
        (found,) = cursor.fetchone()

    assert found, (name, unaccented(name))


def test_words_are_folded_and_bounded():
    assert words("Łukasz O’Neil-Müller") == ("lukasz", "o", "neil", "muller")
    assert len(words("a " * 100)) == 12
    assert beginnings("Zoë M.") == "'zoe':* & 'm':*"
    assert beginnings("!?") == ""
