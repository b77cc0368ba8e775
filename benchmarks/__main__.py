"""``python -m benchmarks``: the pages, on a database made for the purpose (``make bench`` gives it one)."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from benchmarks import pages

pages.main()
