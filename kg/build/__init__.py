"""The build: a project's folder comes in; the graph, merged, weighed, validated, reasoned, goes out as files.

``build`` is the only way in; ``validate`` goes the same way as far as the shapes.
"""

from kg.build.stages import Summary, build, validate
from kg.build.validation import InvalidGraphError, Violation

__all__ = ["InvalidGraphError", "Summary", "Violation", "build", "validate"]
