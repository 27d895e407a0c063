"""Clips of one content: while one of them is asked about, the others wait for its answer; the same bytes do not leave twice.

Those of this program are known here, those of others stand in the journal they share.
"""

from collections.abc import Callable
from dataclasses import dataclass

from slipgui.core.clip import Clip, ClipId


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer is the answer to."""

    answered_by: str
    """The service with the version of its catalogue."""
    digest: str
    """Hash of the file, or of its sound."""


class TwinAtWorkError(Exception):
    """Another clip at work asks about the same.

    Parameters
    ----------
    content
        What both ask about.
    """

    def __init__(self, content: Content) -> None:
        super().__init__("another clip asks about the same")
        self.content = content


class Twins:
    """Which clip at work is asked about which content."""

    def __init__(self) -> None:
        self._clips: dict[Content, Clip] = {}
        self._on_release: dict[Content, list[Callable[[], None]]] = {}
        self.elsewhere: set[ClipId] = set()
        """Those of them that other programs have at work."""

    def claim(self, content: Content, clip: Clip) -> None:
        """Let this clip be the one that is asked about, until ``release``.

        Raises
        ------
        TwinAtWorkError
            When another one is.
        """
        if self._clips.setdefault(content, clip).id != clip.id:
            raise TwinAtWorkError(content)

    def leave_to(self, other: Clip, content: Content) -> None:
        """Let a clip of another program be the one that is asked about, until ``release``.

        Parameters
        ----------
        other
            Its clip.
        content
            What both ask about.

        Raises
        ------
        TwinAtWorkError
            Always.
        """
        self._clips[content] = other
        self.elsewhere.add(other.id)
        raise TwinAtWorkError(content)

    def holder(self, content: Content | None) -> Clip | None:
        """The clip at work that is asked about it."""
        return self._clips.get(content) if content is not None else None

    def on_release(self, content: Content, tell: Callable[[], None]) -> None:
        """Call ``tell``, once, when the clip that is asked about it now is so no more."""
        self._on_release.setdefault(content, []).append(tell)

    def release(self, clip_id: ClipId) -> None:
        """A clip is at work no more, or with another content; its answer, where there is one, is in the journal."""
        self.elsewhere.discard(clip_id)
        for content in [content for content, clip in self._clips.items() if clip.id == clip_id]:
            del self._clips[content]
            for tell in self._on_release.pop(content, []):
                tell()
