import os
import subprocess
import sys

from tests.architecture.tree import ROOT


def test_the_embedded_services_load_neither_django_nor_celery():
    """Else what they start would inherit settings, and every command would take a second longer."""
    code = "import sys, os, bzpeer.embedded.__main__; print('celery' in sys.modules, 'django' in sys.modules, os.environ.get('DJANGO_SETTINGS_MODULE'))"

    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"]},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.split() == ["False", "False", "None"]
