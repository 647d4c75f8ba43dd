"""Tables of the subtags that BCP 47 closes: languages of two letters, and countries.

They are here so that a tag is checked without loading CLDR, which takes some 50 ms. Longer
languages, scripts and variants stay open: any that is well formed may be registered by now.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["LANGUAGES", "REGIONS", "REPLACED", "THREE_LETTERS"]

# ISO 639-1, each code followed by the terminology code of ISO 639-2 for the same language.
_ISO_639: Final = re.findall(
    r"\w+",
    "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul "
    "bibis bmbam bnben bobod brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym "
    "dadan dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas ffful fifin fjfij "
    "fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat "
    "huhun hyhye hzher iaina idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav "
    "kakat kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir "
    "lalat lbltz lglug lilim lnlin lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon "
    "mrmar msmsa mtmlt mymya nanau nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya "
    "ococi ojoji omorm orori ososs papan pipli plpol pspus ptpor quque rmroh rnrun roron rurus "
    "rwkin sasan scsrd sdsnd sesme sgsag shhbs sisin skslk slslv smsmo snsna sosom sqsqi srsrp "
    "ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur "
    "tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid "
    "yoyor zazha zhzho zuzul",
)
# Codes of ISO 639-2 made from English names, where they differ.
_BIBLIOGRAPHIC: Final = re.findall(
    r"\w+",
    "sqalb hyarm eubaq mybur zhchi cscze nldut frfre kageo deger elgre isice mkmac mimao msmay "
    "faper rorum skslo botib cywel",
)

LANGUAGES: Final = frozenset(pair[:2] for pair in _ISO_639)
"""Language subtags of two letters. The list is closed: ISO gives out longer codes only."""

THREE_LETTERS: Final = {pair[2:]: pair[:2] for pair in _ISO_639 + _BIBLIOGRAPHIC}
"""Codes of three letters that are no subtags, since the language has one of two (RFC 5646, 2.2.1).
"""

REPLACED: Final = {
    "bh": "bho",
    "in": "id",
    "iw": "he",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "art-lojban": "jbo",
    "en-gb-oed": "en-GB-oxendict",
    "i-ami": "ami",
    "i-bnn": "bnn",
    "i-hak": "hak",
    "i-klingon": "tlh",
    "i-lux": "lb",
    "i-navajo": "nv",
    "i-pwn": "pwn",
    "i-tao": "tao",
    "i-tay": "tay",
    "i-tsu": "tsu",
    "zh-guoyu": "cmn",
    "zh-hakka": "hak",
    "zh-min-nan": "nan",
    "zh-xiang": "hsn",
}
"""Deprecated languages and tags, in lower case, and their successors (IANA registry)."""

REGIONS: Final = frozenset(
    re.findall(
        r"\w+",
        "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
        "BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CR CU CV CW CX CY CZ DE DG "
        "DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL "
        "GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO "
        "JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH "
        "MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA "
        "PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
        "SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
        "UN US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW "
        # for private use (RFC 5646, 2.2.4)
        "AA QM QN QO QP QQ QR QS QT QU QV QW QX QY QZ XA XB XC XD XE XF XG XH XI XJ XL XM XN XO XP "
        "XQ XR XS XT XU XV XW XX XY XZ ZZ",
    )
)
"""Region subtags of two letters: ISO 3166-1 with its exceptional and private codes."""
