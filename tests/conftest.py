"""What every test may use: a data folder of its own, and the tiny lab of tests/tiny beside the real ones."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

TINY = Path(__file__).parent / "tiny"

# Before any import of the package, and inherited by every process that a test starts.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each test process has one core; more threads would only wait
os.environ["NEURARIUM_LABS"] = str(TINY)
os.environ["NEURARIUM_DATA"] = tempfile.mkdtemp(prefix="neurarium-tests-")
