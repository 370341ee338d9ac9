"""From preset, order and traits to prompt and negative prompt; the one guard of words.

Toy makers' trademarks become the generic word here, for prompts and for the words that
are printed on the box alike. A few kinds of words are refused, with a friendly sentence.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from minime.errors import OrderError
from minime.preset import Preset
from minime.selfie.traits import Traits

# Trademarks of toy makers and the generic words that replace them: the only such list of
# the project. Case, accents, spaces and punctuation may differ ("G.I. Joe", "gi-joe"); a
# hyphen here must be typed. What is also an everyday word (a man called Ken) is not listed.
TRADEMARKS = {
    "barbie": "fashion doll",
    "ken doll": "fashion doll",
    "bratz": "fashion doll",
    "monster high": "fashion doll",
    "american girl doll": "doll",
    "polly pocket": "pocket doll",
    "cabbage patch kid": "cloth doll",
    "mattel": "toy maker",
    "hasbro": "toy maker",
    "bandai": "toy maker",
    "mcfarlane toys": "toy maker",
    "hot toys": "toy maker",
    "fisher price": "toy maker",
    "pop mart": "toy maker",
    "gi joe": "action figure",
    "action man": "action figure",
    "masters of the universe": "action figure",
    "he-man": "action figure",
    "power ranger": "action figure",
    "lego": "toy brick",
    "duplo": "toy brick",
    "playmobil": "toy figure",
    "funko pop": "vinyl figure",
    "funko": "vinyl figure",
    "nendoroid": "vinyl figure",
    "labubu": "plush toy",
    "beanie baby": "plush toy",
    "sylvanian families": "toy animals",
    "calico critters": "toy animals",
    "my little pony": "toy pony",
    "care bear": "plush bear",
    "hot wheels": "toy car",
    "matchbox car": "toy car",
    "tamagotchi": "toy pet",
    "furby": "toy pet",
    "play doh": "modelling clay",
    "nerf gun": "foam blaster",
    "nerf blaster": "foam blaster",
    "барби": "кукла",
    "лего": "конструктор",
    "芭比": "娃娃",
    "乐高": "积木",
    "樂高": "積木",
    "バービー": "着せ替え人形",
    "レゴ": "ブロック",
    "레고": "블록",
}

# Whole words, without accents and in lower case. Few on purpose: what a toy of a real
# person must not be asked for; the rest is left to the person's taste.
_SEXUAL = frozenset(
    "nude nudes nudity naked nsfw porn porno pornographic sex sexual sexy erotic hentai "
    "fetish topless bottomless lingerie orgasm blowjob dildo penis vagina stripper loli "
    "shota underage jailbait nackt sexe desnudo desnuda".split()
)
_HATE = frozenset(
    "nazi nazis hitler hakenkreuz swastika kkk nigger nigga faggot kike tranny".split()
)
_HATE_PHRASES = ("ku klux klan", "white power", "gas the jews")

_BETWEEN_LETTERS = "[.·_'’*-]?"
_BETWEEN_WORDS = r"[\W_]*"


class PromptWords(Protocol):
    """The words of an order that a prompt is made of."""

    name: str
    title: str
    slogan: str
    accessories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What a diffusion checkpoint is told."""

    positive: str
    negative: str


def write_prompt(preset: Preset, words: PromptWords, traits: Traits) -> Prompt:
    """The prompt of a toy: the preset's words, what was seen in the photo, job and
    accessories; never the name. Raises OrderError for refused words."""
    for text in (words.name, words.title, words.slogan, *words.accessories):
        check_words(text)
    parts = [preset.prompt.positive, f"a person with {_describe(traits)}"]
    if words.title:
        parts.append(f"dressed as: {words.title}")
    if words.accessories:
        parts.append("with " + ", ".join(words.accessories))
    return Prompt(
        positive=replace_trademarks(", ".join(parts)),
        negative=replace_trademarks(preset.prompt.negative),
    )


def check_words(text: str) -> None:
    """Raises OrderError, with a friendly sentence, for words that this toy shop refuses."""
    words = re.findall(r"[a-z]+", _fold(text).lower())
    line = " ".join(words)
    if not _SEXUAL.isdisjoint(words):
        raise OrderError(
            "This toy shop keeps its figures dressed; take the sexual words out and try again."
        )
    if not _HATE.isdisjoint(words) or any(phrase in line for phrase in _HATE_PHRASES):
        raise OrderError(
            "This toy shop makes nothing that hurts people; take the hateful words out."
        )


def replace_trademarks(text: str) -> str:
    """The text with every toy maker's trademark replaced by its generic word.

    For prompts and for the words on the box, which else stay as the person typed them.
    Capitals and the plural's s are kept in kind.
    """
    text = unicodedata.normalize("NFC", text)
    pieces, done = [], 0
    for match in _trademark_pattern().finditer(_fold(text)):
        pieces += [text[done : match.start()], _generic(text[match.start() : match.end()], match)]
        done = match.end()
    return "".join([*pieces, text[done:]])


def _generic(typed: str, match: re.Match[str]) -> str:
    which = next(i for i, group in enumerate(match.groups()) if group)
    word = list(TRADEMARKS.values())[which]
    plural = match.group("plural") or ""
    if typed.isupper() and typed != typed.lower():
        return (word + plural).upper()
    if typed[0].isupper():
        return word[0].upper() + word[1:] + plural
    return word + plural


@lru_cache(maxsize=1)
def _trademark_pattern() -> re.Pattern[str]:
    """One group a trademark, in the order of the list."""
    choices = "|".join(f"({_loosen(mark)})" for mark in TRADEMARKS)
    # \b knows no words in scripts without spaces, so only other letters are looked at.
    alone = r"(?<![^\W_])(?=[^\u2e80-\uffff])|(?=[\u2e80-\uffff])"
    end = r"(?P<plural>['’]?s)?[®™]?(?:(?<=[\u2e80-\uffff])|(?![^\W_]))"
    return re.compile(f"(?:{alone})(?:{choices}){end}", re.IGNORECASE)


def _loosen(mark: str) -> str:
    """A pattern for a trademark with dots, hyphens or nothing between its letters."""
    words = []
    for word in mark.split(" "):
        letters = ["-" if letter == "-" else re.escape(letter) for letter in word]
        words.append(_BETWEEN_LETTERS.join(letters).replace(f"{_BETWEEN_LETTERS}-", "-"))
    return _BETWEEN_WORDS.join(words)


def _fold(text: str) -> str:
    """Latin letters without accents or width, character for character, so that places in
    the result are places in the text."""
    return "".join(_fold_letter(char) for char in text)


def _fold_letter(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0]
    return base if unicodedata.name(base, "").startswith("LATIN") else char


def _describe(traits: Traits) -> str:
    """What the photo shows, in a prompt's words."""
    hair = (
        "bald head"
        if traits.hair_length == "bald"
        else f"{traits.hair_length} {_hair(traits)} hair"
    )
    seen = [hair]
    if traits.headwear != "none":
        seen.append(traits.headwear.replace("_", " "))
    if traits.facial_hair != "none":
        seen.append(traits.facial_hair.replace("_", " "))
    if traits.glasses:
        seen.append(f"{traits.frame.shape} glasses")
    if traits.smile > 0.4:
        seen.append("a smile")
    return ", ".join(seen)


def _hair(traits: Traits) -> str:
    """The everyday name of a hair colour."""
    red, green, blue = (int(traits.hair[i : i + 2], 16) for i in (1, 3, 5))
    light = (red + green + blue) / 765
    if max(red, green, blue) - min(red, green, blue) < 22:
        return "black" if light < 0.22 else "grey" if light < 0.72 else "white"
    if max(green, blue) > red:
        return "coloured"
    if red > 1.6 * green:
        return "red" if light > 0.25 else "dark brown"
    return (
        "black"
        if light < 0.14
        else "dark brown"
        if light < 0.3
        else "brown"
        if light < 0.5
        else "blond"
    )
