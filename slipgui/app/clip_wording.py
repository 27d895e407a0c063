"""The words for what is wrong with a clip or with the room for its sound."""

from slipgui.app.explanation import Cure, Explanation, Words, fixed, reason_of, size_and_limit, size_of
from slipgui.app.language import Language
from slipgui.app.voice_wording import voice_limit
from slipgui.core.errors import SlipError
from slipgui.core.phrases import phrase


def _clip_unreadable(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    not_media = (
        translate("Errors", "It is damaged, incomplete or of another kind."),
        translate("Errors", "Play it in another program; export it again if that fails too."),
    )
    words = {
        "missing": (
            translate("Errors", "There is no such file"),
            translate("Errors", "Nothing is at this place."),
            translate("Errors", "Check the name, or connect the volume, then try again."),
        ),
        "empty": (
            translate("Errors", "The file is empty"),
            translate("Errors", "It holds no bytes."),
            translate("Errors", "Export or copy it again."),
        ),
        "permission": (
            translate("Errors", "The file may not be read"),
            translate("Errors", "You have no right to it."),
            translate("Errors", "Change its permissions, or copy it to a folder of yours."),
        ),
        "directory": (
            translate("Errors", "No clips in this folder"),
            translate("Errors", "It holds no file that looks like a clip."),
            translate("Errors", "Name the clips themselves."),
        ),
        "not_a_file": (
            translate("Errors", "Not an ordinary file"),
            translate("Errors", "It is a device, a pipe or a socket."),
            translate("Errors", "Copy the clip to a disk, then try again."),
        ),
        "not_media": (translate("Errors", "Not a playable media file"), *not_media),
        "volume_gone": (
            translate("Errors", "The folder is empty"),
            translate("Errors", "The catalogue knows music from it, but nothing is there now. No track was removed."),
            translate(
                "Errors", "Connect the volume; if the music is really gone, delete the folder or remove the tracks."
            ),
        ),
    }
    unknown = (translate("Errors", "This clip cannot be read"), *not_media)
    return Explanation(*words.get(reason_of(error), unknown), Cure.SHOW_IN_FOLDER)


def _clip_gone(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if reason_of(error) == "locked":
        return Explanation(
            translate("Errors", "The file cannot be read any more"),
            translate("Errors", "Another program locks it, or its rights changed; nothing was submitted."),
            translate("Errors", "Close it there, then try again."),
            Cure.RETRY,
        )
    return Explanation(
        translate("Errors", "The file is not there any more"),
        translate("Errors", "It vanished while it was read or sent; nothing was submitted."),
        translate("Errors", "Connect its volume, then try again."),
        Cure.RETRY,
    )


def _clip_limit(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if error.context.get("purpose"):
        return voice_limit(error, language)
    size, limit = size_and_limit(error, language)
    return Explanation(
        translate("Errors", "Too large for this service"),
        translate("Errors", "{0} is over the limit of {1}. Nothing was sent.").format(size, limit),
        translate("Errors", "Send only the sound."),
        Cure.SEND_SOUND,
    )


def _unsupported_media(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if reason_of(error) == "no_track":
        return Explanation(
            translate("Errors", "There is no sound track {0}").format(error.context.get("track")),
            translate("Errors", "The clip has {0}. Nothing was sent.").format(error.context.get("n_tracks")),
            translate("Errors", "Choose another sound track."),
            Cure.NONE,
        )
    if reason_of(error) == "no_part":
        return Explanation(
            translate("Errors", "This part has no sound"),
            translate("Errors", "The clip ends before it, or its sound begins later. Nothing was sent."),
            translate("Errors", "Choose a part inside the clip, or ask about all of it."),
            Cure.TRY_PART,
        )
    return Explanation(
        translate("Errors", "This format is not known"),
        translate("Errors", "Slipgui found no sound it can decode. Nothing was sent."),
        translate("Errors", "Export it in another format."),
        Cure.SHOW_IN_FOLDER,
    )


def _disk_full(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    detail = translate("Errors", "The sound needs {0}; {1} are free. The clip is kept.")
    need, free = (size_of(error, key, language) for key in ("need_bytes", "free_bytes"))
    return Explanation(
        translate("Errors", "The disk is full"),
        detail.format(need, free),
        translate("Errors", "Make room, then try again."),
        Cure.RETRY,
    )


CLIP_WORDS: dict[str, Words] = {
    "clip_unreadable": _clip_unreadable,
    "clip": _clip_unreadable,
    "unsupported_media": _unsupported_media,
    "decoder_crash": fixed(
        phrase("Errors", "This file crashes the decoder"),
        phrase("Errors", "The process that read it died or came to no end; the other files are not affected."),
        phrase("Errors", "Convert it with another program, then take the new file."),
        Cure.SHOW_IN_FOLDER,
    ),
    "clip_protected": fixed(
        phrase("Errors", "This clip is protected or damaged"),
        phrase("Errors", "Its sound cannot be decoded. Nothing was sent."),
        phrase("Errors", "Use a copy without protection."),
        Cure.SHOW_IN_FOLDER,
    ),
    "no_audio": fixed(
        phrase("Errors", "This clip has no sound"),
        phrase("Errors", "It was checked here; nothing was sent."),
        phrase("Errors", "Choose a version with sound."),
        Cure.CHOOSE_ANOTHER,
    ),
    "clip_limit": _clip_limit,
    "clip_changed": fixed(
        phrase("Errors", "The file changed while it was read"),
        phrase("Errors", "Somebody is still writing to it; nothing was submitted."),
        phrase("Errors", "Try again when it rests."),
        Cure.RETRY,
    ),
    "clip_gone": _clip_gone,
    "prepare": fixed(
        phrase("Errors", "The sound could not be taken out"),
        phrase("Errors", "The clip is untouched and nothing was sent."),
        phrase("Errors", "Try again, or send the whole file."),
        Cure.SEND_ORIGINAL,
    ),
    "disk_full": _disk_full,
}
"""By code of the error."""
