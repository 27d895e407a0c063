"""``python -m slipgui.gui.qt_trial`` ends well where Qt can open a window; ``slip doctor`` asks it."""

from PySide6.QtWidgets import QApplication

if __name__ == "__main__":
    QApplication([])
