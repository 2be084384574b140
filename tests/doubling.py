"""Small tasks for the tests of engines; a module of its own, so that the processes import nothing else."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Double:
    """Doubles numbers; a number below zero ends the process, and what is no number is an error of the program."""

    notes: Path | None = None

    def __call__(self, jobs):
        return [self.double(job) for job in jobs]

    def probe(self, job):
        self.double(job)

    def double(self, job):
        if self.notes is not None:
            (self.notes / str(os.getpid())).touch()
            time.sleep(0.02)
        if isinstance(job, int):
            if job < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return 2 * job
        if job == "exit":
            os._exit(7)
        return 2 / 0


class Here(Double):
    """Tells where it is done."""

    def __call__(self, jobs):
        return len(jobs), os.getpid()


class DiesOnArrival(Double):
    """Cannot be built in another process."""

    def __reduce__(self):
        return os._exit, (5,)


def same():
    """Stand for the hash of a program that is the same on all machines."""
    return "0" * 64


def other():
    """Stand for the hash of a program that is another in every process."""
    return f"{os.getpid():064}"
