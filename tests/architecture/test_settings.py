"""Settings, the example of the environment, and what a deployment may not do."""

import os
import re
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT

SETTINGS = (ROOT / "bzpeer" / "settings.py").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()


def start(**variables):
    """Import the settings and run the system checks in a process of their own."""
    environment = {"PATH": os.environ["PATH"], **variables}
    code = (
        "import django; from django.conf import settings; import os;"
        "os.environ['DJANGO_SETTINGS_MODULE']='bzpeer.settings'; django.setup();"
        "from django.core.management import call_command;"
        "call_command('check', deploy=not settings.DEBUG, fail_level='WARNING')"
    )
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_example_names_the_variables_that_settings_read():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS))
    named = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))

    assert read == named


def test_all_errors_of_the_environment_come_at_once():
    answer = start(HTTPS="perhaps")

    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr
    assert "HTTPS" in answer.stderr


def test_production_starts_without_a_warning():
    answer = start(
        SECRET_KEY="Zq7" * 20 + "x-Y_9!k2",
        ALLOWED_HOSTS="bzpeer.example",
        DATABASE_URL="postgres://h/d",
        REDIS_URL="redis://h",
    )

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("secret", ["insecure-development-key-of-at-least-fifty-characters-in-all", "short"])
def test_production_refuses_a_developers_secret(secret):
    answer = start(
        SECRET_KEY=secret,
        ALLOWED_HOSTS="bzpeer.example",
        DATABASE_URL="postgres://h/d",
        REDIS_URL="redis://h",
    )

    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr


def test_task_limits_are_in_order(settings):
    soft, hard = settings.CELERY_TASK_SOFT_TIME_LIMIT, settings.CELERY_TASK_TIME_LIMIT

    assert soft < hard < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]


def test_messages_are_json_only(settings):
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert settings.CELERY_TASK_SERIALIZER == "json"


def test_sessions_survive_a_dead_redis(settings):
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    assert "redis" not in str(settings.CACHES).lower()
