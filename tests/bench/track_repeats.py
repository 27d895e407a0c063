"""Whether a track sounds the same at two places: a clip out of a loop lies at all of them, and none is more right than another."""

import numpy as np
import numpy.typing as npt
from masking_sounds import RATE_HZ, as_float, rms
from recognition_plan import NEAR_S

_LEAST_CORRELATION = 0.8


def is_repeat(track: npt.NDArray[np.int16], first_s: float, second_s: float, length_s: float) -> bool:
    """Whether the sound at both moments is the same within 50 ms: a cross-correlation of 0.8 and more.

    Parameters
    ----------
    track
        Mono at 22 050 Hz.
    first_s, second_s
        Moments of the track.
    length_s
        How much is compared; as much of it as the track has at both.
    """
    begins = [max(0, round(moment_s * RATE_HZ)) for moment_s in (first_s, second_s)]
    n = min(round(length_s * RATE_HZ), len(track) - max(begins))
    if n < RATE_HZ:
        return False
    one, other = (as_float(track[begin : begin + n]) for begin in begins)
    size = 1 << (2 * n).bit_length()
    lagged = np.fft.irfft(np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size)), size)
    reach = int(NEAR_S * RATE_HZ)
    greatest = max(lagged[: reach + 1].max(), lagged[-reach:].max())
    return bool(greatest >= _LEAST_CORRELATION * n * rms(one) * rms(other))
