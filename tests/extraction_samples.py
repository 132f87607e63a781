"""Short contracts of one sentence, long enough for their language to be told."""

from __future__ import annotations

from arkiv.domain.documents import Page, Reading
from arkiv.domain.facts import Extraction
from arkiv.extract.pipeline import extract

__all__ = ["PADDING", "extraction_of"]

PADDING = {
    "nb": "Partene er enige om at avtalen skal følges, og at endringer skal være skriftlige.",
    "nn": "Partane er samde om at avtalen skal følgjast, og at endringar skal vere skriftlege.",
    "nl": "Partijen komen overeen dat wijzigingen van de overeenkomst schriftelijk worden gedaan.",
    "en": "The parties agree that any change to this Agreement must be made in writing by them.",
    "sv": "Parterna är överens om att ändringar av avtalet ska göras skriftligen mellan parterna.",
    "da": "Parterne er enige om, at ændringer af aftalen skal være skriftlige og underskrevet.",
    "de": "Die Parteien sind sich einig, dass Änderungen dieses Vertrages schriftlich erfolgen.",
}
"""So that a few lines are enough to know the language by."""


def extraction_of(language: str, text: str) -> Extraction:
    """What is read from a text in that language."""
    pages = (Page(1, f"{text}\n{PADDING[language]}\n{PADDING[language]}"),)
    return extract(Reading(pages, 1), "x.pdf")
