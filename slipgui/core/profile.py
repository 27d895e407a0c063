"""An account at AudioVerify: a person or a studio may have several."""

from dataclasses import dataclass

from slipgui.core.profile_id import FIRST_PROFILE, FIRST_PROFILE_NAME


@dataclass(frozen=True, slots=True)
class Profile:
    """Where an account is asked, and through what.  Its key lies in the keyring."""

    id: str = FIRST_PROFILE
    """Never changes: clips, keys and licences name it."""
    name: str = FIRST_PROFILE_NAME
    """What the user calls it."""
    api_url: str = "https://api.slipstreammusic.com"
    """Base address."""
    proxy: str | None = None
    """Address of a proxy of its own, without log-in; None: as all others."""
    ca_file: str | None = None
    """A file of certificates (PEM) of its own; None: as all others."""
