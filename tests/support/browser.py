"""Chromium, looking at the live site, and noticing all that a page must not do."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.support.live import Live

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 15_000
READER = ("reader@example.org", "bzpeer-demo-reader")
# A violation is an event of the document, which the console may or may not tell.
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (ev) =>
    console.error(`CSP: ${ev.violatedDirective} ${ev.blockedURI} ${ev.sourceFile}:${ev.lineNumber}`));
"""


def executable() -> str | None:
    """Find Chromium: the one named in BZPEER_CHROMIUM, or on PATH."""
    if named := os.environ.get("BZPEER_CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


class Window:
    """One browser window with its own cookies, and the faults of the pages seen in it."""

    def __init__(self, context: BrowserContext, origin: str, *, allow: tuple[str, ...] = ()) -> None:
        self.context = context
        self.origin = origin
        self.allow = allow
        self.faults: list[str] = []
        self.requests: list[Request] = []
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failed)
        self.page = context.new_page()

    def assert_clean(self) -> None:
        """Assert that no page here complained, broke its policy, or asked another host for anything."""
        assert not self.faults, "\n".join(self.faults)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(words in message.text for words in self.allow):
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self.origin, "data:")):
            self.faults.append(f"request to another host: {urlsplit(request.url).netloc}")

    def _on_failed(self, request: Request) -> None:
        # A page that is left drops what it was still asking for.
        if request.failure != "net::ERR_ABORTED" and not any(
            words in str(request.failure) for words in self.allow
        ):
            self.faults.append(f"failed: {request.url} {request.failure}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = executable()
    if program is None:
        words = "no Chromium: install it, or name it in BZPEER_CHROMIUM"
        if os.environ.get("BZPEER_REQUIRE_BROWSER") == "1":
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def session_state(chromium: Browser, live_site: Live) -> Any:
    """Log the demo's reader in once; the cookies serve every window that asks for them."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{live_site.url}/accounts/login/")
        log_in(page)
        page.wait_for_url(f"{live_site.url}/")
        return context.storage_state()


def log_in(page: Page, email: str = READER[0], password: str = READER[1]) -> None:
    """Fill in the log-in form that the page shows, and send it."""
    page.get_by_label("Email", exact=False).fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Log in").click()


@pytest.fixture
def browse(request: pytest.FixtureRequest, chromium: Browser, live: Live) -> Iterator[Callable[..., Page]]:
    """Open pages of the live site: ``browse("/topics/", width=390, dark=True)``.

    Whatever the pages complain of fails the test at its end, unless ``allow`` holds a part of the words.
    """
    windows: list[Window] = []
    with ExitStack() as stack:

        def open_(
            path: str | None,
            *,
            width: int = 1280,
            height: int = 900,
            dark: bool = False,
            scripts: bool = True,
            signed_in: bool = False,
            allow: tuple[str, ...] = (),
        ) -> Page:
            state = request.getfixturevalue("session_state") if signed_in else None
            context = chromium.new_context(
                base_url=live.url,
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                java_script_enabled=scripts,
                storage_state=state,
            )
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            windows.append(Window(context, live.url, allow=allow))
            page = windows[-1].page
            if path is not None:
                page.goto(path)
            return page

        yield open_
        for number, window in enumerate(windows):
            _keep_picture(request, window, number)
            window.assert_clean()


def _keep_picture(request: pytest.FixtureRequest, window: Window, number: int) -> None:
    report = getattr(request.node, "report_of_call", None)
    if (report and report.failed) or window.faults:
        folder = Path(settings.BASE_DIR, "test-results")
        folder.mkdir(exist_ok=True)
        name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
        window.page.screenshot(path=folder / f"{name}-{number}.png")
