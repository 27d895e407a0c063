PRAGMA user_version = 1;
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
    sent_bytes INTEGER NOT NULL DEFAULT 0,
    storage_key TEXT,
    job_id TEXT,
    finished_at TEXT,
    line TEXT,
    raw_answer TEXT
) STRICT;
CREATE INDEX pending ON recognitions (position) WHERE finished_at IS NULL;
CREATE INDEX finished ON recognitions (finished_at) WHERE finished_at IS NOT NULL;
CREATE TABLE service_limits (
    service TEXT PRIMARY KEY,
    is_sound_refused INTEGER NOT NULL DEFAULT 0,
    form_limit_bytes INTEGER
) STRICT;
INSERT INTO service_limits VALUES ('https://api', 1, 5000000);
INSERT INTO recognitions (id, position, run_id, path, source_bytes, added_at, stage, service, route, payload, sent_bytes, storage_key, job_id)
VALUES ('waiting', 1, 'gone', CAST('/clips/waiting.mov' AS BLOB), 11, '2026-11-20T10:00:00+00:00', 'dropped', NULL, NULL, NULL, 0, NULL, NULL);
INSERT INTO recognitions (id, position, run_id, path, source_bytes, added_at, stage, service, route, payload, sent_bytes, storage_key, job_id)
VALUES ('polling', 2, 'gone', CAST('/clips/polling.mov' AS BLOB), 12, '2026-11-20T10:00:01+00:00', 'polling', 'https://api', 'presigned', 'sound', 7, 'video-recognition/k', 'job-1');
INSERT INTO recognitions (id, position, run_id, path, source_bytes, added_at, stage, service, job_id, finished_at, line, raw_answer)
VALUES ('found', 3, 'gone', CAST('/clips/found.mov' AS BLOB), 13, '2026-11-20T10:00:02+00:00', 'finished', 'https://api', 'job-2', '2026-11-20T10:01:00.5+00:00',
'{"clip": "/clips/found.mov", "outcome": "identified", "service": "audioverify", "track": {"id": null, "title": "Harbour Lights", "artist": "Mira Okafor", "internal": false, "isrc": "QZTW42100417", "score": 91.0, "external_label": "Tidewater"}, "match": null, "route": "form", "sent": "sound", "sent_bytes": 5, "source_bytes": 13, "job_id": "job-2", "elapsed_s": 1.5, "error": null}', '{}');
