"""Pages opened in Chromium, driven by Playwright where the machine has both."""

import shutil
from contextlib import contextmanager

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update", "--disable-default-apps"),
)


@contextmanager
def opened(path, *, width=1280, scheme="light", scripts=True):
    """Open a page; on leaving, no line stood on its console and nothing but the page itself was asked for."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    told, asked = [], []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
        )
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        yield page
        page.wait_for_timeout(50)
        browser.close()
    assert not told
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]


def waits(locator):
    """Wait for what is expected of an element, asked from outside: the page's policy bars evaluating text in it."""
    return pytest.importorskip("playwright.sync_api").expect(locator)
