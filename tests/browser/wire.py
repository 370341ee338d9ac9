"""A wire between a browser and the page that can be cut: a relay of TCP connections."""

import socket
import threading
from contextlib import suppress


class Wire:
    """Relays from ``address`` of its own to the port of the page at ``target``, inside a with."""

    def __init__(self, target: str):
        self._port = int(target.rstrip("/").rsplit(":", 1)[1])
        self._whole, self._ends = True, []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_) -> None:
        self.cut()
        _shut(self._listener)

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        self._whole = False
        for end in self._ends:
            _shut(end)
        self._ends = []

    def mend(self) -> None:
        """Let new connections through again."""
        self._whole = True

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listener.accept()
            except OSError:  # shut
                return
            if not self._whole:
                here.close()
                continue
            there = socket.create_connection(("127.0.0.1", self._port))
            self._ends += [here, there]
            for pair in ((here, there), (there, here)):
                threading.Thread(target=_relay, args=pair, daemon=True).start()


def _relay(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    _shut(source)
    _shut(target)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
