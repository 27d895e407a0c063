import subprocess
import sys


def test_two_hundred_thousand_emissions_do_not_abort_the_process():
    """PySide6 6.12.0 on Python 3.11 loses a reference of True at every emission and dies after some hundreds."""
    code = (
        "from PySide6.QtCore import QObject, Signal\n"
        "class Source(QObject):\n"
        "    told = Signal(object)\n"
        "source, heard = Source(), []\n"
        "source.told.connect(heard.append)\n"
        "for i in range(200_000):\n"
        "    source.told.emit(True)\n"
        "    heard.clear()\n"
        "source.told.disconnect()\n"
        "print('alive')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert (run.returncode, run.stdout.strip()) == (0, "alive"), run.stderr[-500:]
