"""What worker processes have in common, loaded once in the process that they are forked from.

Only that process imports this module; the environment and the garbage collector are its own.
"""

from __future__ import annotations

import gc
import os

# A library that starts threads at its import would make forking unsafe; and each worker has one core. The encoder's runtime
# starts one all the same, which sleeps: of hundreds of processes forked beside it none hung, and each tries the encoder before
# it says that it is ready.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

from attache.intake.worker import load_all  # noqa: E402 - after the environment is set

load_all()
# What all share is never looked through again, so that no worker gets a copy of its own.
gc.collect()
gc.freeze()
