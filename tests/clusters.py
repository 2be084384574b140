"""A cluster for tests and benchmarks: a scheduler and some workers, each a process of this machine."""

import os
import re
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

_ADDRESS = re.compile(r"Scheduler at:\s+(tcp://\S+)")
_REGISTERED = re.compile(r"Registered to:\s+(\S+)")
# Both open a page on all interfaces unless they are told another place for it.
_PRIVATE = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")


@contextmanager
def cluster(folder, workers=2, path=(), failures=3):
    """Start a cluster whose processes work in a folder; give the scheduler's address.

    The nanny of a worker starts it again when it ends, as it does on a real cluster.
    """
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([*map(str, path), *sys.path]),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures),
    }
    processes = []
    with ExitStack() as stack:

        def start(name, *arguments):
            log = folder / f"{name}.log"
            with log.open("wb") as written:
                process = subprocess.Popen(
                    [sys.executable, "-m", "dask", *arguments, *_PRIVATE],
                    cwd=folder,
                    env=environment,
                    stderr=written,
                    stdout=written,
                )
            stack.callback(process.wait)
            processes.append(process)
            return process, log

        try:
            address = _wait_for(_ADDRESS, *start("scheduler", "scheduler", "--port", "0"))
            options = (address, "--nthreads", "1", "--local-directory", str(folder))
            started = [start(f"worker-{number}", "worker", *options) for number in range(workers)]
            for process, log in started:
                _wait_for(_REGISTERED, process, log)
            yield address
        finally:
            for process in reversed(processes):
                process.terminate()


def _wait_for(pattern, process, log):
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if found := pattern.search(log.read_text("utf-8")):
            return found[1]
        time.sleep(0.05)
    raise RuntimeError(log.read_text("utf-8"))
