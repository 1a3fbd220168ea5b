"""What a process takes from its start to its end: `python -m benchmarks.started bot ask "wat is PYSI?"`.

Prints seconds and MB as JSON. Small, and a process of its own: Linux counts the memory of whoever starts a process as
the process's own.
"""

import json
import os
import subprocess
import sys
import time

TIMES = 5


def once(arguments: list[str]) -> tuple[float, float]:
    """Run `python -m` with `arguments`; seconds by the clock, and the most memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(process.returncode)
    return time.perf_counter() - began, usage.ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(min(once(sys.argv[1:]) for _ in range(TIMES))))
