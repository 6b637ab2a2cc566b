"""The fork server: imports everything once, then forks a kernel whenever one is asked for.

    python -m course.warm_kernel.server --socket PATH

It has one thread and never runs a TensorFlow operation: the threads that an operation starts do not
survive a fork, and the child would wait for them for ever.

A kernel ends when its client closes the connection. When the server is killed, kernels behind a hook end
with it; the others live on, because a learner's variables are in them, until their client lets go or ends.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import selectors
import signal
import socket
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.warm_kernel.protocol import Received, send
from course.warm_kernel.sources import newest_change

MODULES = (
    "numpy",
    "tensorflow",
    "cv2",
    "scipy.ndimage",
    "scipy.stats",
    "skimage.data",
    "skimage.feature",
    "skimage.filters",
    "skimage.io",
    "skimage.measure",
    "skimage.morphology",
    "skimage.segmentation",
    "skimage.transform",
    "sklearn.ensemble",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.model_selection",
    "sklearn.neighbors",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "sklearn.svm",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "contourpy",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PpmImagePlugin",
    "PIL.TiffImagePlugin",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "IPython.core.magics.auto",
    "IPython.core.magics.basic",
    "IPython.core.magics.config",
    "IPython.core.magics.display",
    "IPython.core.magics.execution",
    "IPython.core.magics.extension",
    "IPython.core.magics.history",
    "IPython.core.magics.logging",
    "IPython.core.magics.namespace",
    "IPython.core.magics.osm",
    "IPython.core.magics.packaging",
    "IPython.core.magics.pylab",
    "IPython.core.magics.script",
    "course.checking",
    "course.checking.notebook",
    "course.data",
)
"""What is imported before the first fork; a name that cannot be imported is skipped.

Not matplotlib_inline: it sets itself up for the shell that is there when it is imported.
"""

ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "EAGER_IMPORT": "1",  # scikit-image otherwise imports its parts at their first use: in every kernel again
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
"""Must be set before the imports, which read it."""

IDLE_SECONDS = 600.0
"""How long the server waits for another kernel once it has none."""

LOOK_SECONDS = 1.0
SOURCES_SECONDS = 10.0
"""How often a server without kernels looks whether the course has changed, which makes it useless."""

Hook = Callable[[dict[str, Any]], Callable[[], None] | None]
"""Called in the child with the request's "hook"; may return what to call when the kernel's sockets are bound."""


@dataclass
class Connection:
    """A client and the kernel it asked for."""

    socket: socket.socket
    received: Received = field(default_factory=Received)
    child: int = 0


class Server:
    """Serves one socket until nobody has needed it for a while.

    Args:
        listening: bound and listening.
        hook: see `Hook`.
        idle_seconds: how long to wait without a connection.
        sources: `newest_change()` from before the imports.
    """

    def __init__(
        self, listening: socket.socket, hook: Hook | None, idle_seconds: float, sources: int
    ) -> None:
        self._listening, self._hook, self._idle_seconds = listening, hook, idle_seconds
        self._sources, self._sources_seen = sources, time.monotonic()
        self._selector = selectors.DefaultSelector()
        self._connections: dict[int, Connection] = {}
        self._last_used = time.monotonic()

    def serve(self) -> None:
        """Run until idle. Returns in the server only; children never come back."""
        wakeup, wakeup_writer = socket.socketpair()
        for end in (wakeup, wakeup_writer, self._listening):
            end.setblocking(False)
        signal.set_wakeup_fd(wakeup_writer.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        self._selector.register(wakeup, selectors.EVENT_READ, lambda: wakeup.recv(1 << 12))
        self._selector.register(self._listening, selectors.EVENT_READ, self._accept)
        while any(connection.child for connection in self._connections.values()) or self._worth_waiting():
            for key, _ in self._selector.select(LOOK_SECONDS):
                key.data()
            self._reap()

    def _worth_waiting(self) -> bool:
        now = time.monotonic()
        if now - self._sources_seen > SOURCES_SECONDS:
            self._sources_seen = now
            if newest_change() != self._sources:
                return False
        return bool(self._connections) or now - self._last_used < self._idle_seconds

    def _accept(self) -> None:
        with suppress(OSError):
            accepted, _ = self._listening.accept()
            connection = Connection(accepted)
            self._connections[accepted.fileno()] = connection
            self._selector.register(accepted, selectors.EVENT_READ, lambda: self._read(connection))

    def _read(self, connection: Connection) -> None:
        try:
            is_open = connection.received.read(connection.socket)
            while message := connection.received.next_message():
                self._obey(connection, message)
        except (OSError, ValueError, KeyError, TypeError):
            is_open = False
        if not is_open:
            self._close(connection)

    def _obey(self, connection: Connection, message: dict[str, Any]) -> None:
        if "signal" in message and connection.child:
            _signal(connection.child, int(message["signal"]))
        elif "start" in message and not connection.child:
            descriptors = connection.received.descriptors
            refusal = insist_on_forkable() if len(descriptors) == 2 else "two descriptors are needed"
            if refusal:
                send(connection.socket, {"refused": refusal})
                return
            connection.child = self._fork(message["start"], *descriptors)
            for descriptor in descriptors:
                os.close(descriptor)
            descriptors.clear()
            send(connection.socket, {"started": connection.child, "survives": self._hook is None})

    def _fork(self, request: dict[str, Any], stdout: int, stderr: int) -> int:
        in_a_group, ready = os.pipe()
        with warnings.catch_warnings():
            # From 3.12 on Python warns of the threads that OpenBLAS keeps; it takes care of them itself.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child:
            os.close(ready)
            os.read(in_a_group, 1)  # returns at its end; before that a signal to the group would be lost
            os.close(in_a_group)
            return child
        from course.warm_kernel.child import become_kernel

        become_kernel(request, stdout, stderr, ready, self._hook)

    def _reap(self) -> None:
        while True:
            try:
                child, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not child:
                return
            for connection in list(self._connections.values()):
                if connection.child == child:
                    connection.child = 0
                    with suppress(OSError):
                        send(connection.socket, {"exited": os.waitstatus_to_exitcode(status)})
                    _signal(child, signal.SIGKILL)  # whatever of its group is left

    def _close(self, connection: Connection) -> None:
        if connection.child:
            _signal(connection.child, signal.SIGKILL)
        for descriptor in connection.received.descriptors:
            os.close(descriptor)
        del self._connections[connection.socket.fileno()]
        self._selector.unregister(connection.socket)
        connection.socket.close()
        self._last_used = time.monotonic()


def insist_on_forkable() -> str:
    """Why a fork of this process would not work; "" when it would."""
    if threading.active_count() > 1:
        return "the server has more than one thread"
    if tensorflow_has_run():
        return "TensorFlow has run an operation in the server"
    return ""


def tensorflow_has_run() -> bool:
    """Whether an operation has been run in this process, which makes forks of it hang."""
    module = sys.modules.get("tensorflow.python.eager.context")
    context = getattr(module, "_context", None)
    return bool(context is not None and getattr(context, "_initialized", False))


def _signal(group: int, number: int) -> None:
    with suppress(OSError):
        os.killpg(group, number)


def main() -> None:
    """Import, listen, serve."""
    parser = argparse.ArgumentParser(prog="course.warm_kernel.server")
    parser.add_argument("--socket", required=True)
    parser.add_argument("--hook", default="")
    parser.add_argument("--idle-seconds", type=float, default=IDLE_SECONDS)
    parser.add_argument("--modules", default="")
    options = parser.parse_args()
    if sys.path[0] == str(Path.cwd()):
        del sys.path[0]  # `python -m` has put it there; a kernel has its own folder instead
    os.environ.update(ENVIRONMENT)
    sources = newest_change()
    hook = _hook(options.hook) if options.hook else None
    for name in options.modules.split(",") if options.modules else MODULES:
        _import(name)
    from course.warm_kernel import child  # noqa: F401, the first fork must not pay for it

    gc.collect()
    gc.freeze()  # a collection in a child would touch, and so copy, every page
    path = Path(options.socket)
    # Under another name until it listens, so that whoever sees the name can connect.
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(unfinished))
        unfinished.chmod(0o600)
        listening.listen(128)
        unfinished.rename(path)
        Server(listening, hook, options.idle_seconds, sources).serve()
        path.unlink(missing_ok=True)


def _import(name: str) -> None:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        print(f"{name} is not there: {error}")
    except Exception:  # a kernel that needs it will say so; the others need not suffer
        traceback.print_exc()


def _hook(name: str) -> Hook:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


if __name__ == "__main__":
    main()
