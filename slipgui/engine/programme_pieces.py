"""A piece heard, and its windows searched: what one worker does at once, so that the votes, which are many, stay where they are."""

from dataclasses import dataclass

from slipgui.engine.index import Index
from slipgui.engine.programme_slots import HeardPiece, Slot, hear
from slipgui.engine.programme_sound import Piece
from slipgui.engine.programme_windows import WINDOW_SLOTS, Hit, search_window


@dataclass(frozen=True, slots=True)
class SearchedPiece:
    """What is known of a piece but for the windows that reach into its neighbours."""

    heard: HeardPiece
    """Its peaks and levels."""
    hits: list[Hit]
    """Of the windows inside it, in order of time, of each the best first."""
    first: Slot
    """What the window before needs …"""
    last: Slot
    """… and the one after; the same where there is but one slot."""


def search_piece(index: Index, piece: Piece) -> SearchedPiece:
    """Hear a piece and search its windows.  Pure."""
    heard, slots = hear(index, piece)
    windows = [slots[start : start + WINDOW_SLOTS] for start in range(len(slots) + 1 - WINDOW_SLOTS)]
    return SearchedPiece(
        heard, [hit for window in windows for hit in search_window(index, window)], slots[0], slots[-1]
    )
