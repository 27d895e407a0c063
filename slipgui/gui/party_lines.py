"""Writers and publishers as lines of text, ``Last, First; CA; 50; PRS; 00123``: what fields and cells of the window show and take."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from slipgui.app.works_file import parse_person, parse_share
from slipgui.core.cue_sheet import ROLE_LETTERS, Publisher, Writer, WriterRole

_ROLES = {letters: role for role, letters in ROLE_LETTERS.items()}
_CELL_BREAK = " / "


def writer_lines(writers: Sequence[Writer]) -> str:
    """The text of writers."""
    return "\n".join(_writer_line(writer) for writer in writers)


def publisher_lines(publishers: Sequence[Publisher]) -> str:
    """The text of publishers."""
    return "\n".join(
        _line(party.name, "", party.share_percent, party.society, party.ipi) for party in publishers
    )  # fmt: skip


def parse_writers(text: str) -> tuple[Writer, ...]:
    """The writers of a text; parts after the name may come in any order, what is no role, share or number is the society."""
    return tuple(_parse_writer(_parse(line)) for line in _lines(text))


def parse_publishers(text: str) -> tuple[Publisher, ...]:
    """The publishers of a text, as ``parse_writers`` reads it."""
    parties = [_parse(line) for line in _lines(text)]
    return tuple(Publisher(party.name, party.share_percent, party.society, party.ipi) for party in parties)


def in_cell(lines: str) -> str:
    """Lines as one, for the cell of a table."""
    return lines.replace("\n", _CELL_BREAK)


@dataclass(frozen=True, slots=True)
class _Party:
    name: str
    role: WriterRole | None
    share_percent: Decimal | None
    society: str
    ipi: str


def _lines(text: str) -> list[str]:
    lines = [line for whole in text.splitlines() for line in whole.split(_CELL_BREAK)]
    return [line for line in lines if line.strip(" ;")]


def _writer_line(writer: Writer) -> str:
    name = f"{writer.last_name}, {writer.first_name}" if writer.first_name else f"{writer.last_name},"
    return _line(
        name, ROLE_LETTERS[writer.role] if writer.role else "", writer.share_percent, writer.society, writer.ipi
    )


def _line(name: str, role: str, share_percent: Decimal | None, society: str, ipi: str) -> str:
    share = f"{share_percent.normalize():f}" if share_percent is not None else ""
    return "; ".join(part for part in (name, role, share, society, ipi) if part)


def _parse(line: str) -> _Party:
    name, *rest = (part.strip() for part in line.split(";"))
    role: WriterRole | None = None
    share: Decimal | None = None
    society = ipi = ""
    for part in filter(None, rest):
        number = parse_share(part)
        if part.upper() in _ROLES and role is None:
            role = _ROLES[part.upper()]
        elif number is not None and share is None:
            share = number
        elif society or part.isdecimal():
            ipi = ipi or part
        else:
            society = part
    return _Party(name, role, share, society, ipi)


def _parse_writer(party: _Party) -> Writer:
    last, first = parse_person(party.name)
    return Writer(last, first, party.role, party.share_percent, party.society, party.ipi)
