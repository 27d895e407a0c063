"""``make bench-transfer``: uploads beside curl, the sound proxy beside ffmpeg, polls for each job (DESIGN.md, section 5).

Interleaved rounds, medians; start-up of Python is excluded (a window that sends was started long before), that of curl and ffmpeg, some
hundredths of a second, is included.  Prints a table and writes ``build/bench-transfer.json``.
"""

import argparse
import asyncio
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from child import Row, measure, medians, plain, ratio, report
from polls import count_polls
from prores_film import make_prores_film
from support.certificates import make_certificate

UPLOAD_BYTES = 1 << 30
FILM_BYTES_OF_THE_GOAL = 5_800_000_000
READ_GOAL_MB = 250
Run = Callable[[], dict[str, float]]


def run_other(command: list[str]) -> dict[str, float]:
    """CPU and wall seconds of a program of somebody else, and what it read from the disk."""
    before, wall_s = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "cpu_s": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "wall_s": time.monotonic() - wall_s,
        "disk_mb": (after.ru_inblock - before.ru_inblock) * 512 / 1e6,
    }


@contextmanager
def open_sink(*arguments: str) -> Iterator[str]:
    """Host and port of a server that throws bodies away."""
    command = [sys.executable, str(Path(__file__).with_name("sink.py")), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sink:
        assert sink.stdout is not None
        try:
            yield f"127.0.0.1:{int(sink.stdout.readline())}"
        finally:
            sink.kill()


def uploads(folder: Path, n_rounds: int) -> list[Row]:
    curl = shutil.which("curl")
    if curl is None:
        return [plain("upload: no curl here", None, "")]
    body = folder / "body.mp4"
    with body.open("wb") as file:
        file.truncate(UPLOAD_BYTES)
    certificate = make_certificate(folder)
    trust = str(certificate.trust_file)
    rows: list[Row] = []
    for scheme, keys in (("http", ()), ("https", (trust, trust.removesuffix(".crt") + ".key"))):
        with open_sink(*keys) as host:
            rows += compare_uploads([curl, "-sS", "-f", "--cacert", trust], f"{scheme}://{host}", body, n_rounds)
    body.unlink()
    return rows


def compare_uploads(curl: list[str], base_url: str, body: Path, n_rounds: int) -> list[Row]:
    environ = {"SSL_CERT_FILE": curl[-1]}
    theirs = {
        "PUT": [*curl, "-T", str(body), "-H", "Content-Type: video/mp4", f"{base_url}/object"],
        "POST": [*curl, "-F", f"file=@{body};type=video/mp4;filename=clip.mp4", f"{base_url}/object"],
    }
    scheme, rows = base_url.partition(":")[0], []
    for method, flag in (("PUT", "-T"), ("POST", "-F")):
        ours, others = in_turns(
            lambda method=method: measure("send_once", method, base_url, str(body), **environ),
            lambda method=method: run_other(theirs[method]),
            n_rounds,
        )
        what = f"{method} of 1 GiB over {scheme}"
        rows += [
            ratio(f"{what}, CPU s, against curl {flag}", ours["cpu_s"], others["cpu_s"], 1.05),
            ratio(f"{what}, wall s, against curl {flag}", ours["wall_s"], others["wall_s"], 1.05),
            plain(f"{what}, MB above idle", ours["grown_mb"], "<= 40"),
        ]
    return rows


def in_turns(ours: Run, theirs: Run, n_rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Medians of both; each goes first in every other round, for the second finds the machine as the first left it."""
    rounds: tuple[list[dict[str, float]], list[dict[str, float]]] = ([], [])
    for number in range(n_rounds):
        for who in (0, 1) if number % 2 else (1, 0):
            rounds[who].append((ours, theirs)[who]())
    return medians(rounds[0]), medians(rounds[1])


def preparing(folder: Path, n_rounds: int, film_bytes: int) -> list[Row]:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        return [plain("sound proxy: no ffmpeg here", None, "")]
    film = make_prores_film(folder / "film.mov", film_bytes)
    shape = ["-vn", "-ac", "1", "-ar", "22050", "-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart"]
    command = [ffmpeg, "-y", "-v", "error", "-i", str(film), *shape, str(folder / "out.mp4")]
    quick = [*command[:-1], "-aac_coder", "fast", command[-1]]
    rounds = []
    for _ in range(n_rounds):
        cold = []
        for run in (lambda: measure("proxy_once", str(film)), lambda: run_other(command), lambda: run_other(quick)):
            forget(film)
            cold.append(run())
        rounds.append(cold)
    ours, others, quicker = (medians(list(runs)) for runs in zip(*rounds, strict=True))
    size = film.stat().st_size
    what = f"sound of a ProRes film of {size / 1e9:.1f} GB"
    goal_mb = READ_GOAL_MB * size / FILM_BYTES_OF_THE_GOAL
    return [
        ratio(f"{what}, CPU s, against ffmpeg -vn", ours["cpu_s"], others["cpu_s"], 1.1),
        plain(f"{what}, CPU s, beside ffmpeg with our coder", ours["cpu_s"], "", against=quicker["cpu_s"], digits=3),
        ratio(f"{what}, wall s, nothing of it in memory before", ours["wall_s"], others["wall_s"], 1.1),
        ratio(f"{what}, MB read from the disk", ours["disk_mb"], others["disk_mb"], 1.0)
        | {"goal": f"<= {goal_mb:.0f} (250 of 5.8 GB)"},
        plain(f"{what}, MB asked of the system", ours["read_mb"], ""),
        plain(f"{what}, MB above idle", ours["grown_mb"], "<= 40"),
    ]


def forget(path: Path) -> None:
    """Have the kernel drop what it keeps of a file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def polling(folder: Path) -> list[Row]:
    rows = []
    for job_s in (1.0, 5.0, 20.0, 60.0):
        counted = asyncio.run(count_polls(folder / f"home-{job_s:.0f}", job_s))
        rows += [
            plain(f"polls for a job of {job_s:.0f} s", counted.n_polls, ""),
            plain("  s until the answer, after the service had it", counted.late_s, "<= 5 (one poll)"),
        ]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--film-gb", type=float, default=2.2, help="size of the ProRes film, at least 2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        rows = uploads(folder, options.rounds)
        rows += [*preparing(folder, options.rounds, round(options.film_gb * 1e9)), *polling(folder)]
    report(rows, "bench-transfer")


if __name__ == "__main__":
    main()
