"""The words for tracks of AudioVerify's catalogue, for licences, and for what the user's lists say."""

from collections.abc import Sequence

from slipgui.core.clearance import Clearance, Light, RuleKind
from slipgui.core.track_record import Licence, LicenceQuota, RightsHolder, TrackRecord
from slipgui.gui.details_words import Fact, wrappable
from slipgui.gui.texts import clock, decimal, grouped, plain, short_day, translate


def record_facts(record: TrackRecord) -> list[Fact]:
    """What the catalogue tells of a track, as far as it does."""
    facts = [
        (translate("Details", "Japanese title"), record.japanese_title),
        (translate("Details", "Album"), record.album),
        (translate("Details", "Library"), record.library),
        (translate("Details", "Writers"), holder_lines(record.writers)),
        (translate("Details", "Publishers"), holder_lines(record.publishers)),
        (translate("Details", "Genre"), ", ".join(record.genres)),
        (translate("Details", "Mood"), ", ".join(record.moods)),
        (translate("Details", "Vocals"), _vocals(record)),
        (translate("Details", "Length"), clock(record.length_s) if record.length_s is not None else ""),
        (translate("Details", "Tempo"), _tempo(record)),
        (translate("Details", "Kind"), _kind(record)),
        (translate("Details", "Description"), record.description),
    ]
    return [(name, "\n".join(wrappable(line) for line in value.splitlines())) for name, value in facts if value]


def holder_lines(holders: Sequence[RightsHolder]) -> str:
    """Writers or publishers, one a line: name, share, society, IPI."""
    return "\n".join(_holder(holder) for holder in holders)


def _holder(holder: RightsHolder) -> str:
    share = f"{_short(float(holder.share_percent))} %" if holder.share_percent is not None else ""
    ipi = f"IPI {holder.ipi}" if holder.ipi else ""
    return " · ".join(filter(None, (holder.name, share, holder.society, ipi)))


def _vocals(record: TrackRecord) -> str:
    lyrics = translate("Details", "has lyrics") if record.has_lyrics else ""
    explicit = translate("Details", "explicit") if record.is_explicit else ""
    return ", ".join(filter(None, (record.vocals, lyrics, explicit)))


def _kind(record: TrackRecord) -> str:
    words = (
        translate("Details", "sound effect") if record.is_sound_effect else "",
        translate("Details", "stems available") if record.has_stems else "",
        translate("Details", "free of charge") if record.is_free else "",
    )
    return ", ".join(filter(None, words))


def _tempo(record: TrackRecord) -> str:
    tempo = translate("Details", "{0} bpm").format(_short(record.tempo_bpm)) if record.tempo_bpm is not None else ""
    return " · ".join(filter(None, (tempo, record.key)))


def _short(number: float) -> str:
    return decimal(number, 0 if number == round(number) else 2)


def licence_line(licence: Licence) -> str:
    """Which licence it is, in a line."""
    when = short_day(licence.created_at)
    return translate("Details", "Licensed for {0} on {1}").format(plain(licence.project or licence.user_id), when)


def quota_line(quota: LicenceQuota | None) -> str:
    """How many licences are used up; empty where nobody told."""
    if quota is None or quota.daily_used is None or quota.daily_limit is None:
        return ""
    today = translate("Licence", "{0} of {1} licences today").format(
        grouped(quota.daily_used), grouped(quota.daily_limit)
    )
    if quota.monthly_used is None or quota.monthly_limit is None:
        return today
    month = translate("Licence", "{0} of {1} this month").format(
        grouped(quota.monthly_used), grouped(quota.monthly_limit)
    )
    return f"{today}, {month}"


_LIGHTS = {
    Light.ALLOWED: ("check", "s_internal"),
    Light.DENIED: ("stop", "s_failed"),
    Light.UNDECIDED: ("help", "s_unsure"),
}


def light_look(light: Light) -> tuple[str, str]:
    """Icon and colour role of a light."""
    return _LIGHTS[light]


def clearance_words(clearance: Clearance) -> tuple[str, str]:
    """What the lists say, and why."""
    if clearance.rule is None:
        return (
            translate("Details", "Not decided"),
            translate("Details", "Neither label, artist nor ISRC is on one of your lists."),
        )
    subject = {
        RuleKind.LABEL: translate("Details", "the label {0}"),
        RuleKind.ARTIST: translate("Details", "the artist {0}"),
        RuleKind.ISRC: translate("Details", "ISRCs that begin with {0}"),
    }[clearance.rule.kind].format(plain(clearance.rule.text))
    if clearance.light is Light.ALLOWED:
        return translate("Details", "Allowed"), translate("Details", "Your list allows {0}.").format(subject)
    return translate("Details", "Not allowed"), translate("Details", "Your list forbids {0}.").format(subject)
