"""What sounds beside the tracks that were found: a search ends with the first sure answer, and a second track may lie under it.

The catalogue is asked again without the hits in those tracks, which crowd the others out: of 199 clips of two tracks at one level (3 to
30 s, 10 000 tracks) both were named in 188 instead of 178.  Only nearest cells are looked up, as by the first glance, whose pages are
here by now: of 150 such clips both are named in 142, with neighbour cells and twice the hits in 144, for nearly twice the time and
pages that a cold disk has to bring.
"""

from collections.abc import Collection

import numpy as np

from slipgui.engine.arrays import Bools, Int32s
from slipgui.engine.index import Index, IndexTrack
from slipgui.engine.matcher import Candidate, find_diagonals, make_look_ups, rank_diagonals
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.query import Query
from slipgui.engine.score import SURE_S
from slipgui.engine.verifier import Verdict, verify

_BUDGET, _EDGE = 120_000, 0.5
_N_VOTED, _LEAST_HITS = 8, 4


def search_beside(index: Index, query: Query, found: Collection[IndexTrack]) -> list[Verdict]:
    """Sure verdicts, best first, on other tracks than those found, at speed 1.

    A second name is worth less to anybody than a wrong one costs: what is not sure by itself is left out.
    """
    diagonals = find_diagonals(index, make_look_ups(query.quick, 1.0, 1.0, _EDGE), _BUDGET)
    middle = query.n_frames / 2
    is_elsewhere = _is_outside(diagonals, middle, found)
    candidates = [
        Candidate(diagonal, 1.0, 1.0, ratio)
        for ratio, diagonal in rank_diagonals(diagonals[is_elsewhere], index.n_frames, _N_VOTED, _LEAST_HITS)
    ]
    return [verdict for verdict in verify(index, query.levels, candidates, query.heard) if verdict.score >= SURE_S]


def _is_outside(diagonals: Int32s, middle: float, tracks: Collection[IndexTrack]) -> Bools:
    """Which diagonals have the query's middle outside all of these tracks."""
    frames = diagonals + np.int32(middle)
    is_outside = np.ones(len(frames), np.bool_)
    for track in tracks:
        stop_frame = track.first_frame + track.n_frames + PARAMETERS.track_gap_frames
        is_outside &= (frames < track.first_frame) | (frames >= stop_frame)
    return is_outside
