"""The settings of tests, in the database of the test that started the process."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["KILLED_DATABASE"]  # noqa: F405
