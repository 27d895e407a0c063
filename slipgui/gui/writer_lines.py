"""Writers as lines of text, ``Last, First; CA; 50; PRS; 00123``: what the field of the cue page shows and takes."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from slipgui.app.works_file import parse_person
from slipgui.core.cue_sheet import Writer, WriterRole
from slipgui.gui.cue_texts import role_word

_ROLES = {role_word(role): role for role in WriterRole}


def writer_lines(writers: Sequence[Writer]) -> str:
    """The text of writers."""
    return "\n".join(_line(writer) for writer in writers)


def parse_writers(text: str) -> tuple[Writer, ...]:
    """The writers of a text; parts after the name may come in any order, what is no role and no share is the society, then the IPI."""
    return tuple(_parse(line) for line in text.splitlines() if line.strip(" ;"))


def _line(writer: Writer) -> str:
    name = f"{writer.last_name}, {writer.first_name}" if writer.first_name else f"{writer.last_name},"
    share = f"{writer.share_percent.normalize():f}" if writer.share_percent is not None else ""
    parts = (name, role_word(writer.role), share, writer.society, writer.ipi)
    return "; ".join(part for part in parts if part)


def _parse(line: str) -> Writer:
    name, *rest = (part.strip() for part in line.split(";"))
    role: WriterRole | None = None
    share: Decimal | None = None
    others: list[str] = []
    for part in rest:
        number = _share(part)
        if part.upper() in _ROLES and role is None:
            role = _ROLES[part.upper()]
        elif number is not None and share is None:
            share = number
        elif part:
            others.append(part)
    society, ipi = [*others, "", ""][:2]
    last, first = parse_person(name)
    return Writer(last, first, role, share, society, ipi)


def _share(text: str) -> Decimal | None:
    try:
        value = Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= 100 else None
