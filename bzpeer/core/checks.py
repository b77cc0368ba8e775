"""System checks that stop a wrong deployment."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

DEVELOPMENT_KEY_PREFIX = "insecure-development-"


@register(Tags.security)
def no_development_secrets(**_: Any) -> list[CheckMessage]:
    """Refuse the developer's secret key where DEBUG is off."""
    if settings.DEBUG or not settings.SECRET_KEY.startswith(DEVELOPMENT_KEY_PREFIX):
        return []
    return [
        Error(
            "SECRET_KEY is a developer's key, but DEBUG is off.",
            hint="Set SECRET_KEY to a secret of your own, for example: openssl rand -base64 48",
            id="bzpeer.E001",
        ),
    ]


@register()
def task_limits_in_order(**_: Any) -> list[CheckMessage]:
    """Refuse limits under which a running task would be handed out a second time."""
    soft, hard = settings.CELERY_TASK_SOFT_TIME_LIMIT, settings.CELERY_TASK_TIME_LIMIT
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    if soft < hard < visibility:
        return []
    return [Error("Task limits must satisfy: soft < hard < visibility timeout.", id="bzpeer.E002")]
