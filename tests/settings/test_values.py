from __future__ import annotations

import pytest

from i18n_tool.settings.schema import SCHEMA
from i18n_tool.settings.values import convert_value, site_url_problem


def test_a_currency_is_a_code() -> None:
    assert convert_value("CNY", SCHEMA["currency"]) == "CNY"


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("news.example", "https://"),
        ("ftp://news.example/", "https://"),
        ("https:///news", "host"),
        ("https://a b.example/", "host"),
        ("https://news.example:99999/", "port"),
        ("https://news.example/#top", '"#"'),
        ("https://news.example/?", '"?"'),
        ("https://ines:secret@news.example/", "password"),
    ],
)
def test_an_address_that_is_no_sites_is_refused(address: str, wrong: str) -> None:
    assert wrong in site_url_problem(address)


@pytest.mark.parametrize(
    "address", ["", "https://news.example", "http://localhost:8080/news/", "https://例え.example/"]
)
def test_an_address_of_a_site_is_taken(address: str) -> None:
    assert site_url_problem(address) == ""
