"""What the name of a party looks like, where it ends, and which two names are one."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LEGAL_FORM", "alike", "has_legal_form", "is_name", "trimmed"]

LEGAL_FORM = (
    r"(?:incorporated|inc|corporation|corp|company|co|limited|ltd|l\.?l\.?c|l\.?l\.?p|l\.?p|plc"
    r"|p\.l\.c|gmbh|mbh|ag|aör"
    r"|kg|ohg|asa|as|a/s|aps|ans|da|ks|ba|sa|sf|enk|iks|oyj|oy|ab|b\.?v|n\.?v|v\.?o\.?f|c\.?v"
    r"|u\.?a|s\.?a|s\.?r\.?l"
    r"|s\.?p\.?a|sarl|pty|pte|trust|bank|university|foundation|association|partnership|n\.a)"
)
_FORM = re.compile(rf"[ ,.]{LEGAL_FORM}\.?(?![\w.])", re.IGNORECASE)
_CUT_AFTER_FORM = re.compile(
    rf"[ ,.]{LEGAL_FORM}\.?(?:,? {LEGAL_FORM}\.?){{0,2}}\)?(?=(?: ?,| ?\(| –| -|;| an? | having"
    rf"| with| whose| of | located| organi| som | as | gevestigd| statutair|\t|$))",
    re.IGNORECASE,
)
_FORM_NEXT = re.compile(rf",? ?{LEGAL_FORM}\.?(?:,? {LEGAL_FORM}\.?)*(?![\w.])", re.IGNORECASE)
_DESCRIPTOR = re.compile(
    r",? (?:an? (?!/)|having|with (?:its|an|a|offices|principal|registered)|whose|located"
    r"|organi[sz]ed|incorporated (?:in|under)"
    r"|existing|acting|duly|doing business|d/?b/?a\b|dba\b|f/?k/?a\b|a/?k/?a\b|formerly"
    r"|on behalf|its |for itself|as (?:an? |the |of )?[a-z]"
    r"|residing|individually|through|company (?:registered|number)|at \d|in (?:its|his|her) "
    r"|under |both |each |being|the (?!\w+ (?:of|company|bank))"
    r"|gevestigd|statutair|kantoorhoudend|wonende|vertegenwoordigd|ingeschreven|hierna|te dezen"
    r"|handelend|met "
    r"|heretter|som |med |ved |født|fødd|heretter|hereafter|hereinafter|herein|hereby|jf\.|v/|c/o"
    r"|geboren|vertreten|mit sitz|nachfolgend|im folgenden|nedenfor|härefter|nedan|herefter"
    r"|i det følgende|registrert|org\.?|kvk|cvr)"
    r"|,? ?\(|,? [–-] |\t|,? \d{1,5}(?:st|nd|rd|th)? (?=[A-Z])|;|, [^,]{2,40}, (?:\d{4}"
    r"|[A-Z]{2}\b)|,$|:",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[ ,;:.\"'–-]|\(?[a-z0-9]{1,2}[.)](?= )|(?-i:and|AND|And|og|OG|en|EN|och|OCH|und|UND"
    r"|samt)\b(?::|(?= ))|with\b|by\b|between\b|among\b|amongst\b|mellom\b|tussen\b"
    r"|mellan\b|mellem\b|zwischen\b|der\b|die\b|den\b|dem\b|enerzijds\b|anderzijds\b"
    r"|de besloten vennootschap(?: met beperkte aansprakelijkheid)?\b"
    r"|de vennootschap(?: onder firma)?\b|de naamloze vennootschap\b"
    r"|de stichting\b(?= stichting)|de heer\b|mevrouw\b|firma\b|selskapet\b"
    r"|the (?=[a-z])|party [ab]:?|(?:on|of) the (?:one|other) (?:part|hand)|each of|i\)|ii\)"
    r"|made\b)+",
    re.IGNORECASE,
)
_JOINING = {
    "and",
    "or",
    "of",
    "to",
    "the",
    "is",
    "are",
    "for",
    "as",
    "in",
    "og",
    "en",
    "und",
    "och",
}
"""Words no name ends in."""
_SMALL = {"a", "an", "the", "its", "any", "each", "such", "all", "of", "in", "on", "by", "as", "or"}
"""Small words that begin a description, where a brand such as iVillage may begin a name."""
_NOT_NAMES = re.compile(
    r"^(?:the )?(?:part(?:y|ies)|agreement|contract|company|effective date|date|whereas|article"
    r"|section|exhibit|this|these|each|both|all|any"
    r"|collectively|witnesseth|recitals|partene|partijen|partij|parter|undersigned|between"
    r"|dated?|page|table|source|it is|now|subject|such|its"
    r"|here\w+|pursuant|in consideration|background|whose|which|where|if|for|avtale\w*"
    r"|overeenkomst|contract|kontrakt|bijlage|bilag|artikel)\b"
    r"|agreement\b|\bavtale|overeenkomst$",
    re.IGNORECASE,
)


def trimmed(chunk: str) -> tuple[int, int]:
    """Where in a chunk of text the name of a party begins and ends; (0, 0) when there is none."""
    lead = _LEAD.match(chunk)
    start = lead.end() if lead else 0
    rest = chunk[start:]
    form = _CUT_AFTER_FORM.search(rest)
    descriptor = _DESCRIPTOR.search(rest)
    end = descriptor.start() if descriptor else len(rest)
    if form and form.end() <= end:
        end = form.end()
    elif more := _FORM_NEXT.match(rest, end):
        end = more.end()
    name = rest[:end].rstrip(" ,;:–-\t")
    return (start, start + len(name)) if name else (0, 0)


def is_name(words: str) -> bool:
    """Whether words can be the name of somebody: a capital or a figure in front, not too long."""
    if not 2 < len(words) < 110 or _NOT_NAMES.search(words) or "___" in words:
        return False
    parts = words.split()
    if len(parts) > 14 or not any(c.isalpha() for c in words):
        return False
    if not (words[0].isupper() or words[0].isdigit()):
        return len(parts) < 6 and parts[0] not in _SMALL and has_legal_form(words)
    if parts[-1] in _JOINING:
        return False
    return sum(not part[0].islower() for part in parts) * 2 >= len(parts)


def has_legal_form(words: str) -> bool:
    """Whether a name ends or continues in a legal form such as AS, B.V., Inc."""
    return _FORM.search(words) is not None


def alike(first: str, second: str) -> bool:
    """Whether two names are the same but for case, punctuation and legal form."""
    a, b = _bare(first), _bare(second)
    return a == b or (len(min(a, b, key=len)) > 5 and (a.startswith(b) or b.startswith(a)))


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).lower()
    plain = _FORM.sub(" ", plain)
    return "".join(c for c in plain if c.isalnum())
