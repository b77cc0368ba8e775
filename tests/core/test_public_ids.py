from bzpeer.core import public_ids


def test_new_ids_have_the_promised_shape_and_do_not_repeat():
    made = {public_ids.new() for _ in range(2000)}

    assert len(made) == 2000
    assert all(len(each) == 12 and set(each) <= set(public_ids.ALPHABET) for each in made)
