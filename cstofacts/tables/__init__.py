"""Tables of claims, for more claims than are kept in files by hand: one row per claim, in Parquet, JSON Lines or CSV.

The meaning stays in one place, the comparison of the distinct positions on one question, which is the same for a registry and for a table:

1. *ingest* (`facets`, `ingest`): each distinct value text, set of qualifiers, name and so on is read once, by the readers of the registry, and
   written down in a canonical form, so that engines only ever compare strings;
2. *in an engine* (`select`; `cstofacts.engines`): one portable SELECT finds the questions with more than one position and gives, for each
   position, who holds it, how many claims say so, and the details of the first of them;
3. *in Python* (`groups`, `judge`): a generator groups those rows by question and compares them.
"""
