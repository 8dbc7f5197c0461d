"""Currencies by their codes, signs and everyday words; the list of codes is ISO 4217's, as Babel ships it."""

from __future__ import annotations

from functools import cache

#: What a sign or word may stand for, the most usual first.
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "ARS", "CLP", "COP")
_CROWNS = ("SEK", "NOK", "DKK", "ISK")
_MEANT = {
    "$": _DOLLARS, "us$": ("USD",), "c$": ("CAD",), "ca$": ("CAD",), "a$": ("AUD",), "au$": ("AUD",), "nz$": ("NZD",),
    "s$": ("SGD",), "hk$": ("HKD",), "mx$": ("MXN",), "nt$": ("TWD",), "r$": ("BRL",), "€": ("EUR",), "£": ("GBP",),
    "¥": ("JPY", "CNY"), "₹": ("INR",), "₩": ("KRW",), "₽": ("RUB",), "₺": ("TRY",), "₴": ("UAH",), "₫": ("VND",),
    "₱": ("PHP",), "₦": ("NGN",), "₪": ("ILS",), "฿": ("THB",), "zł": ("PLN",), "kč": ("CZK",), "kr": _CROWNS,
    "dollar": _DOLLARS, "buck": _DOLLARS, "euro": ("EUR",), "pound": ("GBP",), "quid": ("GBP",), "yen": ("JPY",),
    "yuan": ("CNY",), "renminbi": ("CNY",), "rupee": ("INR", "PKR", "LKR", "NPR"), "won": ("KRW",),
    "franc": ("CHF", "XOF", "XAF"), "real": ("BRL",), "reais": ("BRL",), "peso": ("MXN", "PHP", "ARS", "COP", "CLP"),
    "krona": ("SEK",), "kronor": ("SEK",), "krone": ("NOK", "DKK"), "kroner": ("NOK", "DKK"), "rand": ("ZAR",),
    "lira": ("TRY",), "ruble": ("RUB",), "zloty": ("PLN",), "naira": ("NGN",), "baht": ("THB",),
    "dirham": ("AED", "MAD"), "ringgit": ("MYR",), "rupiah": ("IDR",), "dong": ("VND",), "shekel": ("ILS",),
    "hryvnia": ("UAH",),
}  # fmt: skip
#: Signs that may touch a number; the longer go first.
SIGNS = tuple(sorted((word for word in _MEANT if not word.isalpha()), key=len, reverse=True))


#: Codes that are known without loading the list.
_USUAL = frozenset(code for codes in _MEANT.values() for code in codes)


def is_currency(code: str) -> bool:
    """Whether the list has a code: "USD", "EUR", …"""
    return code in _USUAL or code in _listed()


@cache
def _listed() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


@cache
def currencies_meant(word: str) -> tuple[str, ...]:
    """The codes that a code, sign or word in any case may stand for, the most usual first; () for other words."""
    if is_currency(word.upper()):
        return (word.upper(),)
    lower = word.lower()
    return _MEANT.get(lower) or _MEANT.get(lower.removesuffix("s")) or ()
