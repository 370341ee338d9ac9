"""What was seen of a person, in plain words: for the report and for the page. A word is None
where the photo does not show it or where it is not sure.
"""

from minime.selfie import Selfie

BEARDS = {"long_beard": "beard"}  # kinds that are one word in the report
TEXTURES = ("straight", "wavy", "curly", "coily")


def seen_words(selfie: Selfie) -> dict[str, str | bool | None]:
    """hair_length (short, ear, chin, shoulder, long, tied_back, bald, shaved), hair_texture
    (straight, wavy, curly, coily, na), fringe, facial_hair (none, stubble, goatee, moustache,
    beard), glasses (none, clear, sun), headwear, clothes, collar, pattern, build, jewellery
    (earrings, necklace, "earrings and necklace")."""
    traits, hair = selfie.traits, selfie.hair
    dark = "sun" if traits.frame.lens else "clear"
    return {
        "hair_length": hair.length,
        "hair_texture": hair.texture,
        "fringe": hair.fringe,
        "facial_hair": BEARDS.get(traits.facial_hair, traits.facial_hair),
        "glasses": dark if traits.glasses else "none",
        "headwear": hair.headwear,
        "clothes": traits.clothes,
        "collar": traits.collar,
        "pattern": traits.pattern,
        "build": traits.build,
        "jewellery": _jewels(selfie),
    }


def seen_phrases(selfie: Selfie) -> list[str]:
    """The same as a few short phrases for people, what is not there left out."""
    words = seen_words(selfie)
    length, texture = words["hair_length"], words["hair_texture"]
    phrases = []
    if length in ("bald", "shaved"):
        phrases.append(f"{length} head")
    elif length:
        kind = str(texture) if texture in TEXTURES else ""
        where = {"ear": "ear-length", "chin": "chin-length", "shoulder": "shoulder-length"}
        named = where.get(str(length), str(length).replace("_", " "))
        phrases.append(" ".join(part for part in (named, kind, "hair") if part))
    if words["fringe"]:
        phrases.append("a fringe")
    if words["facial_hair"] != "none":
        phrases.append(str(words["facial_hair"]))
    if words["glasses"] != "none":
        phrases.append("sunglasses" if words["glasses"] == "sun" else "glasses")
    if words["headwear"] not in (None, "none"):
        phrases.append(str(words["headwear"]))
    if words["clothes"] not in (None, "other"):
        phrases.append({"suit_tie": "suit and tie"}.get(words["clothes"], str(words["clothes"])))
    if words["jewellery"]:
        phrases.append(str(words["jewellery"]))
    return phrases


def _jewels(selfie: Selfie) -> str | None:
    worn = selfie.jewellery
    named = ["earrings"] * (any(worn.ears) or worn.hoops is not None) + ["necklace"] * (
        worn.necklace is not None
    )
    return " and ".join(named) or None
