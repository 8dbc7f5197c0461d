"""Names, labels and titles: what they may look like, since they become keys, headings and tabs."""

from __future__ import annotations

import re
import unicodedata

from revenue_planner.plan.reading.hints import Offer
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

LONGEST_NAME = 24
LONGEST_SCENARIO_NAME = 20
#: In UTF-16 code units, as spreadsheet programs count: what lies beyond U+FFFF (emoji, 𝓐) counts twice.
LONGEST_TAB = 25
LONGEST_LABEL = 40
LONGEST_TITLE = 80

#: Tabs every workbook may have, and names that Excel keeps for itself.
RESERVED_TABS = frozenset(
    [
        "start",
        "dashboard",
        "compare",
        "inputs",
        "calendar",
        "risk",
        "goal",
        "actuals",
        "checks",
        "log",
        "history",
        "base",
    ]
)
_TAB_EXTRAS = " -_.()&%+"


def folded(title: str) -> str:
    """What two tabs must not share: spreadsheet programs tell titles apart by neither case nor width of letters."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).casefold())


def utf16_length(text: str) -> int:
    """The length as spreadsheet programs count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def name_pattern(longest: int) -> str:
    return f"^[a-z][a-z0-9_]{{0,{longest - 1}}}$"


def read_name(raw: object, path: Path, findings: Findings, longest: int = LONGEST_NAME) -> bool:
    """Whether a name is one that keys can be made of; else says what it should be."""
    if isinstance(raw, str) and re.fullmatch(name_pattern(longest), raw):
        return True
    rule = f"a name has small letters (a-z), digits and _, starts with a letter, and is at most {longest} long"
    if not isinstance(raw, str):
        findings.error(path, rule)
        return False
    better = safe_name(raw, longest)
    named = path[-1:] == ("name",)
    offer = Offer(f'"{better}"' if named else better, "value" if named else "key", form="for example {}")
    findings.error(path, rule, offer if better else "")
    return False


def safe_name(text: str, longest: int) -> str:
    """The nearest allowed name, or "": "Amazon Associates" -> "amazon_associates"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return re.sub(r"^[^a-z]+", "", name)[:longest].strip("_")


def label_from(name: str) -> str:
    """`my_own` -> "My own"."""
    text = " ".join(name.split("_")).strip()
    return text[:1].upper() + text[1:]


def looks_of(text: str) -> str:
    """What a text looks like at a glance: without large letters, odd blanks and characters that nobody sees."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Cc") and not "\ufe00" <= c <= "\ufe0f")
    return " ".join(seen.casefold().split())


def read_text(raw: object, path: Path, findings: Findings, longest: int) -> str | None:
    """A heading of one line, without blanks around it; None (and an error) where it is not one."""
    if not isinstance(raw, str):
        short = isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) < 1e9
        findings.error(path, "must be a text in quotes", Offer(f'"{raw}"') if short else "")
        return None
    text = raw.strip()
    if not text:
        findings.error(path, "is empty", "leave the line out, or write a text")
    elif any(not _printable(character) for character in text):
        findings.error(path, "must be one line without invisible characters")
    elif len(text) > longest:
        findings.error(path, f"has {len(text)} characters; at most {longest} fit")
    else:
        return text
    return None


def read_tab_title(raw: object, path: Path, findings: Findings) -> str | None:
    """A title that can stand on a tab."""
    text = read_text(raw, path, findings, LONGEST_TAB)
    if text is None:
        return None
    length = utf16_length(text)
    if length > LONGEST_TAB:
        rule = f"takes {length} places as spreadsheet programs count, some letters twice; at most {LONGEST_TAB} fit"
        findings.error(path, rule, "write it in ordinary letters, or shorter")
        return None
    wrong = sorted({c for c in text if not (c.isalnum() or unicodedata.category(c)[0] == "M" or c in _TAB_EXTRAS)})
    if wrong:
        findings.error(path, f"becomes the name of a tab and may not have {' '.join(wrong)} in it")
    elif not text[0].isalnum():
        findings.error(path, "becomes the name of a tab and must start with a letter or digit")
    elif folded(text) in RESERVED_TABS:
        findings.error(
            path, f'the workbook has a tab "{text}" already', Offer(f'"{text} case"', form="for example {}", named=True)
        )
    else:
        return text
    return None


def _printable(character: str) -> bool:
    """Whether a spreadsheet file can hold it."""
    return unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") and character not in "\ufffe\uffff"
