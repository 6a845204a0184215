"""Targets: what is to be reached, by how much and in which year.

A figure is read by what stands to its left in the same clause: a verb of state (达到), a verb of change
(比2015年下降), an indicator's own name (达标率100), or an action that counts things (取缔2家); or else by what is to
hold for the things behind it (90%以上的村庄…得到治理).  A figure that none of these governs describes something and is
no target, nor is one in a sentence that tells how things are.
"""

from extraction.classes import find_classes
from extraction.figures import find_figures
from extraction.scope import Scope, TargetMention
from extraction.states import find_states
from extraction.telling import tells
from extraction.times import dated, deadlines


def find_targets(scope: Scope) -> list[TargetMention]:
    """Return the targets in an item, in the order of the text."""
    if scope.setting.past:
        return []
    found = [*find_figures(scope), *find_classes(scope)]
    found += find_states(scope, [(mention.start, mention.end) for mention in found])
    found.sort(key=lambda mention: mention.start)
    times = deadlines(scope)
    made = [dated(mention, scope, times) for mention in found]
    return made if scope.text.scrambled else [mention for mention in made if not tells(mention, scope)]
