"""Address and port → why we do not connect to them, or None."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

PORTS = frozenset({80, 443, 8080, 8443})

_GLOBAL_UNICAST = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
# What `is_global` of some Python versions lets through: relays and tunnels that can carry a
# private address, documentation, and a cloud's metadata service on a public address.
_NEVER_V4 = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
_NEVER_V6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


def refusal(address: str, port: int, *, allow_private_networks: bool) -> str | None:
    """Return why this resolved address must not be connected to, None if it may.

    Judge the address of the very connection, never a host name: names can be re-bound.
    """
    if allow_private_networks:
        return None
    try:
        ip = ip_address(address)
    except ValueError:
        return f"{address} is no IP address"
    if not _is_public(ip):
        return f"{address} is a private or reserved address"
    if port not in PORTS:
        return f"port {port} is not one of {', '.join(map(str, sorted(PORTS)))}"
    return None


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address):
        return _is_public_v6(ip)
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _NEVER_V4)


def _is_public_v6(ip: IPv6Address) -> bool:
    # A translated address is as good as the IPv4 address inside it.
    if ip.ipv4_mapped is not None:
        return _is_public(ip.ipv4_mapped)
    if ip in _NAT64:
        return _is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    return ip in _GLOBAL_UNICAST and ip.is_global and not any(ip in net for net in _NEVER_V6)
