"""A catalogue of thousands of tracks out of a few real ones: ``python tests/bench/large_catalogue.py MUSIC OUT [--tracks N] [--seed S]``.

The real tracks are in it as they are.  Each other track is made of the *reference peaks* of real ones (the constellation that the product
keeps of a track), so that it is as dense and as musical as they are, and is written by the product's own segment writer:

* recombined: 40 to 130 s each of one to four parents one after the other, 60 to 340 s in all (200 s on average, 10 000 tracks = 555 h);
* each piece moved by ±3 to ±7 semitones (tuning kept, beyond every probe of the search; the peaks are moved in proportion, the band that
  falls empty is filled with the peaks of another parent at the same place) …
* … stretched or squeezed by 14 to 38 % (beyond a clip whose tempo is changed by 6 % and a search that reaches 6 % further: what fills a
  band keeps its pitch), half of the pieces reversed in time.

So a variant shares no landmark with its parents but by chance; ``recognition_benchmark.py`` counts clips in which one is named.

The tracks are divided into segments as the product's merging leaves them after adding in batches of 64.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2])]

from slipgui.engine.index import Index
from slipgui.engine.merger import choose_at_end, choose_segments
from slipgui.engine.parameters import FRAMES_PER_S, PARAMETERS, SAMPLE_RATE_HZ, as_document
from slipgui.engine.peaks import Peaks, find_reference_peaks, strongest
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import Fingerprint, fingerprint_of, lay_out, write_segment
from slipgui.engine.spectrogram import count_frames
from slipgui.media.decode import decode_samples

MUSIC_SUFFIXES = (".ogg", ".opus", ".mp3", ".flac", ".oga", ".wav", ".m4a")
VARIANT_PREFIX = "variant-"
_SHORTEST_S, _LONGEST_S = 60.0, 340.0
_SHORTEST_PIECE_S, _LONGEST_PIECE_S = 40.0, 130.0
_STRETCH = (0.14, 0.38)
_BATCH_TRACKS = 64
_TRACK_FRAMES = 8600
_JOIN_FRAMES = 8
_STAMP = "parameters.json"

Constellation = tuple[Peaks, int]
"""Reference peaks of a track and its length in frames."""


def music_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in MUSIC_SUFFIXES)


def is_current(folder: Path) -> bool:
    """Whether the folder was finished with the parameters of this version of the engine and of this program."""
    stamp = folder / _STAMP
    return stamp.exists() and json.loads(stamp.read_text(encoding="utf-8")) == _document()


def _clear(folder: Path) -> None:
    """Empty it; a link stays one."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _set_current(folder: Path) -> None:
    (folder / _STAMP).write_text(json.dumps(_document()), encoding="utf-8")


def _document() -> dict[str, object]:
    """All that decides what a folder holds."""
    return as_document() | {"stretch": list(_STRETCH)}


def read_constellations(folder: Path, cache: Path) -> dict[str, Constellation]:
    """The reference peaks of all tracks in ``folder`` by file name; kept in ``cache``."""
    if not is_current(cache):
        _clear(cache)
        _set_current(cache)
    with ThreadPoolExecutor(2) as pool:
        files = music_files(folder)
        return dict(zip((file.name for file in files), pool.map(lambda file: _read(file, cache), files), strict=True))


def _read(file: Path, cache: Path) -> Constellation:
    kept = cache / f"{file.name}.npz"
    if not kept.exists():
        samples = decode_samples(file, SAMPLE_RATE_HZ)
        peaks = find_reference_peaks(samples)
        np.savez(kept, t=peaks.time_frames, f=peaks.frequency_bins, s=peaks.salience, n=count_frames(len(samples)))
    with np.load(kept) as stored:
        return Peaks(stored["t"], stored["f"], stored["s"]), int(stored["n"])


def make_variant(parents: Sequence[Constellation], random: np.random.Generator) -> Constellation:
    """One made-up track."""
    wanted = random.uniform(_SHORTEST_S, _LONGEST_S) * FRAMES_PER_S
    times, bins, saliences, n_frames = [], [], [], 0
    while n_frames < wanted:
        length = int(random.uniform(_SHORTEST_PIECE_S, _LONGEST_PIECE_S) * FRAMES_PER_S)
        piece, length = _make_piece(parents, min(length, int(wanted - n_frames) + _JOIN_FRAMES), random)
        times.append(piece.time_frames + np.float32(n_frames))
        bins.append(piece.frequency_bins)
        saliences.append(piece.salience)
        n_frames += length
    peaks = Peaks(np.concatenate(times), np.concatenate(bins), np.concatenate(saliences))
    return peaks.select(np.argsort(peaks.time_frames, kind="stable")), n_frames


def _make_piece(parents: Sequence[Constellation], length: int, random: np.random.Generator) -> tuple[Peaks, int]:
    stretch = 1 + random.uniform(*_STRETCH)
    stretch = stretch if random.random() < 0.5 else 1 / stretch
    semitones = int(random.integers(3, 8)) * (1 if random.random() < 0.5 else -1)
    ratio, is_reversed = 2 ** (semitones / 12), random.random() < 0.5
    first, length = _cut(parents, length, stretch, is_reversed, random)
    moved = Peaks(first.time_frames, first.frequency_bins * np.float32(ratio), first.salience)
    moved = moved.select(
        (moved.frequency_bins >= PARAMETERS.lowest_bin) & (moved.frequency_bins < PARAMETERS.highest_bin - 1)
    )
    filling, _ = _cut(parents, length, 1 / stretch, not is_reversed, random)
    if ratio > 1:
        filling = filling.select(filling.frequency_bins < PARAMETERS.lowest_bin * ratio)
    else:
        filling = filling.select(filling.frequency_bins >= PARAMETERS.highest_bin * ratio)
    filling = filling.select(filling.time_frames < length)
    both = Peaks(
        np.concatenate([moved.time_frames, filling.time_frames]),
        np.concatenate([moved.frequency_bins, filling.frequency_bins]),
        np.concatenate([moved.salience, filling.salience]),
    )
    return both.select(strongest(both, PARAMETERS.peaks_per_s)), length


def _cut(
    parents: Sequence[Constellation], length: int, stretch: float, is_reversed: bool, random: np.random.Generator
) -> tuple[Peaks, int]:
    """``length`` frames (or what there is) of a stretched, perhaps reversed parent."""
    peaks, n_frames = parents[int(random.integers(len(parents)))]
    n_taken = min(n_frames, int(length / stretch))
    begin = random.uniform(0, n_frames - n_taken)
    part = peaks.select((peaks.time_frames >= begin) & (peaks.time_frames < begin + n_taken - 1))
    t = part.time_frames - np.float32(begin)
    t = (np.float32(n_taken - 1) - t if is_reversed else t) * np.float32(stretch)
    return Peaks(np.maximum(t, 0).astype(np.float32), part.frequency_bins, part.salience), int(n_taken * stretch)


def all_tracks(real: dict[str, Constellation], n_tracks: int, seed: int) -> Iterator[tuple[str, Constellation]]:
    """Real tracks and variants in a random order, ``n_tracks`` in all."""
    parents = list(real.values())
    order = np.random.default_rng([seed, 0]).permutation(max(n_tracks, len(real)))
    names = list(real)
    for place in order.tolist():
        if place < len(real):
            yield names[place], real[names[place]]
        else:
            yield f"{VARIANT_PREFIX}{place}", make_variant(parents, np.random.default_rng([seed, place]))


def segment_sizes(n_tracks: int) -> list[int]:
    """Tracks in each segment after so many were added in batches of 64 and merged as the product does."""
    sizes: list[int] = []
    while n_tracks > 0:
        sizes.append(min(_BATCH_TRACKS, n_tracks))
        n_tracks -= sizes[-1]
        sizes = _merged(sizes, choose_segments([_TRACK_FRAMES * size for size in sizes]))
    return _merged(sizes, choose_at_end([_TRACK_FRAMES * size for size in sizes]))


def _merged(sizes: list[int], chosen: list[int]) -> list[int]:
    merged = [sum(sizes[place] for place in chosen)] if chosen else []
    return [size for place, size in enumerate(sizes) if place not in chosen] + merged


def write_catalogue(
    out: Path, real: dict[str, Constellation], n_tracks: int, seed: int, *, in_one_segment: bool = False
) -> Index:
    """The index of ``n_tracks`` below ``out``; made where it is not there yet or was made or divided otherwise."""
    sizes = [n_tracks] if in_one_segment else segment_sizes(n_tracks)
    folders = sorted(out.glob("segment-*")) if is_current(out) else []
    if len(folders) != len(sizes):
        folders = []
        _clear(out)
        tracks = all_tracks(real, n_tracks, seed)
        for number, size in enumerate(sizes):
            batch: list[tuple[str, Fingerprint]] = []
            for _ in range(size):
                name, (peaks, n_frames) = next(tracks)
                batch.append((name, fingerprint_of(peaks, n_frames)))
            folders.append(out / f"segment-{number:02d}")
            write_segment(folders[-1], lay_out(batch))
        _set_current(out)
    return Index([Segment(folder) for folder in folders])


def size_of(index: Index) -> tuple[float, float]:
    """Hours of music and megabytes on the disk."""
    n_bytes = sum(path.stat().st_size for segment in index.segments for path in segment.folder.iterdir())
    n_frames = sum(track.n_frames for segment in index.segments for track in segment.tracks)
    return n_frames / FRAMES_PER_S / 3600, n_bytes / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("music", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tracks", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-segment", action="store_true")
    given = parser.parse_args()
    real = read_constellations(given.music, given.out / "peaks")
    index = write_catalogue(
        given.out / f"index-{given.tracks}", real, given.tracks, given.seed, in_one_segment=given.one_segment
    )
    hours, megabytes = size_of(index)
    sys.stdout.write(
        f"{index.n_tracks} tracks ({len(real)} real), {hours:.1f} h, {len(index.segments)} segments, "
        f"{megabytes:.0f} MB, {megabytes / hours:.2f} MB/h\n"
    )


if __name__ == "__main__":
    main()
