"""The words for what is wrong with a voice, with the file that keeps them, or with an address."""

from slipgui.app.explanation import Cure, Explanation, Words, reason_of, size_and_limit
from slipgui.app.language import Language
from slipgui.core.errors import SlipError


def _voice(error: SlipError, language: Language) -> Explanation:
    translate, facts = language.translate, error.context
    other_label = translate("Errors", "Choose another label.")
    words = {
        "label_blank": (translate("Errors", "The label is blank"), _nothing_sent(language), other_label),
        "label_signs": (
            translate("Errors", "The label has signs that cannot be seen"),
            _nothing_sent(language),
            other_label,
        ),
        "label_long": (
            translate("Errors", "The label is too long"),
            translate("Errors", "It has {0} characters; {1} are allowed. Nothing was sent.").format(
                facts.get("n_characters"), facts.get("limit")
            ),
            other_label,
        ),
        "label_reserved": (
            translate("Errors", "This label is pyannoteAI's own"),
            translate("Errors", "What begins with SPEAKER_ is a speaker it does not know. Nothing was sent."),
            other_label,
        ),
        "label_taken": (
            translate("Errors", "There is a voice “{0}” already").format(facts.get("label")),
            _nothing_sent(language),
            translate("Errors", "Choose another label, or rename or remove that voice."),
        ),
        "voiceprint_long": (
            translate("Errors", "The voiceprint of “{0}” is too long").format(facts.get("label")),
            translate("Errors", "pyannoteAI takes up to 20,000 characters. Nothing was sent."),
            translate("Errors", "Make this voice anew."),
        ),
    }
    return Explanation(*(words | _choices(error, language)).get(reason_of(error), _unusable(language)), Cure.NONE)


def _choices(error: SlipError, language: Language) -> dict[str, tuple[str, str, str]]:
    translate, facts = language.translate, error.context
    return {
        "no_voices": (
            translate("Errors", "There are no voices yet"),
            translate("Errors", "Nobody can be recognised. Nothing was sent."),
            translate("Errors", "Make a voiceprint of up to 30 s of speech first: slip voiceprint FILE --label NAME."),
        ),
        "too_many": (
            translate("Errors", "Too many voices at once"),
            translate("Errors", "{0} were chosen; {1} can be looked for. Nothing was sent.").format(
                facts.get("n_voices"), facts.get("limit")
            ),
            translate("Errors", "Choose those who may speak with --voice."),
        ),
        "unknown": (
            translate("Errors", "There is no voice “{0}”").format(facts.get("label")),
            _nothing_sent(language),
            translate("Errors", "“slip voices list” tells which there are."),
        ),
        "several": (
            translate("Errors", "Several voices begin with “{0}”").format(facts.get("label")),
            _nothing_sent(language),
            translate("Errors", "“slip voices list” tells which there are."),
        ),
        **_speaker_choices(error, language),
        "range": (
            translate("Errors", "This stretch is not in the clip"),
            translate("Errors", "The clip is {0} s long. Nothing was sent.").format(_seconds(facts.get("duration_s"))),
            translate("Errors", "Choose another beginning and end."),
        ),
        "tracks": (
            translate("Errors", "The clip has {0} sound tracks").format(facts.get("n_tracks")),
            translate("Errors", "A voiceprint needs one voice alone. Nothing was sent."),
            translate("Errors", "Choose the track of the voice with --track."),
        ),
        "no_track": (
            translate("Errors", "The clip has no sound track {0}").format(facts.get("track")),
            translate("Errors", "It has {0}. Nothing was sent.").format(facts.get("n_tracks")),
            translate("Errors", "Choose the track of the voice with --track."),
        ),
    }


def _speaker_choices(error: SlipError, language: Language) -> dict[str, tuple[str, str, str]]:
    translate, facts = language.translate, error.context
    return {
        "threshold": (
            translate("Errors", "A match is sure from 0 to 100"),
            _nothing_sent(language),
            translate("Errors", "Choose how sure it must be within that."),
        ),
        "no_speakers": (
            translate("Errors", "At least one person must speak"),
            _nothing_sent(language),
            translate("Errors", "Leave the number of speakers out where it is not known."),
        ),
        "speakers_order": (
            translate("Errors", "At least {0} speakers cannot be at most {1}").format(
                facts.get("least"), facts.get("most")
            ),
            _nothing_sent(language),
            translate("Errors", "Leave the number of speakers out where it is not known."),
        ),
    }


def _unusable(language: Language) -> tuple[str, str, str]:
    translate = language.translate
    return (
        translate("Errors", "This voice cannot be used"),
        _nothing_sent(language),
        translate("Errors", "Look at the details, then make the voice anew."),
    )


def _nothing_sent(language: Language) -> str:
    return language.translate("Errors", "Nothing was sent.")


def _seconds(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else "?"


def voice_limit(error: SlipError, language: Language) -> Explanation:
    """The words for a clip that is too long or too large for pyannoteAI."""
    translate, facts = language.translate, error.context
    stretch = translate("Errors", "Choose up to 30 s of it with --from and --to; then only that is sent.")
    is_voice = facts.get("purpose") == "voice"
    hint = stretch if is_voice else translate("Errors", "Cut it into parts.")
    title = (
        translate("Errors", "Too long for a voiceprint") if is_voice else translate("Errors", "Too long to be heard")
    )
    if "limit_s" in facts:
        detail = translate("Errors", "{0} s are over the limit of {1} s. Nothing was sent.")
        duration, limit = _seconds(facts.get("duration_s")), _seconds(facts["limit_s"])
        return Explanation(title, detail.format(duration, limit), hint, Cure.NONE)
    detail = translate("Errors", "{0} bytes are over the limit of {1} bytes. Nothing was sent.")
    size, limit = (language.number(int(facts.get(key) or 0)) for key in ("size_bytes", "limit_bytes"))
    return Explanation(translate("Errors", "Too large for a voiceprint"), detail.format(size, limit), hint, Cure.NONE)


def _voices_locked(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    title = translate("Errors", "The voices are locked")
    if reason_of(error) == "locked":
        return Explanation(
            title,
            translate("Errors", "Their key lies in the system keyring, which is locked. Nothing is lost."),
            translate("Errors", "Unlock the keyring, then try again."),
            Cure.RETRY,
        )
    if reason_of(error) == "damaged":
        return Explanation(
            translate("Errors", "A voiceprint is damaged"),
            translate("Errors", "It does not open with its key. The other voices are untouched."),
            translate("Errors", "Remove this voice and make it anew."),
            Cure.NONE,
        )
    return Explanation(
        title,
        translate("Errors", "The key they were kept with is not in the system keyring any more."),
        translate(
            "Errors",
            "Use the keyring they were made with, or give their key in SLIPGUI_VOICES_KEY; without it they must be made anew.",
        ),
        Cure.NONE,
    )


def _voices_file(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if reason_of(error) == "foreign":
        return Explanation(
            translate("Errors", "These are no voices"),
            translate("Errors", "The file was not written by “slip voices export”, or is damaged. No voice was taken."),
            translate("Errors", "Export the voices again."),
            Cure.NONE,
        )
    why = str(error.context.get("why") or translate("Errors", "it cannot be used")).rstrip(".")
    return Explanation(
        translate("Errors", "The file of the voices cannot be used"),
        translate("Errors", "It cannot be read or written: {0}.").format(why),
        translate("Errors", "See that its folder can be written and its disk has room, then try again."),
        Cure.RETRY,
    )


def _address(error: SlipError, language: Language) -> Explanation:
    translate, facts = language.translate, error.context
    not_submitted = translate("Errors", "Nothing was submitted.")
    direct = translate("Errors", "Give the direct link to the file, or download it and use the file.")
    sign_in = translate(
        "Errors",
        "Sign in to AWS, or name a profile under Settings ▸ Buckets or in AWS_PROFILE; “aws s3 ls” must show the bucket.",
    )
    details = {
        "page": (translate("Errors", "A web page is there, perhaps to log in or to confirm."), direct),
        "type": (translate("Errors", "What is there calls itself {0}.").format(facts.get("content_type")), direct),
        "status": (translate("Errors", "The server answered {0}.").format(facts.get("http_status")), direct),
        "changed": (
            translate("Errors", "Another file lies there since it was begun with."),
            translate("Errors", "Try again: it is fetched from its beginning."),
        ),
        "empty": (translate("Errors", "The file there is empty."), direct),
        "redirects": (translate("Errors", "It sends from one place to the next without an end."), direct),
        "size": (translate("Errors", "The server does not tell how large it is."), direct),
        "duration": (translate("Errors", "The file does not tell how long it is."), direct),
        "large": (
            translate("Errors", "{0} is over the limit of {1}.").format(*size_and_limit(error, language)),
            translate("Errors", "Download it and choose up to 30 s of it with --from and --to."),
        ),
        "not_https": (translate("Errors", "It does not begin with https."), direct),
        "a_private_host": (translate("Errors", "Only computers of your own network can reach it."), direct),
        "has_a_user_name": (translate("Errors", "It holds a user name, which would be given away."), direct),
        "bucket_name": (
            translate("Errors", "It names no object of a bucket."),
            translate("Errors", "It must look like s3://bucket/folder/file.wav."),
        ),
        "no_boto3": (
            translate("Errors", "The library that reaches buckets (boto3) is not installed."),
            translate("Errors", "Install it with “pip install 'slipgui[s3]'”."),
        ),
        "credentials": (translate("Errors", "There are no AWS credentials that can be used."), sign_in),
        "forbidden": (translate("Errors", "Your AWS credentials may not read this object."), sign_in),
        "missing": (
            translate("Errors", "There is no such object in the bucket."),
            translate("Errors", "Check the name; capitals count."),
        ),
    }
    unknown = (translate("Errors", "It cannot be understood."), direct)
    detail, hint = details.get(reason_of(error), unknown)
    return Explanation(translate("Errors", "This address cannot be used"), f"{detail} {not_submitted}", hint, Cure.NONE)


def _webhook(error: SlipError, language: Language) -> Explanation:
    translate, facts = language.translate, error.context
    title = translate("Errors", "No webhook comes in")
    asked = translate("Errors", "pyannoteAI is asked every few seconds instead.")
    forward = translate(
        "Errors", "See that the public address forwards to this computer, unchanged and with its headers."
    )
    words = {
        "off": (
            translate("Errors", "No address for webhooks is known."),
            translate("Errors", "Enter it in the settings."),
        ),
        "no_secret": (
            translate("Errors", "The team's secret is not known; without it a forged delivery could not be told."),
            translate("Errors", "Enter it in the settings or with “slip key set --webhook”, or give it in {0}.").format(
                "SLIPGUI_PYANNOTE_WEBHOOK_SECRET"
            ),
        ),
        "port": (
            translate("Errors", "Port {0} of this computer is taken or not allowed.").format(facts.get("port")),
            translate("Errors", "Choose another one in the settings, or end the program that has it."),
        ),
        "status": (
            translate("Errors", "The public address answered a delivery with HTTP {0}.").format(
                facts.get("http_status")
            ),
            forward,
        ),
        "elsewhere": (translate("Errors", "The public address took a delivery that did not come in here."), forward),
    }
    detail, hint = words.get(reason_of(error), (asked, forward))
    return Explanation(title, detail if detail == asked else f"{detail} {asked}", hint, Cure.NONE)


VOICE_WORDS: dict[str, Words] = {
    "webhook": _webhook,
    "voice": _voice,
    "voices_locked": _voices_locked,
    "voices_file": _voices_file,
    "address": _address,
}
"""By code of the error."""
