"""Approximate rates of exchange, for plans that state none."""

from __future__ import annotations

#: When the rates below were taken, and from where.
RATES_DATE = "29 September 2026"
RATES_SOURCE = "daily mixed-source rates, npm @fawazahmed0/currency-api 2026.9.29"
DOLLAR = "USD"
#: What a US dollar costs, to four digits.
_PER_DOLLAR = {
    "EUR": 0.8802, "GBP": 0.7554, "CAD": 1.419, "AUD": 1.425, "NZD": 1.767, "CHF": 0.8334, "SEK": 9.98,
    "NOK": 9.547, "DKK": 6.58, "ISK": 120.6, "PLN": 3.849, "CZK": 21.47, "HUF": 323.5, "RON": 4.646, "TRY": 49,
    "UAH": 44.92, "RUB": 84.51, "KZT": 441.2, "ILS": 3.074, "AED": 3.672, "SAR": 3.75, "QAR": 3.64,
    "KWD": 0.3087, "BHD": 0.376, "OMR": 0.3849, "JOD": 0.709, "EGP": 52.05, "MAD": 9.648, "TND": 2.969,
    "ZAR": 16.44, "NGN": 1326, "KES": 129.7, "GHS": 11.65, "UGX": 3915, "TZS": 2640, "XOF": 577.4,
    "XAF": 577.4, "JPY": 157.5, "CNY": 6.708, "HKD": 7.845, "TWD": 31.85, "KRW": 1358, "SGD": 1.279,
    "MYR": 4.083, "THB": 33.63, "IDR": 18020, "PHP": 62.52, "VND": 25950, "INR": 96.09, "PKR": 277.1,
    "BDT": 123.2, "LKR": 330.9, "NPR": 153.8, "KHR": 4061, "MMK": 2100, "BRL": 5.224, "MXN": 18.01,
    "ARS": 1525, "CLP": 967.7, "COP": 3369, "PEN": 3.416, "UYU": 40.1, "PYG": 5884, "CRC": 455.2, "DOP": 57.72,
    "GTQ": 7.636,
}  # fmt: skip


def per_dollar(currency: str) -> float | None:
    """What a US dollar costs in a currency, approximately; None where no rate ships for it."""
    return 1.0 if currency == DOLLAR else _PER_DOLLAR.get(currency)
