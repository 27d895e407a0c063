"""Asks pip-audit for known weaknesses of the locked distributions, and ends well only where all of them were looked at."""

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).with_name("requirements.txt")


def main() -> int:
    """Exit code: 0 nothing known, 1 weaknesses, 2 not all could be looked at."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--format",
        "json",
        "-r",
        str(LOCK),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(run.stdout)["dependencies"]
    except ValueError:
        sys.stderr.write(f"The audit could not be made; pip-audit says:\n{run.stderr}")
        return 2
    lines, code = verdict(report)
    sys.stdout.write("\n".join(lines) + "\n")
    return code


def verdict(report: list[dict[str, object]]) -> tuple[list[str], int]:
    """Lines to print and exit code, of pip-audit's list of dependencies."""
    unseen = sorted(str(each["name"]) for each in report if "skip_reason" in each)
    weak = [(each, weakness) for each in report for weakness in each.get("vulns") or []]  # type: ignore[attr-defined]
    lines = [
        f"{each['name']} {each['version']}: {found['id']}, mended in {found['fix_versions'] or 'none'}"
        for each, found in weak
    ]
    if unseen and len(unseen) == len(report):
        lines.append(f"None of {len(report)} distributions was audited: the service cannot be reached from here.")
    elif unseen:
        lines.append(f"Not audited: {', '.join(unseen)}.")
    elif not weak:
        lines.append(f"{len(report)} distributions, no known weakness.")
    return lines, 1 if weak else 2 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
