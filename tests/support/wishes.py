"""Notes what a window asks for, in place of the bridge."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from slipgui.app.paths import find_home
from slipgui.gui.bucket_work import BucketWork
from slipgui.gui.cue_work import CueWork
from slipgui.gui.track_work import TrackWork
from slipgui.gui.voice_work import VoiceWork


class NoPreviews(QObject):
    """Answers nothing."""

    answered = Signal(int, object)

    def ask(self, kind, **values):
        return 1

    def forget(self, number):
        return True


class NotedSettings(QObject):
    """Notes what is to be set; what it is asked to show is given to it as ``state``."""

    state_read = Signal(object)
    applied = Signal(object)
    refused = Signal(str, object)
    key_tested = Signal(str, object)
    imported = Signal(object)
    exported = Signal(str)
    not_exchanged = Signal(str, object)
    cleared = Signal(int)
    s3_profiles_found = Signal(object)
    s3_profiles_not_found = Signal(object)
    keyring_waits = Signal(bool)
    waits_for_keyring = False

    def __init__(self, asked):
        super().__init__()
        self._asked = asked
        self.state = None

    def read(self):
        if self.state is not None:
            self.state_read.emit(self.state)

    def change(self, key, value):
        self._asked.append(("set", key, value))

    def forget(self, keys):
        self._asked.append(("forget settings", sorted(keys)))

    def export(self, target):
        self._asked.append(("export settings", target))

    def take_over(self, source):
        self._asked.append(("take over settings", source))

    def test_key(self, owner):
        self._asked.append(("test key", owner))

    def unlock_keyring(self):
        self._asked.append(("unlock",))

    def enter_key(self, key, owner=""):
        self._asked.append(("key", key, owner))

    def remove_key(self, owner):
        self._asked.append(("remove key", owner))

    def save_profile(self, profile, login):
        self._asked.append(("save profile", profile, login))

    def remove_profile(self, profile_id):
        self._asked.append(("remove profile", profile_id))

    def keep_proxy_login(self, login):
        self._asked.append(("proxy login", login))

    def find_s3_profiles(self):
        self._asked.append(("find s3 profiles",))

    def clear_cache(self):
        self._asked.append(("clear cache",))


class Wishes:
    """All that a window may want; what works on history, cues, previews and log may be real."""

    def __init__(self, history=None, previews=None, support=None, settings=None, cues=None, tracks=None, voices=None):
        self.asked = []
        self.history = history
        self.previews = previews or NoPreviews()
        self.support = support
        self.buckets = BucketWork(find_home(Path("/nowhere")), lambda work: None)
        self.voices = voices or VoiceWork(find_home(Path("/nowhere")), lambda work: None)
        self.tracks = tracks or TrackWork(lambda work: None)
        self.cues = cues or CueWork(find_home(Path("/nowhere")), lambda work: None)
        self.settings = settings or NotedSettings(self.asked)

    def add_paths(self, paths, refused=()):
        self.asked.append(("add", list(paths), *(refusal.name for refusal in refused)))

    def recognise_again(self, paths, profile_id):
        self.asked.append(("recognise again", list(paths), profile_id))

    def add_addresses(self, addresses):
        self.asked.append(("addresses", list(addresses)))

    def cancel(self, ids):
        self.asked.append(("cancel", list(ids)))

    def retry(self, ids, *, is_fresh=False):
        self.asked.append(("fresh" if is_fresh else "retry", list(ids)))

    def choose_profile(self, ids, profile_id):
        self.asked.append(("ask with", list(ids), profile_id))

    def choose_send(self, ids, send):
        self.asked.append(("send", list(ids), str(send)))

    def choose_part(self, clip_id, part):
        self.asked.append(("part", clip_id, part))

    def choose_track(self, clip_id, audio_stream):
        self.asked.append(("sound track", clip_id, audio_stream))

    def remove(self, ids):
        self.asked.append(("remove", list(ids)))

    def add_music(self, paths):
        self.asked.append(("music", list(paths)))

    def stop_learning(self):
        self.asked.append(("stop",))

    def read_catalogue(self):
        self.asked.append(("read",))

    def remove_tracks(self, tracks):
        self.asked.append(("forget", list(tracks)))

    def check_catalogue(self):
        self.asked.append(("check",))

    def restore(self, ids):
        self.asked.append(("restore", list(ids)))

    def move(self, ids, before):
        self.asked.append(("move", list(ids), before))

    def move_to_top(self, ids):
        self.asked.append(("top", list(ids)))

    def sort(self, key):
        self.asked.append(("sort", key))

    def pause(self, ids):
        self.asked.append(("pause", list(ids)))

    def unpause(self, ids):
        self.asked.append(("unpause", list(ids)))

    def send_now(self, ids):
        self.asked.append(("now", list(ids)))

    def enter_key(self, key, profile_id=""):
        self.asked.append(("key", key, *([profile_id] if profile_id else [])))

    def clear_finished(self):
        self.asked.append(("clear",))

    def pause_all(self):
        self.asked.append(("pause all",))

    def unpause_all(self):
        self.asked.append(("unpause all",))

    def stop_after_this(self):
        self.asked.append(("stop after",))

    def retry_service(self):
        self.asked.append(("retry service",))

    def set_language(self, name):
        self.asked.append(("language", name))

    def set_theme(self, name):
        self.asked.append(("theme", name))

    def quit(self):
        self.asked.append(("quit",))

    def learn_again(self, paths):
        self.asked.append(("learn again", list(paths)))

    def rebuild_catalogue(self):
        self.asked.append(("rebuild",))

    def watch_folder(self, folder, is_watched):
        self.asked.append(("watch", folder, is_watched))

    def read_tags(self, ids):
        self.asked.append(("read tags", list(ids)))

    def export_tags(self, file):
        self.asked.append(("export tags", file))

    def import_tags(self, file):
        self.asked.append(("import tags", file))

    def find_same_sound(self):
        self.asked.append(("same sound",))

    def set_tags(self, changes):
        self.asked.append(("set tags", list(changes)))
