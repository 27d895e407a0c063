"""The local recognition service of one home, in this process."""

from slipgui.app.paths import Home


def serve_catalogue(home: Home, *, host: str, port: int, until_stdin_closes: bool) -> None:
    """Offer the catalogue over the AudioVerify contract until told to stop."""
    from slipgui.engine.parameters import SAMPLE_RATE_HZ
    from slipgui.media.decode import decode_blocks, decode_samples, read_duration_s
    from slipgui.server.serve import ServiceFolders, SoundReading, serve

    home.catalogue_folder.mkdir(parents=True, exist_ok=True)
    home.object_folder.mkdir(parents=True, exist_ok=True)
    serve(
        folders=ServiceFolders(home.catalogue_folder, home.object_folder, home.programme_folder),
        reading=SoundReading(
            decode=lambda path: decode_samples(path, SAMPLE_RATE_HZ),
            open_sound=lambda path: (read_duration_s(path), decode_blocks(path, SAMPLE_RATE_HZ)),
        ),
        host=host,
        port=port,
        until_stdin_closes=until_stdin_closes,
    )
