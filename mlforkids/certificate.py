"""A certificate made on the spot: camera and microphone need https."""

import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

from mlforkids import network

GOOD_FOR = timedelta(days=397)  # Browsers distrust those that last longer.


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Return the authority (kept, to be trusted once) and the server's certificate."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = _authority(folder)
    server = folder / "server.pem"
    # A new one at every start: it names the addresses that the machine has now.
    made = authority.issue_cert(
        *_names(),
        common_name="ML for Kids",
        not_after=datetime.now(UTC) + GOOD_FOR,
    )
    _write_private(server, made.private_key_and_cert_chain_pem.bytes())
    return folder / "ca.pem", server


def _authority(folder: Path) -> trustme.CA:
    certificate, key = folder / "ca.pem", folder / "ca.key"
    if not (certificate.exists() and key.exists()):
        authority = trustme.CA(
            organization_name="ML for Kids",
            organization_unit_name=f"made on {socket.gethostname()}",
        )
        _write_private(key, authority.private_key_pem.bytes())
        authority.cert_pem.write_to_path(str(certificate))
    return trustme.CA.from_pem(certificate.read_bytes(), key.read_bytes())


def _names() -> list[str]:
    name = socket.gethostname()
    found = ["localhost", "127.0.0.1", "::1", *network.addresses("0.0.0.0")]  # noqa: S104 (names, not a door)
    # .local is how tablets find a machine in a network without a name server.
    return list(dict.fromkeys([*found, name, f"{name.split('.')[0]}.local"]))


def _write_private(file: Path, content: bytes) -> None:
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
