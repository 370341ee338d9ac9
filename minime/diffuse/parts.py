"""A checkpoint's parts from the disk: only safetensors, never the code of a checkpoint, and no
network, for what is fetched is fetched before (fetch.py)."""

from dataclasses import dataclass
from typing import Any

from minime.diffuse.catalogue import Checkpoint, Source
from minime.diffuse.plans import Plan
from minime.diffuse.store import find_folder


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Loads what a family asks for. number: torch's type of the weights. quantized: components
    that may be held in fewer bits."""

    entry: Checkpoint
    plan: Plan
    quantized: tuple[str, ...] = ()

    @property
    def number(self) -> Any:
        """The plan's number format as torch has it."""
        import torch

        return getattr(torch, self.plan.dtype)

    def load(self, kind: type, source: Source, **parts: Any) -> Any:
        """A model or a pipeline of ``kind`` from the folder of ``source``; ``parts`` are handed
        to its ``from_pretrained``."""
        found = {"subfolder": source.subfolder, "variant": source.variant}
        if self._in_few_bits(kind):
            found["quantization_config"] = self.plan.quantization(self.quantized)
        return kind.from_pretrained(
            find_folder(source),
            dtype=self.number,
            use_safetensors=True,
            local_files_only=True,
            **{name: value for name, value in found.items() if value},
            **parts,
        )

    def adapt(self, pipe: Any, identity_scale: float = 0.0) -> None:
        """Melt a few-step LoRA into the weights, take the scheduler that goes with it, and add the
        adapter that shows the person's face."""
        import diffusers

        if lora := self.entry.lora:
            (name,) = lora.files
            pipe.load_lora_weights(find_folder(lora), weight_name=name, local_files_only=True)
            pipe.fuse_lora()
            pipe.unload_lora_weights()
        if self.entry.scheduler:
            settings = dict(self.entry.scheduler)
            scheduler = getattr(diffusers, settings.pop("class"))
            pipe.scheduler = scheduler.from_config(pipe.scheduler.config, **settings)
        if identity := self.entry.identity:
            pipe.load_ip_adapter(
                str(find_folder(identity)),
                subfolder=identity.subfolder,
                weight_name=identity.weight,
                image_encoder_folder=identity.image_encoder,
                local_files_only=True,
            )
            pipe.set_ip_adapter_scale(identity_scale)

    def _in_few_bits(self, kind: type) -> bool:
        from diffusers import DiffusionPipeline

        return bool(self.plan.bits and self.quantized) and issubclass(kind, DiffusionPipeline)
