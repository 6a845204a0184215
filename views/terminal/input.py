"""Plans that commands read from files."""

from typing import TYPE_CHECKING

from ontology.wording import DubanError

if TYPE_CHECKING:
    from extraction.records import Plan


def plan_in(file: str) -> "Plan":
    """Return the plan that a file holds; ``-`` is standard input.

    Raises:
        DubanError: the file cannot be used, or it holds no plan.
    """
    from extraction.pipeline import extract
    from extraction.reader import read_document

    plan = extract(read_document(file))
    if not (plan.sections or plan.tasks or plan.targets):
        raise DubanError("errors.no-plan")
    return plan
