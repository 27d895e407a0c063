"""Files and samples through PyAV: probe, audio proxy, decoding, tags.

Synchronous; every call may come from any worker thread, and nothing is shared between calls.  FFmpeg's errors end at this room's
border: only ``SlipError`` kinds leave it.
"""
