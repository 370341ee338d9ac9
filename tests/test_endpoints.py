"""The page to programs: gradio_client, curl as the README has it, and a chat program's MCP."""

import asyncio
import base64
import io
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request

import pytest
import skimage.data
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from page_server import ROOT, page_server
from PIL import Image

from minime.options import build_parser, read_order
from minime.order import to_json

SMALL = {"width": 256, "height": 320, "checkpoint": "none"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def address(folder):
    with page_server(folder, "--mcp") as address:
        yield address


@pytest.fixture(scope="module")
def selfie(tmp_path_factory):
    path = tmp_path_factory.mktemp("photo") / "ada.png"
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


@pytest.fixture(scope="module")
def client(address, tmp_path_factory):
    return Client(address, verbose=False, download_files=tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def made(client, selfie):
    """The files and the report of one toy."""
    return client.predict(
        handle_file(selfie), "vinyl_buddy", "Ada", "Astronaut", accessories="mug, camera",
        settings=SMALL, api_name="/make_toy",
    )  # fmt: skip


def test_programs_see_the_four_endpoints_and_what_each_takes(client):
    described = client.view_api(return_format="dict")["named_endpoints"]
    assert set(described) == {"/make_toy", "/draft", "/look", "/presets"}
    taken = described["/make_toy"]["parameters"]
    names = "photo preset name title slogan accessories checkpoint seed settings".split()
    assert [parameter["parameter_name"] for parameter in taken] == names
    assert [p["parameter_name"] for p in taken if not p["parameter_has_default"]] == ["photo"]
    assert all(len(endpoint["description"]) > 40 for endpoint in described.values())


def test_a_toy_comes_as_a_png_with_its_label_and_a_report(made):
    picture, report = made
    with Image.open(picture) as image:
        assert image.format == "PNG" and image.size == (256, 320)
        order = json.loads(image.info["minime"])
    assert order == report["order"]
    assert (order["name"], order["preset"]) == ("Ada", "vinyl_buddy")
    assert order["accessories"] == ["mug", "camera"]
    assert report["seen"]["fringe"] is True and report["seconds"]["total"] > 0


def test_programs_and_the_command_line_have_the_same_fields_and_defaults(client):
    offered = client.predict(api_name="/presets")
    usual = read_order(build_parser().parse_args(["example"]))
    assert offered["fields"] == to_json(usual)
    assert offered["sliders"]["likeness"]["maximum"] == 1.0
    assert offered["checkpoints"]["none"] and "embedded" in offered["checkpoints"]
    assert "space" in offered["presets"]["fashion_doll"]["themes"]
    assert "bob" in offered["names"]["hair_style"]


def test_what_is_seen_and_a_draft_come_before_a_toy(client, selfie):
    seen = client.predict(handle_file(selfie), api_name="/look")
    assert seen["faces"] == 1 and seen["size"] == [512, 512]
    assert set(seen["pose"]) == {"yaw", "pitch", "roll"}
    assert re.fullmatch("#[0-9a-f]{6}", seen["colors"]["hair"])
    assert "smile" not in seen and seen["seen"]["glasses"] == "none"
    draft = client.predict(handle_file(selfie), {"preset": "vinyl_buddy"}, api_name="/draft")
    with Image.open(draft) as image:
        assert image.format == "JPEG" and image.width == 384


@pytest.mark.parametrize(
    ("photo", "settings", "sentence"),
    [
        (None, {}, "Send a photo"),
        ("/etc/hostname", {}, "upload it first"),
        ({"path": "/etc/hostname"}, {}, "upload it first"),
        ("http://127.0.0.1:9/selfie.jpg", {}, "can't be fetched"),
        ("data:image/png;base64,AAAA", {}, "not a picture|damaged|can't be read|no picture"),
        ("example", {"preset": "teapot"}, "no preset 'teapot'; choose one of"),
        ("example", {"preset": str(ROOT / "presets/fashion_doll.toml")}, "no preset"),
        ("example", {"checkpoint": str(ROOT)}, "no checkpoint"),
        ("example", {"likeness": 3}, "between 0 and 1"),
        ("example", {"wings": 2}, "no field 'wings'"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(client, photo, settings, sentence):
    with pytest.raises(AppError, match=sentence) as told:
        client.predict(photo, settings=settings, api_name="/make_toy")
    assert "Traceback" not in str(told.value)


def test_only_who_knows_its_name_can_fetch_a_file(address, client, folder, selfie):
    def status(path):
        try:
            with urllib.request.urlopen(f"{address}gradio_api/file={path}") as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    client.predict(handle_file(selfie), api_name="/look")
    root = next(folder.glob("minime-*"))
    assert status(next(root.rglob("ada.png"))) == 200
    session = next(root.glob("session-*"))
    for guess in (root, session, f"{session}/../..", ROOT / "app.py", "/etc/hostname"):
        assert status(guess) == 403


def test_curl_does_what_the_readme_says(address, selfie, tmp_path):
    """With a draft in place of the toy, which takes the same settings and a tenth of the time."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    readme = (ROOT / "README.md").read_text("utf-8")
    (script,) = re.findall(r"```sh\n(.*?curl.*?)```", readme, re.DOTALL)
    shutil.copy(selfie, tmp_path / "selfie.jpg")
    script = script.replace("http://127.0.0.1:7860/", address).replace("make_toy", "draft")
    done = subprocess.run(
        ["bash", "-euc", script], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "toy.png") as image:
        assert image.format == "JPEG" and image.width == 384


def test_a_chat_program_finds_four_tools_and_gets_a_picture_back(address, folder, selfie):
    data = f"data:image/png;base64,{base64.b64encode(selfie.read_bytes()).decode()}"
    calls = {
        "presets": {},
        "look": {"photo": data},
        "make_toy": {"photo": "example", "name": "Ada", "settings": SMALL},
        "draft": {"photo": "/etc/hostname"},
    }
    tools, answers = asyncio.run(_ask(f"{address}gradio_api/mcp/", calls))
    assert set(tools) == set(calls)
    taken = tools["make_toy"].inputSchema
    assert taken["required"] == ["photo"] and "Astronaut" in tools["make_toy"].inputSchema[
        "properties"]["title"]["description"]  # fmt: skip
    assert "boxed toy" in tools["make_toy"].description
    assert "fashion_doll" in answers["presets"].content[0].text
    assert "'faces': 1" in answers["look"].content[0].text
    assert answers["draft"].isError and "upload it first" in answers["draft"].content[0].text
    picture, _, report = answers["make_toy"].content
    assert picture.mimeType == "image/jpeg" and len(picture.data) < 900_000
    with Image.open(io.BytesIO(base64.b64decode(picture.data))) as image:
        assert image.size == (256, 320)
    link = re.search(r"http[^' ]+/minime-ada\.png", report.text)[0]
    with urllib.request.urlopen(link) as answer, Image.open(answer) as image:
        assert json.loads(image.info["minime"])["name"] == "Ada"
    left = [path for path in folder.iterdir() if not path.name.startswith(("minime-", "log"))]
    assert not [path for path in left if list(path.rglob("*.png"))]


async def _ask(url, calls):
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async with (
        streamable_http_client(url) as (receive, send, *_),
        ClientSession(receive, send) as session,
    ):
        await session.initialize()
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        return tools, {name: await session.call_tool(name, calls[name]) for name in calls}
