"""Figures of a benchmark: what was seen beside what is aimed at, and the processes that they are measured on."""

import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import policycmp

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_UNKEPT = {"POLICYCMP_CACHE": "off"}  # a second run is measured only where that is asked for
PROGRAM = (sys.executable, "-m", "policycmp")


@dataclass(frozen=True)
class Figure:
    """One ratio: `seen` should be at most (or, if `least`, at least) `limit`; `of` says what it was made of."""

    name: str
    seen: float
    limit: float | None = None
    of: str = ""
    least: bool = False

    @property
    def held(self):
        if self.limit is None:
            return True
        return self.seen >= self.limit if self.least else self.seen <= self.limit


@dataclass(frozen=True)
class Run:
    """What a process took: seconds on the clock and on the processor, and its peak of memory in MB."""

    wall: float
    cpu: float
    peak: float
    code: int


def run(*command, **environment):
    """Run a program to its end and measure it; what it prints goes nowhere.

    Bytecode is kept between runs, as it is where a package is installed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
        | _UNKEPT
        | environment,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return Run(time.perf_counter() - start, cpu, peak, process.returncode)


def medians(commands, rounds=5, **environment):
    """Run programs in turn, so that a busy machine slows them alike; give the medians of each."""
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(*command, **environment))
    return {
        name: Run(
            statistics.median(each.wall for each in seen),
            statistics.median(each.cpu for each in seen),
            max(each.peak for each in seen),
            max(each.code for each in seen),
        )
        for name, seen in runs.items()
    }


def table(figures):
    """Lay figures out in Markdown, under a line that describes the machine."""
    lines = [machine(), "", "| what | seen | limit | of |", "|---|---|---|---|"]
    for each in figures:
        bound = "" if each.limit is None else f"{'≥' if each.least else '≤'} {each.limit:g}"
        mark = "" if each.held else " (missed)"
        lines.append(f"| {each.name} | {each.seen:.3g}{mark} | {bound} | {each.of} |")
    return "\n".join(lines)


def machine():
    """Describe the machine: processor, cores, memory, system, Python, version."""
    parts = (
        _processor(),
        f"{os.cpu_count()} cores",
        f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        f"policycmp {policycmp.__version__}",
    )
    return ", ".join(parts)


def _processor():
    described = Path("/proc/cpuinfo")
    if described.is_file():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"
