"""The course of a batch through workers that may end: again, then job by job, until what ends them is known.

The same for every engine. A course asks for calls and is told what came of them, so that an engine can follow any
number of courses at once and knows nothing of their reasons.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from policycmp.engines.tasks import Done, Lost
from policycmp.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Call(Generic[J]):
    """What a worker is asked to do: the task on some jobs, or a probe of one."""

    jobs: tuple[J, ...]
    probe: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a call whose process ended before it answered."""

    reason: str


Course = Generator[Call[J], Any, list[Done[J, R]]]


class Crew(Protocol[J]):
    """The workers of an engine. A ticket tells which call an answer belongs to."""

    def accepts(self, call: Call[J]) -> bool:
        """Tell whether a call can be given now."""

    def give(self, ticket: int, call: Call[J]) -> None:
        """Give a call to a worker, without waiting for it."""

    def answers(self) -> Iterable[tuple[int, object]]:
        """Wait for answers: tickets with what the task gave, or with `Ended`. An error of the task is raised."""


def course(jobs: tuple[J, ...], tries: int) -> Course[J, R]:
    """Bring a batch through.

    Args:
        jobs: the batch.
        tries: how many processes a call must end before it is to blame; one may have been ended from outside.

    Returns:
        What came of the batch; in parts where its jobs end a process only together.
    """
    lost: list[Lost[J]] = []
    while True:
        answer = yield from _insist(Call(jobs), tries)
        if not isinstance(answer, Ended):
            return [Done(jobs, answer, tuple(lost))]
        if not jobs:
            raise EngineError(f"the processes that read the plans cannot work: {answer.reason}")
        newly_lost = yield from _find_lost(jobs, answer, tries)
        if not newly_lost:
            halves: Course[J, R] = _halves(jobs, lost, tries)
            return (yield from halves)
        lost += [newly_lost[place] for place in sorted(newly_lost)]
        jobs = tuple(job for place, job in enumerate(jobs) if place not in newly_lost)


def _insist(call: Call[J], tries: int) -> Generator[Call[J], Any, Any]:
    """Make a call until it is answered, or has ended so many processes."""
    answer: Any = None
    for _ in range(tries):
        answer = yield call
        if not isinstance(answer, Ended):
            break
    return answer


def _find_lost(jobs: tuple[J, ...], ended: Ended, tries: int) -> Generator[Call[J], Any, dict[int, Lost[J]]]:
    """Probe the jobs of a batch, each alone; a batch of one has been probed by being done."""
    if len(jobs) == 1:
        return {0: Lost(jobs[0], ended.reason)}
    lost = {}
    for place, job in enumerate(jobs):
        answer = yield from _insist(Call((job,), probe=True), tries)
        if isinstance(answer, Ended):
            lost[place] = Lost(job, answer.reason)
    return lost


def _halves(jobs: tuple[J, ...], lost: Sequence[Lost[J]], tries: int) -> Course[J, R]:
    middle = len(jobs) // 2
    first: Course[J, R] = course(jobs[:middle], tries)
    second: Course[J, R] = course(jobs[middle:], tries)
    done = [*(yield from first), *(yield from second)]
    return [replace(done[0], lost=(*lost, *done[0].lost)), *done[1:]]


@dataclass(slots=True)
class Courses(Generic[J, R]):
    """The courses under way: a window over the batches, which are taken when there is room for them.

    Attributes:
        batches: those to come.
        most: how many batches may be under way or wait for an earlier one.
        tries: see `course`.
    """

    batches: Iterator[tuple[J, ...]]
    most: int
    tries: int
    _courses: dict[int, Course[J, R]] = field(default_factory=dict)
    _ended: dict[int, list[Done[J, R]]] = field(default_factory=dict)
    _calls: deque[tuple[int, Call[J]]] = field(default_factory=deque)
    _opened: int = 0
    _given: int = 0

    @property
    def under_way(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._courses)

    def next_call(self) -> tuple[int, Call[J]] | None:
        """Show the call to make next, if there is one; it stays the next until it is `taken`."""
        if not self._calls and self._opened - self._given < self.most:
            jobs = next(self.batches, None)
            if jobs is not None:
                self._courses[self._opened] = course(jobs, self.tries)
                self._opened += 1
                self._step(self._opened - 1, None)
        return self._calls[0] if self._calls else None

    def taken(self) -> None:
        """Note that the next call was given to a worker."""
        self._calls.popleft()

    def answer(self, ticket: int, answer: object) -> None:
        """Note what came of a call."""
        self._step(ticket, answer)

    def in_order(self) -> Iterator[Done[J, R]]:
        """Give what is done, up to the first batch that is not."""
        while self._given in self._ended:
            yield from self._ended.pop(self._given)
            self._given += 1

    def _step(self, ticket: int, answer: object) -> None:
        try:
            self._calls.append((ticket, self._courses[ticket].send(answer)))
        except StopIteration as stop:
            del self._courses[ticket]
            self._ended[ticket] = stop.value


def follow(crew: Crew[J], courses: Courses[J, R]) -> Iterator[Done[J, R]]:
    """Bring all batches through a crew; give what came of each, in their order."""
    while True:
        while (called := courses.next_call()) and crew.accepts(called[1]):
            crew.give(*called)
            courses.taken()
        if not courses.under_way:
            return
        for ticket, answer in crew.answers():
            courses.answer(ticket, answer)
        yield from courses.in_order()
