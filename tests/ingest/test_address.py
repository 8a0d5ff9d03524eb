import pytest

from briefing.ingest.address import refusal


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.0.9",
        "::1",
        "0.0.0.0",  # means "here"
        "::",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",  # metadata of most clouds
        "100.100.100.200",  # Alibaba
        "168.63.129.16",  # Azure, on a public address
        "192.0.0.192",  # Oracle
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "224.0.0.1",
        "239.1.2.3",
        "ff02::1",
        "255.255.255.255",
        "240.0.0.1",
        "192.88.99.1",
        "198.18.0.1",
        "203.0.113.9",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "3fff::1",
        "localhost",
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert refusal(address, 443, allow_private_networks=False)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_a_public_address_on_a_web_port_is_allowed(address: str, port: int) -> None:
    assert refusal(address, port, allow_private_networks=False) is None


@pytest.mark.parametrize("port", [0, 22, 25, 3306, 6379, 9200])
def test_a_port_of_another_service_is_refused(port: int) -> None:
    assert "port" in (refusal("8.8.8.8", port, allow_private_networks=False) or "")


def test_an_operator_may_open_private_networks_and_all_ports() -> None:
    assert refusal("127.0.0.1", 9999, allow_private_networks=True) is None
