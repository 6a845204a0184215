"""Makes the picture of the page in the README: ``python -m tests.screenshot``."""

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from tests.served import browsing, free_port, serving, settle

PICTURE = Path(__file__).parent.parent / "docs" / "ask.png"
QUESTION = "2017年区农委牵头哪些任务?"


def main() -> None:
    """Ask the question and save what Chromium shows."""
    with TemporaryDirectory() as folder, serving(Path(folder) / "store", free_port()) as address, browsing() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}?{urlencode({'q': QUESTION})}")
        page.locator("figure.duban-passage").wait_for()
        page.get_by_role("button", name="一共有多少项任务？").wait_for()
        settle(page)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
