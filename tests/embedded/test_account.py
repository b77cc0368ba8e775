"""The account that PostgreSQL is lent when root starts it, and what is opened for it."""

import os

import pytest

from bzpeer.embedded.account import Account

STRANGER = Account(uid=54321, gid=54321)


@pytest.fixture
def closed(folder):
    below = folder.root.parent / "closed"
    below.mkdir(mode=0o700)
    return below


def mode(path):
    return path.stat().st_mode & 0o777


@pytest.mark.skipif(os.geteuid() == 0, reason="root is lent an account")
def test_an_ordinary_user_runs_the_server_as_himself(closed):
    assert Account.of_server(closed) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change owners")
def test_root_is_lent_the_account_that_owns_the_data(closed):
    STRANGER.own(closed)

    assert Account.of_server(closed) == STRANGER


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is lent an account")
def test_root_is_lent_an_ordinary_account_for_new_data(closed):
    assert Account.of_server(closed / "new").uid > 0


def test_folders_on_the_way_may_be_passed_and_no_more(closed, capsys):
    STRANGER.open_ways_to(closed / "data")

    assert mode(closed) == 0o701
    assert str(closed) in capsys.readouterr().err


def test_a_way_that_is_open_stays_as_it_is(closed, capsys):
    STRANGER.open_ways_to(closed / "data")
    capsys.readouterr()

    STRANGER.open_ways_to(closed / "data")

    assert capsys.readouterr().err == ""


def test_the_owner_s_and_the_group_s_rights_count_for_them(closed):
    found = closed.stat()

    Account(found.st_uid, found.st_gid).open_ways_to(closed / "data")

    assert mode(closed) == 0o700


def test_programs_closed_by_a_careful_umask_are_opened_to_be_run(closed):
    program, text = closed / "program", closed / "text"
    for path, rights in ((program, 0o700), (text, 0o600)):
        path.touch(mode=rights)

    STRANGER.open_files([closed])

    assert (mode(closed), mode(program), mode(text)) == (0o705, 0o705, 0o604)
