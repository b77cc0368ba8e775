"""Reads identifiers of works, people and institutions, however written, into one canonical form."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

LONGEST: Final = 2048

# Archives of identifiers before April 2007 (arXiv, "Understanding the arXiv identifier").
ARCHIVES: Final = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|"
    "dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|"
    "physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con"
)
MONTH: Final = r"(?:0[1-9]|1[0-2])"
NEW_STYLE: Final = rf"[0-9]{{2}}{MONTH}\.[0-9]{{4,5}}"
OLD_STYLE: Final = rf"(?:{ARCHIVES})(?:\.[A-Z]{{2}})?/[0-9]{{2}}{MONTH}[0-9]{{3}}"
ARXIV_PREFIX: Final = re.compile(
    r"(?i)(?:https?://)?(?:(?:www\.|export\.|[a-z]{2}\.)?arxiv\.org|ar5iv\.(?:labs\.arxiv\.)?org)/"
    r"(?:abs|pdf|html|format|ps|src|e-print|list)/"
    r"|(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\.|oai:arxiv\.org:|arxiv\s*:\s*|arxiv\s+(?=\d)"
)
ARXIV_TAIL: Final = re.compile(r"(?i)(?:\.pdf)?(?:[?#]\S*)?(?:\s*\[[a-z\-]+(?:\.[a-z\-]+)?\])?/?$")
ARXIV: Final = re.compile(
    rf"(?:(?:{ARCHIVES})(?:\.[A-Z]{{2}})?/)?(?P<new>{NEW_STYLE})(?:v(?P<new_version>[1-9][0-9]{{0,2}}))?"
    rf"|(?P<old>{OLD_STYLE})(?:v(?P<old_version>[1-9][0-9]{{0,2}}))?"
)
SUBJECT_CLASS: Final = re.compile(r"\.[A-Z]{2}/")

DOI_PREFIX: Final = re.compile(
    r"(?i)(?:(?P<url>(?:https?:)?(?://)?(?:[a-z0-9\-]+\.)*doi\.(?:[a-z0-9\-]+\.)*[a-z]{2,}/))?"
    r"(?:urn:|info:)?(?:doi\s*[:/=]?\s*)?"
)
DOI: Final = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+")
DOI_LOOSE_END: Final = ".,;:'\"?!"

ORCID: Final = re.compile(
    r"(?i)(?:(?:https?://)?(?:www\.|sandbox\.|pub\.)?orcid\.org/|orcid\s*:?\s*)?"
    r"(?P<id>[0-9]{4}(?P<gap>[\- ]?)[0-9]{4}(?P=gap)[0-9]{4}(?P=gap)[0-9]{3}[0-9x])/?"
)
OPENALEX: Final = re.compile(
    r"(?i)(?:(?:https?://)?(?:api\.|explore\.)?openalex\.org/|openalex:)?"
    r"(?:(?P<level>domains|fields|subfields)/(?P<number>[0-9]{1,6})"
    r"|(?:(?:works|authors|sources|institutions|topics|concepts|publishers|funders)/)?(?P<id>[waistcpfgkv][1-9][0-9]{0,12}))/?"
)
ROR: Final = re.compile(
    r"(?i)(?:(?:https?://)?(?:www\.)?ror\.org/|ror\s*:\s*)?(?P<id>0[0-9a-hjkmnp-tv-z]{6}[0-9]{2})/?"
)
CROCKFORD: Final = {letter: value for value, letter in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}


@dataclass(frozen=True, slots=True)
class ArxivId:
    """One paper on arXiv, and the version of it where one was named."""

    base: str
    version: int | None = None

    def __str__(self) -> str:
        return self.base if self.version is None else f"{self.base}v{self.version}"


def arxiv(value: str) -> ArxivId | None:
    """Read an arXiv identifier, bare, prefixed, as a URL or as arXiv's own DOI.

    The base of an old identifier leaves out the subject class: math.GT/0309136 is math/0309136.
    """
    text = _short(value)
    prefix = ARXIV_PREFIX.match(text)
    found = ARXIV.fullmatch(ARXIV_TAIL.sub("", text[prefix.end() if prefix else 0 :]))
    if found is None:
        return None
    version = found["new_version"] or found["old_version"]
    base = found["new"] or SUBJECT_CLASS.sub("/", found["old"])
    return ArxivId(base, int(version) if version else None)


def doi(value: str) -> str | None:
    """Read a DOI into lower case without prefix; a short DOI (10/abc) is an alias, not a DOI."""
    text = _short(value)
    prefix = DOI_PREFIX.match(text)
    assert prefix is not None
    bare = text[prefix.end() :]
    if prefix["url"]:
        bare = unquote(bare)
    bare = bare.replace("\\", "").replace("//", "/", 1).rstrip(DOI_LOOSE_END)
    while bare.endswith((")", "]", "}", ">")) and _one_too_many(bare):
        bare = bare[:-1].rstrip(DOI_LOOSE_END)
    return bare.lower() if DOI.fullmatch(bare) else None


def orcid(value: str) -> str | None:
    """Read an ORCID iD as four groups of four; None where the check (ISO 7064 MOD 11-2) fails."""
    found = ORCID.fullmatch(_short(value))
    if found is None:
        return None
    digits = found["id"].replace("-", "").replace(" ", "").upper()
    if digits[-1] != _mod_11_2(digits[:-1]):
        return None
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def openalex(value: str) -> str | None:
    """Read an OpenAlex id: A5023888391, or subfields/1702 for a level of topics."""
    found = OPENALEX.fullmatch(_short(value))
    if found is None:
        return None
    return found["id"].upper() if found["id"] else f"{found['level'].lower()}/{found['number']}"


def ror(value: str) -> str | None:
    """Read a ROR id as its nine characters; None where its check digits (ISO 7064 MOD 97-10) are wrong."""
    found = ROR.fullmatch(_short(value))
    if found is None:
        return None
    text = found["id"].lower()
    number = 0
    for letter in text[:7]:
        number = number * 32 + CROCKFORD[letter]
    return text if int(text[7:]) == 98 - (number * 100) % 97 else None


def _short(value: str) -> str:
    return value[:LONGEST].strip()


def _one_too_many(text: str) -> bool:
    close = text[-1]
    opening = {")": "(", "]": "[", "}": "{", ">": "<"}[close]
    return text.count(close) > text.count(opening)


def _mod_11_2(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "0123456789X"[check]
