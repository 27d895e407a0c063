"""Ids that stand where an account is named; apart from the account, as the window's start needs no more of it."""

LOCAL = "local"
"""Stands where a profile could, for the service of this computer."""
FIRST_PROFILE = "audioverify"
"""Id of the account that everybody has: the one of before there were several."""
FIRST_PROFILE_NAME = "AudioVerify"
"""What it is called until the user calls it otherwise."""
PYANNOTE, WEBHOOK = "pyannote", "pyannote-webhook"
"""Stand where the id of an account could, for the key of pyannoteAI, and for the secret of its webhooks."""
NAMED = (PYANNOTE, WEBHOOK)
