import pytest

from slipgui.services.upload_address import is_loopback_host, upload_address_fault


@pytest.mark.parametrize(
    "url",
    [
        "https://bucket.s3.amazonaws.com/k?X-Amz-Signature=0",
        "https://bucket.s3.eu-central-1.amazonaws.com:443/k",
        "https://52.219.1.1/k",
        "https://[2600:1fa0::1]/k",
    ],
)
def test_public_https_may_be_used_by_any_service(url: str) -> None:
    assert upload_address_fault(url, is_base_loopback=False) is None
    assert upload_address_fault(url, is_base_loopback=True) is None


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9000/k", "http://localhost/k", "http://[::1]:1/k", "https://10.0.0.7/k", "https://nas/k"]
)
def test_this_computer_and_private_hosts_only_for_a_service_of_this_computer(url: str) -> None:
    assert upload_address_fault(url, is_base_loopback=True) is None
    assert upload_address_fault(url, is_base_loopback=False)


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "LOCALHOST.", "127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "224.0.0.1", "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[::ffff:10.0.0.1]", "intranet",
        "metadata.google.internal", "nas.local", "box.lan", "x.localhost",
    ],
)  # fmt: skip
def test_private_hosts_in_any_spelling_are_refused(host: str) -> None:
    assert upload_address_fault(f"https://{host}/k", is_base_loopback=False) == "a private host"


@pytest.mark.parametrize(
    "url",
    [
        "", "bucket", "/k", "http://bucket.s3.amazonaws.com/k", "ftp://b.example/k", "file:///etc/passwd", "https:///k", "https://u:p@b.example/k",
        "https://u@b.example/k", "https://b.example:99999/k", "https://b.example\\@127.0.0.1/k", "https://b.example/a b", "https://[::1/k",
        "https://b.example/k\r\nX: y", "https://bücher.example/k", "http://10.0.0.7/k",
    ],
)  # fmt: skip
def test_other_schemes_user_names_and_odd_characters_are_refused_by_all(url: str) -> None:
    assert upload_address_fault(url, is_base_loopback=False)
    assert upload_address_fault(url, is_base_loopback=True)


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("localhost", True),
        ("127.9.9.9", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("example.com", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_loopback_hosts_are_known(host: str, is_here: bool) -> None:
    assert is_loopback_host(host) is is_here
