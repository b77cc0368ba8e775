"""Strings that would do harm if any of them reached a page as markup."""

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "<svg/onload=alert(4)>",
    "javascript:alert(5)",
    r"\href{javascript:alert(6)}{click}",
    r"$\href{javascript:alert(7)}{x}$ and $<img src=x onerror=alert(8)>$",
    "{{ settings.SECRET_KEY }} {% load x %}",
    "<!-- --!> <style>*{display:none}</style>",
    "\u2028</title><script>alert(9)</script>",
]
