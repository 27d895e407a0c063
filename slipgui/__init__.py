"""Slipgui tells which music is in a video.  This package module holds the version and imports nothing."""

__version__ = "0.1.0"
