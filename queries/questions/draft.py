"""What has been understood of a question so far, by what it is about."""

from dataclasses import dataclass, field

from queries.questions.cues import WHO
from queries.questions.request import Involvement, Rank, Sought, When
from queries.questions.topics import Word
from queries.questions.words import Item


@dataclass(slots=True)
class People:
    """Bodies whose roles are settled.

    Args:
        involvements: what the tasks' bodies must do.
        sought: the roles whose holders are asked for.
        askings: how often the question asks "who".
        shared: roles that others hold together with the body named (和区农委一起牵头的).
        loose: whether bodies in one role were joined by a mere "and".
    """

    involvements: list[Involvement] = field(default_factory=list)
    sought: list[Sought] = field(default_factory=list)
    askings: int = 0
    shared: tuple[str, ...] | None = None
    loose: bool = False


@dataclass(slots=True)
class Waiting:
    """Bodies that wait for a role, and roles that wait for a body.

    Args:
        pending: bodies, and "who", that no role has been said of yet.
        last: those that had the last role; a further role is theirs too (参与但不牵头).
        before: roles in a passive form, whose bodies follow (led by …).
        floating: roles that were said with nobody before them.
        joint: whether "both" was said of a "who" that waits, so that two roles are asked for.
        object_role: the roles of bodies that are an object (配合区农委做的: what it leads).
    """

    pending: list[Item] = field(default_factory=list)
    last: list[Item] = field(default_factory=list)
    before: tuple[str, ...] | None = None
    floating: tuple[str, ...] | None = None
    object_role: tuple[str, ...] = ()
    joint: bool = False

    @property
    def bodies(self) -> list[Item]:
        """The bodies among those that wait."""
        return [item for item in self.pending if item.kind == "body"]

    @property
    def asks(self) -> bool:
        """Whether a "who" waits."""
        return any(item.kind == WHO for item in self.pending)


@dataclass(slots=True)
class Marks:
    """Small words that hold for the role that comes next, and end with it.

    Args:
        negated: 不.
        either: 或 between bodies.
        both: 都.
        only: 只, of what the bodies do: this role and no other.
        alone: 只有, of the bodies: nobody else has the role.
        joined: 或 between two bodies that each had a role said of them.
    """

    negated: bool = False
    either: bool = False
    both: bool = False
    only: bool = False
    alone: bool = False
    joined: bool = False


@dataclass(slots=True)
class LeftOut:
    """What stands between 除 and 以外.

    Args:
        begun: whether 除 was said and 以外 not yet.
        departments: who is left out of the answer.
        end: where the last of them ends in the question.
        done: whether it was tasks that were left out instead (除区环保局牵头的以外).
    """

    begun: bool = False
    departments: tuple[str, ...] = ()
    end: int = -9
    done: bool = False


@dataclass(slots=True)
class Subject:
    """What the question is about: the words of its topic, what it names by number, and whether it must have figures.

    Args:
        cuts: before which words of the topic stands an "or".
    """

    words: list[Word] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sections: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    figured: bool | None = None
    cuts: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Times:
    """When: the dates named, those ruled out and compared with, whether all must hold, whether a task must have one."""

    whens: list[When] = field(default_factory=list)
    unlike: list[When] = field(default_factory=list)
    baselines: list[int] = field(default_factory=list)
    every: bool = False
    dated: bool | None = None


@dataclass(slots=True)
class Ranking:
    """Which places of a ranking, or which single one, and of whom."""

    rank: Rank | None = None
    limit: int = 1
    place: int = 0
    among: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """What has been understood so far.

    Args:
        said: the kinds of the cues read so far, and what neighbouring ones say together.
        ahead: the kinds of all cues of the question.
        previous: the kind of the last cue that says something.
        unclear: whether something could not be told apart.
    """

    said: set[str] = field(default_factory=set)
    ahead: frozenset[str] = frozenset()
    previous: str = ""
    unclear: bool = False
    people: People = field(default_factory=People)
    waiting: Waiting = field(default_factory=Waiting)
    marks: Marks = field(default_factory=Marks)
    left_out: LeftOut = field(default_factory=LeftOut)
    subject: Subject = field(default_factory=Subject)
    times: Times = field(default_factory=Times)
    ranking: Ranking = field(default_factory=Ranking)

    @property
    def half_understood(self) -> bool:
        """Whether a word was left that says something of nothing."""
        left = self.left_out
        open_exception = left.begun and not (left.departments or left.done)
        return self.marks.negated or self.unclear or open_exception or bool(self.waiting.before)
