"""Reads an answered page as a browser would see it."""

import json

from bs4 import BeautifulSoup


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def linked_data(response):
    """Give the page's JSON-LD."""
    return json.loads(soup(response).find("script", type="application/ld+json").string)


def live_markup(response):
    """List what in a page could run or restyle: inline scripts, handlers, styles, script addresses."""
    page = soup(response)
    scripts = [
        tag
        for tag in page.find_all("script")
        if not tag.get("src") and tag.get("type") != "application/ld+json"
    ]
    handlers = [
        tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on") or name == "style"
    ]
    addresses = [
        tag for tag in page.find_all(href=True) if tag["href"].strip().lower().startswith("javascript:")
    ]
    return [*scripts, *handlers, *addresses, *page.find_all("style"), *page.find_all("img")]
