BEGIN TRANSACTION;
CREATE TABLE paused_queues (run_id TEXT PRIMARY KEY) STRICT;
CREATE TABLE recognitions (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    path BLOB NOT NULL,
    source_bytes INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    stage TEXT NOT NULL,
    service TEXT,
    route TEXT,
    payload TEXT,
    planned_bytes INTEGER NOT NULL DEFAULT 0,
    storage_key TEXT,
    job_id TEXT,
    audio_offset_s REAL NOT NULL DEFAULT 0,
    finished_at TEXT,
    line TEXT,
    raw_answer TEXT
, is_paused INTEGER NOT NULL DEFAULT 0, is_possibly_twice INTEGER NOT NULL DEFAULT 0, is_fresh INTEGER NOT NULL DEFAULT 0, content_hash TEXT, sound_hash TEXT, answered_by TEXT, removed_at TEXT, deleted_at TEXT, kind TEXT, search_text TEXT, corrections TEXT, confirmed_by TEXT, stored_at_s REAL, profile TEXT, send TEXT, part_from_s REAL, part_to_s REAL, audio_stream INTEGER) STRICT;
INSERT INTO "recognitions" VALUES('waiting',1,'gone',X'2F636C6970732F77616974696E672E6D6F76',11,'2026-11-20T10:00:00+00:00','dropped',NULL,NULL,NULL,0,NULL,NULL,0.0,NULL,NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "recognitions" VALUES('polling',2,'gone',X'2F636C6970732F706F6C6C696E672E6D6F76',12,'2026-11-20T10:00:01+00:00','polling','https://api','presigned','sound',7,'video-recognition/k','job-1',0.25,NULL,NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'audioverify',NULL,NULL,NULL,NULL);
INSERT INTO "recognitions" VALUES('found',3,'gone',X'2F636C6970732F666F756E642E6D6F76',13,'2026-11-20T10:00:02+00:00','finished','https://api',NULL,NULL,0,NULL,'job-2',0.0,'2026-11-20T10:01:00.5+00:00','{"clip": "/clips/found.mov", "outcome": "identified", "service": "audioverify", "track": {"id": null, "title": "Harbour Lights", "artist": "Mira Okafor", "internal": false, "isrc": "QZTW42100417", "score": 91.0, "external_label": "Tidewater"}, "match": null, "route": "form", "sent": "sound", "sent_bytes": 5, "source_bytes": 13, "job_id": "job-2", "elapsed_s": 1.5, "error": null}','{}',0,0,0,NULL,NULL,NULL,'2026-11-20T10:01:00.5+00:00',NULL,'external','harbour lights
mira okafor
qztw42100417
tidewater
qz-tw4-21-00417
found.mov',NULL,NULL,NULL,'audioverify',NULL,NULL,NULL,NULL);
CREATE TABLE seen_files (path BLOB PRIMARY KEY, size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL) STRICT;
CREATE TABLE service_limits (
    service TEXT PRIMARY KEY,
    is_sound_refused INTEGER NOT NULL DEFAULT 0,
    form_limit_bytes INTEGER
) STRICT;
INSERT INTO "service_limits" VALUES('https://api',1,5000000);
CREATE TABLE watched_folders (path BLOB PRIMARY KEY) STRICT;
CREATE INDEX positions ON recognitions (position);
CREATE INDEX pending ON recognitions (position) WHERE finished_at IS NULL;
CREATE INDEX history ON recognitions (finished_at, deleted_at, kind, search_text) WHERE finished_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX corrected ON recognitions (finished_at) WHERE corrections IS NOT NULL AND finished_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX ended ON recognitions (finished_at) WHERE finished_at IS NOT NULL AND deleted_at IS NULL AND removed_at IS NULL;
CREATE INDEX contents ON recognitions (content_hash) WHERE content_hash IS NOT NULL;
CREATE INDEX sounds ON recognitions (sound_hash) WHERE sound_hash IS NOT NULL;
PRAGMA user_version = 8;
COMMIT;
