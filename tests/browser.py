"""A browser for pages: the system's Chromium; where there is none, tests of pages are skipped with the reason."""

import importlib.util
import shutil
from contextlib import contextmanager

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Root in a container has no sandbox; nothing else is asked of the network.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LACKING = (
    "playwright is not installed (pip install playwright)"
    if importlib.util.find_spec("playwright") is None
    else "no Chromium on the path"
    if CHROMIUM is None
    else ""
)


@contextmanager
def chromium():
    """Start the browser and stop it again."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it need not be installed

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page opened from the disk, with all that it says on its console and asks of the network."""

    def __init__(self, browser, file, **context):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **context})
        self.page = self.context.new_page()
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.file = file
        self.page.goto(file.as_uri())

    def press(self, *keys):
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        """Type a text into the field that has the focus."""
        self.page.keyboard.type(text)
