"""What holds for every test."""

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from graph.store import MemoryStore

# Time limits of single examples fail on a busy machine; CI tries the same examples each time.
settings.register_profile("duban", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("duban")

LEFT_OUT = ("skipped", "xfailed", "xpassed", "deselected")


def left_out(config: pytest.Config) -> dict[str, int]:
    """How many tests were not run to a plain pass or failure, by why."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    stats = reporter.stats if reporter else {}
    return {why: len(stats[why]) for why in LEFT_OUT if stats.get(why)}


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI a test left out is a failure: what CI calls green has been run."""
    if os.environ.get("CI") and left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say that something was left out, and that CI does not allow it."""
    counts = left_out(config)
    if counts:
        listed = ", ".join(f"{count} {why}" for why, count in counts.items())
        ruling = "a failure, since CI is set" if os.environ.get("CI") else "CI would not pass"
        terminalreporter.write_line(f"Not every test was run: {listed}; {ruling}.", yellow=True)


@pytest.fixture(scope="module")
def store() -> "MemoryStore":
    """A store that holds the shipped plan; a module that needs another one has a fixture of this name."""
    from extraction.pipeline import extract
    from graph.build import describe_vocabulary
    from graph.library import state
    from graph.store import MemoryStore
    from tests.variants import original

    made = MemoryStore()
    made.replace_plan("yongchuan", [*state(extract(original().text), "yongchuan"), *describe_vocabulary()])
    return made
