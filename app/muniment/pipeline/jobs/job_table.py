"""All kinds of jobs, by the name of their task. A new kind is a module of its own and a line here.

Those that are queued in the vault are taken in this order, but for what follows from a user's own decision: that goes first.
"""

from __future__ import annotations

from collections.abc import Mapping

from muniment.pipeline.jobs.ask import AnswerJob
from muniment.pipeline.jobs.derive import DeriveJob
from muniment.pipeline.jobs.embed import EmbedJob
from muniment.pipeline.jobs.enrich import EnrichJob
from muniment.pipeline.jobs.extract import ExtractJob
from muniment.pipeline.jobs.job import Job
from muniment.pipeline.jobs.render import RenderJob
from muniment.pipeline.jobs.search import SearchJob

JOBS: Mapping[str, type[Job]] = {
    "extract": ExtractJob,
    "derive": DeriveJob,
    "enrich": EnrichJob,
    "embed": EmbedJob,
    "ask": AnswerJob,
    "look": SearchJob,
    "render": RenderJob,
}
