"""Why a download failed, in a sentence: what the server said, or which setting of this computer is in the way."""

from __future__ import annotations

import os
import ssl
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from requests import RequestException

CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Where `requests` looks for the certificates to trust, first one first; it does not read SSL_CERT_FILE."""

PROXY_SCHEMES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")


def explain_network(error: RequestException, url: str, timeout: float) -> str:
    """Say why a file could not be downloaded.

    Args:
        error: what `requests` raised.
        url: the file's address.
        timeout: seconds without a byte after which it gave up.
    """
    from requests import exceptions

    shown = without_credentials(url)
    if isinstance(error, exceptions.HTTPError) and error.response is not None:
        answer = f"{error.response.status_code} {error.response.reason}".strip()
        return f"Cannot download {shown}: the server answered {answer!r}. The file may have moved."
    if wrong := wrong_setting(url):
        return f"Cannot download {shown}: {wrong}"
    # A server that stops in the middle comes as a ConnectionError around urllib3's time-out.
    if isinstance(error, exceptions.Timeout) or "timed out" in str(error):
        return f"Cannot download {shown}: the server sent nothing for {timeout:g} seconds."
    if isinstance(error, exceptions.ChunkedEncodingError | exceptions.ContentDecodingError):
        return f"The connection was cut while downloading {shown}; what had come was thrown away."
    if isinstance(error, exceptions.ProxyError):
        return f"Cannot download {shown}: {_refused_by_proxy(error, url)}"
    if isinstance(error, exceptions.SSLError):
        return (
            f"Cannot trust the server of {shown}: its certificate does not hold. Is this computer's clock right, "
            "and does a proxy read along (then REQUESTS_CA_BUNDLE must name its certificate; SSL_CERT_FILE is "
            "not read here)?"
        )
    if isinstance(error, exceptions.ConnectionError):
        return (
            f"Cannot reach the server of {shown}: is there a network, and does it need a proxy (HTTPS_PROXY)?"
        )
    return f"Cannot download {shown}: {str(error).rstrip('.')}."


def wrong_setting(url: str) -> str | None:
    """Find a setting that no download from `url` can work with: a CA file or a proxy that is none.

    Returns:
        A sentence that names the environment variable and its value, without a password; None if all is well.
    """
    return _wrong_proxy(url) or (_wrong_certificates() if url.lower().startswith("https:") else None)


def without_credentials(address: str) -> str:
    """The address with `...` for a user's name and password, if it holds any."""
    front, at, rest = address.rpartition("@")
    if not at:
        return address
    scheme, slashes, _ = front.rpartition("//")
    return f"{scheme}{slashes}...@{rest}"


def _wrong_certificates() -> str | None:
    variable = next((name for name in CA_VARIABLES if os.environ.get(name)), None)
    if variable is None:
        return None
    path = Path(os.environ[variable])
    try:
        if path.is_dir():
            return None
        ssl.create_default_context(cafile=path)
    except ssl.SSLError:  # is an OSError too, so it must come first
        what = "which holds no certificate"
    except FileNotFoundError:
        what = "and there is no such file"
    except OSError as error:
        what = f"which cannot be read ({error.strerror})"
    else:
        return None
    return (
        f"{variable} names the certificates to trust as {path}, {what}. "
        "Name a file with certificates (PEM), or unset the variable."
    )


def _wrong_proxy(url: str) -> str | None:
    named = _proxy_of(url)
    if named is None:
        return None
    source, address = named
    shown = f"{source} is {without_credentials(address)!r}"
    example = "Write http://HOST:PORT, or unset it."
    try:
        proxy = _split_proxy(address)
        known_host, _ = proxy.hostname, proxy.port  # reading a port that is no number raises
    except ValueError:
        return f"{shown}, which is not the address of a proxy. {example}"
    if proxy.scheme not in PROXY_SCHEMES:
        return f"{shown}, and there is no kind of proxy called {proxy.scheme!r}. {example}"
    if not known_host:
        return f"{shown}, a proxy without a host. {example}"
    if proxy.scheme.startswith("socks") and find_spec("socks") is None:
        return f"{shown}, and a SOCKS proxy needs the package PySocks, which is not installed here. {example}"
    return None


def _refused_by_proxy(error: RequestException, url: str) -> str:
    source, address = _proxy_of(url) or ("the system's settings", "")
    said = str(error).partition("Tunnel connection failed: ")[2].partition("'")[0]
    if said:
        return (
            f"the proxy {without_credentials(address)} ({source}) answered {said!r}. Does it want a password?"
        )
    return (
        f"the proxy {without_credentials(address)} ({source}) cannot be reached. Is that its address? "
        "If no proxy is needed here, unset it."
    )


def _proxy_of(url: str) -> tuple[str, str] | None:
    """The proxy that `requests` takes to `url`, and what names it: a variable, or the system's settings."""
    from requests.utils import get_environ_proxies, select_proxy

    try:
        address = select_proxy(url, get_environ_proxies(url, no_proxy=None))
    except ValueError:
        return None  # an address that is none needs no proxy
    if not address:
        return None
    names = (f"{urlsplit(url).scheme}_proxy", "all_proxy")
    variables = (spelling for name in names for spelling in (name, name.upper()))
    return next(
        (name for name in variables if os.environ.get(name) == address), "the system's proxy"
    ), address


def _split_proxy(address: str) -> SplitResult:
    return urlsplit(address if "://" in address else f"http://{address}")
