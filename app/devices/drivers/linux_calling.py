"""A Linux device calls the platform by itself: OpenSSL's client with the key in its place, over the device's own network."""

import ipaddress

from app.core.chain import Chain
from app.core.device import Address
from app.core.errors import ContactRefused, DeviceRefused, PlatformUnreachable, PlatformUntrusted, StationError
from app.devices.drivers.linux_keys import FED, KeyPlace, decoded
from app.devices.links.console import Console, Said

_NO_ANSWER, _NOT_BELIEVED = 46, 47
"""Exit codes of our own: OpenSSL ended without an answer; whoever answers does not prove to be the platform. What was said tells why."""


def call_platform(console: Console, key: KeyPlace, chain: Chain, address: Address, *, seconds: float) -> bytes:
    """The whole HTTP answer to GET /device/me.

    Raises ContactRefused where the platform turns the device away in the handshake, PlatformUntrusted where the device does not believe the
    platform, PlatformUnreachable where it does not get there within `seconds`, DeviceError, Cancelled.
    """
    client = _client(address, seconds / 2)
    parts = {
        "leaf": chain.leaf_pem,
        "chain": chain.issuers_pem,
        "ca": address.trust,
        "call": _call(client, key, chain),
        "ask": _ask(address),
    }
    console.hand_over(b"".join(b"#%s\n%s" % (name.encode(), content) for name, content in parts.items()))
    said = console.ask(_command(client, key, address, list(parts)))
    if said.code != 0:
        raise _explained(said, address)
    return decoded(said.text)


def _client(address: Address, seconds: float) -> str:
    return f"timeout {seconds:.0f} openssl s_client -connect {address.host}:{address.port} {_names(address.host)[0]}"


def _call(client: str, key: KeyPlace, chain: Chain) -> bytes:
    """A program for the device's shell: what the key is fed from is at FED, so that the request can be the input."""
    issuers = "-cert_chain chain" if chain.issuers else ""
    words = f"{client} -quiet -CAfile them -partial_chain -verify_return_error -cert leaf {issuers} -key {key.client}"
    return f"exec {FED}<&0 <ask\nexec {words} >answer 2>said\n".encode()


def _ask(address: Address) -> bytes:
    lines = ("GET /device/me HTTP/1.1", f"host: {address.host}", "accept: application/json", "connection: close", "", "")
    return "\r\n".join(lines).encode()


def _command(client: str, key: KeyPlace, address: Address, parts: list[str]) -> str:
    """In a folder of its own that goes away; the parts are in the shell's variable `f`, each behind a line with its name.

    The platform's certificate is fetched and verified first, without the device's key, then the call is made to whoever has just that
    certificate: a TPM keeps three objects in memory, and the key of a CA in it would leave too little room for the handshake.
    """
    unpack = ";".join(f"sed -n '/^#{name}$/,/^#/p' all|sed '/^#/d' >{name}" for name in parts)
    verify = f"openssl verify {'-CAfile ca' if address.trust else ''} -untrusted all -purpose sslserver {_names(address.host)[1]} them"
    return (
        f"(d=$(mktemp -d)&&cd $d&&printf %s $f|base64 -d >all&&{{ {unpack};"
        f"{client} -showcerts </dev/null 2>said|sed -n '/BEGIN CERT/,/END CERT/p' >all;sed '/END CERT/q' all >them;"
        f"if [ ! -s them ];then cat said;r={_NO_ANSWER};elif ! {verify} >said 2>&1;then cat said;r={_NOT_BELIEVED};else "
        f"{key.before}sh call;"
        f"if [ -s answer ];then base64 answer;r=0;else cat said;r={_NO_ANSWER};fi;fi;}};e=${{r:-$?}};cd /;rm -rf $d;exit $e)"
    )


def _names(host: str) -> tuple[str, str]:
    """Which name the platform is told, and which its certificate must have."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return f"-servername {host}", f"-verify_hostname {host}"
    return "-noservername", f"-verify_ip {host}"


def _explained(said: Said, address: Address) -> StationError:
    place = f"{address.host}:{address.port}"
    if said.code == _NOT_BELIEVED:
        return PlatformUntrusted(f"The device does not believe that {place} is the platform: {said.last_line}.")
    if said.code != _NO_ANSWER:
        return DeviceRefused(f"The device could not call the platform: {said.last_line or f'exit code {said.code}'}.")
    if "SSL alert number" in said.text:
        return ContactRefused(
            f"The platform at {place} turned the device away in the TLS handshake: it believes neither its certificate nor its CA."
        )
    return PlatformUnreachable(
        f"The device gets no answer from {place}.", advice="Check the device's network, then start over: the unit keeps what it has."
    )
