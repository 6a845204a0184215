"""A log of the questions asked, kept on this machine and only if the user turns it on.

``DUBAN_QUESTION_LOG=1`` keeps it in the user's data folder, and a path keeps it there; without the variable, or with
``0`` in it, nothing is written.  One JSON object a line: when and what was asked and how it was understood, but nothing
of what was answered.
"""

import json
import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from queries.answers.reply import Answer

VARIABLE = "DUBAN_QUESTION_LOG"
FILE = "questions.jsonl"


def log_location() -> Path | None:
    """Return where questions are logged, ``None`` where the user has not turned that on."""
    setting = os.environ.get(VARIABLE, "").strip()
    if setting in ("", "0"):
        return None
    if setting != "1":
        return Path(os.path.expanduser(setting))  # leaves a home of nobody as it is
    from platformdirs import user_data_path  # 20 ms that nobody else need spend

    return user_data_path("duban", appauthor=False) / FILE


def log_question(answer: Answer) -> None:
    """Add a question to the log if there is one; what cannot be written is left out, for the answer comes first."""
    location = log_location()
    if location is None:
        return
    entry = {
        "time": datetime.now().astimezone().isoformat(timespec="seconds"),
        "question": answer.question,
        "status": answer.status,
        "kind": answer.kind,
        "interpretation": answer.interpretation,
    }
    line = json.dumps(entry, ensure_ascii=False) + "\n"
    with suppress(OSError):
        _append(location, line.encode("utf-8", "replace"))


def _append(location: Path, line: bytes) -> None:
    """Write a line in one go, so that lines of several programs stay whole, to a file for the user's eyes only."""
    location.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    at_once = getattr(os, "O_NONBLOCK", 0)  # Windows has none, and rights of its own
    descriptor = os.open(location, os.O_WRONLY | os.O_APPEND | os.O_CREAT | at_once, 0o600)
    try:
        if at_once and stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, 0o600)
        os.write(descriptor, line)
    finally:
        os.close(descriptor)
