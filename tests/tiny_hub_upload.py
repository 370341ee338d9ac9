"""A server that speaks what huggingface_hub asks when it makes a Space and uploads a folder.

Files end below ``root``, with a record of how they came: "regular" in the commit, or "lfs" by
the batch protocol, as the hub decides for weights and for what is over 10 MB.
"""

import base64
import hashlib
import json
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tiny_hub import COMMIT

TOKEN = "hf_of_somebody_who_may_write"
LARGEST_REGULAR = 10_000_000


def serve_uploads(root: Path, port: int) -> ThreadingHTTPServer:
    """A server on 127.0.0.1, not yet running; ``created`` holds what each repository was asked
    to be, ``modes`` how each file of it came."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Uploads, root))
    server.created, server.modes = {}, {}
    return server


class _Uploads(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, root: Path, *arguments):
        self.root = root
        super().__init__(*arguments)

    def log_message(self, *arguments) -> None:
        """Nothing: the tests' output is not a server's log."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parts = self.path.split("?")[0].strip("/").split("/")
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self._answer(401, {"error": "Invalid username or password."})
        if parts == ["api", "repos", "create"]:
            return self._create(json.loads(body))
        if parts == ["api", "validate-yaml"]:
            return self._answer(200, {"warnings": [], "errors": []})
        repo = "/".join(parts[2:4])
        if parts[:2] == ["api", "spaces"] and parts[4:5] == ["preupload"]:
            return self._answer(200, {"files": [self._mode(f) for f in json.loads(body)["files"]]})
        if parts[:2] == ["api", "spaces"] and parts[4:5] == ["commit"]:
            return self._commit(repo, body)
        if parts[-3:] == ["lfs", "objects", "batch"]:
            return self._answer(
                200, {"objects": [self._place(o) for o in json.loads(body)["objects"]]}
            )
        return self._answer(404, {"error": "not found"})

    def do_PUT(self) -> None:
        """One large file, by the name of its sha256."""
        data = self.rfile.read(int(self.headers["Content-Length"]))
        oid = self.path.rsplit("/", 1)[1]
        good = hashlib.sha256(data).hexdigest() == oid
        if good:
            self._stored(oid).parent.mkdir(parents=True, exist_ok=True)
            self._stored(oid).write_bytes(data)
        self._answer(200 if good else 400, {})

    def _create(self, asked: dict) -> None:
        repo = f"{asked['organization'] or 'somebody'}/{asked['name']}"
        known = repo in self.server.created
        self.server.created.setdefault(repo, asked)
        self._answer(409 if known else 200, {"url": f"http://{self.headers['Host']}/spaces/{repo}"})

    def _mode(self, file: dict) -> dict:
        large = file["size"] > LARGEST_REGULAR or file["path"].endswith(".safetensors")
        return {
            "path": file["path"],
            "uploadMode": "lfs" if large else "regular",
            "shouldIgnore": False,
        }

    def _place(self, thing: dict) -> dict:
        href = f"http://{self.headers['Host']}/stored/{thing['oid']}"
        return thing | {"actions": {"upload": {"href": href}}}

    def _commit(self, repo: str, body: bytes) -> None:
        folder = self.root / repo
        for line in map(json.loads, body.splitlines()):
            file = line["value"]
            if line["key"] == "header":
                continue
            path = folder / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            large = line["key"] == "lfsFile"
            data = (
                self._stored(file["oid"]).read_bytes()
                if large
                else base64.b64decode(file["content"])
            )
            path.write_bytes(data)
            self.server.modes[file["path"]] = "lfs" if large else "regular"
        address = f"http://{self.headers['Host']}/spaces/{repo}/commit/{COMMIT}"
        self._answer(200, {"commitUrl": address, "commitOid": COMMIT, "pullRequestUrl": None})

    def _stored(self, oid: str) -> Path:
        return self.root / "stored" / oid

    def _answer(self, status: int, body: dict) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
