"""The project as it is deployed, plus one view that does nothing, to measure against."""

from bzpeer.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
MIDDLEWARE = ["benchmarks.cold.ForgetMiddleware", *MIDDLEWARE]  # noqa: F405
ROOT_URLCONF = "benchmarks.urls"
