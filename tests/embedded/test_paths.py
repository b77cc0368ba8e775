"""Where things lie, and folders that cannot be used."""

import os
import tempfile

import pytest

from bzpeer.embedded.paths import LONGEST_SOCKET_PATH, POSTGRES_SOCKET, Folder, make_own_folder
from bzpeer.embedded.problem import Problem

DEEP = "/".join(["a-folder-with-a-long-name"] * 5)


def longest_socket(folder):
    return len(str(folder.postgres_sockets / POSTGRES_SOCKET))


def test_sockets_of_a_shallow_folder_lie_inside_it():
    folder = Folder.at("/srv/bzpeer/.data")

    assert folder.redis_socket == folder.root / "run" / "redis.sock"


@pytest.mark.parametrize("name", [DEEP, "comma,quote\"and'apostrophe", "percent%2Fquestion?hash#"])
def test_sockets_of_a_folder_unfit_for_them_lie_in_a_short_one_elsewhere(tmp_path, name):
    folder = Folder.at(tmp_path / name)

    assert folder.root not in folder.sockets.parents
    assert longest_socket(folder) <= LONGEST_SOCKET_PATH


def test_sockets_find_a_short_folder_even_where_the_temporary_one_is_deep(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / DEEP))

    assert longest_socket(Folder.at(tmp_path / DEEP)) <= LONGEST_SOCKET_PATH


def test_two_deep_folders_have_two_folders_for_sockets(tmp_path):
    first, second = Folder.at(tmp_path / DEEP / "1"), Folder.at(tmp_path / DEEP / "2")

    assert first.sockets != second.sockets


def test_a_folder_is_the_same_however_its_path_is_written(tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path)

    assert Folder.at("link") == Folder.at(tmp_path / "x" / ".." / "real")


def test_prepare_closes_the_folder_to_others(folder):
    folder.prepare()

    assert folder.root.stat().st_mode & 0o066 == 0
    assert folder.sockets.stat().st_mode & 0o066 == 0


def test_prepare_says_in_one_line_what_to_do_about_an_unwritable_folder(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(Problem, match=r"cannot be written.*BZPEER_DATA_DIR=") as told:
        Folder.at(tmp_path / "file" / "data").prepare()

    assert "\n" not in str(told.value)


def test_a_link_laid_where_the_sockets_would_go_is_refused(tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "sockets").symlink_to(tmp_path / "theirs")

    with pytest.raises(Problem, match="belongs to someone else"):
        make_own_folder(tmp_path / "sockets", 0o700, owners={os.geteuid()})


def test_a_folder_of_someone_else_is_refused(tmp_path):
    with pytest.raises(Problem, match="belongs to someone else"):
        make_own_folder(tmp_path, 0o700, owners={os.geteuid() + 1})


def test_the_short_folder_goes_when_the_services_have_gone(folder):
    deep = Folder.at(folder.root / DEEP)
    deep.prepare()

    deep.remove_sockets()

    assert not deep.sockets.exists()
