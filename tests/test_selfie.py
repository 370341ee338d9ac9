"""The photo, the face and the traits, on the example photo and on files made from it."""

import io
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
import pytest
from PIL import Image

from minime.errors import PhotoError
from minime.selfie import photo, read_selfie, see_face
from minime.selfie.colors import delta_e
from minime.selfie.face import (
    HeadPose,
    angle_between,
    detection_score,
    find_faces,
    head_landmarks,
    pose_from_matrix,
    template,
)
from minime.selfie.photo import read_photo
from minime.selfie.traits import FACIAL_HAIR, HAIR_LENGTHS, expression


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    return read_photo("example")


@pytest.fixture(scope="module")
def selfie():
    return read_selfie("example")


def encode(image: Image.Image, kind: str, **options) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def difference(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a.astype(float) - b).mean())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_photo_is_read_in_every_usual_format(picture, kind):
    read = read_photo(encode(Image.fromarray(picture), kind))
    assert read.shape == picture.shape and read.dtype == np.uint8
    assert difference(read, picture) < 8


def test_a_heic_photo_is_read(picture):
    stream = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(picture)).save(stream, quality=90)
    assert difference(read_photo(stream.getvalue()), picture) < 5


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(picture, orientation):
    turn = {
        1: lambda a: a,
        2: np.fliplr,
        3: lambda a: np.rot90(a, 2),
        4: np.flipud,
        5: lambda a: a.transpose(1, 0, 2),
        6: np.rot90,
        7: lambda a: np.rot90(a, 2).transpose(1, 0, 2),
        8: lambda a: np.rot90(a, -1),
    }[orientation]
    stored = Image.fromarray(np.ascontiguousarray(turn(picture[:400])))
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert np.array_equal(read_photo(encode(stored, "PNG", exif=exif)), picture[:400])


def test_odd_pixel_kinds_become_plain_rgb(picture):
    image = Image.fromarray(picture)
    grey = np.asarray(image.convert("L"))
    assert difference(read_photo(encode(image.convert("CMYK"), "JPEG")), picture) < 8
    assert difference(read_photo(encode(image.convert("L"), "PNG")), grey[..., None]) < 1
    wide = Image.fromarray(grey.astype(np.uint16) * 257)
    assert difference(read_photo(encode(wide, "PNG")), grey[..., None]) < 1
    palette = image.convert("P", palette=Image.Palette.ADAPTIVE)
    assert difference(read_photo(encode(palette, "PNG")), picture) < 12


def test_transparency_is_laid_over_white(picture):
    rgba = np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
    rgba[:100, :100, 3] = 0
    read = read_photo(encode(Image.fromarray(rgba), "PNG"))
    assert (read[:100, :100] == 255).all() and np.array_equal(read[100:], picture[100:])


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_an_animation_gives_its_first_frame(picture, kind):
    frames = [Image.fromarray(picture), Image.new("RGB", (512, 512), "red")]
    data = encode(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert difference(read_photo(data), picture) < 12


def test_path_and_bytes_give_the_same_picture(picture, tmp_path: Path):
    path = tmp_path / "me.png"
    path.write_bytes(encode(Image.fromarray(picture), "PNG"))
    assert np.array_equal(read_photo(path), read_photo(str(path)))
    assert np.array_equal(read_photo(path), picture)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_truncated_photo_is_refused(picture, kind):
    data = encode(Image.fromarray(picture), kind)
    with pytest.raises(PhotoError):
        read_photo(data[: len(data) // 2])


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 500, b"no picture", b"%PDF-1.7 x", b"\xff\xd8\xff"]
)
def test_what_is_no_photo_is_refused(data):
    with pytest.raises(PhotoError, match=r"^[A-Z][^\n]*\.$"):
        read_photo(data)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    for path in (tmp_path / "nothing.jpg", tmp_path, "\0"):
        with pytest.raises(PhotoError):
            read_photo(path)


def test_huge_files_are_refused_before_they_are_decoded(monkeypatch):
    with pytest.raises(PhotoError, match="41 MB"):
        read_photo(b"\xff" * 41_000_000)
    bomb = encode(Image.new("1", (9000, 9000)), "PNG")  # 81 million pixels in 10 kB
    monkeypatch.setattr(photo, "_flatten", lambda image: pytest.fail("decoded"))
    with pytest.raises(PhotoError, match="9000 x 9000"):
        read_photo(bomb)
    with pytest.raises(PhotoError, match="pixels"):
        read_photo(encode(Image.new("1", (20000, 20000)), "PNG"))


def test_the_example_needs_no_network(picture):
    assert picture.shape == (512, 512, 3)


def test_pose_to_matrix_and_back():
    for yaw, pitch, roll in ((0, 0, 0), (30, -20, 10), (-45, 15, -30)):
        pose = HeadPose(yaw_deg=yaw, pitch_deg=pitch, roll_deg=roll)
        back = pose_from_matrix(pose.matrix())
        assert np.allclose((back.yaw_deg, back.pitch_deg, back.roll_deg), (yaw, pitch, roll))
    ahead = HeadPose(yaw_deg=20, pitch_deg=10, roll_deg=0).matrix() @ (0, 0, 1)
    assert ahead[0] > 0 and ahead[1] > 0  # right and up


@pytest.mark.parametrize("angle", [-30, -15, 15, 30])
def test_head_pose_survives_a_rotated_photo(picture, selfie, angle):
    matrix = cv2.getRotationMatrix2D((226, 130), angle, 1)  # counter-clockwise
    turned = cv2.warpAffine(picture, matrix, (512, 512), borderValue=(128, 128, 128))
    pose, straight = find_faces(turned)[0].pose, selfie.face.pose
    assert abs(straight.roll_deg - pose.roll_deg - angle) < 2
    assert abs(pose.yaw_deg - straight.yaw_deg) < 3


def test_a_mirrored_photo_mirrors_yaw_and_roll(picture, selfie):
    narrow = cv2.resize(picture, None, fx=0.9, fy=1)  # any change makes the mesh differ a little
    pose = find_faces(np.ascontiguousarray(narrow[:, ::-1]))[0].pose
    assert abs(pose.yaw_deg + selfie.face.pose.yaw_deg) < 3
    assert abs(pose.roll_deg + selfie.face.pose.roll_deg) < 2
    assert abs(pose.pitch_deg - selfie.face.pose.pitch_deg) < 3


def test_moving_the_crop_hardly_moves_the_pose(picture, selfie):
    poses = [find_faces(picture[y : y + 330, x : x + 330])[0].pose for x, y in ((60, 0), (110, 0))]
    for pose in poses:
        assert angle_between(pose.matrix(), selfie.face.pose.matrix()) < 1.5


def test_head_landmarks_lie_in_the_head_frame(selfie):
    head = head_landmarks(selfie.face)
    assert head.shape == (478, 3) and head.dtype == np.float32
    assert np.allclose(head[263] - head[33], (90, 0, 0), atol=1.5)
    assert np.allclose(head[33] + head[263], 0, atol=1e-3)
    assert np.linalg.norm(head - template()[0], axis=1).mean() < 6


def test_faces_cut_off_or_filling_the_picture_are_found(picture, selfie):
    whole = selfie.face.box
    x0, y0, x1, y1 = whole
    tight = picture[y0 - 4 : y1 + 4, x0 - 4 : x1 + 4]
    half = picture[:, (x0 + x1) // 2 - 8 :]
    top = picture[y0 + 25 :]
    for cut in (tight, half, top):
        assert len(find_faces(np.ascontiguousarray(cut))) == 1
    assert abs(find_faces(tight)[0].pose.yaw_deg - selfie.face.pose.yaw_deg) < 5


def test_a_face_of_60_pixels_in_12_megapixels_is_found(picture):
    small = cv2.resize(picture, None, fx=0.56, fy=0.56, interpolation=cv2.INTER_AREA)
    noise = np.random.default_rng(1).integers(90, 120, (3000, 4000, 3)).astype(np.uint8)
    scene = cv2.GaussianBlur(noise, (0, 0), 3)
    scene[1900 : 1900 + len(small), 2710 : 2710 + small.shape[1]] = small
    faces = find_faces(scene)
    assert len(faces) == 1
    x0, y0, x1, y1 = faces[0].box
    assert 2780 < x0 < x1 < 2900 and 1920 < y0 < y1 < 2020 and y1 - y0 < 70


def test_faces_come_largest_first_and_by_number(picture, tmp_path: Path):
    small = cv2.resize(picture, (340, 340), interpolation=cv2.INTER_AREA)
    pair = np.full((512, 860, 3), 128, np.uint8)
    pair[100:440, :340], pair[:, 348:] = small, picture
    path = tmp_path / "pair.png"
    Image.fromarray(pair).save(path)
    first, second = read_selfie(path), read_selfie(path, face=2)
    assert first.boxes == second.boxes == (first.face.box, second.face.box)
    assert first.face.box[0] > 348 > second.face.box[2]
    with pytest.raises(PhotoError, match="2 faces"):
        read_selfie(path, face=3)
    with pytest.raises(PhotoError):
        read_selfie(path, face=0)


def test_a_picture_without_a_face_says_what_to_do(tmp_path: Path):
    import skimage.data

    for name in ("coffee", "chelsea", "gravel"):
        image = Image.fromarray(getattr(skimage.data, name)()).convert("RGB")
        assert find_faces(np.array(image)) == ()
    with pytest.raises(PhotoError, match="face"):
        read_selfie(encode(image, "PNG"))


def test_an_upside_down_face_is_no_reason_to_invent_one(picture):
    for face in find_faces(np.ascontiguousarray(picture[::-1])):
        assert face.score > 0.5


def test_detection_score_is_high_for_a_face_and_nil_for_none(picture):
    assert detection_score(picture) > 0.8
    assert detection_score(np.full((256, 256, 3), 128, np.uint8)) == 0


def test_the_example_looks_as_it_does(selfie):
    traits = selfie.traits
    assert delta_e(traits.hair, "#7c6a45") < 10
    assert delta_e(traits.skin, "#e2c6b3") < 10
    assert delta_e(traits.top, "#d0623c") < 12
    assert traits.hair_length == "short" and not traits.glasses and traits.facial_hair == "none"
    assert traits.smile > 0.5 and traits.eyes_open > 0.5 and traits.mouth_open < 0.6
    assert 0.5 < traits.hair_top < 1.2 and traits.ears_covered > 0.4


def test_every_figure_is_in_range_and_has_a_confidence(selfie):
    traits = selfie.traits
    names = set(type(traits).__dataclass_fields__) - {"confidence"}
    assert set(traits.confidence) == names
    assert all(0 <= value <= 1 for value in traits.confidence.values())
    assert traits.hair_length in HAIR_LENGTHS and traits.facial_hair in FACIAL_HAIR
    assert len(traits.hairline) == 5 and max(map(abs, traits.gaze)) <= 1


def test_a_tinted_photo_gives_nearly_the_same_skin(picture, selfie):
    warm = (picture * np.array([1.0, 0.93, 0.82])).astype(np.uint8)
    skin = see_face(warm, find_faces(warm)[0]).traits.skin
    untouched = delta_e(selfie.traits.skin, _tint(selfie.traits.skin, (1.0, 0.93, 0.82)))
    assert delta_e(skin, selfie.traits.skin) < untouched


def test_a_grey_photo_gets_a_neutral_skin_hue_of_little_confidence(picture):
    grey = np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    traits = see_face(grey, find_faces(grey)[0]).traits
    red, green, blue = (int(traits.skin[i : i + 2], 16) for i in (1, 3, 5))
    assert red > green > blue
    assert traits.confidence["skin"] < 0.3


def test_expression_hardly_depends_on_size_and_tilt(selfie):
    landmarks = selfie.face.landmarks.astype(float)
    turned = landmarks @ HeadPose(yaw_deg=0, pitch_deg=0, roll_deg=25).matrix().T * 3 + (40, 9, 0)
    one, other = expression(landmarks), expression(turned)
    assert abs(one.smile - other.smile) < 0.01 and abs(one.mouth_open - other.mouth_open) < 0.01


def _tint(color: str, gains) -> str:
    parts = (int(color[i : i + 2], 16) * g for i, g in zip((1, 3, 5), gains, strict=True))
    return "#" + "".join(f"{int(part):02x}" for part in parts)
