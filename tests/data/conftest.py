import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from small_fashion import small_fashion

from course.data import fashion, registry


class FileServer:
    """A web server on this machine that serves `files`, and misbehaves as `fault` says.

    fault: None, "cut" (half of the body, then the connection closes), "silent" (no answer), "stall" (half of
    the body, then nothing) or an HTTP status.
    """

    def __init__(self, files):
        self.files = dict(files)
        self.fault = None
        self.asked = []
        self.released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.answer(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/data"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def answer(self, request):
        name = request.path.removeprefix("/data/")
        self.asked.append(name)
        if self.fault == "silent":
            self.released.wait(10)
            return
        if isinstance(self.fault, int) or name not in self.files:
            request.send_error(self.fault or 404)
            return
        body = self.files[name]
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body[: len(body) // 2] if self.fault in ("cut", "stall") else body)
        if self.fault == "stall":
            request.wfile.flush()
            self.released.wait(10)

    def close(self):
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def serve(monkeypatch):
    """Start a FileServer for the files given; it ends with the test."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    servers = []

    def start(files):
        servers.append(FileServer(files))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty data folder, and no Debian package; gives the folder Fashion-MNIST would be fetched into."""
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "home"))
    monkeypatch.delenv("WORKBOOK_FASHION_MNIST_URL", raising=False)
    monkeypatch.setattr(fashion, "DEBIAN_FOLDER", tmp_path / "debian")
    return tmp_path / "home" / "fashion-mnist"


@pytest.fixture
def server(serve, home, monkeypatch):
    """A server with a small Fashion-MNIST, which stands in for the real one in the registry."""
    data_set, served = small_fashion()
    monkeypatch.setattr(fashion, "FULL", data_set)
    monkeypatch.setitem(registry._BY_NAME, "fashion-mnist", data_set)
    return serve(served)


@pytest.fixture
def no_proxies(monkeypatch):
    """An environment that names no proxy, and nothing to reach without one."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def debian():
    """The folder of Debian's package; tests that need the 70,000 real pictures are skipped without it."""
    folder = Path("/usr/share/datasets/fashion-mnist")
    if not folder.is_dir():
        pytest.skip("Debian's dataset-fashion-mnist is not installed")
    return folder
