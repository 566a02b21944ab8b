"""What worker processes have in common, imported once in the process that they are forked from.

Only that process imports this module; the environment is its own.
"""

from __future__ import annotations

import os
from importlib import import_module

# A library that starts threads at its import would make forking unsafe; and each worker has one core.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

for module in ("intake.worker", "language.en", "ledger", "reading", "reading.gate", "sources.item"):
    import_module(f"attache.{module}")
