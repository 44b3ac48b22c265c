"""What depends on the machine, in one place: how programs are compiled, where they are kept, which convolution is used."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import jax
import platformdirs

F = TypeVar("F", bound=Callable[..., Any])

# Matrix products, also those inside of XLA's convolutions, by the library that is twice as fast for their gradients.
CPU_OPTIONS = {"xla_cpu_experimental_ynn_fusion_type": "LIBRARY_FUSION_TYPE_INDIVIDUAL_DOT"}


MOST = 2**28  # bytes of compiled programs that are kept

# Several workers may share a graphics card: each takes what it needs, instead of three quarters of it at once.
os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")


@functools.cache
def on_cpu() -> bool:
    """Whether programs run on the processor; on an accelerator layouts and algorithms are left to XLA."""
    return bool(jax.default_backend() == "cpu")


def compiled(function: F, **about: Any) -> F:
    """The function as a compiled program that is kept on disk, so that the next process need not compile it again."""
    _keep_programs()
    return cast(F, jax.jit(function, compiler_options=CPU_OPTIONS if on_cpu() else None, **about))


@functools.cache
def _keep_programs() -> None:
    """Let JAX keep compiled programs in the user's cache folder, unless somebody has chosen another place."""
    change: Any = jax.config.update
    if jax.config.values["jax_compilation_cache_dir"] is not None:
        return
    folder = Path(platformdirs.user_cache_dir("neurarium", appauthor=False)) / "programs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _tidy(folder)
    except OSError:  # compiled programs are then kept only as long as the process
        return
    change("jax_compilation_cache_dir", str(folder))
    change("jax_persistent_cache_min_compile_time_secs", 0.0)
    change("jax_persistent_cache_min_entry_size_bytes", 0)


def _tidy(folder: Path) -> None:
    """Delete the oldest programs where there are too many."""
    kept = 0
    ages = [(file.stat().st_mtime, file.stat().st_size, file) for file in folder.iterdir() if file.is_file()]
    for _, size, file in sorted(ages, reverse=True):
        kept += size
        if kept > MOST:
            file.unlink(missing_ok=True)
