"""Fits the parser: ``python -m minime.train.parsing.fit heads.npz OUT --minutes 5``.

Goes on from OUT/parser.safetensors if it is there; saves it every minute. The same on a processor
and on a GPU.
"""

import argparse
import logging
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn

from minime.train.parsing.heads import load_heads
from minime.train.parsing.scenes import LABELS, Scenes, draw_scenes

LOG = logging.getLogger(__name__)
CHANNELS, X_CHANNEL = 11, 9
WIDTHS = (24, 48, 80, 112, 144)
BATCH = 48
# How much a cell of each label counts: small things more.
WEIGHTS = (0.6, 0.8, 1.0, 1.8, 1.5, 0.8, 1.5, 2.0, 2.2)


class Block(nn.Module):
    """Two 3 x 3 convolutions, each normalised."""

    def __init__(self, enters: int, leaves: int):
        super().__init__()
        self.first = nn.Conv2d(enters, leaves, 3, padding=1, bias=False)
        self.second = nn.Conv2d(leaves, leaves, 3, padding=1, bias=False)
        self.norm1, self.norm2 = nn.BatchNorm2d(leaves), nn.BatchNorm2d(leaves)

    def forward(self, x):
        x = F.relu(self.norm1(self.first(x)))
        return F.relu(self.norm2(self.second(x)))


class Parser(nn.Module):
    """A U-Net (Ronneberger and others 2015): (b, 11, 256, 176) to (b, 9, 256, 176) logits."""

    def __init__(self):
        super().__init__()
        before = (CHANNELS, *WIDTHS[:-1])
        self.down = nn.ModuleList(Block(a, b) for a, b in zip(before, WIDTHS, strict=True))
        pairs = zip(WIDTHS[:0:-1], WIDTHS[-2::-1], strict=True)
        self.up = nn.ModuleList(Block(low + high, high) for low, high in pairs)
        self.head = nn.Conv2d(WIDTHS[0], len(LABELS), 1)

    def forward(self, x):
        kept = []
        for number, block in enumerate(self.down):
            x = block(x if number == 0 else F.max_pool2d(x, 2))
            kept.append(x)
        for block, skip in zip(self.up, kept[-2::-1], strict=True):
            x = block(torch.cat([F.interpolate(x, scale_factor=2.0, mode="nearest"), skip], 1))
        return self.head(x)


def loss_of(logits: torch.Tensor, labels: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Weighted cross entropy and soft dice; a label of -1 (outside the photo) does not count."""
    known = labels >= 0
    cross = F.cross_entropy(logits, labels, weights, ignore_index=-1)
    share = logits.softmax(1) * known[:, None]
    truth = F.one_hot(labels.clamp(0), len(LABELS)).movedim(-1, 1) * known[:, None]
    both = (share * truth).sum((0, 2, 3))
    total = share.sum((0, 2, 3)) + truth.sum((0, 2, 3))
    return cross + 0.5 * (1 - (2 * both + 50) / (total + 50)).mean()


def mirror(scenes: Scenes) -> Scenes:
    """The same pictures seen in a mirror: half the price of new ones."""
    seen = scenes.seen.flip(-1)
    seen[:, X_CHANNEL] *= -1
    return Scenes(seen, scenes.labels.flip(-1))


def fold(model: Parser) -> dict[str, torch.Tensor]:
    """The weights with each normalisation folded into its convolution, float16: "down.0.first.w"
    (o, i, 3, 3) and ".b" (o,)."""
    out = {}
    for name, blocks in (("down", model.down), ("up", model.up)):
        for number, block in enumerate(blocks):
            for part, conv, norm in (
                ("first", block.first, block.norm1), ("second", block.second, block.norm2),
            ):  # fmt: skip
                gain = norm.weight / (norm.running_var + norm.eps).sqrt()
                out[f"{name}.{number}.{part}.w"] = conv.weight * gain[:, None, None, None]
                out[f"{name}.{number}.{part}.b"] = norm.bias - norm.running_mean * gain
    out["head.w"], out["head.b"] = model.head.weight[:, :, 0, 0], model.head.bias
    return {name: value.detach().half().cpu().contiguous() for name, value in out.items()}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("heads", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--minutes", type=float, default=5.0)
    ask.add_argument("--batch", type=int, default=BATCH)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--seed", type=int, default=1)
    asked = ask.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    asked.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(asked.seed)
    torch.backends.cudnn.benchmark = True
    heads = load_heads(asked.heads, device)
    model = Parser().to(device)
    if (asked.out / "parser.safetensors").exists():
        model.load_state_dict(load_file(asked.out / "parser.safetensors", device=device))
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998), use_buffers=True
    )
    train(model, average, heads, asked, device)


def train(model, average, heads, asked, device: str) -> None:
    start = saved = time.time()
    optimizer = torch.optim.AdamW(model.parameters(), lr=asked.rate, weight_decay=1e-3)
    weights = torch.tensor(WEIGHTS, device=device)
    step, shown = 0, 0.0
    while (gone := (time.time() - start) / 60 / asked.minutes) < 1:
        warm = min(1.0, step / 200)
        for group in optimizer.param_groups:
            group["lr"] = asked.rate * warm * (0.02 + 0.98 * (1 - gone) ** 1.2)
        with torch.no_grad():
            scenes = draw_scenes(heads, asked.batch)
        for seen, labels in (scenes, mirror(scenes)):
            with torch.autocast(device, torch.bfloat16):
                logits = model(seen)
            loss = loss_of(logits.float(), labels, weights)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(model)
            step += 1
        now = loss.item()
        shown = now if step == 2 else 0.98 * shown + 0.02 * now
        if step % 100 == 0:
            LOG.info("%d steps, %.0f s, loss %.4f", step, time.time() - start, shown)
        if time.time() - saved > 60:
            save(average.module, asked.out)
            saved = time.time()
    save(average.module, asked.out)
    LOG.info("%d steps of %d, loss %.4f", step, asked.batch, shown)


def save(model: Parser, out: Path) -> None:
    save_file(
        {k: v.contiguous() for k, v in model.state_dict().items()}, out / "parser.safetensors"
    )
    save_file(fold(model), out / "folded.safetensors")


if __name__ == "__main__":
    main()
