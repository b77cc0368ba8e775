"""The project's settings, with what tests change."""

import os

os.environ.setdefault("SECRET_KEY", "a-key-that-only-tests-use-and-that-is-fifty-characters-long")
os.environ.setdefault("HTTPS", "false")

from bzpeer.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
# whitenoise warns of a folder that is not there; nothing is collected for tests.
STATIC_ROOT = BASE_DIR / "static"  # noqa: F405
