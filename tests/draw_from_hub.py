"""A process of its own for test_diffuse: the hub's address is read once, when its client loads.

Prints what is said while the hub is out of reach, waits for a line, then draws.
"""

import json
import sys
from dataclasses import replace

import numpy as np

import minime
from minime import Order
from minime.diffuse.load import load_pipeline
from minime.diffuse.passes import Settings, draw_head, figure_pass
from minime.errors import CheckpointError
from minime.sculpt.geometry.mesh import LAYERS

SMALL = {
    "preset": "blister_pack",
    "width": 256,
    "height": 320,
    "strength": 0.5,
    "steps": 2,
    "mark": False,
}


def main() -> None:
    try:
        load_pipeline("sd15", device="cpu")
    except CheckpointError as error:
        print(error, flush=True)
    sys.stdin.readline()
    pipeline = load_pipeline("sd15", device="cpu")
    settings = Settings(strength=0.5, steps=2, prompt="a vinyl toy", seed=3)
    crop = np.full((512, 512, 3), 90, np.uint8)
    crop[100:300, 100:300] = 200
    face = np.full((512, 512, 3), 40, np.uint8)
    first = draw_head(pipeline, crop, crop, settings, identity=face)[0]
    again = draw_head(pipeline, crop, crop, settings, identity=face)[0]
    other = draw_head(pipeline, crop, crop, settings, identity=crop)[0]
    small, seen = crop[:128, :96], []
    maps = {"face": small, "depth": small}
    figure, _ = figure_pass(
        pipeline,
        small,
        maps,
        replace(settings, guidance=1.5),
        progress=lambda *what: seen.append(what),
    )
    toy = minime.make(Order(checkpoint="sd15", **SMALL))
    changed = (toy.picture != minime.make(Order(checkpoint="none", **SMALL)).picture).any(-1)
    layers = toy.sculpt.layers
    print(
        json.dumps(
            {
                "scheduler": type(pipeline.head.scheduler).__name__,
                "vae": type(pipeline.head.vae).__name__,
                "head_size": first.shape,
                "same_again": bool(np.array_equal(first, again)),
                "identity_matters": not np.array_equal(first, other),
                "figure_size": figure.shape,
                "figure_steps": len(seen),
                "layers_changed": {
                    name: bool(changed[layers == LAYERS.index(name)].any())
                    for name in ("skin", "outfit", "packaging")
                },
            }
        )
    )


if __name__ == "__main__":
    main()
