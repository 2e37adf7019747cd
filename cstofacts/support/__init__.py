"""What counting and published methods of truth discovery would pick: advice for whoever decides, and never a verdict.

`votes` and `methods` are plain arithmetic on arrays, the same for a registry of ten claims and for a table of ten million. `ballot` takes the votes
from a registry, `advice` puts together what is said of one question. numpy is imported here and nowhere else.
"""
