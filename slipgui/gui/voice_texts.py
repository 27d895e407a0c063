"""The words of the voices page."""

from typing import TYPE_CHECKING

from slipgui.core.errors import ClipLimitError, SlipError, VoiceError, VoicesFileError, VoicesLockedError
from slipgui.core.voice import SpeakerOptions, SpeechSegment, Voice, VoiceStep
from slipgui.gui.error_words import explained, whole
from slipgui.gui.texts import clock, decimal, plain, translate

if TYPE_CHECKING:
    from slipgui.app.webhook_desk import WebhookState


def word(name: str) -> str:
    """The words on a control or heading of the page."""
    words = _words_of_a_stretch() | {
        "voices": translate("Voices", "Voices"),
        "new": translate("Voices", "New"),
        "search": translate("Voices", "Name or source"),
        "none": translate("Voices", "No voices yet. “New” makes one from up to 30 seconds of one person speaking."),
        "consent": translate(
            "Voices",
            "A voiceprint describes a person. Make one only with their consent. It can be deleted at any time.",
        ),
        "rename": translate("Voices", "Rename…"),
        "remove": translate("Voices", "Remove"),
        "made_from": translate("Voices", "Made from"),
        "made_on": translate("Voices", "Made on"),
        "kept": translate("Voices", "Kept"),
        "kept_here": translate("Voices", "on this computer only, encrypted"),
        "who_speaks": translate("Voices", "Who speaks?"),
        "who_sentence": translate("Voices", "Drop a clip, or choose one: your voices are looked for in its sound."),
        "choose_clip": translate("Voices", "Choose a clip…"),
        "another_clip": translate("Voices", "Another clip…"),
        "export": translate("Voices", "Export"),
        "stop": translate("Voices", "Stop"),
        "find": translate("Voices", "Find them"),
        "new_voiceprint": translate("Voices", "New voiceprint"),
        "new_sentence": translate("Voices", "Drop up to 30 seconds of one person speaking, without music."),
        "browse": translate("Voices", "Browse…"),
        "paste_link": translate("Voices", "Paste a link"),
        "from_bucket": translate("Voices", "From a bucket"),
        "link": translate("Voices", "Address of a file"),
        "link_note": translate(
            "Voices",
            "An https address that leads to the file itself, or s3://bucket/file with the AWS sign-in of this computer.",
        ),
        "use_link": translate("Voices", "Use this link"),
        "label": translate("Voices", "Who speaks"),
        "make": translate("Voices", "Make the voiceprint"),
        "import": translate("Voices", "Import voices…"),
        "export_voices": translate("Voices", "Export voices…"),
        "start": translate("Voices", "Start"),
        "end": translate("Voices", "End"),
        "who": translate("Voices", "Who"),
        "sure": translate("Voices", "Sure"),
        "timeline": translate("Voices", "Who speaks when"),
        "nobody": translate("Voices", "Nobody speaks in this clip."),
        "track": translate("Voices", "Sound track"),
        "webhook_settings": translate("Voices", "Webhook…"),
    }
    return words[name]


def _words_of_a_stretch() -> dict[str, str]:
    return {
        "stretch": translate("Voices", "The stretch that is used"),
        "from": translate("Voices", "From"),
        "to": translate("Voices", "To"),
        "stretch_from": translate("Voices", "Where the stretch begins"),
        "stretch_to": translate("Voices", "Where the stretch ends"),
        "stretch_note": translate(
            "Voices", "Of a file longer than 30 s say which stretch. Both empty: the whole file."
        ),
    }


def none_line(searched: str) -> str:
    """When no voice fits what is searched for."""
    return translate("Voices", "No voice has “{0}”").format(plain(searched))


def count_line(n_voices: int) -> str:
    """``5 voices``."""
    return translate("Voices", "1 voice") if n_voices == 1 else translate("Voices", "{0} voices").format(n_voices)


def step_line(step: VoiceStep, share: float) -> str:
    """Where the work is."""
    words = {
        VoiceStep.PROBE: translate("Voices", "Looking into it"),
        VoiceStep.PREPARE: translate("Voices", "Taking the sound out"),
        VoiceStep.UPLOAD: translate("Voices", "Sending the sound"),
        VoiceStep.SUBMIT: translate("Voices", "Handing it to pyannoteAI"),
        VoiceStep.POLL: translate("Voices", "pyannoteAI is listening"),
        VoiceStep.KEEP: translate("Voices", "Keeping it"),
    }[step]
    is_measured = step in (VoiceStep.PREPARE, VoiceStep.UPLOAD)
    return translate("Voices", "{0}: {1} %").format(words, int(share * 100)) if is_measured else f"{words}…"


def webhook_line(state: "WebhookState") -> str:
    """How the end of a job is learnt."""
    if state.address is None:
        return translate("Voices", "pyannoteAI is asked every few seconds whether it is done.")
    if state.error is not None:
        return explained(state.error).detail
    if state.is_listening:
        return translate(
            "Voices", "Listening on port {0}: pyannoteAI tells when it is done, and is asked besides."
        ).format(state.port)
    return translate("Voices", "pyannoteAI tells at {0} when it is done, and is asked besides.").format(
        plain(state.address)
    )


def source_name(source: str) -> str:
    """The file that a voice was made of, without its folders."""
    return plain(source.replace("\\", "/").rstrip("/").rpartition("/")[2] or source)


def made_of(voice: Voice) -> str:
    """The file, and how much of it."""
    name = source_name(voice.source)
    if voice.range is None:
        return name
    length = translate("Voices", "{0} s").format(decimal(voice.range.length_s, 1))
    return f"{name} · {length}"


def initials(label: str) -> str:
    """Two letters for a voice without a picture."""
    words = [part for part in plain(label).split() if part[0].isalnum()] or [plain(label) or "?"]
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


def error_line(error: SlipError) -> str:
    """What went wrong; the hints for the command line are left out."""
    words = explained(error)
    is_about_flags = isinstance(error, VoiceError | ClipLimitError) and not isinstance(
        error, VoicesLockedError | VoicesFileError
    )
    return f"{words.title}. {words.detail}" if is_about_flags else whole(words)


def stretch_line(from_s: float, to_s: float) -> str:
    """``0:04 to 0:31 · 27.0 s``."""
    length = translate("Voices", "{0} s").format(decimal(to_s - from_s, 1))
    return translate("Voices", "{0} to {1} · {2}").format(clock(from_s), clock(to_s), length)


def no_key_line(*, is_locked: bool) -> str:
    """That a key for pyannoteAI is missing, or may be in a keyring that is locked."""
    if is_locked:
        return translate("Voices", "The system keyring is locked. A key for pyannoteAI may be in it.")
    return translate("Voices", "pyannoteAI makes voiceprints and finds them again. It needs a key.")


def too_long_line(length_s: float) -> str:
    """That only a part can be used."""
    return translate("Voices", "{0} s: longer than 30 s. Choose a stretch of it.").format(decimal(length_s, 1))


def stretch_problem(reason: str, value: str | float = "") -> str:
    """What is wrong with a stretch that was written."""
    match reason:
        case "time":
            return translate("Voices", "“{0}” is no time: write seconds, or 1:02:03.5.").format(plain(str(value)))
        case "no_end":
            return translate("Voices", "Say where the stretch ends, too.")
        case "order":
            return translate("Voices", "The stretch must end after it begins.")
        case "long":
            return translate("Voices", "{0} s: a stretch may be 30 s long.").format(decimal(float(value), 1))
        case _:
            return translate("Voices", "The file ends at {0}.").format(clock(float(value)))


def speaker_name(segment: SpeechSegment) -> str:
    """Whose voice it is, or that nobody knows."""
    if segment.label is not None:
        return plain(segment.label)
    number = segment.speaker.rpartition("_")[2]
    told = str(int(number) + 1) if number.isdecimal() else plain(segment.speaker)
    return translate("Voices", "Unknown voice {0}").format(told)


def sure_line(confidence: float | None) -> str:
    """``match 92``; empty where nobody tells."""
    return translate("Voices", "match {0}").format(f"{confidence:.0f}") if confidence is not None else ""


def option_word(name: str) -> str:
    """The words where is chosen which voices are looked for, and how."""
    return {
        "all_voices": translate("Voices", "All voices"),
        "confidence": translate("Voices", "Tell how sure each stretch is"),
        "options": translate("Voices", "Options…"),
        "options_title": translate("Voices", "How voices are looked for"),
        "options_question": translate("Voices", "What is known of the clip, and what counts as found"),
        "least_speakers": translate("Voices", "People who speak, at least"),
        "most_speakers": translate("Voices", "People who speak, at most"),
        "threshold": translate("Voices", "How sure a match must be, 0 to 100"),
        "any": translate("Voices", "any"),
        "shares_voices": translate("Voices", "A voice may be several speakers"),
        "options_hint": translate(
            "Voices", "Where nothing is written, pyannoteAI counts who speaks, and takes any match."
        ),
        "options_note": translate("Voices", "With other options it is a new search, which pyannoteAI charges for."),
        "use_options": translate("Voices", "Use these"),
    }[name]


def options_line(options: SpeakerOptions) -> str:
    """How voices are looked for, where it is not as always."""
    least, most = options.least_speakers, options.most_speakers
    parts = []
    if least is not None and most is not None:
        both = translate("Voices", "{0} to {1}").format(least, most)
        parts.append(translate("Voices", "Speakers: {0}").format(least if least == most else both))
    elif least is not None:
        parts.append(translate("Voices", "Speakers: at least {0}").format(least))
    elif most is not None:
        parts.append(translate("Voices", "Speakers: at most {0}").format(most))
    if options.threshold:
        parts.append(translate("Voices", "Match {0} and above").format(f"{options.threshold:g}"))
    if options.shares_voices:
        parts.append(option_word("shares_voices"))
    return " · ".join(parts)


def search_words(n_chosen: int) -> str:
    """The choice between all voices and those that are selected."""
    if n_chosen == 1:
        return translate("Voices", "The selected voice")
    return translate("Voices", "The {0} selected voices").format(n_chosen)


def removed_line(n_voices: int, label: str) -> str:
    """That voices are deleted."""
    if n_voices == 1:
        return translate("Voices", "“{0}” is removed.").format(plain(label))
    return translate("Voices", "{0} voices are removed.").format(n_voices)


def imported_line(n_new: int, n_known: int) -> str:
    """What an import brought."""
    return translate("Voices", "Voices: {0} new, {1} known already.").format(n_new, n_known)


def spoken_segment(segment: SpeechSegment) -> str:
    """A stretch for those who do not see it."""
    span = stretch_line(segment.start_s, segment.end_s)
    return f"{speaker_name(segment)}, {span}"
