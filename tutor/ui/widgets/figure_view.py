"""A figure as a widget: drawn at its size, redrawn row by row when it changes."""

from __future__ import annotations
