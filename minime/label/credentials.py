"""Content credentials (C2PA): a signed statement, inside the file, of what made a picture.

Bytes in, signed bytes out; signing comes last, any later change of the file breaks it. The
statement holds no photo, no thumbnail and no word of the order. No host is asked for anything:
there is no time stamp, and nothing is fetched.
"""

import io
import json

from minime.errors import CredentialsError
from minime.label.certificate import find_identity
from minime.label.origin import TRAINED, origin_line, short_name, source_type

_SETTINGS = {
    "builder": {"thumbnail": {"enabled": False}},
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
}


def sign(packed: bytes, mime: str, checkpoint: str) -> bytes:
    """The file with content credentials, or as it was where :func:`obstacle` has a reason.

    packed: a whole PNG, JPEG, WebP or MP4 of the type ``mime``. checkpoint: as ordered.
    """
    try:
        return _sign(packed, mime, checkpoint)
    except CredentialsError:
        return packed


def obstacle() -> str | None:
    """A sentence for the person where pictures can't be signed here, else None. Signs a pixel."""
    from PIL import Image

    pixel = io.BytesIO()
    Image.new("RGB", (1, 1)).save(pixel, "PNG")
    try:
        _sign(pixel.getvalue(), "image/png", "none")
    except CredentialsError as error:
        return f"The picture bears no content credentials: {error}"
    return None


def _sign(packed: bytes, mime: str, checkpoint: str) -> bytes:
    try:
        import c2pa

        identity = find_identity()
    except (ImportError, OSError, RuntimeError, ValueError) as error:  # none for this platform
        raise CredentialsError(
            "The package c2pa-python does not run here; install it again."
        ) from error
    signed = io.BytesIO()
    info = c2pa.C2paSignerInfo(
        alg=identity.algorithm, sign_cert=identity.chain, private_key=identity.key, ta_url=None
    )
    try:
        with (
            c2pa.Context.from_dict(_SETTINGS) as context,
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(_manifest(mime, checkpoint), context) as builder,
        ):
            builder.sign(signer, mime, io.BytesIO(packed), signed)
    except c2pa.C2paError as error:
        reason = str(error).strip().split("\n")[0].rstrip(".")
        raise CredentialsError(
            f"C2PA refuses the file or the certificate ({reason}); try another certificate."
        ) from error
    return signed.getvalue()


def _manifest(mime: str, checkpoint: str) -> str:
    from minime import __version__

    program = {"name": "MiniMe", "version": __version__}
    actions = [
        {
            "action": "c2pa.created",
            "digitalSourceType": source_type(checkpoint),
            "softwareAgent": program,
            "description": "Sculpted from a selfie, painted with it, and rendered in its box.",
        }
    ]
    if checkpoint != "none":
        actions.append(
            {
                "action": "c2pa.edited",
                "digitalSourceType": TRAINED,
                "softwareAgent": {"name": short_name(checkpoint)},
                "description": origin_line(checkpoint),
            }
        )
    return json.dumps(
        {
            "claim_generator_info": [program],
            "title": "MiniMe toy",
            "format": mime,
            "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": actions}}],
        }
    )
