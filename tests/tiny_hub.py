"""A server that speaks the hub's protocol: what huggingface_hub asks when it downloads, that is
the revision, the tree, and files with ETag and commit, from any byte on; and what goes wrong.
"""

import hashlib
import json
import re
import threading
from collections import Counter
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class TinyHub:
    """Repositories under ``root``, served at ``address``. faults: by a repository or a file of
    one, a status to answer with, "cut" for a body that breaks off once, "broken" for one with
    a wrong byte. down: it answers nothing. sent: how often each file was sent; sent_bytes: of
    those that were sent to their end."""

    def __init__(self, root: Path, port: int = 0):
        self.root, self.faults, self.down = root, {}, False
        self.sent, self.sent_bytes = Counter(), 0
        self.server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Hub, self))
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    @contextmanager
    def running(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()

    def fault(self, repo: str, file: str = "") -> int | str | None:
        return self.faults.get(f"{repo}/{file}") or self.faults.get(repo)


class _Hub(BaseHTTPRequestHandler):
    """GET and HEAD of api/models/OWNER/NAME/{revision,tree}/... and OWNER/NAME/resolve/..."""

    protocol_version = "HTTP/1.1"

    def __init__(self, hub: TinyHub, *arguments):
        self.hub = hub
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *arguments) -> None:
        """Nothing: the tests' output is not a server's log."""

    def _answer(self, *, with_body: bool) -> None:
        if self.hub.down:
            self.close_connection = True
            return
        parts = self.path.split("?")[0].strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            repo, fault = "/".join(parts[2:4]), self.hub.fault("/".join(parts[2:4]))
            if isinstance(fault, int):
                return self._refuse(fault)
            what = parts[4] if len(parts) > 4 else "revision"
            return self._send(self._describe(repo, what), with_body, "application/json")
        repo, file = "/".join(parts[:2]), "/".join(parts[4:])
        fault, path = self.hub.fault(repo, file), self.hub.root / repo / file
        if isinstance(fault, int):
            return self._refuse(fault)
        if parts[2:3] != ["resolve"] or not path.is_file():
            return self._refuse(404, "EntryNotFound")
        if with_body:
            self.hub.sent[f"{repo}/{file}"] += 1
        body = path.read_bytes()
        return self._send(body, with_body, "application/octet-stream", file, fault, repo)

    def _send(self, body, with_body, kind, file="", fault=None, repo="") -> None:
        if body is None:
            return self._refuse(404, "RepoNotFound")
        start = (
            int(match[1])
            if (match := re.match(r"bytes=(\d+)-", self.headers["Range"] or ""))
            else 0
        )
        etag = _etag(file, body)
        if fault == "broken":
            body = body[:-1] + bytes([body[-1] ^ 1])
        self.send_response(206 if start else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{etag}"')
        self.end_headers()
        if not with_body:
            return None
        if fault == "cut":
            del self.hub.faults[f"{repo}/{file}"]
            self.wfile.write(body[start : start + (len(body) - start) // 2])
            self.close_connection = True
            return None
        if file:
            self.hub.sent_bytes += len(body) - start
        self.wfile.write(body[start:])
        return None

    def _refuse(self, status: int, code: str = "") -> None:
        named = {401: "GatedRepo", 404: "RepoNotFound"}
        self.send_response(403 if status == 401 else status)
        self.send_header("X-Error-Code", code or named.get(status, ""))
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("Content-Length", "0")
        if status == 429:
            self.send_header("Retry-After", "0")
        self.end_headers()

    def _describe(self, repo: str, what: str) -> bytes | None:
        folder = self.hub.root / repo
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        if not files:
            return None
        names = [file.relative_to(folder).as_posix() for file in files]
        if what == "tree":
            rows = [_row(name, file.read_bytes()) for name, file in zip(names, files, strict=True)]
            return json.dumps(rows).encode()
        siblings = [{"rfilename": name} for name in names]
        return json.dumps({"id": repo, "sha": COMMIT, "siblings": siblings}).encode()


def _row(name: str, body: bytes) -> dict:
    row = {"type": "file", "path": name, "size": len(body), "oid": hashlib.sha1(body).hexdigest()}
    if name.endswith(".safetensors"):
        sha = hashlib.sha256(body).hexdigest()
        row["lfs"] = {"oid": sha, "size": len(body), "pointerSize": 134}
    return row


def _etag(name: str, body: bytes) -> str:
    """As the hub has them: of weights their sha256, of small files git's own hash."""
    kind = hashlib.sha256 if name.endswith(".safetensors") else hashlib.sha1
    return kind(body).hexdigest()
