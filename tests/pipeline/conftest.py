"""Fixtures of the pipeline's tests."""

from __future__ import annotations

from support.pipeline_bench import bench, make_bench, report

__all__ = ["bench", "make_bench", "report"]
