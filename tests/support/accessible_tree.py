"""What a screen reader sees of a running program: its accessibility tree, asked over AT-SPI, on a bus of the tests' own."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
CHECKED, ENABLED, FOCUSABLE, FOCUSED, SHOWING = 4, 8, 11, 12, 25
"""Bits of a node's states (AtspiStateType)."""
_VALUED = ("dial", "level bar", "progress bar", "scroll bar", "slider", "spin button")
PATIENCE_S = 90.0
_FOCUS_S = 15.0
"""So long the focus may take on a busy machine; only who presses a key that moves nothing waits for all of it."""


def why_not() -> str:
    """What keeps a bus from being had here; empty where nothing does."""
    if shutil.which("Xvfb") is None or shutil.which("openbox") is None:
        return "Xvfb or openbox is not installed"
    if shutil.which("dbus-daemon") is None:
        return "dbus-daemon is not installed"
    return "" if any(launcher.exists() for launcher in _LAUNCHERS) else "at-spi2-core is not installed"


@dataclass(frozen=True)
class Node:
    """One node of the tree."""

    address: tuple[str, str]
    """Bus name and object path."""
    role: str
    name: str
    states: int
    depth: int

    def has(self, state: int) -> bool:
        """Whether it is in this state."""
        return bool(self.states >> state & 1)

    @property
    def is_valued(self) -> bool:
        """Whether it shows a value."""
        return self.role in _VALUED


class AccessibilityBus:
    """Asks programs on the accessibility bus.

    Parameters
    ----------
    session
        Address of the session bus.
    """

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as connection:
            launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            answer = connection.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=PATIENCE_S)
        self._bus: DBusConnection = open_dbus_connection(answer.body[0])
        for rule in (MatchRule(type="signal", interface="org.a11y.atspi.Event.Object"),):
            self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE_S)
        registry = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
        for event in ("object:state-changed:focused", "object:announcement"):
            self._bus.send_and_get_reply(new_method_call(registry, "RegisterEvent", "s", (event,)), timeout=PATIENCE_S)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def tree(self, node: tuple[str, str] = _REGISTRY, depth: int = 0) -> Iterator[Node]:
        """What is to be seen below a node, itself first; what vanishes meanwhile is passed over."""
        try:
            here = self.node(node, depth)
            if not here.has(SHOWING):
                return
            children = self._call(node, _ACCESSIBLE, "GetChildren")[0]
        except LookupError:
            return
        yield here
        for child in children:
            yield from self.tree(tuple(child), depth + 1)

    def node(self, address: tuple[str, str], depth: int = 0) -> Node:
        """What is told of one node."""
        name = self._get(address, _ACCESSIBLE, "Name")
        role = self._call(address, _ACCESSIBLE, "GetRoleName")[0]
        low, high = self._call(address, _ACCESSIBLE, "GetState")[0]
        return Node(address, role, name, low | high << 32, depth)

    def window(self, title: str) -> tuple[str, str]:
        """The window of this title, once it is there."""
        until_s = time.monotonic() + PATIENCE_S
        seen: list[str] = []
        while time.monotonic() < until_s:
            for application in self._call(_REGISTRY, _ACCESSIBLE, "GetChildren")[0]:
                for window in self._children(tuple(application)):
                    seen.append(self._title(window))
                    if seen[-1] == title:
                        return window
        raise AssertionError(f"no window is called {title}, but {set(seen)}")

    def wait_for_name(self, window: str | tuple[str, str], beginning: str, role: str = "") -> Node:
        """The node of a window whose name begins so, once it is to be seen; the window by its title, or, past the registry, its address."""
        until_s = time.monotonic() + PATIENCE_S
        seen: dict[str, None] = {}
        while time.monotonic() < until_s:
            for node in self.tree(self.window(window) if isinstance(window, str) else window):
                if node.name.startswith(beginning) and role in ("", node.role):
                    return node
                seen[node.name] = None
        raise AssertionError(f"nothing is called {beginning}, but {list(seen)}")

    def wait_until_gone(self, title: str) -> None:
        """Until no window is called so."""
        until_s = time.monotonic() + PATIENCE_S
        while title in self._titles():
            assert time.monotonic() < until_s, f"{title} stays"

    def _titles(self) -> set[str]:
        applications = self._children(_REGISTRY)
        windows = [window for application in applications for window in self._children(application)]
        return {self._title(window) for window in windows if self._is_shown(window)}

    def _is_shown(self, window: tuple[str, str]) -> bool:
        try:
            return self.node(window).has(SHOWING)
        except LookupError:
            return False

    def _title(self, window: tuple[str, str]) -> str:
        """Its name; some go on with how things are."""
        return self._name(window).removesuffix(" — Slipgui").partition(". ")[0]

    def checked(self, title: str, role: str) -> set[str]:
        """Names of what is checked among the nodes of a role."""
        return {node.name for node in self.tree(self.window(title)) if node.role == role and node.has(CHECKED)}

    def announced_after(self, act: Callable[[], object], words: str) -> str:
        """The announcement with these words that comes of what is done: what a screen reader says by itself."""
        self._drain()
        act()
        until_s = time.monotonic() + 2 * PATIENCE_S
        heard: list[str] = []
        while time.monotonic() < until_s:
            try:
                message = self._bus.receive(timeout=until_s - time.monotonic())
            except TimeoutError:
                break
            if message.header.fields.get(HeaderFields.member) == "Announcement":
                heard.append(str(message.body[3][1]))
                if words in heard[-1]:
                    return heard[-1]
        raise AssertionError(f"nobody said {words}, but {heard}")

    def focus_after(self, act: Callable[[], object]) -> Node | None:
        """The node that gets the focus by what is done; None where none does."""
        self._drain()
        act()
        until_s = time.monotonic() + _FOCUS_S
        found: tuple[str, str] | None = None
        while time.monotonic() < until_s:
            try:
                message = self._bus.receive(timeout=0.25 if found else until_s - time.monotonic())
            except TimeoutError:
                break
            body = message.body
            if message.header.message_type is MessageType.signal and body and body[0] == "focused" and body[1] == 1:
                found = (_sender(message), _path(message))
        return self.node(found) if found is not None else None

    @contextmanager
    def held_registry(self) -> Iterator[None]:
        """Let the registry stand still meanwhile: programs go on, but get no answers from it."""
        asked = self._bus.send_and_get_reply(message_bus.GetConnectionUnixProcessID(_REGISTRY[0]), timeout=PATIENCE_S)
        process_id = int(asked.body[0])
        os.kill(process_id, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(process_id, signal.SIGCONT)

    def settle(self, title: str) -> None:
        """Until a window has taken the keys that were pressed, and the registry's answers to them."""
        window = self.window(title)
        for _ in range(3):
            for node in (window, _REGISTRY, window):
                self._get(node, _ACCESSIBLE, "Name")

    def _drain(self) -> None:
        try:
            while True:
                self._bus.receive(timeout=0.05)
        except TimeoutError:
            return

    def _children(self, node: tuple[str, str]) -> list[tuple[str, str]]:
        try:
            return [tuple(child) for child in self._call(node, _ACCESSIBLE, "GetChildren")[0]]
        except LookupError:
            return []

    def _name(self, node: tuple[str, str]) -> str:
        try:
            return str(self._get(node, _ACCESSIBLE, "Name"))
        except LookupError:
            return ""

    def _call(self, node: tuple[str, str], interface: str, method: str) -> tuple[Any, ...]:
        message = new_method_call(DBusAddress(node[1], node[0], interface), method)
        return self._ask(message)

    def _get(self, node: tuple[str, str], interface: str, name: str) -> Any:
        return self._ask(Properties(DBusAddress(node[1], node[0], interface)).get(name))[0][1]

    def _ask(self, message: Any) -> tuple[Any, ...]:
        reply = self._bus.send_and_get_reply(message, timeout=PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            raise LookupError(str(reply.body))
        return tuple(reply.body)


def _sender(message: Any) -> str:
    return str(next(value for field, value in message.header.fields.items() if field.name == "sender"))


def _path(message: Any) -> str:
    return str(next(value for field, value in message.header.fields.items() if field.name == "path"))


@contextmanager
def running_session_bus(folder: Path, environ: dict[str, str]) -> Iterator[str]:
    """Address of a session bus of the tests' own, from whose start on programs can be asked."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", "--nosyslog"]
    quiet = (folder / "bus.log").open("wb")
    bus = subprocess.Popen(
        command, env=environ | {"XDG_RUNTIME_DIR": str(runtime)}, stdout=subprocess.PIPE, stderr=quiet, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()
    finally:
        os.killpg(bus.pid, 15)  # with what it started: the launcher of the accessibility bus, and that bus
        bus.wait(timeout=20)
        bus.stdout.close()
        quiet.close()
