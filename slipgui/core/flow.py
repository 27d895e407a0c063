"""The stages of one recognition and which may follow which."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a recognition stands; a gerund means "now"."""

    DROPPED = "dropped"
    """In the queue, nothing done yet."""
    PROBING = "probing"
    """Looking into the file, or waiting until it rests."""
    PREPARING = "preparing"
    """Making the audio proxy."""
    UPLOADING = "uploading"
    """Bytes go out, by form upload or presigned PUT."""
    SUBMITTING = "submitting"
    """Handing in the object key; a form upload has no such stage."""
    POLLING = "polling"
    """The service is at work."""
    FINISHED = "finished"
    """Ended, with one outcome."""


_NEXT: dict[Stage, frozenset[Stage]] = {
    Stage.DROPPED: frozenset(
        {Stage.PROBING, Stage.SUBMITTING, Stage.POLLING}
    ),  # the latter two: resumed from the journal
    Stage.PROBING: frozenset({Stage.PREPARING, Stage.UPLOADING, Stage.PROBING}),  # the last: the file changed meanwhile
    Stage.PREPARING: frozenset({Stage.UPLOADING, Stage.PROBING}),
    Stage.UPLOADING: frozenset({Stage.UPLOADING, Stage.SUBMITTING, Stage.POLLING, Stage.PREPARING, Stage.PROBING}),
    Stage.SUBMITTING: frozenset({Stage.POLLING, Stage.UPLOADING, Stage.PROBING}),
    Stage.POLLING: frozenset({Stage.UPLOADING, Stage.PROBING}),
    Stage.FINISHED: frozenset({Stage.DROPPED}),  # tried again
}


def may_follow(current: Stage, following: Stage) -> bool:
    """Whether ``following`` is allowed after ``current``; any stage may finish, none but DROPPED follows the end."""
    if following is Stage.FINISHED:
        return current is not Stage.FINISHED
    return following in _NEXT[current]


def advance(current: Stage, following: Stage) -> Stage:
    """``following``, when it is allowed.

    Raises
    ------
    ValueError
        When the step is not in the table: a bug of ours, never the user's.
    """
    if not may_follow(current, following):
        msg = f"stage {following} cannot follow {current}"
        raise ValueError(msg)
    return following
