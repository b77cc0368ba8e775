"""The image and the composition of containers, read and not run."""

import re
from pathlib import Path

import pytest
import yaml

from bzpeer.embedded.postgres import MAJOR

PROJECT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (PROJECT / "Dockerfile").read_text()
LONG_RUNNING = sorted(name for name, service in SERVICES.items() if service["restart"] != "no")
DATABASES = ["postgres", "valkey"]
OURS = sorted(set(SERVICES) - set(DATABASES))


def test_the_parts_of_the_site_are_there():
    assert set(SERVICES) == {"web", "worker", "worker-import", "beat", "migrate", "postgres", "valkey"}


def test_only_the_web_server_is_published_and_only_to_its_own_machine():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


@pytest.mark.parametrize("name", DATABASES)
def test_a_database_is_reached_from_inside_alone_and_keeps_its_data(name):
    assert SERVICES[name]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [volume.split(":")[0] for volume in SERVICES[name]["volumes"]] == [name]
    assert name in COMPOSE["volumes"]


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_what_runs_long_is_watched_and_restarted(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_the_one_shot_is_the_migration():
    assert sorted(set(SERVICES) - set(LONG_RUNNING)) == ["migrate"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_container_can_gain_rights_or_write_its_image(name):
    assert SERVICES[name]["read_only"]
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", OURS)
def test_ours_run_the_one_image_and_start_when_their_needs_are_met(name):
    service = SERVICES[name]

    assert service["image"] == "bzpeer"
    assert "cap_add" not in service
    assert service["depends_on"]["postgres"] == {"condition": "service_healthy"}


def test_the_container_s_database_is_of_the_embedded_one_s_version_and_locale():
    assert SERVICES["postgres"]["image"] == f"postgres:{MAJOR}"
    assert "--builtin-locale=C.UTF-8" in SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_every_queue_has_a_worker_and_imports_one_of_their_own():
    queues = {
        name: set(re.search(r"-Q (\S+)", SERVICES[name]["command"])[1].split(","))
        for name in ("worker", "worker-import")
    }

    assert queues == {"worker": {"critical", "slice", "sweep", "celery"}, "worker-import": {"import"}}


def test_no_secret_is_written_down():
    # Each is taken from .env, and its absence stops the start.
    secrets = re.findall(r"\$\{(\w+PASSWORD)(\S*)", (PROJECT / "docker-compose.yml").read_text())

    assert secrets
    assert all(rest.startswith(":?") for _, rest in secrets)


def test_the_image_runs_as_an_ordinary_user_and_watches_itself():
    final = DOCKERFILE.rpartition("\nFROM ")[2]

    assert int(re.search(r"^USER (\d+)$", final, re.MULTILINE)[1]) > 0
    assert re.search(r"^HEALTHCHECK ", final, re.MULTILINE)


def test_the_image_installs_only_what_the_hashes_name():
    installs = re.findall(r"pip install .*", DOCKERFILE)

    assert installs
    assert all("--require-hashes" in install for install in installs)


def test_the_image_is_built_from_what_is_listed_and_nothing_else():
    ignored = (PROJECT / ".dockerignore").read_text().splitlines()

    assert ignored[1] == "*"
    assert not {"!.env", "!.data", "!.git"} & set(ignored)
