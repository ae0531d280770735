"""Where a model runs and in which precision. Whether there is a GPU at all is answered without torch where possible."""

import platform
import sys
from pathlib import Path
from typing import Any, Literal, cast

from ai_engine.errors import BadSetting

Device = Literal["cuda", "mps", "cpu"]

# The device files of NVIDIA's driver, of NVIDIA's under WSL, and of AMD's (ROCm's torch calls it cuda too).
_GPU_FILES = ("/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg", "/dev/kfd")


def has_gpu(setting: str = "auto") -> bool:
    """Whether torch would find a GPU here. Imports torch only where a driver's files suggest one."""
    if setting != "auto":
        return setting in ("cuda", "mps")
    return may_have_gpu() and pick_device("auto") != "cpu"


def may_have_gpu() -> bool:
    """Whether a driver's device file says that there may be a GPU. Imports nothing."""
    apple = sys.platform == "darwin" and platform.machine() == "arm64"
    return apple or any(Path(name).exists() for name in _GPU_FILES)


def pick_device(setting: str = "auto") -> Device:
    """The device to use: cuda, else mps, else cpu; a `setting` other than auto decides. Imports torch.

    Raises:
        BadSetting: the device asked for isn't there, or this torch was built without it.
    """
    import torch

    there: dict[Device, bool] = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if setting == "auto":
        return next(device for device, present in there.items() if present)
    device = cast(Device, setting)
    if not there.get(device):
        raise BadSetting(
            f"DEVICE={setting}, but torch finds no such device here: set DEVICE=auto, or install the torch build for "
            "it with TORCH_INDEX_URL."
        )
    return device


def pick_dtype(device: Device, large: bool) -> Any:
    """The torch dtype for a model. Half precision on a GPU: bfloat16 where it has it, else float16.

    On a CPU with AVX-512 a `large` model takes bfloat16: half the memory, and measured with AMX 2.5 times the prefill
    and 1.3 times the decode of float32. Older CPUs have no fast bfloat16, and small models gain nothing: float32.
    """
    import torch

    if device == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    if device == "mps":
        return torch.float16
    fast = "AVX512" in torch.backends.cpu.get_cpu_capability()
    return torch.bfloat16 if large and fast else torch.float32
