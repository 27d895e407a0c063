"""The hash of a landmark: packing beside unpacking, and the layout of a row and of a posting, all derived from the parameters.

::

    hash    = (anchor_step × N_DIFFERENCES + (target_step − anchor_step + MAX_DIFFERENCE)) × N_DISTANCES + distance_frames
    row     = hash << FRAME_BITS | frame                      uint64; sorting rows sorts by hash, then by time
    posting = hash's lowest bits << bits of the frame | frame  uint32; see segment.py

A *step* is a quarter-bin (2.69 Hz).  The hash is a mixed-radix number, not bit fields: 51.4 M values instead of 2^27.
"""

import numpy as np

from slipgui.engine.arrays import Int64s, Reals, UInt64s
from slipgui.engine.landmarks import Landmarks
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.peaks import Peaks

STEPS_PER_BIN = PARAMETERS.steps_per_bin
MAX_DIFFERENCE = PARAMETERS.pair_max_bins * STEPS_PER_BIN
"""Two peaks are at most so many steps apart."""
N_DIFFERENCES = 2 * MAX_DIFFERENCE + 1
MAX_DISTANCE_FRAMES = PARAMETERS.pair_max_frames
N_DISTANCES = MAX_DISTANCE_FRAMES + 1
N_STEPS = PARAMETERS.highest_bin * STEPS_PER_BIN + STEPS_PER_BIN
"""One bin more than the highest: a parabolic place may lie half a bin above."""
N_HASHES = N_STEPS * N_DIFFERENCES * N_DISTANCES
"""Every hash is below."""
POSTING_BITS = 32
LOW_HASH_BITS = 5
"""Bits of a posting that hold the lowest bits of the hash, even beside the highest frame."""
FRAME_BITS = POSTING_BITS - LOW_HASH_BITS
MAX_FRAMES = 1 << FRAME_BITS
"""Frames that one segment can address: 865 h."""


def pack_hashes(anchor_step: Int64s, target_step: Int64s, distance_frames: Int64s) -> Int64s:
    """Hashes, shape (n,), 0 ≤ hash < ``N_HASHES``; all three arguments shape (n,), int64, within the ranges above."""
    return (anchor_step * N_DIFFERENCES + (target_step - anchor_step + MAX_DIFFERENCE)) * N_DISTANCES + distance_frames


def unpack_hashes(hashes: Int64s) -> tuple[Int64s, Int64s, Int64s]:
    """Anchor step, target step and distance in frames: the inverse of ``pack_hashes``."""
    pair, distance_frames = np.divmod(hashes, N_DISTANCES)
    anchor_step, difference = np.divmod(pair, N_DIFFERENCES)
    return anchor_step, anchor_step + difference - MAX_DIFFERENCE, distance_frames


def frequency_steps(frequency_bins: Reals) -> Int64s:
    """Nearest quarter-bins."""
    return np.rint(frequency_bins * STEPS_PER_BIN).astype(np.int64)


def hash_landmarks(peaks: Peaks, landmarks: Landmarks) -> Int64s:
    """Hashes of the landmarks of a reference, shape (n_landmarks,)."""
    step, time = frequency_steps(peaks.frequency_bins), peaks.time_frames
    distance = np.rint(time[landmarks.target] - time[landmarks.anchor]).astype(np.int64)
    return pack_hashes(step[landmarks.anchor], step[landmarks.target], np.clip(distance, 1, MAX_DISTANCE_FRAMES))


def pack_rows(hashes: Int64s, frames: Int64s) -> UInt64s:
    """Hash and frame in one sortable number, shape (n,), uint64."""
    return (hashes.astype(np.uint64) << np.uint64(FRAME_BITS)) | frames.astype(np.uint64)


def unpack_rows(rows: UInt64s) -> tuple[Int64s, Int64s]:
    """Hashes and frames: the inverse of ``pack_rows``."""
    return (rows >> np.uint64(FRAME_BITS)).astype(np.int64), (rows & np.uint64(MAX_FRAMES - 1)).astype(np.int64)
