"""A loudspeaker that notes what it is given."""

import numpy as np

from slipgui.gui.ab_sound import RATE_HZ


class Loudspeaker:
    """Takes what it is given and has played it at once."""

    def __init__(self):
        self.heard = b""
        self.is_stopped = False
        self.most = 960

    def n_wanted(self):
        return self.most

    def n_unheard(self):
        return 0

    def write(self, samples):
        self.heard += samples

    def stop(self):
        self.is_stopped = True

    def channel(self, number):
        return np.frombuffer(self.heard, np.int16)[number::2].astype(np.float64)


def pitch_hz(samples):
    """The strongest frequency."""
    return np.argmax(np.abs(np.fft.rfft(samples))) * RATE_HZ / len(samples)
