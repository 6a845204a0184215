"""Questions that follow one another, and what each takes over from the ones before it."""

from dataclasses import replace

from graph.store import Store
from ontology.wording import Language, say
from queries.answers.answer import in_other_words, narrowed, reply, reply_alone
from queries.answers.describe import understood
from queries.answers.reply import Answer, refused
from queries.conversation.follow import Followed, Follower
from queries.conversation.leaning import insists, leans, may_mean_all
from queries.conversation.splice import spliced
from queries.conversation.turns import Turn, listing_of
from queries.conversation.words import has_letters, is_choice, leaning_cues, place_said, whole_meaning
from queries.index import Index, index_of
from queries.questions.question import Heard, understand
from queries.questions.request import Refusal, Request
from queries.questions.scan import Scan, scan
from queries.questions.words import bare, language_of, legible

SHORTEST_CHOICE = 2
# Why a question that follows another has no answer, which says more than that it is not whole by itself.
TELLING = frozenset({"no-target-there"})


class Conversation:
    """Questions over the plans of a store, each of which may lean on those before it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index: Index | None = None
        self._turns: list[Turn] = []

    @property
    def chain(self) -> tuple[str, ...]:
        """What leads to the last answer when it is said again, from a question that stands by itself on."""
        return self._turns[-1].chain if self._turns else ()

    @property
    def context(self) -> tuple[str, ...]:
        """What leads to where the next question may follow on: the last one that was understood."""
        turn = next((turn for turn in reversed(self._turns) if turn.answer.readings or turn.understood), None)
        return turn.chain if turn is not None else ()

    def ask(self, question: str, reading: str = "") -> Answer:
        """Answer a question, by itself where it can stand by itself, else together with those before it.

        Args:
            reading: one of the readings of an earlier answer to the same question, to take it in that sense.

        Raises:
            DubanError: the store cannot be read.
        """
        index = index_of(self._store)
        if index is not self._index:  # a plan has come, gone or changed: what was said was said of others
            self._index, self._turns = index, []
        text = legible(question)
        turn = self._choice(text, index) or self._turn(text, index)
        if reading and reading in turn.answer.readings:
            turn = replace(self._taken(turn, reading, text, index), reading=reading)
        self._turns.append(turn)
        return turn.answer if text == question else replace(turn.answer, question=question)

    def can_take(self, reading: str) -> bool:
        """Whether a reading of the last answer is one that can be chosen."""
        if self._index is None or not self._turns:
            return False
        last = self._turns[-1]
        return self._taken(last, reading, last.question, self._index).answer.status != "ambiguous"

    def _turn(self, question: str, index: Index) -> Turn:
        """Return a question with its answer, by itself or after the last one that was understood."""
        before = next((turn for turn in reversed(self._turns) if turn.understood), None)
        own, heard = understand(scan(question, index), question, index)
        turn = self._after(question, own, heard, before, index) if before is not None else None
        if turn is not None and not (turn.understood and heard is not None and may_mean_all(own, heard)):
            return turn
        alone = self._standing(question, own, heard, index)
        return alone if turn is None else self._either(turn, alone)

    def _after(
        self, question: str, own: Request | Refusal, heard: Heard | None, before: Turn, index: Index
    ) -> Turn | None:
        """Return a question with its answer after another one; ``None`` where it stands by itself."""
        leaning = scan(question, index, leaning_cues(language_of(question)))
        whole = bool(whole_meaning(question))
        sure = whole or insists(leaning)
        if not whole and not leans(own, heard, leaning, before):
            return None
        if before.answer.status == "ambiguous":
            return _asked_again(question, before)
        if not sure and isinstance(own, Refusal) and self._standing(question, own, heard, index).request is not None:
            return None
        language = before.answer.language if not has_letters(question) else language_of(question)
        turn = self._spliced(question, leaning, before, index)
        if turn is None or not turn.understood:
            turn = self._following(question, self._followed(question, leaning, before, index), before, language, index)
        told = turn is not None and isinstance(turn.outcome, Refusal) and turn.outcome.key in TELLING
        return turn if turn is not None and (turn.understood or sure or turn.choices or told) else None

    def _followed(self, question: str, leaning: Scan, before: Turn, index: Index) -> Followed:
        follower = Follower(self._store, index, before, before.lineage)
        whole = whole_meaning(question)
        return follower.whole(whole) if whole else follower.follow(leaning, question)

    def _spliced(self, question: str, leaning: Scan, before: Turn, index: Index) -> Turn | None:
        """Return the question before, if it went past the grammar, with a word of this one in the place of its own."""
        text = spliced(before, leaning, index) if before.heard is None else ""
        if not text:
            return None
        own, heard = understand(scan(text, index), text, index)
        outcome, answer = reply_alone(self._store, text, own, "", index)
        answer = _said_to_follow(replace(answer, question=question), before)
        listed = listing_of(answer, before, pointing=False)
        heard = heard if outcome is own else None
        return Turn(question, outcome, answer, heard, before=before, listed=listed, means=text)

    def _standing(self, question: str, outcome: Request | Refusal, heard: Heard | None, index: Index) -> Turn:
        request, answer = reply_alone(self._store, question, outcome, "", index)
        listed = listing_of(answer, None, pointing=False)
        return Turn(question, request, answer, heard if request is outcome else None, listed=listed)

    def _following(
        self, question: str, followed: Followed, before: Turn, language: Language, index: Index
    ) -> Turn | None:
        """Return a question with its answer after another; ``None`` where it is not clear what it asks."""
        blank = Answer(question, language, "declined", "none")
        if not followed.meanings:
            refusal = followed.refusal
            return Turn(question, refusal, refused(blank, refusal), before=before) if refusal else None
        asked = [(heard, outcome) for heard, outcome in followed.meanings if isinstance(outcome, Request)]
        if len(asked) > 1:
            choices = tuple((understood(request, index), heard, request) for heard, request in asked)
            note = say("answers.which-replaced", language)
            back = replace(blank, status="ambiguous", notes=(note,), readings=tuple(text for text, *_ in choices))
            return Turn(question, asked[0][1], back, asked[0][0], choices, before=before)
        heard, outcome = asked[0] if asked else followed.meanings[0]
        if isinstance(outcome, Request):
            outcome = replace(outcome, language=language)
        answer = reply(self._store, question, outcome, "", index, language)
        answer = _said_to_follow(answer, before)
        pointing = bool(followed.pointed.kind)
        listed = listing_of(answer, before, pointing=pointing)
        return Turn(question, outcome, answer, heard, before=before, listed=listed, pointed=followed.pointed)

    def _either(self, turn: Turn, own: Turn) -> Turn:
        """Return the question asked back, where it may mean what was answered just now or all that there is."""
        if turn.answer.answers == own.answer.answers or not (turn.heard and turn.request and own.heard and own.request):
            return own
        language = own.answer.language
        those, whole = (say(f"answers.reading-{key}", language) for key in ("those", "whole"))
        note = say("answers.whole-or-those", language)
        blank = Answer(turn.question, language, "ambiguous", "none", notes=(note,), readings=(those, whole))
        return replace(turn, answer=blank, choices=((those, turn.heard, turn.request), (whole, own.heard, own.request)))

    def _choice(self, question: str, index: Index) -> Turn | None:
        """Return the last question in the sense that was chosen, if this is an answer to one that was asked back."""
        last = self._turns[-1] if self._turns else None
        if last is None or not last.answer.readings:
            return None
        reading = _reading_chosen(question, last.answer.readings)
        if not reading:
            return None
        return replace(self._taken(last, reading, question, index), before=last, means=last.means or last.question)

    def _taken(self, turn: Turn, reading: str, question: str, index: Index) -> Turn:
        """Return a question that was asked back, in one of its senses."""
        language = turn.answer.language
        for text, heard, request in turn.choices:
            if text == reading:
                followed = Followed(((heard, request),))
                return self._following(question, followed, turn, language, index) or turn
        if isinstance(turn.outcome, Refusal):
            meant = in_other_words(turn.question, turn.outcome, reading)
            taken = self._turn(meant, index) if meant else turn
            return replace(taken, question=question, answer=replace(taken.answer, question=question))
        outcome = narrowed(turn.outcome, reading, index)
        answer = reply(self._store, question, outcome, reading, index, language)
        own = turn.heard
        if own is not None and outcome.tasks != turn.outcome.tasks:
            own = replace(own, request=replace(own.request, tasks=outcome.tasks, topic=""), topic=())
        listed = listing_of(answer, turn, pointing=False)
        return Turn(question, outcome, answer, own, before=turn.before, listed=listed)


def _asked_again(question: str, before: Turn) -> Turn:
    note = say("answers.choose-first", before.answer.language)
    return replace(
        before, question=question, answer=replace(before.answer, question=question, notes=(note,)), before=before
    )


def _said_to_follow(answer: Answer, before: Turn) -> Answer:
    if not answer.interpretation:
        return answer
    text = say(
        "answers.followed", answer.language, question=before.means or before.question, text=answer.interpretation
    )
    return replace(answer, interpretation=text)


def _reading_chosen(question: str, readings: tuple[str, ...]) -> str:
    """Return the reading that an answer chooses by its number, or by words that only one of them has."""
    if is_choice(question):
        place = place_said(question)
        fits = 1 <= abs(place) <= len(readings)
        return readings[place - 1 if place > 0 else place] if fits else ""
    words = bare(question)
    having = [reading for reading in readings if words in bare(reading)]
    same = [reading for reading in having if bare(reading) == words]
    chosen = same or having
    return chosen[0] if len(chosen) == 1 and len(words) >= SHORTEST_CHOICE else ""
