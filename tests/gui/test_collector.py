"""What Qt made and nobody holds any more ends in the window's thread, whoever works beside it."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer


class _Ring(QObject):
    """Holds itself, and a timer."""

    def __init__(self, ended: list[int]) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(1)
        weakref.finalize(self, lambda: ended.append(threading.get_ident()))


def _allocate_much() -> None:
    for _ in range(200):
        [[] for _ in range(1000)]


def test_cycles_end_in_the_thread_of_the_window_while_another_one_works(qtbot, collector):
    ended: list[int] = []
    for _ in range(20):
        _Ring(ended)
    worker = threading.Thread(target=_allocate_much)
    worker.start()
    worker.join()
    assert not ended
    kept = [[] for _ in range(gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: len(ended) == 20, timeout=20_000)
    assert set(ended) == {threading.get_ident()}
    assert kept
