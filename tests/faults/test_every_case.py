"""Every case of contracts/CONTRACTS.md, section 6, has a named test here."""

import re
from pathlib import Path

CASES = set(range(1, 79))


def test_every_case_has_its_test():
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    tested = {int(number) for number in re.findall(r"^(?:async )?def test_case_(\d\d)_", text, re.MULTILINE)}
    assert tested == CASES
