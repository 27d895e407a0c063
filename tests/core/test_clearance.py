import pytest

from slipgui.core.clearance import Light, Rule, RuleKind, make_rules, parse_rule
from slipgui.core.errors import SettingsError
from slipgui.core.isrc import parse_isrc
from slipgui.core.outcome import Origin, Track
from slipgui.core.settings import Settings, with_value


def make_track(label="Epidemic Sound", artist="The Coast", isrc="SE5Q52400123", origin=Origin.EXTERNAL):
    return Track(None, "T", artist, origin, parse_isrc(isrc), None, 100.0, label)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Epidemic Sound", Rule(RuleKind.LABEL, "Epidemic Sound")),
        (" LABEL :  Warner: Chappell ", Rule(RuleKind.LABEL, "Warner: Chappell")),
        ("artist:The Coast", Rule(RuleKind.ARTIST, "The Coast")),
        ("isrc: se-5q5", Rule(RuleKind.ISRC, "SE5Q5")),
        ("isrc: GB", Rule(RuleKind.ISRC, "GB")),
        ("isrc: GB-AYE-23", Rule(RuleKind.ISRC, "GBAYE23")),
    ],
)
def test_a_rule_is_read_from_its_line(line, rule):
    assert parse_rule(line) == rule


@pytest.mark.parametrize(
    "line", ["", "label:", "artist:  ", "isrc: 5", "isrc: GBAYEX", "isrc:", "label: –", "a\tb\x00", "x" * 201]
)
def test_what_is_no_rule_is_refused(line):
    with pytest.raises(ValueError, match="no "):
        parse_rule(line)


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ("epidemic sound", True),
        ("Epidemic", True),
        ("demic", False),
        ("artist: coast", True),
        ("artist: Epidemic", False),
        ("isrc: SE", True),
        ("isrc: SE5Q5", True),
        ("isrc: US", False),
    ],
)
def test_names_fit_by_whole_words_and_isrcs_by_their_beginning(rule, fits):
    assert parse_rule(rule).fits(make_track()) is fits


def test_a_denial_wins_and_the_rule_is_told():
    rules = make_rules(["label: Epidemic Sound", "artist: Other"], ["isrc: SE"])
    judged = rules.judge(make_track())
    assert (judged.light, judged.rule) == (Light.DENIED, Rule(RuleKind.ISRC, "SE"))
    assert rules.judge(make_track(isrc=None)).light is Light.ALLOWED
    undecided = rules.judge(make_track(label=None, artist=None, isrc=None))
    assert (undecided.light, undecided.rule) == (Light.UNDECIDED, None)


def test_own_tracks_and_empty_lists_are_not_judged():
    assert make_rules([], ["Epidemic"]).judge(make_track(origin=Origin.INTERNAL)) is None
    assert make_rules([], []).judge(make_track()) is None


def test_the_settings_take_lines_and_name_the_one_they_refuse():
    assert with_value(Settings(), "denied", " Warner \n\nisrc: GB\nWarner").denied == ("Warner", "isrc: GB")
    assert with_value(Settings(), "allowed", ["artist: A"]).allowed == ("artist: A",)
    with pytest.raises(SettingsError) as raised:
        with_value(Settings(), "denied", "Warner\nisrc: 9")
    assert raised.value.context["rule"] == "isrc: 9"
    with pytest.raises(SettingsError):
        with_value(Settings(), "denied", 5)
