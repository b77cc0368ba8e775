"""A site of trivial programs, run as `python -m tests.embedded.fake_site MODE`, in the place of the real one."""

import os
import sys

from bzpeer.embedded.paths import Folder
from bzpeer.embedded.problem import Problem
from bzpeer.embedded.run import run
from bzpeer.embedded.site import Site, Step, port_of
from bzpeer.embedded.supervisor import Program

WEB = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""
STEADY = "import os, time; print('steady', os.getpid(), flush=True); time.sleep(600)"
HASTY = "import sys, time; time.sleep(1); sys.exit(3)"


def python(code, *arguments):
    return (sys.executable, "-c", code, *arguments)


def site_of(mode, port):
    steps = {
        "broken": Step("Broken step", python("print('what broke'); raise SystemExit(4)")),
        "slow": Step("Slow step", python("import time; time.sleep(600)")),
    }
    told = Step("Telling step", python("import os; print('told by', os.environ['SITE_URL'])"), tells=True)
    second = Program("hasty", python(HASTY)) if mode == "hasty" else Program("steady", python(STEADY))
    return Site(
        port,
        [told, *([steps[mode]] if mode in steps else [])],
        [Program("web", python(WEB, str(port))), second],
    )


if __name__ == "__main__":
    try:
        run(Folder.at(os.environ["BZPEER_DATA_DIR"]), site_of(sys.argv[1], port_of(os.environ)), os.environ)
    except Problem as problem:
        sys.exit(f"bzpeer: {problem}")
