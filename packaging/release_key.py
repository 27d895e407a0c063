"""``release_key.py make KEY``: makes the key that announcements of releases are signed with, once and for all.

``release_key.py announce VERSION FOLDER``: writes latest.json and latest.json.sig there, signed with the key in the environment
variable RELEASE_KEY, or in the file that RELEASE_KEY_FILE names; a passphrase stands in RELEASE_KEY_PASSPHRASE.

The program believes what fits to resources/release-key.pem, which ``make`` writes.  Needs cryptography.
"""

import getpass
import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

PUBLIC_KEY = Path(__file__).parents[1] / "resources" / "release-key.pem"
PAGE = "https://github.com/slipgui/slipgui/releases/tag/v{version}"


def main() -> None:
    """Do what the arguments say."""
    match sys.argv[1:]:
        case ["make", file]:
            passphrase = getpass.getpass("Passphrase of the new key: ")
            if len(passphrase) < 12 or passphrase != getpass.getpass("Once more: "):
                sys.exit("The passphrase is shorter than 12 characters, or was not written twice in the same way.")
            make_key(Path(file), PUBLIC_KEY, passphrase.encode())
            sys.stdout.write(
                f"{file} signs releases: keep it, and a copy, where nobody else comes.\n{PUBLIC_KEY} is to be committed.\n"
            )
        case ["announce", version, folder]:
            document = announcement(version, datetime.now(UTC).date())
            signature = _key_of_environment().sign(document)
            (Path(folder) / "latest.json").write_bytes(document)
            (Path(folder) / "latest.json.sig").write_bytes(signature)
        case _:
            sys.exit(__doc__)


def make_key(file: Path, public_file: Path, passphrase: bytes) -> None:
    """Write a new key, which only its owner can read, and its public half; ``FileExistsError`` where either is there already."""
    key = Ed25519PrivateKey.generate()
    if public_file.exists():
        raise FileExistsError(public_file)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        target.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase)))
    public_file.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def announcement(version: str, published: date) -> bytes:
    """The document that tells of a release."""
    page = PAGE.format(version=version)
    told = {"product": "slipgui", "version": version, "published": published.isoformat(), "page": page}
    return (json.dumps(told, indent=1) + "\n").encode()


def _key_of_environment() -> Ed25519PrivateKey:
    text = os.environ.get("RELEASE_KEY", "")
    content = text.encode() if text else Path(os.environ["RELEASE_KEY_FILE"]).read_bytes()
    passphrase = os.environ.get("RELEASE_KEY_PASSPHRASE", "").encode() or None
    key = load_pem_private_key(content, passphrase)
    public = PUBLIC_KEY.read_bytes()
    if not isinstance(key, Ed25519PrivateKey) or public != key.public_key().public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    ):
        sys.exit(f"The key does not fit to {PUBLIC_KEY}: nobody would believe what it signs.")
    return key


if __name__ == "__main__":
    main()
