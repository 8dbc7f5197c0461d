"""How to mend it: what would stand there instead, the nearest word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

#: Two words are as near to a third where their likeness to it differs by less.
_AS_NEAR = 0.03


@dataclass(frozen=True, slots=True)
class Also:
    """A line that a fix puts under the heading of a table besides: `line` under `table`."""

    table: tuple[str | int, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What would mend a problem, if it stood in place of what does: the words of a hint and its fix come from it.

    `text` goes in place of the whole value or, where `part` is given, of that part of it; of the key; of the
    heading; or on a line of its own below the heading ("below"). `when` says for which meaning it is right,
    `form` how it is worded, and `named` puts the key before it. `at` is where it goes if not where the problem is.
    """

    text: str
    of: Literal["value", "key", "heading", "below"] = "value"
    when: str = ""
    form: str = "write {}"
    part: str = ""
    named: bool = False
    at: tuple[str | int, ...] | None = None
    also: Also | None = None


#: What a problem's hint is made from: offers, any of which mends it, or advice that only a person can follow.
Hint = str | Offer | Sequence[Offer]
#: A hint that takes long to find: it is called once it is known that the problem will be told.
Later = Callable[[], Hint]


def offers_of(hint: Hint) -> tuple[Offer, ...]:
    if isinstance(hint, Offer):
        return (hint,)
    return () if isinstance(hint, str) else tuple(hint)


def hint_words(hint: Hint, key: str = "") -> str:
    """The hint as people read it: `write 0.03, or "+3%" to raise Base by that`. `key` is what stands before the =."""
    if isinstance(hint, str):
        return hint
    offers = offers_of(hint)
    if not offers:
        return ""
    said = [_offered(offer, key) for offer in offers]
    alike = ", or ".join(said) if any(offer.when for offer in offers) else " or ".join(said)
    return offers[0].form.format(alike)


def _offered(offer: Offer, key: str) -> str:
    text = offer.text.replace("\n", " and below it ")
    if not offer.text.startswith('"') and (offer.part or (offer.of == "key" and not offer.when)):
        text = f'"{text}"'
    if offer.named:
        text = f"{key} = {text}"
    if offer.also is not None:
        table = ".".join(str(step) for step in offer.also.table)
        text = f"{text}, and {offer.also.line} under [{table}]"
    return f"{text}{offer.when}" if offer.when.startswith(",") else f"{text} {offer.when}".rstrip()


def nearest(word: str, options: Iterable[str]) -> str:
    """`did you mean "videos"?`, or "" where nothing is near."""
    found = nearest_of(word, options)
    return " or ".join(f'"{option}"' for option in found).join(("did you mean ", "?")) if found else ""


def nearest_key(word: str, options: Iterable[str]) -> tuple[Offer, ...]:
    """Offers to write the nearest of some keys instead of a misspelt one; none where nothing is near."""
    return tuple(Offer(option, "key", form="did you mean {}?") for option in nearest_of(word, options))


def nearest_word(word: str, options: Iterable[str]) -> tuple[Offer, ...]:
    """Offers to write the nearest of some words in quotes instead of a misspelt one."""
    return tuple(Offer(f'"{option}"', form="did you mean {}?") for option in nearest_of(word, options))


def nearest_of(word: str, options: Iterable[str]) -> list[str]:
    """The option that a misspelt word is nearest to; two where both are as near, none where nothing is near."""
    from difflib import SequenceMatcher, get_close_matches

    by_lower = {option.lower(): option for option in options}
    wanted = re.sub(r"[-\s]+", "_", word.strip().lower())
    found = get_close_matches(wanted, by_lower, 2, 0.7)
    nearness = [SequenceMatcher(None, option, wanted).ratio() for option in found]
    if len(found) == 2 and nearness[0] - nearness[1] > _AS_NEAR:
        found = found[:1]
    return [by_lower[option] for option in found]
