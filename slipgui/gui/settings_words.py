"""The words of the settings: each with its consequence in a sentence."""

from typing import TYPE_CHECKING

from slipgui.gui.error_words import explained
from slipgui.gui.texts import plain, translate

if TYPE_CHECKING:
    from slipgui.app.settings_exchange import ImportedSettings
    from slipgui.app.webhook_desk import WebhookState

_MOST_NAMED = 5

SECTIONS = {
    "general": "settings",
    "sending": "state-uploading",
    "audioverify": "cloud",
    "clearance": "licence",
    "voices": "voices",
    "network": "shield",
    "buckets": "drop",
    "watch": "watch",
    "look": "sun",
    "storage": "folder",
}
"""The sections in their order, each with its icon."""


def section_words(section: str) -> tuple[str, str]:
    """Title of a section, and what it is about."""
    return {
        "general": (
            translate("Settings", "General"),
            translate("Settings", "Who recognises, and when an answer counts."),
        ),
        "sending": (translate("Settings", "Sending"), translate("Settings", "What leaves this computer, and how.")),
        "audioverify": (
            "AudioVerify",
            translate("Settings", "Slipstream's service, for its catalogue and released music."),
        ),
        "clearance": (
            translate("Settings", "Allowed music"),
            translate("Settings", "Whose recordings you may use: a light beside each answer from released music."),
        ),
        "voices": (
            translate("Settings", "Voices"),
            translate("Settings", "pyannoteAI makes voiceprints and finds them again."),
        ),
        "network": (translate("Settings", "Network"), translate("Settings", "What stands between here and a service.")),
        "buckets": (
            translate("Settings", "Buckets"),
            translate("Settings", "S3 storages: Amazon's, or one of your own as MinIO or a NAS box."),
        ),
        "watch": (translate("Settings", "Watch folders"), translate("Settings", "Folders that work by themselves.")),
        "look": (
            translate("Settings", "Look"),
            translate("Settings", "Sizes follow the desktop: its font and its scale."),
        ),
        "storage": (
            translate("Settings", "Storage"),
            translate("Settings", "What Slipgui keeps on this computer, and how much room it takes."),
        ),
    }[section]


def _remote_words() -> dict[str, tuple[str, str]]:
    """Of the settings about services and the way to them."""
    return {
        "profiles": (
            translate("Settings", "Accounts"),
            translate("Settings", "A clip stays with the account it was sent with."),
        ),
        "profile": (
            translate("Settings", "Account that is asked"),
            translate("Settings", "For clips that name none. “Ask with” in the menu of a clip asks another one."),
        ),
        "neutral_names": (
            translate("Settings", "Hide file names"),
            translate("Settings", "Services see “clip.mp4”, never your title or folder."),
        ),
        "offline": (
            translate("Settings", "Offline mode"),
            translate(
                "Settings",
                "Nothing leaves this computer: no service is asked, nothing is fetched. Clips for a service wait.",
            ),
        ),
        "proxy_login": (
            translate("Settings", "Log-in for the proxy"),
            translate(
                "Settings", "Only where the proxy asks for one. It is kept as a key is, never in the settings file."
            ),
        ),
        "answer_deadline_s": (
            translate("Settings", "Wait for an answer"),
            translate("Settings", "A job that takes longer is given up; trying again asks anew."),
        ),
        "proxy": (
            translate("Settings", "Proxy"),
            translate("Settings", "As http://proxy.example:3128. Empty: the one of the system's environment, if any."),
        ),
        "ca_file": (
            translate("Settings", "Certificates of the company"),
            translate(
                "Settings", "A file (PEM) that is trusted beside the system's own, where connections are inspected."
            ),
        ),
    }


def _bucket_words() -> dict[str, tuple[str, str]]:
    """Of the settings about S3 storages."""
    return {
        "s3_profile": (
            translate("Settings", "AWS profile"),
            translate(
                "Settings",
                "Whose keys sign what goes to buckets; they stay in AWS's own files. Empty: as the AWS tools of this computer choose.",
            ),
        ),
        "s3_endpoint_url": (
            translate("Settings", "Address of the storage"),
            translate(
                "Settings",
                "As https://nas.example:9000; with http anybody on the way can read along. Empty: Amazon's, or as the AWS tools are told.",
            ),
        ),
        "s3_addressing": (translate("Settings", "Where the bucket's name stands"), ""),
    }


def _voice_words() -> dict[str, tuple[str, str]]:
    """Of the settings about pyannoteAI."""
    return {
        "pyannote_url": (
            translate("Settings", "Address"),
            translate("Settings", "Only where pyannoteAI gave you another one."),
        ),
        "pyannote_key": (
            translate("Settings", "Team key"),
            translate("Settings", "Without one no voiceprint is made and nobody is found."),
        ),
        "webhook_url": (
            translate("Settings", "Webhook"),
            translate(
                "Settings",
                "A public https address that leads to this computer: pyannoteAI then tells by itself when it is done. Empty: it is"
                " asked every few seconds, which always goes on beside.",
            ),
        ),
        "webhook_port": (
            translate("Settings", "Port of the webhook"),
            translate("Settings", "Of this computer alone, path /pyannote: where that address is forwarded to."),
        ),
        "webhook_secret": (
            translate("Settings", "Secret of the webhook"),
            translate("Settings", "From the team's pages at pyannoteAI. What is not signed with it is refused."),
        ),
    }


def setting_words(key: str) -> tuple[str, str]:
    """Name of a setting, and what it does."""
    words = {
        "service": (translate("Settings", "Who recognises"), ""),
        "check_by_ear_below": (
            translate("Settings", "Check by ear below"),
            translate("Settings", "Answers with a lower score ask for your ear."),
        ),
        "programme_from_s": (
            translate("Settings", "A programme is longer than"),
            translate("Settings", "Of longer clips in the queue every cue is offered to be found."),
        ),
        "known_answer_days": (
            translate("Settings", "An answer holds for"),
            translate("Settings", "The same sound is not sent again so long. 0 asks every time."),
        ),
        "keep_awake": (
            translate("Settings", "Stay awake while clips are at work"),
            translate("Settings", "The computer sleeps when they are done. The screen may go dark."),
        ),
        "look_for_releases": (
            translate("Settings", "Look for newer releases"),
            translate("Settings", "Once a day, with the version of this program. Nothing is installed by itself."),
        ),
        "send": (translate("Settings", "What is sent"), ""),
        "direct_limit_bytes": (
            translate("Settings", "Send in one request up to"),
            translate("Settings", "Larger clips go to the storage first. At most 100 MB."),
        ),
        "theme": (translate("Settings", "Colours"), ""),
        "language": (translate("Settings", "Language"), ""),
        "reduce_motion": (
            translate("Settings", "Reduce motion"),
            translate("Settings", "Nothing fades or wanders. So it is, too, where the desktop wants it."),
        ),
    }
    return (_remote_words() | _bucket_words() | _voice_words() | words).get(key) or _place_words(key)


def _place_words(key: str) -> tuple[str, str]:
    """Name and meaning of what is kept somewhere."""
    return {
        "data": (
            translate("Settings", "Queue, history, catalogue"),
            translate("Settings", "What must not be lost."),
        ),
        "cache": (
            translate("Settings", "Cache"),
            translate(
                "Settings",
                "Stills, waveforms and sound for the window, and sound that was fetched from elsewhere: made or fetched anew when needed.",
            ),
        ),
        "exchange": (
            translate("Settings", "Settings in a file"),
            translate("Settings", "For another computer. Keys are never in it."),
        ),
        "logs": (translate("Settings", "Logs"), translate("Settings", "Without keys and links.")),
        "key": (translate("Settings", "Partner key"), ""),
        "denied": (
            translate("Settings", "Not allowed"),
            translate(
                "Settings", "One a line: a label, or “artist: NAME”, or “isrc: PREFIX”. Wins over the other list."
            ),
        ),
        "allowed": (translate("Settings", "Allowed"), translate("Settings", "Written in the same way.")),
        "watch_folders": (
            translate("Settings", "Clips that come here are recognised"),
            translate(
                "Settings",
                "While Slipgui is open, when nobody writes to them any more. What is there now is left alone.",
            ),
        ),
        "catalogue_folders": (
            translate("Settings", "Music that is kept in step"),
            translate("Settings", "New music in these folders is learned by itself; switched on the Catalogue page."),
        ),
    }[key]


def choice_words(key: str, choice: str) -> tuple[str, str]:
    """A choice of a setting, and what it leads to; the words of the second may be empty."""
    return {
        ("s3_addressing", "auto"): (
            translate("Settings", "As the AWS tools are told"),
            translate("Settings", "Where they are told nothing: path style at an address of your own."),
        ),
        ("s3_addressing", "path"): (
            translate("Settings", "Path style"),
            translate("Settings", "https://nas.example/bucket/clip.mov, as MinIO and NAS boxes want it."),
        ),
        ("s3_addressing", "virtual"): (
            translate("Settings", "In the host's name"),
            translate("Settings", "https://bucket.nas.example/clip.mov: the name server must know every bucket."),
        ),
        ("service", ""): (
            translate("Settings", "AudioVerify where a key is known, else this computer"),
            translate("Settings", "A clip that is with a service stays there."),
        ),
        ("service", "local"): (
            translate("Settings", "This computer"),
            translate("Settings", "Nothing goes over the network. Only your own music is known."),
        ),
        ("service", "audioverify"): (
            "AudioVerify",
            translate("Settings", "Without a key clips wait until there is one."),
        ),
        ("send", "auto"): (
            translate("Settings", "Only the sound, where that is smaller"),
            translate("Settings", "A 5.8 GB ProRes becomes about 4 MB. Small files go as they are."),
        ),
        ("send", "sound"): (
            translate("Settings", "Always only the sound"),
            translate("Settings", "Pictures never leave this computer."),
        ),
        ("send", "original"): (
            translate("Settings", "Always the whole file"),
            translate("Settings", "Slow for masters. AudioVerify takes .mp4, .mov, .avi and .mpeg."),
        ),
        ("theme", "system"): (translate("Settings", "As the system"), ""),
        ("theme", "light"): (translate("Settings", "Light"), ""),
        ("theme", "dark"): (translate("Settings", "Dark"), translate("Settings", "Calm beside an editing program.")),
        ("language", "system"): (translate("Settings", "As the system"), ""),
        ("language", "en"): ("English", ""),
        ("language", "de"): ("Deutsch", ""),
    }[key, choice]


def key_sentence(place: str, keyring: str, variable: str, file: str, *, is_locked: bool) -> str:
    """Where a key is.

    Parameters
    ----------
    place
        "environment", "keyring", "file", or empty for none.
    keyring
        What the system keyring is called; empty where there is none.
    variable
        Of the environment, that could hold it.
    file
        Where keys lie that no keyring took.
    is_locked
        Whether that keyring did not open.
    """
    if place == "environment":
        return translate("Settings", "From the environment variable {0}.").format(variable)
    if place == "keyring":
        return translate("Settings", "Kept in the system keyring: {0}.").format(keyring)
    if place == "file":
        return translate(
            "Settings", "No system keyring took it: it lies in a file that only you can read, {0}."
        ).format(file)
    if is_locked:
        locked = translate(
            "Settings", "The system keyring is locked: {0}. A key may be in it; unlock it, then come back here."
        )
        return locked.format(keyring)
    if keyring:
        return translate("Settings", "None is known. It would be kept in the system keyring: {0}.").format(keyring)
    return translate(
        "Settings", "None is known. There is no system keyring: it would lie in a file that only you can read."
    )


def webhook_sentence(state: "WebhookState") -> str:
    """Whether pyannoteAI tells the end of jobs by itself."""
    if state.address is None:
        return translate("Settings", "Webhooks are off.")
    if state.error is not None:
        words = explained(state.error)
        return f"{words.detail} {words.hint}"
    where = f"http://127.0.0.1:{state.port}/pyannote"
    if state.is_listening:
        return translate("Settings", "Listening at {0}.").format(where)
    return translate("Settings", "Listens at {0} while a voice is made or looked for.").format(where)


def held_sentence(variable: str) -> str:
    """Why a setting cannot be changed here."""
    if variable:
        return translate("Settings", "Set by the environment variable {0}.").format(variable)
    return translate("Settings", "Set on the command line.")


def imported_line(imported: "ImportedSettings") -> str:
    """What came of a file of settings: how many, and what was not taken and why."""
    n_taken = len(imported.taken)
    one, several = translate("Settings", "1 setting taken over."), translate("Settings", "{0} settings taken over.")
    told = [one if n_taken == 1 else several.format(n_taken)]
    if imported.unknown:
        names = ", ".join(plain(key) for key in imported.unknown[:_MOST_NAMED])
        more = "…" if len(imported.unknown) > _MOST_NAMED else ""
        told.append(translate("Settings", "Unknown here: {0}.").format(names + more))
    for error in imported.unusable:
        words = explained(error)
        told.append(f"{words.title}. {words.detail}")
    return " ".join(told)
