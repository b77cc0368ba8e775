"""Words in bylines that are no names: suffixes, particles, honorifics, and what groups call themselves."""

import re
from typing import Final

SUFFIXES: Final = {
    "jr": "Jr.", "jnr": "Jr.", "junior": "Jr.", "sr": "Sr.", "snr": "Sr.", "senior": "Sr.", "ii": "II",
    "iii": "III", "iv": "IV", "2nd": "II", "3rd": "III", "4th": "IV",
}  # fmt: skip
# Alone they begin a family name wherever they stand; the second set only between given and family name.
PARTICLES: Final = frozenset(
    [
        "de",
        "del",
        "della",
        "dei",
        "degli",
        "dal",
        "dalla",
        "delle",
        "di",
        "da",
        "das",
        "do",
        "dos",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "der",
        "den",
        "ter",
        "ten",
        "te",
        "ver",
        "af",
        "av",
        "bin",
        "ibn",
        "ben",
        "bint",
        "abu",
        "abi",
        "al",
        "el",
        "ul",
        "ur",
        "mc",
        "st",
        "ste",
        "'t",
        "op",
        "y",
        "e",
        "san",
        "santa",
    ]
)
CAPITAL_PARTICLES: Final = frozenset(
    [
        "De",
        "Del",
        "Della",
        "Dei",
        "Degli",
        "Dal",
        "Dalla",
        "Dalle",
        "Delle",
        "Di",
        "Da",
        "Dos",
        "Du",
        "Des",
        "La",
        "Le",
        "Lo",
        "Van",
        "Von",
        "Vom",
        "Zu",
        "Zur",
        "Der",
        "Den",
        "Ter",
        "Ten",
        "El",
        "Al",
        "Ibn",
        "Ben",
        "St.",
        "Ste.",
        "San",
        "Santa",
    ]
)
HONORIFICS: Final = frozenset(
    ["dr", "dr.", "prof", "prof.", "professor", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir"]
)
DEGREES: Final = frozenset(
    ["phd", "ph.d", "ph.d.", "md", "m.d.", "m.d", "dphil", "msc", "bsc", "esq", "esq."]
)

GROUP: Final = re.compile(
    r"(?i)\b(?:collaborations?|consortium|consortia|teams?|working group|study group|task force|"
    r"committee|network|"
    r"survey|initiative|alliance|association|society|foundation|project|programme|program|mission|"
    r"observator(?:y|ies)|"
    r"institute?|institution|universit(?:y|ies|ät|é|à|at)|"
    r"laborator(?:y|ies)|labs?|department|centre|center|agency|"
    r"council|corporation|company|"
    r"gmbh|inc|ltd|community|investigators|authors|contributors|participants|organi[sz]ation|"
    r"ministry|federation|panel|commission|coalition|partnership|club|board|members)\b"
    r"|\b(?:group|experiment)s?$|\b(?:research|data|science) (?:group|graph|count)\b"
)
INITIAL: Final = re.compile(r"(?:[^\W\d_]\.?-?){1,3}|[A-Z][a-z]{1,2}\.(?:-?[A-Z]\.)*")
EAST_ASIAN: Final = re.compile(
    r"[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]"
)
NATIVE: Final = re.compile(rf"(?:{EAST_ASIAN.pattern}|[\s·・,、])+")
DOUBLE_FAMILIES: Final = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "司徒",
        "东方",
        "東方",
        "夏侯",
        "皇甫",
        "尉迟",
        "尉遲",
        "公孙",
        "公孫",
        "慕容",
        "长孙",
        "長孫",
        "宇文",
        "南宫",
        "남궁",
        "황보",
        "제갈",
        "선우",
        "독고",
    ]
)
