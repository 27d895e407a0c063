"""``measure_start.py ROUNDS PROGRAM…`` tells CPU seconds to open and close the window, programs in turns; needs a display and xdotool."""

import os
import signal
import subprocess
import sys
import tempfile
from statistics import median


def main() -> None:
    """Measure and print medians, and ratios to the last program."""
    rounds, programs = int(sys.argv[1]), sys.argv[2:]
    taken: dict[str, list[float]] = {program: [] for program in programs}
    for _ in range(rounds):
        for program in programs:
            taken[program].append(cpu_s(program))
    last = median(taken[programs[-1]])
    for program, values in taken.items():
        sys.stdout.write(f"{median(values):.2f} s, {median(values) / last:.2f} x: {program}\n")


def cpu_s(program: str) -> float:
    """CPU seconds of one start and end in a home of its own, children too."""
    with tempfile.TemporaryDirectory() as home:
        child = subprocess.Popen([program, "--home", home, "--service", "local"], stderr=subprocess.DEVNULL)
        subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Slipgui"], check=True, stdout=subprocess.DEVNULL
        )
        child.send_signal(signal.SIGTERM)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
