"""Every rule that can be reported, by its stable code: the faults of a registry, and what two claims are to each other.

The texts are the manual: `cstofacts rule CODE` prints them, and `manual` makes docs/rules.md of them.
"""

from msgspec import Struct


class Rule(Struct, frozen=True):
    """One rule: `level` is `error` or `warning` for a problem of the registry, `verdict` for what two claims are to each other.

    `what` says when it is reported, `why` what it matters to a fact-check desk, `example` shows it (for a problem the bad lines and the good
    ones, for a verdict two claims), `settle` how to mend or settle it.
    """

    code: str
    name: str
    level: str
    what: str
    why: str
    example: str
    settle: str


_FILES = (
    Rule(
        "CF001",
        "registry-not-found",
        "error",
        what="The folder that should hold the registry does not exist, is a file, or may not be read.",
        why="Nothing was checked. An empty answer would look like a clean one.",
        example="""\
# bad: the folder is called claims
cstofacts check --registry claim
# good
cstofacts check --registry claims
""",
        settle="Mind the spelling of the folder, or start a registry with `cstofacts init`.",
    ),
    Rule(
        "CF002",
        "empty-registry",
        "error",
        what="The folder holds no YAML file, no question, no source that could be read, or no claim.",
        why="Without a question and claims there is nothing to compare, and a run that compared nothing must not pass.",
        example="""\
# bad: only this file
claims/entities.yaml
# good
claims/entities.yaml
claims/properties.yaml
claims/flood-report.yaml
""",
        settle="Write properties.yaml and one file per source; `cstofacts init` gives a small registry to start from.",
    ),
    Rule(
        "CF003",
        "unreadable-file",
        "error",
        what="A file of the registry cannot be opened: it is a folder, a broken link, a pipe, or its permissions forbid it.",
        why="Its claims are missing from every comparison. The other files are checked all the same.",
        example="""\
# bad: a link to a file that was moved
claims/flood.yaml -> ../old/flood.yaml
# good: the file itself
claims/flood.yaml
""",
        settle="Put the file where its name stands, mend its permissions, or rename what is no source file.",
    ),
    Rule(
        "CF004",
        "not-utf8",
        "error",
        what="A file is not UTF-8 text; the place is that of the first byte that does not fit. A byte-order mark before UTF-8 is accepted.",
        why="Read in a wrong encoding, an Arabic or Russian quote turns into other letters, and would never be found in its text again.",
        example="""\
# bad: saved as Windows-1256 or UTF-16
title: ÇáÝíÖÇä
# good: saved as UTF-8
title: الفيضان
""",
        settle="Save the file again as UTF-8, or convert it: `iconv -f WINDOWS-1256 -t UTF-8`.",
    ),
    Rule(
        "CF005",
        "yaml-syntax",
        "error",
        what="The file is not valid YAML, or holds a control character that YAML does not allow. Nothing in it was read.",
        why="One missing quotation mark can swallow every claim that follows, so no half of such a file is trusted.",
        example="""\
# bad: a colon and a space inside plain text
quote: الناطق قال: نعم
# good
quote: "الناطق قال: نعم"
""",
        settle="Mend the line that is named, or the line where the quotation mark or bracket was opened; put texts in quotes.",
    ),
    Rule(
        "CF006",
        "too-deep",
        "error",
        what="Lists or mappings lie inside one another more than 20 levels deep. Nothing in the file was read.",
        why="The deepest part of a registry has five levels, so this is damage or an attack, and reading on could take hours.",
        example="""\
# bad: and so on, more than 20 times
value: [[[[[[[[[[[[[[[[[[[[[[larin]]]]]]]]]]]]]]]]]]]]]]
# good
value: [larin]
""",
        settle="Take the needless levels out.",
    ),
    Rule(
        "CF007",
        "too-long",
        "error",
        what="One text is longer than 10,000 characters. The claim or field that it belongs to was not read.",
        why="A quote is the shortest phrase that carries the value. A whole article in its place cannot be checked, and may not be copied either.",
        example="""\
# bad: the quote is the whole article
quote: "The river rose overnight. The mayor … (40 pages)"
# good
quote: "120 houses were flooded"
""",
        settle="Shorten the quote to the phrase that carries the value; the full text stays outside the registry.",
    ),
    Rule(
        "CF008",
        "not-written",
        "error",
        what="A change to a file of the registry could not be made: the folder or the file is read-only, the disk is full, somebody else is writing, "
        "or the change would have touched lines that it does not concern. The file is as it was.",
        why="A half-written file, or a change that was lost without a word, costs claims that somebody checked.",
        example="""\
# bad: nothing can be added without rewriting the line
claims: [{id: A-1, subject: larin, property: houses, value: 120, quote: "120 houses", line: 4}]
# good
claims:
  - {id: A-1, subject: larin, property: houses, value: 120, quote: "120 houses", line: 4}
""",
        settle="Do what the message says, and repeat the command; or edit the file by hand.",
    ),
    Rule(
        "CF009",
        "file-in-subfolder",
        "error",
        what="A YAML file lies in a folder below the registry's own, where none is read but the decisions in `decisions/`; or such a folder cannot "
        "be listed. Hidden folders are not looked into.",
        why="Whoever sorted the sources by year takes them for a part of the registry. "
        "A check that left them out without a word would pass too early.",
        example="""\
# bad
claims/2024/flood.yaml
# good
claims/2024-flood.yaml
""",
        settle="Move the file into the folder of the registry; a file that belongs to something else moves out of it, or into a hidden folder.",
    ),
)

_YAML = (
    Rule(
        "CF101",
        "duplicate-key",
        "error",
        what="A key stands twice in one mapping. A claim with such a key is not read; of two properties or entities the first counts.",
        why="Most programs silently keep the last of the two, and a figure that somebody checked is gone.",
        example="""\
# bad
value: 120
value: 150
# good
value: 120
""",
        settle="Keep one of the two; what belongs to another claim becomes a claim of its own.",
    ),
    Rule(
        "CF102",
        "anchor",
        "error",
        what="The file uses a YAML anchor (`&name`) or alias (`*name`).",
        why="A claim must say what it says where it stands: a change to an anchor would change claims that nobody looked at.",
        example="""\
# bad
- subject: &town larin
- subject: *town
# good
- subject: larin
- subject: larin
""",
        settle="Write the value itself in every place. A text that begins with & or * is put in quotes.",
    ),
    Rule(
        "CF103",
        "tag",
        "error",
        what="The file uses a YAML tag such as `!!int` or `!name`.",
        why="The type of a value is said once, by its property; every scalar of a registry is text.",
        example="""\
# bad
value: !!int 120
# good
value: 120
""",
        settle="Leave the tag out. A text that begins with ! is put in quotes.",
    ),
    Rule(
        "CF104",
        "cut-value",
        "error",
        what="A value without quotation marks is followed by ` #` and a word: YAML takes the rest of the line for a comment.",
        why="Posts are full of hashtags. YAML drops them without a word, and the quote no longer says what the source said.",
        example="""\
# bad: read as "help is needed in"
quote: help is needed in #Larin
# good
quote: "help is needed in #Larin"
""",
        settle="Put the value in quotes. If it is a comment, write a space behind the #.",
    ),
    Rule(
        "CF105",
        "no-break-indent",
        "error",
        what="A line begins with a no-break space or another wide space outside quoted text, as copied out of a web page.",
        why="It looks like an indent and is read as text, so a key ends up in another place or under another name.",
        example="""\
# bad: a no-break space, shown as ␣
claims:
␣ - id: a
# good
claims:
  - id: a
""",
        settle="Replace the space by ordinary ones.",
    ),
    Rule(
        "CF106",
        "several-documents",
        "error",
        what="A line `---` begins a second YAML document. What follows it was not read.",
        why="One file is one source; claims behind the line would be attributed to the wrong one or to none.",
        example="""\
# bad
source: {id: A, title: First}
---
source: {id: B, title: Second}
# good: two files, a.yaml and b.yaml
source: {id: A, title: First}
""",
        settle="Move what follows the line to a file of its own.",
    ),
    Rule(
        "CF107",
        "ignore-without-reason",
        "error",
        what="A comment `# ignore` names no rule, or gives no reason after a colon. It ignores nothing.",
        why="Whoever reads the registry later has to know why something was left as it is, and whether that still holds.",
        example="""\
# bad
line: 23  # ignore CF213
# good
line: 23  # ignore CF213: the site has renumbered its lines
""",
        settle="Write the code or the name of the rule, a colon, and the reason: `# ignore CF213: the site has renumbered its lines`.",
    ),
    Rule(
        "CF108",
        "unfit-ignore",
        "error",
        what="A comment `# ignore` names a rule that there is not, or one that cannot be ignored.",
        why="It ignores nothing, although it looks as if it did. What could not be read is never ignored: a check that skipped it would pass for "
        "no reason.",
        example="""\
# bad
- id: S1-11  # ignore numerics: two editions of one article
# good
- id: S1-11  # ignore numeric: two editions of one article
""",
        settle="Mind the spelling; `cstofacts rules` lists all rules. What cannot be ignored has to be mended.",
    ),
    Rule(
        "CF109",
        "unused-ignore",
        "warning",
        what="A comment `# ignore` names a rule that is not broken there, or a verdict that its claim no longer has. Rules about texts are judged "
        "only when the texts are given.",
        why="Left behind, it would ignore the next fault in that place, which nobody has looked at.",
        example="""\
# bad: the quote stands in line 24, as the claim says
line: 24  # ignore CF213: the site has renumbered its lines
# good
line: 24
""",
        settle="Take it away, or mind where it stands: behind a line of the entry, or on a line of its own right above it.",
    ),
)

_SHAPES = (
    Rule(
        "CF201",
        "unknown-key",
        "error",
        what="A mapping has a key that means nothing there. A claim with such a key is not read.",
        why="A misspelt `qualifiers` would leave a claim without what narrows it, and two claims about different things would seem to clash.",
        example="""\
# bad
qualifier: {place: larin}
# good
qualifiers: {place: larin}
""",
        settle="Correct the key; the message proposes the nearest one. Remarks of your own go into `note`, or behind `# `.",
    ),
    Rule(
        "CF202",
        "missing-key",
        "error",
        what="A source, claim, property or entity lacks a key that it must have.",
        why="A claim without quote and line cannot be traced back to its text, and a source without an id cannot be named.",
        example="""\
# bad
- {subject: larin, property: houses, value: 120}
# good
- {subject: larin, property: houses, value: 120, quote: "120 houses", line: 4}
""",
        settle="Add the key. What a text does not say is left out only where the manual says that it may be.",
    ),
    Rule(
        "CF203",
        "wrong-shape",
        "error",
        what="A text stands where a list or mapping is expected, or the other way round; or the file is empty.",
        why="It is not clear which claim was meant, and nothing is guessed.",
        example="""\
# bad
claims: {subject: larin}
# good: a list, each claim with a dash
claims:
  - subject: larin
""",
        settle="Write the shape that the message names.",
    ),
    Rule(
        "CF204",
        "duplicate-id",
        "error",
        what="Two claims or two sources have one id. Both claims are kept, and the second is named by its content.",
        why="An id in a report, a decision or an e-mail must lead to exactly one claim.",
        example="""\
# bad
- {id: A-4, subject: larin, property: houses}
- {id: A-4, subject: larin, property: injured}
# good
- {id: A-4, subject: larin, property: houses}
- {id: A-5, subject: larin, property: injured}
""",
        settle="Give one of them another id, or none: a claim without id gets one from its content.",
    ),
    Rule(
        "CF205",
        "unknown-word",
        "error",
        what="A key that takes one of a few words (type, time, kind, phase, certainty, …) has another.",
        why="Phase and certainty decide whether two claims may clash at all: a plan contradicts no fact, a mere possibility excludes nothing.",
        example="""\
# bad
certainty: perhaps
# good
certainty: possible
""",
        settle="Write one of the words that the message lists.",
    ),
    Rule(
        "CF206",
        "text-outside-quote",
        "error",
        what="`text`, the value as the source writes it, is not a part of `quote`, letter by letter.",
        why="The quote is the proof of the value. If the wording of the value does not stand in it, something was retyped or translated.",
        example="""\
# bad
quote: "مئة وعشرون منزلا"
text: "120"
# good
quote: "مئة وعشرون منزلا"
text: "مئة وعشرون"
""",
        settle="Copy `text` out of the quote, or leave it out; the value as understood goes into `value`.",
    ),
    Rule(
        "CF207",
        "superseded-without-version",
        "warning",
        what="A claim is superseded, but its source has no earlier version (`versions`) that could have made it.",
        why="A claim may leave the verdicts because its article was edited, and for no other reason. Whoever doubts that needs the two versions.",
        example="""\
# bad
source: {id: A, title: Flood}
claims:
  - {id: A-4, superseded: 2022-01-09, subject: larin, property: houses, value: 120, quote: "120 houses", line: 4}
# good
source:
  id: A
  title: Flood
  versions:
    - {until: 2022-01-09, text_file: flood-first.txt}
claims:
  - {id: A-4, superseded: 2022-01-09, subject: larin, property: houses, value: 120, quote: "120 houses", line: 4}
""",
        settle="Record the version that the claim was taken from, or take `superseded` out if the article still says it.",
    ),
    Rule(
        "CF208",
        "unreadable-candidate",
        "warning",
        what="An entry of `candidates` or `rejected` does not have the shape of a candidate. It was left out; no verdict depends on it.",
        why="It will not come up for review; and a rejected candidate that cannot be read is proposed again.",
        example="""\
# bad
candidates:
  - {value: 120, quote: "120 houses"}
# good
candidates:
  - {type: number, value: 120, quote: "120 houses", line: 4}
""",
        settle="Mend what the message names, or delete the entry: the next reading of the text proposes it again.",
    ),
)

_EVIDENCE = (
    Rule(
        "CF211",
        "quote-altered",
        "error",
        what="The quote is not in the text, but something like it is, and a figure, a denial, a name or another word differs.",
        why="A changed word can turn a quote into its opposite. Likeness never passes a quote.",
        example="""\
# bad: the text denies it
quote: "three houses were damaged"
# good
quote: "three houses were not damaged"
""",
        settle="Copy the quote from the text, letter by letter, and look at the value again.",
    ),
    Rule(
        "CF212",
        "quote-not-found",
        "error",
        what="Neither the quote nor anything like it is in the text.",
        why="A quote that is not in the text is the one thing that readers do not forgive.",
        example="""\
# bad: the text speaks of houses only
quote: "nine bridges"
# good
quote: "nine houses"
""",
        settle="Look for it in the text of another source; take the claim out if it is nowhere.",
    ),
    Rule(
        "CF213",
        "quote-moved",
        "warning",
        what="The quote is in the text, but not in the line that the claim states.",
        why="The line is how the next reader finds it.",
        example="""\
# bad: it stands in line 5
line: 4
# good
line: 5
""",
        settle="Write the line that the message names.",
    ),
    Rule(
        "CF214",
        "value-not-in-quote",
        "error",
        what="The quote is one plain figure in digits, and the claim has another.",
        why="A figure in a structured field is not thereby verified: somebody may have typed 3600 and quoted 2500.",
        example="""\
# bad
value: 3600
quote: "2,500 men"
# good
value: 2500
quote: "2,500 men"
""",
        settle="Mend the value, or quote the phrase that carries it. If the quote was misread, report it with the phrase.",
    ),
    Rule(
        "CF215",
        "text-changed",
        "warning",
        what="The text is not the one that was read: its SHA-256 is another.",
        why="An edited article is another version; quotes may have moved, changed or vanished.",
        example="""\
# bad: of the article before it was edited
text_sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
# good: of the article as it is
text_sha256: 01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b
""",
        settle="Look at the claims that the message names, then write the new hash (`sha256sum FILE`).",
    ),
)

_TEXTS = (
    Rule(
        "CF221",
        "text-unnamed",
        "warning",
        what="The source names no text file.",
        why="Without the text no quote of this source is verified; its claims are compared all the same.",
        example="""\
# bad
source: {id: S7, title: Flood}
# good
source: {id: S7, title: Flood, text_file: flood-report.txt}
""",
        settle="Write the file's name into `text_file`.",
    ),
    Rule(
        "CF222",
        "text-outside",
        "warning",
        what="The name of the text file leads out of the folder of texts.",
        why="A registry from elsewhere must not make the program read other files.",
        example="""\
# bad
text_file: ../../notes.txt
# good
text_file: notes.txt
""",
        settle="Put the text into the folder of texts.",
    ),
    Rule(
        "CF223",
        "text-not-found",
        "warning",
        what="The folder of texts has no such file.",
        why="Without the text no quote of this source is verified; its claims are compared all the same.",
        example="""\
# bad: the folder has flood-report.txt
text_file: flood_report.txt
# good
text_file: flood-report.txt
""",
        settle="Mind the spelling of `text_file` and of the folder given with --texts.",
    ),
    Rule(
        "CF224",
        "text-unreadable",
        "warning",
        what="The text file cannot be read.",
        why="Without the text no quote of this source is verified; its claims are compared all the same.",
        example="""\
# bad: a folder
text_file: flood-report
# good
text_file: flood-report.txt
""",
        settle="Mend the file or its permissions, or paste the text into a .txt file.",
    ),
    Rule(
        "CF225",
        "text-too-large",
        "warning",
        what="The text file is larger than any article.",
        why="A file of many articles makes every search slow, and a quote of one could be found in another.",
        example="""\
# bad: a whole archive
text_file: archive-2022.txt
# good: one article
text_file: flood-report.txt
""",
        settle="Keep one article per file.",
    ),
    Rule(
        "CF226",
        "text-is-pdf",
        "warning",
        what="The text file is a PDF.",
        why="A PDF keeps glyphs, not text: extraction reorders Arabic letters, digits and brackets, so no quote could be verbatim.",
        example="""\
# bad
text_file: report.pdf
# good
text_file: report.txt
""",
        settle="Open it, read it, and paste its text into a .txt file.",
    ),
    Rule(
        "CF227",
        "text-kind-unknown",
        "warning",
        what="The text file is of a kind that is not read.",
        why="Without the text no quote of this source is verified; its claims are compared all the same.",
        example="""\
# bad
text_file: report.odt
# good
text_file: report.txt
""",
        settle="Paste the text into a .txt file.",
    ),
    Rule(
        "CF228",
        "text-not-utf8",
        "warning",
        what="The text file is not UTF-8 text.",
        why="In another encoding the letters are others, and no quote is found.",
        example="""\
# bad: saved as Windows-1256
text_file: report.txt
# good: saved as UTF-8
text_file: report.txt
""",
        settle="Save it as UTF-8.",
    ),
    Rule(
        "CF229",
        "text-needs-extra",
        "warning",
        what="The text is a web page, and what reads web pages is not installed.",
        why="Without the text no quote of this source is verified; its claims are compared all the same.",
        example="""\
# bad: without the extra
pip install cstofacts
# good
pip install 'cstofacts[web]'
""",
        settle="Install the extra, or paste the article's text into a .txt file.",
    ),
)

_TABLES = (
    Rule(
        "CF241",
        "missing-column",
        "error",
        what="A file of a table of claims has no column of a name that is needed: source, subject, property, value, or one that --column names.",
        why="Which column is the value is never guessed: a figure read out of the wrong column contradicts everything, or nothing.",
        example="""\
# bad
outlet,subject,property,value
# good: --column source=outlet, or
source,subject,property,value
""",
        settle="Name the column with --column source=NAME, or rename it in the file.",
    ),
    Rule(
        "CF242",
        "duplicate-column",
        "error",
        what="A column that is needed stands twice in a file of a table. Nothing of the file was read.",
        why="Programs silently take the first or the last of the two, and the other figures are gone.",
        example="""\
# bad
source,subject,property,value,value
# good
source,subject,property,value,old value
""",
        settle="Take one of the two out, or rename it.",
    ),
    Rule(
        "CF243",
        "malformed-row",
        "error",
        what="A row of a table has more or fewer cells than the header, a quotation mark that is never closed, or is no JSON object.",
        why="A figure such as 2,500 without quotation marks falls into two cells, and 2 would be compared instead of it.",
        example="""\
# bad
morning-post,flood,killed,2,500
# good
morning-post,flood,killed,"2,500"
""",
        settle="Put a cell with a delimiter in it in quotation marks, and double those that stand in it.",
    ),
)

_VALUES = (
    Rule(
        "CF301",
        "unreadable-value",
        "error",
        what="A value, date, line number, hash, tolerance or quote is not written in a form that can be read.",
        why="A value that is not understood cannot be compared, and is never guessed.",
        example="""\
# bad
value: around 120
# good
value: ~120
""",
        settle="Write one of the forms in docs/registry.md; the message gives examples.",
    ),
    Rule(
        "CF302",
        "ambiguous-number",
        "error",
        what="A number can be read as more than one: `2.500` is 2500 in one country and 2.5 in another; or it mixes the digits of two scripts.",
        why="A wrong guess is a factor of a thousand.",
        example="""\
# bad
value: 2.500
# good
value: 2500
""",
        settle="Write the number without thousands separators and with the digits of one script. The quote keeps the source's way.",
    ),
    Rule(
        "CF303",
        "out-of-range",
        "error",
        what="A number has more than 24 digits or an exponent, or a duration has more than 100,000 of a unit.",
        why="Nothing that a source counts is that large: a key was held down, or two fields ran together.",
        example="""\
# bad
value: 1e999999
# good
value: 1000000
""",
        settle="Write the figure of the source in plain digits.",
    ),
    Rule(
        "CF304",
        "impossible-date",
        "error",
        what="A date names a day, month or year that the calendar does not have.",
        why="Either the source errs, which is worth a note, or the date was mistyped. No other day is put in its place.",
        example="""\
# bad
value: 2022-02-30
# good: as much as is known
value: 2022-02
""",
        settle="Correct the date. If the source itself says so, record the month and quote the source in `quote` and `note`.",
    ),
    Rule(
        "CF305",
        "reversed-range",
        "error",
        what="A range, interval or span of lines ends before it begins.",
        why="No value lies in it, so it would contradict every other claim.",
        example="""\
# bad
value: 75..70
# good
value: 70..75
""",
        settle="Write the smaller or earlier end first.",
    ),
    Rule(
        "CF306",
        "duplicate-member",
        "error",
        what="A list names a member twice, also when it is spelt in two ways.",
        why="Lists are counted against the number that a source gives: a member named twice would hide one that is missing.",
        example="""\
# bad: both are Larin
value: [Larin, لارين]
# good
value: [larin]
""",
        settle="Name it once. If the source itself names it twice, say so in `note`.",
    ),
    Rule(
        "CF307",
        "wrong-type",
        "error",
        what="A list stands where the property's type wants one value, one value where it wants a list, or a mapping where it wants either.",
        why="A number and a list are compared in different ways; a list with one member is not the member.",
        example="""\
# bad: the property is a set
value: larin
# good
value: [larin]
""",
        settle="Write what the property's `type` in properties.yaml asks for, or name another property.",
    ),
)

_NAMES = (
    Rule(
        "CF401",
        "unknown-property",
        "error",
        what="A claim names a property that properties.yaml does not have, or `counts` names no property that is a set.",
        why="Only claims on one property are compared. Under a misspelt one a claim would stand alone and contradict nothing.",
        example="""\
# bad
property: huoses
# good
property: houses
""",
        settle="Correct the name, or add the property with its type and its question. If properties.yaml has a problem of its own, mend that first.",
    ),
    Rule(
        "CF402",
        "unknown-entity",
        "error",
        what="A subject, speaker, qualifier, origin or value names nothing that entities.yaml has as an id, label or spelling.",
        why="Two spellings of one place are two places to a program until somebody says that they are one.",
        example="""\
# bad: the registry knows only "larin" and "Larin"
subject: Laryn
# good: in entities.yaml
larin: {kind: place, label: {en: Larin}, spellings: [Laryn]}
""",
        settle="Add the spelling to the entity that is meant, or add the entity. If entities.yaml has a problem of its own, mend that first.",
    ),
    Rule(
        "CF403",
        "unknown-qualifier",
        "error",
        what="A claim has a qualifier that no property knows, or `part_of` speaks of something that is not a separator of its property.",
        why="A qualifier that nothing reads separates nothing, and two claims about different things would seem to clash.",
        example="""\
# bad
qualifiers: {plase: larin}
# good
qualifiers: {place: larin}
""",
        settle="Correct it, or name it among the `separators` of the property.",
    ),
    Rule(
        "CF404",
        "ambiguous-spelling",
        "error",
        what="One spelling belongs to two entities, or a claim uses such a spelling.",
        why="A claim would be counted for the wrong town, or for whichever was read first.",
        example="""\
# bad: two towns
larin-north: {kind: place, spellings: [Larin]}
larin-south: {kind: place, spellings: [Larin]}
# good: claims name the second by its id
larin-north: {kind: place, spellings: [Larin]}
larin-south: {kind: place}
""",
        settle="Leave the spelling with one entity, and name the other by its id.",
    ),
    Rule(
        "CF405",
        "replaces-nothing",
        "error",
        what="`replaces` names no superseded claim of the same source. The claim itself is read and counted.",
        why="While the claim that was corrected is not marked as superseded, it still counts: the source seems to contradict itself.",
        example="""\
# bad
- {id: A-4, subject: larin, property: houses, value: 120, quote: "120 houses", line: 4}
- {id: A-5, replaces: A-4, subject: larin, property: houses, value: 12, quote: "12 houses", line: 4}
# good
- {id: A-4, superseded: 2022-01-09, subject: larin, property: houses, value: 120, quote: "120 houses", line: 4}
- {id: A-5, replaces: A-4, subject: larin, property: houses, value: 12, quote: "12 houses", line: 4}
""",
        settle="Give the corrected claim its `superseded`, with the date of the edit; or mend the id.",
    ),
    Rule(
        "CF406",
        "unknown-decision",
        "error",
        what="A decision `follows` one that is not in the registry, or no longer as it was: an id of a decision is made from all that it says.",
        why="The history of a question is kept for whoever asks why something was printed. A decision that was edited or deleted is missing from it.",
        example="""\
# bad: the earlier decision was deleted, or edited by hand
decisions/2022-01-09-larin-houses-52c0f1d2a7e94b60.yaml   follows: [a81e7c90d3f5b264]
# good: both are there, as they were written
decisions/2022-01-08-larin-houses-a81e7c90d3f5b264.yaml
decisions/2022-01-09-larin-houses-52c0f1d2a7e94b60.yaml   follows: [a81e7c90d3f5b264]
""",
        settle="Restore the file as it was (git has it). To decide otherwise, decide again: `cstofacts resolve` or `reopen`.",
    ),
)

_CONTRADICTIONS = (
    Rule(
        "CF501",
        "numeric",
        "verdict",
        what="Two numbers or durations answer one question, and no number satisfies both. Each is an interval: 'about 120' reaches as far as the "
        "property's `tolerance` (when it names none, that of the settings, else 10%: two people who round one figure can end up that far apart), "
        "'at least 12' has no upper end, 'dozens' is 20 to 99.",
        why="It is the plainest kind of contradiction: not both figures can be printed without a word. "
        "Where a count only grows, a later figure that is lower is one too.",
        example="""\
A: 120 houses were flooded
B: 150 houses were flooded
""",
        settle="Look for the moment, place or group that each means. If one is a slip, record which and why: this says that they differ, no more.",
    ),
    Rule(
        "CF502",
        "date",
        "verdict",
        what="Two dates for one event have no day in common. A month or year counts as all its days; 'about' reaches one unit further each way.",
        why="Dates order everything else: a wrong day turns a consequence into a cause.",
        example="""\
A: the bridge was closed on 3 March
B: the bridge was closed on 5 March
""",
        settle="See whether decision, announcement and event are meant, and weekday and time zone; those are different questions.",
    ),
    Rule(
        "CF503",
        "membership",
        "verdict",
        what="Two lists differ where one of them excludes the difference, because it is complete. Every missing and extra member is named. "
        "A list that may go on (`[…, ...]`) excludes nothing that it does not name.",
        why="Who belongs to a group is often the whole story, and a list that is one short is easily overlooked.",
        example="""\
A: the council is made up of Avel, Brin and Corva
B: the council is made up of Avel and Brin
""",
        settle="Ask whether each source means the list to be complete; 'among them' and 'such as' do not, and are written with `...`.",
    ),
    Rule(
        "CF504",
        "negation",
        "verdict",
        what="One claim asserts what the other denies.",
        why="Readers are told that something happened and that it did not.",
        example="""\
A: the dam was damaged
B: the dam was not damaged
""",
        settle="See who is quoted on each side, and at what time. A denial often answers an older or a narrower assertion.",
    ),
    Rule(
        "CF505",
        "category",
        "verdict",
        what="Two claims name different things for one question, and neither is a part of the other.",
        why="A place, a cause or a legal ground that changes between sources is a difference of substance, not of spelling.",
        example="""\
A: the meeting took place in Avel
B: the meeting took place in Brin
""",
        settle="See whether one lies within the other (add `part_of`), or whether several answers may hold (make the property a set).",
    ),
    Rule(
        "CF506",
        "role",
        "verdict",
        what="Two claims name different people or bodies for one role.",
        why="Who decided, said or commanded is what readers quote, and what people complain about when it is wrong.",
        example="""\
A: the mayor ordered the evacuation
B: the governor ordered the evacuation
""",
        settle="See whether both had a part in it: a request, a decision and an announcement are different questions.",
    ),
    Rule(
        "CF507",
        "modality",
        "verdict",
        what="The values differ, but at least one claim is only possible or conditional. That is compatible: a possibility excludes nothing. "
        "`probable` and `alleged` claims do count as claims.",
        why="'May reach 200' and 'is 120' are no contradiction, and a desk loses its trust in a tool that says so.",
        example="""\
A: the number of injured may rise to 200
B: 120 people were injured
""",
        settle="Nothing to settle. Make sure that the hedge is the source's own, and that `certainty` records it.",
    ),
    Rule(
        "CF508",
        "arithmetic",
        "verdict",
        what="A number does not fit the list that it counts, or a part is larger than its whole at the same time. Parts are never summed up to a "
        "total: a source that gives parts need not give all.",
        why="Such a text refutes itself, whatever the facts are. It is often a member left out or a figure copied from elsewhere.",
        example="""\
A: four districts were flooded
A: the districts flooded were Avel, Brin and Corva
""",
        settle="Look at the members that other sources name, which the finding lists. If the list was not meant to be complete, end it with `...`.",
    ),
    Rule(
        "CF509",
        "attribution",
        "verdict",
        what="Two sources relay the same speaker and give different values for the same question.",
        why="At least one relay departs from what was said, which can be settled by the original, without any knowledge of the matter.",
        example="""\
A: 120 houses were flooded, the mayor said
B: the mayor put the number of flooded houses at 150
""",
        settle="Find the speaker's own words: a recording, a transcript, a release. If both were said, at different times, give `as_of`.",
    ),
)

_OPEN = (
    Rule(
        "CF601",
        "missing-qualifier",
        "verdict",
        what="The values clash, but one side does not state something that may set the two apart (place, role, population, phase, …). It is named.",
        why="It may be a contradiction or two different things, and printing either would be a guess.",
        example="""\
A: 12 officers were injured
B: 40 were injured
""",
        settle="Read the text around the quote and add the qualifier if the text gives it. If it does not, the question stays open.",
    ),
    Rule(
        "CF602",
        "missing-time",
        "verdict",
        what="The values clash and may change with time, but it is not known whether both speak of the same time. "
        "The date of publication is not taken for the time meant.",
        why="With the time known, the same pair is either a contradiction or an update.",
        example="""\
A: 120 houses are flooded (as of 3 March)
B: 150 houses are flooded
""",
        settle="Add `as_of` if the text says or implies it, and say in `note` how. If the answer never changes, the property's `time` is `constant`.",
    ),
    Rule(
        "CF603",
        "uncertain-value",
        "verdict",
        what="Two dates do not meet, but a source marks its own as uncertain (`?`).",
        why="A date that its own source doubts contradicts nothing.",
        example="""\
A: the treaty was signed in 1991, if the archive is right
B: the treaty was signed in 1994
""",
        settle="Look for the document that is dated.",
    ),
    Rule(
        "CF604",
        "wording",
        "verdict",
        what="Two texts, or values of two types, differ, and only a reader can tell whether they mean the same. Likeness never decides.",
        why="'An attack' and 'an attempted attack' look alike and are not; 'a flood' and 'high water' look different and may be the same.",
        example="""\
A: the cause was a landslide
B: the cause was the slope giving way
""",
        settle="A person reads both. If the answers are few, make the property an entity, and the two words spellings of one or of two.",
    ),
)

_DIFFERENT = (
    Rule(
        "CF701",
        "apparent-conflict",
        "verdict",
        what="The values look like rivals, but the claims are about different things: a separator differs, and it is named. A plan and a fact "
        "(`phase`) differ in this way for every property.",
        why="This is the false alarm that makes headlines. Both figures can be printed, each with what it counts.",
        example="""\
A: 250 rescuers were sent to Larin
B: the service has 360 rescuers in all
""",
        settle="Nothing, if the separator is right. Name in print what each figure counts.",
    ),
    Rule(
        "CF702",
        "separator",
        "verdict",
        what="The claims are about different things, since a separator differs, and nothing in them clashes; or one source gives both figures and "
        "tells them apart itself.",
        why="It shows that the two were looked at and why they were not held against each other.",
        example="""\
A: 12 officers were injured
A: 40 residents were injured
""",
        settle="Nothing to settle.",
    ),
    Rule(
        "CF703",
        "question",
        "verdict",
        what="The claims answer different questions: another subject or another property.",
        why="It answers 'why were these two not compared?'.",
        example="""\
A: the alliance treaty was signed in 1961
B: the alliance got its staff in 1974
""",
        settle="Nothing, if subject and property are right. If both ask the same, give them one property and one subject.",
    ),
)

_CHANGES = (
    Rule(
        "CF801",
        "later",
        "verdict",
        what="The values differ, their times are apart, and the property may change this way: `varies` in any direction, `grows` (a cumulative "
        "count) only upwards. What is `constant` never updates.",
        why="A toll that rises is news, not an error: the later figure takes the place of the earlier one.",
        example="""\
A: 120 houses flooded (as of 3 March)
B: 150 houses flooded so far (as of 5 March)
""",
        settle="Use the later figure, with its time. If the property cannot change this way, correct its `time` in properties.yaml.",
    ),
)

_AGREEMENTS = (
    Rule(
        "CF901",
        "same",
        "verdict",
        what="The claims commit to the same value, whatever the spelling or the digits.",
        why="Silence is no result: what was compared and found equal is said. Support counts origins; two articles relaying one agency are one.",
        example="""\
A: 120 houses were flooded
B: غمرت المياه ١٢٠ منزلا
""",
        settle="Nothing to settle. See how many origins stand behind it.",
    ),
    Rule(
        "CF902",
        "narrower",
        "verdict",
        what="The first value lies within the second: it says the same more exactly.",
        why="The two support each other, but only the first supports the exact figure.",
        example="""\
A: 120 houses were flooded
B: more than 100 houses were flooded
""",
        settle="Nothing to settle. Print the exact figure only with the source that gives it.",
    ),
    Rule(
        "CF903",
        "broader",
        "verdict",
        what="The first value contains the second: it says the same less exactly.",
        why="The two support each other, but only the second supports the exact figure.",
        example="""\
A: the bridge was closed in March
B: the bridge was closed on 5 March
""",
        settle="Nothing to settle. Print the exact value only with the source that gives it.",
    ),
    Rule(
        "CF904",
        "overlaps",
        "verdict",
        what="The two values share a part and neither contains the other: two ranges, two figures that are both 'about' (each widened by the "
        "property's `tolerance`), an open list and another.",
        why="Both can be right at once, yet they are not the same statement.",
        example="""\
A: between 100 and 130 houses were flooded
B: at least 120 houses were flooded
""",
        settle="Nothing to settle. If 'about' reaches too far or not far enough here, give the property another `tolerance`.",
    ),
    Rule(
        "CF905",
        "unstated-qualifier",
        "verdict",
        what="The values can both be right, but one side does not state something that the other does (place, role, phase, …).",
        why="They probably speak of the same, but only one of them says so: less than agreement.",
        example="""\
A: 12 officers were injured
B: 12 were injured
""",
        settle="Add the qualifier if the text gives it.",
    ),
    Rule(
        "CF906",
        "additional",
        "verdict",
        what="Two lists that may both go on share no member. Neither excludes the other, and neither confirms it.",
        why="Together they name more than each alone, but no member has two sources.",
        example="""\
A: among the districts flooded was Avel
B: districts such as Brin were flooded
""",
        settle="Nothing to settle. Look for a complete list.",
    ),
    Rule(
        "CF907",
        "another-time",
        "verdict",
        what="Values that can both be right, as of two times, of something that may change.",
        why="Nothing changed in between, or came back; but what held at one time does not confirm what held at another.",
        example="""\
A: as of 2 May, 12 roads were closed
B: as of 9 May, 12 roads were closed
""",
        settle="Nothing to settle.",
    ),
)

_GROUPS = (
    ("Problems: files", _FILES),
    ("Problems: YAML", _YAML),
    ("Problems: shape", _SHAPES),
    ("Problems: quotes", _EVIDENCE),
    ("Problems: texts", _TEXTS),
    ("Problems: tables", _TABLES),
    ("Problems: values", _VALUES),
    ("Problems: names", _NAMES),
    ("Verdicts: contradictions", _CONTRADICTIONS),
    ("Verdicts: undetermined", _OPEN),
    ("Verdicts: not comparable", _DIFFERENT),
    ("Verdicts: updates", _CHANGES),
    ("Verdicts: agreement and compatibility", _AGREEMENTS),
)

RULES = {rule.code: rule for _, rules in _GROUPS for rule in rules}
_CODES = {rule.name: rule.code for rule in RULES.values()}

_INTRODUCTION = """\
# Rules

Made from `cstofacts/model/rules.py`; `cstofacts rule CODE` prints one of them. A *problem* is a fault of the registry itself, with its file, line
and column. A *verdict* is what two claims are to each other: it compares what texts say, and never rules on the world.
"""


def code_of(name: str) -> str:
    """The stable code of the rule with this name."""
    return _CODES[name]


COSTS_NOTHING = frozenset(map(_CODES.__getitem__, ("quote-altered", "quote-not-found", "replaces-nothing", "value-not-in-quote")))
"""The errors that cost no claim: whoever turns one of them down hides nothing that could not be read."""

_WEIGHING = frozenset(rule.code for rules in (_CONTRADICTIONS, _OPEN, _CHANGES) for rule in rules if rule.name != "modality")
_ABOUT_IGNORES = ("CF107", "CF108", "CF109")


def weighs(rule: Rule) -> bool:
    """Whether findings with this verdict are told of; agreement, and claims about different things, are nothing to settle."""
    return rule.code in _WEIGHING or rule.name == "apparent-conflict"


def can_be_ignored(rule: Rule) -> bool:
    """Whether `# ignore` may name it: a verdict that weighs, or a fault in spite of which everything was read."""
    if rule.level == "verdict":
        return weighs(rule)
    return (rule.level == "warning" or rule.code in COSTS_NOTHING) and rule.code not in _ABOUT_IGNORES


def silencing(rule: Rule) -> str:
    """How a rule is silenced, or why it is not."""
    if rule.level == "verdict":
        return (_SILENCING_VERDICT if weighs(rule) else _WEIGHS_NOTHING).format(code=rule.code)
    if rule.level == "error" and rule.code not in COSTS_NOTHING:
        return _NEVER_SILENT
    in_one_place = _IGNORING if can_be_ignored(rule) else ""
    return f"{in_one_place}{_TURNING_OFF}".format(code=rule.code)


_TURNING_OFF = 'Everywhere: `{code} = "off"` below `[severity]` in cstofacts.toml; with `"note"` it is shown and never fails a check.'
_IGNORING = "In one place: write `# ignore {code}: reason` at the entry. "
_SILENCING_VERDICT = (
    "For one finding: decide it (`cstofacts resolve`), which holds until a claim changes; or write `# ignore {code}: reason` at every claim "
    f"of one of its sides. {_TURNING_OFF}"
)
_NEVER_SILENT = "It cannot be silenced: while it stands, a check that passed would say too much."
_WEIGHS_NOTHING = "There is nothing to silence: it never makes a check fail."


def manual() -> str:
    """The page docs/rules.md: every rule in the order of the codes."""
    return "\n".join([_INTRODUCTION, *(_group_text(title, rules) for title, rules in _GROUPS)])


def _group_text(title: str, rules: tuple[Rule, ...]) -> str:
    return "\n".join([f"## {title}\n", *map(_rule_text, rules)])


def _rule_text(rule: Rule) -> str:
    language = "text" if rule.level == "verdict" else "yaml"
    return (
        f"### {rule.code} {rule.name}\n\n*{rule.level}.* {rule.what}\n\n**Why it matters.** {rule.why}\n\n"
        f"```{language}\n{rule.example}```\n\n**What to do.** {rule.settle}\n\n**How to silence it.** {silencing(rule)}\n"
    )
