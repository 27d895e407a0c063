"""Keys in a real D-Bus secret service: gnome-keyring on a bus of its own, open, locked, opened again, away, and no bus at all."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing

import pytest

pytestmark = pytest.mark.skipif(
    not shutil.which("gnome-keyring-daemon") or not shutil.which("dbus-daemon"), reason="no gnome-keyring here"
)
KEY, NEWER = "partner-key-4711", "partner-key-4712"
WAIT_S = 60


class Desktop:
    """A session bus with a keyring; ``slip`` runs on it."""

    def __init__(self, folder):
        self.folder = folder
        self.environ = {name: value for name, value in os.environ.items() if not name.startswith("SLIPGUI_")}
        self.environ |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "XDG_DATA_HOME": str(folder / "data")}
        self.environ |= {"SLIPGUI_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
        self.environ["SLIPGUI_API_URL"] = "http://127.0.0.1:9"  # nobody is there: no key leaves this computer
        self.environ.pop("DISPLAY", None)
        self.environ.pop("PYTHON_KEYRING_BACKEND", None)
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
        self.bus = subprocess.Popen(bus, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.environ["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()
        self.daemon = None

    def unlock(self):
        """Log in: the keyring is there and open."""
        command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        pipe = subprocess.PIPE
        self.daemon = subprocess.Popen(
            command, env=self.environ, stdin=pipe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.daemon.stdin.write(b"password")
        self.daemon.stdin.close()
        self.on_bus("secretstorage.get_default_collection(bus)")

    def lock(self):
        self.on_bus("secretstorage.get_default_collection(bus).lock()")

    def on_bus(self, what):
        """Do something with the keyring, once it is on the bus."""
        wait = "[None for _ in iter(lambda: secretstorage.check_service_availability(bus), True)]"
        code = f"import secretstorage; bus = secretstorage.dbus_init(); {wait}; {what}"
        subprocess.run([sys.executable, "-c", code], env=self.environ, check=True, timeout=WAIT_S)

    def slip(self, *arguments, given=None):
        command = [sys.executable, "-m", "slipgui.cli", *arguments]
        run = subprocess.run(command, env=self.environ, input=given, capture_output=True, text=True, timeout=300)
        assert "Traceback" not in run.stderr
        assert KEY not in run.stdout + run.stderr
        return run

    def key_place(self):
        return json.loads(self.slip("key", "list", "--json").stdout.splitlines()[0])["key"]

    def doctor(self):
        found = [json.loads(line) for line in self.slip("doctor", "--json").stdout.splitlines()]
        return next(finding for finding in found if finding["check"] == "key")

    def end_daemon(self):
        if self.daemon is not None:
            self.daemon.kill()
            self.daemon.wait()
            self.daemon = None

    def close(self):
        self.end_daemon()
        self.bus.kill()
        self.bus.wait()
        self.bus.stdout.close()


@pytest.fixture
def desktop(tmp_path):
    with closing(Desktop(tmp_path)) as running:
        yield running


def test_a_key_is_kept_in_the_keyring_missed_while_it_is_locked_and_found_again(desktop, tmp_path):
    desktop.unlock()
    assert "kept in the system keyring" in desktop.slip("key", "set", given=KEY).stderr
    assert desktop.key_place() == "keyring"
    assert not (tmp_path / "home/keys.json").exists()
    finding = desktop.doctor()
    assert (finding["ok"], "from the keyring; system keyring: SecretService" in finding["detail"]) == (True, True)

    desktop.lock()
    listed = desktop.slip("key", "list")
    assert "no key" in listed.stdout
    assert "The system keyring is locked" in listed.stderr
    finding = desktop.doctor()
    assert (finding["ok"], finding["detail"].endswith("which does not open")) == (False, True)
    assert finding["hint"].startswith("Unlock it")
    kept = desktop.slip("key", "remove")
    assert kept.returncode != 0
    assert "The keyring is locked" in kept.stderr
    assert "which only you can read" in desktop.slip("key", "set", given=NEWER).stderr
    assert (tmp_path / "home/keys.json").stat().st_mode & 0o777 == 0o600

    desktop.end_daemon()
    desktop.unlock()
    assert desktop.key_place() == "file"  # the newer one
    desktop.slip("key", "set", given=NEWER)
    assert desktop.key_place() == "keyring"
    assert NEWER not in (tmp_path / "home/keys.json").read_text()
    assert desktop.slip("key", "remove").returncode == 0
    assert desktop.key_place() is None


def test_without_a_keyring_the_key_lies_in_a_file_and_that_is_told(desktop, tmp_path):
    for address in (desktop.environ["DBUS_SESSION_BUS_ADDRESS"], f"unix:path={tmp_path}/none", ""):
        desktop.environ["DBUS_SESSION_BUS_ADDRESS"] = address
        assert "no system keyring took it" in desktop.slip("key", "set", given=KEY).stderr
        assert desktop.key_place() == "file"
    finding = desktop.doctor()
    assert (finding["ok"], "system keyring: none" in finding["detail"]) == (True, True)
    assert "readable for you alone" in finding["hint"]


def test_a_keyring_that_goes_away_while_the_program_runs_is_no_end(desktop):
    desktop.unlock()
    code = (
        "import os, signal, sys; from slipgui.app import keyring_access as k; assert k.give_keyring('a', 'b');"
        "os.kill(int(sys.argv[1]), signal.SIGKILL);"
        "print([k.ask_keyring('a').text, k.give_keyring('a', 'c')])"
    )
    command = [sys.executable, "-c", code, str(desktop.daemon.pid)]
    run = subprocess.run(command, env=desktop.environ, capture_output=True, text=True, timeout=WAIT_S)
    assert run.stdout.strip() in ("[None, False]", "['b', True]"), run.stderr  # the signal may arrive late
