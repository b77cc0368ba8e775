"""The project's settings as a real site runs them, but for what one test site keeps to itself."""

from bzpeer.settings import *  # noqa: F403

# Hashed beside the site's other data, so that neither a clone's own files nor a second run is disturbed.
STATIC_ROOT = DATA_DIR / "static"  # noqa: F405
# Jobs that break in every way a job can; no test could reach into a worker otherwise.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.support.faults"]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mails"  # noqa: F405
