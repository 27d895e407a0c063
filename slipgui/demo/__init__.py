"""Material for a first try without any file of one's own: five original songs and a scene with one of them under speech.

Everything is synthesised from scores and seeds, sounds the same on every computer, and is free to use.
"""
