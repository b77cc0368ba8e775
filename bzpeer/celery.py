"""The Celery app and the beat schedule."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bzpeer.settings")

app = Celery("bzpeer")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "resend what no worker finished": {
        "task": "core.sweep_outbox",
        "schedule": 5.0,
        "options": {"queue": "sweep", "expires": 5},
    },
    "compute everybody's trust anew": {
        "task": "profiles.refresh_every_trust",
        "schedule": crontab(hour=3, minute=15),
        "options": {"queue": "sweep"},
    },
    "forget expanded slices nobody has built anew": {
        "task": "graph.forget_expanded",
        "schedule": crontab(hour=4, minute=15),
        "options": {"queue": "sweep"},
    },
    "forget what was finished long ago": {
        "task": "core.purge_outbox",
        "schedule": 3600.0,
        "options": {"queue": "sweep", "expires": 3600},
    },
}
