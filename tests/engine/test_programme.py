import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from support.tunes import RATE_HZ, make_babble, make_tune, play_faster

from slipgui.engine import programme_pieces, programme_speeds, programme_workers
from slipgui.engine.programme import scan_programme
from slipgui.engine.programme_record import ProgrammeRecord

BED_S = 100


def silence_of(seconds):
    return np.zeros(int(seconds * RATE_HZ), np.float32)


def lay(bed, tune, at_s, level=1.0):
    out, begin = bed.copy(), int(at_s * RATE_HZ)
    out[begin : begin + len(tune)] += np.float32(level) * tune
    return out


def in_blocks(samples, n_samples=9000):
    for start in range(0, len(samples), n_samples):
        yield samples[start : start + n_samples]


def scan(index, samples, folder=None, **more):
    options = {"declared_s": len(samples) / RATE_HZ, "on_news": lambda news: None, "is_cancelled": lambda: False}
    options |= {"blocks": in_blocks(samples)} | more
    with TemporaryDirectory() as own:
        return scan_programme(index, record=ProgrammeRecord(folder or Path(own)), **options)


def identified(cues):
    return [cue for cue in cues if cue.found]


@pytest.fixture(scope="session")
def bed():
    return make_babble(77, BED_S * RATE_HZ)


@pytest.fixture(scope="session")
def programme(bed, tunes):
    """Tune 1 from its 4th to its 24th second at 12 s, tune 4 whole at 60 s, under babble as loud as they are."""
    return lay(lay(bed, tunes[1][4 * RATE_HZ : 24 * RATE_HZ], 12.0), tunes[4], 60.0)


@pytest.fixture(scope="session")
def cues(index, programme):
    return scan(index, programme)


def test_every_tune_under_babble_is_named_with_its_in_and_out(cues):
    first, second = identified(cues)
    assert (first.found.track_id, second.found.track_id) == ("1", "4")
    assert (first.in_s, first.out_s) == (pytest.approx(12, abs=0.5), pytest.approx(32, abs=0.5))
    assert (second.in_s, second.out_s) == (pytest.approx(60, abs=0.5), pytest.approx(90, abs=0.5))
    match = first.found.match
    assert match.reference_start_s - match.query_start_s == pytest.approx(4 - 12, abs=0.05)
    assert (match.speed, match.pitch_semitones) == (1.0, 0.0)
    assert first.found.score >= 80


def test_what_is_not_known_is_listed_without_a_name_and_cues_stand_in_order(cues):
    assert [cue.found is not None for cue in cues] == [False, True, False, True, False]
    ends = [(cue.in_s, cue.out_s) for cue in cues]
    assert ends == sorted(ends)
    assert ends[0][0] == 0
    assert ends[-1][1] == pytest.approx(BED_S, abs=0.2)


def test_silence_is_not_listed_and_noise_below_60_dbfs_is_silence(index, tunes):
    whisper = np.random.default_rng(555).standard_normal(20 * RATE_HZ).astype(np.float32) * 0.0005
    samples = np.concatenate([silence_of(20), tunes[2][: 15 * RATE_HZ], whisper, silence_of(20)])
    (only,) = scan(index, samples)
    assert only.found.track_id == "2"
    assert (only.in_s, only.out_s) == (pytest.approx(20, abs=0.3), pytest.approx(35, abs=0.3))
    assert scan(index, silence_of(70)) == []


@pytest.mark.parametrize("speed", [25 / 24, 0.98])
def test_a_tune_at_another_speed_is_followed_along_its_drifting_diagonal(index, bed, tunes, speed):
    fast = play_faster(tunes[3], speed)
    (cue,) = identified(scan(index, lay(bed, fast, 30.0)))
    assert cue.found.track_id == "3"
    assert cue.found.match.speed == pytest.approx(speed, abs=0.0005)
    assert (cue.in_s, cue.out_s) == (
        pytest.approx(30, abs=0.6),
        pytest.approx(30 + len(fast) / RATE_HZ, abs=0.6),
    )


def test_strangers_and_babble_give_no_cue(index, bed):
    stranger = np.concatenate([make_tune(seed, 30.0) for seed in (90, 91, 92)])
    assert not identified(scan(index, stranger))
    assert not identified(scan(index, bed))


def test_blocks_of_any_length_give_the_same_cues(index, programme, cues):
    assert scan(index, programme, blocks=[programme[:5], programme[5:]], declared_s=0.0) == cues


@pytest.mark.parametrize("n_samples", [0, 10, 3 * RATE_HZ])
def test_programmes_shorter_than_a_window_are_taken(index, n_samples):
    assert not identified(scan(index, make_tune(95, 4.0)[:n_samples]))


def test_a_short_tune_alone_is_found(index, tunes):
    (cue,) = identified(scan(index, tunes[5][3 * RATE_HZ : 11 * RATE_HZ]))
    assert cue.found.track_id == "5"


def test_progress_grows_to_one_and_cues_so_far_are_told(index, programme):
    news = []
    scan(index, programme, on_news=news.append)
    shares = [item.progress for item in news]
    assert shares == sorted(shares)
    assert (0 < shares[0] < 0.9, shares[-1]) == (True, pytest.approx(1))
    assert [cue.found.track_id for item in news if item.cues for cue in item.cues] == ["1", "4"]


def test_cancel_ends_the_pass_without_reading_on(index, programme):
    stop, n_read = threading.Event(), 0

    def blocks():
        nonlocal n_read
        while True:  # a programme without end
            n_read += 1
            yield programme[: 60 * RATE_HZ]

    result = scan(
        index, programme, blocks=blocks(), declared_s=0.0, on_news=lambda news: stop.set(), is_cancelled=stop.is_set
    )
    assert result is None
    assert n_read < 10


@pytest.fixture(scope="session")
def long_programme(programme, tunes):
    """Eight minutes: the programme four times over, and a tune at another speed near the end."""
    return lay(np.concatenate([programme] * 4 + [make_babble(5, 60 * RATE_HZ)]), play_faster(tunes[3], 1.03), 425.0)


@pytest.fixture
def heard(monkeypatch):
    """Beginnings of the pieces that are heard, in frames, and of the windows searched at other speeds."""
    begins = []
    hear, search_speeds = programme_pieces.hear, programme_speeds.search_speeds
    monkeypatch.setattr(programme_workers, "_LONG_S", 1e9)  # processes would not know of what is patched here
    monkeypatch.setattr(programme_pieces, "hear", lambda index, piece: begins.append(piece.begin) or hear(index, piece))
    monkeypatch.setattr(
        programme_speeds,
        "search_speeds",
        lambda *what: begins.append(f"speeds {what[2].start_frame}") or search_speeds(*what),
    )
    return begins


def test_processes_find_what_threads_find(index, long_programme, monkeypatch):
    by_processes = scan(index, long_programme)
    monkeypatch.setattr(programme_workers, "_LONG_S", 1e9)
    assert scan(index, long_programme) == by_processes
    assert len(by_processes) > 8


@pytest.mark.parametrize("n_news", [7, 9, 11])
def test_a_scan_that_was_interrupted_goes_on_where_it_was(index, long_programme, tmp_path, heard, n_news):
    whole = scan(index, long_programme)
    in_one_go, left = heard.copy(), n_news
    heard.clear()

    def count(news):
        nonlocal left
        left -= 1

    assert scan(index, long_programme, tmp_path, on_news=count, is_cancelled=lambda: left <= 0) is None
    before = heard.copy()
    heard.clear()
    news = []
    assert scan(index, long_programme, tmp_path, on_news=news.append) == whole
    assert len(before) + len(heard) <= len(in_one_go) + 5  # the last piece, and those that were at work
    assert len(heard) < len(in_one_go) - 1
    assert news[0].progress > 0.2
    assert len(whole) > 8
    heard.clear()
    assert scan(index, long_programme, tmp_path) == whole
    assert heard == []
    assert [path.name for path in tmp_path.iterdir()] == ["cues"]


@pytest.mark.parametrize("harm", ["half a piece", "no levels", "levels cut", "peaks cut"])
def test_what_was_not_kept_whole_is_heard_again(index, long_programme, tmp_path, heard, harm):
    whole = scan(index, long_programme)
    stop = threading.Event()
    scan(
        index,
        long_programme,
        tmp_path,
        on_news=lambda news: news.progress < 0.6 or stop.set(),
        is_cancelled=stop.is_set,
    )
    if harm == "half a piece":
        piece = tmp_path / "piece-00001"
        piece.write_bytes(piece.read_bytes()[: piece.stat().st_size // 2])
    elif harm == "no levels":
        (tmp_path / "levels").unlink()
    else:
        kept = tmp_path / harm.split()[0]
        with kept.open("r+b") as file:
            file.truncate(kept.stat().st_size // 5)
    heard.clear()
    assert scan(index, long_programme, tmp_path) == whole
    assert 2580 in heard
