"""What holds for every test: linear algebra in one thread, as in the app, set before anybody imports numpy."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
